"""A small list from which one key chooses, with more about the choice below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

T = TypeVar("T")


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
    ChoosingScreen OptionList:focus { border: none; }
    ChoosingScreen #below {
        height: auto; min-height: 4; max-height: 12; padding: 0 2; margin: 1 0 0 0; color: $foreground 80%;
    }
    """

    def __init__(
        self, title: str, choices: Sequence[Choice[T]], below: Callable[[T], str], *, chosen: int = 0, hint: str = ""
    ) -> None:
        """`below` tells what stands under the list while a choice is lit."""
        super().__init__()
        self._title, self._choices, self._below, self._chosen = title, choices, below, chosen
        self._hint = hint or "a key or Enter chooses · Esc closes"

    def compose(self) -> ComposeResult:
        """The list, and what is said of the choice."""
        widest = max(len(choice.name) for choice in self._choices)
        rows = (f"{choice.key or ' '}  {choice.name:{widest}}  {choice.about}" for choice in self._choices)
        with Vertical() as box:
            box.border_title, box.border_subtitle = self._title, self._hint
            choices = OptionList(*(Option(Content(row)) for row in rows))
            choices.highlighted = self._chosen
            yield choices
            yield Static(Content(self._below(self._choices[self._chosen].value)), id="below")

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
        self.query_one("#below", Static).update(Content(self._below(self._choices[event.option_index].value)))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close with the lit choice."""
        self.dismiss(self._choices[event.option_index].value)
