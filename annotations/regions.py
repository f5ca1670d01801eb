"""The places in a version at which changed words may stand, and how much speaks for each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.alignment import Block, blocks, kept
from annotations.stream import Stream
from annotations.surroundings import REACH, Window

_REGIONS = 5
"""Places that are looked at closely."""
_SLACK = 2 * REACH
"""Words by which a region reaches beyond what was voted for."""
_ADDED = 1 / 3
"""What a character put in counts against one that survives."""
_RUN = 4
"""So many words in a row are known again in another order."""
_NEAR = 6
"""Words before and behind the mark that tell most."""


class Fit(NamedTuple):
    """A place for a mark, as numbers of a version's words, and what speaks for it: shares from 0 to 1."""

    place: range
    share: float
    """Of the marked words' characters, those that survive."""
    density: float
    """Of the place's characters, those that survive from the mark."""
    near: float
    """Of the six words on each side of the mark, those that stand there still."""
    context: float
    """Of the 24 words on each side of the mark, those that stand there still."""
    home: float | None
    """Of the 24 words before and behind the mark's paragraphs, those that stand there still; None if not known."""
    paragraph: float
    """Of the characters of the mark's paragraphs, those that survive in the region."""

    @property
    def strength(self) -> float:
        """How much speaks for the words: half their likeness (Dice's), half what stands around them."""
        likeness = 2 * self.share * self.density / (self.share + self.density)
        return (2 * likeness + self.near + self.context) / 4

    @property
    def rank(self) -> float:
        """What places are compared by: the strength, and where the paragraph stands."""
        return (4 * self.strength + (self.home or 0)) / 5

    def is_rival_of(self, best: "Fit") -> bool:
        """Whether this is another place that holds a good part of the words too."""
        return not meet(self.place, best.place) and self.share >= best.share / 2


def meet(one: range, other: range) -> bool:
    """Whether two ranges have a number in common."""
    return one.start < other.stop and other.start < one.stop


def fits(window: Window, stream: Stream) -> list[Fit]:
    """The places at which the marked words may stand, best first; without those with less than half of the best."""
    voted = stream.vote(window.words, window.mark, _REGIONS)
    spots = {spot.place: spot for place in voted for spot in _spots(window, stream, place)}
    most = max((spot.survivors for spot in spots.values()), default=0)
    found = [_fit(window, stream, spot) for spot in spots.values() if 2 * spot.survivors >= most]
    return sorted(found, key=lambda fit: fit.rank, reverse=True)


class _Spot(NamedTuple):
    place: range
    """Numbers of the words."""
    survivors: int
    """Characters of the marked words that survive there."""


def _spots(window: Window, stream: Stream, place: int) -> Iterator[_Spot]:
    """The best places in the region in which the mark may begin at `place`.

    The words are laid beside it with all that stood around them; alone, since sentences change places; and alone on
    both sides of what that found, since there may be two of them.
    """
    words, mark, _ = window
    low, high = max(0, place - _SLACK), place + len(mark) + _SLACK
    joint = max(0, low - mark.start)
    together = _shift(blocks(words, stream.words[joint : high + len(words) - mark.stop]), 0, joint)
    inner = _tight(_within(together, mark), window, stream)
    sides = [(low, high)]
    if inner:
        yield _Spot(_with_replaced(inner, together, mark), _surviving(window, inner))
        if len(reshuffled := _reshuffled(window, stream, inner)) > len(inner):
            yield _Spot(_hull(reshuffled), _surviving(window, reshuffled))
        sides += [(low, inner[0].new), (_hull(inner).stop, high)]
    for first, last in sides:
        alone = _tight(_shift(blocks(window.marked, stream.words[first:last]), mark.start, first), window, stream)
        if alone:
            yield _Spot(_hull(alone), _surviving(window, alone))


def _shift(laid: Sequence[Block], old: int, new: int) -> list[Block]:
    """The blocks of two slices that begin at `old` and `new`, numbered as in the whole texts."""
    return [Block(block.old + old, block.new + new, block.size) for block in laid]


def _within(laid: Sequence[Block], part: range) -> list[Block]:
    """The blocks cut to the old words numbered `part`."""
    found = []
    for block in laid:
        first, last = max(block.old, part.start), min(block.old + block.size, part.stop)
        if first < last:
            found.append(Block(first, block.new + first - block.old, last - first))
    return found


