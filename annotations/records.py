"""Records as documents of a journal, and back.

The stamps `created`, `updated` and `parent` and the envelope of a line are the storage's; here are the fields that
make a record what it is. Fields that this program doesn't know travel along in `extra`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import lru_cache
from operator import itemgetter
from typing import Any

from annotations.errors import Unreadable
from annotations.models import (
    Anchor,
    Anchored,
    Annotation,
    Clip,
    Details,
    FurnitureMark,
    Guard,
    GuardKind,
    Record,
    Selector,
    Source,
    SourceFields,
    Speaker,
    TurnName,
)
from annotations.text import clean, clean_line

Document = dict[str, Any]

TABLES: Mapping[str, type[Record]] = {
    "speakers": Speaker,
    "turns": TurnName,
    "clips": Clip,
    "furniture": FurnitureMark,
    "source": SourceFields,
    "article": Details,
    "guards": Guard,
}
"""The tables that aren't a paragraph's, with the class of their records."""

RESERVED = frozenset({"versions", "_default"})
"""Tables that are no paragraph's and hold nothing that this program knows."""

SINGLE_IDS: Mapping[type[Record], str] = {SourceFields: "source", Details: "article"}
"""The id of each class of which a journal has only one record."""

_ID = re.compile("[A-Za-z0-9_-]{1,64}")
"""What an id is made of; it stands in exports as it is."""
_NAMES = {kind: table for table, kind in TABLES.items()}
_SOURCE_FIELDS = tuple(field.name for field in fields(Source))
_selector_values: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*Selector._fields)
_new: Callable[[Any, tuple[Any, ...]], Any] = tuple.__new__
"""Makes a named tuple of its values, in half the time of the class's own way."""
_SELECTOR_DEFAULTS = {"prefix": "", "suffix": "", **Selector._field_defaults}
_SHOWN = 60
"""Characters that an error quotes of what it can't understand."""
_GUARD_KINDS = frozenset(GuardKind)
_STAMPS = {"created", "updated", "parent", "author"}
_KNOWN = {
    Annotation: _STAMPS | {"anchors", "motivation", "role", "note", "tags"},
    Speaker: _STAMPS | {"anchors", "name"},
    TurnName: _STAMPS | {"label", "name"},
    Clip: _STAMPS | {"anchors", "text", "speaker", "style", "ways", "changes", "guard"},
    FurnitureMark: _STAMPS | {"furniture"},
    SourceFields: _STAMPS | {"source"},
    Details: _STAMPS | {"address", "note", "tags", "done", "removed", "joined"},
    Guard: _STAMPS | {"anchors", "kind", "until"},
}


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
            {"version": anchor.version, "selectors": [selector._asdict() for selector in anchor.selectors]}
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
        case TurnName():
            return {"label": record.label, "name": record.name}
        case Clip():
            return {
                "text": record.text,
                "speaker": record.speaker,
                "style": record.style,
                "ways": list(record.ways),
                "changes": list(record.changes),
                "guard": record.guard,
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
                "joined": record.joined,
            }
        case Guard():
            return {"kind": record.kind.value, "until": record.until}
    raise TypeError(f"no record of a journal: {type(record).__name__}")


def from_document(table: str, id_: str, document: Mapping[str, Any]) -> Record:
    """The record that a document of a table says.

    Text in it is cleaned, since a journal may come from anywhere. Raises Unreadable if a field that the record can't
    be without is missing or of the wrong kind.
    """
    try:
        return _record(table, id_, document)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        place = f"{clean_line(id_)[:_SHOWN]} in the table {clean_line(table)[:_SHOWN]}"
        raise Unreadable(f"Record {place} can't be understood ({error!r:.{_SHOWN}}); it is kept.") from error


def _record(table: str, id_: str, document: Mapping[str, Any]) -> Record:
    kind = kind_of(table)
    if kind is None:
        raise Unreadable(f"The table {clean_line(table)[:_SHOWN]} isn't known to this tuireader; it is kept.")
    if not _ID.fullmatch(id_):
        raise KeyError("id")
    known, get = _KNOWN[kind], document.get
    values: Document = {
        "id": id_,
        "created": _text(get("created", "")),
        "updated": document["updated"],
        "parent": get("parent", ""),
        "author": _line(get("author", "")),
        "extra": {} if known.issuperset(document) else {name: document[name] for name in document.keys() - known},
    }
    _FILL[kind](values, document)
    record = object.__new__(kind)
    record.__dict__ = values  # the class's own way, field by field, takes four times as long
    return record


