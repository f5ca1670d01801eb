"""Finding the quotations of an article without holding up the screen: here if it is short, else in a process."""

import pickle
import subprocess
import sys
from collections.abc import Sequence

from annotations.models import Paragraph, Quotation

_SHORT = 20_000
"""Characters that take some 20 ms; a longer text in a thread would take every other frame from the screen."""

Found = tuple[tuple[Quotation, ...], tuple[str, ...]]
"""The quotations, and the people whom the article names."""


class Listener:
    """Finds the quotations of one article; `stop` ends a search that is under way."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def find(self, paragraphs: Sequence[Paragraph]) -> Found:
        """The quotations of an article and its cast; blocks, so call it on a thread of its own."""
        if self._stopped:
            return (), ()
        if sum(len(paragraph.text) for paragraph in paragraphs) <= _SHORT:
            return find_here(paragraphs)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "tuireader.quoting"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        written, _ = self._process.communicate(pickle.dumps(list(paragraphs)))
        if self._process.returncode:
            return (), ()
        found: Found = pickle.loads(written)  # noqa: S301 - written by the process that was just started
        return found

    def stop(self) -> None:
        """The article was closed: nobody waits for its quotations."""
        self._stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def find_here(paragraphs: Sequence[Paragraph]) -> Found:
    """The quotations and the cast, found in this process."""
    from annotations.quotations import find_cast, find_quotations

    return tuple(find_quotations(paragraphs)), tuple(find_cast(paragraphs))


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(find_here(pickle.loads(sys.stdin.buffer.read()))))  # noqa: S301 - our parent's
