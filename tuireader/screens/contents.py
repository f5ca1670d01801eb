"""The contents: all headings of the article, to go to one."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class ContentsScreen(ModalScreen[int | None]):
    """A list of headings; closing it hands back the number of the chosen one."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("escape,q", "dismiss(None)", "Close"),
        ("j", "cursor('down')", "Down"),
        ("k", "cursor('up')", "Up"),
        ("g", "cursor('first')", "First"),
        ("G", "cursor('last')", "Last"),
        ("space", "page('down')", "Page down"),
        ("b", "page('up')", "Page up"),
    ]
    DEFAULT_CSS = """
    ContentsScreen { align: center middle; }
    ContentsScreen OptionList {
        width: 76; max-width: 96%; height: auto; max-height: 80%; background: $surface; border: round $accent;
    }
    ContentsScreen OptionList:focus { border: round $accent; }
    """

    def __init__(self, headings: Sequence[tuple[int, str]], current: int) -> None:
        super().__init__()
        self._headings, self._current = headings, current

    def compose(self) -> ComposeResult:
        """The list, at the heading that is being read."""
        choices = OptionList(*(Option(Content(text)) for _, text in self._headings))
        choices.border_title = "Contents"
        choices.border_subtitle = "Enter goes there · Esc closes"
        choices.highlighted = max(
            (n for n, (number, _) in enumerate(self._headings) if number <= self._current), default=0
        )
        yield choices

    def action_cursor(self, way: str) -> None:
        """Move the choice."""
        choices = self.query_one(OptionList)
        getattr(choices, f"action_{way}" if way in ("first", "last") else f"action_cursor_{way}")()

    def action_page(self, way: str) -> None:
        """Move the choice by a page."""
        getattr(self.query_one(OptionList), f"action_page_{way}")()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the chosen heading's paragraph."""
        self.dismiss(self._headings[event.option_index][0])
