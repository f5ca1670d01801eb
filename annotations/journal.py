"""The journal of one article in memory: its lines, who descends from whom, and what stands at the end.

A line is one JSON object of one document as it stood after one change. Its `updated` names it among the lines of its
document, its `parent` names the lines that it was made from (apart by spaces), and `~` is the CRC32 of all before it.
A line that no other names is a leaf. One leaf is the ordinary case; several are a conflict, and all of them stay.
A deletion is a line too, a tombstone: it has only its times, and what it replaces.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from secrets import randbelow, token_hex
from time import time_ns
from typing import Any, NamedTuple
from zlib import crc32

SCHEMA = 1
"""The number of the line format; lines of a greater one are kept as they are and not read."""

Document = dict[str, Any]

_ENVELOPE = ("table", "id", "schema", "past", "deleted", "~")
_new: Callable[[Any, tuple[Any, ...]], Any] = tuple.__new__
"""Makes a named tuple of its values, in half the time of the class's own way."""
_BEHIND = 1_000_000
_FAR = "9998"
"""A year that no clock shows. Behind a name from then on none could follow that still is a time."""
_CHECK = len(b',"~":"00000000"}')
_AT_ONCE = 1 << 15
"""Bytes of lines that are parsed in one go: as many as stay in a processor's cache."""


def now() -> str:
    """The time in UTC with microseconds and `Z`."""
    return _written(datetime.now(UTC))


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def later_than(previous: str) -> str:
    """The time, or a microsecond after `previous` where the clock stands behind it."""
    time = now()
    return time if time > previous else _after(previous, 1)


def _after(time: str, microseconds: int) -> str:
    return _written(datetime.fromisoformat(time) + timedelta(microseconds=microseconds))


def _name_after(newest: str) -> str:
    """As `later_than`, but for a random part of a second where the clock stands behind.

    Two machines behind what both have seen would else give their changes one name.
    """
    time = later_than(newest)
    return time if time <= now() else _after(time, randbelow(_BEHIND))


def new_id() -> str:
    """An id that nobody else makes: 11 hex digits of milliseconds, 12 random ones. Ids sort by time."""
    return f"{time_ns() // 1_000_000:011x}{token_hex(6)}"


class Line(NamedTuple):
    """One change of one document."""

    table: str
    id: str
    document: Document
    """The fields after the change, with `created`, `updated` and `parent`; only those three in a tombstone."""
    deleted: bool = False
    past: tuple[str, ...] = ()
    """`updated` of older lines that compaction took out, so that a copy of them is known as old."""
    size: int = 0
    """Bytes that it takes in its file, newline included; 0 before it is in one."""

    @property
    def updated(self) -> str:
        """The line's name among those of its document."""
        updated: str = self.document["updated"]
        return updated

    @property
    def ancestors(self) -> list[str]:
        """The lines that this one replaces, by name."""
        parent: str = self.document.get("parent", "")
        return [*parent.split(), *self.past] if parent or self.past else []


class Damaged(NamedTuple):
    """A line that can't be trusted."""


class Newer(NamedTuple):
    """A line of a later program."""


def encode(line: Line) -> bytes:
    """The line as it is written, newline included."""
    fields = {key: value for key, value in line.document.items() if key not in _ENVELOPE}
    whole: Document = {"table": line.table, "id": line.id, **fields, "schema": SCHEMA}
    if line.past:
        whole["past"] = line.past
    if line.deleted:
        whole["deleted"] = True
    try:
        body = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
    except UnicodeEncodeError:  # a lone surrogate can't stand in UTF-8, but can in JSON's escapes
        body = json.dumps(whole, separators=(",", ":")).encode()[:-1]
    return b'%b,"~":"%08x"}\n' % (body, crc32(body))


def decode(raw: bytes) -> Line | Damaged | Newer:
    """What a line (without its newline) says. Never raises.

    What an editor or git puts around it, a mark of the encoding or a carriage return, is none of it.
    """
    size = len(raw) + 1
    raw = raw.removeprefix(BOM_UTF8).removesuffix(b"\r")
    try:
        fields = json.loads(raw)
    except (ValueError, RecursionError):
        return Damaged()
    if not isinstance(fields, dict):
        return Damaged()
    if _is_newer(fields):
        return Newer()  # even if the check fails: a later program may check otherwise
    return _line(fields, size) if _is_sound(raw) else Damaged()


