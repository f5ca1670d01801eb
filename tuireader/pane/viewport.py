"""What of an article a page of some size shows: wrapped to a width, seen from its top line on.

The place is kept as a paragraph and an offset, never as a row: rows change with every width.
"""

from collections.abc import Sequence
from itertools import pairwise

from annotations.models import Kind, Paragraph
from annotations.text import Position
from tuireader.pane.caret import settle
from tuireader.pane.layout import HEAD, Layout, Place


class Viewport:
    """An article on lines, with the title and the byline above its first paragraph."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        title: str,
        byline: str,
        at: Position | None,
        width: int,
        height: int,
    ) -> None:
        """Wrap to a width in cells and show `height` rows, with the line of `at` on top, else the title."""
        self.texts = tuple(paragraph.text for paragraph in paragraphs)
        lists = [paragraph.kind is Kind.LIST for paragraph in paragraphs]
        self._gaps = [0 if one and other else 1 for one, other in pairwise(lists)] + [0] * bool(lists)
        self._head = (title, byline)
        self._anchor = (0, 0)
        if at is not None and at > (0, 0) and self.texts:
            number, offset = settle(at, self.texts)
            self._anchor = (number + HEAD, offset)
        self.fit(width, height)

    def fit(self, width: int, height: int) -> None:
        """Wrap to another width and show another number of rows, with the same line on top."""
        self.height = height
        (title, title_gap), (byline, byline_gap) = self._blocks_of_head()
        self.layout = Layout([title, byline, *self.texts], [title_gap, byline_gap, *self._gaps], width)
        self._hold()

    def set_head(self, title: str, byline: str) -> None:
        """Set what stands above the text; the place is kept."""
        self._head = (title, byline)
        for block, (text, gap) in enumerate(self._blocks_of_head()):
            self.layout.replace(block, text, gap)
        self._hold()

    def _blocks_of_head(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """Title and byline, each with the empty rows behind it."""
        title, byline = self._head
        return (title, 0 if byline else 1), (byline, 1)

    def _hold(self) -> None:
        anchor = self._anchor
        self.move_to(self.layout.place_of(*anchor))
        self._anchor = anchor  # exactly: another width may break the line elsewhere, and come back

    # -- where it stands

    @property
    def position(self) -> Position:
        """Where the top line starts; for an empty line, the paragraph behind it."""
        number, offset = self._anchor[0] - HEAD, self._anchor[1]
        if number < 0:
            return Position(0, 0)
        if offset > len(self.texts[number]) and number + 1 < len(self.texts):
            return Position(number + 1, 0)
        return Position(number, offset)

    @property
    def block(self) -> int:
        """The block of the top line."""
        return self._anchor[0]

    @property
    def row(self) -> int:
        """How many rows stand above the top line, by what is known."""
        return self.layout.row_of(self.top)

    def places(self) -> list[Place]:
        """The places in sight."""
        return list(self.layout.places(self.top, self.height))

    def paragraphs(self) -> tuple[int, int]:
        """The first paragraph that begins in sight (else the one that fills it), and the last one in sight."""
        places = [place for place in self.places() if place.block >= HEAD]
        if not places:
            return 0, 0
        begun = [place.block for place in places if place.row == 0]
        return (begun[0] if begun else places[0].block) - HEAD, places[-1].block - HEAD

    def place_of(self, position: Position) -> Place:
        """The row that shows a position."""
        return self.layout.place_of(position.paragraph + HEAD, position.offset)

    def shows(self, position: Position) -> bool:
        """Whether a position is in sight."""
        return self.top <= self.place_of(position) <= self.layout.step(self.top, self.height - 1)

    # -- moving

    def move_to(self, place: Place) -> None:
        """Put a place on top, or as far up as the text's end allows."""
        lowest = self.layout.step(self.layout.last, 1 - max(self.height, 1))
        self.top = min(place, lowest)
        self._anchor = (self.top.block, self.layout.offset_of(self.top))

    def scroll(self, rows: int) -> None:
        """Move by rows, down if positive."""
        self.move_to(self.layout.step(self.top, rows))

    def show_below(self, position: Position, rows: int) -> None:
        """Put the line of a position so many rows below the top."""
        self.move_to(self.layout.step(self.place_of(position), -rows))

    def follow(self, position: Position) -> None:
        """Move as little as brings a position into sight."""
        if not self.shows(position):
            self.show_below(position, 0 if self.place_of(position) < self.top else self.height - 1)
