"""Where a mark came from, and how much of what stood around it stands around another place."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotations.alignment import words_in, words_of
from annotations.models import Selector, Version
from annotations.text import normalise

_REACH = 24
"""Words before and behind the mark that count as its context."""


def key_of(version: Version, number: int) -> str:
    """The key of a paragraph, empty where there is none."""
    return version.paragraphs[number].key or "" if 0 <= number < len(version.paragraphs) else ""


class Origin(NamedTuple):
    """The text that a selector was cut from: its paragraph, or as much of it as the selector holds."""

    number: int | None
    text: str
    start: int
    end: int


class Mark(NamedTuple):
    """An anchor on its way to a place."""

    selectors: tuple[Selector, ...]
    origins: tuple[Origin, ...]
    old: Version | None
    new: Version


def origin_of(selector: Selector, old: Version | None) -> Origin:
    """Where the selector was cut from in `old`; from its own context where `old` is lost or isn't that version."""
    numbers = old.places.get(selector.key, ()) if old else ()
    if old and selector.ordinal < len(numbers):
        number = numbers[selector.ordinal]
        if old.texts[number][selector.start : selector.end] == selector.exact:
            return Origin(number, old.texts[number], selector.start, selector.end)
    start = len(selector.prefix)
    return Origin(None, selector.prefix + selector.exact + selector.suffix, start, start + len(selector.exact))


def _old_neighbours(mark: Mark) -> list[str]:
    """The keys of the two paragraphs before and behind the mark, as far as they are known and tell a place."""
    first, last = mark.origins[0].number, mark.origins[-1].number
    if mark.old is None or first is None or last is None:
        keys = [mark.selectors[0].previous, mark.selectors[-1].next]
    else:
        keys = [key_of(mark.old, number) for number in (first - 2, first - 1, last + 1, last + 2)]
    versions = [mark.new, *filter(None, [mark.old])]
    return [key for key in keys if key and all(len(version.places.get(key, ())) < 2 for version in versions)]


def _near(version: Version, first: int, last: int) -> set[str]:
    """The keys of the four paragraphs before and behind."""
    return {key_of(version, number) for number in (*range(first - 4, first), *range(last + 1, last + 5))}


def neighbours(mark: Mark, first: int, last: int) -> float:
    """The share of the mark's old neighbours that stand near the paragraphs from `first` to `last`."""
    keys, near = _old_neighbours(mark), _near(mark.new, first, last)
    return sum(key in near for key in keys) / len(keys) if keys else 0.0


def moved(mark: Mark, first: int, last: int) -> bool:
    """Whether the old neighbours still stand in the version, but none of them near."""
    keys = _old_neighbours(mark)
    return any(key in mark.new.places for key in keys) and not neighbours(mark, first, last)


def context(mark: Mark, words: Sequence[str], offset: int) -> float:
    """The share of the words around the mark that stand on the same side of its new place."""
    if mark.old and mark.origins[0].number is not None:
        found = words_in(mark.old).find(words)
        before, behind = words_in(mark.old).around(found[0], words, _REACH)
    else:
        before, behind = words_of(mark.selectors[0].prefix), words_of(mark.selectors[-1].suffix)
    now_before, now_behind = words_in(mark.new).around(offset, words, _REACH)
    kept = (Counter(before) & Counter(now_before)).total() + (Counter(behind) & Counter(now_behind)).total()
    return kept / max(1, len(before) + len(behind))


def facts_lost(mark: Mark, first: int, last: int) -> float:
    """The share of the old paragraphs' figures and names that the new paragraphs don't hold."""
    facts = {fact for origin in mark.origins for fact in _facts(origin.text)}
    held = {fact for text in mark.new.texts[first : last + 1] for fact in words_of(text)}
    return len(facts - held) / max(1, len(facts))


def _facts(text: str) -> set[str]:
    """Words with a digit, and words with a capital that don't begin a sentence."""
    return {match[0].casefold() for match in _FACT.finditer(normalise(text))}


_FACT = re.compile(r"[^\W_]*\d(?:[\w.,:]*\w)?|(?<=[^.!?\"'] )[^\W\d_a-z]\w*")
