"""All of some articles as a collection of W3C Web Annotations (JSON-LD): the format that loses nothing.

Highlights and notes are annotations as the recommendation has them; texts, sources, speakers, clips, guards and the
rest stand beside them under `articles`. What W3C's words can't say of a record stands in the annotation's `record`:
the mapping is turned back at once, and where that gives something else than the journal holds, the journal's word is
taken along. So a record of any program, with any field, comes back as it was.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from annotations.exporting import Notebook
from annotations.exporting.archive import Archive, Entry

Json = dict[str, Any]
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "tuireader": "urn:tuireader:",
        "ParagraphSelector": "tuireader:ParagraphSelector",
        **{name: f"tuireader:{name}" for name in ("key", "ordinal", "previous", "next", "unique")},
        "record": {"@id": "tuireader:record", "@type": "@json"},
        "articles": {"@id": "tuireader:articles", "@type": "@json"},
    },
]
SCHEMA = 1
_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")
"""What acts on a terminal, or can't be written, and JSON lets stand."""


def render(notebooks: Sequence[Notebook], story: str = "") -> str:
    """The notebooks' archives as one AnnotationCollection; the same archives give the same bytes."""
    archives = [notebook.archive for notebook in notebooks if notebook.archive]
    items = [annotation_of(archive, entry) for archive in archives for entry in archive.entries if is_mark(entry)]
    only = notebooks[0] if len(notebooks) == 1 else None
    name = f"urn:tuireader:{only.article}" if only else f"urn:tuireader:story:{quote(story, errors='replace')}"
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": only.title if only else story or "Library",
        "total": len(items),
        "first": {"id": f"{name}:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
        "articles": [_article(archive) for archive in archives],
    }
    text = json.dumps(collection, ensure_ascii=False, indent=1)
    return _ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def is_mark(entry: Entry) -> bool:
    """Whether a state of the journal marks words, so that it is an annotation in W3C's sense."""
    anchors = entry.document.get("anchors")
    return (
        entry.table.startswith("p") and entry.table[1:2].isdigit() and isinstance(anchors, list) and ":" not in entry.id
    )


def _article(archive: Archive) -> Json:
    records = [
        {"table": entry.table, "id": entry.id, "document": entry.document, "past": list(entry.past)}
        for entry in archive.entries
        if not is_mark(entry)
    ]
    return {"article": archive.article, "schema": SCHEMA, "versions": list(archive.versions), "records": records}


def annotation_of(archive: Archive, entry: Entry) -> Json:
    """A state of the journal as an annotation."""
    standard = _standard(archive, entry)
    back = dict(entry_of(standard).document)
    fields = {name: value for name, value in entry.document.items() if not _same(back, name, value)}
    record = {
        "table": entry.table,
        "past": list(entry.past),
        "fields": dict(sorted(fields.items())),
        "absent": sorted(back.keys() - entry.document.keys()),
    }
    return {**standard, "record": {name: value for name, value in record.items() if value}}


def _same(back: Json, name: str, value: object) -> bool:
    return name in back and json.dumps(back[name], sort_keys=True) == json.dumps(value, sort_keys=True)


