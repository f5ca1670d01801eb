"""Records as documents of a journal, and back.

The stamps `created`, `updated` and `parent` and the envelope of a line are the storage's; here are the fields that
make a record what it is. Fields that this program doesn't know travel along in `extra`.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from annotations.errors import Unreadable
from annotations.models import (
    Anchor,
    Anchored,
    Annotation,
    Clip,
    Details,
    FurnitureMark,
    Record,
    Selector,
    Source,
    SourceFields,
    Speaker,
)
from annotations.text import clean, clean_line

Document = dict[str, Any]

TABLES: Mapping[str, type[Record]] = {
    "speakers": Speaker,
    "clips": Clip,
    "furniture": FurnitureMark,
    "source": SourceFields,
    "article": Details,
}
"""The tables that aren't a paragraph's, with the class of their records."""

RESERVED = frozenset({"guards", "versions", "_default"})
"""Tables that are no paragraph's and hold nothing that this program knows."""

SINGLE_IDS: Mapping[type[Record], str] = {SourceFields: "source", Details: "article"}
"""The id of each class of which a journal has only one record."""

_NAMES = {kind: table for table, kind in TABLES.items()}
_SOURCE_FIELDS = ("title", "author", "outlet", "published", "url")
_KNOWN = {
    Annotation: {"anchors", "motivation", "role", "note", "tags"},
    Speaker: {"anchors", "name"},
    Clip: {"anchors", "text", "speaker", "style", "ways"},
    FurnitureMark: {"furniture"},
    SourceFields: {"source"},
    Details: {"address", "note", "tags", "done", "removed"},
}
_STAMPS = {"created", "updated", "parent", "author", "deleted", "schema", "past"}


def kind_of(table: str) -> type[Record] | None:
    """The class of a table's records; None for a table that this program doesn't know."""
    return None if table in RESERVED else TABLES.get(table, Annotation)


def table_of(record: Record) -> str:
    """The table that a record lives in: for an annotation the key of the paragraph where it was made and begins."""
    if isinstance(record, Annotation):
        return record.anchors[0].selectors[0].key
    return _NAMES[type(record)]


def to_document(record: Record) -> Document:
    """The record's fields as JSON has them."""
    document: Document = {}
    if isinstance(record, Anchored):
        document["anchors"] = [
            {"version": anchor.version, "selectors": [asdict(selector) for selector in anchor.selectors]}
            for anchor in record.anchors
        ]
    document |= _own_fields(record)
    document |= {"author": record.author, "created": record.created, "updated": record.updated}
    return {**record.extra, **document}


def _own_fields(record: Record) -> Document:
    match record:
        case Annotation():
            return {
                "motivation": record.motivation,
                "role": record.role,
                "note": record.note,
                "tags": list(record.tags),
            }
        case Speaker():
            return {"name": record.name}
        case Clip():
            return {
                "text": record.text,
                "speaker": record.speaker,
                "style": record.style,
                "ways": list(record.ways),
            }
        case FurnitureMark():
            return {"furniture": record.furniture}
        case SourceFields():
            return {"source": asdict(record.source)}
        case Details():
            return {
                "address": record.address,
                "note": record.note,
                "tags": list(record.tags),
                "done": record.done,
                "removed": record.removed,
            }
    raise TypeError(f"no record of a journal: {type(record).__name__}")


def from_document(table: str, id_: str, document: Mapping[str, Any]) -> Record:
    """The record that a document of a table says.

    Text in it is cleaned, since a journal may come from anywhere. Raises Unreadable if a field that the record can't
    be without is missing or of the wrong kind.
    """
    try:
        return _record(table, id_, document)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(f"Record {id_} in the table {table} can't be understood ({error!r}); it is kept.") from error


def _record(table: str, id_: str, document: Mapping[str, Any]) -> Record:
    kind = kind_of(table)
    if kind is None:
        raise Unreadable(f"The table {table} isn't known to this tuireader; it is kept.")
    known = _KNOWN[kind]
    base: Document = {
        "id": id_,
        "created": document.get("created", ""),
        "updated": document["updated"],
        "parent": document.get("parent", ""),
        "author": clean_line(document.get("author", "")),
        "extra": {name: value for name, value in document.items() if name not in known and name not in _STAMPS},
    }
    if issubclass(kind, Anchored):
        base["anchors"] = tuple(_anchor(anchor) for anchor in document["anchors"])
        if not base["anchors"] or not base["anchors"][0].selectors:
            raise KeyError("anchors")
    return kind(**base, **_own_values(kind, document))


def _own_values(kind: type[Record], document: Mapping[str, Any]) -> Document:
    if kind is Annotation:
        return {
            "role": clean_line(document.get("role", "quote")),
            "note": clean(document.get("note", "")).text,
            "tags": _lines(document.get("tags", ())),
        }
    if kind is Speaker:
        return {"name": clean_line(document["name"])}
    if kind is Clip:
        return {
            "text": clean(document["text"]).text,
            "speaker": clean_line(document.get("speaker", "")),
            "style": clean_line(document.get("style", "plain")),
            "ways": _lines(document.get("ways", ())),
        }
    if kind is FurnitureMark:
        return {"furniture": bool(document["furniture"])}
    if kind is SourceFields:
        return {"source": Source(**{name: clean_line(document["source"].get(name, "")) for name in _SOURCE_FIELDS})}
    return {
        "address": clean_line(document.get("address", "")),
        "note": clean(document.get("note", "")).text,
        "tags": _lines(document.get("tags", ())),
        "done": bool(document.get("done", False)),
        "removed": bool(document.get("removed", False)),
    }


def _lines(values: Any) -> tuple[str, ...]:
    return tuple(map(clean_line, values))


def _anchor(anchor: Mapping[str, Any]) -> Anchor:
    return Anchor(str(anchor["version"]), tuple(map(_selector, anchor["selectors"])))


def _selector(selector: Mapping[str, Any]) -> Selector:
    return Selector(
        selector["key"],
        clean(selector["exact"]).text,
        selector.get("prefix", ""),
        selector.get("suffix", ""),
        selector["start"],
        selector["end"],
        selector.get("ordinal", 0),
        selector.get("previous", ""),
        selector.get("next", ""),
        selector.get("unique", True),
    )
