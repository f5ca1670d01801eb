"""The folder of all articles: which article is which, their versions, and the journal of each.

library.json                   {"library": 1}
articles/3f/3fa9…/             one folder an article
    article.json               id and schema, the same bytes on every machine
    annotations.jsonl          the journal (see `store`)
    versions/, originals/      texts as cleaned, and the bytes as they came; never rewritten
    recovered/                 adopted copies of the journal
deleted.jsonl                  what was deleted for good (see `emptied`)
.lock  .gitignore  .gitattributes
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import files
from annotations.emptied import remember
from annotations.errors import ReadOnly, StoreError, SyncFailed, Unreadable, UsageError
from annotations.identity import text_id, url_id
from annotations.journal import Journal
from annotations.locking import Lock
from annotations.models import Annotation, Article, Clip, Details, Source, SourceFields, Version
from annotations.versions import (
    Header,
    as_file,
    id_after,
    read_beginning,
    read_header,
    read_version,
    text_hash,
    title_of,
    version_ids,
)
from annotations.versions import new_version as new_version

LIBRARY = 1
"""The number of the folder's layout; a library of a greater one is read and not written."""
SCHEMA = 1

if TYPE_CHECKING:
    from annotations.store import Store  # it loads TinyDB, which no page waits for

_ID = re.compile("[0-9a-f]{16}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}")
_CHUNK = 1 << 18
_TEXTS = ("originals", "versions")
_SHARED = 1 / 3
"""The part of an article's paragraphs that must stand in a known one's latest version to be taken for it."""
_AROUND = {
    ".gitignore": b".lock\n*.tmp\n",
    ".gitattributes": b"*.jsonl merge=union\n",
    "library.json": b'{"library": %d}\n' % LIBRARY,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list of all."""

    id: str
    title: str
    """As the person or the document gives it; else the beginning of the first paragraph."""
    outlet: str
    published: str
    address: str
    annotations: int
    clips: int
    tags: tuple[str, ...]
    done: bool
    opened: str
    """When something in it was last recorded, or its text last kept."""


class Library:
    """A library in the folder `root`, which need not exist: nothing is made before something is kept.

    `read_only`: every write raises ReadOnly. A library made by a newer program is read only in any case, and
    `notices` says so. Any thread may call; a thread that keeps a long text leaves the others their turn.
    """

    def __init__(self, root: Path, read_only: bool = False) -> None:
        self.root = root.absolute()
        self.notices: list[str] = []
        self._lock = Lock(self.root / ".lock")
        self._stores: dict[str, Store] = {}
        self._read_only = f"Not saved: the library {self.root} was opened for reading only." if read_only else ""
        number = self._number()
        if number > LIBRARY:
            self._read_only = (
                f"Not saved: the library {self.root} is of a newer tuireader (number {number}), so it is only read."
                " Update tuireader to write in it."
            )
            self._notice(self._read_only.removeprefix("Not saved: ").capitalize())

    def _number(self) -> int:
        path = self.root / "library.json"
        try:
            number = json.loads(path.read_bytes())["library"]
            return int(number)
        except FileNotFoundError:
            return LIBRARY
        except OSError as error:
            raise files.read_error(error, path) from error
        except (ValueError, KeyError, TypeError):
            self._notice(f"{path} is damaged; the library is taken for one of number {LIBRARY}.")
            return LIBRARY

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    @property
    def read_only(self) -> bool:
        """Whether every write raises ReadOnly."""
        return bool(self._read_only)

    # -- which article is it

    def identify(self, article: Article, url: str = "", hint: str = "") -> str:
        """The article's id, 16 hex digits: of a known article that it is, else a new one.

        It is the known article with its web address (`url`, else the source's), else the one that began with this
        text, else `hint`, what the caller thinks it is, if a third of the paragraphs stand in its latest version.
        """
        by_url, by_text = url_id(url or article.source.url), text_id(article)
        for known in (by_url, by_text):
            if known and self._is_known(known):
                return self._joined(known)
        if hint and self._is_known(hint) and self._is_like(article, hint):
            return hint
        return by_url or by_text

    def _joined(self, article_id: str) -> str:
        """The article that this one turned out to be, if it did; else itself."""
        try:
            details = self.store(article_id).get(Details, "article")
        except Unreadable:  # told when the journal is read
            return article_id
        return details.joined if details and details.joined and self._is_known(details.joined) else article_id

    def _is_known(self, article_id: str) -> bool:
        return bool(_ID.fullmatch(article_id)) and (self.folder(article_id) / "article.json").exists()

    def _is_like(self, article: Article, article_id: str) -> bool:
        latest = self.latest(article_id)
        keys = {paragraph.key for paragraph in article.paragraphs if paragraph.key}
        return latest is not None and len(keys & latest.places.keys()) >= max(1, len(keys) * _SHARED)

    # -- keeping versions

    def keep(self, article_id: str, article: Article, version: Version) -> Version:
        """Put a text and its original on the disk, unless the latest version has the same text: that one is returned.

        Raises a StoreError; a version is either whole or not there.
        """
        known = self._same(article_id, article)
        if known is not None:
            return known
        with self.filling(article_id) as folder:
            known = self._same(article_id, article)  # another window may have been faster
            if known is not None:
                return known
            newest = max(self.versions(article_id), default="")
            version = replace(version, id=id_after(version.id, newest))
            suffix = article.suffix if _SUFFIX.fullmatch(article.suffix) else ".bin"
            original = folder / "originals" / f"{version.id}{suffix}"
            files.replace(original, _chunks(article.original))
            try:
                files.replace(self._version_path(article_id, version.id), as_file(version, article))
            except (OSError, StoreError):
                original.unlink(missing_ok=True)
                raise
        return version

    def _same(self, article_id: str, article: Article) -> Version | None:
        """The latest version if it has this very text."""
        header = self._latest_header(article_id)
        if header is None or header.text != text_hash(article):
            return None
        return Version(header.id, header.accessed, header.address, header.sha256, article.paragraphs)

    @contextmanager
    def filling(self, article_id: str) -> Iterator[Path]:
        """A block in which nobody else writes, with the article's folder, which is made where it is missing."""
        if self._read_only:
            raise ReadOnly(self._read_only)
        folder = self.folder(article_id)
        with self._lock.held(), files.writing(folder):
            self._furnish(folder)
            yield folder
            self._write_once(folder / "article.json", _article_json(article_id))

    def make(self) -> None:
        """Make the library's own folder and files where they are missing. Raises a StoreError."""
        if self._read_only:
            raise ReadOnly(self._read_only)
        with files.writing(self.root):
            files.make_folder(self.root)
            for name, content in _AROUND.items():
                self._write_once(self.root / name, content)

    def discard(self, article_id: str, journal: bytes) -> bool:
        """Delete the folder of an article for good, if its journal still is `journal`; returns whether it was."""
        folder = self.folder(article_id)
        with self._lock.held(), files.writing(folder):
            path = folder / "annotations.jsonl"
            if (path.read_bytes() if path.exists() else b"") != journal:
                return False
            self._delete(article_id)
        return True

    def _furnish(self, folder: Path) -> None:
        self.make()
        for name in _TEXTS:
            files.make_folder(folder / name)

    @staticmethod
    def _write_once(path: Path, content: bytes) -> None:
        if not path.exists():
            files.replace(path, [content])

    # -- finding

    def articles(self) -> list[str]:
        """The ids of all articles. Raises Unreadable if the folder can't be read."""
        folder = self.root / "articles"
        try:
            parts = [part for part in folder.iterdir() if len(part.name) == 2 and part.is_dir()]
            found = [path.name for part in parts for path in part.iterdir() if path.name.startswith(part.name)]
            return sorted(name for name in found if _ID.fullmatch(name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise files.read_error(error, folder) from error

    def versions(self, article_id: str) -> list[str]:
        """The ids of an article's versions, oldest first."""
        return version_ids(self.folder(article_id) / "versions")

    def read_version(self, article_id: str, version_id: str) -> Version | None:
        """A version; None if there is no such one. Raises Unreadable if it is damaged."""
        return read_version(self._version_path(article_id, version_id))

    def latest(self, article_id: str) -> Version | None:
        """The newest version that can be read; a damaged one is a notice."""
        for version_id in reversed(self.versions(article_id)):
            try:
                return self.read_version(article_id, version_id)
            except Unreadable as error:
                self._notice(str(error))
        return None

    def _latest_header(self, article_id: str) -> Header | None:
        for version_id in reversed(self.versions(article_id)):
            try:
                return read_header(self._version_path(article_id, version_id))
            except Unreadable as error:
                self._notice(str(error))
        return None

    def source(self, article_id: str) -> Source:
        """The source fields as the person gave them, else as found in the latest version."""
        given = self.store(article_id).get(SourceFields, "source")
        header = self._latest_header(article_id)
        return given.source if given else header.source if header else Source()

    def found(self, article_id: str) -> Mapping[str, str]:
        """For each source field that the latest version's document fills, where in it that was found."""
        header = self._latest_header(article_id)
        return header.found if header else {}

    def store(self, article_id: str) -> "Store":
        """The journal of an article; the same object each time."""
        return self._stores.get(article_id) or self._stores.setdefault(article_id, self._open(article_id))

    def _open(self, article_id: str) -> "Store":
        from annotations.store import Store

        return Store(self.folder(article_id) / "annotations.jsonl", self._lock.path, self._read_only)

    def entries(self, *, removed: bool = False) -> list[Entry]:
        """All articles but the removed, or only these, the one last worked on first. What can't be read is a notice."""
        found = []
        for article_id in self.articles():
            try:
                entry = self._entry(article_id, removed=removed)
            except Unreadable as error:
                self._notice(str(error))
            else:
                found += [entry] if entry else []
        return sorted(found, key=lambda entry: entry.opened, reverse=True)

    def _entry(self, article_id: str, *, removed: bool) -> Entry | None:
        store = self._stores.get(article_id) or self._open(article_id)
        details = store.get(Details, "article") or Details()
        if details.removed is not removed:
            return None
        given, header = store.get(SourceFields, "source"), self._latest_header(article_id)
        source = given.source if given else header.source if header else Source()
        marks, clips = store.all(Annotation), store.all(Clip)
        times = [record.updated for record in (*marks, *clips, details, given) if record]
        return Entry(
            id=article_id,
            title=source.title or (self._beginning(article_id, header.id) if header else ""),
            outlet=source.outlet,
            published=source.published,
            address=details.address or (header.address if header else ""),
            annotations=len(marks),
            clips=len(clips),
            tags=details.tags,
            done=details.done,
            opened=max(times + ([header.accessed] if header else []), default=""),
        )

    def _beginning(self, article_id: str, version_id: str) -> str:
        return title_of(read_beginning(self._version_path(article_id, version_id)))

    def delete(self, article_id: str) -> None:
        """Delete the folder of a removed article for good, with all that was noted in it.

        Raises StoreError where it isn't in the trash, or can't be deleted whole.
        """
        details = self.store(article_id).get(Details, "article")
        if self._read_only:
            raise ReadOnly(self._read_only)
        if details is None or not details.removed:
            raise StoreError(f"The article {article_id} isn't in the trash; remove it first.")
        folder = self.folder(article_id)
        try:
            with self._lock.held():
                self._delete(article_id)
        except OSError as error:
            raise StoreError(f"{folder} couldn't be deleted: {error.strerror}; delete the folder by hand.") from error

    def _delete(self, article_id: str) -> None:
        folder, journal = self.folder(article_id), Journal()
        with suppress(FileNotFoundError):
            journal.take((folder / "annotations.jsonl").read_bytes())
        texts = [path.relative_to(folder).as_posix() for name in _TEXTS for path in (folder / name).glob("*")]
        with suppress(OSError, SyncFailed):  # a full disk needs the room, and a merge only brings it back
            remember(self.root, article_id, journal, texts)
        shutil.rmtree(folder)
        self._stores.pop(article_id, None)

    def resolve(self, words: str, entries: Sequence[Entry] | None = None) -> list[Entry]:
        """The articles that are meant by the beginning of an id, of at least 4 digits, or by words of a title.

        `entries`: the articles, where they are known already.
        """
        entries = self.entries() if entries is None else entries
        if re.fullmatch("[0-9a-f]{4,16}", words):
            by_id = [entry for entry in entries if entry.id.startswith(words)]
            if by_id:
                return by_id
        wanted = words.casefold().split()
        return [entry for entry in entries if wanted and all(word in entry.title.casefold() for word in wanted)]

    def folder(self, article_id: str) -> Path:
        """The folder of an article, whether there is one or not. Raises UsageError for what is no id."""
        if not _ID.fullmatch(article_id):
            raise UsageError(f"{article_id!r} is no article's id; `tuireader list` shows them.")
        return self.root / "articles" / article_id[:2] / article_id

    def _version_path(self, article_id: str, version_id: str) -> Path:
        return self.folder(article_id) / "versions" / f"{Path(version_id).name}.json"


def _article_json(article_id: str) -> bytes:
    return json.dumps({"article": article_id, "schema": SCHEMA}).encode() + b"\n"


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
