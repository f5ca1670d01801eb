"""A list of entries of differing heights, of which only those in sight are made and wrapped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from annotations.models import ROLES
from tuireader.entries import Entry, LaterEntries, Look, Part
from tuireader.pane.graphemes import drawn
from tuireader.pane.wrapping import Wrapped

_WHEEL = 3
"""Lines a step of the wheel."""
Row = tuple[str, str]
"""A line's text and the look it has."""


@lru_cache(512)
def rows_of(entry: Entry, width: int) -> tuple[Row, ...]:
    """The lines of an entry in a width in cells, with an empty one behind."""
    rows: list[Row] = []
    for number, part in enumerate(entry.parts):
        corner = len(entry.corner) + 2 if entry.corner and not number else 0
        rows += _wrapped(part, width - corner)
    return (*rows, ("", Look.WORDS))


def _wrapped(part: Part, width: int) -> list[Row]:
    room = max(width - part.indent, 4)
    lines = [line for text in part.text.split("\n") for line in _lines(text, room)]
    if part.lines and len(lines) > part.lines:
        last = _lines(lines[part.lines - 1], max(room - 1, 1))[0]
        lines = [*lines[: part.lines - 1], last + "…"]
    return [(" " * part.indent + line, part.look) for line in lines]


def _lines(text: str, room: int) -> list[str]:
    wrapped = Wrapped(text, room)
    return [text[slice(*wrapped.line_span(line))].rstrip() for line in range(len(wrapped.starts))] or [""]


