"""The index of a library brought up to date: here where little changed, else in a process, so that no frame waits."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from annotations.index import Index, building
from tuireader.paths import cache_folder

FEW = 8
"""Articles whose words take no more than some frames."""


class Indexer:
    """Brings an index up for a screen; `told` hears in which step it is, and how far, as a phrase."""

    def __init__(self, index: Index, told: Callable[[str, str], None]) -> None:
        self._index, self._told = index, told
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self) -> None:
        """Bring the index up; blocks, so call it on a thread of its own."""
        if self._stopped:
            return
        if self._index.path is None or building.waiting(self._index) <= FEW:
            building.update(self._index, self._progress)
            return
        place = str(self._index.root), str(self._index.path.parent)
        self._process = subprocess.Popen(  # noqa: S603 - this program, with two folders of its own
            [sys.executable, "-P", "-m", "tuireader.indexing", *place],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            step, done, count = line.split()
            self._progress(step, int(done), int(count))
        self._process.wait()

    def _progress(self, step: str, done: int, count: int) -> None:
        if not self._stopped:
            self._told(step, said(step, done, count))

    def stop(self) -> None:
        """Nobody waits for it; what was indexed stays."""
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def said(step: str, done: int, count: int) -> str:
    """How far an update is, as a phrase."""
    return f"Indexing {step}: {done:,} of {count:,} articles"


def bring_up(index: Index, steps: Sequence[str] = building.STEPS) -> None:
    """Bring an index up for a command; how far it is stands on standard error where that is a terminal."""
    shown = sys.stderr.isatty()

    def progress(step: str, done: int, count: int) -> None:
        if shown and count > FEW:
            sys.stderr.write(f"\r\x1b[K{said(step, done, count)}" if done < count else "\r\x1b[K")
            sys.stderr.flush()

    building.update(index, progress, steps)


@contextmanager
def indexed(root: Path, steps: Sequence[str] = ("notes",)) -> Iterator[Index]:
    """The index of a library for a command, brought up to date as far as it is asked: its list of articles."""
    index = Index(root, cache_folder())
    try:
        bring_up(index, steps)
        yield index
    finally:
        index.close()


def _report(step: str, done: int, count: int) -> None:
    sys.stdout.write(f"{step} {done} {count}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with closing(Index(Path(sys.argv[1]), Path(sys.argv[2]))) as opened:
        building.update(opened, _report)
