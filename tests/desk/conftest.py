"""Desks with the article in seeds/, or another text, on a real library; only the clipboard is a list."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Record, Source
from annotations.store import Store
from annotations.text import Span, span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.config import DEFAULTS, Config
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.desk.shelf import KINDS
from tuireader.memory import Memory

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
NOTHING_GIVEN = Source()


class Window:
    """One window: a desk, what it copied, and hands."""

    def __init__(
        self,
        folder: Path,
        path: Path,
        given: Source,
        outcome: Outcome,
        *,
        keep: bool,
        prepared: bool,
        read_only: bool,
        config: Config,
    ) -> None:
        self.copied: list[str] = []
        self.rich = False
        self.outcome = outcome
        article = load(str(path))
        opened = Opened(new_version(article), str(path), article.source, given, article)
        self.library = Library(folder / "library", read_only=read_only)
        self.desk = ReadingDesk(opened, self.library, Memory(folder / "state"), self._copy, keep=keep, config=config)
        if prepared:
            self.prepare()

    def _copy(self, words: str, *, html: bool = False) -> Copied:
        self.rich = html
        self.copied.append(words)
        return Copied((Way("xclip", self.outcome),))

    def prepare(self) -> None:
        """Find the article in the library."""
        list(self.desk.prepare())
        self.desk.settle()

    def span(self, words: str) -> Span:
        """Where words stand in the article."""
        texts = self.desk.state.version.texts
        number = next(n for n, text in enumerate(texts) if words in text)
        start = texts[number].index(words)
        return span_of(number, start, start + len(words))

    def number(self, words: str) -> int:
        """The paragraph that has the words."""
        return self.span(words).start.paragraph

    def focus(self, words: str) -> None:
        """Click on words."""
        self.desk.focus_at(self.span(words).start)

    def quote(self, words: str) -> None:
        """Focus the innermost quotation that has the words."""
        found = self.desk.state.quotation_at(self.span(words).start)
        assert found is not None
        self.desk.go_to_quotation(self.desk.state.quotations.index(found))

    def mark(self, words: str, role: str = "") -> None:
        """Highlight words, and wait for it."""
        self.desk.highlight(self.span(words), role)
        self.desk.settle()

    def note(self, words: str, text: str) -> None:
        """Highlight words, write a note on them, and wait for it."""
        self.desk.open_note(self.span(words))
        self.desk.save_note(text)
        self.desk.settle()

    def poll(self) -> None:
        """Look what other windows did."""
        self.desk.poll()
        self.desk.settle()

    @property
    def marked(self) -> list[str]:
        """The words of the highlights, in the order of the page."""
        return [mark.annotation.exact for mark in self.desk.state.marks]

    @property
    def notes(self) -> list[str]:
        return [mark.annotation.note for mark in self.desk.state.marks]

    @property
    def said(self) -> str:
        return self.desk.state.message.text

    @property
    def store(self) -> Store:
        """The journal, read anew from the disk."""
        return Store(self.library.store(self.desk.state.article).path)

    def on_disk(self) -> list[Record]:
        """All live records, read anew from the disk."""
        store = self.store
        return [record for kind in KINDS for record in store.all(kind)]


Opening = Callable[..., Window]


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Opening]:
    """Opens the article, or another file, in a window; all windows share a library."""
    opened: list[Window] = []

    def open_window(
        path: Path = SEED,
        *,
        given: Source = NOTHING_GIVEN,
        outcome: Outcome = Outcome.VERIFIED,
        keep: bool = True,
        prepared: bool = True,
        read_only: bool = False,
        config: Config = DEFAULTS,
    ) -> Window:
        one = Window(tmp_path, path, given, outcome, keep=keep, prepared=prepared, read_only=read_only, config=config)
        opened.append(one)
        return one

    yield open_window
    for one in opened:
        one.desk.close()


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text file."""

    def write(text: str, name: str = "article.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that confirms nothing while the event is clear."""
    go = threading.Event()
    go.set()
    real = os.fdatasync

    def wait(descriptor: int) -> None:
        assert go.wait(10)
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", wait)
    yield go
    go.set()
