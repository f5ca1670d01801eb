"""All that is recorded about one article: added, changed, removed and found again, durably.

Every call may come from any thread. A write returns once it is on the disk; a read never waits for a write. Nothing
is overwritten: a change of what somebody else changed meanwhile stands beside theirs as a conflict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast

from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from annotations.adoption import adopt
from annotations.errors import Gone, StoreError, Unreadable
from annotations.lines import Document, Line
from annotations.models import Annotation, Record
from annotations.pausing import no_collection
from annotations.records import SINGLE_IDS, from_document, kind_of, table_of, to_document
from annotations.settling import told_apart
from annotations.stamps import new_id
from annotations.storage import JournalDB, JournalStorage

T = TypeVar("T", bound=Record)


class Store:
    """The journal of one article, in records.

    `lock`: the library's lock, found by itself if not given. `read_only`: why nothing may be written, as a sentence;
    empty if it may. Writes raise Busy, NoSpace, ReadOnly, SyncFailed or another StoreError, and then nothing has
    changed; reads raise Unreadable if the file can't be read at all. Damage within it is told in `notices`.
    """

    def __init__(self, path: Path, lock: Path | None = None, read_only: str = "") -> None:
        self.path = path
        self._db = JournalDB(path, lock=lock, read_only=read_only)
        storage = self._db.storage
        assert isinstance(storage, JournalStorage)
        self._storage = storage
        self._cache = RLock()
        self._made: dict[str, tuple[dict[str, Document], dict[str, Record | None]]] = {}
        """By table what each document was made into, once: the documents by id, and the records."""
        self._by_kind: dict[type[Record], list[Any]] = {}
        self._strange: dict[tuple[str, str], str] = {}
        self._changes = -1
        self._news: int | None = None
        self._folder_time = 0

    # -- reading

    def all(self, kind: type[T]) -> list[T]:
        """The live records of a class, in order of creation."""
        with self._cache, no_collection():
            tables = self._read()
            found = self._by_kind.get(kind)
            if found is None:
                found = [
                    record
                    for table, documents in tables.items()
                    if kind_of(table) is kind
                    for record in self._understood(table, documents)
                ]
                found.sort(key=_creation)
                self._by_kind[kind] = found
            return list(found)

    def on_paragraph(self, key: str) -> list[Annotation]:
        """The annotations that begin in the paragraph with this key, in order of creation."""
        with self._cache:
            found = self._understood(key, self._read().get(key, {})) if kind_of(key) is Annotation else []
            return sorted(cast("list[Annotation]", found), key=_creation)

    def get(self, kind: type[T], id_: str) -> T | None:
        """The live record of a class with this id."""
        return next((record for record in self.all(kind) if record.id == id_), None)

    def poll(self) -> bool:
        """Whether another program has written since the last call. Costs one look at the file's and folder's dates."""
        self._adopt()
        before = self._storage.replacements
        self._storage.refresh()
        if self._storage.replacements == before:  # a file that is just being replaced isn't written in
            self._storage.put_back()
        news, self._news = self._news, self._storage.news
        return news is not None and news != self._news

    def conflicts(self) -> list[tuple[Record, ...]]:
        """The states of each record that was changed in two places, unseen by each other.

        First the one that `all` shows, then the rest, latest first; a deletion, last, is a record that is `deleted`.
        """
        with self._cache:
            self._read()
            found = [self._states(leaves) for leaves in self._storage.contested()]
        return [states for states in found if len(states) > 1]

    @property
    def notices(self) -> list[str]:
        """What a person should know of the journal: damaged lines, newer ones, adopted copies."""
        with self._cache:
            return [*self._storage.notices, *self._strange.values()]

    def _read(self) -> dict[str, dict[str, Document]]:
        if self._news is None:
            self._adopt()
        tables = self._storage.read()
        if self._news is None:
            self._news = self._storage.news
        if self._changes != self._storage.changes:
            self._changes = self._storage.changes
            self._by_kind.clear()
        return tables

    def _adopt(self) -> None:
        try:
            time = self.path.parent.stat().st_mtime_ns
        except OSError:  # no folder yet
            return
        if time != self._folder_time and adopt(self._storage):
            self._folder_time = time

    def _understood(self, table: str, documents: Mapping[str, Document]) -> list[Record]:
        """The records of a table's documents; of one with several states the one to show."""
        documents = dict(documents)  # the writing thread may change a table meanwhile
        before, made = self._made.get(table, ({}, {}))
        made = {
            id_: made[id_] if before.get(id_) is document else self._record(table, id_, document)
            for id_, document in documents.items()
        }
        self._made[table] = documents, made
        contested = self._storage.contested_places()
        if not contested:
            return [record for record in made.values() if record is not None]
        apart = {id_: self._states(self._storage.leaves(table, id_)) for id_ in made if (table, id_) in contested}
        shown = (apart[id_][0] if apart.get(id_) else record for id_, record in made.items())
        return [record for record in shown if record is not None]

    def _record(self, table: str, id_: str, document: Document) -> Record | None:
        """The record of a document; None, with a notice, if it can't be understood."""
        if self._strange:
            self._strange.pop((table, id_), None)
        try:
            return from_document(table, id_, document)
        except Unreadable as error:
            self._strange[table, id_] = f"{self.path}: {error}"
            return None

    def _states(self, leaves: Sequence[Line]) -> tuple[Record, ...]:
        """The leaves of one document as records, live ones first; a tombstone has the fields of the first of them."""
        live: list[Record] = []
        for leaf in leaves:
            if not leaf.deleted:
                try:
                    live.append(from_document(leaf.table, leaf.id, leaf.document))
                except Unreadable:  # `all` tells of it
                    return ()
        stones = [leaf.document for leaf in leaves if leaf.deleted]
        deletions = [
            replace(live[0], deleted=True, updated=one["updated"], parent=one.get("parent", "")) for one in stones
        ]
        return told_apart([*live, *deletions])

    # -- writing

    def add(self, record: T) -> T:
        """Record something new; returned as it is on the disk, with its id and times."""
        record = replace(record, id=_id_of(record))
        with self._storage.exclusive():
            try:
                self._table(record).insert(_tiny(record.id, {**to_document(record), "updated": ""}))
            except ValueError:
                raise StoreError(f"Not saved: a record {record.id} is there already; change that one.") from None
            return self._saved(record)

    def change(self, record: T) -> T:
        """Record the new state of something; `record.updated` says which state the person had before.

        Raises Gone if it was deleted. If it was changed elsewhere since, both changes stay, as a conflict.
        """
        with self._storage.exclusive():
            if not self._replace(record, to_document(record)):
                raise Gone(
                    "Not saved: this was deleted in another window or on another machine. Add it anew to keep it."
                )
            return self._saved(record)

    def put(self, record: T) -> T:
        """Add a record with a fixed id, or change it."""
        record = replace(record, id=_id_of(record))
        with self._storage.exclusive():
            document = to_document(record)
            if not self._replace(record, document):
                self._table(record).insert(_tiny(record.id, document))
            return self._saved(record)

    def remove(self, record: T) -> T:
        """Delete a record; returned as the deletion that `restore` takes back.

        A change of it that this store hadn't read yet survives, as a conflict.
        """
        table = table_of(record)
        seen = [leaf.updated for leaf in self._storage.leaves(table, record.id)]
        base = " ".join(seen) if set(record.updated.split()) <= set(seen) else record.updated
        with self._storage.exclusive():
            self._replace(record, {"deleted": True, "created": record.created, "updated": base})
            return self._stone(record)

    def restore(self, record: T) -> T:
        """Bring back what `remove` returned, as a new line."""
        return self.put(replace(record, deleted=False))

    def resolve(self, chosen: Record, others: Sequence[Record]) -> Record:
        """Settle a conflict: `chosen`, possibly with changes, takes the place of itself and of the others."""
        base = " ".join(dict.fromkeys(record.updated for record in (chosen, *others)))
        with self._storage.exclusive():
            if chosen.deleted:
                self._replace(chosen, {"deleted": True, "created": chosen.created, "updated": base})
                return self._stone(chosen)
            return self.put(replace(chosen, updated=base))

    def take(self, lines: bytes) -> int:
        """Add the lines of another copy of this journal that aren't known here; returns how many they are."""
        return self._storage.take(lines)

    def conform(self, journal: bytes) -> bool:
        """Become byte for byte like another copy of this journal if that has all that is here; returns whether."""
        return self._storage.conform(journal)

    def _table(self, record: Record) -> Table:
        return self._db.table(table_of(record))

    def _replace(self, record: Record, document: Document) -> bool:
        """Put a document in the place of a live one; false if there is none."""

        def fill(found: Any) -> None:
            found.clear()
            found.update(document)

        return bool(self._table(record).update(fill, doc_ids=cast("list[int]", [record.id])))

    def _saved(self, record: T) -> T:
        """The record as it was just written."""
        table = table_of(record)
        return cast("T", from_document(table, record.id, self._storage.read()[table][record.id]))

    def _stone(self, record: T) -> T:
        """The record as a deletion: the one just written, or the one that was there."""
        leaves = self._storage.leaves(table_of(record), record.id)
        last = leaves[0].document if leaves else {}
        return replace(
            record,
            deleted=True,
            updated=last.get("updated", record.updated),
            parent=last.get("parent", record.parent),
        )


def _creation(record: Record) -> str:
    return record.created + record.id  # texts sort in half the time that pairs take


def _id_of(record: Record) -> str:
    return record.id or SINGLE_IDS.get(type(record)) or new_id()


def _tiny(id_: str, document: Document) -> TinyDocument:
    return TinyDocument(document, cast("int", id_))  # TinyDB's types know only numbers; its code takes any id
