"""The bytes of a source, read within a bound; each thing that can be wrong is one sentence."""

import errno
import sys
from pathlib import Path

from annotations.errors import SourceError
from annotations.text import clean_line
from tuireader.paths import is_address, readable

LIMIT = 64_000_000
"""Bytes. A day's whole newspaper is below 1 MB; more than this is no article, and may never end."""

_SENTENCES = {
    errno.ENOENT: "there is no such file; check the name",
    errno.ENOTDIR: "there is no such file; a part of its path isn't a folder",
    errno.EISDIR: "this is a folder; give the name of one file in it",
    errno.EACCES: "you may not read this file; ask its owner, or change its permissions",
    errno.EPERM: "you may not read this file; ask its owner, or change its permissions",
    errno.ELOOP: "this link leads back to itself; give the name of the file that it should lead to",
    errno.ENAMETOOLONG: "this name is too long for a file; give a path, or the text itself on standard input with -",
}


def name_of(location: str) -> str:
    """The location as an error names it, on one line."""
    return "standard input" if location == "-" else clean_line(readable(location)) or "(no name)"


def read(location: str) -> bytes:
    """All bytes of the file at `location`, or of standard input for `-`; SourceError if they can't be had."""
    try:
        data = _bytes(location)
    except OSError as error:
        reason = _SENTENCES.get(error.errno or 0) or f"it can't be read ({error.strerror or error}); try a copy of it"
        raise SourceError(f"{name_of(location)}: {reason}.") from error
    except ValueError as error:  # a NUL in the name
        raise SourceError(f"{name_of(location)}: no file can have this name; check it.") from error
    if len(data) > LIMIT:
        raise SourceError(f"{name_of(location)}: it is larger than {LIMIT // 1_000_000} MB; save the article alone.")
    if not data:
        raise SourceError(f"{name_of(location)}: it is empty; save the article again, or give another file.")
    return data


def takes_long(location: str) -> bool:
    """Whether a source takes so long to read that the screen shows how far it is: an address, or a PDF."""
    if is_address(location):
        return True
    if location in ("-", "") or not Path(location).is_file():  # a pipe's beginning can be read only once
        return False
    try:
        with Path(location).open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _bytes(location: str) -> bytes:
    if location == "-":
        return sys.stdin.buffer.read(LIMIT + 1) if sys.stdin else b""  # None where it was closed
    with Path(location).open("rb") as file:
        return file.read(LIMIT + 1)
