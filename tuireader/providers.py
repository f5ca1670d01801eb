"""The command palette's entries: all acts by name, from the table of actions, and the themes."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from annotations.models import ROLES
from annotations.text import clean_line
from tuireader.actions import Action, Context, actions_of
from tuireader.config import Config
from tuireader.keys import Command, parse
from tuireader.themes import THEMES

if TYPE_CHECKING:
    from tuireader.screens.reader import ReaderScreen


_KEYS = 7
"""Cells of the keys' column."""


class Palette(CommandPalette):
    """Textual's palette in the house's dress."""

    DEFAULT_CSS = """
    Palette > Vertical {
        margin-top: 1; width: 78; max-width: 96%; height: auto; max-height: 85%; visibility: visible;
        background: $surface; border: round $accent;
    }
    Palette #--input, Palette #--input.--list-visible { border: none; }
    Palette CommandInput, Palette CommandInput:focus { border: none; padding: 0 1; height: 1; }
    Palette SearchIcon { display: none; }
    Palette #--results { overlay: none; }
    Palette CommandList, Palette CommandList:focus {
        border: none; max-height: 70vh; background: $surface; scrollbar-size-vertical: 1;
    }
    Palette CommandList > .option-list--option { padding: 0 2; text-style: none; }
    Palette LoadingIndicator { display: none; }
    """

    def __init__(self, typed: str, keep: Callable[[str], object]) -> None:
        """`typed` is what stands in the line at first; `keep` takes what stands there when Esc leaves."""
        super().__init__(placeholder="what to do, in a word")
        self._typed, self._keep = typed, keep

    def on_mount(self) -> None:
        """Say what it is, and the way out; the first letter replaces what stands there."""
        box, line = self.query_one(Vertical), self.query_one(Input)
        box.border_title, box.border_subtitle = "Commands", "Enter does it · Esc closes"
        if self._typed:
            line.value = self._typed
            line.select_all()

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close; what was chosen isn't what was typed."""
        self._keep("" if self._selected_command else clean_line(self.query_one(Input).value))
        return super().dismiss(result)


class ActionProvider(Provider):
    """Acts of reading; their keys are shown beside them, so that the palette teaches them."""

    @property
    def _reader(self) -> "ReaderScreen":
        from tuireader.screens.reader import ReaderScreen

        assert isinstance(self.screen, ReaderScreen)
        return self.screen

    def _entries(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        config = self._reader.desk.config
        for action in actions_of(Context.READING, config.actions):
            if action.id in ("palette", "interrupt"):
                continue
            for text, command in _role_entries(action, config) if action.id == "role" else [_entry(action)]:
                yield text, partial(self._reader.run, command)
        ours = [theme.name for theme in THEMES]
        for theme in (*ours, *sorted(self.app.available_themes.keys() - set(ours))):
            yield f"{'':{_KEYS}}theme {theme}", partial(self._dress, theme)

    async def discover(self) -> Hits:
        """All acts, before anything was typed."""
        for text, run in self._entries():
            yield DiscoveryHit(Content(text), run, text)

    async def search(self, query: str) -> Hits:
        """The acts that a query fits."""
        matcher = self.matcher(query)
        for text, run in self._entries():
            score = matcher.match(text)
            if score > 0:
                yield Hit(score, matcher.highlight(text), run, text=text)

    def _dress(self, theme: str) -> None:
        self.app.theme = theme
        self._reader.desk.tell(f'Theme {theme}; theme = "{theme}" in config.toml keeps it')


def _entry(action: Action) -> tuple[str, Command]:
    return f"{action.keys[0]:{_KEYS}}{action.help}", Command(action.id, None, parse(action.keys[0]))


def _role_entries(action: Action, config: Config) -> list[tuple[str, Command]]:
    pairs = zip(action.keys, ROLES, strict=True)
    return [
        (
            f"{keys:{_KEYS}}highlight as {config.role_names.get(role.name, role.name)}",
            Command(action.id, None, parse(keys)),
        )
        for keys, role in pairs
    ]
