"""Which line of which text stands where.

A *block* is what begins on a line of its own: the pane's title, its byline, each paragraph. A *place* is a row of a
block: of the label above its text, of the text, or one of the empty rows below. Rows of the whole text are only for
the scroll bar: they are estimates until every block was measured.
"""

import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tuireader.pane.wrapping import Wrapped

HEAD = 2
"""Blocks above the first paragraph: the title and the byline."""
_KEPT = 512
"""Wrapped blocks kept in memory: a few screens; the rest is wrapped again when it is needed."""
_INSET_FROM = 12
"""Cells a line must have, or blocks stand no further in than others."""


class Room(NamedTuple):
    """What stands around a block's text; none of it is text."""

    below: int = 1
    """Empty rows behind the text."""
    above: int = 0
    """Rows of a label before the text."""
    inset: int = 0
    """Cells that the text stands further in."""


class Place(NamedTuple):
    """A row of a block."""

    block: int
    row: int
    """0-based, the label's rows first; the rows behind the block's last line are the empty ones that follow it."""


def _guesses(texts: list[str], rooms: list[Room], width: int) -> list[int]:
    """The rows that blocks take, roughly, as long as they aren't wrapped."""
    return [
        len(text) // width + 1 + above + below if text else 0
        for text, (below, above, _) in zip(texts, rooms, strict=True)
    ]


