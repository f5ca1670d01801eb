"""What the first page waits for: nothing that only a later key asks for is loaded, made or held before it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"
LATER = (
    "annotations.attribution",
    "annotations.exporting",
    "annotations.importing",
    "annotations.index",
    "annotations.quotations",
    "annotations.records",
    "annotations.storage",
    "annotations.store",
    "tuireader.cli",
    "tuireader.clipboard",
    "tuireader.commands",
    "tuireader.external",
    "tuireader.providers",
    "tuireader.screens.help",
    "tuireader.screens.library",
    "tuireader.screens.source",
    "tuireader.widgets.editor",
    "tuireader.widgets.prompt",
    "click",
    "feedparser",
    "httpx",
    "lxml",
    "mammoth",
    "markdown_it",
    "pypdf",
    "pyperclip",
    "rapidfuzz",
    "sqlite3",
    "textual.widgets._text_area",
    "tinydb",
    "trafilatura",
)
"""Modules that wait for a key, for another kind of source, or for the page to be there."""
SHOWN = ["ArticlePane", "EntryList", "Horizontal", "KeyBar", "Sidebar", "Static", "StatusLine", "ToastRack", "Tooltip"]
"""All that is mounted; the last two are on each of Textual's screens."""
PROGRAM = """
import json, sys
from pathlib import Path

from tuireader import __main__, reading
from tuireader.app import TuireaderApp
from tuireader.room import ReadingRoom
from tuireader.screens.reader import ReaderScreen
from annotations.models import Source

async def furnish(screen):
    widgets = sorted({type(widget).__name__ for widget in screen.walk_children()})
    print(json.dumps([[name for name in sys.argv[3:] if name in sys.modules], widgets]), file=sys.__stdout__)
    screen.app.exit()

ReaderScreen.furnish = furnish
room = ReadingRoom(Path(sys.argv[2], "library"), Path(sys.argv[2], "state"))
TuireaderApp(room, room.read(sys.argv[1], Source())).run(headless=True, size=(120, 40))
room.close()
"""


@pytest.fixture(scope="module")
def first_page(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """Which of the later modules are loaded when the first page is shown, and the kinds of widgets on it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, SEED, tmp_path_factory.mktemp("home"), *LATER],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, widgets = json.loads(done.stdout.splitlines()[-1])
    return loaded, widgets


def test_no_module_is_loaded_before_the_page_that_only_a_later_key_needs(first_page):
    assert first_page[0] == []


def test_only_what_is_seen_is_mounted_before_the_page(first_page):
    assert first_page[1] == SHOWN
