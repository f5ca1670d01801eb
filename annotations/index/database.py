"""The index's file: where it lies, its tables, and how a damaged one is replaced.

articles    one row an article: what a list shows, and the stamps that say what of it is indexed
docs        one row for each text that can be found: a title, a paragraph, a highlight with its note, a clip
texts       their words, the note, and what else finds it: a title's outlet, author and tags, a highlight's tags (a line
            each), all that was copied of a clip; apart, so that `docs` is quick to look through
words       FTS5 over their words as `tokens.words_of` has them
versions    the versions of an article, numbered from the oldest
quotes      who says what: as `found` by the quotation engine or told by a transcript (a `turn`), and as a person
            confirmed it
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any

from annotations.errors import Unreadable
from annotations.text import normalise

SCHEMA = 4
"""The number of the tables' form; an index of another one is built anew."""
_PATIENCE = 10.0
"""Seconds for which one process waits while another writes a batch."""

TITLE, PARAGRAPH, HIGHLIGHT, CLIP = range(4)
"""What a row of `docs` is."""

_TABLES = f"""
create table library (root text);
create table articles (
    n integer primary key, id text not null unique, stamp text not null, notice text not null,
    texts text not null default '', quoted text not null default '', version text not null default '',
    title text, author text, outlet text, published text, url text, address text, agency text, kind text, tags text,
    done integer, removed integer, annotations integer, clips integer, opened text, accessed text,
    day text
);
create index articles_by_day on articles (day);
create table versions (article integer not null, number integer not null, id text not null, accessed text not null,
    primary key (article, number)) without rowid;
create table docs (
    n integer primary key, article integer not null, kind integer not null, version integer, paragraph integer,
    key integer, current integer not null, id text not null, role text not null,
    speaker text not null, created text not null, start integer
);
create index docs_of on docs (article, kind);
create index docs_by_key on docs (key) where key is not null;
create index docs_by_speaker on docs (speaker) where speaker <> '';
create table texts (n integer primary key, text text not null, note text not null,
    more text not null);
create virtual table words using fts5(text, note, content='', tokenize='unicode61 remove_diacritics 0');
create virtual table vocabulary using fts5vocab(words, row);
create table quotes (
    article integer not null, paragraph integer not null, start integer not null, end integer not null,
    found text not null, speaker text not null, sure real not null, confirmed integer not null, turn integer not null,
    text text not null
);
create index quotes_of on quotes (article, paragraph);
create index quotes_by on quotes (speaker);
pragma user_version = {SCHEMA};
"""

_NAMES = ("articles", "versions", "docs", "texts", "quotes", "library")


def number_of(key: str) -> int | None:
    """A paragraph key as the index holds it: 63 of its bits; None for what is no key."""
    try:
        return int(key.rpartition("-")[2][:16], 16) >> 1
    except ValueError:
        return None


class Damaged(Exception):
    """The index was damaged, and is thrown away; an update builds it anew."""


class Index:
    """The index of the library in `root`, in a file of the folder `cache`; in memory if there is none to write in.

    Any thread may use it; several processes may have it open, and write.
    """

    def __init__(self, root: Path, cache: Path | None) -> None:
        self.root = root.absolute()
        self._cache = cache
        self._lock = RLock()
        self.path: Path | None = None
        self._counts: dict[str, int] = {}
        self._db = self._open()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A block of queries. Raises Damaged, and Unreadable where the file can't be reached now."""
        with self._lock:
            try:
                yield self._db
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise Unreadable(f"The index {self.path} can't be used now ({error}); try again.") from error
                self.throw_away()
                raise Damaged from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A block whose changes are made whole or not at all. Raises Damaged."""
        with self.reading() as db:
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                with suppress(sqlite3.Error):
                    db.execute("rollback")
                raise

    def all(self, sql: str, *values: Any) -> list[Any]:
        """The rows that a query gives."""
        with self.reading() as db:
            return db.execute(sql, values).fetchall()

    def count(self, word: str) -> int:
        """In how many rows a word stands, about: it isn't counted anew while the index is open."""
        if word not in self._counts:
            row = self.all("select doc from vocabulary where term = ?", word)
            self._counts[word] = int(row[0][0]) if row else 0
        return self._counts[word]

    def throw_away(self) -> None:
        """Begin with an empty index."""
        with self._lock:
            self._counts.clear()
            self._db.close()
            if self.path is not None:
                _remove(self.path)
            self._db = self._open()

    def beside(self) -> "Index":
        """The same index through a connection of its own, which waits for no writer; itself where it is in memory."""
        return Index(self.root, self._cache) if self.path is not None else self

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def _open(self) -> sqlite3.Connection:
        for path in self._places():
            try:
                db = _opened(path)
            except (OSError, sqlite3.OperationalError):
                break
            if _belongs(db, self.root):
                self.path = path
                return db
            db.close()
        self.path = None
        db = _connect(":memory:")
        _furnish(db)
        _belongs(db, self.root)
        return db

    def _places(self) -> Iterator[Path]:
        """`index.sqlite`, and where that is of another library a file that is named by this one's folder."""
        if self._cache is not None:
            yield self._cache / "index.sqlite"
            yield self._cache / f"index-{blake2b(os.fsencode(self.root), digest_size=4).hexdigest()}.sqlite"


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file says nonsense, rather than that it can't be reached now."""
    said = str(error)
    return not isinstance(error, sqlite3.OperationalError) or "no such" in said or "corrupt" in said


def has_tag(tags: Iterable[str], wanted: str) -> bool:
    """Whether a tag is among others, however it is typed."""
    return normalise(wanted).casefold() in (normalise(tag).casefold() for tag in tags)


def _connect(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    db.create_function("tagged", 2, lambda more, tag: has_tag(more.split("\n"), tag), deterministic=True)
    return db


def _opened(path: Path) -> sqlite3.Connection:
    """The index in a file, empty where there was none or one that can't be used."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    db = _connect(str(path))
    try:
        _furnish(db)
    except sqlite3.DatabaseError as error:
        db.close()
        if not _is_damage(error):
            raise
    else:
        return db
    _remove(path)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    db = _connect(str(path))
    _furnish(db)
    return db


def _furnish(db: sqlite3.Connection) -> None:
    """Make the tables, unless they are there."""
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = normal")
    db.execute("pragma cache_size = -32000")
    db.execute("pragma wal_autocheckpoint = 10000")
    number = db.execute("pragma user_version").fetchone()[0]
    if number == SCHEMA:
        for table in _NAMES:
            db.execute(f"select 1 from {table} limit 1").fetchall()  # noqa: S608 - the names above
        return
    db.execute("begin immediate")
    if db.execute("pragma user_version").fetchone()[0] != SCHEMA:
        if number or db.execute("select 1 from sqlite_master").fetchone():
            db.execute("rollback")
            raise sqlite3.DatabaseError("an index of another form")
        for statement in _TABLES.split(";"):
            db.execute(statement)
    db.execute("commit")


def _belongs(db: sqlite3.Connection, root: Path) -> bool:
    """Whether the index is of a library; one that belongs to none, or to one that is gone, becomes its."""
    row = db.execute("select root from library").fetchone()
    if row is not None and row[0] != str(root) and Path(row[0]).exists():
        return False
    if row is None or row[0] != str(root):
        db.execute("begin immediate")  # of two processes at once both come here, and do the same
        for table in _NAMES:
            db.execute(f"delete from {table}")  # noqa: S608 - the names above
        db.execute("insert into words(words) values ('delete-all')")
        db.execute("insert into library values (?)", (str(root),))
        db.execute("commit")
    return True


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            path.with_name(name).unlink()
