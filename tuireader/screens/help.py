"""All keys on one page, from the table of actions."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tuireader.actions import Context, actions_of

_MOUSE = (
    ("wheel", "scrolls"),
    ("drag", "selects to the exact character"),
    ("double click", "takes the word"),
    ("triple click", "takes the sentence"),
    ("click", "on a highlight focuses it; in the sidebar goes to the place"),
    ("Shift and drag", "leaves the selection to the terminal"),
)
_KEYS_WIDE = 16


class HelpScreen(ModalScreen[None]):
    """Keys and mouse."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("escape,q,question_mark", "dismiss", "Close"),
        ("j,down", "scroll('down')", "Down"),
        ("k,up", "scroll('up')", "Up"),
        ("space,pagedown", "scroll('page_down')", "Page down"),
        ("b,pageup", "scroll('page_up')", "Page up"),
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 78; max-width: 96%; height: 90%; padding: 1 3; background: $surface; border: round $foreground 30%;
        scrollbar-size-vertical: 1;
    }
    HelpScreen Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll() as page:
            page.border_title = "Keys"
            page.border_subtitle = "j k scroll · Esc closes"
            yield Static(_text())

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        page = self.query_one(VerticalScroll)
        getattr(page, f"scroll_{how}")(animate=False)


def _text() -> Content:
    lines = [Content.from_text("A digit before a key repeats it: 3] is the third note from here.", markup=False)]
    for context in Context:
        lines += [Content(""), Content.styled(context.value.capitalize(), "bold $text-accent")]
        lines += [_row(" ".join(action.keys), action.help) for action in actions_of(context)]
    lines += [Content(""), Content.styled("Mouse", "bold $text-accent")]
    lines += [_row(gesture, does) for gesture, does in _MOUSE]
    return Content("\n").join(lines)


def _row(keys: str, text: str) -> Content:
    return Content.assemble((keys.ljust(_KEYS_WIDE), "bold"), "  ", text)
