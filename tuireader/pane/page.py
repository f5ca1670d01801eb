"""A page of text: it shows an article on lines, with its layers, and moves it. It decides nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer

from annotations.models import Paragraph, Role
from annotations.text import Position, Span
from tuireader.pane.changes import changed
from tuireader.pane.components import Components
from tuireader.pane.layout import Place
from tuireader.pane.leisure import Leisure
from tuireader.pane.lines import Lines
from tuireader.pane.map import TextMap
from tuireader.pane.painter import Columns, Painter
from tuireader.pane.spans import Hits, Layers, PageMark
from tuireader.pane.viewport import Viewport

_GUTTER = 4
"""Cells: focus or mark, a second mark, the sign of words put together, one empty."""
_NARROW_GUTTER = 2
_NARROW = 40
"""Below this width the gutter keeps only its marks."""
_SLICE = 0.003
"""Seconds of measuring at a time; a key that comes meanwhile waits no longer than this."""
_PAUSE = 0.002
"""Seconds between two slices, for keys and for the screen."""
_BEHIND = 0.005
"""Seconds until a page that is to be drawn looks again whether the line has caught up."""

_Value = TypeVar("_Value")


class _Layer(Generic[_Value]):
    """Something that lies over the text; setting it draws the lines on which that shows."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, page: "Page", _owner: type) -> _Value:
        value: _Value = getattr(page._layers, self._name)
        return value

    def __set__(self, page: "Page", value: _Value) -> None:
        if getattr(page._layers, self._name) is not value:
            setattr(page._layers, self._name, value)
            page._touch()


