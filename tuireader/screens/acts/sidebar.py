"""The acts of the sidebar, and the way there and back."""

from collections.abc import Mapping

from tuireader.actions import Action, key_of
from tuireader.keys import Command
from tuireader.screens.acts.deed import Deed, Reader
from tuireader.widgets.sidebar import Tab

WITHOUT: Mapping[Tab, frozenset[str]] = {
    Tab.NOTES: frozenset(),
    Tab.QUOTES: frozenset({"delete"}),
    Tab.CLIPS: frozenset({"delete", "note", "speaker", "copy_as", "copy_words"}),
}
"""Acts that have nothing to act on in a tab: only notes are deleted, and a clip stays as it was copied."""
_ENTRY_ROWS = 5
"""Rows that an entry takes at most: a page of the list is the entries that surely fit."""


def refusal(shown: Tab, actions: tuple[Action, ...]) -> str:
    """What is said to such an act, with the way out."""
    if shown is Tab.QUOTES:
        return "Nothing to delete in this list: 1 shows the notes"
    again, there = (key_of(actions, f"sidebar.{act}") for act in ("copy", "open_entry"))
    return f"A clip stays as it was copied: {again} copies it again, {there} goes to its words"


def sidebar(screen: Reader, _: Command) -> None:
    """To the sidebar."""
    screen.show_sidebar(True)
    screen.set_focus(screen.sidebar.entries)


def leave_sidebar(screen: Reader, _: Command) -> None:
    """Back to the page."""
    screen.show_sidebar(None)
    screen.set_focus(screen.pane)


def toggle_sidebar(screen: Reader, _: Command) -> None:
    """Hide or show the sidebar."""
    screen.show_sidebar(screen.sidebar.has_class("hidden"))
    if not screen.has_room_beside and not screen.sidebar.has_class("hidden"):
        screen.set_focus(screen.sidebar.entries)  # what lies over the page has the keys


def tab(screen: Reader, command: Command) -> None:
    """Choose a tab by its number."""
    screen.sidebar.choose(list(Tab)[int(command.keys[-1]) - 1])


def filter_notes(screen: Reader, _: Command) -> None:
    """Filter the notes."""
    if screen.sidebar.tab is Tab.CLIPS:
        screen.sidebar.choose(Tab.NOTES)
    screen.ask_for_filter()


def open_entry(screen: Reader, _: Command) -> None:
    """Go to the entry's place and read on."""
    current = screen.sidebar.entries.chosen
    if current and screen.sidebar.tab is Tab.NOTES:
        screen.desk.go_to_annotation(current)
    elif current and screen.sidebar.tab is Tab.QUOTES:
        screen.desk.go_to_quotation(int(current))
    elif current:
        screen.desk.go_to_clip(current)
    leave_sidebar(screen, _)


def step(screen: Reader, count: int) -> None:
    """To the entry `count` ahead; the page follows, but not to a clip."""
    entry = screen.sidebar.entries.step(count)
    if screen.sidebar.tab is Tab.NOTES:
        screen.desk.lead_to(entry)
    elif screen.sidebar.tab is Tab.QUOTES and entry:
        screen.desk.lead_to_quotation(int(entry))
    else:
        screen.sidebar.entries.current = entry


def move(screen: Reader, count: int) -> None:
    """Through all of an entry that is taller than the list, then to the entry `count` ahead."""
    if not screen.sidebar.entries.scroll_within(1 if count > 0 else -1):
        step(screen, count)


def _page(screen: Reader) -> int:
    return max(screen.sidebar.entries.size.height // _ENTRY_ROWS, 1)


def _all(screen: Reader) -> int:
    return len(screen.sidebar.entries.entries)


DEEDS: Mapping[str, Deed] = {
    "sidebar": sidebar,
    "leave_sidebar": leave_sidebar,
    "toggle_sidebar": toggle_sidebar,
    "tab": tab,
    "filter": filter_notes,
    "delete": lambda screen, _: screen.desk.delete(),
    "open_entry": open_entry,
    "list_down": lambda screen, command: move(screen, command.times),
    "list_up": lambda screen, command: move(screen, -command.times),
    "list_page_down": lambda screen, _: step(screen, _page(screen)),
    "list_page_up": lambda screen, _: step(screen, -_page(screen)),
    "list_top": lambda screen, _: step(screen, -_all(screen)),
    "list_end": lambda screen, _: step(screen, _all(screen)),
}
"""By the act's name."""
