"""What an article of the library gives to the index, read from its files."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.errors import Unreadable
from annotations.files import read_error
from annotations.journal import Journal
from annotations.lines import Document
from annotations.models import Annotation, Clip, Details, Record, Source, SourceFields, Speaker, TurnName, Version
from annotations.records import TABLES, from_document, kind_of
from annotations.versions import Header, read_beginning, read_header, read_version, source_of, title_of, version_ids


@dataclass(frozen=True)
class Records:
    """What is recorded of an article, and the head of its newest version that can be read."""

    details: Details
    source: Source
    title: str
    header: Header | None
    annotations: tuple[Annotation, ...]
    clips: tuple[Clip, ...]
    speakers: tuple[Speaker, ...]
    turns: Mapping[str, str]
    """For each label of a transcript that was named who it is."""
    opened: str
    """When something was last recorded, or a text kept."""
    notice: str
    """What of it can't be read, as a sentence; empty where all can."""


def folder_of(root: Path, article: str) -> Path:
    """An article's folder in the library."""
    return root / "articles" / article[:2] / article


def records_of(root: Path, article: str) -> Records:
    """The records of an article. Raises Unreadable if its journal can't be read."""
    folder = folder_of(root, article)
    by_kind = _by_kind(folder / "annotations.jsonl")
    details = next((one for one in by_kind[Details] if one.id == "article"), Details())
    given = next((one for one in by_kind[SourceFields] if one.id == "source"), None)
    header, notice = _newest_header(folder)
    source = source_of(given, header)
    annotations, clips = by_kind[Annotation], by_kind[Clip]
    dated: list[Record] = [*annotations, *clips, details, *([given] if given else [])]
    times = [record.updated for record in dated] + ([header.accessed] if header else [])
    return Records(
        details=details,
        source=source,
        title=source.title or (title_of(read_beginning(_path(folder, header.id))) if header else ""),
        header=header,
        annotations=tuple(annotations),
        clips=tuple(clips),
        speakers=tuple(by_kind[Speaker]),
        turns={turn.label: turn.name for turn in by_kind[TurnName]},
        opened=max(times, default=""),
        notice=notice,
    )


def _by_kind(journal: Path) -> dict[type[Record], list[Any]]:
    """The live records of a journal by class, each in order of creation."""
    found: dict[type[Record], list[Any]] = {kind: [] for kind in (*TABLES.values(), Annotation)}
    for table, documents in _tables(journal).items():
        kind = kind_of(table)
        if kind is None:
            continue
        for id_, document in documents.items():
            with suppress(Unreadable):  # the article's own notices tell of it
                found[kind].append(from_document(table, id_, document))
    for records in found.values():
        if len(records) > 1:
            records.sort(key=lambda record: (record.created, record.id))
    return found


def _tables(path: Path) -> dict[str, dict[str, Document]]:
    """What a journal says now; a line that is just being written is damaged yet, and the file changes once more."""
    journal = Journal()
    try:
        journal.take(path.read_bytes())
    except FileNotFoundError:
        pass
    except OSError as error:
        raise read_error(error, path) from error
    return journal.tables


def _newest_header(folder: Path) -> tuple[Header | None, str]:
    """The head of the newest version that can be read, and why another can't."""
    notice = ""
    for version in reversed(version_ids(folder / "versions")):
        try:
            return read_header(_path(folder, version)), notice
        except Unreadable as error:
            notice = notice or str(error)
    return None, notice


def versions_of(root: Path, article: str) -> list[Version]:
    """The versions of an article that can be read, oldest first."""
    folder = folder_of(root, article)
    found = []
    for name in version_ids(folder / "versions"):
        try:
            version = read_version(_path(folder, name))
        except Unreadable:
            continue
        found += [version] if version else []
    return found


def _path(folder: Path, version: str) -> Path:
    return folder / "versions" / f"{version}.json"
