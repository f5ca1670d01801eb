"""Marks that find their words again in another version of an article, by layers of trust, or are said to be lost.

The first layer that holds decides: the paragraph's key; the paragraph's words apart from typography and case; the
marked words in a row anywhere. Each attaches only where the mark's place is beyond doubt: a lost mark can be placed
by hand, a mark on wrong words misleads. The thresholds were measured on revisions of blogs.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from annotations.alignment import Folded, Place, size, words_in, words_of
from annotations.models import Anchor, Selector, Version
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
    text, key, exact = version.texts[number], _key(version, number), version.texts[number][start:end]
    return Selector(
        key=key,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
        ordinal=version.places[key].index(number),
        previous=_key(version, number - 1),
        next=_key(version, number + 1),
        unique=version.text.find(exact, version.text.find(exact) + 1) < 0,
    )


def _key(version: Version, number: int) -> str:
    """The key of a paragraph, empty where there is none."""
    return version.paragraphs[number].key or "" if 0 <= number < len(version.paragraphs) else ""


def place(anchor: Anchor, old: Version | None, new: Version) -> Placed | Orphan:
    """Where the anchor's words stand in `new`.

    `old` is the version that they were marked in; without it (it may be lost) less can be placed.
    """
    if not anchor.selectors:
        return Orphan("it marks no words")
    if anchor.version == new.id:
        old = new
    mark = _Mark(anchor.selectors, tuple(_origin(selector, old) for selector in anchor.selectors), old, new)
    for layer in _LAYERS:
        found = layer(mark)
        if found is not None:
            return found
    return Orphan("its words aren't in this version")


class _Origin(NamedTuple):
    """The text that a selector was cut from: its paragraph, or as much of it as the selector holds."""

    number: int | None
    text: str
    start: int
    end: int


class _Mark(NamedTuple):
    """An anchor on its way to a place."""

    selectors: tuple[Selector, ...]
    origins: tuple[_Origin, ...]
    old: Version | None
    new: Version


def _origin(selector: Selector, old: Version | None) -> _Origin:
    numbers = old.places.get(selector.key, ()) if old else ()
    if old and selector.ordinal < len(numbers):
        number = numbers[selector.ordinal]
        if old.texts[number][selector.start : selector.end] == selector.exact:
            return _Origin(number, old.texts[number], selector.start, selector.end)
    start = len(selector.prefix)
    return _Origin(None, selector.prefix + selector.exact + selector.suffix, start, start + len(selector.exact))


def _by_key(mark: _Mark) -> Placed | Orphan | None:
    """Layer 1: each paragraph with the key that it had."""
    return _by_paragraphs(mark, _same_key)


def _by_words(mark: _Mark) -> Placed | Orphan | None:
    """Layer 2: each paragraph with the words that it had, whatever their typography and case."""
    return _by_paragraphs(mark, _same_words)


def _by_paragraphs(mark: _Mark, find: Callable[[_Mark, int], int | Orphan | None]) -> Placed | Orphan | None:
    numbers: list[int] = []
    for index in range(len(mark.selectors)):
        number = find(mark, index)
        if not isinstance(number, int):
            return number
        numbers.append(number)
    if any(after <= before for before, after in pairwise(numbers)):
        return None
    starts = _offsets(mark.selectors[0], mark.origins[0], mark.new.texts[numbers[0]])
    ends = _offsets(mark.selectors[-1], mark.origins[-1], mark.new.texts[numbers[-1]])
    if starts is None or ends is None:
        return None
    return _placed(mark, Position(numbers[0], starts[0]), Position(numbers[-1], ends[1]))


def _same_key(mark: _Mark, index: int) -> int | Orphan | None:
    selector, origin = mark.selectors[index], mark.origins[index]
    numbers = mark.new.places.get(selector.key, ())
    if mark.old is mark.new and origin.number is not None:
        return origin.number
    if not numbers:
        return None
    before = mark.old.places.get(selector.key, ()) if mark.old and origin.number is not None else ()
    copies = len(before) or (1 if selector.unique and not selector.ordinal else None)
    return _one_of(mark, index, numbers, copies)


def _same_words(mark: _Mark, index: int) -> int | Orphan | None:
    origin = mark.origins[index]
    if mark.old is None or origin.number is None:
        return None
    words = words_of(origin.text)
    if size(words) < _FEWEST_WORDS:
        return None
    line = " ".join(words)
    numbers = words_in(mark.new).places.get(line, [])
    return _one_of(mark, index, numbers, len(words_in(mark.old).places[line])) if numbers else None


def _one_of(mark: _Mark, index: int, numbers: Sequence[int], copies: int | None) -> int | Orphan:
    """Which of the paragraphs `numbers` with the same words is the one that was marked, as one of `copies`."""
    if len(numbers) == 1 and copies == 1:
        return numbers[0]
    selector = mark.selectors[index]
    agreeing = [
        (_key(mark.new, number - 1) == selector.previous) + (_key(mark.new, number + 1) == selector.next)
        for number in numbers
    ]
    best = max(agreeing)
    if best and agreeing.count(best) == 1:
        return numbers[agreeing.index(best)]
    ordinal = selector.ordinal
    if len(numbers) == copies and ordinal < len(numbers) and agreeing[ordinal] == best:
        return numbers[ordinal]
    return Orphan("its paragraph stands more than once, and nobody can tell which one was marked")


def _offsets(selector: Selector, origin: _Origin, text: str) -> tuple[int, int] | None:
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
    run = _run(old, start, end)
    if run is None or len(old.tokens) != len(new.tokens):
        return None
    return new.unfold(run.start_in(new, run.first), run.end_in(new, run.last))


def _fits(selector: Selector, text: str) -> bool:
    """Whether the text has the selector's words just where the selector says, and what stood around them."""
    held = selector.prefix + selector.exact + selector.suffix
    return text.startswith(held, selector.start - len(selector.prefix))


