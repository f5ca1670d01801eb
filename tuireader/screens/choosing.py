"""A small list from which one key chooses, with more about the choice below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuireader.widgets.status import fitting

T = TypeVar("T")
_NAME = 16
"""Cells of a name at most."""
_HINTS = ("a key or Enter chooses · Esc closes", "Enter chooses · Esc closes")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One line of the list."""

    key: str
    """What chooses it; empty for one that only Enter takes."""
    name: str
    about: str
    value: T


class ChoosingScreen(ModalScreen[T | None], inherit_bindings=False):
    """Closes with the value of the choice, or None."""

    BINDINGS = [  # noqa: RUF012 - Textual declares it so
        ("escape,q", "dismiss(None)", "Close"),
        ("j", "cursor('down')", "Down"),
        ("k", "cursor('up')", "Up"),
    ]
    DEFAULT_CSS = """
    ChoosingScreen { align: center middle; }
    ChoosingScreen > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 96%; background: $surface; border: round $accent;
    }
    ChoosingScreen OptionList { height: auto; max-height: 12; background: $surface; border: none; padding: 0 1; }
    ChoosingScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    ChoosingScreen VerticalScroll { height: 8; padding: 0 2; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    ChoosingScreen #below { height: auto; color: $foreground-muted; }
    """

    def __init__(self, title: str, choices: Sequence[Choice[T]], below: Callable[[T], str], *, chosen: int = 0) -> None:
        """`below` tells what stands under the list while a choice is lit."""
        super().__init__()
        self._title, self._choices, self._below, self._chosen = title, choices, below, chosen

    def compose(self) -> ComposeResult:
        """The list, and what is said of the choice."""
        with Vertical() as box:
            box.border_title = self._title
            choices = OptionList(*(Option(self._row(choice)) for choice in self._choices))
            choices.highlighted = self._chosen
            yield choices
            with VerticalScroll(can_focus=False):
                yield Static(id="below")

    def on_resize(self) -> None:
        """Say again what is to be said in the new width."""
        box = self.query_one(Vertical)
        box.border_subtitle = fitting(_HINTS, box.size.width - 4)
        self._tell(self.query_one(OptionList).highlighted or 0)

    def _row(self, choice: Choice[T]) -> Table:
        """One line, its end cut by an ellipsis where it doesn't fit."""
        row = Table.grid(padding=(0, 2, 0, 0), expand=True)
        row.add_column(width=1)
        row.add_column(width=self._widest, no_wrap=True, overflow="ellipsis")
        row.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        row.add_row(Text(choice.key), Text(choice.name), Text(choice.about))
        return row

    @property
    def _widest(self) -> int:
        return min(max(len(choice.name) for choice in self._choices), _NAME)

    def _tell(self, number: int) -> None:
        """Say what is to be said of a choice, with what its line has no room for."""
        choice = self._choices[number]
        room = self.query_one(OptionList).size.width - 7 - self._widest
        about = f"{choice.about}\n\n" if len(choice.about) > room else ""
        self.query_one("#below", Static).update(Content(about + self._below(choice.value)))

    def action_cursor(self, way: str) -> None:
        """Light another choice."""
        getattr(self.query_one(OptionList), f"action_cursor_{way}")()

    def on_key(self, event: events.Key) -> None:
        """A key of the list chooses."""
        chosen = next((choice for choice in self._choices if choice.key and choice.key == event.character), None)
        if chosen is not None:
            event.stop()
            self.dismiss(chosen.value)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what is to be said of the choice."""
        self._tell(event.option_index)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the lit choice."""
        self.dismiss(self._choices[event.option_index].value)
