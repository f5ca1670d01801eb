"""The installed program in real terminals: in tmux with a server of its own, and on a pty that pyte draws."""

import contextlib
import fcntl
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory

import pyte
import pytest

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
PROGRAM = Path(sys.executable).parent / "tuireader"
_PATIENCE = 20
"""Seconds to wait for what a test waits for; a loaded machine is slow, and a test that fails may take long."""


class Screen:
    """What the two kinds of terminal have in common: rows to read, bytes to send."""

    def rows(self) -> list[str]:
        raise NotImplementedError

    def send(self, text: str) -> None:
        raise NotImplementedError

    def shown(self) -> str:
        return "\n".join(self.rows())

    def until(self, found: Callable[[], object], what: str) -> None:
        """Return as soon as something is so."""
        end = time.monotonic() + _PATIENCE
        while not found():
            assert time.monotonic() < end, f"{what} never came; the screen:\n{self.shown()}"
            time.sleep(0.01)

    def wait(self, *words: str) -> None:
        """Return as soon as all of these words are on the screen."""
        self.until(lambda: all(word in self.shown() for word in words), " and ".join(map(repr, words)))

    def gone(self, words: str) -> None:
        """Return as soon as these words aren't on the screen any more."""
        self.until(lambda: words not in self.shown(), f"a screen without {words!r}")

    def find(self, words: str, after: int = 0) -> tuple[int, int]:
        """Column and row, from 1 on, of the first character of words, at column `after` at least."""
        self.wait(words)
        rows = ((y, row.find(words, after)) for y, row in enumerate(self.rows(), 1))
        return next((x + 1, y) for y, x in rows if x >= 0)

    def mouse(self, button: int, x: int, y: int, end: str = "M") -> None:
        """An event of the mouse as a terminal reports it (SGR)."""
        self.send(f"\x1b[<{button};{x};{y}{end}")

    def click(self, x: int, y: int, times: int = 1) -> None:
        for _ in range(times):
            self.mouse(0, x, y)
            self.mouse(0, x, y, "m")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.mouse(0, *start)
        self.mouse(32, start[0] + 1, start[1])
        self.mouse(32, *end)
        self.mouse(0, *end, "m")


class Pty(Screen):
    """The program on a pty."""

    def __init__(
        self,
        command: list[str],
        environ: dict[str, str],
        size: tuple[int, int],
        stdin: Path | None,
        rate: int = 0,
        delay: float = 0,
    ) -> None:
        """On a slow line `rate` bytes come in a second, and what is sent arrives `delay` seconds later."""
        self._rate, self._delay = rate, delay
        self._under_way: Queue[tuple[float, bytes]] = Queue()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self.received = b""
        self.home = environ["HOME"]
        self._end, tty = pty.openpty()
        fcntl.ioctl(tty, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        given = os.open(stdin, os.O_RDONLY) if stdin else os.dup(tty)
        self.process = subprocess.Popen(
            command,
            stdin=given,
            stdout=tty,
            stderr=tty,
            env=environ,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),
        )
        os.close(given)
        os.close(tty)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if delay:
            threading.Thread(target=self._deliver, daemon=True).start()

    def _deliver(self) -> None:
        while True:
            due, data = self._under_way.get()
            time.sleep(max(due - time.monotonic(), 0))
            with contextlib.suppress(OSError):
                os.write(self._end, data)

    def _read(self) -> None:
        while True:
            try:
                got = os.read(self._end, 400 if self._rate else 65536)
            except OSError:
                return
            if not got:
                return
            if self._rate:
                time.sleep(len(got) / self._rate)
            with self._lock:
                self.received += got
                # Textual asks whether the terminal draws in one go, in a form that pyte takes for text.
                self._stream.feed(got.replace(b"\x1b[?2026$p", b""))

    def rows(self) -> list[str]:
        with self._lock:
            return list(self._screen.display)

    def send(self, text: str) -> None:
        if self._delay:
            self._under_way.put((time.monotonic() + self._delay, text.encode()))
        else:
            os.write(self._end, text.encode())

    def kill(self) -> None:
        """End the program as nothing else does: at once, and without a word to it."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(_PATIENCE)

    def ended(self) -> int:
        """The exit code, once the program ended."""
        code = self.process.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        self._reader.join(_PATIENCE)
        os.close(self._end)


class Tmux(Screen):
    """A tmux server with one window, 120 columns wide and 40 lines high."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        # A socket's path has at most about a hundred bytes, which a test's own folder may exceed.
        self._sockets = TemporaryDirectory()
        self._environ = environ | {"TMUX_TMPDIR": self._sockets.name}
        configuration = folder / "tmux.conf"
        configuration.write_text('set -g mouse on\nset -g default-terminal "tmux-256color"\nset -g escape-time 0\n')
        self._command = ["tmux", "-L", "tests", "-f", str(configuration)]
        self.ask("new-session", "-d", "-x", "120", "-y", "40", "-c", str(folder), "exec sh")

    def ask(self, *command: str) -> str:
        """What a tmux command prints."""
        done = subprocess.run([*self._command, *command], capture_output=True, text=True, env=self._environ, check=True)
        return done.stdout

    def rows(self) -> list[str]:
        return self.ask("capture-pane", "-p").split("\n")

    def send(self, text: str) -> None:
        self.ask("send-keys", "-H", *(f"{byte:02x}" for byte in text.encode()))

    def key(self, *keys: str) -> None:
        """Press keys by tmux's names: `C-s`, `Enter`."""
        self.ask("send-keys", *keys)

    def run(self, command: str) -> None:
        """Type a command into the shell."""
        self.send(command + "\r")

    def close(self) -> None:
        self.ask("kill-server")
        self._sockets.cleanup()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of the test's own, in which the program starts."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """The surroundings of a person at a plain terminal: no desktop, no tmux, nothing of this machine's settings."""
    return {
        "HOME": str(home),
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "SHELL": "/bin/sh",
        "PS1": "$ ",
    }


@pytest.fixture
def terminal(environ: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Pty]]:
    """Starts the program on a pty; each is ended after the test."""
    monkeypatch.chdir(home)
    started: list[Pty] = []

    def start(
        *arguments: str,
        size: tuple[int, int] = (120, 40),
        stdin: Path | None = None,
        rate: int = 0,
        delay: float = 0,
        **more: str,
    ) -> Pty:
        started.append(Pty([str(PROGRAM), *arguments], environ | more, size, stdin, rate, delay))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def tmux(environ: dict[str, str], home: Path) -> Iterator[Callable[..., Tmux]]:
    """Starts a tmux server with a shell; each is ended after the test."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    started: list[Tmux] = []

    def start(**more: str) -> Tmux:
        started.append(Tmux(home, environ | more))
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture
def command(environ: dict[str, str], home: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the program without a terminal."""

    def run(*arguments: str, given: bytes | None = None, **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(PROGRAM), *arguments],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            cwd=home,
            env=environ | more,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def seed() -> Path:
    """The article in seeds/."""
    return SEED
