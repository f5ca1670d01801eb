"""The source fields: where an article was published and by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from annotations.models import Source
from annotations.text import clean_line
from tuireader.widgets.prompt import Line
from tuireader.widgets.status import fitting

_HINTS = {
    "title": "the headline",
    "author": "who wrote it",
    "outlet": "who published it",
    "published": "2022-04-07",
    "url": "https://…",
}
_NARROW = 60
"""Columns of the screen below which there is no room for where a field was found; its question mark stays."""


class SourceScreen(ModalScreen[Source]):
    """A form of one line a field, with where it was found; closing it hands back what it says, which confirms it."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("ctrl+s", "save", "Confirm and close"),
        ("escape", "leave", "Close"),
        ("ctrl+o", "other", "Take the other"),
    ]
    DEFAULT_CSS = """
    SourceScreen { align: center middle; }
    SourceScreen > Vertical {
        width: 92; max-width: 96%; height: auto; max-height: 96%; overflow-y: auto; scrollbar-size-vertical: 1;
        padding: 1 2; background: $surface; border: round $accent;
    }
    SourceScreen Horizontal { height: 1; margin-bottom: 1; }
    SourceScreen .name { width: 11; color: $foreground-muted; }
    SourceScreen .found { width: auto; max-width: 24; padding: 0 0 0 1; color: $foreground-muted; }
    SourceScreen .other { width: auto; max-width: 45%; padding: 0 0 0 1; color: $text-warning; }
    SourceScreen Line { background: $panel; min-width: 8; }
    SourceScreen.narrow .found { width: 2; }
    """

    def __init__(
        self, source: Source, found: Mapping[str, str], rivals: Sequence[Source] = (), *, undo: str = "u"
    ) -> None:
        """`undo` is the key that takes it back on the page.

        `rivals`: what the source became elsewhere; each line then shows what else it was said to be.
        """
        super().__init__()
        self._source, self._found, self._rivals, self._undo = source, found, rivals, undo

    def compose(self) -> ComposeResult:
        """A label, a line and an origin for each field."""
        with Vertical() as form:
            contested = ", changed in two places" if self._rivals else ""
            form.border_title = "Source" + (contested or (", not confirmed yet" if self._found else ""))
            for field in fields(Source):
                value = getattr(self._source, field.name)
                others = self._others(field.name)
                if not value and not others and field.name not in _HINTS:
                    continue
                with Horizontal():
                    yield Static(Content(field.name), classes="name")
                    yield Line(value, placeholder=_HINTS.get(field.name, ""), id=field.name, select_on_focus=False)
                    if field.name in self._found:
                        yield Static(Content(f"? {self._found[field.name]}"), classes="found")
                    if others:
                        yield Static(Content(f"or: {' · '.join(one or 'nothing' for one in others)}"), classes="other")

    def on_resize(self) -> None:
        """Say how to leave in the width that there is."""
        form = self.query_one(Vertical)
        self.set_class(self.app.size.width < _NARROW, "narrow")
        keys = "^O takes the other · ^S settles it" if self._rivals else "^S confirms · Esc keeps changes"
        short = "^O other · ^S settles" if self._rivals else "^S confirms · Esc keeps"
        form.border_subtitle = fitting((f"{keys} · {self._undo} takes it back", keys, short), form.size.width - 4)

    def _others(self, name: str) -> list[str]:
        """What else a field was said to be."""
        values = dict.fromkeys(getattr(rival, name) for rival in self._rivals)
        return [value for value in values if value != getattr(self._source, name)]

    def action_other(self) -> None:
        """Put into the focused line what else it was said to be, and at last again what stood there."""
        line = self.focused
        if isinstance(line, Line) and line.id:
            values = [getattr(self._source, line.id), *self._others(line.id)]
            number = values.index(line.value) + 1 if line.value in values else 0
            line.value = values[number % len(values)]

    def read_key(self, event: events.Key) -> bool:
        """Go to another line before the next key looks for the focus, so that words typed fast stay in their lines."""
        lines = list(self.query(Line))
        to = {"enter": 1, "tab": 1, "down": 1, "shift+tab": -1, "up": -1}.get(event.key)
        if to is None or not isinstance(self.focused, Line):
            return False
        number = lines.index(self.focused) + to
        if event.key == "enter" and number == len(lines):
            return False  # submitted, once the line has all its letters
        self.set_focus(lines[number % len(lines)])
        return True

    def on_input_submitted(self) -> None:
        """Enter in the last line saves."""
        self.action_save()

    @property
    def _typed(self) -> Source:
        return replace(self._source, **{line.id or "": clean_line(line.value) for line in self.query(Line)})

    def action_save(self) -> None:
        """Close with what the lines say; it is confirmed even if nothing was changed."""
        self.dismiss(self._typed)

    def action_leave(self) -> None:
        """Close; what was changed is kept, what wasn't stays unconfirmed."""
        self.dismiss(None if self._typed == self._source else self._typed)
