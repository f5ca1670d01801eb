"""The program on the screen: one article on the desk."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import App
from textual.command import Provider

from annotations.text import Position
from tuireader.desk.desk import ReadingDesk
from tuireader.screens.reader import ReaderScreen


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
        super().__init__(**more)
        self.animation_level = "none"
        self._desk, self._mouse = desk, mouse
        self.left_at: Position | None = None
        """Where reading stopped, once it did."""

    def on_mount(self) -> None:
        """Open the article."""
        self.push_screen(ReaderScreen(self._desk, mouse=self._mouse))

    def on_reader_screen_finished(self, event: ReaderScreen.Finished) -> None:
        """Quit."""
        self.left_at = event.position
        self.exit()

    def to_terminal(self, sequence: str) -> None:
        """Write a control sequence of our own (never text of an article) to the terminal; from any thread."""
        if self._driver is not None:
            self._driver.write(sequence)
