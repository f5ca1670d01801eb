"""A clipboard that doesn't lie: a copy is called done only where the words were read back and compared.

What is tried, as far as the surroundings have it: tmux's buffer; on a local desktop the first tool that can show the
words again, pyperclip last; where none can, the terminal itself by OSC 52 (xterm's control sequences, "Manipulate
Selection Data"), which never answers. Every tool is a child process that has a second; all of it ends within three.
"""

import base64
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from shutil import which
from tempfile import TemporaryFile
from time import monotonic, sleep

from annotations.dataclass import dataclass
from annotations.text import clean
from tuireader.clipboard_tools import FORWARDING, PYPERCLIP, RICH, SOURCE, TMUX, TOOLS, Tool, enriched

_ONE_TRY = 1.0
_ALL_TRIES = 3.0
_HANDING_OVER = 0.25
_LONGEST_SEQUENCE = 100_000
"""Bytes of an OSC 52 sequence; terminals cut or ignore longer ones, the strictest from about here on."""
_TERMINAL = "terminal (OSC 52)"
_OWN = "your own clipboard"


class Outcome(StrEnum):
    """What is known about one way of copying."""

    VERIFIED = "verified"
    """The words were read back and are the same."""
    SENT = "sent"
    """The words were handed over, and nothing can tell what became of them."""
    FAILED = "failed"
    """The words aren't there."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on which the words were sent; `str()` of it is for the status line."""

    name: str
    outcome: Outcome
    reason: str = ""
    """Why it failed, in a few words; may be empty."""

    def __str__(self) -> str:
        if self.outcome is Outcome.VERIFIED:
            return f"{self.name} ✓"
        if self.outcome is Outcome.SENT:
            return f"{self.name}: sent, can't be checked"
        return f"{self.name} ✗ ({self.reason})" if self.reason else f"{self.name} ✗"


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one copy."""

    ways: tuple[Way, ...]

    @property
    def arrived(self) -> bool:
        """Whether the words are somewhere, or were at least sent to where they can't be checked."""
        return any(way.outcome is not Outcome.FAILED for way in self.ways)

    @property
    def summary(self) -> str:
        """One line for a person: each way with its result, or why nothing was copied and the way out."""
        failed = [way for way in self.ways if way.outcome is Outcome.FAILED]
        if self.arrived:
            verified = " · ".join(str(way) for way in self.ways if way.outcome is Outcome.VERIFIED)
            sent = [str(way) for way in self.ways if way.outcome is Outcome.SENT]
            told = [str(way) for way in failed if way.name != PYPERCLIP]
            return "; ".join([*filter(None, [verified]), *sent, *told])
        if not self.ways:
            return "Not copied: nothing leads from here to your clipboard; run tuireader inside tmux"
        tried = "; ".join(str(way) for way in failed if way.name != PYPERCLIP)
        if not tried:
            return "Not copied: no clipboard tool was found; install xclip or wl-clipboard, or use tmux"
        return f"Not copied: {tried}; run tuireader inside tmux, or use another clipboard tool"


def copy(
    text: str, environ: Mapping[str, str], terminal: Callable[[str], None] | None = None, *, html: bool = False
) -> Copied:
    """Put cleaned `text` on every clipboard that leads to the reader, and say which of them hold it.

    `environ` says where the program runs (display, tmux, SSH, PATH); `terminal` writes a control sequence to the
    reader's terminal. `html`: the text is HTML, and pasted as rich text where the tool can say so; each way tells
    whether it holds that or the source. Takes at most about three seconds and never raises: a failure is a way that
    failed.
    """
    copied = _copy(text, environ, terminal, html=html)
    return Copied(tuple(_as_source(way) for way in copied.ways)) if html else copied


def _as_source(way: Way) -> Way:
    return way if way.name.endswith(RICH) or way.name == PYPERCLIP else replace(way, name=way.name + SOURCE)


def _copy(text: str, environ: Mapping[str, str], terminal: Callable[[str], None] | None, *, html: bool) -> Copied:
    tries = _Tries(dict(environ), monotonic() + _ALL_TRIES, html)
    sequence = f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07"
    fits = len(sequence) <= _LONGEST_SEQUENCE
    # tmux answers at once, so a desktop that hangs can't take its turn away.
    buffer, forwarded = tries.tmux(text, fits) if environ.get("TMUX") else (None, None)
    remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    ways = [] if remote else tries.desktop(text)
    settled = any(way.outcome is Outcome.VERIFIED for way in ways)
    if buffer:
        ways.append(buffer)
    if not settled:
        if forwarded:
            ways.append(forwarded)
        elif terminal:
            ways.append(_through(terminal, sequence) if fits else _too_long(_TERMINAL))
    return Copied(tuple(ways))


def ways_from(environ: Mapping[str, str]) -> list[str]:
    """The programs, by name, on which a copy would be tried from here and can be read back; none is started."""
    tries = _Tries(dict(environ), monotonic())
    remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))
    desktop = [tool for tool in TOOLS if not tool.needs or environ.get(tool.needs)] if not remote else []
    tools = [*([TMUX] if environ.get("TMUX") else []), *(tool for tool in desktop if tool.name != PYPERCLIP)]
    return [tool.name for tool in tools if tries._found(tool.write[0])]


def paste(environ: Mapping[str, str]) -> bytes | None:
    """What the reader's clipboard holds, else tmux's newest buffer, as UTF-8; None where neither holds anything."""
    return _Tries(dict(environ), monotonic() + _ALL_TRIES).held()


