"""What tests of commands share: a home, the reading desk that makes notes, the program as a person starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"
SKY = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a library and a current folder of the test's own; no settings of this machine's proxies and git."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in list(os.environ):
        if name.startswith(("XDG_", "GIT_")) or name.lower() in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("TUIREADER_LIBRARY", str(tmp_path / "library"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return folder


@pytest.fixture
def one_sentence() -> Callable[[str], str]:
    """What was said on standard error, if it is one line of the program's."""

    def sentence(text: str) -> str:
        assert re.fullmatch(r"tuireader: [^\n]+\n", text), text
        return text.strip()

    return sentence


@pytest.fixture
def seed() -> Path:
    """The article in seeds/."""
    return SEED


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Callable[..., ReadingDesk]]:
    """Opens a source, which is given no fields of its source unless it is told, as the reading screen does."""
    from tuireader.paths import state_folder

    desks = []

    def read(path: Path = SEED, given: Source | None = None) -> ReadingDesk:
        article = load(str(path))
        place = os.path.abspath(path)  # noqa: PTH100 - as it is
        opened = Opened(new_version(article), place, article.source, given or Source(), article)
        copied = Copied((Way("xclip", Outcome.VERIFIED),))
        desk = ReadingDesk(opened, Library(tmp_path / "library"), Memory(state_folder()), lambda _: copied)
        list(desk.prepare())
        desk.settle()
        desks.append(desk)
        return desk

    yield read
    for desk in desks:
        desk.close()


@pytest.fixture
def noted(reader: Callable[..., ReadingDesk]) -> Callable[..., ReadingDesk]:
    """The seed with its source, a note and a copy of its second paragraph."""

    def note(given: Source = SKY) -> ReadingDesk:
        desk = reader(given=given)
        desk.go_to_paragraph(2)
        desk.open_note()
        desk.save_note("Ask Sky for the tape")
        desk.copy()
        desk.settle()
        return desk

    return note


@pytest.fixture
def run() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Runs the program as a process of its own."""

    def start(*given: str, feed: bytes = b"", **more) -> "subprocess.CompletedProcess[bytes]":
        streams = {"capture_output": True} if "stdout" not in more else {"stderr": subprocess.PIPE}
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tuireader", *given]
        return subprocess.run(command, input=feed, env=environ, timeout=30, **streams, **more)

    return start
