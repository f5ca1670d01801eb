"""All words of a version in one row, with an index: where runs of them stand, and where a text's words stand best."""

import weakref
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.folding import is_alone, words_in_normalised
from annotations.models import Version

_BUDGET = 800
"""Places of words that a vote looks at: the rarest words come first, and tell most."""
_REACH = 24
"""Words by which votes for one place may differ: as many as may have been put in before it."""

_FEW = 0.1
"""Places with so small a part of the best one's votes aren't worth a look."""


class Place(NamedTuple):
    """A word of a version."""

    paragraph: int
    token: int
    """Its number among the paragraph's words."""


class Stream:
    """A version's words as they are compared, over all paragraph breaks."""

    def __init__(self, version: Version) -> None:
        self.words: list[str] = []
        self.lines: dict[str, list[int]] = {}
        """For each paragraph's words, joined by spaces, the numbers of the paragraphs that have them."""
        self._starts = [0]
        self._at: dict[str, list[int]] = {}
        for number, paragraph in enumerate(version.paragraphs):
            words = words_in_normalised(paragraph.words)
            for at, word in enumerate(words, len(self.words)):
                self._at.setdefault(word, []).append(at)
            self.words += words
            self._starts.append(len(self.words))
            if words:
                self.lines.setdefault(" ".join(words), []).append(number)

    def start(self, paragraph: int) -> int:
        """The number of the paragraph's first word in the row; for the number of paragraphs, that of all words."""
        return self._starts[paragraph]

    def place(self, number: int) -> Place:
        """The paragraph in which a word of the row stands."""
        paragraph = bisect_right(self._starts, number) - 1
        return Place(paragraph, number - self._starts[paragraph])

    def find(self, words: Sequence[str]) -> list[int]:
        """Where the words stand in a row: at most the first two places."""
        found: list[int] = []
        for number in self._all(words):
            found.append(number)
            if len(found) == 2:
                break
        return found

    def _all(self, words: Sequence[str]) -> Iterator[int]:
        rarest = min(range(len(words)), key=lambda index: len(self._at.get(words[index], ())))
        run = list(words)
        for at in self._at.get(words[rarest], ()):
            if at >= rarest and self.words[at - rarest : at - rarest + len(run)] == run:
                yield at - rarest

    def vote(self, words: Sequence[str], mark: range, most: int) -> list[int]:
        """Up to `most` places, best first, at which the words numbered `mark` among `words` may begin.

        Each three words in a row (two characters, in scripts without spaces) that stand in both texts vote for the
        place that the mark would have beside them: the nearer to the mark they are, the more they count.
        """
        votes: dict[int, float] = {}
        budget = _BUDGET
        for rarity, rarest, offset, run in sorted(self._runs(words)):
            budget -= rarity
            if budget < 0:
                break
            away = max(0, mark.start - offset - len(run) + 1, offset - mark.stop + 1)
            weight = 1 / (1 + away / _REACH)
            back, on = rarest - offset, offset + len(run) - rarest
            for at in self._at[words[rarest]]:
                if self.words[at - back : at + on] == run:
                    place = (at - rarest + mark.start) // _REACH
                    votes[place] = votes.get(place, 0) + weight
        return _peaks(votes, most)

    def _runs(self, words: Sequence[str]) -> Iterator[tuple[int, int, int, Sequence[str]]]:
        """How often the rarest word of a run stands here and its number, the number of the first word, the run."""
        counts = [len(self._at.get(word, ())) for word in words]
        alone = [not word.isascii() and is_alone(word) for word in words]
        for offset in range(len(words) - 1):
            end = offset + 3 - (alone[offset] and alone[offset + 1])
            if end <= len(words):
                rarity = min(counts[offset:end])
                if rarity:
                    yield rarity, counts.index(rarity, offset), offset, words[offset:end]


def _peaks(votes: dict[int, float], most: int) -> list[int]:
    """The middles of the pairs of neighbouring bins with most votes, which don't overlap."""
    pairs = {left: votes.get(left, 0) + votes.get(left + 1, 0) for bin_ in votes for left in (bin_ - 1, bin_)}
    peaks: list[int] = []
    for left in sorted(pairs, key=pairs.__getitem__, reverse=True):
        if len(peaks) == most or (peaks and pairs[left] < _FEW * pairs[peaks[0]]):
            break
        if all(abs(left - other) > 1 for other in peaks):
            peaks.append(left)
    return [(left + 1) * _REACH for left in peaks]


_kept: dict[int, tuple[weakref.ref[Version], Stream]] = {}


def stream_of(version: Version) -> Stream:
    """The version's words, indexed once for as long as the version lives."""
    number = id(version)
    kept = _kept.get(number)
    if kept is not None and kept[0]() is version:
        return kept[1]
    stream = Stream(version)
    _kept[number] = weakref.ref(version, lambda _: _kept.pop(number, None)), stream
    return stream
