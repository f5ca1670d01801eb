"""A list of entries of differing heights, of which only those in sight are made and wrapped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from annotations.models import ROLES
from tuireader.entries import Entry, LaterEntries, Look
from tuireader.pane.components import Components
from tuireader.pane.graphemes import drawn
from tuireader.rows import Row, rows_of

_WHEEL = 3
"""Lines a step of the wheel."""


class EntryList(Components, can_focus=True):
    """Entries one below the other; one may be the current one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = (
        "EntryList { width: 1fr; height: 1fr; background: $surface; }\n"
        + """
    EntryList .entry--head { color: $foreground-muted; }
    EntryList .entry--words { color: $foreground-muted; }
    EntryList .entry--speaker { color: $foreground-muted; text-style: italic; }
    EntryList .entry--note { color: $foreground; }
    EntryList .entry--tags { color: $foreground-muted; }
    EntryList .entry--title { color: $foreground; }
    EntryList .entry--muted { color: $foreground-muted; }
    EntryList .entry--old, EntryList .entry--new { color: $foreground; }
    EntryList .entry--gone, EntryList .entry--sign-old { color: $text-error; }
    EntryList .entry--added, EntryList .entry--sign-new { color: $text-success; }
    EntryList .entry--sign-old, EntryList .entry--sign-new { text-style: bold; }
    EntryList .entry--differs { text-style: underline; }
    EntryList .entry--bar { color: $text-accent; }
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
        self._drawn_size = Size(0, 0)

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

    virtual_size = reactive(Size(0, 0), repaint=False)
    """Textual's, but for one thing: a list draws itself in another size."""

    def on_resize(self) -> None:
        """Wrap again when the width changed."""
        self._fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, laid out for the size that the list has now."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        if self.size and self._drawn_size != self.size:
            self._drawn_size = self.size
            self._place()
            self._shown = self._strips()

    def watch_current(self) -> None:
        """Keep the current entry in sight."""
        self._reveal()

    @property
    def chosen(self) -> str:
        """The id of the current entry; of the first one where the current one isn't listed."""
        return self.current if self.current in self._places else next(iter(self._places), "")

    def step(self, count: int) -> str:
        """The id of the entry `count` behind the current one, as far as there are any."""
        ids = list(self._places)
        if not ids:
            return ""
        if self.current not in self._places:
            return ids[min(count - 1, len(ids) - 1) if count > 0 else max(len(ids) + count, 0)]
        return ids[min(max(ids.index(self.current) + count, 0), len(ids) - 1)]

    @property
    def number(self) -> int:
        """The number of the current entry in the list; 0 where there is none."""
        return self._places.get(self.current, 0)

    @property
    def is_at_any(self) -> bool:
        """Whether the current entry is listed."""
        return self.current in self._places

    @property
    def page(self) -> int:
        """How many entries a page is: those in sight but for one."""
        numbers = [number for number, _ in self._lines()]
        return max(numbers[-1] - numbers[0], 1) if numbers else 1

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
        self._top = self._scrolled(rows)
        self._draw()

    def _scrolled(self, rows: int) -> tuple[int, int]:
        number, row = self._top[0], self._top[1] + rows
        while number < len(self._entries) - 1 and row >= len(self._rows(number)):
            row -= len(self._rows(number))
            number += 1
        while row < 0 and number:
            number -= 1
            row += len(self._rows(number))
        return min((number, max(row, 0)), self._above(len(self._entries)))

    def _above(self, number: int) -> tuple[int, int]:
        """The first line in sight where the entries up to this one, which is left out, end at the last."""
        left = self.size.height
        while number and left > 0:
            number -= 1
            left -= len(self._rows(number)) - (number == len(self._entries) - 1)  # no empty row at the very end
        return number, max(-left, 0)

    def _reveal(self) -> None:
        if self.size and self._drawn_size == self.size:
            self._place()
            self._draw()

    def _place(self) -> None:
        place = self._places.get(self.current)
        if place is not None:
            first, last = sorted([(place, 0), self._above(place + 1)])
            self._top = min(max(self._top, first), last)
        self._top = self._scrolled(0)

    def scroll_within(self, direction: int) -> bool:
        """Show more of the current entry, where it is taller than the list; False where there is no more that way."""
        place, before = self._places.get(self.current), self._top
        if place is None or self._above(place + 1) <= (place, 0):
            return False
        self._scroll(direction * max(self.size.height - 1, 1))
        self._reveal()
        return self._top != before

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
        strips = [self._strip(self._entries[number], self._rows(number), row, base) for number, row in lines]
        strips += [Strip.blank(width - 1, base)] * (height - len(strips))
        count = len(self._entries)
        if not lines or (self._top == (0, 0) and lines[-1][0] == count - 1):
            return [strip.adjust_cell_length(width, base) for strip in strips]
        first = self._top[0] * height // count
        last = max((lines[-1][0] + 1) * height // count, first + 1)
        thumb = self.get_component_rich_style("entry--thumb")
        return [
            Strip([*strip, Segment(" ", thumb if first <= y < last else base)], width) for y, strip in enumerate(strips)
        ]

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        return self._shown[y] if y < len(self._shown) else Strip.blank(self.size.width, self.rich_style)

    def _strip(self, entry: Entry, rows: Sequence[Row], number: int, base: Style) -> Strip:
        width, row, first = self.size.width - 1, rows[number], not number
        style = self.get_component_rich_style(f"entry--{row.look}")
        is_current = bool(entry.id) and entry.id == self.current
        if first and entry.role is not None:
            style += self.get_component_rich_style(f"role--{entry.role}", partial=True)
        if is_current and first:
            style += self.get_component_rich_style("entry--current", partial=True)
        has_bar = is_current and number < len(rows) - 1
        bar = Segment("▌", self.get_component_rich_style("entry--bar")) if has_bar else Segment(" ", base)
        strip = Strip([bar, *self._segments(row, style)])
        if first and entry.corner:
            room = width - strip.cell_length - len(entry.corner) - 1
            muted = self.get_component_rich_style("entry--muted")
            strip = Strip([*strip, Segment(" " * max(room, 1), base), Segment(entry.corner, muted)])
        return strip.adjust_cell_length(width, base)

    def _segments(self, row: Row, style: Style) -> Iterator[Segment]:
        """The pieces of a line: what stands before the text, and what differs in it, have a colour of their own."""
        if row.look not in (Look.OLD, Look.NEW, Look.GONE, Look.ADDED):
            yield Segment(drawn(row.text), style)
            return
        kind = "old" if row.look in (Look.OLD, Look.GONE) else "new"
        sign = style + self.get_component_rich_style(f"entry--sign-{kind}", partial=True)
        differs = sign + self.get_component_rich_style("entry--differs", partial=True)
        yield Segment(drawn(row.text[: row.lead]), sign)
        at = row.lead
        for start, end in row.marked:
            yield Segment(drawn(row.text[at:start]), style)
            yield Segment(drawn(row.text[start:end]), differs)
            at = end
        yield Segment(drawn(row.text[at:]), style)

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
