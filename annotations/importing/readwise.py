"""Tables in Readwise's columns: those that it imports, and those that it exports."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b

from annotations.errors import Unreadable
from annotations.exporting.readwise import as_meant
from annotations.importing import Foreign
from annotations.importing.hypothesis import time_of
from annotations.text import clean, clean_line

_NAMES = {"Title": "Book Title", "Author": "Book Author", "Date": "Highlighted at"}
_LONGEST_HEAD = 10_000
"""Characters; a first line that is longer names no columns."""
_TAG = re.compile(r"\.(\S+)")


def is_table(text: str) -> bool:
    """Whether a text begins with a row that names a column `Highlight`."""
    head = text.removeprefix("\ufeff").partition("\n")[0]
    return len(head) < _LONGEST_HEAD and "Highlight" in next(csv.reader(io.StringIO(head)), [])


def parse(text: str) -> list[Foreign]:
    """The rows that have words. Raises Unreadable where it is no table."""
    try:
        csv.field_size_limit(max(csv.field_size_limit(), len(text)))
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    except csv.Error as error:
        raise Unreadable(f"The table can't be read ({error}); export it again.") from error
    found = [_foreign(row) for row in rows if _cell(row, "Highlight").strip()]
    times: Counter[str] = Counter()
    for number, foreign in enumerate(found):  # the same words may be marked twice in one text
        times[foreign.id] += 1
        if times[foreign.id] > 1:
            found[number] = replace(foreign, id=f"{foreign.id}-{times[foreign.id]}")
    return found


def _cell(row: Mapping[str, str], name: str) -> str:
    value = row.get(name) or row.get(_NAMES.get(name, ""), "")
    return clean(as_meant(value)).text if isinstance(value, str) else ""


def _foreign(row: Mapping[str, str]) -> Foreign:
    exact, title, url = _cell(row, "Highlight"), clean_line(_cell(row, "Title")), clean_line(_cell(row, "URL"))
    note, tags = _note(_cell(row, "Note"))
    tags += [clean_line(tag) for tag in _cell(row, "Tags").split(",") if tag.strip()]
    name = blake2b("\n".join([url or title, exact]).encode(), digest_size=12).hexdigest()
    created = time_of(_cell(row, "Date").strip())
    return Foreign(f"rw-{name}", url, title, exact, note=note, tags=tuple(dict.fromkeys(tags)), created=created)


def _note(cell: str) -> tuple[str, list[str]]:
    """The note, and the tags that stand at its end, `.tag` on a line each."""
    lines = cell.split("\n")
    tags: list[str] = []
    while lines and (found := _TAG.fullmatch(lines[-1].strip())):
        tags.insert(0, found[1])
        lines.pop()
    return "\n".join(lines).strip("\n"), tags
