"""From a source on the command line to the desk on the screen, and back to the shell."""

import os
import sys
from pathlib import Path

from annotations.errors import SourceError
from annotations.library import Library
from annotations.models import Article, Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, copy
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.session import Opened
from tuireader.log import start_log
from tuireader.memory import Memory


def read_on_screen(location: str, given: Source, library: Path, state: Path, *, keep: bool, mouse: bool) -> int:
    """Open a source and read it; returns the exit code when the person quits."""
    if keep:
        start_log(state)
    article = load(location)
    if location == "-" or not os.isatty(0):
        _take_terminal()
    if not os.isatty(2):  # Textual draws there
        os.dup2(1, 2)
    if location != "-":
        location = os.path.abspath(location)  # noqa: PTH100 - a link keeps its name
    from tuireader.app import TuireaderApp

    app: TuireaderApp

    def to_clipboard(text: str) -> Copied:
        return copy(text, os.environ, app.to_terminal)

    opened = Opened(new_version(article), location, article.source, given, article, said=_said(article))
    desk = ReadingDesk(opened, Library(library, read_only=not keep), Memory(state), to_clipboard, keep=keep)
    app = TuireaderApp(desk, mouse=mouse)
    app.run(mouse=mouse)
    desk.close(app.left_at)
    return app.return_code or 0


def _said(article: Article) -> str:
    said = []
    if article.encoding != "utf-8":
        said.append(f"read as {article.encoding}")
    if article.removed:
        count = article.removed
        said.append(f"{count:,} control character{'s' * (count != 1)} taken out")
    return "; ".join(said).capitalize()


def _take_terminal() -> None:
    """Keys come from the terminal itself, which Textual reads as descriptor 0, wherever standard input led."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        raise SourceError("There is no terminal to read keys from; `tuireader show -` prints the article") from None
    os.dup2(terminal, 0)
    os.close(terminal)
    sys.stdin = os.fdopen(0, "r", closefd=False)
