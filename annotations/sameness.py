"""Marks whose paragraphs still stand in another version: with the same key, or with the same words."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.folding import folded, run_of, size, words_of
from annotations.models import Selector, Version
from annotations.stream import stream_of
from annotations.surroundings import FEWEST_WORDS, Mark, Origin, Orphan, key_of
from annotations.text import Position, Span


def by_key(mark: Mark) -> Span | Orphan | None:
    """Layer 1: each paragraph with the key that it had."""
    return _by_paragraphs(mark, _same_key)


def by_words(mark: Mark) -> Span | Orphan | None:
    """Layer 2: each paragraph with the words that it had, whatever their typography and case."""
    return _by_paragraphs(mark, _same_words)


class _Found(NamedTuple):
    number: int
    """Of the paragraph."""
    sure: bool


def _by_paragraphs(mark: Mark, find: Callable[[Mark, int], _Found | None]) -> Span | Orphan | None:
    found: list[_Found] = []
    for index in range(len(mark.selectors)):
        one = find(mark, index)
        if one is None:
            return None
        found.append(one)
    if any(after.number <= before.number for before, after in pairwise(found)):
        return None
    first, last = found[0].number, found[-1].number
    starts = _offsets(mark.selectors[0], mark.origins[0], mark.new.texts[first])
    ends = _offsets(mark.selectors[-1], mark.origins[-1], mark.new.texts[last])
    if starts is None or ends is None:
        return None
    span = Span(Position(first, starts[0]), Position(last, ends[1]))
    if all(one.sure for one in found):
        return span
    if len(found) > 1:  # the words in a row may still tell
        return None
    return Orphan("its paragraph stands more than once, and nobody can tell which one was marked", span)


def _same_key(mark: Mark, index: int) -> _Found | None:
    selector, origin = mark.selectors[index], mark.origins[index]
    if mark.old is mark.new and origin.number is not None:
        return _Found(origin.number, sure=True)
    before = mark.old.places.get(selector.key, ()) if mark.old and origin.number is not None else ()
    return _one_of(mark, index, mark.new.places.get(selector.key, ()), before)


def _same_words(mark: Mark, index: int) -> _Found | None:
    origin = mark.origins[index]
    if mark.old is None or origin.number is None:
        return None
    words = words_of(origin.text)
    if size(words) < FEWEST_WORDS:
        return None
    line = " ".join(words)
    return _one_of(mark, index, stream_of(mark.new).lines.get(line, ()), stream_of(mark.old).lines[line])


def _one_of(mark: Mark, index: int, numbers: Sequence[int], before: Sequence[int]) -> _Found | None:
    """Which of the paragraphs `numbers` is the marked one; `before` are the old ones with the same words, if known."""
    if not numbers:
        return None
    selector, origin = mark.selectors[index], mark.origins[index]
    copies = len(before) or (1 if selector.unique and not selector.ordinal else None)
    if len(numbers) == copies == 1:
        return _Found(numbers[0], sure=True)
    own = [_agreeing(mark.new, number, selector.previous, selector.next) for number in numbers]
    best = max(own)
    number = numbers[own.index(best)]
    if best and own.count(best) == 1:
        others = (other for other in before if other != origin.number)
        if all(_like(mark, number, other) < best for other in others):
            return _Found(number, sure=True)
    ordinal = before.index(origin.number) if origin.number in before else selector.ordinal
    if len(numbers) == copies and own[ordinal] == best:
        return _Found(numbers[ordinal], sure=True)
    return _Found(number, sure=False)


def _like(mark: Mark, number: int, before: int) -> int:
    """How many neighbours the new paragraph `number` shares with the old one `before`."""
    if mark.old is None:
        return 0
    return _agreeing(mark.new, number, key_of(mark.old, before - 1), key_of(mark.old, before + 1))


def _agreeing(version: Version, number: int, previous: str, following: str) -> int:
    return (key_of(version, number - 1) == previous) + (key_of(version, number + 1) == following)


def _offsets(selector: Selector, origin: Origin, text: str) -> tuple[int, int] | None:
    """Where the mark's characters stand in a paragraph of the same words."""
    if text == origin.text or (origin.number is None and _fits(selector, text)):
        return selector.start, selector.end
    old, new = folded(origin.text), folded(text)
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
