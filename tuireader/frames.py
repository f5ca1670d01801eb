"""Changes of the screen, written from where they begin.

Textual draws a line that changed from the left edge of its widget on, whatever region was named: here only the region.
It draws the whole screen anew at each change of the layout, four times at the start: here only the lines that differ.
"""

from collections.abc import Collection, Mapping
from itertools import accumulate

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, LayoutUpdate  # what a screen hands to its app, under no public name
from textual.strip import Strip

from tuireader.pane.graphemes import stop_at


class Shown:
    """What stands on the lines of the terminal, as far as it is known: the pieces of each by their first column."""

    def __init__(self) -> None:
        """Nothing is known of what stands there."""
        self._lines: dict[int, dict[int, Strip | None]] = {}

    def forget(self) -> None:
        """The terminal may show anything now."""
        self._lines.clear()

    def has(self, y: int, x: int, strip: Strip) -> bool:
        """Whether a piece stands there already."""
        return self._lines.get(y, {}).get(x) == strip

    def draw(self, y: int, columns: Collection[int], pieces: Mapping[int, Strip | None]) -> None:
        """Some of the pieces into which a line is cut at `columns` are drawn; None: a part of one."""
        known = self._lines.get(y)
        if known is None or list(known) != list(columns):
            known = self._lines[y] = dict.fromkeys(columns)
        known.update(pieces)


class Whole(LayoutUpdate):
    """The whole screen."""

    def __init__(self, update: LayoutUpdate, shown: Shown) -> None:
        super().__init__(update.strips, update.region)
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """The control sequences that draw it where another stands."""
        parts: list[str] = []
        for y, strips in enumerate(map(list, self.strips), self.region.y):
            pieces = dict(zip(accumulate((s.cell_length for s in strips), initial=self.region.x), strips, strict=False))
            if not all(self._shown.has(y, x, strip) for x, strip in pieces.items()):
                parts.append(Control.move_to(self.region.x, y).segment.text)
                parts += [strip.render(console) for strip in strips]
                self._shown.draw(y, pieces, pieces)
        return "".join(parts)


class Changes(ChopsUpdate):
    """What changed on the screen, in the pieces into which widgets cut its lines."""

    def __init__(self, update: ChopsUpdate, shown: Shown) -> None:
        super().__init__(update.chops, update.spans, update.chop_ends)
        self._shown = shown

    def render_segments(self, console: Console) -> str:
        """The control sequences that draw it where another stands."""
        parts: list[str] = []
        drawn: dict[int, dict[int, Strip | None]] = {}
        for y, first, behind in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= behind or end <= first or self._shown.has(y, x, strip):
                    continue
                start = _whole(strip, first - x)
                parts.append(Control.move_to(x + start, y).segment.text)
                parts.append(strip.crop(start, min(end, behind) - x).render(console))
                drawn.setdefault(y, {})[x] = strip if first <= x and end <= behind else None
        for y, pieces in drawn.items():  # only now: a piece may be drawn in several parts
            self._shown.draw(y, self.chops[y], pieces)
        return "".join(parts)


def _whole(strip: Strip, cell: int) -> int:
    """The cell, or the last one before it at which a strip can be cut without harm to a character."""
    at = 0
    for segment in strip if cell > 0 else ():
        if at + segment.cell_length > cell:
            left = segment.split_cells(cell - at)[0].text
            whole = segment.text.startswith(left) and stop_at(segment.text, len(left)) == len(left)
            return cell if whole else at
        at += segment.cell_length
    return at
