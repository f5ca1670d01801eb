"""The journal on disk, as a TinyDB.

    from annotations.storage import JournalDB
    db = JournalDB("…/annotations.jsonl")
    db.table("p1-8f2a76d69b4c21e006fc2effcbe39a05").all()

Each paragraph key is a table and each annotation of the paragraph a document in it. Every change appends one line
(see `journal`) under the library's lock, with one sync; reading takes no lock.
"""

import json
import os
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from annotations.errors import Busy, ReadOnly, StoreError, SyncFailed
from annotations.files import FILE_MODE, append, make_folder, replace, sync_folder, writing
from annotations.following import FollowedJournal
from annotations.journal import Journal
from annotations.lines import Document, Line, Newer, decode, encode
from annotations.locking import PATIENCE
from annotations.stamps import new_id

COMPACT_FROM = 64 * 1024
"""Bytes below which a journal is never compacted."""


class _Working(UserDict[str, Document]):
    """A table while it is changed: TinyDB changes documents in place, so each is copied when it is first touched."""

    def __init__(self, before: Mapping[str, Document]) -> None:
        super().__init__()
        self.data = dict(before)
        self._before = before

    def __getitem__(self, key: str) -> Document:
        document = self.data[key]
        if document is self._before.get(key):
            document = self.data[key] = json.loads(json.dumps(document))
        return document

    def changes(self) -> dict[str, Document]:
        """What differs from before, by id; a document that is gone as a tombstone."""
        gone: dict[str, Document] = {id_: {"deleted": True} for id_ in self._before.keys() - self.data.keys()}
        for id_, document in self.data.items():
            before = self._before.get(id_)
            if document is not before and document != before:
                gone[id_] = document
        return gone


