"""Marks that find their words again in another version of an article, by layers of trust, or are said to be lost.

The first layer that holds decides: the paragraph's key; the paragraph's words apart from typography and case; the
marked words in a row anywhere. Each attaches only where the mark's place is beyond doubt: a lost mark can be placed
by hand, a mark on wrong words misleads. The thresholds were measured on revisions of blogs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotations.alignment import Folded, Place, run_of, size, words_in, words_of
from annotations.models import Anchor, Selector, Version
from annotations.surroundings import Mark, Origin, context, facts_lost, key_of, moved, neighbours, origin_of
from annotations.text import Position, Span, normalise, pieces

CONTEXT = 32
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


@dataclass(frozen=True, slots=True)
class Orphan:
    """A mark whose words aren't to be found; it is kept and listed."""

    reason: str


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
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        ordinal=version.places[key].index(number),
        previous=key_of(version, number - 1),
        next=key_of(version, number + 1),
        unique=version.text.find(exact, version.text.find(exact) + 1) < 0,
    )


def place(anchor: Anchor, old: Version | None, new: Version) -> Placed | Orphan:
    """Where the anchor's words stand in `new`.

    `old` is the version that they were marked in; without it (it may be lost) less can be placed.
    """
    if not anchor.selectors:
        return Orphan("it marks no words")
    if anchor.version == new.id:
        old = new
    mark = Mark(anchor.selectors, tuple(origin_of(selector, old) for selector in anchor.selectors), old, new)
    for layer in _LAYERS:
        found = layer(mark)
        if found is not None:
            return found
    return Orphan("its words aren't in this version")


def _by_key(mark: Mark) -> Placed | Orphan | None:
    """Layer 1: each paragraph with the key that it had."""
    return _by_paragraphs(mark, _same_key)


def _by_words(mark: Mark) -> Placed | Orphan | None:
    """Layer 2: each paragraph with the words that it had, whatever their typography and case."""
    return _by_paragraphs(mark, _same_words)


def _by_paragraphs(mark: Mark, find: Callable[[Mark, int], int | Orphan | None]) -> Placed | Orphan | None:
    numbers: list[int] = []
    for index in range(len(mark.selectors)):
        number = find(mark, index)
        if not isinstance(number, int):  # where one of several stands twice, the words in a row may still tell
            return None if len(mark.selectors) > 1 else number
        numbers.append(number)
    if any(after <= before for before, after in pairwise(numbers)):
        return None
    starts = _offsets(mark.selectors[0], mark.origins[0], mark.new.texts[numbers[0]])
    ends = _offsets(mark.selectors[-1], mark.origins[-1], mark.new.texts[numbers[-1]])
    if starts is None or ends is None:
        return None
    return _placed(mark, Position(numbers[0], starts[0]), Position(numbers[-1], ends[1]))


def _same_key(mark: Mark, index: int) -> int | Orphan | None:
    selector, origin = mark.selectors[index], mark.origins[index]
    numbers = mark.new.places.get(selector.key, ())
    if mark.old is mark.new and origin.number is not None:
        return origin.number
    if not numbers:
        return None
    before = mark.old.places.get(selector.key, ()) if mark.old and origin.number is not None else ()
    copies = len(before) or (1 if selector.unique and not selector.ordinal else None)
    return _one_of(mark, index, numbers, copies)


def _same_words(mark: Mark, index: int) -> int | Orphan | None:
    origin = mark.origins[index]
    if mark.old is None or origin.number is None:
        return None
    words = words_of(origin.text)
    if size(words) < _FEWEST_WORDS:
        return None
    line = " ".join(words)
    numbers = words_in(mark.new).places.get(line, [])
    return _one_of(mark, index, numbers, len(words_in(mark.old).places[line])) if numbers else None


def _one_of(mark: Mark, index: int, numbers: Sequence[int], copies: int | None) -> int | Orphan:
    """Which of the paragraphs `numbers` with the same words is the one that was marked, as one of `copies`."""
    if len(numbers) == 1 and copies == 1:
        return numbers[0]
    selector = mark.selectors[index]
    agreeing = [
        (key_of(mark.new, number - 1) == selector.previous) + (key_of(mark.new, number + 1) == selector.next)
        for number in numbers
    ]
    best = max(agreeing)
    if best and agreeing.count(best) == 1:
        return numbers[agreeing.index(best)]
    ordinal = selector.ordinal
    if len(numbers) == copies and ordinal < len(numbers) and agreeing[ordinal] == best:
        return numbers[ordinal]
    return Orphan("its paragraph stands more than once, and nobody can tell which one was marked")


