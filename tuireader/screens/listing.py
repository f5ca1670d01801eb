"""A whole screen with a list: a heading, rows of any height, what is said, and the keys."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuireader.actions import Action, Context
from tuireader.desk.state import Message
from tuireader.keys import Command, Waiting, keymap, presses_of
from tuireader.widgets.status import KeyBar, StatusLine

_ROW = 5
"""Lines that a row takes, more or less."""


class ListingScreen(Screen[int | None], inherit_bindings=False):
    """Keys are read from the table of actions; closing hands back the number of a paragraph to go to, if any."""

    CONTEXT: ClassVar[Context]
    DEFAULT_CSS = """
    ListingScreen #heading { height: auto; max-height: 3; padding: 0 1 1 1; background: $surface; }
    ListingScreen OptionList {
        height: 1fr; border: none; padding: 0 1; background: $surface; scrollbar-size-vertical: 1;
    }
    ListingScreen OptionList:focus { border: none; }
    ListingScreen OptionList > .option-list--option { padding: 0 1; }
    ListingScreen OptionList > .option-list--option-highlighted,
    ListingScreen OptionList:focus > .option-list--option-highlighted {
        background: $foreground 8%; color: $foreground; text-style: none;
    }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions, self._waiting = actions, Waiting()

    def compose(self) -> ComposeResult:
        """A heading, the list, two lines below."""
        yield Static(id="heading")
        yield OptionList()
        yield StatusLine()
        yield KeyBar(self._actions)

    @property
    def list(self) -> OptionList:
        """The rows."""
        return self.query_one(OptionList)

    @property
    def current(self) -> int:
        """The number of the row that the keys act on; 0 where there is none."""
        return self.list.highlighted or 0

    def show(self, heading: Content, rows: Sequence[Content], current: int = 0) -> None:
        """Draw a heading and rows, one of them the current one."""
        self.query_one("#heading", Static).update(heading)
        self.list.clear_options()
        self.list.add_options(Option(Content.assemble(content, "\n")) for content in rows)
        if rows:
            self.go_to(min(current, len(rows) - 1))
        self.draw_foot()

    def say(self, where: str, message: Message, right: str = "") -> None:
        """Show the line below the list."""
        self.query_one(StatusLine).show(where, message, right)

    def draw_foot(self) -> None:
        """Show the keys, and what was typed of one."""
        self.query_one(KeyBar).show(self.CONTEXT, str(self._waiting))

    def read_key(self, event: events.Key) -> bool:
        """Read a key before anything on the screen does."""
        self.on_key(event)
        return True

    def on_key(self, event: events.Key) -> None:
        """Read a key and do what it asks for."""
        event.stop()
        event.prevent_default()
        for press in presses_of(event.key, event.character):
            self._waiting, command = keymap(self.CONTEXT, self._actions).read(self._waiting, press)
            if command is not None:
                getattr(self, f"act_{command.action}")(command)
        if self.is_current:
            self.draw_foot()

    def go_to(self, row: int) -> None:
        """Make a row the current one, whole in sight if it fits."""
        if self.list.option_count:
            self.list.highlighted = min(max(row, 0), self.list.option_count - 1)

    @property
    def _page(self) -> int:
        return max(self.list.size.height // _ROW, 1)

    def act_list_down(self, command: Command) -> None:
        """To the next row."""
        self.go_to(self.current + command.times)

    def act_list_up(self, command: Command) -> None:
        """To the previous row."""
        self.go_to(self.current - command.times)

    def act_list_page_down(self, _: Command) -> None:
        """A page down."""
        self.go_to(self.current + self._page)

    def act_list_page_up(self, _: Command) -> None:
        """A page up."""
        self.go_to(self.current - self._page)

    def act_list_top(self, _: Command) -> None:
        """To the first row."""
        self.go_to(0)

    def act_list_end(self, _: Command) -> None:
        """To the last row."""
        self.go_to(self.list.option_count - 1)

    def act_help(self, _: Command) -> None:
        """All keys."""
        from tuireader.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._actions))

    def act_leave(self, _: Command) -> None:
        """Back to the page."""
        self.dismiss(None)

    def act_quit(self, command: Command) -> None:
        """Back to the page."""
        self.act_leave(command)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click is Enter on a row."""
        self.go_to(event.option_index)
        self.act_open_entry(Command("open_entry", None, ()))

    def act_open_entry(self, _: Command) -> None:
        """Go to the row's place on the page."""
        raise NotImplementedError