class EntryList(Widget, can_focus=True):
    """Entries one below the other; one may be the current one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = (
        {f"entry--{look}" for look in Look}
        | {f"role--{n}" for n in range(len(ROLES))}
        | {"entry--current", "entry--thumb"}
    )
    DEFAULT_CSS = (
        "EntryList { width: 1fr; height: 1fr; background: $surface; }\n"
        + """
    EntryList .entry--head { color: $foreground 65%; }
    EntryList .entry--words { color: $foreground 80%; }
    EntryList .entry--speaker { color: $foreground 65%; text-style: italic; }
    EntryList .entry--note { color: $foreground; }
    EntryList .entry--tags { color: $foreground 65%; }
    EntryList .entry--title { color: $foreground; }
    EntryList .entry--muted { color: $foreground 65%; }
    EntryList .entry--thumb { background: $foreground 25%; }
    EntryList .entry--current { text-style: bold; }
    """
        + "\n".join(f"EntryList .role--{n} {{ color: $text-{role.colour}; }}" for n, role in enumerate(ROLES))
    )

    current: reactive[str] = reactive("")
    """The id of the entry that the keys act on."""

    @dataclass
    class Chosen(Message):
        """An entry was clicked."""

        id: str
        """The entry's id."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._entries: Sequence[Entry] = ()
        self._places: dict[str, int] = {}
        self._top = (0, 0)
        self._shown: list[Strip] = []

    @property
    def entries(self) -> Sequence[Entry]:
        """What is listed."""
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        """List these; the scroll position stays unless the current entry would be out of sight."""
        self._entries = entries
        ids = entries.ids if isinstance(entries, LaterEntries) else [entry.id for entry in entries]
        self._places = {identity: number for number, identity in enumerate(ids) if identity}
        self._reveal()

    def on_resize(self) -> None:
        """Wrap again when the width changed."""
        self._reveal()

    def watch_current(self) -> None:
        """Keep the current entry in sight."""
        self._reveal()

    def step(self, count: int) -> str:
        """The id of the entry `count` behind the current one, as far as there are any."""
        ids = list(self._places)
        if not ids:
            return ""
        if self.current not in self._places:
            return ids[0 if count > 0 else -1]
        return ids[min(max(ids.index(self.current) + count, 0), len(ids) - 1)]

    # -- what is in sight

    @property
    def _width(self) -> int:
        return max(self.size.width - 3, 8)  # the last column is the bar

    def _rows(self, number: int) -> tuple[Row, ...]:
        return rows_of(self._entries[number], self._width)

    def _lines(self) -> Iterator[tuple[int, int]]:
        """The entry and the row of each line in sight."""
        number, row = self._top
        left = self.size.height
        while number < len(self._entries) and left > 0:
            for line in range(row, min(len(self._rows(number)), row + left)):
                yield number, line
                left -= 1
            number, row = number + 1, 0

    def _scroll(self, rows: int) -> None:
        number, row = self._top[0], self._top[1] + rows
        while number < len(self._entries) - 1 and row >= len(self._rows(number)):
            row -= len(self._rows(number))
            number += 1
        while row < 0 and number:
            number -= 1
            row += len(self._rows(number))
        self._top = min((number, max(row, 0)), self._above(len(self._entries)))
        self._draw()

    def _above(self, number: int) -> tuple[int, int]:
        """The first line in sight where the entries up to this one, which is left out, end at the last."""
        left = self.size.height
        while number and left > 0:
            number -= 1
            left -= len(self._rows(number)) - (number == len(self._entries) - 1)  # no empty row at the very end
        return number, max(-left, 0)

    def _reveal(self) -> None:
        if not self.size:
            return
        place = self._places.get(self.current)
        if place is not None:
            self._top = min(max(self._top, self._above(place + 1)), (place, 0))
        self._scroll(0)

    def _draw(self) -> None:
        """Draw the lines that differ from what was drawn."""
        before, self._shown = self._shown, self._strips()
        changed = [y for y, strip in enumerate(self._shown) if y >= len(before) or strip != before[y]]
        if changed:
            self.refresh(*(Region(0, y, self.outer_size.width, 1) for y in changed))

    def notify_style_update(self) -> None:
        """Take over a new theme."""
        super().notify_style_update()
        if self.size:
            self._draw()

    def _strips(self) -> list[Strip]:
        base, width, height = self.rich_style, self.size.width, self.size.height
        lines = list(self._lines())
        strips = [self._strip(self._entries[number], *self._rows(number)[row], not row, base) for number, row in lines]
        strips += [Strip.blank(width - 1, base)] * (height - len(strips))
        count = len(self._entries)
        if not lines or (self._top == (0, 0) and lines[-1][0] == count - 1):
            return [strip.adjust_cell_length(width, base) for strip in strips]
        first = self._top[0] * height // count
        last = max((lines[-1][0] + 1) * height // count, first + 1)
        thumb = base + self.get_component_rich_style("entry--thumb", partial=True)
        return [
            Strip([*strip, Segment(" ", thumb if first <= y < last else base)], width) for y, strip in enumerate(strips)
        ]

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        return self._shown[y] if y < len(self._shown) else Strip.blank(self.size.width, self.rich_style)

    def _strip(self, entry: Entry, text: str, look: str, first: bool, base: Style) -> Strip:
        width = self.size.width - 1
        style = base + self.get_component_rich_style(f"entry--{look}", partial=True)
        if first and entry.role is not None:
            style += self.get_component_rich_style(f"role--{entry.role}", partial=True)
        if entry.id and entry.id == self.current:
            style += self.get_component_rich_style("entry--current", partial=True)
        strip = Strip([Segment(" ", base), Segment(drawn(text), style)])
        if first and entry.corner:
            room = width - strip.cell_length - len(entry.corner) - 1
            muted = base + self.get_component_rich_style("entry--muted", partial=True)
            strip = Strip([*strip, Segment(" " * max(room, 1), base), Segment(entry.corner, muted)])
        return strip.adjust_cell_length(width, base)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        line = next((line for y, line in enumerate(self._lines()) if y == event.y), None)
        if line is not None and self._entries[line[0]].id:
            self.post_message(self.Chosen(self._entries[line[0]].id))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Wheel."""
        event.prevent_default().stop()
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Wheel."""
        event.prevent_default().stop()
        self._scroll(-_WHEEL)
