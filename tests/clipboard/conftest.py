"""Real surroundings for a copy: a display, a tmux server, and a PATH that holds just the chosen programs."""

import os
import pty
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def needs(*programs: str) -> dict[str, str]:
    """Where the programs are; skips, by name, a test whose program is missing."""
    found = {program: shutil.which(program) for program in programs}
    for program, path in found.items():
        if path is None:
            pytest.skip(f"{program} is not installed")
    return {program: path for program, path in found.items() if path}


class Terminal:
    """A terminal emulator's end of a pty, with tmux in it, that remembers all bytes that it is sent."""

    def __init__(self, command: list[str], environ: dict[str, str]) -> None:
        self.received = b""
        self._changed = threading.Condition()
        self._screen, tty = pty.openpty()
        self._process = subprocess.Popen(
            command, stdin=tty, stdout=tty, stderr=tty, env=environ, start_new_session=True
        )
        os.close(tty)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                got = os.read(self._screen, 65536)
            except OSError:
                return
            if not got:
                return
            with self._changed:
                self.received += got
                self._changed.notify_all()

    def wait_for(self, words: bytes) -> None:
        """Return as soon as the bytes came; fails after ten seconds."""
        with self._changed:
            assert self._changed.wait_for(lambda: words in self.received, 10), f"{words[:80]!r} never came"

    def close(self) -> None:
        self._process.wait(10)
        self._reader.join(10)
        os.close(self._screen)


class Tmux:
    """A tmux server of the test's own, with one client on a terminal that takes OSC 52."""

    def __init__(self, folder: Path, set_clipboard: str) -> None:
        needs("tmux")
        # A socket's path has at most about a hundred bytes, which a test's own folder may exceed.
        self._folder = TemporaryDirectory()
        self._command = ["tmux", "-S", f"{self._folder.name}/socket"]
        configuration = folder / "tmux.conf"
        configuration.write_text(f"set -s set-clipboard {set_clipboard}\n")
        environ = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        shell = "printf ready; exec cat"
        self.terminal = Terminal(
            [*self._command, "-f", str(configuration), "new-session", "-s", "desk", shell], environ
        )
        self.terminal.wait_for(b"ready")
        self.variable = self.ask("display-message", "-p", "#{socket_path},#{pid},0")

    def ask(self, *command: str) -> str:
        """What a tmux command prints, without the last newline."""
        done = subprocess.run([*self._command, *command], capture_output=True, check=True)
        return done.stdout.decode().removesuffix("\n")

    def close(self) -> None:
        self.ask("kill-server")
        self.terminal.close()
        self._folder.cleanup()


@pytest.fixture
def having(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Makes surroundings with the named programs and nothing else of this machine's clipboard tools."""

    def make(*programs: str, **variables: str) -> dict[str, str]:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        for program, path in needs(*programs).items():
            (folder / program).symlink_to(path)
        # Without a home xsel doesn't start.
        return {"PATH": str(folder), "HOME": str(tmp_path), **variables}

    return make


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str, str], None]:
    """Writes a shell script into the PATH of `having`, for a program that this machine can't have."""

    def write(name: str, script: str) -> None:
        file = tmp_path / "programs" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    return write


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[[str], Tmux]]:
    """Starts tmux with a value of set-clipboard; each server is ended after the test."""
    started = []

    def start(set_clipboard: str) -> Tmux:
        started.append(Tmux(tmp_path, set_clipboard))
        return started[-1]

    yield start
    for server in started:
        server.close()
