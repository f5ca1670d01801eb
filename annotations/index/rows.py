"""The rows of `docs` with their words: collected, and written many at once."""

import sqlite3
from collections.abc import Sequence

from annotations.index.tokens import words_of


class Rows:
    """Rows to be written in one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._next = (db.execute("select max(n) from docs").fetchone()[0] or 0) + 1
        self._docs: list[tuple[object, ...]] = []
        self._texts: list[tuple[int, str, str, str]] = []
        self._words: list[tuple[int, str, str]] = []

    def add(
        self,
        article: int,
        kind: int,
        text: str,
        note: str = "",
        more: str = "",
        *,
        version: int | None = None,
        paragraph: int | None = None,
        key: int | None = None,
        current: bool = True,
        id_: str = "",
        role: str = "",
        speaker: str = "",
        created: str = "",
        start: int | None = None,
    ) -> None:
        """A text of an article, found by its words, those of its note, and `more` that isn't shown."""
        n = self._next
        self._next += 1
        self._docs.append((n, article, kind, version, paragraph, key, current, id_, role, speaker, created, start))
        self._texts.append((n, text, note, more))
        self._words.append((n, *_searchable(text, note, more)))

    def write(self) -> None:
        """Put them into the tables."""
        self._db.executemany("insert into docs values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._docs)
        self._db.executemany("insert into texts values (?, ?, ?, ?)", self._texts)
        self._db.executemany("insert into words (rowid, text, note) values (?, ?, ?)", self._words)


def _searchable(text: str, note: str, more: str) -> tuple[str, str]:
    return " ".join(words_of(text)), " ".join(words_of(f"{note} {more}"))


def remove_docs(db: sqlite3.Connection, article: int, kinds: Sequence[int]) -> None:
    """Take the rows of some kinds of an article out."""
    marks = ", ".join("?" * len(kinds))
    rows = db.execute(
        # Only question marks are put in.
        f"select n, text, note, more from docs join texts using (n) where article = ? and kind in ({marks})",  # noqa: S608
        (article, *kinds),
    ).fetchall()
    if not rows:
        return
    db.executemany(
        "insert into words (words, rowid, text, note) values ('delete', ?, ?, ?)",
        [(n, *_searchable(text, note, more)) for n, text, note, more in rows],
    )
    for table in ("texts", "docs"):
        db.executemany(f"delete from {table} where n = ?", [row[:1] for row in rows])  # noqa: S608 - the names above