def decode_all(raws: list[bytes]) -> list[Line | Damaged | Newer]:
    """As `decode` for many lines, at once where all are sound."""
    if all(map(_is_sound, raws)):
        try:
            found = json.loads(b"[%b]" % b",".join(raws))
        except (ValueError, RecursionError):
            found = []
        if len(found) == len(raws):
            pairs = zip(found, raws, strict=True)
            return [Newer() if _is_newer(fields) else _line(fields, len(raw) + 1) for fields, raw in pairs]
    return [decode(raw) for raw in raws]


def _pieces(data: bytes) -> Iterator[bytes]:
    """Some lines at a time, without the newline behind them."""
    start = 0
    while start < len(data):
        end = data.rfind(b"\n", start, start + _AT_ONCE)
        if end < 0:
            end = data.find(b"\n", start + _AT_ONCE)
        yield data[start : end if end >= 0 else len(data)]
        start = end + 1 if end >= 0 else len(data)


def _is_sound(raw: bytes) -> bool:
    return raw.endswith(b',"~":"%08x"}' % crc32(raw[:-_CHECK]))


def _is_newer(fields: Document) -> bool:
    schema = fields.get("schema")
    return isinstance(schema, int) and schema > SCHEMA


def _line(fields: Document, size: int) -> Line | Damaged:
    """The line that sound fields make; what belongs to the line and not to its document is taken out of them."""
    take = fields.pop
    table, id_, past, deleted = take("table", None), take("id", None), take("past", ()), take("deleted", False)
    take("schema", None)
    take("~", None)
    if not isinstance(table, str) or not isinstance(id_, str) or not _is_time(fields.get("updated")):
        return Damaged()
    if not isinstance(fields.get("parent", ""), str) or not isinstance(past, list | tuple):
        return Damaged()
    made: Line = _new(Line, (table, id_, fields, bool(deleted), tuple(map(str, past)) if past else (), size))
    return made


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 27 or not "1" < value < "9999":
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _numbers_of_filled(raws: list[bytes], first: int) -> list[int]:
    return [number for number, raw in enumerate(raws, first) if raw.strip()]


Place = tuple[str, str]
"""Table and id: what names a document."""


def _shown(leaves: Sequence[Line]) -> Line | None:
    """The leaf to show: the latest live one; None if the document is deleted."""
    live = [leaf for leaf in leaves if not leaf.deleted]
    if len(live) < 2:
        return live[0] if live else None
    return max(live, key=_rank)


def _is_same(line: Line, other: Line) -> bool:
    """Whether two lines say the same, whatever is known of their past; two may have one name by chance."""
    return line.document == other.document and line.deleted == other.deleted


def _rank(line: Line) -> tuple[str, str]:
    """What decides between leaves: the time, and where that is the same the words, so that all machines agree."""
    return line.updated, json.dumps(line.document, sort_keys=True)