def _annotation(values: Document, document: Mapping[str, Any]) -> None:
    get = document.get
    values["anchors"] = _anchors(document)
    values["role"] = _line(get("role", "quote"))
    values["note"] = _text(get("note", ""))
    values["tags"] = tuple(map(_line, get("tags", ())))


def _speaker(values: Document, document: Mapping[str, Any]) -> None:
    values["anchors"] = _anchors(document)
    values["name"] = _line(document["name"])


def _turn_name(values: Document, document: Mapping[str, Any]) -> None:
    values["label"], values["name"] = _line(document["label"]), _line(document["name"])


def _clip(values: Document, document: Mapping[str, Any]) -> None:
    get = document.get
    values["anchors"] = _anchors(document)
    values["text"] = _text(document["text"])
    values["speaker"] = _line(get("speaker", ""))
    values["style"] = _line(get("style", "plain"))
    values["ways"] = tuple(map(_line, get("ways", ())))
    values["changes"] = tuple(map(_line, get("changes", ())))
    values["guard"] = _line(get("guard", ""))


def _furniture(values: Document, document: Mapping[str, Any]) -> None:
    values["furniture"] = bool(document["furniture"])


def _source(values: Document, document: Mapping[str, Any]) -> None:
    values["source"] = Source(**{name: _line(document["source"].get(name, "")) for name in _SOURCE_FIELDS})


def _details(values: Document, document: Mapping[str, Any]) -> None:
    get = document.get
    values["address"] = _line(get("address", ""))
    values["note"] = _text(get("note", ""))
    values["tags"] = tuple(map(_line, get("tags", ())))
    values["done"] = bool(get("done", False))
    values["removed"] = bool(get("removed", False))
    values["joined"] = _line(get("joined", ""))


def _guard_kind(word: str) -> GuardKind:
    """Terms that only a later program knows hold the words back rather than let them go."""
    return GuardKind(word) if word in _GUARD_KINDS else GuardKind.OFF_RECORD


def _guard(values: Document, document: Mapping[str, Any]) -> None:
    values["anchors"] = _anchors(document) if document.get("anchors") else ()
    values["kind"] = _guard_kind(_line(document["kind"]))
    values["until"] = _line(document.get("until", ""))


_FILL: Mapping[type[Record], Callable[[Document, Mapping[str, Any]], None]] = {
    Annotation: _annotation,
    Speaker: _speaker,
    TurnName: _turn_name,
    Clip: _clip,
    FurnitureMark: _furniture,
    SourceFields: _source,
    Details: _details,
    Guard: _guard,
}


def _anchors(document: Mapping[str, Any]) -> tuple[Anchor, ...]:
    anchors: list[Anchor] = []
    for anchor in document["anchors"]:
        selectors = tuple(map(_selector, anchor["selectors"]))
        anchors.append(_new(Anchor, (_line(anchor["version"]), selectors)))
    if not anchors or not anchors[0].selectors:
        raise KeyError("anchors")
    return tuple(anchors)


def _selector(selector: Mapping[str, Any]) -> Selector:
    try:
        values = _selector_values(selector)
    except KeyError:
        values = _selector_values({**_SELECTOR_DEFAULTS, **selector})
    key, exact, prefix, suffix, start, end, ordinal, previous, following, unique = values
    if (start | end | ordinal) < 0:  # and a TypeError where one of them is no whole number
        raise TypeError("a position below 0")
    "".join((key, prefix, suffix, previous, following))  # a TypeError where one of them is no text
    made: Selector = _new(Selector, values)
    if exact.isprintable() and (unique is True or unique is False):
        return made
    return made._replace(exact=_text(exact), unique=bool(unique))


def _text(text: str) -> str:
    return text if text.isprintable() else clean(text).text


# Roles, tags and names come again and again.
_line = lru_cache(maxsize=4096)(clean_line)
