"""Notes that are being written, kept at each key so that neither a crash nor a dropped line costs one."""

import fcntl
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotations.dataclass import dataclass
from annotations.models import Anchor, Selector
from annotations.text import clean, clean_line


@dataclass(frozen=True, slots=True)
class Kept:
    """A note as far as it was written."""

    text: str
    annotation: str = ""
    """The id of the annotation that it is the note of; empty where there was none yet."""
    anchor: Anchor | None = None
    """The words that it is about; None for the note on the whole article."""


class Drafts:
    """The drafts of one window; a lock tells other windows that it is still writing. With no folder none is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._name = secrets.token_hex(6)
        self._lock: int | None = None

    def keep(self, article: str, kept: Kept) -> None:
        """Write what was typed so far; errors are let pass, since the words are still in the editor."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._write(self._folder, article, kept)

    def _write(self, folder: Path, article: str, kept: Kept) -> None:
        for made in (folder.parent, folder):  # `parents` would make the state folder readable to others
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{article}-{self._name}.json"
        if self._lock is None:
            self._lock = _locked(path)
        new = path.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(_as_json(kept), file, ensure_ascii=False)
        new.replace(path)

    def drop(self, article: str) -> None:
        """The note was saved or given up."""
        if self._folder is None or self._lock is None:
            return
        _remove(self._folder / f"{article}-{self._name}.json")
        self.close()

    def close(self) -> None:
        """Leave what is kept to the next window."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def take(self, article: str) -> Kept | None:
        """A draft of an article that a window left behind without saving it; it is this window's from now on."""
        if self._folder is None:
            return None
        for path in sorted(self._folder.glob(f"{article}-*.json")):
            with suppress(OSError, ValueError, KeyError, TypeError):  # half written or not ours: nothing to offer
                if (lock := _locked(path)) is not None:
                    return self._take(path, article, lock)
        return None

    def _take(self, path: Path, article: str, lock: int) -> Kept:
        try:
            kept = _kept(json.loads(path.read_text(encoding="utf-8")))
            with suppress(OSError):  # a full disk: the draft stays where it is, and is offered all the same
                self._write(path.parent, article, kept)
                _remove(path)
            return kept
        finally:
            os.close(lock)


def _locked(path: Path) -> int | None:
    """A lock on a draft; None while the window that writes it lives."""
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(".lock").unlink(missing_ok=True)


def _as_json(kept: Kept) -> dict[str, Any]:
    anchor = kept.anchor
    about = anchor and {"version": anchor.version, "selectors": [one._asdict() for one in anchor.selectors]}
    return {"text": kept.text, "annotation": kept.annotation, "anchor": about}


def _kept(value: dict[str, Any]) -> Kept:
    found = value["anchor"]
    selectors = tuple(Selector(**selector) for selector in found["selectors"]) if found else ()
    anchor = Anchor(found["version"], selectors) if found else None
    return Kept(clean(value["text"]).text, clean_line(value["annotation"]), anchor)
