"""Marks that find their words again in another version of an article, by layers of trust, or are said to be lost.

The first layer that holds decides: the paragraph's key; the paragraph's words apart from typography and case; the
marked words in a row anywhere; the words as they were changed, beside their old surroundings. Each attaches only where
the mark's place is beyond doubt: a lost mark can be placed by hand, a mark on wrong words misleads. The thresholds were
measured on revisions of blogs and news.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from annotations.dataclass import dataclass
from annotations.folding import words_of
from annotations.models import Anchor, Selector, Version
from annotations.sameness import by_key, by_words
from annotations.surroundings import Mark, Orphan, key_of, moved
from annotations.text import Span, cut, pieces

__all__ = ["Orphan", "Placed", "State", "describe", "place"]

_CONTEXT = 32
"""Code points that a selector keeps of what stands before and behind the words (W3C leaves the number open)."""


class State(StrEnum):
    """What became of a mark's words."""

    SAME = "same"
    TYPOGRAPHY = "typography"
    """The same words, printed with other marks, spaces, case or paragraph breaks."""
    MOVED = "moved"
    """The same words among other paragraphs."""
    CHANGED = "changed"
    """Other words: they are shown beside the marked ones, and never copied unasked."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a mark stands in a version."""

    span: Span
    state: State
    version: str
    """The version's id."""


def describe(version: Version, span: Span) -> tuple[Selector, ...]:
    """Selectors for the span, one a paragraph; empty where it holds no words."""
    return tuple(
        _selector(version, number, start, end)
        for number, start, end in pieces(span, version.texts)
        if version.paragraphs[number].key
    )


def _selector(version: Version, number: int, start: int, end: int) -> Selector:
    text, key, exact = version.texts[number], key_of(version, number), version.texts[number][start:end]
    return Selector(
        key=key,
        exact=exact,
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        start=start,
        end=end,
        ordinal=version.places[key].index(number),
        previous=key_of(version, number - 1),
        next=key_of(version, number + 1),
        unique=_is_unique(version, exact),
    )


def _is_unique(version: Version, words: str) -> bool:
    """Whether words of one paragraph stand once in the version; one over the other counts as twice."""
    found = 0
    for stretch in version.stretches:
        at = stretch.find(words)
        while at >= 0:
            found += 1
            if found > 1:
                return False
            at = stretch.find(words, at + 1)
    return True


def place(anchor: Anchor, old: Version | None, new: Version) -> Placed | Orphan:
    """Where the anchor's words stand in `new`.

    `old` is the version that they were marked in; without it (it may be lost) less can be placed.
    """
    if not anchor.selectors:
        return Orphan("it marks no words")
    mark = Mark(anchor.selectors, new if anchor.version == new.id else old, new)
    for layer in _layers():
        found = layer(mark)
        if isinstance(found, Span):
            return Placed(found, _state(mark, found), new.id)
        if found is not None:
            return found
    return Orphan("its words aren't in this version")


def _state(mark: Mark, span: Span) -> State:
    now = " ".join(cut(span, mark.new.texts))
    then = " ".join(selector.exact for selector in mark.selectors)
    if now != then and words_of(now) != words_of(then):
        return State.CHANGED
    if mark.old is not mark.new and moved(mark, span.start.paragraph, span.end.paragraph):
        return State.MOVED
    return State.SAME if now == then else State.TYPOGRAPHY


def _layers() -> Iterator[Callable[[Mark], Span | Orphan | None]]:
    """In order of trust; each gives a place, an orphan where it knows that nothing can be known, or None."""
    yield by_key
    yield by_words
    # Loaded when a paragraph was changed: marks in the version that they were made in don't wait for it.
    from annotations.passages import aligned, in_a_row

    yield in_a_row
    yield aligned
