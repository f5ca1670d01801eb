"""What the program owes the shell that started it: UTF-8, one sentence for what couldn't be done, an exit code."""

import contextlib
import io
import os
import sys
from collections.abc import Callable

from annotations.errors import TuireaderError
from annotations.text import clean
from tuireader.paths import readable


def finished(run: Callable[[], int | None], hint: Callable[[], str] = str) -> int:
    """Run to the end; the exit code is what `run` gives, 0 for nothing, and 2 where it couldn't be done.

    `hint` may add a guess at what was meant to the sentence about an error.
    """
    _write_utf8()
    try:
        result = run()
        sys.stdout.flush()
    except TuireaderError as error:
        meant = hint()
        return cannot(f"{str(error).rstrip('.')}; {meant}" if meant else str(error))
    except (BrokenPipeError, SystemExit):  # click makes a SystemExit of a reader that went away
        _leave_standard_output()
        return 0
    except OSError as error:
        _leave_standard_output()
        return cannot(f"{error.filename or 'standard output'} can't be used ({error.strerror}); try another place")
    return int(result or 0)


def cannot(why: str) -> int:
    """Say why something couldn't be done; returns its exit code."""
    print(f"tuireader: {clean(readable(why)).text}", file=sys.stderr)  # noqa: T201 - the one place for errors
    return 2


def _write_utf8() -> None:
    """Whatever the locale: another encoding has no room for the words of an article, and stops at the first.

    What is written into a stream that was closed goes nowhere.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123 - open as long as the program runs
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_standard_output() -> None:
    """Nothing can be written there any more: what is still held must not fail a second time when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
