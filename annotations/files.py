"""Files that are on the disk once a call returns, and what the system's errors mean to a person.

Folders are made 0700 and files 0600. Nothing here retries a failed sync: after one, nobody knows what the disk holds.
"""

import errno
import fcntl
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations.errors import NoSpace, ReadOnly, StoreError, SyncFailed, Unreadable

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def write_error(error: OSError, folder: Path) -> StoreError:
    """What a failed write in `folder` means, as an error for a person."""
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        return NoSpace(f"Not saved: there is no space left in {folder} ({reason}). Make room there and save again.")
    if error.errno in _FORBIDDEN:
        return ReadOnly(
            f"Not saved: {folder} can't be written ({reason})."
            " Make it writable (chmod u+w), or choose another library with --library."
        )
    return StoreError(f"Not saved: writing in {folder} failed ({reason}). Check the disk and save again.")


def read_error(error: OSError, path: Path) -> Unreadable:
    """What a failed read of `path` means, as an error for a person."""
    if error.errno == errno.ENOTDIR:
        return Unreadable(
            f"{path} can't be read: a part of its path isn't a folder; choose another one with --library."
        )
    reason = error.strerror or str(error)
    return Unreadable(
        f"{path} can't be read ({reason}). It was left as it is: make it readable (chmod u+r) and open it again."
    )


def is_there(path: Path) -> bool:
    """Whether there is a file or folder with this name. Raises Unreadable where that can't be known."""
    try:
        return path.exists()
    except OSError as error:
        raise read_error(error, path) from error


def is_file(path: Path) -> bool:
    """Whether this is a file, or a link to one. Raises Unreadable where that can't be known."""
    try:
        return path.is_file()
    except OSError as error:
        raise read_error(error, path) from error


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """A block in which a system error becomes a `StoreError` that names the folder."""
    try:
        yield
    except OSError as error:
        raise write_error(error, folder) from error


def sync(descriptor: int) -> None:
    """Wait until the disk has a file's bytes and its length.

    Raises SyncFailed. On macOS only F_FULLFSYNC empties the drive's own cache.
    """
    try:
        if sys.platform == "darwin":
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fdatasync(descriptor)
    except OSError as error:
        raise SyncFailed(
            f"Not saved for certain: the disk didn't confirm the write ({error.strerror or error})."
            " Check the disk, look whether the change is there, and make it again if it isn't."
        ) from error


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's entries: a file that was made, renamed or removed in it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE file systems can't sync a folder and say so; there is nothing to wait for then.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise SyncFailed(f"Not saved for certain: {folder} wasn't confirmed by the disk ({error}).") from error
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, durably."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):  # another window was faster
        folder.mkdir(mode=FOLDER_MODE)
    sync_folder(folder.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`: one call to the system unless it takes less than it was given."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def append(descriptor: int, data: bytes) -> None:
    """Add `data` at the end of a file opened with O_APPEND, durably, or leave the file as it was.

    Raises OSError when nothing was written, SyncFailed when the disk didn't confirm.
    """
    length = os.fstat(descriptor).st_size
    try:
        write_all(descriptor, data)
        sync(descriptor)
    except (OSError, SyncFailed):
        with suppress(OSError):  # the first error is the one to tell; a ragged tail is closed by the next append
            os.ftruncate(descriptor, length)
        raise


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Give `path` a new content, durably and at once: a reader and a crash find the old or the new one whole.

    A symbolic link stays a link; the file that it names is replaced. Raises OSError or SyncFailed, with the old
    content in place.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    try:
        try:
            for chunk in chunks:
                write_all(descriptor, chunk)
            sync(descriptor)
        finally:
            os.close(descriptor)
        temporary.replace(target)
    except (OSError, SyncFailed):
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
