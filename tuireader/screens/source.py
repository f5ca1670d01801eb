"""The source fields: where an article was published and by whom."""

from dataclasses import fields

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
    """A form of one line a field; closing it hands back what it says."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("escape,ctrl+s", "save", "Save and close"),
    ]
    DEFAULT_CSS = """
    SourceScreen { align: center middle; }
    SourceScreen > Vertical {
        width: 76; max-width: 96%; height: auto; padding: 1 2; background: $surface; border: round $accent;
    }
    SourceScreen Horizontal { height: 1; margin-bottom: 1; }
    SourceScreen Horizontal > Static { width: 11; color: $foreground 70%; }
    SourceScreen Line { background: $panel; }
    """

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def compose(self) -> ComposeResult:
        """A label and a line for each field."""
        with Vertical() as form:
            form.border_title = "Source"
            form.border_subtitle = "Tab next field · Esc saves and closes · u takes it back"
            for field in fields(Source):
                with Horizontal():
                    yield Static(Content(field.name))
                    value = getattr(self._source, field.name)
                    yield Line(value, placeholder=_HINTS[field.name], id=field.name, select_on_focus=False)

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

    def action_save(self) -> None:
        """Close with what the lines say."""
        self.dismiss(Source(**{line.id or "": clean_line(line.value) for line in self.query(Line)}))
