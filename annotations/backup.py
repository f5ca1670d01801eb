"""Backups: a zip of the journals a day, with the texts, which never change, copied once beside it; or a zip of all.

A zip is laid out like the library and is brought back by merging it, into an empty place or into what there is.
"""

import os
import re
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree

from annotations import files
from annotations.errors import Unreadable
from annotations.holdings import JOURNAL, TEXTS, FolderHolding
from annotations.library import Library
from annotations.lines import Line, decode
from annotations.locking import PATIENCE, Lock

DAYS, WEEKS = 7, 4
"""How many daily backups are kept, and of how many weeks before them the last one."""
_NAMED = 40
"""Characters of a library's name that its backups have in theirs, which a file system may limit to 255 bytes."""
_NAME = re.compile(r"(.+)-(\d{4}-\d{2}-\d{2})\.zip")


def prefix(library: Library) -> str:
    """How the names of a library's backups begin: its folder's name, and a few digits that tell it from another."""
    return f"{library.root.name[:_NAMED]}-{blake2b(os.fsencode(library.root), digest_size=4).hexdigest()}"


def daily(library: Library, folder: Path, today: date, *, anew: bool = False, pause: float = 0) -> Path | None:
    """Make the backup of a day in `folder`, and let go of the oldest; None where it is there, or nothing to be saved.

    `anew` makes it in any case; `pause`: seconds between two articles, for a window that draws
    meanwhile. Raises a StoreError, and then the earlier backups are as they were; Unreadable once all that can be read
    is backed up.
    """
    path = folder / f"{prefix(library)}-{today.isoformat()}.zip"
    articles = library.articles()
    if not articles or (path.exists() and not anew):
        return None
    with files.writing(folder), Lock(folder / ".lock").held(PATIENCE if anew else 0):
        unread: list[Unreadable] = []
        for article in articles:
            _copy_texts(library, article, folder / TEXTS, unread)
            time.sleep(pause)  # waits for nothing: the interpreter is the drawing window's meanwhile
        _pack(library, path, unread, texts=False, originals=False, pause=pause)
        _tell(path, unread)  # and let nothing go: an earlier backup may have what can't be read now
        _let_go(folder, prefix(library), set(articles))
    return path


def pack(library: Library, path: Path, *, texts: bool = True, originals: bool) -> int:
    """Write a zip of the library to `path`, whole or not at all; returns the number of articles.

    Raises a StoreError; Unreadable once the zip is there with all that can be read.
    """
    unread: list[Unreadable] = []
    with files.writing(path.parent):
        count = _pack(library, path, unread, texts=texts, originals=originals)
    _tell(path, unread)
    return count


def _tell(path: Path, unread: list[Unreadable]) -> None:
    if unread:
        more = f" ({len(unread)} files in all)" if len(unread) > 1 else ""
        raise Unreadable(f"{path} has all but what can't be read{more}: {unread[0]}")


def _pack(
    library: Library, path: Path, unread: list[Unreadable], *, texts: bool, originals: bool, pause: float = 0
) -> int:
    source, articles = FolderHolding(library.root), library.articles()
    with _new(path) as target:
        target.writestr(_info("library.json"), b'{"library": %d}\n' % source.number())
        for article in articles:
            for name, read in _contents(source, article, texts=texts, originals=originals):
                try:
                    data = read()
                except Unreadable as error:
                    unread.append(error)
                else:
                    target.writestr(_info(f"articles/{article[:2]}/{article}/{name}"), data)
            time.sleep(pause)  # waits for nothing: the interpreter is the drawing window's meanwhile
    return len(articles)


def _contents(
    source: FolderHolding, article: str, *, texts: bool, originals: bool
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """What a zip has of an article; its journal first, which may be empty, so that the article is in it."""
    yield JOURNAL, lambda: b"".join(map(_whole, source.journals(article)))
    for name in source.texts(article) if texts or originals else []:
        if originals if name.startswith("originals/") else texts:
            yield name, partial(source.read, article, name)


def _whole(data: bytes) -> bytes:
    """A journal without a line that is being written, with a newline at its end."""
    end = data.rfind(b"\n") + 1
    return data + b"\n" if isinstance(decode(data[end:]), Line) else data[:end]


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, time.localtime()[:6])
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, files.FILE_MODE << 16
    return info


@contextmanager
def _new(path: Path) -> Iterator[zipfile.ZipFile]:
    """A zip to be written that stands at `path` once it is whole and on the disk."""
    temporary = path.with_name(f".{path.name}.tmp")
    descriptor = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, files.FILE_MODE)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w") as target:
                yield target
            file.flush()
            files.sync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    files.sync_folder(path.parent)


def _copy_texts(library: Library, article: str, target: Path, unread: list[Unreadable]) -> None:
    source, copies = FolderHolding(library.root), FolderHolding(target)
    for name in source.texts(article):
        copy = copies.folder(article) / name
        if not copy.exists() or copy.stat().st_size < (source.folder(article) / name).stat().st_size:
            files.make_folder(copy.parent)  # a shorter copy is of a file of which a sync tool had only brought half
            try:
                files.replace(copy, [source.read(article, name)])
            except Unreadable as error:
                unread.append(error)


def _let_go(folder: Path, begin: str, living: Collection[str]) -> None:
    """Delete the backups of this library that are too old, and texts that neither a backup nor the library has."""
    named = [(path, found) for path in backups(folder) if (found := _NAME.fullmatch(path.name)) and found[1] == begin]
    own = sorted(((date.fromisoformat(found[2]), path) for path, found in named), reverse=True)
    weeks: dict[tuple[int, int], Path] = {}
    for day, path in own[DAYS:]:
        weeks.setdefault(day.isocalendar()[:2], path)
    kept = set(list(weeks.values())[:WEEKS])
    gone = [path for _, path in own[DAYS:] if path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    if not gone:
        return
    held = {article for path in backups(folder) for article in _articles(path) or ()} | set(living)
    copies = FolderHolding(folder / TEXTS)
    for article in set(copies.articles()) - held:
        rmtree(copies.folder(article), ignore_errors=True)


def backups(folder: Path | None) -> list[Path]:
    """The backups in a folder."""
    return sorted(folder.glob("*.zip")) if folder and folder.is_dir() else []


def holding(folder: Path | None, articles: Collection[str]) -> list[Path]:
    """The backups in a folder that hold one of these articles, or can't be read, so that they may."""
    found = []
    for path in backups(folder):
        held = _articles(path)
        if held is None or held & set(articles):
            found.append(path)
    return found


def _articles(path: Path) -> set[str] | None:
    """The ids of the articles in a backup; None if it can't be read."""
    try:
        with zipfile.ZipFile(path) as source:
            names = [name.split("/") for name in source.namelist()]
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):  # all that zipfile says of a damaged one
        return None
    return {parts[2] for parts in names if parts[0] == "articles" and len(parts) > 3}