def _tight(inner: Sequence[Block], window: Window, stream: Stream) -> list[Block]:
    """The blocks in a row that hold most: a word found by chance, far from the others, is dropped.

    Words that survive count for their length, words put in between against it by a third: the best row is that of a
    local alignment (Smith and Waterman 1981), found as the greatest sum of a row (Kadane's algorithm).
    """
    best, best_sum, first, total = range(0), 0.0, 0, 0.0
    for number, block in enumerate(inner):
        if number:
            left = inner[number - 1]
            added = _length(stream.words[left.new + left.size : block.new])
            taken = _length(window.words[left.old + left.size : block.old])
            total -= _ADDED * max(0, added - taken)
        if total <= 0:
            first, total = number, 0.0
        total += _length(window.words[block.old : block.old + block.size])
        if total > best_sum:
            best, best_sum = range(first, number + 1), total
    return list(inner[best.start : best.stop])


def _hull(inner: Sequence[Block]) -> range:
    """The new words from the first block to the last."""
    return range(min(block.new for block in inner), max(block.new + block.size for block in inner))


def _with_replaced(inner: Sequence[Block], laid: Sequence[Block], mark: range) -> range:
    """The new words from the first block to the last, and those that replace marked words at the ends.

    They are known to if the word beyond the mark survives, and if they are few and no more than were there.
    """
    start, end = inner[0].new, inner[-1].new + inner[-1].size
    lost_before, lost_behind = inner[0].old - mark.start, mark.stop - inner[-1].old - inner[-1].size
    before = [start - block.new - mark.start + block.old for block in laid if _holds(block, mark.start - 1)]
    behind = [block.new + mark.stop - block.old - end for block in laid if _holds(block, mark.stop)]
    if before and 0 < before[0] <= lost_before < _RUN:
        start -= before[0]
    if behind and 0 < behind[0] <= lost_behind < _RUN:
        end += behind[0]
    return range(start, end)


def _holds(block: Block, old: int) -> bool:
    return block.old <= old < block.old + block.size


def _reshuffled(window: Window, stream: Stream, inner: Sequence[Block]) -> list[Block]:
    """The blocks, and runs of the marked words between them that now stand before or behind them, close by."""
    hull = _hull(inner)
    runs: list[Block] = []
    edges = [window.mark.start, *(edge for block in inner for edge in (block.old, block.old + block.size))]
    for first, last in zip(edges[::2], [*edges[1::2], window.mark.stop], strict=True):
        if last - first >= _RUN:
            for low, high in ((max(0, hull.start - _SLACK), hull.start), (hull.stop, hull.stop + _SLACK)):
                laid = blocks(window.words[first:last], stream.words[low:high])
                runs += [Block(first + old, low + new, size) for old, new, size in laid if size >= _RUN]
    found = list(inner)
    for run in sorted(runs, key=lambda run: max(hull.start - run.new, run.new - hull.start)):
        between = stream.words[run.new + run.size : hull.start] or stream.words[hull.stop : run.new]
        taken = any(run.old < other.old + other.size and other.old < run.old + run.size for other in found)
        if not taken and _surviving(window, [run]) > _ADDED * _length(between):
            found.append(run)
            hull = _hull(found)
    return found


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))


def _fit(window: Window, stream: Stream, spot: _Spot) -> Fit:
    words, mark, whole = window
    start, end = spot.place.start, spot.place.stop
    before = blocks(words[: mark.start], stream.words[max(0, start - mark.start - REACH) : start])
    behind = _shift(blocks(words[mark.stop :], stream.words[end : end + len(words) - mark.stop + REACH]), mark.stop, 0)
    around, outer = before + behind, len(words) - len(whole)
    inside = _within(around, whole)
    home = sum(block.size for block in around) - sum(block.size for block in inside)
    return Fit(
        spot.place,
        share=spot.survivors / _length(window.marked),
        density=spot.survivors / _length(stream.words[start:end]),
        near=context(window, stream, spot.place, _NEAR),
        context=context(window, stream, spot.place),
        home=home / outer if outer else None,
        paragraph=(spot.survivors + _surviving(window, inside)) / _length(words[whole.start : whole.stop]),
    )


def _surviving(window: Window, laid: Sequence[Block]) -> int:
    """The characters of the old words in the blocks."""
    return sum(_length(window.words[block.old : block.old + block.size]) for block in laid)


def context(window: Window, stream: Stream, place: range, reach: int = REACH) -> float:
    """The share of the words around the mark that stand in the same order on the same side of its new place."""
    words, mark, _ = window
    before, behind = words[max(0, mark.start - reach) : mark.start], words[mark.stop : mark.stop + reach]
    if not before and not behind:
        return 1.0
    room = reach // 4
    still = kept(before, stream.words[max(0, place.start - len(before) - room) : place.start])
    still += kept(behind, stream.words[place.stop : place.stop + len(behind) + room])
    return still / (len(before) + len(behind))
