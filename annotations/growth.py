"""A file that others append to, read bit by bit: each look gives only what was added since the last."""

import os
from pathlib import Path
from typing import NamedTuple

_GUARD = 32
"""Bytes before the place of the last look that must still be the same."""


class Added(NamedTuple):
    """What a look found."""

    data: bytes
    anew: bool
    """Whether it is all of a file that isn't the one seen before, so that what was read of that one is void."""


class Growth:
    """How far a file has been read. Not safe for several threads at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.forget()

    def forget(self) -> None:
        """Have the next look read the file from its beginning."""
        self.offset = 0
        """Bytes read and taken."""
        self._seen: tuple[int, int, int] | None = None
        self._guard = b""

    @property
    def ever(self) -> bool:
        """Whether anything was seen since the last `forget`."""
        return self._seen is not None

    def look(self) -> Added | None:
        """What was added; None if the file is as it was. Raises OSError."""
        if _stamp(self.path.stat()) == self._seen:
            return None
        descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            stamp = _stamp(os.fstat(descriptor))
            anew = not self._has_grown(stamp, descriptor)
            if anew:
                self.forget()
            data = _read_from(descriptor, self.offset)
        finally:
            os.close(descriptor)
        self._seen = stamp
        return Added(data, anew)

    def take(self, data: bytes, *, settled: bool) -> None:
        """Count these bytes as read. Not `settled`: more of what was seen may change, so look again in any case."""
        self.offset += len(data)
        self._guard = (self._guard + data[-_GUARD:])[-_GUARD:]
        if not settled:
            self._seen = None

    def is_as_seen(self) -> bool:
        """Whether nothing was written since the last look; False, too, if the file can't be asked any more."""
        try:
            return _stamp(self.path.stat()) == self._seen
        except OSError:
            return False

    @property
    def is_midline(self) -> bool:
        """Whether what was taken ends without a newline."""
        return bool(self._guard) and not self._guard.endswith(b"\n")

    def _has_grown(self, stamp: tuple[int, int, int], descriptor: int) -> bool:
        if self._seen is None or self._seen[0] != stamp[0] or stamp[1] <= self._seen[1]:
            return False
        return os.pread(descriptor, len(self._guard), self.offset - len(self._guard)) == self._guard


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _read_from(descriptor: int, offset: int) -> bytes:
    parts = []
    while part := os.pread(descriptor, 1 << 20, offset):
        parts.append(part)
        offset += len(part)
    return b"".join(parts)
