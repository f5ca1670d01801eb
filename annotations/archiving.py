"""An article's archive out of a library, and into one: whole versions, and the journal's states with their ancestry."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.errors import Unreadable
from annotations.exporting.archive import Archive, Entry
from annotations.files import read_error, replace
from annotations.journal import Journal
from annotations.library import Library
from annotations.lines import Line, decode, encode
from annotations.models import Paragraph, Version
from annotations.text import clean_line
from annotations.versions import header_in, is_version_id, text_hash


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


def take_in(library: Library, archive: Archive) -> int:
    """Put an archive into a library, as a merge does: what was changed on both sides stands as a conflict.

    Returns how many states were new. Raises Unreadable where a version or a state isn't what it says it is; nothing
    of the article was taken then.
    """
    versions = {_checked(version): version for version in archive.versions}
    lines = [_line(entry) for entry in archive.entries]
    with library.filling(archive.article) as folder:
        for name, version in versions.items():
            path = folder / "versions" / f"{name}.json"
            if not path.exists():
                replace(path, [_as_file(version)])
    return library.store(archive.article).take(b"".join(lines))


def _line(entry: Entry) -> bytes:
    raw = encode(Line(entry.table, entry.id, dict(entry.document), past=entry.past))
    if not isinstance(decode(raw.rstrip(b"\n")), Line):
        raise Unreadable(f"The annotation {clean_line(entry.id)[:60]} can't be understood; export it again.")
    return raw


def _checked(version: Mapping[str, Any]) -> str:
    """The version's name, if it is one, its text has the hash that it says, and its paragraphs can be read."""
    name = version.get("version")
    try:
        if not isinstance(name, str) or not is_version_id(name):
            raise ValueError("name")
        header = header_in(_as_file(version).partition(b"\n")[0], Path(f"{name}.json"))
        paragraphs = tuple(Paragraph(one["text"]) for one in version["paragraphs"])
        if text_hash(Version(name, "", "", "", paragraphs)) != header.text or not header.text.startswith(name[-8:]):
            raise ValueError("text")
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"The text {clean_line(str(name))[:60]} isn't what it says it is; export it again.") from error
    return name


def _as_file(version: Mapping[str, Any]) -> bytes:
    """A version as its file has it: a header on the first line, then a paragraph a line."""
    header = {name: value for name, value in version.items() if name != "paragraphs"}
    lines = [_json(header)[:-1] + b',"paragraphs":[', b",\n".join(map(_json, version["paragraphs"])), b"]}\n"]
    return b"\n".join(line for line in lines if line)


def _json(value: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate, in a path for example
        return json.dumps(value, separators=(",", ":")).encode()
