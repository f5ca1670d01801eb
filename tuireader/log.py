"""The log: that something of this program failed, and where in its code; never a word of an article or a note."""

import logging
import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

_LIMIT = 100_000
"""Bytes; a longer log is put aside as `log.old`, and the one put aside before goes."""


class Log(logging.Handler):
    """Writes to `log` in a folder, which is made when there is something to write.

    Only messages that the code fixes are written, and of an error its class and its place: its words may quote a text.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = folder / "log"

    def emit(self, record: logging.LogRecord) -> None:
        """Append an entry; a log that can't be written must not end reading."""
        with suppress(OSError):
            self._append(_entry(record).encode())

    def _append(self, entry: bytes) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._path.exists() and self._path.stat().st_size > _LIMIT:
            self._path.replace(self._path.with_suffix(".old"))
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, entry)
        finally:
            os.close(descriptor)


def start_log(folder: Path) -> None:
    """Log what fails in this program to a folder."""
    for name in ("annotations", "tuireader"):
        logging.getLogger(name).addHandler(Log(folder))


def _entry(record: logging.LogRecord) -> str:
    when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
    kind, _, places = record.exc_info or (None, None, None)
    lines = [f"{when} {record.levelname} {record.name}: {record.msg}" + (f": {kind.__name__}" if kind else "")]
    lines += [f"  {place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(places)]
    return "\n".join(lines) + "\n"
