"""The program on the screen: it brings articles onto desks, and shows the library between them."""

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakSet

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.command import Provider
from textual.screen import Screen

from annotations.errors import TuireaderError
from annotations.models import Source
from annotations.text import Span
from tuireader.desk.opened import Opened
from tuireader.desk.state import Focus
from tuireader.frames import Changes, Whole
from tuireader.paths import FIRST_PAGE
from tuireader.room import ReadingRoom
from tuireader.screens import leaving
from tuireader.screens.reader import ReaderScreen
from tuireader.terminal import Terminal
from tuireader.themes import INK, PAPER, THEMES, USUAL

if TYPE_CHECKING:
    from tuireader.screens.library import LibraryScreen
    from tuireader.screens.loading import LoadingScreen
    from tuireader.screens.proof import ProofScreen


_LOOK = 0.005
"""Seconds between two looks whether what was asked for is there and takes keys."""
_BACKUP_AFTER = 3.0
"""Seconds after the first page; the backup of the day is nothing that a person waits for."""


def _providers() -> type[Provider]:
    from tuireader.providers import ActionProvider

    return ActionProvider


class TuireaderApp(App[None], inherit_bindings=False):
    """Shows a desk, the library, or a source on its way; keys are read by the screens, from the table of actions."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_providers}
    ENABLE_COMMAND_PALETTE = False
    """Textual would bind a key to it before the screen reads any, even while a note is written."""
    TITLE = "tuireader"

    def __init__(
        self,
        room: ReadingRoom,
        opened: Opened | None = None,
        *,
        location: str = "",
        given: Source | None = None,
        mouse: bool = True,
        **more: Any,
    ) -> None:
        """Begin with what was opened, else with a source that takes a while to read, else with the library."""
        super().__init__(driver_class=Terminal, **more)
        self.animation_level = "none"
        self.room = room
        self._dress(room.config.theme or USUAL)
        self._opened, self._location, self._given, self._mouse = opened, location, given or Source(), mouse
        self._reader: ReaderScreen | None = None
        self.draft = ""
        """The draft that was checked last."""
        self._begun: WeakSet[Screen[Any]] = WeakSet()
        self._held: list[events.Key] = []
        self._awaited: Screen[Any] | None = None
        self.failure = ""
        """Why nothing could be shown, as a sentence for the shell."""

    def _dress(self, theme: str) -> None:
        for own in THEMES:
            self.register_theme(own)
        known = theme in self.available_themes
        self.theme = theme if known else USUAL
        if not known:
            ours = " and ".join(theme.name for theme in THEMES)
            tries = self.room.config.key("palette")
            place = self.room.config.theme_place
            self.room.tell(f"{place}: there is no theme “{theme}”; {ours} are ours, {tries} tries all of them")

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, with the colours of themes that aren't ours made legible."""
        variables = super().get_css_variables()
        if self.theme not in (PAPER.name, INK.name):
            from tuireader.themes import legible

            self.theme_variables = variables = legible(variables)
        return variables

    def get_default_screen(self) -> Screen[Any]:
        """The first screen is the lowest one: an empty one below it would be laid out and drawn for nothing."""
        opened, self._opened = self._opened, None
        if opened is not None:
            self._reader = ReaderScreen(self.room.desk(opened), mouse=self._mouse)
            return self._reader
        if self._location:
            return self._loading(self._location)
        return self._library()

    def _loading(self, location: str) -> "LoadingScreen":
        from tuireader.screens.loading import LoadingScreen

        return LoadingScreen(self.room, location, self._given)

    def _library(self, said: str = "", query: str = "") -> "LibraryScreen":
        from tuireader.screens.library import LibraryScreen

        return LibraryScreen(self.room.catalogue(), self.room.config.actions, said or self.room.told, query)

    def _show_library(self, said: str, query: str = "") -> None:
        self.push_screen(self._library(said, query))

    def on_mount(self) -> None:
        """Let the desk reach the terminal, and end in good order when the system ends the program."""
        self.room.terminal = self.to_terminal
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._end, 128 + number)
        self.set_timer(_BACKUP_AFTER, self.room.back_up)

    async def on_event(self, event: events.Event) -> None:
        """Hand a key to the screen at once: forwarded, several keys of one burst would be on their way together."""
        if isinstance(event, events.Resize) and isinstance(self._driver, Terminal):
            self._driver.shown.forget()  # a terminal that was smaller for a moment has lost lines
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            self.app_focus = True
            screen = self.screen_stack[-1]
            if self._held or not self._takes_keys(screen):
                self._hold(event, screen)
                return
            read_key = getattr(screen, "read_key", None)
            if read_key is not None and read_key(event):
                return
        await super().on_event(event)

    def _takes_keys(self, screen: Screen[Any]) -> bool:
        """Whether a screen that was just asked for is there already, and what is typed has a place to go to."""
        if getattr(screen, "is_leaving", False) or getattr(screen, "is_opening", False):
            return False
        if screen not in self._begun and self._is_there(screen) and (screen.focused or not screen.focus_chain):
            self._begun.add(screen)
        return screen in self._begun

    def _hold(self, event: events.Key, screen: Screen[Any]) -> None:
        """Keep what is typed while a screen is on its way, until it can take it."""
        self._held.append(event)
        if self._awaited is not screen:
            self._awaited = screen
            screen.call_after_refresh(self._release, screen)

    @staticmethod
    def _is_there(screen: Screen[Any]) -> bool:
        return screen.is_mounted and bool(getattr(screen, "is_furnished", True))

    async def _release(self, screen: Screen[Any]) -> None:
        if not self._is_there(screen) or getattr(screen, "is_opening", False):
            screen.set_timer(_LOOK, partial(self._release, screen))
            return
        self._begun.add(screen)
        held, self._held, self._awaited = self._held, [], None
        for event in held:
            await self.on_event(event)

    def show(self, opened: Opened, span: Span | None = None) -> None:
        """Put an article on a desk, in the place of what was shown, and lead to a passage of it."""
        before, self._reader = self._reader, ReaderScreen(self.room.desk(opened), mouse=self._mouse)
        if before is not None:
            self._close(before)
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(self._reader)
        else:  # Textual can't switch its lowest screen; what it held was let go
            self.push_screen(self._reader)
        if span is not None:
            self.call_after_refresh(self._reader.desk.go, Focus(span.start.paragraph), span.start)

    def _close(self, reader: ReaderScreen) -> None:
        desk, position = reader.desk, reader.position
        reader.retire()
        self.run_worker(lambda: self.room.close_desk(desk, position), thread=True)

    # What the screens ask for.

    def on_reader_screen_finished(self) -> None:
        """Quit."""
        self._leave(0)

    def on_reader_screen_library(self, event: leaving.Library) -> None:
        """Show the library over what is read."""
        self._show_library(event.said, event.query)

    def on_reader_screen_done(self, event: leaving.Done) -> None:
        """Go on to the next article that waits to be read."""
        self.run_worker(lambda: self._go_on(event.article), thread=True)

    def _go_on(self, article: str) -> None:
        catalogue = self.room.catalogue()
        following = catalogue.next_unread(article)
        catalogue.close()
        if following:
            self._open(following)
        else:
            self.call_from_thread(self._show_library, "Nothing unread is left")

    def on_reader_screen_followed(self, event: leaving.Followed) -> None:
        """Read what an entry of a feed leads to."""
        self.push_screen(self._loading(event.address))

    def on_library_screen_tried(self) -> None:
        """Read the text that comes with the program."""
        self.push_screen(self._loading(str(FIRST_PAGE)))

    def on_reader_screen_chosen(self, event: leaving.Chosen) -> None:
        """Read another article of the library."""
        self.run_worker(lambda: self._open(event.article), thread=True)

    def on_library_screen_chosen(self, event: "LibraryScreen.Chosen") -> None:
        """Read an article of the library, from a passage on where one was chosen."""
        self.run_worker(lambda: self._open(event.article, event.span), thread=True)

    def _open(self, article: str, span: Span | None = None) -> None:
        try:
            opened = self.room.of_library(article)
        except TuireaderError as error:
            self.call_from_thread(self.notify, str(error), severity="error", markup=False)
        else:
            self.call_from_thread(self.show, opened, span)

    def on_reader_screen_checking(self, event: leaving.Checking) -> None:
        """Check a draft."""
        self._check(event.draft)

    def on_library_screen_checking(self, event: "LibraryScreen.Checking") -> None:
        """Check a draft."""
        self._check(event.draft)

    def _check(self, draft: str) -> None:
        from tuireader.screens.proof import ProofScreen

        self.draft = draft
        self.push_screen(ProofScreen(self.room.proof(draft), self.room.config.actions, self.room.config.width))

    def on_proof_screen_left(self) -> None:
        """Back to where the check was asked for."""
        self.pop_screen()

    def on_proof_screen_followed(self, event: "ProofScreen.Followed") -> None:
        """Read the source where the words stand."""
        self.run_worker(lambda: self._open(event.article, event.span), thread=True)

    def on_library_screen_left(self) -> None:
        """Back to what was read, or to the shell."""
        if self._reader is None:
            self._leave(0)
        else:
            self.pop_screen()

    def on_loading_screen_loaded(self, event: "LoadingScreen.Loaded") -> None:
        """Read it."""
        self.show(event.opened)

    def on_loading_screen_failed(self, event: "LoadingScreen.Failed") -> None:
        """Back to what was read with a word, or to the shell."""
        if self._reader is None:
            self.failure = event.why
            self._leave(2 if event.why else 0)
            return
        self.pop_screen()
        if event.why:
            self._reader.desk.warn(event.why)

    # The end.

    def _leave(self, code: int) -> None:
        if self._reader is not None:
            self.room.left(self._reader.desk, self._reader.position)
        self.exit(return_code=code)

    def _end(self, code: int) -> None:
        """The system ends the program: leave the terminal as it was found. A note being written stays a draft."""
        if os.isatty(0):
            self._leave(code)
            return
        if self._reader is not None:  # the line was dropped: there is no terminal, and Textual would wait for one
            self.room.left(self._reader.desk, self._reader.position)
        self.room.close()
        os._exit(code)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Textual's: what a screen drew goes to the terminal; of a line that changed only what changed."""
        if isinstance(self._driver, Terminal):
            shown = self._driver.shown
            if isinstance(renderable, ChopsUpdate):
                renderable = Changes(renderable, shown)
            elif isinstance(renderable, LayoutUpdate):
                renderable = Whole(renderable, shown)
        super()._display(screen, renderable)

    @property
    def is_behind(self) -> bool:
        """Whether the line is slower than the frames: what can wait is drawn when it has caught up."""
        return isinstance(self._driver, Terminal) and self._driver.is_behind

    def to_terminal(self, sequence: str) -> None:
        """Write a control sequence of our own (never text of an article) to the terminal; from any thread."""
        if self._driver is not None:
            self._driver.write(sequence)
