"""The reading room: what every desk is made with, and the desks that are open."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from annotations.errors import Unreadable
from annotations.library import Library
from annotations.models import Article, Source, Version
from annotations.text import Position
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.articles.progress import Told
from tuireader.config import DEFAULTS, Config
from tuireader.desk.copying import Clipboard
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory
from tuireader.paths import is_address, place_of

if TYPE_CHECKING:
    from annotations.index import Index
    from tuireader.catalogue import Catalogue
    from tuireader.clipboard import Copied
    from tuireader.proof import Proof


_PAUSE = 0.001
"""Seconds that the backup of the day leaves to the screen after each article."""


class ReadingRoom:
    """One run of the program: a library, what this machine remembers, a clipboard, and the open desks."""

    def __init__(
        self,
        library: Path,
        state: Path,
        *,
        cache: Path | None = None,
        keep: bool = True,
        clipboard: Clipboard | None = None,
        config: Config = DEFAULTS,
        as_it_is: bool = False,
    ) -> None:
        """`clipboard` takes words in the place of those that lead to the reader; `keep` false: nothing is written.

        Without a `cache` for the index, the library is listed by reading all of it, and not searched.
        """
        self.library = Library(library, read_only=not keep)
        self.memory = Memory(state)
        self.config = config
        self._wrong = list(config.problems)
        self._keep, self._as_it_is = keep, as_it_is
        self._cache = cache if keep else None
        self._clipboard = clipboard or self._copy
        self._backups = state / "backups"
        self._desks: dict[ReadingDesk, Position | None] = {}
        self._closing = Lock()
        self.terminal: Callable[[str], None] | None = None
        """Writes a control sequence of our own to the terminal; set by the screen."""

    def read(self, location: str, given: Source, progress: Told | None = None) -> Opened:
        """Read a source; raises SourceError where it can't be read. May take as long as the network does."""
        article = load(location, progress=progress)
        refusal = ""
        if article.blocked and not self._as_it_is:
            from tuireader.articles.blocking import said_of_obstacle

            refusal = f"{said_of_obstacle(article)}: nothing is kept; open a copy saved in your browser, or --as-it-is"
        return Opened(
            version=version_of(article),
            location=place_of(location),
            source=article.source,
            given=given,
            article=article,
            found=article.found,
            asked=location if article.blocked and is_address(location) else "",
            refusal=refusal,
            said=said_of(article),
        )

    def of_library(self, article: str) -> Opened:
        """An article as it was read last; raises Unreadable where none of its texts can be read."""
        version = self.library.latest(article)
        if version is None:
            raise Unreadable(f"No text of the article {article} can be read; restore its folder from a backup")
        source, found = self.library.source(article), self.library.found(article)
        return Opened(version, version.address, source, id=article, found=found)

    def tell(self, wrong: str) -> None:
        """Have something said that is wrong with the settings, at the next opportunity."""
        self._wrong.append(wrong)

    @property
    def told(self) -> str:
        """What of the settings couldn't be understood, as one sentence; empty from the second time on."""
        (first, *more), self._wrong = self._wrong or [""], []
        return f"{first} (and {len(more)} more; tuireader doctor lists all)" if more else first

    def desk(self, opened: Opened) -> ReadingDesk:
        """A desk with what was opened on it."""
        opened = replace(opened, said=" · ".join(filter(None, [self.told, opened.said])))
        desk = self._new_desk(opened)
        self._desks[desk] = None
        return desk

    def _new_desk(self, opened: Opened) -> ReadingDesk:
        return ReadingDesk(
            opened,
            self.library,
            self.memory,
            self._clipboard,
            keep=self._keep,
            config=self.config,
            index=lambda: self.index,
        )

    def catalogue(self) -> "Catalogue":
        """The library as a list to choose from."""
        from tuireader.catalogue import Catalogue

        return Catalogue(self.library, self.memory, self._backups, self.index, self.config.actions)

    def proof(self, draft: str) -> "Proof":
        """A draft beside the library."""
        from tuireader.proof import Proof

        return Proof(
            draft,
            self.library,
            self.index or self._index_in_memory,
            lambda article: self._new_desk(self.of_library(article)),
        )

    @cached_property
    def index(self) -> "Index | None":
        """The index of the library; None where none may be kept."""
        from annotations.index import Index

        return Index(self.library.root, self._cache) if self._cache else None

    @cached_property
    def _index_in_memory(self) -> "Index":
        """For what can't do without one, where none may be kept; the second draft doesn't wait for it."""
        from annotations.index import Index

        return Index(self.library.root, None)

    def back_up(self) -> None:
        """Make the backup of the day, where there is none yet, on a thread of its own."""
        if self._keep:
            from tuireader.backing_up import begin

            begin(self.library, self._backups, _PAUSE)

    def left(self, desk: ReadingDesk, position: Position | None) -> None:
        """Remember where reading stops, for when the desk is closed; None where it hasn't begun."""
        if desk in self._desks:
            self._desks[desk] = position

    def close_desk(self, desk: ReadingDesk, position: Position | None) -> None:
        """Finish a desk's saves and remember where reading stopped."""
        with self._closing:  # whoever ends the program waits for a desk that another thread is just closing
            if desk in self._desks:
                del self._desks[desk]
                desk.close(position)

    def close(self) -> None:
        """Finish all saves."""
        with self._closing:
            open_desks = list(self._desks.items())
        for desk, position in open_desks:
            self.close_desk(desk, position)

    def _copy(self, text: str, *, html: bool = False) -> "Copied":
        from tuireader.clipboard import copy

        return copy(text, os.environ, self.terminal, html=html)


def version_of(article: Article) -> Version:
    """The version that a source just read is, with the place to read it from again. Nothing is written."""
    return replace(new_version(article), address=article.address or place_of(article.location))


def said_of(article: Article) -> str:
    """What is to be told of the reading of a source."""
    said = [*article.notices]
    if article.encoding not in ("utf-8", ""):
        said.append(f"read as {article.encoding}")
    if article.removed:
        count = article.removed
        said.append(f"{count:,} control character{'s' * (count != 1)} taken out")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]
