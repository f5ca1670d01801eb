"""Where things lie on this machine."""

import os
from collections.abc import Mapping
from pathlib import Path

LIBRARY_VARIABLE = "TUIREADER_LIBRARY"


def library_folder(asked: str = "", environ: Mapping[str, str] = os.environ) -> Path:
    """The library: the folder asked for, else that of TUIREADER_LIBRARY, else one among the user's data."""
    import platformdirs

    chosen = asked or environ.get(LIBRARY_VARIABLE, "")
    return Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_path("tuireader")) / "library"


def state_folder() -> Path:
    """Reading positions, the map of paths, drafts and the log: what may be lost without losing a note."""
    import platformdirs

    return Path(platformdirs.user_state_path("tuireader"))
