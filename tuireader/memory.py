"""What this machine remembers of reading: where each article was left, and which path was which article."""

import contextlib
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotations.text import Position
from tuireader.paths import NOWHERE

_KEPT = 5_000
"""Entries of each kind; the oldest go first."""


class Memory:
    """A small file in the state folder. Losing it loses no note, so an unreadable one counts as empty.

    With no folder nothing is read or written.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._file = folder / "reading.json" if folder else None

    def article_at(self, location: str) -> str:
        """The id of the article that was last opened from a path; empty if none was."""
        return str(self._table("paths").get(location, ""))

    def position(self, article: str) -> Position | None:
        """Where an article was left; None if it never was."""
        match self._table("positions").get(article):
            case [int(paragraph), int(offset)] if paragraph >= 0 and offset >= 0:
                return Position(paragraph, offset)
        return None

    @property
    def last(self) -> str:
        """The id of the article read last; empty if none was."""
        return str(self._read().get("last", ""))

    def read_times(self) -> dict[str, str]:
        """For each article that was opened here when it last was, ISO 8601 in UTC."""
        return {article: str(time) for article, time in self._table("read").items()}

    def opened(self, article: str, location: str) -> None:
        """Remember that an article is read now, and which path it is; standard input and the clipboard have none."""
        self._change("read", article, datetime.now(UTC).isoformat(), last=article)
        self.kept(article, location)

    def kept(self, article: str, location: str) -> None:
        """Remember which article a path is."""
        if location not in NOWHERE:
            self._change("paths", location, article)

    def left(self, article: str, position: Position) -> None:
        """Remember where an article was left."""
        self._change("positions", article, list(position), last=article)

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _table(self, name: str) -> dict[str, Any]:
        found = self._read().get(name)
        return found if isinstance(found, dict) else {}

    def _change(self, table: str, key: str, value: Any, *, last: str = "") -> None:
        if self._file is None:
            return
        known = self._read()
        entries = known.get(table)
        entries = entries if isinstance(entries, dict) else {}
        entries.pop(key, None)
        entries[key] = value
        known |= {table: dict(list(entries.items())[-_KEPT:])} | ({"last": last} if last else {})
        # A full or read-only disk must not end reading: what isn't remembered costs a search for the place, no more.
        with contextlib.suppress(OSError):
            self._replace(json.dumps(known, indent=1))

    def _replace(self, text: str) -> None:
        assert self._file is not None
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=self._file.parent, delete=False, encoding="utf-8") as new:
            try:
                new.write(text)
                new.close()
                os.replace(new.name, self._file)  # noqa: PTH105 - the name is a str, and a Path would say no more
            except OSError:
                Path(new.name).unlink(missing_ok=True)
                raise
