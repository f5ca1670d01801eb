"""An entry of a list on lines of a width in cells."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tuireader.entries import Entry, Look, Part
from tuireader.pane.wrapping import Wrapped


class Row(NamedTuple):
    """One line of an entry."""

    text: str
    look: str
    marked: tuple[tuple[int, int], ...] = ()
    """Start and end of what differs."""
    lead: int = 0
    """Characters that aren't of the text: its indent and what stands before it."""


@lru_cache(512)
def rows_of(entry: Entry, width: int) -> tuple[Row, ...]:
    """The lines of an entry in a width in cells, with an empty one behind."""
    rows: list[Row] = []
    for number, part in enumerate(entry.parts):
        corner = len(entry.corner) + 2 if entry.corner and not number else 0
        rows += _wrapped(part, width - corner)
    return (*rows, Row("", Look.WORDS))


def _wrapped(part: Part, width: int) -> list[Row]:
    indent = part.indent + len(part.lead)
    room = max(width - indent, 4)
    lines = list(_lines(part.text, room))
    if part.lines and len(lines) > part.lines:
        start, text = lines[part.lines - 1]
        lines = [*lines[: part.lines - 1], (start, next(_lines(text, max(room - 1, 1)))[1] + "…")]
    leads = [" " * part.indent + part.lead, *[" " * indent] * (len(lines) - 1)]
    return [
        Row(lead + text, part.look, _within(part.marked, start, text, indent), indent)
        for lead, (start, text) in zip(leads, lines, strict=True)
    ]


def _lines(text: str, room: int) -> Iterator[tuple[int, str]]:
    """Each line with where it starts in the text."""
    begin = 0
    for block in text.split("\n"):
        wrapped = Wrapped(block, room)
        for line in range(max(len(wrapped.starts), 1)):
            start, end = wrapped.line_span(line) if block else (0, 0)
            yield begin + start, block[start:end].rstrip()
        begin += len(block) + 1


def _within(marked: Sequence[tuple[int, int]], start: int, line: str, indent: int) -> tuple[tuple[int, int], ...]:
    """What of a text is marked on a line of it, counted from the line's first column."""
    cut = ((max(one, start), min(end, start + len(line))) for one, end in marked)
    return tuple((one - start + indent, end - start + indent) for one, end in cut if one < end)
