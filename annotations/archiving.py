"""An article's archive out of a library, and into one: whole versions, and the journal's states with their ancestry."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from annotations.errors import Unreadable
from annotations.exporting.archive import Archive, Entry
from annotations.files import read_error
from annotations.journal import Journal, Line, decode
from annotations.library import Library


def archive_of(library: Library, article: str) -> Archive:
    """All that the library holds of an article; what can't be read is told in the library's notices."""
    return Archive(article, tuple(_versions(library, article)), tuple(_entries(library, article)))


def _versions(library: Library, article: str) -> Iterator[Mapping[str, Any]]:
    folder = library.store(article).path.parent / "versions"
    for version in library.versions(article):
        path = folder / f"{version}.json"
        try:
            found = json.loads(path.read_bytes())
            if not isinstance(found, dict):
                raise ValueError
        except (OSError, ValueError):
            library.notices.append(f"{path} can't be read and isn't exported; restore it from a backup.")
        else:
            yield found


def _entries(library: Library, article: str) -> list[Entry]:
    """The live states of the journal, as compaction would keep them, by time of creation."""
    path = library.store(article).path
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise read_error(error, path) from error
    journal = Journal()
    journal.take(data if data.endswith(b"\n") or not data else data + b"\n")
    if journal.newer:
        raise Unreadable(f"{path} has lines of a newer tuireader, which can't be exported whole. Update tuireader.")
    lines = [line for raw in journal.compacted(data) if isinstance(line := decode(raw.strip(b"\n")), Line)]
    live = sorted((line for line in lines if not line.deleted), key=_order)
    return [Entry(line.table, line.id, line.document, line.past) for line in live]


def _order(line: Line) -> tuple[str, str, str, str]:
    return str(line.document.get("created", "")), line.id, line.table, line.updated
