"""The lock that lets one program at a time write in a library: `flock` on a file that is never removed."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotations.errors import Busy
from annotations.files import FILE_MODE, make_folder, write_error, writing

PATIENCE = 5.0
"""Seconds after which a save gives up waiting for another program."""
_LONGEST_NAP = 0.01


class Lock:
    """The lock of one library, or of a journal that stands alone. The system frees it when its holder dies."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """A block in which nobody else writes. Raises Busy after `patience` seconds, or what a failed write means."""
        folder = self.path.parent
        with writing(folder):
            make_folder(folder)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        try:
            self._wait(descriptor, patience)
            yield
        finally:
            os.close(descriptor)

    def _wait(self, descriptor: int, patience: float) -> None:
        deadline, nap = time.monotonic() + patience, 0.0005
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Busy(
                        f"Not saved: another program is writing in {self.path.parent} and doesn't finish."
                        " Close it, or wait, and save again."
                    ) from None
            except OSError as error:
                raise write_error(error, self.path.parent) from error
            else:
                return
            time.sleep(nap)
            nap = min(nap * 2, _LONGEST_NAP)

    def is_free(self) -> bool:
        """Whether nobody is writing just now; so too where no lock can be opened, since then nobody can write."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(descriptor)
        return True