class Journal:
    """What the lines taken so far amount to."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Document]] = {}
        """The documents to show, by table and id; never changed in place."""
        self.damaged: list[int] = []
        """Numbers of the lines that can't be trusted, from 1."""
        self.newer: list[int] = []
        self.lines = 0
        self.living = 0
        """Bytes in lines that nothing replaces."""
        self._leaves: dict[Place, tuple[Line, ...]] = {}
        """Of each document that is known the lines that nothing replaces."""
        self._replaced: dict[Place, set[str]] = {}
        """Names of lines that others replace, whether they were ever seen or not; none for most documents."""
        self._contested: dict[Place, None] = {}

    def take(self, data: bytes) -> None:
        """Read whole lines, in the order of the file."""
        for piece in _pieces(data):
            raws = piece.split(b"\n")
            filled = [raw for raw in raws if raw.strip()]
            first = self.lines + 1
            self.lines += len(raws)
            numbers = range(first, self.lines + 1) if len(filled) == len(raws) else _numbers_of_filled(raws, first)
            for number, raw, line in zip(numbers, filled, decode_all(filled), strict=True):
                if isinstance(line, Line):
                    self._add(line)
                else:
                    (self.newer if isinstance(line, Newer) else self.damaged).append(number)
                    self.living += len(raw) + 1

    def _add(self, line: Line) -> None:
        table, id_, document, deleted, past, size = line
        place = table, id_
        if not past and not deleted and not document.get("parent") and place not in self._leaves:
            self._leaves[place] = (line,)  # most lines of most journals
            self.living += size
            if table in self.tables:
                self.tables[table][id_] = document
            else:
                self.tables[table] = {id_: document}
            return
        before, replaced = self._leaves.get(place, ()), self._replaced.setdefault(place, set())
        replaced.update(line.ancestors)
        after = tuple(leaf for leaf in before if leaf.updated not in replaced and not _is_same(leaf, line))
        if line.updated not in replaced:
            after = (*after, line)
        self.living += sum(leaf.size for leaf in after) - sum(leaf.size for leaf in before)
        self._leaves[place] = after
        self._show(place, after)

    def _show(self, place: Place, leaves: Sequence[Line]) -> None:
        table, id_ = place
        if len(leaves) > 1:
            self._contested[place] = None
        elif self._contested:
            self._contested.pop(place, None)
        shown = _shown(leaves)
        if shown is not None:
            self.tables.setdefault(table, {})[id_] = shown.document
        elif table in self.tables:
            self.tables[table].pop(id_, None)
            if not self.tables[table]:
                del self.tables[table]

    def leaves(self, table: str, id_: str) -> list[Line]:
        """The lines of a document that nothing replaces, the latest first; tombstones too."""
        return sorted(self._leaves.get((table, id_), ()), key=_rank, reverse=True)

    def names(self) -> Iterator[tuple[str, str, str]]:
        """Table, id and `updated` of each line that is known, whether it was seen or only replaced."""
        for (table, id_), leaves in self._leaves.items():
            seen = {leaf.updated for leaf in leaves}
            for updated in seen.union(self._replaced.get((table, id_), ())):
                yield table, id_, updated

    def all_leaves(self) -> Iterator[Line]:
        """The lines of all documents that nothing replaces; tombstones too."""
        for leaves in self._leaves.values():
            yield from leaves

    def contested(self) -> list[list[Line]]:
        """The leaves of each document that has several, at least one of them live."""
        found = [self.leaves(*place) for place in self._contested]
        return [leaves for leaves in found if not all(leaf.deleted for leaf in leaves)]

    def contested_places(self) -> frozenset[Place]:
        """Table and id of each document that has several leaves."""
        return frozenset(self._contested)

    def knows(self, line: Line) -> bool:
        """Whether the line was taken before, or replaced by one that was."""
        return line.updated in self._replaced.get((line.table, line.id), ()) or self._find(line) is not None

    def _find(self, line: Line) -> Line | None:
        """The leaf that says the same."""
        leaves = self._leaves.get((line.table, line.id), ())
        return next((leaf for leaf in leaves if _is_same(leaf, line)), None)

    def next_line(self, table: str, id_: str, document: Mapping[str, Any]) -> Line:
        """The line for a document's new state.

        The `updated` of `document` says what it was made from, several names apart by spaces, and becomes the
        parent; where it has none, all that is known does. A true `deleted` makes a tombstone.
        """
        leaves = sorted({leaf.updated for leaf in self._leaves.get((table, id_), ())})
        past = (name for name in (*leaves, *self._replaced.get((table, id_), ())) if _is_time(name) and name < _FAR)
        updated = _name_after(max(past, default=""))
        deleted = bool(document.get("deleted"))
        stamps = {
            "created": document.get("created") or updated,
            "updated": updated,
            "parent": document.get("updated") or " ".join(leaves),
        }
        return Line(table, id_, stamps if deleted else {**document, **stamps}, deleted)

    def compacted(self, data: bytes) -> Iterable[bytes]:
        """The lines of `data` (the whole file) that are still needed.

        All leaves, tombstones among them, stay, and so do damaged and newer lines, as they are. Of what goes, the
        names stay in the line that is shown, or a copy of an old line would look like news.
        """
        done: set[int] = set()
        for raw in data.split(b"\n"):
            line = decode(raw)
            if not isinstance(line, Line):
                if raw:
                    yield raw + b"\n"
                continue
            leaf = self._find(line)
            if leaf != line or id(leaf) in done:
                continue
            done.add(id(leaf))
            shown = self.leaves(line.table, line.id)[0] is leaf
            replaced = self._replaced.get((line.table, line.id), set())
            past = replaced.difference(line.document.get("parent", "").split())
            yield encode(line._replace(past=tuple(sorted(past)))) if shown and past else raw + b"\n"
