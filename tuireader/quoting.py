"""Finding the quotations of an article without holding up the screen: here if it is short, else in a process."""

import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock, Thread
from typing import IO, Any

from annotations.models import Paragraph, Quotation

_SHORT = 20_000
"""Characters that take some 20 ms; a longer text in a thread would take every other frame from the screen."""
_BATCH = 100
"""Paragraphs sent at once, so that neither side ever holds a whole book besides."""
_ANSWER = 50
"""Quotations sent back at once: to read them takes a fraction of a frame, which no key can have meanwhile."""
Found = tuple[list[Quotation], list[str]]
"""The quotations of a part of an article, and the people whom it names up to there, the most named first."""


class Listener:
    """Finds the quotations of one article; `stop` ends a search that is under way."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._starting = Lock()

    def find(self, paragraphs: Sequence[Paragraph]) -> Iterator[Found]:
        """The quotations of an article, part by part; blocks, so call it on a thread of its own."""
        if self._stopped:
            return
        if sum(len(paragraph.text) for paragraph in paragraphs) <= _SHORT:
            from annotations.quotations import find_in_parts

            yield from find_in_parts(paragraphs)
            return
        with self._starting:
            if self._stopped:
                return
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "tuireader.quoting"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        batches = (list(paragraphs[at : at + _BATCH]) for at in range(0, len(paragraphs), _BATCH))
        Thread(target=_send, args=(batches, self._process.stdin), name="dictation", daemon=True).start()
        self._process.stdin = None  # the thread's to close: it may be full of what a stopped process won't read
        with self._process:
            yield from _received(self._process.stdout)

    def stop(self) -> None:
        """The article was closed: nobody waits for its quotations."""
        with self._starting:  # or a process that is just being started would be missed, and run to its end
            self._stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()


def _send(batches: Iterator[list[Paragraph]], to: IO[bytes]) -> None:
    with suppress(OSError), to:  # the process was stopped
        for batch in batches:
            # A string that is pickled holds on to its UTF-8: its words would be in memory twice from then on.
            pickle.dump([(paragraph.text.encode(), replace(paragraph, text="")) for paragraph in batch], to)


def _received(stream: IO[bytes]) -> Iterator[Any]:
    """What the other side sends until it ends, or is stopped in the middle."""
    with suppress(EOFError, pickle.UnpicklingError):
        while True:
            yield pickle.load(stream)  # noqa: S301 - written by this program's other process


def _listen() -> None:
    """Answer the paragraphs that come in with the quotations in them."""
    from annotations.quotations import find_in_parts

    batches = _received(sys.stdin.buffer)
    paragraphs = (replace(paragraph, text=text.decode()) for batch in batches for text, paragraph in batch)
    for part in find_in_parts(paragraphs):
        for at in range(0, max(len(part.quotations), 1), _ANSWER):
            # plain tuples: whoever reads them needs no engine
            pickle.dump((part.quotations[at : at + _ANSWER], part.cast), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _listen()
