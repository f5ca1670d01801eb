"""From a source on the command line to the desk on the screen, and back to the shell."""

import os
import sys
from pathlib import Path

from annotations.errors import SourceError
from annotations.models import Source
from tuireader.articles.opening import takes_long
from tuireader.config import read_config
from tuireader.log import start_log
from tuireader.paths import cache_folder, config_file
from tuireader.room import ReadingRoom

_SWITCH = 0.0005
"""Seconds that a thread may hold the others up, the one that writes to the terminal among them; Python has 0.005."""


def read_on_screen(
    location: str | None,
    given: Source,
    library: Path,
    state: Path,
    *,
    keep: bool,
    mouse: bool,
    as_it_is: bool = False,
) -> int:
    """Open a source, or the library where there is none, and read; returns the exit code when the person quits."""
    sys.setswitchinterval(_SWITCH)
    if keep:
        start_log(state)
    config = read_config(config_file())
    room = ReadingRoom(library, state, cache=cache_folder(), keep=keep, config=config, as_it_is=as_it_is)
    waited_for = location if location is not None and takes_long(location) else ""
    opened = room.read(location, given) if location is not None and not waited_for else None
    if location == "-" or not os.isatty(0):
        _take_terminal()
    if not os.isatty(2):  # Textual draws there
        os.dup2(1, 2)
    from tuireader.app import TuireaderApp

    app = TuireaderApp(room, opened, location=waited_for, given=given, mouse=mouse)
    del opened  # the desk lets go of the file's bytes when they are kept
    app.run(mouse=mouse)
    room.close()
    if app.failure:
        raise SourceError(app.failure)
    return app.return_code or 0


def _take_terminal() -> None:
    """Keys come from the terminal itself, which Textual reads as descriptor 0, wherever standard input led."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise SourceError("There is no terminal to read keys from; `tuireader show -` prints the article") from None
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = os.fdopen(0, "r", closefd=False)
