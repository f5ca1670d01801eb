"""Marks whose paragraphs were changed: their words in a row, or what is left of them beside what stood around."""

from collections.abc import Sequence
from functools import partial

from annotations.folding import folded, size
from annotations.regions import Fit, context, fits, meet
from annotations.stream import Stream, stream_of
from annotations.surroundings import (
    FEWEST_WORDS,
    Mark,
    Orphan,
    facts_lost,
    facts_moved,
    neighbours,
    window_in,
)
from annotations.text import Position, Span, normalise

_FEWEST_CHARACTERS = 20
_MANY_WORDS = 12
"""A run of so many words isn't written twice by chance."""
_SOME_NEIGHBOURS = 0.25
_SOME_CONTEXT = 0.3
_SOME_FACTS = 1 / 3
"""More of a paragraph's figures and names aren't lost by editing alone."""
_FEW_FACTS = 0.05
_OTHER_FACTS = 0.75
"""A passage that has lost so many, and more than one, speaks of something else."""
_SHARE = 0.6
_STRENGTH = 0.62
_NEAR = 0.5
"""What must stand next to a mark of less than four words, which tells nothing by itself."""
_HOME = 0.4
_LONG_SHARE = 0.75
_MOVED_SHARE = 0.9
_MOVED_STRENGTH = 0.8
_TELLING_FACTS = 2
_MOVED_PARAGRAPH = 0.85
_MOVED_WORDS = 20
_WEAK = 0.3
"""A guess for which less speaks helps nobody."""
_AHEAD = 0.06
"""How much more must speak for a place than for any other."""


def in_a_row(mark: Mark) -> Span | Orphan | None:
    """Layer 3: the marked words in a row, over paragraph breaks; unique then and now, and beyond doubt the same."""
    words = mark.words
    exact = " ".join(selector.exact for selector in mark.selectors)
    if size(words) < FEWEST_WORDS or len(normalise(exact)) < _FEWEST_CHARACTERS:
        return None
    found = stream_of(mark.new).find(words)
    if len(found) != 1 or not _was_unique(mark):
        return None
    place = range(found[0], found[0] + len(words))
    return _span(mark, place) if _is_same_passage(mark, place) else None


def _was_unique(mark: Mark) -> bool:
    if mark.old is not None and mark.range is not None:
        return len(stream_of(mark.old).find(mark.words)) == 1
    return any(selector.unique for selector in mark.selectors)


def _is_same_passage(mark: Mark, place: range) -> bool:
    if len(facts_lost(mark, place)) > _SOME_FACTS * len(mark.facts):
        return False
    return (
        size(mark.words) >= _MANY_WORDS
        or _neighbours(mark, place) >= _SOME_NEIGHBOURS
        or context(mark.window, stream_of(mark.new), place) >= _SOME_CONTEXT
    )


def aligned(mark: Mark) -> Span | Orphan | None:
    """Layer 4: the words as they were changed, where they stand ahead of any other place; or an orphan and a guess."""
    if not mark.parts:
        return None
    found = fits(mark.window, stream_of(mark.new))
    if not found:
        return None
    place = _best(mark, found)
    if place is not None:
        return _span(mark, place)
    if found[0].strength < _WEAK:
        return None
    return Orphan("nobody can tell for sure which words of this version it marks", _span(mark, found[0].place))


def _best(mark: Mark, found: Sequence[Fit]) -> range | None:
    if mark.old is None or mark.range is None:  # nobody knows what else looked like this there
        return None
    kinship = partial(_kinship, mark.range, stream_of(mark.old), stream_of(mark.new))
    best = next((fit for fit in found if _trusted(mark, fit) and kinship(fit) >= _AHEAD), None)
    if best is None:
        return None
    rivals = (fit for fit in found if fit.is_rival_of(best) and fit.rank > best.rank - _AHEAD)
    return None if any(kinship(fit) > -_AHEAD for fit in rivals) else best.place


def _kinship(own: range, old: Stream, new: Stream, fit: Fit) -> float:
    """How much better the place, looked for in the old version, fits the mark there than another passage: -1 to 1.

    Such reciprocal best hits tell kinship from likeness (Tatusov, Koonin and Lipman 1997).
    """
    origins = fits(window_in(new, fit.place), old)
    mine = [origin.rank for origin in origins if meet(origin.place, own)]
    others = [origin.rank for origin in origins if not meet(origin.place, own)]
    return max(mine, default=0.0) - max(others, default=0.0)


def _trusted(mark: Mark, fit: Fit) -> bool:
    """Whether enough speaks for the place: at home, near its old neighbours, long, or moved as a whole."""
    lost, facts = len(facts_lost(mark, fit.place)), len(mark.facts)
    near = _neighbours(mark, fit.place)
    home = (near if fit.home is None else fit.home) >= _HOME
    few = lost <= _FEW_FACTS * facts
    if lost > 1 and lost >= _OTHER_FACTS * facts and fit.share < 1:
        return False
    known = size(mark.words) >= FEWEST_WORDS or fit.near >= _NEAR
    if known and fit.share >= _SHARE and fit.strength >= _STRENGTH and (home or (few and near >= _SOME_NEIGHBOURS)):
        return True
    if home and min(fit.share, fit.density) >= _LONG_SHARE and size(mark.words) >= _MANY_WORDS:
        return lost <= _SOME_FACTS * facts
    return known and _moved(mark, fit)


def _moved(mark: Mark, fit: Fit) -> bool:
    """Whether the mark's paragraphs stand there nearly whole, with all that they tell by."""
    return (
        (fit.share >= _MOVED_SHARE or fit.strength >= _MOVED_STRENGTH)
        and (fit.share == 1 or len(mark.facts) >= _TELLING_FACTS)
        and fit.paragraph >= _MOVED_PARAGRAPH
        and len(mark.window.whole) >= _MOVED_WORDS
        and facts_moved(mark, fit.place)
    )


def _neighbours(mark: Mark, place: range) -> float:
    stream = stream_of(mark.new)
    return neighbours(mark, stream.place(place.start).paragraph, stream.place(place.stop - 1).paragraph)


def _span(mark: Mark, place: range) -> Span:
    """The words of the new version, with the signs that the mark has before and behind them.

    Where they begin or end with the mark's own words, they are cut within these as the mark is.
    """
    stream, texts = stream_of(mark.new), mark.new.texts
    opening, closing = stream.place(place.start), stream.place(place.stop - 1)
    first, last = folded(texts[opening.paragraph]), folded(texts[closing.paragraph])
    head, tail = mark.parts[0].run, mark.parts[-1].run
    alone = len(place) == 1 < len(mark.words)
    if alone or stream.words[place.start] != mark.words[0]:
        head = head._replace(skipped=0)
    if alone or stream.words[place.stop - 1] != mark.words[-1]:
        tail = tail._replace(cut=0)
    start, end = head.start_in(first, opening.token), tail.end_in(last, closing.token)
    return Span(
        Position(opening.paragraph, first.unfold(start, start + 1)[0]),
        Position(closing.paragraph, last.unfold(end - 1, end)[1]),
    )
