"""The journal of one article in memory: who of its lines descends from whom, and what stands at the end.

A line that no other names is a leaf. One leaf is the ordinary case; several are a conflict, and all of them stay.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotations.lines import Document, Line, Newer, decode, decode_all, encode, pieces_of
from annotations.stamps import FAR, is_time, name_after


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
        for piece in pieces_of(data):
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
        past = (name for name in (*leaves, *self._replaced.get((table, id_), ())) if is_time(name) and name < FAR)
        updated = name_after(max(past, default=""))
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
            if leaf is None and not self.knows(line):  # a sync tool may have written just now
                yield raw + b"\n"
                continue
            if leaf != line or id(leaf) in done:
                continue
            done.add(id(leaf))
            shown = self.leaves(line.table, line.id)[0] is leaf
            replaced = self._replaced.get((line.table, line.id), set())
            past = replaced.difference(line.document.get("parent", "").split())
            yield encode(line._replace(past=tuple(sorted(past)))) if shown and past else raw + b"\n"
