"""Two libraries brought together: by the lines of their journals, and by files that never change.

Whatever is merged into whatever, in any order and however often, the same records come of it: a line names what it
replaces, so nothing old comes back; what was deleted stays deleted, unless it was changed elsewhere without seeing
that; and one note changed on both sides is a conflict, of which both stay (see `journal`).
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotations import files
from annotations.adoption import RECOVERED, free_name
from annotations.emptied import is_deleted
from annotations.errors import Unreadable, UsageError
from annotations.guarding import Guards
from annotations.holdings import FolderHolding, Holding, holding
from annotations.joining import follow
from annotations.journal import Journal
from annotations.library import LIBRARY, Library
from annotations.lines import Document, Line, decode
from annotations.models import Guard, Record, Source, SourceFields
from annotations.records import from_document
from annotations.versions import header_in, read_version, version_ids


@dataclass
class Merged:
    """What came of a merge."""

    seen: list[str] = field(default_factory=list)
    """Ids of all articles that were looked at."""
    added: list[str] = field(default_factory=list)
    """Ids of articles that weren't here."""
    changed: list[str] = field(default_factory=list)
    """Ids of those that were, and have more now."""
    lines: int = 0
    """Of journals, new here."""
    texts: int = 0
    """Versions and originals, new here."""
    conflicts: list[str] = field(default_factory=list)
    """Ids of articles in which something was changed on both sides."""
    left_out: list[str] = field(default_factory=list)
    """Ids of guarded articles."""
    deleted: list[str] = field(default_factory=list)
    """Ids of articles that were deleted here for good, and that have nothing there that wasn't known then."""
    problems: list[str] = field(default_factory=list)
    """What couldn't be taken, as sentences."""


def merge(
    library: Library,
    path: Path,
    *,
    guarded: bool = False,
    progress: Callable[[list[str]], Iterable[str]] = iter,
) -> Merged:
    """Take into `library` all that another library, a backup or a journal at `path` has and it hasn't.

    Articles that are guarded there are left out unless `guarded`, but not where a journal alone is merged. What was
    deleted here for good comes back from a backup, where it is named for itself, or where it has what wasn't known
    then. `progress` is handed the ids and hands them on. Raises a StoreError where the library can't be written; what
    was taken until then stays, and merging again takes the rest.
    """
    source = _source(library, path)
    if source.number() > LIBRARY:
        raise UsageError(f"{path} is of a newer tuireader, so it wasn't merged; update tuireader first.")
    merged, known = Merged(), set(library.articles())
    for article in progress(source.articles()):
        merged.seen.append(article)
        try:
            _merge_article(library, source, article, merged, new=article not in known, guarded=guarded)
        except Unreadable as error:
            merged.problems.append(str(error))
    return merged


def _source(library: Library, path: Path) -> Holding:
    if path.suffix == ".jsonl" and path.is_file() and not FolderHolding.names_article(path):
        return StrayJournal(library, path)
    found = holding(path)
    if isinstance(found, FolderHolding) and not found.is_one and found.root.resolve() == library.root.resolve():
        raise UsageError(f"{path} is this library itself; name another one, or a backup.")
    return found


def _merge_article(
    library: Library, source: Holding, article: str, merged: Merged, *, new: bool, guarded: bool
) -> None:
    journals = source.journals(article)
    theirs = Journal()
    for data in journals:
        theirs.take(data)
    names = source.texts(article)
    if not guarded and not source.is_one and _is_guarded(theirs, _source_of(source, article, names)):
        merged.left_out.append(article)
        return
    if new and not source.restores and is_deleted(library.root, article, theirs, names):
        merged.deleted.append(article)
        return
    if theirs.damaged:
        count = len(theirs.damaged)
        merged.problems.append(
            f"{article}: {count} damaged line{'s' * (count != 1)} of the other journal can't be taken; look there."
        )
    if not names and not theirs.lines:
        return
    with library.filling(article) as folder:
        texts = sum(_take_readable(folder, source, article, name, merged) for name in names)
    store = library.store(article)
    lines = sum(map(store.take, filter(None, journals)))
    merged.lines += lines
    merged.texts += texts
    if new:
        merged.added.append(article)
    elif lines or texts:
        merged.changed.append(article)
    if not lines:
        return
    kept = follow(library, article) or article
    if library.store(kept).conflicts():
        merged.conflicts.append(kept)