class Layout:
    """Blocks on lines of one width. An empty text takes no rows at all."""

    def __init__(self, texts: list[str], rooms: list[Room], width: int) -> None:
        """Lay out `texts` on lines of `width` cells, each with its room in `rooms`."""
        self.width = max(width, 1)
        self.wraps = 0
        """How many times a block was wrapped: what an act costs."""
        self._texts = texts
        self._rooms = rooms
        self._heights = _guesses(texts, rooms, self.width)
        self._exact = bytearray(len(texts))
        self._kept: OrderedDict[int, Wrapped] = OrderedDict()

    def replace(self, number: int, text: str, room: Room) -> None:
        """Set a block's text and the room around it."""
        self._texts[number], self._rooms[number] = text, room
        self._heights[number], self._exact[number] = _guesses([text], [room], self.width)[0], 0
        self._kept.pop(number, None)
        self.__dict__.pop("_sums", None)

    def block(self, number: int) -> Wrapped:
        """A block on lines."""
        wrapped = self._kept.get(number)
        if wrapped is None:
            wrapped = self._kept[number] = self._wrap(number)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return wrapped

    def lines(self, number: int) -> int:
        """How many lines of text a block has."""
        room = self._rooms[number]
        return max(self.height(number) - room.above - room.below, 0)

    def inset(self, number: int) -> int:
        """How many cells further in a block's text stands."""
        return self._rooms[number].inset if self.width >= _INSET_FROM else 0

    def line_of(self, place: Place) -> int:
        """The line of its block that stands at a place: negative above the text, `lines` or more below it."""
        return place.row - self._rooms[place.block].above

    def height(self, number: int) -> int:
        """A block's rows: its label, its lines and the empty rows behind it."""
        if not self._exact[number]:
            self.block(number)
        return self._heights[number]

    @property
    def last(self) -> Place:
        """The last line of the last block that has one."""
        number = len(self._texts) - 1
        while number > 0 and not self._texts[number]:
            number -= 1
        if number < 0 or not self._texts[number]:
            return Place(0, 0)
        return self._place(number, self.lines(number) - 1)

    def _place(self, number: int, line: int) -> Place:
        return Place(number, self._rooms[number].above + line)

    def step(self, place: Place, rows: int) -> Place:
        """The place some rows further down, or up; it stops at the first row and at the last line."""
        if abs(rows) > _KEPT:
            return self.place_of_row(self.row_of(place) + rows)
        number, row = place.block, place.row + rows
        last = self.last
        while number < last.block and row >= self.height(number):
            row -= self.height(number)
            number += 1
        while row < 0 and number:
            number -= 1
            row += self.height(number)
        return min(Place(number, max(row, 0)), last)

    def step_lines(self, place: Place, lines: int) -> Place:
        """The place some lines of text further down, or up; labels and empty rows don't count."""
        number, line = place.block, self.line_of(place) + lines
        last = self.last
        while number < last.block and line >= self.lines(number):
            line -= self.lines(number)
            number += 1
        while line < 0 and number:
            number -= 1
            line += self.lines(number)
        return min(self._place(number, max(line, 0)), last)

    def places(self, top: Place, rows: int) -> Iterator[Place]:
        """The places from `top` on that have a row, as many as `rows` at most."""
        number, row = top
        while rows > 0 and number < len(self._texts):
            height = self.height(number)
            shown = min(height - row, rows)
            for shown_row in range(row, row + shown):
                yield Place(number, shown_row)
            rows -= max(shown, 0)
            number, row = number + 1, 0

    def place_of(self, number: int, offset: int) -> Place:
        """The row that shows an offset; one behind the text's end is the empty row that follows, -1 the label."""
        if offset > len(self._texts[number]) and self._rooms[number].below:
            return Place(number, self.height(number) - 1)
        if offset < 0:
            return Place(number, 0)
        return self._place(number, self.block(number).line_of(offset))

    def offset_of(self, place: Place) -> int:
        """The offset at which a row's line starts; -1 in a label, in an empty row one more than the text's length."""
        line = self.line_of(place)
        if line >= self.lines(place.block):
            return len(self._texts[place.block]) + 1
        return self.block(place.block).starts[line] if line >= 0 else -1

    # -- rows of the whole

    @cached_property
    def _sums(self) -> list[int]:
        return list(accumulate(self._heights, initial=0))

    @property
    def total(self) -> int:
        """The rows of the whole text, by what is known of it."""
        return self._sums[-1]

    def row_of(self, place: Place) -> int:
        """How many rows stand above a place, by what is known."""
        return self._sums[place.block] + place.row

    def place_of_row(self, row: int) -> Place:
        """The place at a row of the whole, by what is known."""
        row = min(max(row, 0), self.total - 1)
        number = max(bisect_right(self._sums, row) - 1, 0)
        number = min(number, max(len(self._texts) - 1, 0))
        if not self._texts:
            return Place(0, 0)
        return min(Place(number, min(row - self._sums[number], max(self.height(number) - 1, 0))), self.last)

    def near_row(self, row: int) -> tuple[int, int]:
        """The block at a row of the whole and about the offset that stands there, without wrapping anything."""
        number = min(max(bisect_right(self._sums, row) - 1, 0), max(len(self._texts) - 1, 0))
        if not self._texts:
            return 0, 0
        room = self._rooms[number]
        lines = max(self._heights[number] - room.above - room.below, 1)
        line = min(max(row - self._sums[number] - room.above, 0), lines)
        return number, len(self._texts[number]) * line // lines

    def measuring(self, around: int, seconds: float) -> Iterator[None]:
        """Measure all blocks, those behind `around` first; yields whenever `seconds` of work are done.

        The sums of rows are renewed once, at the end.
        """
        until = time.perf_counter() + seconds
        for number in (*range(around, len(self._texts)), *range(around - 1, -1, -1)):
            if self._exact[number]:
                continue
            self._wrap(number)
            if time.perf_counter() > until:
                yield
                until = time.perf_counter() + seconds
        self.__dict__.pop("_sums", None)

    def _wrap(self, number: int) -> Wrapped:
        self.wraps += 1
        wrapped = Wrapped(self._texts[number], self.width - self.inset(number))
        if wrapped.starts:
            room = self._rooms[number]
            self._heights[number] = room.above + len(wrapped.starts) + room.below
        self._exact[number] = 1
        return wrapped
