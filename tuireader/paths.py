"""Where things lie on this machine."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

FIRST_PAGE = Path(__file__).parent / "data" / "first-page.md"
"""A short text that comes with the program, to try it on."""
LIBRARY_VARIABLE = "TUIREADER_LIBRARY"
CLIPBOARD = "clipboard:"
"""The location of what the person copied elsewhere."""
NOWHERE = ("-", CLIPBOARD)
"""Locations that can't be read a second time: standard input and the clipboard."""
_UNDECODED = re.compile("[\udc80-\udcff]+")


def readable(given: str) -> str:
    """A name or an argument as it was meant: bytes that the locale can't read are taken for UTF-8, the rest is U+FFFD.

    To be shown, not to be opened: the system knows a file by what it gave.
    """
    return _UNDECODED.sub(lambda found: found[0].encode("ascii", "surrogateescape").decode(errors="replace"), given)


def library_folder(asked: str = "", environ: Mapping[str, str] = os.environ) -> Path:
    """The library: the folder asked for, else that of TUIREADER_LIBRARY, else one among the user's data."""
    import platformdirs

    chosen = asked or environ.get(LIBRARY_VARIABLE, "")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_path("tuireader")) / "library"


def cache_folder() -> Path:
    """What is derived from the library and built anew where it is gone."""
    import platformdirs

    return Path(platformdirs.user_cache_path("tuireader"))


def state_folder() -> Path:
    """Reading positions, the map of paths, drafts and the log: what may be lost without losing a note."""
    import platformdirs

    return Path(platformdirs.user_state_path("tuireader"))


def backup_folder() -> Path:
    """The backups of every day."""
    return state_folder() / "backups"


def config_file() -> Path:
    """The file of settings; it needn't exist."""
    import platformdirs

    return Path(platformdirs.user_config_path("tuireader")) / "config.toml"


def is_address(location: str) -> bool:
    """Whether a location is an address of the web rather than a path."""
    return location.lower().startswith(("http://", "https://"))


def place_of(location: str) -> str:
    """A location as it is remembered: a path from the root on, an address or what has no place (`-`) as it is."""
    if location in NOWHERE or is_address(location):
        return location
    return os.path.abspath(location)  # noqa: PTH100 - a link keeps its name