class _Run(NamedTuple):
    """The words that a mark touches, and how its ends stand to them."""

    first: int
    last: int
    """Numbers of the first and the last word."""
    skipped: int
    """Characters of the first word that stand before the mark."""
    cut: int
    """Characters of the last word that stand behind the mark."""
    lead: str
    """What the mark holds before its first word."""
    trail: str

    def start_in(self, text: Folded, token: int) -> int:
        """Where the mark begins in another text in which its first word is `token`."""
        start = text.tokens[token].start + self.skipped
        lead = self.lead
        while lead and start and text.text[start - 1] == lead[-1]:
            start, lead = start - 1, lead[:-1]
        return start

    def end_in(self, text: Folded, token: int) -> int:
        """Where the mark ends in another text in which its last word is `token`."""
        end = text.tokens[token].end - self.cut
        for character in self.trail:
            if text.text[end : end + 1] != character:
                break
            end += 1
        return end


def _run(text: Folded, start: int, end: int) -> _Run | None:
    """The words that the folded characters [start, end) touch; None where they touch none."""
    touched = [number for number, token in enumerate(text.tokens) if token.end > start and token.start < end]
    if not touched:
        return None
    first, last = text.tokens[touched[0]], text.tokens[touched[-1]]
    return _Run(
        touched[0],
        touched[-1],
        skipped=max(0, start - first.start),
        cut=max(0, last.end - end),
        lead=text.text[start : first.start],
        trail=text.text[last.end : end],
    )


_FEWEST_WORDS = 4
_FEWEST_CHARACTERS = 20
_MANY_WORDS = 12
"""A run of so many words isn't written twice by chance."""
_NEIGHBOURS = 0.25
_CONTEXT_SHARE = 0.3
_FACTS_LOST = 1 / 3
_REACH = 24
"""Words before and behind the mark that count as its context."""


def _in_a_row(mark: _Mark) -> Placed | Orphan | None:
    """Layer 3: the marked words in a row, over paragraph breaks; unique then and now, and beyond doubt the same."""
    texts = [Folded(origin.text) for origin in mark.origins]
    runs = [_run(text, *text.fold(origin.start, origin.end)) for text, origin in zip(texts, mark.origins, strict=True)]
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


