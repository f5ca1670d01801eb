"""Regular expressions that are compiled when they are first asked for: no page needs them all, and few need many."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from re import compile as later
else:

    class later:  # noqa: N801 - it is called as `re.compile` is
        """What `re.compile` gives, later."""

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self._given = pattern, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(*self._given), name)
            setattr(self, name, found)  # the next time it is an attribute like any other
            return found


__all__ = ["later"]
