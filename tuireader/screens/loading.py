"""What is shown while a source comes from the network: how much of it is there, and how to cancel."""

from dataclasses import dataclass
from threading import Event

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from annotations.errors import TuireaderError
from annotations.models import Source
from tuireader.desk.opened import Opened
from tuireader.pane.graphemes import drawn
from tuireader.room import ReadingRoom


class Cancelled(TuireaderError):
    """The person didn't want to wait any longer."""


class LoadingScreen(Screen[None], inherit_bindings=False):
    """One source on its way."""

    DEFAULT_CSS = """
    LoadingScreen { align: center middle; }
    LoadingScreen Vertical { width: 76; max-width: 96%; height: auto; padding: 1 2; border: round $accent; }
    LoadingScreen #progress { color: $foreground 70%; }
    """

    @dataclass
    class Loaded(Message):
        """The source is there."""

        opened: Opened
        """What to put on a desk."""

    @dataclass
    class Failed(Message):
        """The source can't be read."""

        why: str
        """One sentence; empty where the person cancelled."""

    def __init__(self, room: ReadingRoom, location: str, given: Source) -> None:
        super().__init__()
        self._room, self._location, self._given = room, location, given
        self._cancelled = Event()

    def compose(self) -> ComposeResult:
        """The address, the progress, the way out."""
        with Vertical():
            yield Static(Content(drawn(self._location)))
            yield Static(Content("connecting…"), id="progress")
            yield Static(Content.styled("Esc cancels", "$foreground 70%"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._load, thread=True)

    def _load(self) -> None:
        try:
            opened = self._room.read(self._location, self._given, self._progress)
        except Cancelled:
            return
        except TuireaderError as error:
            self._tell(self.Failed(str(error)))
        else:
            self._tell(self.Loaded(opened))

    def _tell(self, message: Message) -> None:
        if not self._cancelled.is_set():
            self.post_message(message)

    def _progress(self, done: int, whole: int | None) -> None:
        if self._cancelled.is_set():
            raise Cancelled("cancelled")
        text = f"{done / 1024:,.0f} KB" + (f" of {whole / 1024:,.0f}" if whole else "")
        self.app.call_from_thread(self.query_one("#progress", Static).update, Content(text))

    def on_key(self, event: events.Key) -> None:
        """Esc, q and ^C cancel."""
        event.stop()
        if event.key in ("escape", "q", "ctrl+c", "ctrl+q"):
            self._cancelled.set()
            self.post_message(self.Failed(""))