def _was_unique(mark: _Mark, words: Sequence[str]) -> bool:
    if mark.old and mark.origins[0].number is not None:
        return len(words_in(mark.old).find(words)) == 1
    return any(selector.unique for selector in mark.selectors)


def _beyond_doubt(mark: _Mark, words: Sequence[str], offset: int, start: Place, end: Place) -> bool:
    if size(words) >= _MANY_WORDS or _neighbours(mark, start.paragraph, end.paragraph) >= _NEIGHBOURS:
        return True
    return (
        _context(mark, words, offset) >= _CONTEXT_SHARE
        and _facts_lost(mark, start.paragraph, end.paragraph) <= _FACTS_LOST
    )


def _old_neighbours(mark: _Mark) -> list[str]:
    """The keys of the two paragraphs before and behind the mark, as far as they are known."""
    first, last = mark.origins[0].number, mark.origins[-1].number
    if mark.old is None or first is None or last is None:
        keys = [mark.selectors[0].previous, mark.selectors[-1].next]
    else:
        keys = [_key(mark.old, number) for number in (first - 2, first - 1, last + 1, last + 2)]
    return [key for key in keys if key]


def _near(version: Version, first: int, last: int) -> set[str]:
    """The keys of the four paragraphs before and behind."""
    return {_key(version, number) for number in (*range(first - 4, first), *range(last + 1, last + 5))}


def _neighbours(mark: _Mark, first: int, last: int) -> float:
    """The share of the mark's old neighbours that stand near the paragraphs from `first` to `last`."""
    keys, near = _old_neighbours(mark), _near(mark.new, first, last)
    return sum(key in near for key in keys) / len(keys) if keys else 0.0


def _moved(mark: _Mark, first: int, last: int) -> bool:
    """Whether the old neighbours still stand in the version, but none of them near."""
    keys = _old_neighbours(mark)
    return any(key in mark.new.places for key in keys) and not _neighbours(mark, first, last)


def _context(mark: _Mark, words: Sequence[str], offset: int) -> float:
    """The share of the words around the mark that stand on the same side of its new place."""
    if mark.old and mark.origins[0].number is not None:
        found = words_in(mark.old).find(words)
        before, behind = words_in(mark.old).around(found[0], words, _REACH)
    else:
        before, behind = words_of(mark.selectors[0].prefix), words_of(mark.selectors[-1].suffix)
    now_before, now_behind = words_in(mark.new).around(offset, words, _REACH)
    kept = (Counter(before) & Counter(now_before)).total() + (Counter(behind) & Counter(now_behind)).total()
    return kept / max(1, len(before) + len(behind))


def _facts_lost(mark: _Mark, first: int, last: int) -> float:
    """The share of the old paragraphs' figures and names that the new paragraphs don't hold."""
    facts = {fact for origin in mark.origins for fact in _facts(origin.text)}
    held = {fact for text in mark.new.texts[first : last + 1] for fact in words_of(text)}
    return len(facts - held) / max(1, len(facts))


def _facts(text: str) -> set[str]:
    """Words with a digit, and words with a capital that don't begin a sentence."""
    return {match[0].casefold() for match in _FACT.finditer(normalise(text))}


_FACT = re.compile(r"[^\W_]*\d(?:[\w.,:]*\w)?|(?<=[^.!?\"'] )[^\W\d_a-z]\w*")


def _placed(mark: _Mark, start: Position, end: Position) -> Placed:
    span = Span(start, end)
    parts = pieces(span, mark.new.texts)
    now = " ".join(mark.new.texts[number][begin:stop] for number, begin, stop in parts)
    then = " ".join(selector.exact for selector in mark.selectors)
    if now != then and words_of(now) != words_of(then):
        state = State.CHANGED
    elif mark.old is not mark.new and _moved(mark, start.paragraph, end.paragraph):
        state = State.MOVED
    else:
        state = State.SAME if now == then else State.TYPOGRAPHY
    return Placed(span, state, mark.new.id)


_LAYERS: tuple[Callable[[_Mark], Placed | Orphan | None], ...] = (_by_key, _by_words, _in_a_row)
"""In order of trust; each gives a place, an orphan where it knows that nothing can be known, or None."""
