"""All keys on one page, from the table of actions."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tuireader.actions import Action, Context, actions_of, key_of

_MOUSE = (
    ("wheel", "scrolls"),
    ("drag", "selects to the exact character"),
    ("double click", "takes the word"),
    ("triple click", "takes the sentence"),
    ("click", "on a highlight focuses it; in the sidebar goes to the place"),
    ("Shift and drag", "leaves the selection to the terminal"),
)
_GUARDED = (
    " says what is off the record, on background or under embargo. Copying asks first, exports leave it out."
    " Clipboard managers, shared clipboards, backups and exports keep what they once got."
)
_KEYS_WIDE, _KEYS_NARROW = 16, 10
"""Cells of the keys' column; in the narrow one several keys stand one below the other."""
_NARROW = 60
"""Columns of the screen below which it is narrow."""


class HelpScreen(ModalScreen[None]):
    """Keys and mouse."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("escape,q,question_mark", "dismiss", "Close"),
        ("j,down", "scroll(1)", "Down"),
        ("k,up", "scroll(-1)", "Up"),
        ("space,pagedown", "page(1)", "Page down"),
        ("b,pageup", "page(-1)", "Page up"),
    ]
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll {
        width: 78; max-width: 96%; height: 90%; padding: 0 2; background: $surface; border: round $accent;
        scrollbar-size-vertical: 1;
    }
    HelpScreen VerticalScroll:focus { border: round $accent; }
    HelpScreen Static { width: 1fr; }
    HelpScreen .head { color: $text-accent; text-style: bold; margin-top: 1; }
    """

    def __init__(self, actions: tuple[Action, ...], context: Context) -> None:
        """`context`: what the keys act on at the moment; its keys come first."""
        super().__init__()
        self._actions, self._first = actions, context

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll() as page:
            page.border_title = "Keys"
            page.border_subtitle = "j k scroll · Esc closes"
            next_note = key_of(self._actions, "next_annotation")
            yield Static(f"A digit before a key repeats it: 3{next_note} is the third note from here.", markup=False)
            for context in sorted(Context, key=lambda one: one is not self._first):
                yield Static(context.value.capitalize(), classes="head")
                keys = [(" ".join(action.keys), action.help) for action in actions_of(context, self._actions)]
                yield Static(_table(keys, self._wide))
            yield Static("Mouse", classes="head")
            yield Static(_table(_MOUSE, self._wide))
            yield Static("Guarded words", classes="head")
            yield Static(key_of(self._actions, "guard") + _GUARDED, markup=False)

    @property
    def _wide(self) -> int:
        return _KEYS_WIDE if self.app.size.width >= _NARROW else _KEYS_NARROW

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines; at once, so that no press of a key held down is lost."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, which keep one line in sight."""
        self.action_scroll(pages * (self.query_one(VerticalScroll).scrollable_content_region.height - 1))


def _table(rows: Sequence[tuple[str, str]], wide: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", width=wide)
    table.add_column()
    for keys, text in rows:
        table.add_row(Text(keys), Text(text))
    return table
