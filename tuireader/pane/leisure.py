"""When there is time for what can wait: a long text is measured and named between the keys, and not behind each."""

import time
from collections.abc import Callable

_REST = 0.02
"""Seconds after something changed on the page in which nothing else is done: it is drawn, and the next key comes."""
_LONGEST = 0.1
"""Seconds after which it is done all the same, while a key is held down."""


class Leisure:
    """The time that the keys leave, for all that goes on in slices."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._changed = self._taken = clock() - _LONGEST

    def end(self) -> None:
        """Something changed on the page."""
        self._changed = self._clock()

    def take(self) -> bool:
        """Whether the next slice may be done now; it counts as done then."""
        now = self._clock()
        if now - self._changed < _REST and now - self._taken < _LONGEST:
            return False
        self._taken = now
        return True