def _standard(archive: Archive, entry: Entry) -> Json:
    get = entry.document.get
    updated, author = _text(get("updated")), _text(get("author"))
    return {
        "id": f"urn:tuireader:{archive.article}:{entry.id}:{updated}",
        "type": "Annotation",
        "motivation": _text(get("motivation")) or "highlighting",
        "created": _text(get("created")),
        "modified": updated,
        **({"creator": {"type": "Person", "name": author}} if author else {}),
        "body": [
            *([_body("commenting", note)] if (note := _text(get("note"))) else []),
            *([_body("classifying", role)] if (role := _text(get("role"))) else []),
            *(_body("tagging", tag) for tag in _list(get("tags")) if isinstance(tag, str)),
        ],
        "target": [
            _target(archive, anchor, selector)
            for anchor in _list(get("anchors"))
            if isinstance(anchor, Mapping)
            for selector in _list(anchor.get("selectors"))
            if isinstance(selector, Mapping)
        ],
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


_OWN = ("key", "start", "end", "ordinal", "previous", "next", "unique")


def _target(archive: Archive, anchor: Mapping[str, Any], selector: Mapping[str, Any]) -> Json:
    version = _text(anchor.get("version"))
    text = next((one for one in archive.versions if one.get("version") == version), {})
    found = [
        {"type": "ParagraphSelector", **{name: selector[name] for name in _OWN if name in selector}},
        {"type": "TextQuoteSelector", **{name: _text(selector.get(name)) for name in ("exact", "prefix", "suffix")}},
        *_position(text, selector),
    ]
    state = {"type": "TimeState", "cached": f"urn:tuireader:{archive.article}:version:{version}"}
    if text:
        state["sourceDate"] = _text(text.get("accessed"))
    source = text.get("source")
    url = _text(source.get("url")) if isinstance(source, Mapping) else ""
    return {
        "type": "SpecificResource",
        "source": url or f"urn:tuireader:{archive.article}",
        "state": state,
        "selector": found,
    }


def _position(version: Mapping[str, Any], selector: Mapping[str, Any]) -> list[Json]:
    """Where the words stand in the version's text, a newline between paragraphs, in code points."""
    texts = [_text(one.get("text")) for one in _list(version.get("paragraphs")) if isinstance(one, Mapping)]
    start, end, exact = selector.get("start"), selector.get("end"), selector.get("exact")
    if not isinstance(start, int) or not isinstance(end, int):
        return []
    ordinal = selector.get("ordinal")
    same = [number for number, text in enumerate(texts) if text[start:end] == exact and exact]
    keyed = [number for number in same if _context(texts[number], selector)]
    if not keyed:
        return []
    number = keyed[ordinal] if isinstance(ordinal, int) and 0 <= ordinal < len(keyed) else keyed[0]
    before = sum(len(text) + 1 for text in texts[:number])
    return [{"type": "TextPositionSelector", "start": before + start, "end": before + end}]


def _context(text: str, selector: Mapping[str, Any]) -> bool:
    prefix, suffix = _text(selector.get("prefix")), _text(selector.get("suffix"))
    return text[: selector["start"]].endswith(prefix) and text[selector["end"] :].startswith(suffix)


def entry_of(annotation: Mapping[str, Any]) -> Entry:
    """The state of the journal that an annotation of ours carries. Raises KeyError, TypeError and the like if none."""
    bodies = [(body["purpose"], body["value"]) for body in annotation["body"]]
    record = annotation.get("record", {})
    document: Json = {
        "anchors": _anchors(annotation["target"]),
        "motivation": annotation["motivation"],
        "role": next((value for purpose, value in bodies if purpose == "classifying"), ""),
        "note": next((value for purpose, value in bodies if purpose == "commenting"), ""),
        "tags": [value for purpose, value in bodies if purpose == "tagging"],
        "author": annotation.get("creator", {}).get("name", ""),
        "created": annotation["created"],
        "updated": annotation["modified"],
        "parent": "",
    }
    document |= record.get("fields", {})
    for name in record.get("absent", ()):
        document.pop(name, None)
    _, _, _, id_, _ = annotation["id"].split(":", 4)
    return Entry(record.get("table", ""), id_, document, tuple(record.get("past", ())))


def _anchors(targets: Sequence[Mapping[str, Any]]) -> list[Json]:
    """The targets, one a paragraph, as anchors: targets in a row that are of one version make one."""
    anchors: list[Json] = []
    for target in targets:
        version = target["state"]["cached"].partition(":version:")[2]
        if not anchors or anchors[-1]["version"] != version:
            anchors.append({"version": version, "selectors": []})
        own = {name: value for name, value in target["selector"][0].items() if name != "type"}
        words = {name: value for name, value in target["selector"][1].items() if name != "type"}
        anchors[-1]["selectors"].append({**own, **words})
    return anchors
