"""Makes the picture of the README again: the real screen, the article in seeds/, keys as a journalist presses them.

python docs/picture.py [WIDTHxHEIGHT] [THEME] [FILE]
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # read by Textual when it is imported; no terminal tells it here

from textual.pilot import Pilot

from annotations.models import Source
from annotations.text import span_of
from tuireader.app import TuireaderApp
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.room import ReadingRoom
from tuireader.screens.reader import ReaderScreen

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_62dfbb86b6db87cd.txt"
QUOTE = "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,”"


async def picture(width: int, height: int, theme: str, file: Path) -> None:
    """Read, mark, note, and save what the screen shows as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        copied = Copied((Way("xclip", Outcome.VERIFIED),))
        room = ReadingRoom(Path(folder) / "library", Path(folder) / "state", clipboard=lambda _: copied)
        app = TuireaderApp(room, room.read(str(SEED), Source()))
        app.theme = theme
        async with app.run_test(size=(width, height)) as pilot:
            await _read(pilot)
            file.write_text(app.export_screenshot(title="tuireader"), encoding="utf-8")
        room.close()


async def _read(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, ReaderScreen)
    desk = screen.desk

    async def press(*keys: str) -> None:
        await pilot.press(*keys)
        desk.settle()
        await pilot.pause()

    async def select(paragraph: int, words: str) -> None:
        start = desk.state.version.texts[paragraph].index(words)
        screen.pane.select(span_of(paragraph, start, start + len(words)))
        await pilot.pause()

    async def note(text: str) -> None:
        await press("a")
        screen.sidebar.editor.insert(text)
        await press("ctrl+s")

    await select(1, QUOTE)
    await press("s", "enter")
    await select(1, QUOTE)
    await note("sic: “out interests”. Ask Sky for the tape.")
    await press("t", *"un", "enter")
    await select(3, "reported over 410 residents killed")
    await press("r", "3")
    await note("Who counted?")
    await select(12, "1,351 soldiers")
    await press("r", "2")
    await press("g", "g", "right_square_bracket", "y")


def main() -> None:
    """Run from the command line."""
    size, theme, file = [*sys.argv[1:], *["120x40", "ink", str(HERE / "reader.svg")][len(sys.argv) - 1 :]][:3]
    width, height = map(int, size.split("x"))
    asyncio.run(picture(width, height, theme, Path(file)))


if __name__ == "__main__":
    main()
