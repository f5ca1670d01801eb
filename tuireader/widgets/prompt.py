"""One line to type in, in the place of the status line: to find, to filter, to tag, to name a speaker or a file."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from annotations.text import clean_line


class Line(Input):
    """An input on one line without a frame; what is pasted is cleaned."""

    DEFAULT_CSS = """
    Line { height: 1; border: none; padding: 0; background: $panel; width: 1fr; }
    Line:focus { border: none; background-tint: $foreground 0%; }
    """

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # Textual goes on to Input's own handler with it


class Prompt(Horizontal):
    """A question and a line for the answer."""

    DEFAULT_CSS = """
    Prompt { height: 1; padding: 0 1; background: $panel; display: none; }
    Prompt.open { display: block; }
    Prompt #label { width: auto; color: $text-accent; text-style: bold; padding: 0 1 0 0; }
    Prompt #said {
        width: auto; max-width: 50%; padding: 0 0 0 1; color: $foreground-muted;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Prompt.long { layout: vertical; height: auto; }
    Prompt.long #label { width: 1fr; }
    Prompt.long #said { display: none; }
    """

    @dataclass
    class Answered(Message):
        """Enter was pressed."""

        purpose: str
        """What was asked for, as given to `ask`."""
        text: str
        """What was typed, cleaned."""

    @dataclass
    class Changed(Message):
        """Something was typed."""

        purpose: str
        """What was asked for."""
        text: str
        """What stands in the line now, cleaned."""

    @dataclass
    class Left(Message):
        """Esc was pressed."""

        purpose: str
        """What was asked for."""
        text: str
        """What had been typed, cleaned."""

    def __init__(self) -> None:
        super().__init__()
        self.purpose = ""

    def compose(self) -> ComposeResult:
        """A label and a line."""
        yield Static(id="label")
        yield Line(select_on_focus=False)
        yield Static(id="said")

    @property
    def is_open(self) -> bool:
        """Whether it is asking."""
        return self.has_class("open")

    @property
    def typed(self) -> str:
        """What stands in the line, cleaned."""
        return clean_line(self.query_one(Line).value)

    def ask(
        self, purpose: str, label: str, text: str = "", suggestions: tuple[str, ...] = (), *, replace: bool = False
    ) -> None:
        """Ask for a line; the answer comes as a message that names the purpose.

        `replace`: the first letter typed replaces the text that stands there.
        """
        self.purpose = purpose
        asked = Content(label)
        self.query_one("#label", Static).update(asked)
        self.set_class(2 * asked.cell_length > self.app.size.width, "long")
        self.tell("")
        line = self.query_one(Line)
        line.suggester = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        line.value = text
        line.cursor_position = len(text)
        if replace and text:
            line.select_all()
        self.add_class("open")
        self.screen.set_focus(line)

    def tell(self, text: str) -> None:
        """Say something about what is being typed, behind it."""
        self.query_one("#said", Static).update(Content(clean_line(text)))

    def close(self) -> None:
        """Go away."""
        self.remove_class("open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is being typed."""
        event.stop()
        if self.is_open:
            self.post_message(self.Changed(self.purpose, clean_line(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the answer on."""
        event.stop()
        self.close()
        self.post_message(self.Answered(self.purpose, clean_line(event.value)))

    def on_key(self, event: events.Key) -> None:
        """Esc leaves."""
        if event.key == "escape":
            event.stop()
            self.close()
            self.post_message(self.Left(self.purpose, self.typed))
