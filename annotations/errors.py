"""What can go wrong, as one small tree.

    TuireaderError                  one clear sentence: what, why, and the way out
    ├── SourceError                 a source can't be read (missing, a folder, binary, empty, encrypted, …)
    ├── UsageError                  the request can't be understood (an unknown article, a field, a style)
    └── StoreError                  a save or a read of the library failed; nothing was changed
        ├── Busy                    another program holds the library's lock
        ├── NoSpace                 the disk or the quota is full
        ├── ReadOnly                the folder or the file can't be written, or was opened to be read only
        ├── Gone                    the record to be changed was deleted elsewhere
        ├── Unreadable              a file of the library can't be read
        └── SyncFailed              the disk didn't confirm a write: what became of it is unknown

"Not found" is never an exception: look-ups return None, an empty list or an `Orphan`.
"""


class TuireaderError(Exception):
    """Base of all errors that are meant for a person; `str()` of it is the sentence to show."""


class SourceError(TuireaderError):
    """A source can't be read."""


class UsageError(TuireaderError):
    """The request can't be understood."""


class StoreError(TuireaderError):
    """A save or a read of the library failed; memory and disk are as they were before."""


class Busy(StoreError):
    """Another program held the library's lock for too long."""


class NoSpace(StoreError):
    """The disk or the quota is full."""


class ReadOnly(StoreError):
    """The library can't be written."""


class Gone(StoreError):
    """The record to be changed was deleted in another window or on another machine."""


class Unreadable(StoreError):
    """A file of the library can't be read."""


class SyncFailed(StoreError):
    """The disk didn't confirm a write, so nobody knows what became of it; it is never retried as if it had worked."""
