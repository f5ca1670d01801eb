"""A list of entries of differing heights, drawn a line at a time, so that 5,000 notes scroll like five."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from annotations.models import ROLES
from tuireader.entries import Entry, Look, Part
from tuireader.pane.graphemes import drawn
from tuireader.pane.wrapping import Wrapped

Row = tuple[str, str]
"""A line's text and the look it has."""


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


class EntryList(ScrollView, can_focus=True):
    """Entries one below the other; one may be the current one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = (
        {f"entry--{look}" for look in Look} | {f"role--{n}" for n in range(len(ROLES))} | {"entry--current"}
    )
    DEFAULT_CSS = (
        "EntryList { height: 1fr; scrollbar-size-vertical: 1; background: $surface; }\n"
        + """
    EntryList .entry--head { color: $foreground 65%; }
    EntryList .entry--words { color: $foreground 80%; }
    EntryList .entry--speaker { color: $foreground 65%; text-style: italic; }
    EntryList .entry--note { color: $foreground; }
    EntryList .entry--tags { color: $foreground 65%; }
    EntryList .entry--title { color: $foreground; }
    EntryList .entry--muted { color: $foreground 65%; }
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
        self._entries: tuple[Entry, ...] = ()
        self._rows: dict[Entry, tuple[Row, ...]] = {}
        self._lines: list[tuple[Row, ...]] = []
        self._ends: list[int] = []
        self._width = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._entries

    def show(self, entries: tuple[Entry, ...]) -> None:
        """List these; the scroll position stays unless the current entry would be out of sight."""
        if entries != self._entries:
            self._entries = entries
            self._lay_out()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width - 2, 8)
        known = self._rows if width == self._width else {}
        self._rows = {entry: known.get(entry) or rows_of(entry, width) for entry in self._entries}
        self._width = width
        self._lines = [self._rows[entry] for entry in self._entries]
        self._ends = list(accumulate(map(len, self._lines)))
        self.virtual_size = Size(width, self._ends[-1] if self._ends else 0)
        self.refresh()
        self._reveal()

    def on_resize(self) -> None:
        """Wrap again when the width changed."""
        if max(self.scrollable_content_region.width - 2, 8) != self._width:
            self._lay_out()

    def watch_current(self) -> None:
        """Keep the current entry in sight."""
        self.refresh()
        self._reveal()

    def step(self, count: int) -> str:
        """The id of the entry `count` behind the current one, as far as there are any."""
        ids = [entry.id for entry in self._entries if entry.id]
        if not ids:
            return ""
        if self.current not in ids:
            return ids[0 if count > 0 else -1]
        return ids[min(max(ids.index(self.current) + count, 0), len(ids) - 1)]

    def _reveal(self) -> None:
        index = next((n for n, entry in enumerate(self._entries) if entry.id and entry.id == self.current), None)
        if index is not None:
            top = self._ends[index - 1] if index else 0
            region = Region(0, top, 1, self._ends[index] - top)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.size.width
        line = y + self.scroll_offset.y
        index = bisect_right(self._ends, line)
        base = self.rich_style
        if index >= len(self._entries):
            return Strip.blank(width, base)
        entry = self._entries[index]
        first = self._ends[index - 1] if index else 0
        text, look = self._lines[index][line - first]
        return self._strip(entry, text, look, line == first, width, base)

    def _strip(self, entry: Entry, text: str, look: str, first: bool, width: int, base: Style) -> Strip:
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
        index = bisect_right(self._ends, event.y + self.scroll_offset.y)
        if index < len(self._entries) and self._entries[index].id:
            self.post_message(self.Chosen(self._entries[index].id))
