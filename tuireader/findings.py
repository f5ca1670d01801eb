"""What `tuireader doctor` looks at: the library, its index and backups, the clipboard, the terminal."""

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from annotations.errors import TuireaderError, Unreadable
from annotations.library import Library
from annotations.locking import Lock
from annotations.versions import read_header
from tuireader.clipboard import ways_from

_SCARCE = 200 * 1024 * 1024
"""Bytes of free space below which it is time to make room."""
_SLOW = 50
"""Milliseconds for which tmux may hold an Esc back before a person notices."""
_LATE = 3
"""Days after which a backup should have been made by somebody who reads each day."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    area: str
    """library, index, backup, settings, clipboard or terminal."""
    text: str
    fix: str = ""
    """What to do about it, in one line; empty where all is well."""

    @property
    def ok(self) -> bool:
        """Whether there is nothing to do."""
        return not self.fix


def library_findings(library: Library) -> Iterator[Finding]:
    """The journals and texts, who may read them, the room there is, and who writes."""
    root = library.root
    if not root.exists():
        yield Finding("library", f"{root} isn't there yet; the first article makes it")
        return
    yield from (Finding("library", notice, "follow the notice") for notice in library.notices)
    yield from _permissions(root)
    free = shutil.disk_usage(root).free
    room = f"{free / 1e9:,.1f} GB free in {root}"
    yield Finding("library", room, "make room on this disk before saves fail" if free < _SCARCE else "")
    if not Lock(root / ".lock").is_free():
        yield Finding("library", "another program is writing", "wait; if it stays so, close the other windows")
    yield from _contents(library)


def _permissions(root: Path) -> Iterator[Finding]:
    if not os.access(root, os.W_OK | os.X_OK):
        yield Finding("library", f"{root} can't be written", f"chmod u+rwx '{root}'")
    mode = stat.S_IMODE(root.stat().st_mode)
    if mode & 0o077:
        yield Finding("library", f"others on this machine may look into {root} ({mode:o})", f"chmod 700 '{root}'")


def _contents(library: Library) -> Iterator[Finding]:
    try:
        articles = library.articles()
    except Unreadable as error:
        yield Finding("library", str(error), "make the folder readable: chmod u+rx")
        return
    contested = 0
    for article in articles:
        try:
            store = library.store(article)
            contested += bool(store.conflicts())
            damaged = [*store.notices, *_damaged(library, article)]
        except TuireaderError as error:
            damaged = [str(error)]
        yield from (Finding("library", notice, "tuireader merge a backup that has it whole") for notice in damaged)
    count = len(articles)
    yield Finding("library", f"{count:,} article{'s' * (count != 1)} in {library.root}")
    if contested:
        fix = "open them, and save the note, the speaker or the source that says it was changed in two places"
        yield Finding("library", f"{contested} with changes from two places at once", fix)


def _damaged(library: Library, article: str) -> Iterator[str]:
    versions = library.versions(article)
    if not versions:
        yield f"the article {article} has no text"
    for version in versions:
        try:
            read_header(library.folder(article) / "versions" / f"{version}.json")
        except Unreadable as error:
            yield str(error)


def index_finding(library: Library, cache: Path) -> Finding:
    """Whether the index of the search can be written and is up to date."""
    from annotations.index import Index, building

    if not library.root.exists():
        return Finding("index", "nothing is there to be indexed yet")
    index = Index(library.root, cache)
    waiting = building.waiting(index)
    index.close()
    if index.path is None:
        return Finding("index", f"{cache} can't be written, so each search reads all anew", f"chmod u+rwx '{cache}'")
    behind = f"{waiting:,} article{'s' * (waiting != 1)} will be read at the next search" if waiting else "up to date"
    return Finding("index", f"{behind}, in {index.path}")


def backup_finding(library: Library, folder: Path, today: date) -> Finding:
    """How old the newest backup is."""
    from annotations.backup import backups, prefix

    days = [path.name[-14:-4] for path in backups(folder) if path.name.startswith(prefix(library))]
    if not days:
        empty = not library.articles()
        return Finding("backup", f"there is no backup in {folder} yet", "" if empty else "tuireader backup")
    age = (today - date.fromisoformat(max(days))).days
    return Finding("backup", f"the newest is of {max(days)}, in {folder}", "tuireader backup" if age > _LATE else "")


def clipboard_findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Which ways lead from here to a clipboard; nothing is copied."""
    ways = ways_from(environ)
    if ways:
        yield Finding("clipboard", f"ways from here: {', '.join(ways)}; nothing was copied to try them")
    else:
        fix = "install xclip or wl-clipboard, or run tuireader inside tmux"
        yield Finding("clipboard", "only the terminal itself (OSC 52) is left, which never answers", fix)


def terminal_findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Colours, encoding, and what tmux does to keys and copies."""
    terminal = environ.get("TERM", "")
    deep = environ.get("COLORTERM", "") in ("truecolor", "24bit")
    few = not deep and "256" not in terminal and "direct" not in terminal
    fix = "export TERM=xterm-256color, or the name that your terminal has" if few else ""
    depth = "16 million colours" if deep else "16 colours at most" if few else "256 colours"
    yield Finding("terminal", f"TERM={terminal or 'not set'}: {depth}", fix)
    if "NO_COLOR" in environ:
        yield Finding("terminal", "NO_COLOR is set, so marks stand without colours")
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG", "")
    if not re.search("utf-?8", locale, re.IGNORECASE):
        fix = "export LANG=C.UTF-8"
        yield Finding(
            "terminal", f"the locale ({locale or 'none'}) isn't UTF-8; quotes and dashes may be drawn wrong", fix
        )
    if environ.get("TMUX"):
        yield from _tmux(environ)
    else:
        yield Finding(
            "terminal", "Esc comes at once; the terminal itself decides whether OSC 52 reaches your clipboard"
        )


def _tmux(environ: Mapping[str, str]) -> Iterator[Finding]:
    delay = _asked(environ, "escape-time")
    if delay.isdigit():
        fix = "in ~/.tmux.conf: set -sg escape-time 10" if int(delay) > _SLOW else ""
        yield Finding("terminal", f"tmux holds Esc back for {delay} ms", fix)
    forwards = _asked(environ, "set-clipboard")
    if forwards:
        fix = "" if forwards in ("on", "external") else "in ~/.tmux.conf: set -s set-clipboard external"
        yield Finding("terminal", f"OSC 52 through tmux: set-clipboard is {forwards}", fix)


def _asked(environ: Mapping[str, str], option: str) -> str:
    program = shutil.which("tmux", path=environ.get("PATH"))
    if program is None:
        return ""
    try:
        command = [program, "show-options", "-sv", option]
        done = subprocess.run(command, capture_output=True, timeout=2, env=dict(environ), check=False)  # noqa: S603 - a fixed question to tmux
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip()


def today() -> date:
    """The day in UTC, as backups are named."""
    return datetime.now(UTC).date()
