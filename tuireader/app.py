"""The program on the screen: one article on the desk."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.command import Provider

from annotations.text import Position
from tuireader.desk.desk import ReadingDesk
from tuireader.screens.reader import ReaderScreen
from tuireader.screens.source import SourceScreen
from tuireader.terminal import Terminal


def _providers() -> type[Provider]:
    from tuireader.providers import ActionProvider

    return ActionProvider


class TuireaderApp(App[None], inherit_bindings=False):
    """Shows the desk; keys are read by the screen, from the table of actions."""

    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_providers}
    ENABLE_COMMAND_PALETTE = False
    """Textual would bind a key to it before the screen reads any, even while a note is written."""
    TITLE = "tuireader"

    def __init__(self, desk: ReadingDesk, *, mouse: bool = True, **more: Any) -> None:
        super().__init__(driver_class=Terminal, **more)
        self.animation_level = "none"
        self._desk = desk
        self._reader = ReaderScreen(desk, mouse=mouse)
        self.left_at: Position | None = None
        """Where reading stopped, once it did."""

    def get_default_screen(self) -> ReaderScreen:
        """The article: an empty screen below it would be laid out and drawn for nothing."""
        return self._reader

    def on_mount(self) -> None:
        """End in good order when the system ends the program."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._end, 128 + number)

    async def on_event(self, event: events.Event) -> None:
        """Hand a key to the page at once: forwarded, several keys of one burst would be on their way to it together."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.app_focus = True
            screen = self.screen_stack[-1] if self.screen_stack else None
            if isinstance(screen, ReaderScreen | SourceScreen) and screen.is_mounted and screen.read_key(event):
                return
        await super().on_event(event)

    def _end(self, code: int) -> None:
        """The system ends the program: leave the terminal as it was found. A note being written stays a draft."""
        position = self._reader.pane.top_position
        if os.isatty(0):
            self.left_at = position
            self.exit(return_code=code)
        else:  # the line was dropped: there is no terminal, and Textual would wait for one
            self._desk.close(position)
            os._exit(code)

    def on_reader_screen_finished(self, event: ReaderScreen.Finished) -> None:
        """Quit."""
        self.left_at = event.position
        self.exit()

    def to_terminal(self, sequence: str) -> None:
        """Write a control sequence of our own (never text of an article) to the terminal; from any thread."""
        if self._driver is not None:
            self._driver.write(sequence)
