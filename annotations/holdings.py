"""Another library to take from: a folder, a backup as a zip, or the folder of one article; nothing in it is changed.

Names and sizes in it are checked: what has no name that a library gives is never looked at, so no name leads out of it.
"""

import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

from annotations.adoption import copies
from annotations.errors import Unreadable, UsageError
from annotations.files import is_file, is_there, read_error

JOURNAL = "annotations.jsonl"
TEXTS = "texts"
"""The folder beside daily backups that has the texts and originals of all of them."""
_FOLDER = re.compile("[0-9a-f]{16}")
_TEXT = re.compile(r"versions/\d{8}T\d{6}Z-[0-9a-f]{8}\.json|originals/\d{8}T\d{6}Z-[0-9a-f]{8}\.[A-Za-z0-9]{1,12}")
_ENTRY = re.compile(r"articles/([0-9a-f]{2})/(\1[0-9a-f]{14})/(.+)")
_JOURNALS = re.compile(r"annotations[^/]*\.jsonl")
_LARGEST = 1 << 30
"""Bytes of one file; the program writes none that is nearly as long."""
_SWOLLEN, _ALWAYS = 200, 1 << 26
"""A zip may unpack to so many times its size, and in any case to so many bytes."""


class Holding(Protocol):
    """What another library has."""

    @property
    def is_one(self) -> bool:
        """Whether it is one article, named for itself."""

    @property
    def restores(self) -> bool:
        """Whether naming it asks for what was deleted, too: a backup, or one article."""

    def number(self) -> int:
        """That of its layout."""

    def articles(self) -> list[str]:
        """The ids of its articles."""

    def journals(self, article: str) -> list[bytes]:
        """The journal of an article, and sync tools' copies of it. Raises Unreadable."""

    def texts(self, article: str) -> list[str]:
        """The names of its versions and originals: `versions/….json`, `originals/….html`."""

    def read(self, article: str, name: str) -> bytes:
        """One of these. Raises Unreadable."""


class FolderHolding:
    """A library in a folder; with `only`, one article of it."""

    def __init__(self, root: Path, only: str = "") -> None:
        self.root, self.only = root, only
        self.is_one = self.restores = bool(only)

    @staticmethod
    def names_article(path: Path) -> bool:
        """Whether a journal lies in the folder of an article, and so says whose it is."""
        return bool(_FOLDER.fullmatch(path.absolute().parent.name))

    def number(self) -> int:
        """That of its layout; 1 where it doesn't say."""
        try:
            return _number((self.root / "library.json").read_bytes())
        except OSError:
            return 1

    def articles(self) -> list[str]:
        """The ids of its articles."""
        if self.only:
            return [self.only]
        try:
            parts = [part for part in (self.root / "articles").iterdir() if part.is_dir()]
            found = [path.name for part in parts for path in part.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise read_error(error, self.root / "articles") from error
        return sorted(name for name in found if _FOLDER.fullmatch(name) and self.folder(name).is_dir())

    def folder(self, article: str) -> Path:
        """The folder of an article."""
        return self.root / "articles" / article[:2] / article

    def journals(self, article: str) -> list[bytes]:
        """The journal, and sync tools' copies of it."""
        journal = self.folder(article) / JOURNAL
        return [_read(path) for path in [journal, *copies(journal)] if is_file(path)]

    def texts(self, article: str) -> list[str]:
        """The names of versions and originals."""
        folder = self.folder(article)
        found = [path for name in ("originals", "versions") for path in sorted((folder / name).glob("*"))]
        names = [f"{path.parent.name}/{path.name}" for path in found if path.is_file() and not path.is_symlink()]
        return [name for name in names if _TEXT.fullmatch(name)]

    def read(self, article: str, name: str) -> bytes:
        """A version or an original."""
        return _read(self.folder(article) / name)


class ZipHolding:
    """A backup; what it lacks of texts may lie beside it, in the folder of the daily ones."""

    is_one, restores = False, True

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise read_error(error, path) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError):  # all that zipfile says of a damaged one
            raise Unreadable(f"{path} is damaged, or no zip; name a backup, a library or a journal (.jsonl).") from None
        self._entries: dict[str, dict[str, zipfile.ZipInfo]] = {}
        total = 0
        for info in self._zip.infolist():
            found = _ENTRY.fullmatch(info.filename)
            if found and (_TEXT.fullmatch(found[3]) or _JOURNALS.fullmatch(found[3])):
                self._entries.setdefault(found[2], {})[found[3]] = info
                total += info.file_size
        if total > max(_ALWAYS, path.stat().st_size * _SWOLLEN):
            raise Unreadable(f"{path} would unpack to {total >> 20:,} MB, which no backup does; it wasn't read.")
        self._beside = FolderHolding(path.with_name(TEXTS))

    def number(self) -> int:
        """That of the library's layout."""
        try:
            return _number(self._unpack(self._zip.getinfo("library.json")))
        except KeyError:
            return 1

    def articles(self) -> list[str]:
        """The ids of its articles."""
        return sorted(self._entries)

    def journals(self, article: str) -> list[bytes]:
        """The journal."""
        entries = self._entries[article].items()
        return [self._unpack(info) for name, info in entries if _JOURNALS.fullmatch(name)]

    def texts(self, article: str) -> list[str]:
        """The names of versions and originals, here and beside."""
        here = [name for name in self._entries[article] if _TEXT.fullmatch(name)]
        return sorted({*here, *self._beside.texts(article)})

    def read(self, article: str, name: str) -> bytes:
        """A version or an original."""
        info = self._entries[article].get(name)
        return self._unpack(info) if info else self._beside.read(article, name)

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        name = f"{self.path}: {info.filename}"
        if info.file_size > _LARGEST:
            raise Unreadable(f"{name} is longer than anything that a library holds; it wasn't read.")
        try:
            with self._zip.open(info) as file:
                return file.read(info.file_size + 1)
        except OSError as error:
            raise read_error(error, self.path) from error
        # A damaged or encrypted member is told by zipfile in all of these ways.
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
            raise Unreadable(f"{name} can't be unpacked ({str(error)[:60]}); try another backup.") from error


def holding(path: Path) -> Holding:
    """What a path names: a library, a backup, or a journal in an article's folder. Raises UsageError, Unreadable."""
    if is_there(path) and path.is_dir():
        if is_there(path / "articles") or is_there(path / "library.json"):
            return FolderHolding(path)
        raise UsageError(f"{path} is no library: it has no folder `articles`; name the one that has.")
    if not path.exists():
        raise UsageError(f"There is no {path}; check the name.")
    if path.suffix == ".jsonl":
        return FolderHolding(path.absolute().parents[3], path.absolute().parent.name)
    return ZipHolding(path)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise read_error(error, path) from error


def _number(data: bytes) -> int:
    try:
        return int(json.loads(data)["library"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 1
