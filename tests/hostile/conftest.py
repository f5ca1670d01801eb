"""Windows of the real program on real terminals, hostile text to feed them, and small or closed disks."""

import codecs
import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pyte
import pytest

ROOT = Path(__file__).resolve().parents[2]

# Makes the pty the controlling terminal, as a terminal emulator and sshd do, so that closing it hangs up. Every
# attempt to reach the network or to start a program is written down.
START = """
import fcntl, os, sys, termios
fcntl.ioctl(1, termios.TIOCSCTTY, 0)
watched = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethost", "socket.sendto", "socket.sendmsg",
           "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "webbrowser.open", "urllib.Request")
if record := os.environ.pop("HOSTILE_RECORD", ""):
    descriptor = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.addaudithook(lambda event, _: event.startswith(watched) and os.write(descriptor, event.encode() + b"\\n"))
for number in os.environ.pop("HOSTILE_REDIRECTED", ""):
    os.dup2(os.open(os.devnull, os.O_RDWR), int(number))
sys.argv[0] = "tuireader"
from tuireader.__main__ import main
sys.exit(main())
"""

OWN = re.compile(
    r"\x1b\[[0-9;]{0,60}m"  # colours
    r"|\x1b\[\d{1,3};\d{1,3}H|\x1b\[H|\x1b\[\d{1,3}[ABCD]|\x1b\[2J|\x1b\[K|\x1b\[\d{1,3}X"  # the cursor, blanks
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]"  # modes
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[>\d+u|\x1b\[<u"  # what Textual asks for
    r"|\x1b\]22;[a-z]+\x07"  # the pointer's shape
)
"""All that the program itself writes to a terminal besides text."""
ACTING = re.compile(
    r".{0,40}[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f].{0,20}"
)
"""What must never reach a terminal but in the program's own sequences; line ends are the terminal's own."""

_MANY_MARKS = re.compile("([\u0300-\u036f]{30})[\u0300-\u036f]+")
"""Runs that cost pyte the square of their length."""
_UNSHOWN = re.compile(r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\??[0-9;]*\$[a-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""What pyte would print."""


class Window:
    """A terminal with the program in it."""

    def __init__(self, arguments: list[str], environ: dict[str, str], size: tuple[int, int], folder: Path) -> None:
        self.sent = b""
        """All bytes that the terminal was sent."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._tail = ""
        self._changed = threading.Condition()
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
            cwd=folder,
            start_new_session=True,
        )
        self._slave = slave
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                data = os.read(self._master, 1 << 16)
            except OSError:
                data = b""
            with self._changed:
                if data:
                    self.sent += data
                    self._feed(self._decoder.decode(data))
                self._changed.notify_all()
            if not data:
                return

    def _feed(self, text: str) -> None:
        text = _MANY_MARKS.sub(r"\1", _UNSHOWN.sub("", self._tail + text))
        cut = text.rfind("\x1b")
        whole = cut < 0 or re.match(r"\x1b(?:\[[0-9;?<=>$ ]*[a-zA-Z]|[^\[\]])", text[cut:])
        self._tail, text = ("", text) if whole else (text[cut:], text[:cut])
        self._stream.feed(text)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def see(self, *words: str, seconds: float = 15) -> None:
        """Wait until all these words are on the screen."""
        self._wait(lambda: all(word in self.text for word in words), f"{words} never came", seconds)

    def see_either(self, *words: str) -> None:
        """Wait until one of these words is on the screen."""
        self._wait(lambda: any(word in self.text for word in words), f"none of {words} came", 15)

    def see_no(self, words: str, seconds: float = 15) -> None:
        """Wait until these words have gone from the screen."""
        self._wait(lambda: words not in self.text, f"{words!r} never went", seconds)

    def _wait(self, holds: Callable[[], bool], complaint: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        with self._changed:
            while not holds() and self.process.poll() is None and time.monotonic() < end:
                self._changed.wait(0.2)  # the end of the program isn't told
            assert self._changed.wait_for(holds, 0.5), (
                f"{complaint}; the program {self.process.poll()}; the screen:\n{self.text}"
            )

    def press(self, keys: str | bytes) -> None:
        """Type."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            data = data[os.write(self._master, data) :]

    def do(self, keys: str | bytes, *words: str) -> None:
        """Type, and wait until these words are on the screen."""
        self.press(keys)
        self.see(*words)

    def paste(self, text: str) -> None:
        """Paste, as terminals do that can tell a program so."""
        self.press(b"\x1b[200~" + text.encode(errors="surrogatepass") + b"\x1b[201~")

    def quit(self) -> int:
        """Press q, and give the exit code."""
        self.press("q")
        return self.wait()

    def wait(self, seconds: float = 15) -> int:
        """The exit code, once the program ends."""
        code = self.process.wait(seconds)
        self._let_go()
        self._reader.join(5)
        return code

    def hang_up(self) -> None:
        """Close the terminal, as a dropped line does."""
        self._let_go()
        os.close(self._master)
        self._master = -1

    def settings(self) -> list[object]:
        """How the terminal is set now."""
        return termios.tcgetattr(self._slave)

    def _let_go(self) -> None:
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1

    def close(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)
        self._let_go()
        if self._master >= 0:
            self._reader.join(5)
            os.close(self._master)


@pytest.fixture
def acting() -> Callable[[bytes], list[str]]:
    """Finds what of some bytes a terminal would obey and the program doesn't write of its own."""
    return lambda sent: ACTING.findall(OWN.sub("", sent.decode("utf-8", "surrogateescape")))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder of the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    """What the program finds around it: no display, no tmux, no SSH."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def window(environ: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Opens windows."""
    with ExitStack() as stack:

        def start(
            *arguments: str, size: tuple[int, int] = (120, 40), folder: Path = tmp_path, **variables: str
        ) -> Window:
            opened = Window(list(arguments), environ | variables, size, folder)
            stack.callback(opened.close)
            return opened

        yield start


@pytest.fixture
def command(environ: dict[str, str], tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Runs a command of the program."""

    def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "tuireader", *arguments],
            env=environ | variables,
            cwd=tmp_path,
            capture_output=True,
            timeout=30,
            check=False,
        )

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article."""
    path = tmp_path / "article.txt"
    path.write_text(
        "The council voted on Thursday, and it was close.\n\n“We are sorry about that,” the envoy said.\n\n"
        "Votes for\n\nNobody else spoke until the evening, when the doors were opened again.\n"
    )
    return path


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system in memory; skips the test where that isn't allowed."""
    mounted: list[Path] = []

    def make(options: str) -> Path:
        folder = tmp_path / f"disk{len(mounted)}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip("no file system can be mounted here")
        mounted.append(folder)
        return folder

    yield make
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
