"""The map of the whole text in one column: where the page stands, and where annotations, hits and quotations are."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.text import Position, Span
from tuireader.pane.layout import HEAD, Layout
from tuireader.pane.spans import Hits, Layers, PageMark

_CURRENT, _HIT, _QUOTATION = "●", "–", "·"


class Sign(NamedTuple):
    """What a cell of the map shows of its rows, and where a click on it leads."""

    text: str
    styles: tuple[str, ...]
    place: Position


class _Known(NamedTuple):
    """All that the signs depend on; what is the same object is taken as equal without a look at its items."""

    layout: Layout
    total: int
    height: int
    marks: Sequence[PageMark]
    quotations: Sequence[Span]
    hits: Hits
    found: int
    hit: Span | None


class TextMap:
    """The map of one layout in a height in cells; what was found for it is kept until something changes."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        self._signs: list[Sign | None] = []

    def signs(self, layout: Layout, layers: Layers, height: int) -> list[Sign | None]:
        """The sign of each cell: the current hit, else an annotation, a hit, a quotation; None for nothing."""
        hits, marks = layers.hits, layers.marks_by_start
        known = _Known(layout, layout.total, height, marks, layers.quotations, hits, len(hits), layers.hit)
        if known != self._known:
            self._known = known
            ends = [_position(layout, row_of(cell, layout.total, height)) for cell in range(height)]
            ends.append(Position(len(layers.paragraphs), 0))
            self._signs = [_sign(layers, start, end) for start, end in pairwise(ends)]
        return self._signs

    def cells(self, layout: Layout, layers: Layers, top: int, height: int) -> list[tuple[str, tuple[str, ...]]]:
        """What stands in each cell of the map, and its styles, with `top` rows above the page."""
        here = thumb(top, layout.total, height)
        plain: tuple[str, tuple[str, ...]] = (" ", ())
        cells = [(sign.text, sign.styles) if sign else plain for sign in self.signs(layout, layers, height)]
        return [(text, ("thumb", *styles)) if y in here else (text, styles) for y, (text, styles) in enumerate(cells)]


def row_of(cell: int, total: int, height: int) -> int:
    """The first row that a cell of the map stands for; a text that fits has a cell a row."""
    return -(-cell * max(total, height) // height)


def thumb(top: int, total: int, height: int) -> range:
    """The cells that stand for the page itself, with `top` rows above it; none where all of the text is in sight."""
    if total <= height:
        return range(0)
    length = max(height * height // total, 1)
    first = min(top * height // total, height - length)
    if top and not first and length < height:  # the very ends are kept for the ends
        first = 1
    if top + height >= total:
        first = height - length
    return range(first, first + length)


def _position(layout: Layout, row: int) -> Position:
    block, offset = layout.near_row(row)
    return Position(block - HEAD, offset) if block >= HEAD else Position(0, 0)


def _sign(layers: Layers, start: Position, end: Position) -> Sign | None:
    hit = layers.hit
    if hit is not None and start <= hit.start < end:
        return Sign(_CURRENT, ("found",), hit.start)
    marks = layers.marks_by_start
    index = bisect_left(marks, start, key=lambda mark: mark.span.start)
    if index < len(marks) and marks[index].span.start < end:
        mark = marks[index]
        return Sign(layers.roles[mark.role].mark, (f"sign-{mark.role}",), mark.span.start)
    if found := layers.hits.first_between(start, end):
        return Sign(_HIT, ("found",), found)
    if quotation := _first(layers.quotation_starts, start, end):
        return Sign(_QUOTATION, ("quotation",), quotation)
    return None


def _first(places: Sequence[Position], start: Position, end: Position) -> Position | None:
    index = bisect_left(places, start)
    return places[index] if index < len(places) and places[index] < end else None
