"""Makes the pictures of the tour: the real screens, keys as a journalist presses them.

python docs/tour.py [THEME]
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"  # read by Textual when it is imported; no terminal tells it here

from textual.pilot import Pilot

from annotations.models import Source
from tuireader.app import TuireaderApp
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.room import ReadingRoom

HERE = Path(__file__).parent
SEED = HERE.parent / "seeds" / "000_62dfbb86b6db87cd.txt"
SKY = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07", url="https://news.example/peskov")
DRAFT = """Moscow was quick to answer the vote in New York.

“We are sorry about that… [But] will continue to defend out interests using every possible legal means,” Peskov said.

“Those poor people, those dead bodies there were victims of Russian military personnel,” he said.
"""
CORRECTED = ("every possible legal means", "all possible legal means")
SIZE = (110, 30)
Take = Callable[[str], Awaitable[None]]


async def tour(theme: str) -> None:
    """Take all pictures, in a library of the tour's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("peskov.txt").write_text(SEED.read_text(encoding="utf-8"), encoding="utf-8")
        Path("draft.md").write_text(DRAFT, encoding="utf-8")
        await _run(theme, _first_day)
        text = SEED.read_text(encoding="utf-8").replace(*CORRECTED)
        Path("peskov.txt").write_text(text, encoding="utf-8")
        await _run(theme, _next_day)


async def _run(theme: str, day: Callable[[Pilot[None], Take], Awaitable[None]]) -> None:
    copied = Copied((Way("xclip", Outcome.VERIFIED),))
    room = ReadingRoom(Path("library"), Path("state"), clipboard=lambda *_, **__: copied)
    app = TuireaderApp(room, room.read("peskov.txt", SKY))
    app.theme = theme
    async with app.run_test(size=SIZE) as pilot:

        async def take(name: str) -> None:
            await pilot.pause(0.3)
            picture = app.export_screenshot(title="tuireader", simplify=True)
            (HERE / f"tour-{name}.svg").write_text(picture, encoding="utf-8")

        await pilot.pause(0.5)
        await day(pilot, take)
    room.close()


async def _first_day(pilot: Pilot[None], take: Take) -> None:
    await pilot.press("full_stop")
    await take("1-quotation")
    await pilot.press("s", "enter", "y")
    await take("2-copied")
    await pilot.press("h")
    await pilot.press("g", "k", *"draft.md", "enter")
    await pilot.pause(0.5)
    await take("3-draft")


async def _next_day(pilot: Pilot[None], take: Take) -> None:
    await pilot.press("right_square_bracket")
    await take("4-changed")
    await pilot.press("g", "v")
    await take("5-versions")


if __name__ == "__main__":
    asyncio.run(tour(*[*sys.argv[1:], "ink"][:1]))
