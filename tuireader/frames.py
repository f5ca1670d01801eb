"""Changes of the screen, written from where they begin.

Textual draws a line that changed from the left edge of its widget on, whatever region was named: here only the region.
"""

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate  # what a screen hands to its app; there is no public name for it
from textual.strip import Strip

from tuireader.pane.graphemes import stop_at


class Changes(ChopsUpdate):
    """What changed on the screen, in the pieces into which widgets cut its lines."""

    def render_segments(self, console: Console) -> str:
        """The control sequences that draw it."""
        parts: list[str] = []
        for y, first, behind in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                if strip is None or x >= behind or end <= first:
                    continue
                start = _whole(strip, first - x)
                parts.append(Control.move_to(x + start, y).segment.text)
                parts.append(strip.crop(start, min(end, behind) - x).render(console))
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
