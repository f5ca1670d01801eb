"""Annotations of Hypothesis: rows of its API, and its client's export. Replies follow the note that they answer."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from annotations.importing import Foreign
from annotations.text import clean, clean_line

_ACCOUNT = re.compile(r"(?:acct:)?([^@]+)(?:@.*)?")


def rows_of(data: object) -> list[Mapping[str, Any]]:
    """The annotations in parsed JSON, whether in `rows`, `annotations`, or a plain list; none where it isn't theirs."""
    if isinstance(data, Mapping):
        data = data.get("rows", data.get("annotations"))
    return [row for row in data if isinstance(row, Mapping) and "uri" in row] if isinstance(data, list) else []


def parse(data: object) -> list[Foreign]:
    """The annotations; one on a page as a whole has no words. What isn't as it should be is taken for empty."""
    rows = rows_of(data)
    known = {_line(row.get("id")) for row in rows} - {""}
    answers: dict[str, list[str]] = {}
    for row in rows:
        first = next((one for one in map(_line, _list(row.get("references"))) if one in known), "")
        if first:
            answers.setdefault(first, []).append(f"{_author(row)}: {_text(row.get('text'))}")
    return [
        _foreign(row, answers.get(_line(row.get("id")), []))
        for row in rows
        if not any(_line(one) in known for one in _list(row.get("references")))
    ]


def _foreign(row: Mapping[str, Any], answers: list[str]) -> Foreign:
    quote = next(_quotes(row), {})
    document = row.get("document")
    titles = _list(document.get("title")) if isinstance(document, Mapping) else []
    return Foreign(
        id=f"hyp-{_name(row)}",
        address=_line(row.get("uri")),
        title=_line(titles[0]) if titles else "",
        exact=_text(quote.get("exact")),
        prefix=_text(quote.get("prefix")),
        suffix=_text(quote.get("suffix")),
        note="\n\n".join(filter(None, [_text(row.get("text")), *answers])),
        tags=tuple(filter(None, map(_line, _list(row.get("tags"))))),
        author=_author(row),
        created=time_of(_line(row.get("created"))),
    )


def _name(row: Mapping[str, Any]) -> str:
    """The row's own id as far as it may stand in ours; one made of what the row says where it has none."""
    said = json.dumps(row, sort_keys=True, default=str).encode()
    return re.sub("[^A-Za-z0-9_-]", "", _line(row.get("id")))[:56] or blake2b(said, digest_size=12).hexdigest()


def _quotes(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for target in _list(row.get("target")):
        for selector in _list(target.get("selector")) if isinstance(target, Mapping) else []:
            if isinstance(selector, Mapping) and selector.get("type") == "TextQuoteSelector":
                yield selector


def _author(row: Mapping[str, Any]) -> str:
    info = row.get("user_info")
    shown = _line(info.get("display_name")) if isinstance(info, Mapping) else ""
    found = _ACCOUNT.fullmatch(_line(row.get("user")))
    return shown or (found[1] if found else "")


def time_of(written: str) -> str:
    """A time as the journal has it: UTC with microseconds; empty where it is none."""
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return ""
    time = time if time.tzinfo else time.replace(tzinfo=UTC)
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""


def _text(value: object) -> str:
    return clean(value).text if isinstance(value, str) else ""