def _offsets(selector: Selector, origin: Origin, text: str) -> tuple[int, int] | None:
    """Where the mark's characters stand in a paragraph of the same words."""
    if text == origin.text or (origin.number is None and _fits(selector, text)):
        return selector.start, selector.end
    old, new = Folded(origin.text), Folded(text)
    start, end = old.fold(origin.start, origin.end)
    if start == end:
        return None
    if new.text.count(old.text) == 1:
        shift = new.text.find(old.text)
        return new.unfold(start + shift, end + shift)
    run = run_of(old, start, end)
    if run is None or len(old.tokens) != len(new.tokens):
        return None
    return new.unfold(run.start_in(new, run.first), run.end_in(new, run.last))


def _fits(selector: Selector, text: str) -> bool:
    """Whether the text has the selector's words just where the selector says, and what stood around them."""
    held = selector.prefix + selector.exact + selector.suffix
    return text.startswith(held, selector.start - len(selector.prefix))


_FEWEST_WORDS = 4
_FEWEST_CHARACTERS = 20
_MANY_WORDS = 12
"""A run of so many words isn't written twice by chance."""
_NEIGHBOURS = 0.25
_CONTEXT_SHARE = 0.3
_FACTS_LOST = 1 / 3


def _in_a_row(mark: Mark) -> Placed | Orphan | None:
    """Layer 3: the marked words in a row, over paragraph breaks; unique then and now, and beyond doubt the same."""
    texts = [Folded(origin.text) for origin in mark.origins]
    runs = [
        run_of(text, *text.fold(origin.start, origin.end)) for text, origin in zip(texts, mark.origins, strict=True)
    ]
    words = [
        token.word
        for text, run in zip(texts, runs, strict=True)
        if run
        for token in text.tokens[run.first : run.last + 1]
    ]
    first, last = runs[0], runs[-1]
    exact = " ".join(selector.exact for selector in mark.selectors)
    if first is None or last is None or size(words) < _FEWEST_WORDS or len(normalise(exact)) < _FEWEST_CHARACTERS:
        return None
    found = words_in(mark.new).find(words)
    if len(found) != 1 or not _was_unique(mark, words):
        return Orphan("its words stand more than once") if found else None
    start = words_in(mark.new).place(found[0])
    end = words_in(mark.new).place(found[0] + len(" ".join(words[:-1])) + (len(words) > 1))
    if not _beyond_doubt(mark, words, found[0], start, end):
        return None
    opening, closing = Folded(mark.new.texts[start.paragraph]), Folded(mark.new.texts[end.paragraph])
    from_, to = first.start_in(opening, start.token), last.end_in(closing, end.token)
    return _placed(
        mark,
        Position(start.paragraph, opening.unfold(from_, from_ + 1)[0]),
        Position(end.paragraph, closing.unfold(to - 1, to)[1]),
    )


def _was_unique(mark: Mark, words: Sequence[str]) -> bool:
    if mark.old and mark.origins[0].number is not None:
        return len(words_in(mark.old).find(words)) == 1
    return any(selector.unique for selector in mark.selectors)


def _beyond_doubt(mark: Mark, words: Sequence[str], offset: int, start: Place, end: Place) -> bool:
    if size(words) >= _MANY_WORDS or neighbours(mark, start.paragraph, end.paragraph) >= _NEIGHBOURS:
        return True
    return (
        context(mark, words, offset) >= _CONTEXT_SHARE
        and facts_lost(mark, start.paragraph, end.paragraph) <= _FACTS_LOST
    )


def _placed(mark: Mark, start: Position, end: Position) -> Placed:
    span = Span(start, end)
    parts = pieces(span, mark.new.texts)
    now = " ".join(mark.new.texts[number][begin:stop] for number, begin, stop in parts)
    then = " ".join(selector.exact for selector in mark.selectors)
    if now != then and words_of(now) != words_of(then):
        state = State.CHANGED
    elif mark.old is not mark.new and moved(mark, start.paragraph, end.paragraph):
        state = State.MOVED
    else:
        state = State.SAME if now == then else State.TYPOGRAPHY
    return Placed(span, state, mark.new.id)


_LAYERS: tuple[Callable[[Mark], Placed | Orphan | None], ...] = (_by_key, _by_words, _in_a_row)
"""In order of trust; each gives a place, an orphan where it knows that nothing can be known, or None."""