class JournalStorage(FollowedJournal, Storage):
    """One journal file, shared with other threads and programs.

    `read_only`: why nothing may be written, as a sentence; empty if it may. Nothing is made on disk before the first
    change. Raises the errors of `annotations.errors`; after any of them memory says what the file says.
    """

    def __init__(self, path: str | Path, lock: Path | None = None, read_only: str = "") -> None:
        super().__init__(path, lock)
        self.read_only = read_only
        self._writer = RLock()
        self._depth = 0
        self._unready = 0
        self._written: dict[bytes, None] = {}
        """The lines that were appended here."""
        self._checked = 0
        """At which of the file's replacements it was seen that these are in it."""

    @contextmanager
    def exclusive(self, patience: float = PATIENCE) -> Iterator[None]:
        """A block in which nobody else writes, begun with the file's newest state; blocks may stand in each other.

        Raises ReadOnly, Busy after `patience` seconds, Unreadable.
        """
        if self.read_only:
            raise ReadOnly(self.read_only)
        if not self._writer.acquire(timeout=patience):
            raise Busy(f"Not saved: an earlier save in {self.path.parent} doesn't finish. Wait, and save again.")
        try:
            if self._depth:
                yield
                return
            with self._lock.held(patience):
                self.refresh(locked=True)
                self._depth += 1
                try:
                    self._put_back()
                    yield
                finally:
                    self._depth -= 1
        finally:
            self._writer.release()

    @contextmanager
    def transaction(self, table: str) -> Iterator[MutableMapping[str, Document]]:
        """A table to be changed; at the block's end what changed is on the disk, or an error says why not."""
        with self.exclusive():
            working = _Working(self.journal.tables.get(table, {}))
            try:
                yield working
                self._append({table: working.changes()})
            except RecursionError as error:
                raise StoreError(
                    f"Not saved: {self.path} has fields that are nested too deeply to be written again."
                    " Add the note anew."
                ) from error

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the journal hold `data` and nothing else; what is missing gets tombstones."""
        with self.exclusive():
            changes = {}
            for table in self.journal.tables.keys() | data.keys():
                working = _Working(self.journal.tables.get(table, {}))
                working.data = dict(data.get(table, {}))
                changes[table] = working.changes()
            self._append(changes)

    def _append(self, changes: Mapping[str, Mapping[str, Document]]) -> None:
        lines = [
            encode(self.journal.next_line(table, id_, document))
            for table, documents in changes.items()
            for id_, document in documents.items()
        ]
        if lines:
            self.append(b"".join(lines))
            self._compact()

    def take(self, data: bytes) -> int:
        """Add the lines of a copy of this journal that aren't known here; returns how many they are."""
        with self.exclusive():
            held = set(self.path.read_bytes().split(b"\n")) if self.path.exists() else set()
            news = [raw for raw in data.split(b"\n") if raw and raw not in held and self._is_news(raw)]
            if news:
                self.append(b"".join(raw + b"\n" for raw in dict.fromkeys(news)))
            return len(news)

    def conform(self, data: bytes) -> bool:
        """Become byte for byte like another copy of this journal if that has all that is here; returns whether.

        So machines that take each other's lines in differing order come to the same file.
        """
        with self.exclusive():
            here = self.path.read_bytes() if self.path.exists() else b""
            theirs, held = Journal(), set(data.split(b"\n"))
            theirs.take(data)
            missing = (raw for raw in here.split(b"\n") if raw not in held and not _is_known(raw, theirs))
            if here == data or not data.endswith(b"\n") or any(missing):
                return False
            with writing(self.path.parent):
                replace(self.path, [data])
            with self._memory:
                self._forget()
                self.refresh(mine=True, locked=True)
            return True

    def _is_news(self, raw: bytes) -> bool:
        line = decode(raw)
        return not self.journal.knows(line) if isinstance(line, Line) else isinstance(line, Newer)

    def put_back(self) -> None:
        """See to it that all that was saved here is in the file, as last read: a sync tool may put an older one there.

        Where that can't be done now, nothing is changed, and the next save or call does it.
        """
        if not self._missing():
            return
        try:
            with self.exclusive(patience=0):
                pass
        except Busy:
            return
        except StoreError as error:
            self.say(f"{self.path} isn't the file that was saved in. {error}")

    def _missing(self) -> list[bytes]:
        """Lines that were appended here and aren't in the file that stands in its place."""
        with self._memory:
            replacements = self.replacements
            found = [raw for raw in list(self._written) if self._is_news(raw)] if self._checked != replacements else []
            if not found:
                self._checked = replacements
            return found

    def _put_back(self) -> None:
        if not self._growth.ever:  # no file any more: what became of the article was somebody's wish
            self._written.clear()
        missing = self._missing()
        if missing:
            self.append(b"".join(raw + b"\n" for raw in missing))
            self.news += 1
            self.say(
                f"{self.path}: another program had put an older file in its place;"
                f" what was saved here since then was put back (lines: {len(missing)})."
            )

    def append(self, data: bytes) -> None:
        """Put whole lines behind the last one, durably, and take them. To be called in an `exclusive` block."""
        self._appending = True
        try:
            with writing(self.path.parent):
                make_folder(self.path.parent)
                descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
                try:
                    size = os.fstat(descriptor).st_size
                    ragged = size and os.pread(descriptor, 1, size - 1) != b"\n"
                    append(descriptor, b"\n" + data if ragged else data)
                    if not size:
                        sync_folder(Path(os.path.realpath(self.path)).parent)
                finally:
                    os.close(descriptor)
            self.refresh(mine=True, locked=True)
            self._written.update(dict.fromkeys(data.removesuffix(b"\n").split(b"\n")))
        except StoreError:
            with self._memory:
                self._forget()
            raise
        finally:
            self._appending = False

    def _compact(self) -> None:
        """Write the journal anew without what was replaced, if that is most of it."""
        size = self._growth.offset
        if size < max(COMPACT_FROM, self._unready) or self.journal.living * 2 > size:
            return
        try:
            replace(self.path, self.journal.compacted(self.path.read_bytes()))
        except (OSError, SyncFailed):
            # What was saved is saved; the file is only longer than need be, and is tried again once it has grown.
            self._unready = size + COMPACT_FROM
        with self._memory:
            self._forget()
            self.refresh(mine=True, locked=True)


def _is_known(raw: bytes, journal: Journal) -> bool:
    line = decode(raw)
    return isinstance(line, Line) and journal.knows(line)


class JournalTable(Table):
    """A table of a journal: ids are text, and nothing is cached, since another program may write at any time."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's types know only numbers; its code knows any class

    def __init__(self, storage: JournalStorage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        del cache_size, persist_empty  # neither a query cache nor an empty table can be true to the file
        super().__init__(storage, name, cache_size=0)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """TinyDB's one way to write: here under the lock, on the newest state."""
        with self._journal.transaction(self.name) as table:
            updater(table)

    def _get_next_id(self) -> Any:
        return new_id()

    @property
    def _journal(self) -> JournalStorage:
        assert isinstance(self._storage, JournalStorage)
        return self._storage


class JournalDB(TinyDB):
    """A journal opened as a TinyDB: `JournalDB(path)`. See `JournalStorage` for what it takes and raises."""

    # TinyDB's types fix both to its own classes, but they are its documented way to be extended.
    table_class = JournalTable  # type: ignore[assignment]
    default_storage_class = JournalStorage  # type: ignore[assignment]

    def drop_table(self, name: str) -> None:
        """Delete all documents of a table; each leaves a tombstone."""
        self.table(name).truncate()
        with suppress(KeyError):
            del self._tables[name]