class Page(Components, can_focus=True, inherit_bindings=False):
    """One article on lines of at most `measure` cells, with its marks and hits."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Page {
        background: $background;
        color: $foreground;
        width: 1fr;
        height: 1fr;
    }
    Page > .article--title { text-style: bold; }
    Page > .article--byline { color: $foreground 60%; }
    Page > .article--heading { text-style: bold; }
    Page > .article--speaker { text-style: bold; }
    Page > .article--aside { color: $foreground 60%; }
    Page > .article--furniture { color: $foreground 60%; }
    Page > .article--hit { background: $warning 30%; }
    Page > .article--current { background: $warning; text-style: bold; }
    Page > .article--selection { background: $primary 50%; }
    Page > .article--caret { background: $foreground; color: $background; }
    Page > .article--focus { color: $accent; }
    Page > .article--pending { text-style: dim; }
    Page > .article--quotation { color: $foreground 50%; }
    Page > .article--thumb { background: $foreground 25%; }
    Page > .article--found { color: $warning; }
    Page > .article--underlined { text-style: underline; }
    """

    virtual_size = reactive(Size(0, 0), repaint=False)
    """Textual's, but for one thing: a page is as large as its room, and draws itself in another."""
    marks = _Layer[tuple[PageMark, ...]]()
    """The highlights."""
    hits = _Layer[Hits]()
    """What a search found."""
    hit = _Layer[Span | None]()
    """The current hit."""
    focused_mark = _Layer[str]()
    """The id of the highlight that is focused; empty for none."""
    focused_span = _Layer[Span | None]()
    """What is focused: a bar stands in the gutter of its lines."""
    underlined = _Layer[Span | None]()
    """The words that are underlined: the focused quotation."""
    furniture = _Layer[frozenset[int]]()
    """The paragraphs that aren't the article, by number; they are dimmed."""
    quotations = _Layer[tuple[Span, ...]]()
    """The quotations, in the order of the text; a quiet sign stands in the gutter where each begins."""
    names = _Layer[Mapping[str, str]]()
    """Who the labels of a transcript are; a label that isn't in it is shown as it is."""

    @dataclass
    class Moved(Message):
        """Another line came to the top, or it became known how many rows stand around it."""

        position: Position
        """Where the top line starts."""

    def __init__(self, *, measure: int = 72, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  Textual's name
        """Make an empty pane; `measure` is the width of its column in cells, at most."""
        super().__init__(id=id, classes=classes)
        self.measure = measure
        self._painter = Painter(self)
        self._lines = Lines(self._painter)
        self._strips: list[Strip] = []
        self._drawn_size = Size(0, 0)
        self._stale = True
        self._view = Viewport((), "", "", None, 1, 0)
        self._layers = Layers((), self._painter.roles)
        self._measuring: Iterator[None] = iter(())
        self._slices: Timer | None = None
        self._map = TextMap()
        self._bar: list[tuple[str, tuple[str, ...]]] = []
        self._told: tuple[Position, int] | None = None
        self.leisure = Leisure()
        """The time that keys and moves of the page leave."""

    # -- what is shown

    def open(
        self, paragraphs: Sequence[Paragraph], title: str = "", byline: str = "", at: Position | None = None
    ) -> None:
        """Show an article, with the line of `at` on top, else from its title on."""
        self._view = Viewport(paragraphs, title, byline, at, self._columns().text, self.size.height)
        self._layers = Layers(paragraphs, self._painter.roles)
        self._start_afresh()
        self._touch()

    def head(self, title: str, byline: str) -> None:
        """Set what stands above the text; the place is kept."""
        self._view.set_head(title, byline)
        self._lines.forget()
        self._touch()

    @property
    def roles(self) -> Sequence[Role]:
        """The roles that marks refer to by index."""
        return self._layers.roles

    @roles.setter
    def roles(self, roles: Sequence[Role]) -> None:
        self._layers.roles = self._painter.roles = roles
        self._restyle()

    # -- moving the page

    @property
    def top_position(self) -> Position:
        """Where the top line starts; for an empty line, the paragraph behind it."""
        return self._view.position

    def visible_paragraphs(self) -> tuple[int, int]:
        """The first paragraph that begins on the screen (else the one that fills it), and the last one seen."""
        return self._view.paragraphs()

    @property
    def passed(self) -> float:
        """How much of the text stands above the lower edge, 0 to 1; 1 only where its end is in sight."""
        return self._view.passed()

    def scroll_by(self, lines: int) -> None:
        """Move the page by lines; repeats cost nothing until the screen is drawn."""
        self._view.scroll(lines)
        self._touch()

    def turn(self, pages: float) -> None:
        """Move the page by pages, down if positive; a whole page keeps one line in sight."""
        self.scroll_by(self._lines_of(pages))

    def _lines_of(self, pages: float) -> int:
        return round(pages * max(self.size.height - 1, 1)) or (1 if pages > 0 else -1)

    def top(self) -> None:
        """Go to the first line."""
        self._view.move_to(Place(0, 0))
        self._touch()

    def end(self) -> None:
        """Go to where the last line is in sight."""
        self._view.move_to(self._view.layout.last)
        self._touch()

    def go_to(self, position: Position, where: str = "show") -> None:
        """Bring a position to the `top` or the `middle`; `show`: unless it is in sight, to a third of the page."""
        if where != "show" or not self._view.shows(position):
            height = self.size.height
            self._view.show_below(position, {"top": 0, "middle": height // 2}.get(where, height // 3))
            self._touch()

    # -- layout and drawing

    def _columns(self) -> Columns:
        width = max(self.size.width - 1, 0)  # the last column is the map
        gutter = _GUTTER if width >= _NARROW else _NARROW_GUTTER
        text = max(min(self.measure, width - gutter - 1), 1)  # one cell is left for a caret on a line's last space
        return Columns(max(width - gutter - text - 1, 0) // 2, gutter, text, width)

    def _start_afresh(self) -> None:
        """Draw all anew in the size that the pane has, and measure in slices what isn't in sight."""
        self._drawn_size = self.size
        self._lines.forget()
        self._measuring = self._view.layout.measuring(self._view.block, _SLICE)
        if self._slices is not None and self.size:
            self._slices.resume()

    def on_mount(self) -> None:
        """Make the timer of the slices in which a long text is measured."""
        self._slices = self.set_interval(_PAUSE, self._measure_on, pause=not self.size)

    def _measure_on(self) -> None:
        if self.leisure.take() and next(self._measuring, self) is self:
            if self._slices is not None:
                self._slices.pause()
            self._touch()

    def _touch(self) -> None:
        """Draw what changed, once all waiting messages were dealt with."""
        self._stale = True
        self.leisure.end()
        self.check_idle()

    def _restyle(self) -> None:
        self._painter.forget()
        self._lines.forget()
        self._touch()

    def notify_style_update(self) -> None:
        """Take over a new theme or state."""
        super().notify_style_update()
        self._restyle()

    def on_idle(self) -> None:
        """Compare what should be on the screen with what is, and draw the lines that differ, as far as they differ."""
        if not self._stale or not self.size:
            return
        if getattr(self.app, "is_behind", False):  # on a slow line frames would pile up behind the keys
            self._stale = False
            self.set_timer(_BEHIND, self._touch)
            return
        before, bar_before = self._strips, self._bar
        self._prepare()
        if len(before) != len(self._strips) or not before or before[0].cell_length != self._strips[0].cell_length:
            self.refresh()
            return
        edge = self.size.width - 1
        parts = (changed(old, new) for old, new in zip(before, self._strips, strict=True))
        changes = [Region(first, y, min(behind, edge) - first, 1) for y, (first, behind) in enumerate(parts) if behind]
        cells_of_bar = enumerate(zip(bar_before, self._bar, strict=True))
        changes += [Region(edge, y, 1, 1) for y, (old_cell, new_cell) in cells_of_bar if old_cell != new_cell]
        if changes:
            self.refresh(*changes)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, laid out for the size that the pane has now."""
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line, finished."""
        if y >= len(self._strips):
            return self._painter.blank(self.size.width)
        return Strip.join([self._strips[y], self._painter.cell(*self._bar[y])])

    def _fit(self) -> None:
        if self._drawn_size != self.size:
            self._view.fit(self._columns().text, self.size.height)
            self._start_afresh()
            self._prepare()

    def _prepare(self) -> None:
        """Find or build the strip of each visible line."""
        self._stale = False
        columns = self._columns()
        strips = [self._lines.strip(place, self._view.layout, self._layers, columns) for place in self._view.places()]
        blank = self._painter.blank(columns.width)
        self._strips = strips + [blank] * (self.size.height - len(strips))
        self._bar = self._map.cells(self._view.layout, self._layers, self._view.row, self.size.height)
        known = self.top_position, self._view.layout.total
        if known != self._told:
            self._told = known
            self.post_message(self.Moved(self.top_position))
