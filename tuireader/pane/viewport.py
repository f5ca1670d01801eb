"""What of an article a page of some size shows: wrapped to a width, seen from its top line on.

The place is kept as a paragraph and an offset, never as a row: rows change with every width.
"""

from collections.abc import Sequence

from annotations.models import Paragraph
from annotations.text import Position
from tuireader.pane.caret import settle
from tuireader.pane.kinds import rooms
from tuireader.pane.layout import HEAD, Layout, Place, Room


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
        self._rooms = rooms(paragraphs)
        self._head = (title, byline)
        self._anchor = (0, 0)
        if at is not None and at > (0, 0) and self.texts:
            number, offset = settle(at, self.texts)
            self._anchor = (number + HEAD, offset or -self._rooms[number].above)
        self.fit(width, height)

    def fit(self, width: int, height: int) -> None:
        """Wrap to another width and show another number of rows, with the same line on top."""
        self.height = height
        (title, title_room), (byline, byline_room) = self._blocks_of_head()
        self.layout = Layout([title, byline, *self.texts], [title_room, byline_room, *self._rooms], width)
        self._hold()

    def set_head(self, title: str, byline: str) -> None:
        """Set what stands above the text; the place is kept."""
        self._head = (title, byline)
        for block, (text, room) in enumerate(self._blocks_of_head()):
            self.layout.replace(block, text, room)
        self._hold()

    def _blocks_of_head(self) -> tuple[tuple[str, Room], tuple[str, Room]]:
        """Title and byline, each with the room around it."""
        title, byline = self._head
        return (title, Room(0 if byline else 1)), (byline, Room())

    def _hold(self) -> None:
        anchor = self._anchor
        self.move_to(self.layout.place_of(*anchor))
        self._anchor = anchor  # exactly: another width may break the line elsewhere, and come back

    # -- where it stands

    @property
    def position(self) -> Position:
        """Where the top line starts; for a label or an empty line, the paragraph behind it."""
        number, offset = self._anchor[0] - HEAD, max(self._anchor[1], 0)
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
        begun = [place.block for place in places if self.layout.line_of(place) == 0]
        return (begun[0] if begun else places[0].block) - HEAD, places[-1].block - HEAD

    def passed(self) -> float:
        """How much of the text stands above the lower edge, by rows as far as known: 0 to 1, 1 only at its end."""
        last = self.layout.step(self.top, self.height - 1)
        if last >= self.layout.last:
            return 1.0
        below = min(self.layout.row_of(last) + 1, self.layout.row_of(Place(last.block + 1, 0)))
        return below / (self.layout.total + 1)

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
        """Put the line of a position so many rows below the top; on top, the label above it comes along."""
        place = self.place_of(position)
        if not rows and self.layout.line_of(place) == 0 and self.height > 1:
            place = Place(place.block, 0)
        self.move_to(self.layout.step(place, -rows))

    def follow(self, position: Position) -> None:
        """Move as little as brings a position into sight."""
        if not self.shows(position):
            self.show_below(position, 0 if self.place_of(position) < self.top else self.height - 1)