def _is_guarded(journal: Journal, found: Source) -> bool:
    tables = journal.tables
    guards = [
        record
        for id_, one in tables.get("guards", {}).items()
        if isinstance(record := _record("guards", id_, one), Guard)
    ]
    given = _record("source", "source", tables.get("source", {}).get("source", {}))
    source = given.source if isinstance(given, SourceFields) else found
    return bool(Guards.of(guards, source, datetime.now(UTC)))


def _record(table: str, id_: str, document: Document) -> Record | None:
    try:
        return from_document(table, id_, document)
    except Unreadable:
        return None


def _source_of(source: Holding, article: str, names: Sequence[str]) -> Source:
    """The source fields that stand in the latest version."""
    for name in sorted((name for name in names if name.startswith("versions/")), reverse=True):
        with suppress(Unreadable):
            return header_in(source.read(article, name).partition(b"\n")[0], Path(name)).source
    return Source()


def _take_readable(folder: Path, source: Holding, article: str, name: str, merged: Merged) -> bool:
    try:
        return _take_text(folder, source, article, name, merged)
    except Unreadable as error:
        merged.problems.append(str(error))
        return False


def _take_text(folder: Path, source: Holding, article: str, name: str, merged: Merged) -> bool:
    """Copy a version or an original that isn't here; of two with one name the one that isn't whole steps aside."""
    path = folder / name
    theirs = source.read(article, name)
    if not path.exists():
        files.replace(path, [theirs])
        return True
    ours = path.read_bytes()
    if ours == theirs or (path.parent.name == "versions" and _has_same_words(ours, theirs)):
        return False
    aside = folder / RECOVERED
    files.make_folder(aside)
    worse, better = (ours, theirs) if not _is_whole(path) else (theirs, ours)
    files.replace(free_name(aside / path.name), [worse])
    if better is theirs:
        files.replace(path, [theirs])
    merged.problems.append(f"{path} differs from the one in the other library; both are kept, one in {aside}.")
    return better is theirs


def _has_same_words(ours: bytes, theirs: bytes) -> bool:
    """Whether two versions differ only in their header and line ends: the same text, read within one second."""
    return _words(ours) == _words(theirs) != b""


def _words(version: bytes) -> bytes:
    return version.partition(b"\n")[2].replace(b"\r\n", b"\n")


def _is_whole(path: Path) -> bool:
    """Whether a version can be read, or an original is what its version says."""
    try:
        if path.suffix == ".json" and path.parent.name == "versions":
            return read_version(path) is not None
        version = read_version(path.parents[1] / "versions" / f"{path.stem}.json")
    except Unreadable:
        return False
    return version is not None and version.sha256 == sha256(path.read_bytes()).hexdigest()


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


class StrayJournal:
    """A journal that lies anywhere: of the article whose versions its marks stand in."""

    def __init__(self, library: Library, path: Path) -> None:
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise files.read_error(error, path) from error
        named = {
            str(anchor.get("version"))
            for line in map(decode, self._data.split(b"\n"))
            if isinstance(line, Line)
            for anchor in _listed(line.document.get("anchors"))
            if isinstance(anchor, dict)
        }
        self._articles = [
            article for article in library.articles() if named & set(version_ids(library.folder(article) / "versions"))
        ]
        if len(self._articles) != 1:
            raise UsageError(
                f"{path} has no mark in a text of this library, so nobody can tell whose notes it has: put it into the"
                " folder of its article, or merge the whole library that it is of."
            )

    is_one = restores = True

    def number(self) -> int:
        """A journal alone has none."""
        return LIBRARY

    def articles(self) -> list[str]:
        """The one."""
        return self._articles

    def journals(self, article: str) -> list[bytes]:
        """It."""
        del article
        return [self._data]

    def texts(self, article: str) -> list[str]:
        """None."""
        del article
        return []

    def read(self, article: str, name: str) -> bytes:
        """Never asked for."""
        raise KeyError(article, name)
