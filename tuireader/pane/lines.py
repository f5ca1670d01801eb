"""The finished lines of a page, kept as long as nothing changes that their look depends on."""

from collections import OrderedDict

from textual.strip import Strip

from tuireader.pane.layout import HEAD, Layout, Place
from tuireader.pane.painter import Columns, Painter
from tuireader.pane.spans import Layers, LineStyle, Run

_KEPT = 512
"""Finished lines kept: a few screens."""


class Lines:
    """Finds or builds one line after the other; `forget` where the width or the colours changed."""

    def __init__(self, painter: Painter) -> None:
        self._painter = painter
        self._kept: OrderedDict[tuple[Place, LineStyle], Strip] = OrderedDict()

    def forget(self) -> None:
        """Build all lines anew."""
        self._kept.clear()

    def strip(self, place: Place, layout: Layout, layers: Layers, columns: Columns) -> Strip:
        """The line at a place."""
        look = _look(place, layout, layers)
        strip = self._kept.get((place, look))
        if strip is not None:
            self._kept.move_to_end((place, look))
            return strip
        strip = self._kept[place, look] = self._built(place, look, layout, columns)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return strip

    def _built(self, place: Place, look: LineStyle, layout: Layout, columns: Columns) -> Strip:
        if look.runs:
            block, line = layout.block(place.block), layout.line_of(place)
            return self._painter.line(block, line, look, columns, layout.inset(place.block))
        return self._painter.label(look, columns) if look.label else self._painter.blank(columns.width)


def _look(place: Place, layout: Layout, layers: Layers) -> LineStyle:
    line = layout.line_of(place)
    if line < 0:
        return layers.label(place.block - HEAD)
    if line >= layout.lines(place.block):
        return LineStyle((), ())
    start, end = layout.block(place.block).line_span(line)
    if place.block < HEAD:
        return LineStyle((Run(start, end, (("title", "byline")[place.block],)),), ())
    return layers.line(place.block - HEAD, start, end)