def _through(terminal: Callable[[str], None], sequence: str) -> Way:
    try:
        terminal(sequence)
    except OSError as error:
        return Way(_TERMINAL, Outcome.FAILED, error.strerror or "")
    return Way(_TERMINAL, Outcome.SENT)


def _too_long(name: str) -> Way:
    return Way(name, Outcome.FAILED, f"more than the {_LONGEST_SEQUENCE // 1000} KB that terminals take")


@dataclass(frozen=True, slots=True)
class _Ran:
    code: int | None
    """None if the program couldn't be started or was ended for being slow."""
    output: bytes
    complaint: str


@dataclass(frozen=True, slots=True)
class _Tries:
    """The child processes of one copy, which share its time."""

    environ: dict[str, str]
    deadline: float
    html: bool = False

    def desktop(self, text: str) -> list[Way]:
        """The first tool that holds the words, or else all that were tried."""
        failed = []
        # pbcopy takes bytes for another alphabet without a UTF-8 locale, and pbpaste turns them back again.
        unicode = _Tries({**self.environ, "LC_ALL": "en_US.UTF-8"}, self.deadline)
        for tool in map(enriched, TOOLS) if self.html else TOOLS:
            if (tool.needs and not self.environ.get(tool.needs)) or not self._found(tool.write[0]):
                continue
            way = unicode._checked(tool, text)
            if way.outcome is Outcome.VERIFIED:
                return [way]
            failed.append(way)
        return failed

    def held(self) -> bytes | None:
        """What the first tool that answers prints."""
        tmux = [TMUX] if self.environ.get("TMUX") else []
        for tool in [*(tool for tool in TOOLS if not tool.needs or self.environ.get(tool.needs)), *tmux]:
            shown = self._run(tool.read)
            if shown.code == 0 and shown.output:
                with suppress(ValueError):
                    return tool.decode(shown.output)
        return None

    def tmux(self, text: str, fits: bool) -> tuple[Way, Way | None]:
        """The buffer of tmux, and the reader's clipboard if tmux takes the words on to its terminal.

        tmux drops an application's own OSC 52 unless set-clipboard is on; `load-buffer -w` needs only that it
        isn't off. (Before 3.5 it sent even then, against the reader's setting; before 3.2 there was no `-w`.)
        """
        allowed = self._run(("tmux", "show-options", "-sv", "set-clipboard")).output.strip() in (b"on", b"external")
        if allowed and fits:
            buffer = self._checked(FORWARDING, text)
            if buffer.outcome is Outcome.VERIFIED:
                return buffer, Way(_OWN, Outcome.SENT)
        buffer = self._checked(TMUX, text)
        if buffer.outcome is not Outcome.VERIFIED or (allowed and fits):
            return buffer, None
        return buffer, _too_long(_OWN) if allowed else Way(_OWN, Outcome.FAILED, "tmux has set-clipboard off")

    def _checked(self, tool: Tool, text: str) -> Way:
        given = tool.encode(text)
        written = self._run(tool.write, given, keep=False)
        if written.code != 0:
            return Way(tool.name, Outcome.FAILED, "" if tool.name == PYPERCLIP else written.complaint)
        way = self._read_back(tool, text)
        if tool.safely_read and len(given) > tool.safely_read and way.outcome is Outcome.VERIFIED:
            self._run(tool.write, given, keep=False)
        return way

    def _read_back(self, tool: Tool, text: str) -> Way:
        # xclip ends before it owns the clipboard, and until its heir does, the words of before are shown, or none.
        patience = monotonic() + _HANDING_OVER
        while True:
            shown = self._run(tool.read)
            if shown.code is None:
                return Way(tool.name, Outcome.SENT)
            if shown.code == 0 and _same(tool, shown.output, text):
                return Way(tool.name, Outcome.VERIFIED)
            if monotonic() > patience:
                return Way(tool.name, Outcome.FAILED, "it doesn't hold the words")
            sleep(0.005)

    def _found(self, program: str) -> str | None:
        return which(program, path=self.environ.get("PATH"))

    def _run(self, command: tuple[str, ...], given: bytes = b"", *, keep: bool = True) -> _Ran:
        """Run a program on `given`; files, not pipes, because xclip stays behind and would hold a pipe open.

        `keep` its output; else it goes to /dev/null. A session of its own lets the program that serves the
        clipboard outlive a Ctrl-C and the closing of the terminal.
        """
        program, seconds = self._found(command[0]), min(_ONE_TRY, self.deadline - monotonic())
        if not program or seconds <= 0:
            return _Ran(None, b"", "not found" if not program else "no time left")
        try:
            with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
                stdin.write(given)
                stdin.seek(0)
                code = subprocess.run(  # noqa: S603 - fixed commands; the text goes in as a file
                    command,
                    executable=program,
                    stdin=stdin,
                    stdout=stdout if keep else subprocess.DEVNULL,
                    stderr=stderr,
                    env=self.environ,
                    timeout=seconds,
                    start_new_session=True,
                    check=False,
                ).returncode
                stdout.seek(0)
                stderr.seek(0)
                return _Ran(code, stdout.read(), _first_line(stderr.read(1000)))
        except subprocess.TimeoutExpired:
            return _Ran(None, b"", "no answer")
        except OSError as error:
            return _Ran(None, b"", error.strerror or "can't be started")


def _same(tool: Tool, output: bytes, text: str) -> bool:
    try:
        return tool.decode(output) == text.encode()
    except ValueError:
        return False


def _first_line(complaint: bytes) -> str:
    lines = clean(complaint.decode(errors="replace")).text.split("\n")
    return next((line.strip()[:60] for line in lines if line.strip()), "")
