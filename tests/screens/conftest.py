"""The real screen with the article in seeds/, driven by keys and mouse as Textual's Pilot sends them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from annotations.library import Library
from annotations.models import Source
from annotations.text import Span, span_of
from tuireader.adding import add_source
from tuireader.app import TuireaderApp
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.config import DEFAULTS, Config
from tuireader.desk.desk import ReadingDesk
from tuireader.room import ReadingRoom
from tuireader.screens.reader import ReaderScreen
from tuireader.widgets.status import KeyBar, StatusLine

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
_KEYS = {"Esc": "escape", "PgDn": "pagedown", "PgUp": "pageup"}
_QUIET = 10
"""Turns of the event loop without a message, behind which none is on its way from one part to another."""


class Reading:
    """An article on the screen, and the hands before it."""

    def __init__(self, app: TuireaderApp, pilot: Pilot[None], copied: list[str]) -> None:
        self.app, self.pilot, self.copied = app, pilot, copied
        self.screen = next(screen for screen in app.screen_stack if isinstance(screen, ReaderScreen))
        self.desk: ReadingDesk = self.screen.desk

    @property
    def editor(self) -> TextArea:
        return self.screen.sidebar.editor

    async def open(self) -> None:
        """Wait until the article was found in the library, and all that is known of it is drawn."""
        async with asyncio.timeout(10):
            while not self.desk.state.article:
                await self.settle()
            await self.settle()  # what comes behind that, such as the versions, may still be on its way

    async def settle(self) -> None:
        """Wait until all saves and copies are through and drawn."""
        await self._quiet()
        self.desk.settle()
        await self._quiet()
        if self.app.is_running:
            drawn = asyncio.Event()
            self.app.screen.call_after_refresh(drawn.set)
            await asyncio.wait_for(drawn.wait(), 10)

    async def _quiet(self) -> None:
        """Wait until no part of the screen has a message left; Pilot's own waiting takes 20 ms a key at least."""
        turns = 0
        while turns < _QUIET and self.app.is_running:  # what an app that ends leaves in its queues nobody reads
            await asyncio.sleep(0)
            parts = [self.app, *(part for screen in self.app.screen_stack for part in screen.walk_children())]
            waiting = any(part.message_queue_size for part in (*parts, *self.app.screen_stack))
            turns = 0 if waiting else turns + 1

    async def press(self, *presses: str) -> None:
        """Press keys as the table of actions names them: `^S`, `Esc`, `}`."""
        for press in presses:
            await self.tap(press)
        await self.settle()

    async def tap(self, press: str) -> None:
        """Press a key, and don't wait for the saves that it asks for."""
        self._post(press)
        await self._quiet()

    async def burst(self, *presses: str) -> None:
        """Press keys that come in one packet, as a slow line or a loaded machine delivers them."""
        for press in presses:
            self._post(press)
        await self.settle()

    def _post(self, press: str) -> None:
        name = f"ctrl+{press[1].lower()}" if len(press) == 2 and press[0] == "^" else press
        key = _KEYS.get(name, name if len(name) == 1 else name.lower())
        self.app.post_message(events.Key(key, press if len(press) == 1 else None))

    async def type(self, text: str) -> None:
        """Type words, and wait for what they cause."""
        await self.press(*text)

    def span(self, words: str) -> Span:
        """Where words stand in the article."""
        texts = self.desk.state.version.texts
        number = next(n for n, text in enumerate(texts) if words in text)
        start = texts[number].index(words)
        return span_of(number, start, start + len(words))

    async def select(self, words: str) -> None:
        """Select words of one paragraph."""
        self.screen.pane.select(self.span(words))
        await self.settle()

    async def note(self, words: str, text: str) -> None:
        """Highlight words, and write a note on them."""
        await self.select(words)
        await self.press("a")
        self.editor.insert(text)
        await self.press("^S")

    async def click(self, words: str) -> None:
        """Click on the first character of words that are on one row of the page."""
        width = self.screen.pane.size.width
        found = ((y, row[:width].find(words)) for y, row in enumerate(self.rows()))
        y, x = next((y, x) for y, x in found if x >= 0)
        await self.pilot.click(offset=(x, y))
        await self.settle()

    def rows(self) -> list[str]:
        """All that is on the screen, row by row."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    def shown(self) -> str:
        """All that is on the screen, with any white space as one space."""
        return " ".join(" ".join(self.rows()).split())

    @property
    def status(self) -> str:
        return self.screen.query_one(StatusLine).render().plain

    @property
    def footer(self) -> str:
        return self.screen.query_one(KeyBar).render().plain

    def marked(self) -> list[str]:
        """The words of the highlights, in the order of the page."""
        return [mark.annotation.exact for mark in self.desk.state.marks]


Opening = Callable[..., AbstractAsyncContextManager[Reading]]


def _close_index(room: ReadingRoom) -> None:
    """As the end of the program does; newer Pythons tell of a file that is left open."""
    for name in ("index", "_index_in_memory"):
        if (index := vars(room).get(name)) is not None:
            index.close()


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the test's own to export into, a terminal of many colours, and no browser or desktop."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEXTUAL_COLOR_SYSTEM", "truecolor")
    for name in ("NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "WSLENV"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def reading(tmp_path: Path) -> Opening:
    """Opens the article, or another text, in a terminal of some size; the library stays between openings."""

    @asynccontextmanager
    async def open_article(
        text: str | None = None,
        name: str = "article.txt",
        *,
        size: tuple[int, int] = (120, 40),
        theme: str = "",
        keep: bool = True,
        config: Config = DEFAULTS,
        at_once: bool = False,
    ) -> AsyncIterator[Reading]:
        path = SEED
        if text is not None:
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
        copied: list[str] = []

        def copy(words: str, *, html: bool = False) -> Copied:
            copied.append(words)
            return Copied((Way("xclip", Outcome.VERIFIED),))

        room = ReadingRoom(tmp_path / "library", tmp_path / "state", keep=keep, clipboard=copy, config=config)
        app = TuireaderApp(room, room.read(str(path), Source()))
        if theme:
            app.theme = theme
        try:
            async with app.run_test(size=size) as pilot:
                page = Reading(app, pilot, copied)
                if not at_once:
                    await page.open()
                yield page
        finally:
            room.close()
            _close_index(room)

    return open_article


@pytest.fixture
def seated() -> Callable[[TuireaderApp], AbstractAsyncContextManager[Reading]]:
    """Runs a program that begins with an article."""

    @asynccontextmanager
    async def run(app: TuireaderApp) -> AsyncIterator[Reading]:
        async with app.run_test(size=(120, 40)) as pilot:
            page = Reading(app, pilot, [])
            await page.open()
            yield page

    return run


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits until something holds on the screen."""

    async def wait(pilot: Pilot[None], holds: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                await pilot.pause(0.01)

    return wait


@pytest.fixture
def shown() -> Callable[[TuireaderApp], str]:
    """All that is on the screen, with any white space as one space, and without the bar at what is current."""

    def look(app: TuireaderApp) -> str:
        rows = " ".join(strip.text for strip in app.screen._compositor.render_strips())
        return " ".join(rows.replace("▌", " ").split())

    return look


@pytest.fixture
def room_with(tmp_path: Path) -> Iterator[Callable[..., ReadingRoom]]:
    """Makes a reading room with texts in its library, by their files' names; more is for the room itself."""
    made: list[ReadingRoom] = []

    def make(texts: Mapping[str, str], **more: Any) -> ReadingRoom:
        library = Library(tmp_path / "library")
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            add_source(library, str(tmp_path / name))
        made.append(ReadingRoom(tmp_path / "library", tmp_path / "state", **more))
        return made[-1]

    yield make
    for room in made:
        room.close()
        _close_index(room)
