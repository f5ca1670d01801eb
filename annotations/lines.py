"""A line of a journal: one change of one document, as it stands in the file.

A line is one JSON object of one document as it stood after one change. Its `updated` names it among the lines of its
document, its `parent` names the lines that it was made from (apart by spaces), and `~` is the CRC32 of all before it.
A deletion is a line too, a tombstone: it has only its times, and what it replaces.
"""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from zlib import crc32

from annotations.stamps import is_time

SCHEMA = 1
"""The number of the line format; lines of a greater one are kept as they are and not read."""

Document = dict[str, Any]
"""The fields of a document."""
_ENVELOPE = ("table", "id", "schema", "past", "deleted", "~")
_new: Callable[[Any, tuple[Any, ...]], Any] = tuple.__new__
"""Makes a named tuple of its values, in half the time of the class's own way."""
_CHECK = len(b',"~":"00000000"}')
_AT_ONCE = 1 << 15
"""Bytes of lines that are parsed in one go: as many as stay in a processor's cache."""


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


def pieces_of(data: bytes) -> Iterator[bytes]:
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
    if not isinstance(table, str) or not isinstance(id_, str) or not is_time(fields.get("updated")):
        return Damaged()
    if not isinstance(fields.get("parent", ""), str) or not isinstance(past, list | tuple):
        return Damaged()
    made: Line = _new(Line, (table, id_, fields, bool(deleted), tuple(map(str, past)) if past else (), size))
    return made
