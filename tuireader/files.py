"""Files that a person asked for: written whole or not at all, and never over another without a word."""

import errno
import os
import tempfile
from pathlib import Path

from annotations.errors import NoSpace, ReadOnly, StoreError, UsageError


def write_file(path: Path, text: str, *, overwrite: bool) -> None:
    """Write a text file in UTF-8; what stood there before stays until the new one is complete.

    Raises UsageError where the file exists and may not be overwritten, StoreError where it can't be written.
    """
    if path.is_dir():
        raise UsageError(f"“{path}” is a folder; name a file in it")
    if path.exists() and not overwrite:
        raise UsageError(f"“{path}” exists; --force overwrites it")
    try:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="\n", delete=False) as new:
            try:
                new.write(text)
                new.flush()
                os.fsync(new.fileno())
                Path(new.name).replace(path)
            except OSError:
                Path(new.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise _said(path, error) from error


def _said(path: Path, error: OSError) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace(f"“{path}” wasn't written: there is no space left; free some and try again")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly(f"“{path}” wasn't written: its folder can't be written to; choose another place")
    if error.errno == errno.ENOENT:
        return StoreError(f"“{path}” wasn't written: there is no such folder; create it or choose another place")
    return StoreError(f"“{path}” wasn't written: {error.strerror}; choose another place")
