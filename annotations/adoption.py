"""What a sync tool leaves beside a journal when two machines wrote it: a copy, whose lines belong into the journal.

Syncthing writes `annotations.sync-conflict-….jsonl`, Dropbox `annotations (… conflicted copy …).jsonl`, others number
them: every other file beside the journal that begins and ends like it is taken for one. Lines name what they
descend from, so adopting a copy brings nothing old back, and doing it twice changes nothing.
"""

import os
from pathlib import Path

from annotations.errors import Busy, NoSpace, StoreError
from annotations.files import make_folder, read_error, sync_folder, writing
from annotations.journal import Journal
from annotations.storage import JournalStorage

RECOVERED = "recovered"
"""The folder beside a journal that adopted copies are moved to; the program deletes nothing there."""


def copies(journal: Path) -> list[Path]:
    """The copies that lie beside a journal."""
    stem, suffix = journal.stem, journal.suffix
    try:
        with os.scandir(journal.parent) as entries:
            names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:  # no folder yet; one that can't be read is told about when the journal is
        return []
    alike = (name for name in names if name.startswith(stem) and name.endswith(suffix) and name != journal.name)
    return [journal.with_name(name) for name in sorted(alike)]


def adopt(storage: JournalStorage) -> bool:
    """Take the lines of all copies into the journal and move the copies away; what was done is in the notices.

    False where that must wait because another program is writing, or for room on the disk; the copies stay then, and
    so they do where nothing can be written, which is said.
    """
    found = copies(storage.path)
    if not found:
        return True
    try:
        with storage.exclusive(patience=0):
            for copy in found:
                storage.say(_adopt(storage, copy))
    except Busy:
        return False
    except StoreError as error:
        storage.say(f"{found[0]}, a sync tool's copy of the journal, isn't merged yet. {error}")
        return not isinstance(error, NoSpace)
    return True


def _adopt(storage: JournalStorage, copy: Path) -> str:
    try:
        data = copy.read_bytes()
    except OSError as error:
        raise read_error(error, copy) from error
    count, theirs = storage.take(data), Journal()
    theirs.take(data)
    with writing(storage.path.parent):
        folder = storage.path.parent / RECOVERED
        make_folder(folder)
        copy.rename(free_name(folder / copy.name))
        sync_folder(folder)
        sync_folder(copy.parent)
    new = "1 line of it was" if count == 1 else f"{count} lines of it were"
    damaged = f" Damaged lines in it, which couldn't be taken: {len(theirs.damaged)}." if theirs.damaged else ""
    return f"{copy.name}: a sync tool's copy of {storage.path}; {new} new.{damaged} It is in {folder}."


def free_name(path: Path) -> Path:
    """The path, or one like it that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
