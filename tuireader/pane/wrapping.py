"""One text on lines of a width in cells: where each line begins, and which character stands at a cell of it."""

from bisect import bisect_right

from tuireader.pane.graphemes import Measured, is_narrow, measure

# Kinsoku: no line begins with a closing mark and none ends with an opening one (JIS X 4051, the common core).
_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ」』）】〕〉》｝］…‥’”)]},.:;!?%»"
)
_NEVER_LAST = frozenset("「『（【〔〈《｛［‘“([{«")
_BREAKS_BEHIND = frozenset(" \u3000\u200b")


class Wrapped:
    """One text on lines of at most `width` cells, at least one; white space at a line's end may hang over."""

    def __init__(self, text: str, width: int) -> None:
        width = max(width, 1)
        self.text = text
        self.measured: Measured | None = None if is_narrow(text) else measure(text)
        """None where offsets and cells are the same."""
        self.starts: list[int] = (
            wrap_narrow(text, width) if self.measured is None else wrap_measured(text, self.measured, width)
        )
        """Offset of each line's first code point; none for an empty text."""

    def line_span(self, line: int) -> tuple[int, int]:
        """The offsets at which a line starts and ends; the white space at which it was broken is part of it."""
        return self.starts[line], self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)

    def line_of(self, offset: int) -> int:
        """The line that shows the code point at `offset`."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def cell_of(self, offset: int) -> int:
        """The cell, within its line, at which the grapheme at `offset` begins."""
        start = self.starts[self.line_of(offset)]
        return self._cells_before(offset) - self._cells_before(start)

    def offset_at(self, line: int, cell: int) -> int:
        """The offset of the grapheme that covers `cell` of a line, or of the nearest one that the line shows."""
        start, end = self.line_span(line)
        last = start + len(self.text[start:end].rstrip(" ")) - 1
        if self.measured is None:
            return min(start + max(cell, 0), max(last, start))
        stops = self.measured.stops
        wanted = bisect_right(self.measured.cells, self._cells_before(start) + max(cell, 0)) - 1
        return stops[max(min(wanted, bisect_right(stops, last) - 1), bisect_right(stops, start) - 1)]

    def _cells_before(self, offset: int) -> int:
        if self.measured is None:
            return offset
        return self.measured.cells[bisect_right(self.measured.stops, offset) - 1]


def wrap_narrow(text: str, width: int) -> list[int]:
    """The starts of the lines of a text whose code points take one cell each."""
    if not text:
        return []
    starts = [0]
    start, end = 0, len(text.rstrip(" "))
    while end - start > width:
        gap = text.rfind(" ", start + 1, start + width + 1)
        start = start + width if gap < 0 else gap + 1
        while text[start] == " ":
            start += 1
        starts.append(start)
    return starts


def wrap_measured(text: str, measured: Measured, width: int) -> list[int]:
    """The starts of the lines of any text; never inside a grapheme."""
    if not text:
        return []
    stops, cells = measured
    last = bisect_right(stops, max(len(text.rstrip(" ")) - 1, 0)) - 1
    starts, first = [0], 0
    while first < last and cells[last + 1] - cells[first] > width:
        over = bisect_right(cells, cells[first] + width) - 1
        first = _break(text, measured, first, over)
        while first < last and text[stops[first]] == " ":
            first += 1
        starts.append(stops[first])
    return starts


def _break(text: str, measured: Measured, first: int, over: int) -> int:
    """The grapheme with which the next line begins; `over` is the first one that has no room on this."""
    stops, cells = measured
    if text[stops[over]] == " ":
        return over
    for index in range(over, first, -1):
        before, behind = text[stops[index - 1]], text[stops[index]]
        if text[stops[index] - 1] in _BREAKS_BEHIND:
            return index
        wide = cells[index + 1] - cells[index] == 2 or cells[index] - cells[index - 1] == 2
        if wide and behind not in _NEVER_FIRST and before not in _NEVER_LAST:
            return index
    return max(over, first + 1)
