"""The article pane: a page with a caret, a selection and the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.timer import Timer

from annotations.models import Paragraph
from annotations.text import Position, Span
from tuireader.pane.caret import Caret, caret_of, grow, move, settle, shrink
from tuireader.pane.layout import HEAD, Place
from tuireader.pane.mapped import MappedPage
from tuireader.pane.sentences import sentence_at
from tuireader.pane.words import word_at

_DRAG_PERIOD = 0.05
"""Seconds between two lines while the mouse drags beyond the edge."""
_WHEEL = 3
"""Lines a step of the wheel."""


class ArticlePane(MappedPage):
    """One article to read and to select in."""

    @dataclass
    class Selected(Message):
        """The selection changed."""

        span: Span | None
        """What is selected now; None where only a caret is shown, or nothing."""

    @dataclass
    class Clicked(Message):
        """A plain click on the text."""

        position: Position
        """The character under the mouse; for a click in the gutter, where the line's first mark begins."""
        shift: bool

    def __init__(self, *, measure: int = 72, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make an empty pane; `measure` is the width of its column in cells, at most."""
        super().__init__(measure=measure, id=id, classes=classes)
        self.mouse = True
        """Whether the mouse selects and clicks; the wheel scrolls in any case that the terminal reports it."""
        self._caret: Caret | None = None
        self._pressed: Position | None = None
        self._dragged = False
        self._pull: Timer | None = None
        self._pointer = (0, 0)
        self._grabbed: int | None = None

    def open(
        self, paragraphs: Sequence[Paragraph], title: str = "", byline: str = "", at: Position | None = None
    ) -> None:
        """Show an article, with the line of `at` on top, else from its title on; nothing is selected."""
        self._caret = self._pressed = None
        super().open(paragraphs, title, byline, at)

    def turn(self, pages: float) -> None:
        """Move the page by pages, down if positive; a caret goes along."""
        super().turn(pages)
        lines = self._lines_of(pages)
        self.move("down" if lines > 0 else "up", abs(lines))

    # -- selecting

    @property
    def selecting(self) -> bool:
        """Whether a caret is shown."""
        return self._caret is not None

    @property
    def caret(self) -> Position | None:
        """Where the caret stands."""
        return None if self._caret is None else self._caret.at

    @property
    def selection(self) -> Span | None:
        """What is selected."""
        return None if self._caret is None else self._caret.span(self._view.texts)

    def begin_caret(self, position: Position) -> None:
        """Show a caret; nothing is selected yet."""
        if any(self._view.texts):
            self._set_caret(Caret(settle(position, self._view.texts)))

    def drop_anchor(self) -> None:
        """Start the selection at the caret."""
        if self._caret is not None:
            self._set_caret(Caret(self._caret.at, self._caret.at))

    def select(self, span: Span) -> None:
        """Select a span, with the caret on its last character."""
        self._set_caret(caret_of(span, self._view.texts))

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret `count` times by a motion, or take a text object, by the names in `caret`."""
        if self._caret is not None:
            self._set_caret(move(self._caret, motion, count, self._view.texts, self._view.layout))

    def resize_selection(self, steps: int) -> None:
        """Grow by word, quotation, sentence and paragraph; shrink, if `steps` is negative."""
        if self._caret is not None:
            change = grow if steps > 0 else shrink
            self._set_caret(change(self._caret, abs(steps), self._view.texts, self.quotations))

    def swap(self) -> None:
        """Put the caret at the selection's other end."""
        if self._caret is not None:
            self._set_caret(self._caret.swap())

    def leave(self) -> None:
        """Drop caret and selection."""
        self._set_caret(None)

    def _set_caret(self, caret: Caret | None) -> None:
        before, self._caret = self.selection, caret
        self._layers.caret, self._layers.selection = self.caret, self.selection
        if self.selection != before:
            self.post_message(self.Selected(self.selection))
        if caret is not None:
            self._view.follow(caret.at)
        self._touch()

    # -- mouse

    def position_at(self, x: int, y: int) -> Position | None:
        """The character at a cell of the pane, or the nearest one of its line; of a turn's label, the turn's first.

        None where there is no text at all.
        """
        place, layout = self._place_at(y), self._view.layout
        if place is None:
            return settle(self.top_position, self._view.texts) if any(self._view.texts) else None
        block, line, lines = place.block, layout.line_of(place), layout.lines(place.block)
        if line < 0:
            return Position(block - HEAD, 0)
        columns = self._columns()
        cell = x - columns.left - columns.gutter - layout.inset(block) if line < lines else self.measure
        return Position(block - HEAD, layout.block(block).offset_at(min(line, lines - 1), cell))

    def _place_at(self, y: int) -> Place | None:
        """The place at a row of the pane, or the last one above it; None where no paragraph is."""
        places = [place for place in self._view.places()[: max(y, 0) + 1] if place.block >= HEAD]
        return places[-1] if places else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a selection would begin."""
        if event.button == 1 and self.is_map(event.x):
            self._grab_map(event.y)
        elif self.mouse and event.button == 1:
            self._pressed, self._dragged = self.position_at(event.x, event.y), False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button was pressed to here; beyond the edge the page follows."""
        if self._grabbed is not None:
            self.drag_map(event.y - self._grabbed)
        if self._pressed is None:
            return
        self._pointer = (event.x, event.y)
        if 0 <= event.y < self.size.height:
            self._let_go_of_page()
        elif self._pull is None:
            self._pull = self.set_interval(_DRAG_PERIOD, self._pull_page)
        self._drag()

    def _grab_map(self, y: int) -> None:
        """Hold the thumb at `y`; beside it, go to the place that is shown there first."""
        self._dragged = True  # no click on the text follows
        if not self.holds_thumb(y):
            self.go_to_cell(y)
        self._grabbed = y - next((row for row in range(self.size.height) if self.holds_thumb(row)), y)
        self.capture_mouse()

    def on_mouse_up(self) -> None:
        """End a drag."""
        if self._grabbed is not None:
            self._grabbed = None
            self.release_mouse()
        if self._pressed is not None:
            self._pressed = None
            self._let_go_of_page()
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice takes the word, three times the sentence; once is for the screen."""
        position = self.position_at(event.x, event.y)
        if not self.mouse or event.button != 1 or self._dragged or position is None:
            return
        text = self._view.texts[position.paragraph]
        if event.chain > 1:
            start, end = (word_at if event.chain == 2 else sentence_at)(text, position.offset)
            self.select(Span(Position(position.paragraph, start), Position(position.paragraph, end)))
            return
        columns = self._columns()
        if event.x < columns.left + columns.gutter:
            block = self._view.layout.block(position.paragraph + HEAD)
            mark = self._layers.first_mark(position.paragraph, *block.line_span(block.line_of(position.offset)))
            position = position if mark is None else max(mark.span.start, Position(position.paragraph, 0))
        self.post_message(self.Clicked(position, event.shift))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Wheel."""
        event.prevent_default().stop()
        self.scroll_by(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Wheel."""
        event.prevent_default().stop()
        self.scroll_by(-_WHEEL)

    def _drag(self) -> None:
        x, y = self._pointer
        y = min(max(y, 0), self.size.height - 1)
        position, place = self.position_at(x, y), self._place_at(y)
        if self._pressed is None or position is None:
            return
        if place is not None and self._view.layout.line_of(place) < 0 and position > self._pressed:
            # From above the mouse has come to a label, and passed nothing yet of what is said below it.
            position = move(Caret(position), "left", 1, self._view.texts, self._view.layout).at
        if position == self._pressed and not self._dragged:
            return
        self._dragged = True
        self._set_caret(Caret(position, self._pressed))

    def _pull_page(self) -> None:
        self.scroll_by(-1 if self._pointer[1] < 0 else 1)
        self._drag()

    def _let_go_of_page(self) -> None:
        if self._pull is not None:
            self._pull.stop()
            self._pull = None
