"""Files that a person asked for: written whole or not at all, and never over another without a word."""

import errno
import os
import stat
from pathlib import Path
from secrets import token_hex

from annotations.errors import NoSpace, ReadOnly, StoreError, UsageError


def write_file(path: Path, text: str, *, overwrite: bool) -> None:
    """Write a text file in UTF-8; what stood there before stays until the new one is complete.

    Raises UsageError where the file exists and may not be overwritten, StoreError where it can't be written.
    """
    try:
        _write(path, text, overwrite=overwrite)
    except OSError as error:
        raise _said(path, error) from error


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    if path.is_dir():
        raise UsageError(f"“{path}” is a folder; name a file in it")
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):  # a pipe or a device holds nothing that could be lost
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    if mode is not None and not overwrite:
        raise UsageError(f"“{path}” exists; --force overwrites it")
    target = path.resolve()  # a link stays one
    new = target.with_name(f".tuireader-{token_hex(8)}")
    try:
        with new.open("x", encoding="utf-8", newline="\n") as file:
            if mode is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(mode))
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def _said(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace(f"“{path}” wasn't written: there is no space left; free some and try again")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly(f"“{path}” wasn't written: its folder can't be written to; choose another place")
    if error.errno == errno.ENOENT:
        return StoreError(f"“{path}” wasn't written: there is no such folder; create it or choose another place")
    return StoreError(f"“{path}” wasn't written: {error.strerror}; choose another place")
