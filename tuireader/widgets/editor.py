"""Where a note is written."""

from textual import events
from textual.content import Content
from textual.widgets import TextArea

from annotations.text import clean
from tuireader.actions import Action, Context, key_of
from tuireader.keys import keymap


class NoteEditor(TextArea):
    """A plain text area; what is pasted is cleaned, so that nothing typed in can act."""

    DEFAULT_CSS = """
    NoteEditor { height: 50%; min-height: 5; max-height: 16; border: round $accent; display: none; padding: 0 1; }
    NoteEditor:focus { border: round $accent; }
    NoteEditor.open { display: block; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False)
        self.leaving = keymap(Context.EDITOR, actions).actions.keys()
        """Keys that save the note; all others write."""
        self.border_subtitle = f"{key_of(actions, 'save_note')} saves"

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self.has_class("open")

    def open(self, text: str, title: str) -> None:
        """Begin with a text, the cursor behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.border_title = Content(title)
        self.add_class("open")
        self.screen.set_focus(self)

    def close(self) -> None:
        """Go away."""
        self.remove_class("open")

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text).text  # Textual goes on to TextArea's own handler with it
