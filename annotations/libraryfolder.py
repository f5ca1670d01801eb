"""The folder of a library: one folder an article, made, locked, filled and deleted.

library.json                   {"library": 1}
articles/3f/3fa9…/             one folder an article
    article.json               id and schema, the same bytes on every machine
    annotations.jsonl          the journal (see `journal`)
    versions/, originals/      texts as cleaned, and the bytes as they came; never rewritten
    recovered/                 adopted copies of the journal
deleted.jsonl                  what was deleted for good (see `emptied`)
.lock  .gitignore  .gitattributes
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import files
from annotations.errors import ReadOnly, StoreError, SyncFailed, Unreadable, UsageError
from annotations.locking import Lock
from annotations.models import Details

if TYPE_CHECKING:
    from annotations.store import Store  # it loads TinyDB, which no page waits for

LIBRARY = 1
"""The number of the folder's layout; a library of a greater one is read and not written."""
SCHEMA = 1

_ID = re.compile("[0-9a-f]{16}")
_TEXTS = ("originals", "versions")
_AROUND = {
    ".gitignore": b".lock\n*.tmp\n",
    ".gitattributes": b"*.jsonl merge=union\n",
    "library.json": b'{"library": %d}\n' % LIBRARY,
}


class LibraryFolder:
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
            said = (
                f"he library {self.root} is of a newer tuireader (number {number}), so it is only read."
                " Update tuireader to write in it."
            )
            self._read_only = f"Not saved: t{said}"
            self._notice(f"T{said}")

    def _number(self) -> int:
        path = self.root / "library.json"
        try:
            number = json.loads(path.read_bytes())["library"]
            return int(number)
        except FileNotFoundError:
            return LIBRARY
        except OSError as error:
            raise files.read_error(error, path) from error
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            self._notice(f"{path} is damaged; the library is taken for one of number {LIBRARY}.")
            return LIBRARY

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    @property
    def read_only(self) -> bool:
        """Whether every write raises ReadOnly."""
        return bool(self._read_only)

    # -- what is there

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

    def folder(self, article_id: str) -> Path:
        """The folder of an article, whether there is one or not. Raises UsageError for what is no id."""
        if not _ID.fullmatch(article_id):
            raise UsageError(f"{article_id!r} is no article's id; `tuireader list` shows them.")
        return self.root / "articles" / article_id[:2] / article_id

    def _is_known(self, article_id: str) -> bool:
        return bool(_ID.fullmatch(article_id)) and files.is_there(self.folder(article_id) / "article.json")

    def joined(self, article_id: str) -> str:
        """The article that this one turned out to be, and that one perhaps in its turn; else itself."""
        seen: list[str] = []
        while article_id not in seen:
            seen.append(article_id)
            try:
                details = self.store(article_id).get(Details, "article")
            except Unreadable:  # told when the journal is read
                break
            if details and details.joined and self._is_known(details.joined):
                article_id = details.joined
        return seen[-1]

    def store(self, article_id: str) -> "Store":
        """The journal of an article; the same object each time."""
        return self._stores.get(article_id) or self._stores.setdefault(article_id, self._open(article_id))

    def _open(self, article_id: str) -> "Store":
        from annotations.store import Store

        return Store(self.folder(article_id) / "annotations.jsonl", self._lock.path, self._read_only)

    # -- making and deleting

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

    def delete(self, article_id: str) -> None:
        """Delete the folder of a removed article for good, with all that was noted in it.

        Raises StoreError where it isn't in the trash, or can't be deleted whole.
        """
        if self._read_only:
            raise ReadOnly(self._read_only)
        folder = self.folder(article_id)
        try:
            with self._lock.held():
                details = self.store(article_id).get(Details, "article")
                if details is None or not details.removed:
                    raise StoreError(f"The article {article_id} isn't in the trash; remove it first.")
                self._delete(article_id)
        except OSError as error:
            raise StoreError(
                f"{folder} couldn't be deleted: {error.strerror or error}; delete the folder by hand."
            ) from error

    def _delete(self, article_id: str) -> None:
        from annotations.emptied import remember  # what few do: no page waits for it
        from annotations.journal import Journal

        folder, journal = self.folder(article_id), Journal()
        with suppress(FileNotFoundError):
            journal.take((folder / "annotations.jsonl").read_bytes())
        texts = [path.relative_to(folder).as_posix() for name in _TEXTS for path in (folder / name).glob("*")]
        with suppress(OSError, SyncFailed):  # a full disk needs the room, and a merge only brings it back
            remember(self.root, article_id, journal, texts)
        shutil.rmtree(folder)
        self._stores.pop(article_id, None)


def _article_json(article_id: str) -> bytes:
    return json.dumps({"article": article_id, "schema": SCHEMA}).encode() + b"\n"
