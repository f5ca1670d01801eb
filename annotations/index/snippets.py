"""The part of a text that shows why it was found."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.index.query import Term
from annotations.index.tokens import printed_words

_WIDEST = 160
"""Characters of a snippet, as a rule."""
_BEFORE = 48
"""Characters shown before the first hit."""


class Snippet(NamedTuple):
    """Some of a text, an ellipsis where it was cut, and where the hits stand in it."""

    text: str
    hits: tuple[tuple[int, int], ...]


def hits_in(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the words of terms stand in a text, in order; those of a phrase only where they follow each other."""
    words = printed_words(text)
    found: set[tuple[int, int]] = set()
    for term in terms:
        size = len(term.words)
        for at in range(len(words) - size + 1):
            if words[at].word != term.words[0] and not (term.beginning and size == 1):
                continue
            here = words[at : at + size]
            if all(_is(here[number].word, term, number) for number in range(size)):
                found.add((here[0].start, here[-1].end))
    return _apart(sorted(found))


def _is(word: str, term: Term, number: int) -> bool:
    wanted = term.words[number]
    grows = term.beginning and number == len(term.words) - 1
    return word.startswith(wanted) if grows else word == wanted


def _apart(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def snippet(text: str, terms: Sequence[Term], width: int = _WIDEST) -> Snippet:
    """The part of a text with most hits; its beginning where it has none. Its words are the text's, unchanged."""
    hits = hits_in(text, terms)
    begin = max((start for start, _ in hits), key=lambda at: _held(hits, at, width), default=0)
    start = 0 if len(text) <= width else max(0, min(begin - _BEFORE, len(text) - width))
    end = min(len(text), start + width)
    if start:
        start = text.find(" ", start, begin) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", begin, end), max((stop for first, stop in hits if first < end), default=0)) or end
        end = min(end, len(text))
    before, behind = "… " * bool(start), " …" * (end < len(text))
    shift = len(before) - start
    inside = tuple((first + shift, stop + shift) for first, stop in hits if start <= first and stop <= end)
    return Snippet(before + text[start:end] + behind, inside)


def _held(hits: Sequence[tuple[int, int]], at: int, width: int) -> tuple[int, int]:
    room = width - _BEFORE
    return sum(at <= start and end <= at + room for start, end in hits), -at
