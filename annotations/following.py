"""A journal file as it stands on the disk, read as it grows: by this program, by others, by sync tools.

A reader takes no lock. It sees whole lines only; what stands behind the last of them is damaged once nobody writes.
"""

from pathlib import Path
from threading import RLock

from annotations.files import read_error
from annotations.growth import Added, Growth
from annotations.journal import Journal
from annotations.lines import Document, Line, Newer, decode
from annotations.locking import Lock


def library_lock(journal: Path) -> Path:
    """The lock that goes with a journal: its library's, or one beside it where it stands alone."""
    journal = journal.absolute()
    for folder in journal.parents[:4]:
        if (folder / "library.json").exists():
            return folder / ".lock"
    return journal.with_name(".lock")


class FollowedJournal:
    """What a journal file says, as last read, and what a person should know of it. Any thread may call."""

    def __init__(self, path: str | Path, lock: Path | None = None) -> None:
        self.path = Path(path)
        self.changes = 0
        """Grows with each change that was read."""
        self.news = 0
        """Grows with each change that was read and not made here."""
        self.replacements = 0
        """Grows each time that the file is another than the one that was seen, or was shortened."""
        self._said: dict[str, None] = {}
        self._lock = Lock(lock or library_lock(self.path))
        self._memory = RLock()
        self._appending = False
        self._growth = Growth(self.path)
        self._forget()

    def _forget(self) -> None:
        self.journal = Journal()
        self._growth.forget()
        self._torn = False

    def read(self) -> dict[str, dict[str, Document]]:
        """All live documents by table and id, as they stand on disk now. The documents aren't to be changed."""
        with self._memory:
            self.refresh()
            return dict(self.journal.tables)

    def refresh(self, *, mine: bool = False, locked: bool = False) -> None:
        """Read what was added since the last look; all of it where the file isn't the one that was seen.

        `mine`: what there is to see was written here. `locked`: the lock is held, so nobody is halfway through a
        line. While this program appends, only the appending thread looks. Raises Unreadable.
        """
        if self._appending and not locked:
            return
        with self._memory:
            try:
                added = self._growth.look()
            except FileNotFoundError:
                if locked and self._growth.ever:
                    self._forget()
                    self.changes += 1
                return
            except OSError as error:
                raise read_error(error, self.path) from error
            if added is not None:
                self._take(added, locked=locked)
                self.changes += 1
                self.news += not mine

    def _take(self, added: Added, *, locked: bool) -> None:
        if added.anew:
            self.journal = Journal()
            self.replacements += 1
        whole, tail = _whole_lines(added.data)
        # Where the last line was taken without its newline, that comes now.
        lines = whole.removeprefix(b"\n") if self._growth.is_midline else whole
        if lines:
            self.journal.take(lines)
        # The writer may end between the look and the question: half a line is left only if nothing came since.
        self._torn = bool(tail) and (locked or (self._lock.is_free() and self._growth.is_as_seen()))
        self._growth.take(whole, settled=not tail or self._torn)

    @property
    def notices(self) -> list[str]:
        """What a person should know of this file, as sentences."""
        with self._memory:
            found = list(self._said)
            damaged = [*self.journal.damaged, *([self.journal.lines + 1] if self._torn else [])]
            if damaged:
                found.append(
                    f"{self.path}: {_numbered(damaged)} damaged and not shown; what it says is kept in the file,"
                    " and all other lines are whole."
                )
            if self.journal.newer:
                found.append(
                    f"{self.path}: {_numbered(self.journal.newer)} of a newer tuireader and not shown;"
                    " it is kept as it is. Update tuireader to see it."
                )
            return found

    def leaves(self, table: str, id_: str) -> list[Line]:
        """The states of a document that nothing replaces, as last read, the latest first; deletions too."""
        with self._memory:
            return self.journal.leaves(table, id_)

    def contested(self) -> list[list[Line]]:
        """Of each document that was changed in two places the states, as last read, the latest first."""
        with self._memory:
            return self.journal.contested()

    def contested_places(self) -> frozenset[tuple[str, str]]:
        """Table and id of each document that was changed in two places, as last read."""
        with self._memory:
            return self.journal.contested_places()

    def say(self, sentence: str) -> None:
        """Add something to the notices, once."""
        with self._memory:
            self._said[sentence] = None


def _whole_lines(data: bytes) -> tuple[bytes, bytes]:
    """The lines that are whole, the last one even without its newline, and what is left behind them."""
    end = data.rfind(b"\n") + 1
    if isinstance(decode(data[end:]), Line | Newer):
        end = len(data)
    return data[:end], data[end:]


def _numbered(lines: list[int]) -> str:
    """Some line numbers as a subject with its verb."""
    if len(lines) == 1:
        return f"line {lines[0]} is"
    more = f" and {len(lines) - 9} more" if len(lines) > 9 else ""
    return f"lines {', '.join(map(str, lines[:9]))}{more} are"
