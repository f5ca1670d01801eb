"""What documents and their lines are called by: ids and times."""

from datetime import UTC, datetime, timedelta
from operator import itemgetter
from secrets import randbelow, token_hex
from time import time_ns

_BEHIND = 1_000_000
"""Microseconds within which a name is put by chance where the clock stands behind."""
_signs, _SIGNS = itemgetter(4, 7, 10, 13, 16, 19, 26), tuple("--T::.Z")
"""What stands between the digits of a time: others that Python takes for one don't sort as text."""
FAR = "9998"
"""A year that no clock shows. Behind a name from then on none could follow that still is a time."""


def now() -> str:
    """The time in UTC with microseconds and `Z`."""
    return _written(datetime.now(UTC))


def _written(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def later_than(previous: str) -> str:
    """The time, or a microsecond after `previous` where the clock stands behind it."""
    time = now()
    return time if time > previous else _after(previous, 1)


def _after(time: str, microseconds: int) -> str:
    return _written(datetime.fromisoformat(time) + timedelta(microseconds=microseconds))


def name_after(newest: str) -> str:
    """As `later_than`, but for a random part of a second where the clock stands behind.

    Two machines behind what both have seen would else give their changes one name.
    """
    time = later_than(newest)
    return time if time <= now() else _after(time, randbelow(_BEHIND))


def new_id() -> str:
    """An id that nobody else makes: 11 hex digits of milliseconds, 12 random ones. Ids sort by time."""
    return f"{time_ns() // 1_000_000:011x}{token_hex(6)}"


def is_time(value: object) -> bool:
    """Whether something read from a line is a time as `now` writes it."""
    if not isinstance(value, str) or len(value) != 27 or not "1" < value < "9999" or _signs(value) != _SIGNS:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
