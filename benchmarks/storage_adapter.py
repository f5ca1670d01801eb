"""tuireader's store behind the fault harness: the very calls that a key press makes.

    harness.py --adapter 'python benchmarks/storage_adapter.py' [--dir SCRATCH]

The harness puts `adapter_base` on the path, which gives the command line.
"""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from adapter_base import main

from annotations.errors import TuireaderError
from annotations.library import Library, new_version
from annotations.models import Anchor, Annotation, Article, Paragraph, Selector, Source
from annotations.store import Store  # a window has loaded it with the marks of its article, long before a key saves

WORDS = "The minister said that nobody would resign over it."


class Session:
    """One window on a library."""

    def __init__(self, folder: str) -> None:
        self.library = Library(Path(folder))
        self.opened: dict[int, tuple[Store, Anchor]] = {}
        self.seen: dict[str, Annotation] = {}

    def open(self, number: int) -> tuple[Store, Anchor]:
        """The notes of the article with this number, kept as it is when a person opens it, and a place in it."""
        if number not in self.opened:
            paragraph = Paragraph(f"{number}: {WORDS}")
            article = Article(f"/{number}.txt", Source(), (paragraph,), paragraph.text.encode())
            article_id = self.library.identify(article)
            version = self.library.keep(article_id, article, new_version(article))
            assert paragraph.key is not None
            selector = Selector(paragraph.key, paragraph.text, "", "", 0, len(paragraph.text))
            self.opened[number] = self.library.store(article_id), Anchor(version.id, (selector,))
        return self.opened[number]

    def save(self, article: int, note: str, annotation: str | None = None) -> str:
        """Save a note; it is on the disk when this returns."""
        store, anchor = self.open(article)
        if annotation is None:
            saved = store.add(Annotation(anchors=(anchor,), note=note, tags=("a",)))
        else:
            saved = store.change(replace(self.seen[annotation], note=note))
        self.seen[saved.id] = saved
        return saved.id

    def close(self) -> None:
        """Nothing is left to be written."""


def read_library(folder: str) -> tuple[list[str], list[str]]:
    """All notes that are shown, and all that is said about the files."""
    library = Library(Path(folder))
    notes, notices = [], []
    for article_id in library.articles():
        store = library.store(article_id)
        notes += [annotation.note for annotation in store.all(Annotation)]
        notices += store.notices
    return notes, library.notices + notices


if __name__ == "__main__":
    main(Session, read_library, TuireaderError)
