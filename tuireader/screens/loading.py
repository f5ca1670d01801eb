"""What is shown while a source is on its way: how much of it is there, its first page as soon as it is, the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from annotations.errors import TuireaderError
from annotations.models import Paragraph, Source
from tuireader.articles.progress import Progress, Unit
from tuireader.desk.opened import Opened
from tuireader.pane.graphemes import drawn
from tuireader.pane.widget import ArticlePane
from tuireader.room import ReadingRoom
from tuireader.widgets.sidebar import BESIDE, WIDE
from tuireader.wording import title

_BAR = 24
"""Cells of the bar."""
_NAME = (150, 50)
"""Characters of a long address that are shown, from its beginning and its end."""


class Cancelled(TuireaderError):
    """The person didn't want to wait any longer."""


class LoadingScreen(Screen[None], inherit_bindings=False):
    """One source on its way."""

    DEFAULT_CSS = """
    LoadingScreen { align: center middle; }
    LoadingScreen Horizontal { height: 1fr; width: 1fr; align: center middle; }
    LoadingScreen ArticlePane { display: none; }
    LoadingScreen #told { width: 76; max-width: 96%; height: auto; padding: 1 2; border: round $accent; }
    LoadingScreen #progress { color: $foreground-muted; }
    LoadingScreen.shown ArticlePane { display: block; }
    LoadingScreen.shown #told {
        width: 40; height: 1fr; padding: 1; border: none; border-left: vkey $foreground 20%; background: $surface;
    }
    LoadingScreen.shown.slim #told { width: 30; }
    LoadingScreen.shown.narrow Horizontal { layout: vertical; }
    LoadingScreen.shown.narrow #told { width: 1fr; height: auto; padding: 0 1; border: none; max-width: 100%; }
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
        """Where the page will stand; beside it where it comes from, how far it is, and the way out."""
        with Horizontal():
            yield ArticlePane(measure=self._room.config.width)
            with Vertical(id="told"):
                yield Static(Content(drawn(_short(self._location))))
                yield Static(Content("connecting…" if "://" in self._location else "reading…"), id="progress")
                yield Static(Content.styled("Esc cancels", "$foreground-muted"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._load, thread=True)

    def on_resize(self, event: events.Resize) -> None:
        """The words stand where the sidebar will; on a narrow screen below the page."""
        self.set_class(event.size.width < WIDE, "slim")
        self.set_class(event.size.width < BESIDE, "narrow")

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

    def _progress(self, progress: Progress) -> None:
        if self._cancelled.is_set():
            raise Cancelled("cancelled")
        self.app.call_from_thread(self._show, progress)

    def _show(self, progress: Progress) -> None:
        self.query_one("#progress", Static).update(Content(words_of(progress)))
        if progress.beginning:
            self._show_page(progress.beginning)

    def _show_page(self, paragraphs: Sequence[Paragraph]) -> None:
        self.add_class("shown")
        self.query_one(ArticlePane).open(tuple(paragraphs), title(Source(), self._location), "reading…")

    def on_key(self, event: events.Key) -> None:
        """Esc, q and ^C cancel."""
        event.stop()
        if event.key in ("escape", "q", "ctrl+c", "ctrl+q"):
            self._cancelled.set()
            self.post_message(self.Failed(""))


def _short(location: str) -> str:
    begin, end = _NAME
    return location if len(location) <= begin + end else f"{location[:begin]}…{location[-end:]}"


def words_of(progress: Progress) -> str:
    """How far it is: a bar and the pages, or what came so far."""
    if not progress.done:
        return "connecting…"
    if progress.unit is Unit.BYTES or not progress.whole:
        whole = f" of {progress.whole / 1024:,.0f}" if progress.whole else ""
        return f"{progress.done / 1024:,.0f} KB{whole}"
    full = _BAR * progress.done // progress.whole
    return f"{'━' * full}{'─' * (_BAR - full)}\npage {progress.done} of {progress.whole}"
