"""The source fields: where an article was published and by whom."""

from collections.abc import Mapping
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

_HINTS = {
    "title": "the article's headline",
    "author": "who wrote it",
    "outlet": "paper, site or broadcaster",
    "published": "2022-04-07",
    "url": "https://…",
}


class SourceScreen(ModalScreen[Source]):
    """A form of one line a field, with where it was found; closing it hands back what it says, which confirms it."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("ctrl+s", "save", "Confirm and close"),
        ("escape", "leave", "Close"),
    ]
    DEFAULT_CSS = """
    SourceScreen { align: center middle; }
    SourceScreen > Vertical {
        width: 92; max-width: 96%; height: auto; padding: 1 2; background: $surface; border: round $accent;
    }
    SourceScreen Horizontal { height: 1; margin-bottom: 1; }
    SourceScreen .name { width: 11; color: $foreground 70%; }
    SourceScreen .found { width: auto; max-width: 24; padding: 0 0 0 1; color: $foreground 70%; }
    SourceScreen Line { background: $panel; }
    """

    def __init__(self, source: Source, found: Mapping[str, str]) -> None:
        super().__init__()
        self._source, self._found = source, found

    def compose(self) -> ComposeResult:
        """A label, a line and an origin for each field."""
        with Vertical() as form:
            form.border_title = "Source" + (", not confirmed yet" if self._found else "")
            form.border_subtitle = "^S confirms · Esc keeps changes · u takes it back"
            for field in fields(Source):
                value = getattr(self._source, field.name)
                if not value and field.name not in _HINTS:
                    continue
                with Horizontal():
                    yield Static(Content(field.name), classes="name")
                    yield Line(value, placeholder=_HINTS.get(field.name, ""), id=field.name, select_on_focus=False)
                    if field.name in self._found:
                        yield Static(Content(f"? {self._found[field.name]}"), classes="found")

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
