"""The backup of the day, beside what is going on, and `tuireader backup`."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from annotations.errors import StoreError, TuireaderError, UsageError
from annotations.files import writing
from annotations.library import Library
from tuireader.printing import print_text, tell

_log = logging.getLogger(__name__)


def begin(library: Library, backups: Path, pause: float = 0) -> Thread:
    """Make the backup of the day, where there is none yet, on a thread that ends with the program.

    `pause`: seconds between two articles, in which a window can draw.
    """
    thread = Thread(target=_daily, args=(library, backups, pause), name="backup", daemon=True)
    thread.start()
    return thread


def _daily(library: Library, backups: Path, pause: float) -> None:
    from annotations.backup import daily

    try:
        daily(library, backups, datetime.now(UTC).date(), pause=pause)
    except TuireaderError:  # what goes on needs no backup; doctor says how old the last one is
        _log.warning("the backup of the day couldn't be made", exc_info=True)


@contextmanager
def backed_up(library: Library, backups: Path) -> Iterator[None]:
    """A block that ends once the backup of the day, which is made meanwhile, is there."""
    thread = begin(library, backups)
    try:
        yield
    finally:
        thread.join()


def back_up(folder: Path, backups: Path, target: Path | None, *, full: bool, force: bool) -> int:
    """Write a backup and say where it is; exit code 1 where there is nothing to be saved."""
    from annotations.backup import daily, pack, prefix
    from annotations.holdings import TEXTS

    library = Library(folder)
    tell(library.notices)
    today, count = datetime.now(UTC).date(), len(library.articles())
    if not count:
        tell([f"the library {library.root} is empty, so there is nothing to back up"])
        return 1
    articles = f"{count:,} article{'s' * (count != 1)}"
    if target is None and not full:
        path = daily(library, backups, today, anew=True)
        print_text(f"{path}: the notes of {articles}; the texts and originals are beside it, in {TEXTS}")
        return 0
    path = target or backups / f"{prefix(library)}-full-{today.isoformat()}.zip"
    if target is not None and path.exists() and not force:
        raise UsageError(f"{path} exists; --force overwrites it.")
    try:
        with writing(path.parent):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        pack(library, path, originals=full)
    except StoreError as error:
        raise StoreError(str(error).replace("Not saved", "No backup was made", 1)) from error
    print_text(f"{path}: {articles}, {path.stat().st_size / 1e3:,.0f} KB")
    return 0
