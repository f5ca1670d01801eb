"""The program's entry: `tuireader` and `python -m tuireader`."""

import gc
import sys
from pathlib import Path


def main() -> int:
    """Run what was asked for; a file alone is read without a look at commands, so that it is on the screen sooner."""
    given = sys.argv[1:]
    if len(given) == 1 and _is_file(given[0]) and sys.stdout and sys.stdout.isatty():
        return _read(given[0])
    from tuireader.cli import main as run

    return run()


def _is_file(given: str) -> bool:
    """Whether it can be nothing but a file: no command and no option has a stop or a slash in it and is one too."""
    return not given.startswith("-") and ("." in given or "/" in given) and Path(given).is_file()


def _read(path: str) -> int:
    gc.disable()  # what is made on the way to the first page stays; the reading screen enables it again
    from annotations.models import Source
    from tuireader.paths import library_folder, state_folder
    from tuireader.reading import read_on_screen
    from tuireader.shell import finished

    return finished(lambda: read_on_screen(path, Source(), library_folder(), state_folder(), keep=True, mouse=True))


if __name__ == "__main__":
    sys.exit(main())
