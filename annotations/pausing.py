"""A pause of the search for garbage while much is made that stays: to look through it again and again takes a third."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 5_000
"""Objects that take some tenths of a millisecond to look through."""


@contextmanager
def no_collection() -> Iterator[None]:
    """A block in which Python doesn't look for garbage, nor through what it made when it is over."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if gc.get_count()[0] > _MUCH and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # what was young is old now
            gc.enable()
