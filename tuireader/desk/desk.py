"""The reading desk: all that a person can do with an open article, without a screen.

An act returns at once; what it changes is in the state as *pending*. Saves run in order on one thread, and their
outcome comes back as a new state: saved, with a word about it, or taken back, with the reason.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from annotations.errors import Unreadable
from annotations.library import Library
from annotations.models import FurnitureMark
from tuireader.desk.copying import Copying
from tuireader.desk.opened import Opened
from tuireader.desk.shelf import Change, Step
from tuireader.memory import Memory

if TYPE_CHECKING:
    from tuireader.clipboard import Copied


class ReadingDesk(Copying):
    """One article on the desk."""

    @classmethod
    def of_library(cls, library: Library, article: str) -> "ReadingDesk":
        """A desk with an article of the library, as it was read last, for what needs no screen.

        Raises Unreadable where none of its versions can be read.
        """
        version = library.latest(article)
        if version is None:
            raise Unreadable(f"No text of the article {article} can be read; restore its folder from a backup")
        opened = Opened(version, version.address, library.source(article), id=article)
        desk = cls(opened, library, Memory(None), _no_clipboard)
        for _ in desk.prepare():
            pass
        desk.settle()
        return desk

    # The article as a whole.

    def toggle_furniture(self) -> None:
        """Say that the focused paragraph isn't of the article, or is after all."""
        self.when_ready(self._toggle_furniture)

    def _toggle_furniture(self) -> None:
        number = self.state.focus.paragraph
        key = self.state.version.paragraphs[number].key
        if key is None:
            return
        before = next((mark for mark in self._shelf.visible(FurnitureMark) if mark.id == key), None)
        out = number not in self.state.furniture
        after = replace(before, furniture=out) if before else FurnitureMark(id=key, furniture=out)
        done = "Not of the article: dimmed and passed over" if out else "Of the article again"
        self._save(
            Step((Change(before, after),), f"¶ {number + 1} as {'no part' if out else 'a part'} of the article"), done
        )

    def set_done(self, then: Callable[[str], object]) -> None:
        """Mark the article as read to the end; `then` is called with its id once that is on the disk."""

        def save() -> None:
            before = self.state.details
            change = Change(before if before.updated else None, replace(before, done=True))
            self._save(Step((change,), "done"), "Done", undoable=False)
            self._worker.submit(lambda: self.state.article, self._then(then), lambda _: None)

        self.when_ready(save)

    def _then(self, then: Callable[[str], object]) -> Callable[[str], None]:
        def go_on(article: str) -> None:
            if self.state.details.done:
                then(article)

        return go_on


def _no_clipboard(text: str, *, html: bool = False) -> "Copied":  # noqa: ARG001 - the clipboard's signature
    from tuireader.clipboard import Copied

    return Copied(())
