"""A page whose map leads through the text: by a click on what it shows, by its thumb."""

from tuireader.pane.map import row_of, thumb
from tuireader.pane.page import Page


class MappedPage(Page):
    """A page that goes where its map says."""

    def is_map(self, x: int) -> bool:
        """Whether a column of the pane is the map."""
        return x == self.size.width - 1

    def holds_thumb(self, y: int) -> bool:
        """Whether a cell of the map stands for the page itself."""
        return y in thumb(self._view.row, self._view.layout.total, self.size.height)

    def go_to_cell(self, y: int) -> None:
        """Go where a cell of the map leads: to the first thing that it shows, else into the middle of its rows."""
        layout, height = self._view.layout, self.size.height
        signs = self._map.signs(layout, self._layers, height)
        sign = signs[y] if 0 <= y < len(signs) else None
        if sign is not None:
            self.go_to(sign.place, "middle")
        else:
            self.drag_map(y - height * height // max(layout.total, 1) // 2)

    def drag_map(self, first: int) -> None:
        """Put the thumb's first cell at a row of the pane, and the page with it."""
        layout, height = self._view.layout, self.size.height
        if first + max(len(thumb(self._view.row, layout.total, height)), 1) >= height:
            self.end()
            return
        self._view.move_to(layout.place_of_row(row_of(max(first, 0), layout.total, height)))
        self._touch()
