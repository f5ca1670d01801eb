"""A program in a pseudo-terminal, and when its screen showed what.

Output is time-stamped as it arrives and goes to the emulator only while the program is quiet, so that the emulator's
own time is in no figure.
"""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte

_ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",  # what kind of terminal is it?
    b"\x1b[6n": b"\x1b[1;1R",  # where is the cursor?
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # can it draw a frame at once?
}
"""Questions of programs that a terminal of today answers; some wait for it."""
_UNKNOWN = re.compile(r"\x1b[P_^].*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=?][0-9;]*\$?[mpqu]", re.DOTALL)
"""Sequences that the emulator would print as text."""
_UNFINISHED = re.compile(r"\x1b(?:\[[^@-~]*|[P_^\]][^\x07]*)?\Z")


@dataclass(frozen=True)
class Answer:
    """What a key did. Times in seconds from the key; None where nothing came."""

    first: float | None
    """To the first byte."""
    settled: float | None
    """To the last byte before a pause: the screen shows what the key asked for."""
    size: int
    """Bytes."""


class Terminal:
    """A program in a terminal of some size; a context manager that ends it."""

    def __init__(self, argv: Sequence[str], columns: int, rows: int, environment: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._arrived: list[tuple[float, bytes]] = []
        self._open = True
        self.started = time.perf_counter()
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            self._set_size(0, columns, rows)
            try:
                os.execvpe(argv[0], list(argv), dict(environment))
            finally:
                os._exit(127)
        self._set_size(self._end, columns, rows)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            os.kill(self.pid, number)
            deadline = time.perf_counter() + 3
            while time.perf_counter() < deadline:
                self._read(0.02)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    os.close(self._end)
                    return

    @staticmethod
    def _set_size(descriptor: int, columns: int, rows: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, wait: float) -> bool:
        """Take what comes within `wait` seconds; False if nothing did."""
        if not self._open or not select.select([self._end], [], [], wait)[0]:
            return False
        try:
            data = os.read(self._end, 1 << 20)
        except OSError:  # how a pseudo-terminal says that the program has ended
            data = b""
        if not data:
            self._open = False
            return False
        self._arrived.append((time.perf_counter(), data))
        for question, answer in _ANSWERS.items():
            if question in data:
                self.send(answer)
        return True

    def send(self, keys: bytes) -> None:
        """Press keys."""
        try:
            os.write(self._end, keys)
        except OSError:
            self._open = False

    def show(self, *words: str) -> dict[str, float]:
        """Bring the emulator's screen up to date; when each of the words first came onto it."""
        found: dict[str, float] = {}
        for at, data in self._arrived:
            text = _UNKNOWN.sub("", self._rest + self._decoder.decode(data))
            cut = _UNFINISHED.search(text)
            self._rest = cut[0] if cut else ""
            self._stream.feed(text[: cut.start()] if cut else text)
            if missing := [word for word in words if word not in found]:
                shown = self.text
                found |= {word: at for word in missing if word in shown}
        self._arrived.clear()
        return found

    @property
    def text(self) -> str:
        """What the screen shows, as far as the emulator was brought up to date."""
        return "\n".join(self._screen.display)

    def wait_for(self, *words: str, since: float, limit: float = 60) -> list[float | None]:
        """Seconds from `since` until each of the words came onto the screen; None for what never did."""
        found: dict[str, float] = {}
        deadline = time.perf_counter() + limit
        while len(found) < len(set(words)) and time.perf_counter() < deadline and self._open:
            if not self._read(0.01):
                found = self.show(*words) | found
        return [found[word] - since if word in found else None for word in words]

    def settle(self, pause: float, patience: float = 0.5, since: float | None = None) -> Answer:
        """Read until nothing comes for `pause` seconds; wait at most `patience` for a first byte."""
        start = since or time.perf_counter()
        before = len(self._arrived)
        while self._read(pause if len(self._arrived) > before else patience):
            pass
        came = self._arrived[before:]
        first, last = (came[0][0] - start, came[-1][0] - start) if came else (None, None)
        return Answer(first, last, sum(len(data) for _, data in came))

    def press(self, keys: bytes, pause: float = 0.06) -> Answer:
        """Press keys, all at once, and wait for the settled screen."""
        self.show()
        start = time.perf_counter()
        self.send(keys)
        return self.settle(pause, since=start)

    def resize(self, columns: int, rows: int) -> Answer:
        """Give the terminal another size and wait for the settled screen."""
        self.show()
        self._screen.resize(rows, columns)
        start = time.perf_counter()
        self._set_size(self._end, columns, rows)
        return self.settle(0.25, 5, start)

    @property
    def memory(self) -> float:
        """Resident memory of the program and its children, in MiB (Linux)."""
        return sum(_resident(pid) for pid in _tree(self.pid)) / 1024


def _tree(pid: int) -> list[int]:
    children = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        children += map(int, task.read_text().split())
    return [pid, *(other for child in children for other in _tree(child))]


def _resident(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0
