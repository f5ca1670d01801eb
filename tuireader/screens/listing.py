"""A whole screen with a list: a heading, entries of any height, what is said, and the keys."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tuireader.actions import Action, Context
from tuireader.desk.state import Message
from tuireader.entries import Entry
from tuireader.keys import Command, Waiting, keymap, presses_of
from tuireader.widgets.entry_list import EntryList
from tuireader.widgets.status import KeyBar, StatusLine, show_foot

R = TypeVar("R")


class ListScreen(Screen[R], inherit_bindings=False):
    """Keys are read from the table of actions, and each act is a method; where the entries come from differs."""

    CONTEXT: ClassVar[Context]
    AUTO_FOCUS = "EntryList"
    DEFAULT_CSS = """
    ListScreen #heading { height: auto; max-height: 40%; padding: 0 1 1 1; background: $surface; }
    ListScreen EntryList { padding: 0 1; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions, self._waiting = actions, Waiting()
        self._foot = ("", Message(), "")
        self._told = ""
        """What the last key came to, until the next one."""

    def compose(self) -> ComposeResult:
        """A heading, the list, two lines below."""
        yield Static(id="heading")
        yield EntryList()
        yield StatusLine()
        yield KeyBar(self._actions)

    @property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def context(self) -> Context | None:
        """What keys act on; None while a line is typed in."""
        return self.CONTEXT

    def show(self, heading: Content, entries: Sequence[Entry], current: str = "") -> None:
        """Draw a heading and entries; the keys act on `current`, else on the same entry as before, or its follower."""
        self.query_one("#heading", Static).update(heading)
        number = self.entries.number
        self.entries.show(entries)
        if current or (entries and not self.entries.is_at_any):
            self.entries.current = current or entries[min(number, len(entries) - 1)].id
        self.draw_foot()

    def say(self, where: str, message: Message, right: str = "") -> None:
        """Show the line below the list."""
        self._foot = (where, message, right)
        self.draw_foot()

    def tell(self, text: str) -> None:
        """Say what a key came to, until the next one."""
        self._told = text

    def draw(self) -> None:
        """Bring the screen to what there is to show."""
        self.draw_foot()

    def draw_foot(self) -> None:
        """Show what is said, the keys, and what was typed of one."""
        where, message, right = self._foot
        said = Message(self._told) if self._told else message
        show_foot(self, where, said, right, self.context, str(self._waiting), self.without)

    @property
    def without(self) -> frozenset[str]:
        """Acts that have nothing to act on, which the keys at the foot don't name."""
        return frozenset()

    # Keys.

    def read_key(self, event: events.Key) -> bool:
        """Read a key before the next one looks for the focus; False while a line is typed in."""
        if self.context is None:
            return False
        self.on_key(event)
        return True

    def on_key(self, event: events.Key) -> None:
        """Read a key and do what it asks for."""
        if self.context is None:
            return
        event.stop()
        event.prevent_default()
        for press in presses_of(event.key, event.character):
            self._waiting, command = keymap(self.CONTEXT, self._actions).read(self._waiting, press)
            if command is not None:
                self.run(command)
        if self.is_current:
            self.draw()

    def run(self, command: Command) -> None:
        """Do what a command asks for."""
        self._told = ""
        getattr(self, f"act_{command.action}")(command)

    def step(self, count: int) -> None:
        """To the entry `count` ahead, as far as there are any."""
        self.entries.current = self.entries.step(count)

    def act_list_down(self, command: Command) -> None:
        """To the next entry, through all of this one."""
        if not self.entries.scroll_within(1):
            self.step(command.times)

    def act_list_up(self, command: Command) -> None:
        """To the previous entry, through all of this one."""
        if not self.entries.scroll_within(-1):
            self.step(-command.times)

    def act_list_page_down(self, _: Command) -> None:
        """A page down."""
        self.step(self.entries.page)

    def act_list_page_up(self, _: Command) -> None:
        """A page up."""
        self.step(-self.entries.page)

    def act_list_top(self, _: Command) -> None:
        """To the first entry."""
        self.step(-len(self.entries.entries))

    def act_list_end(self, _: Command) -> None:
        """To the last entry."""
        self.step(len(self.entries.entries))

    def act_help(self, _: Command) -> None:
        """All keys."""
        from tuireader.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._actions, self.CONTEXT))

    def act_leave(self, _: Command) -> None:
        """Back to the page."""
        self.dismiss(None)

    def act_quit(self, command: Command) -> None:
        """As leaving: only the page and the library end the program."""
        self.act_leave(command)

    def act_open_entry(self, _: Command) -> None:
        """Go to what the entry tells of."""
        raise NotImplementedError

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """A click is Enter on an entry."""
        self.entries.current = event.id
        self.act_open_entry(Command("open_entry", None, ()))
