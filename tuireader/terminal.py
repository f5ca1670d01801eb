"""What comes from the terminal and goes there: keys, pastes that can't pass for keys, frames in few bytes.

Textual ends on bytes that aren't UTF-8, and takes an escape sequence within a bracketed paste for keys that were
pressed. Here odd bytes become U+FFFD, and a paste is cleaned before Textual sees it.
"""

from codecs import getincrementaldecoder

from textual.drivers import linux_driver

from annotations.text import clean
from tuireader.frames import Shown
from tuireader.thrift import erases_in_colour, thrifty

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
"""Around a paste (xterm's control sequences, bracketed paste mode)."""


class Input:
    """An incremental decoder of what a terminal sends, however it is cut."""

    def __init__(self) -> None:
        self._utf8 = getincrementaldecoder("utf-8")("replace")
        self._pasting = False
        self._kept = ""
        """In a paste, what isn't handed on yet since it may begin its end; else what was, and may begin a paste."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The next characters. No key is ever kept back."""
        text, parts = self._utf8.decode(data, final), []
        while text or self._kept:
            part, text, whole = (self._pasted if self._pasting else self._typed)(text, final)
            parts.append(part)
            if not whole:
                break
            self._pasting, self._kept = not self._pasting, ""
        return "".join(parts)

    def _typed(self, text: str, _: bool) -> tuple[str, str, bool]:
        """What was typed up to a paste's beginning, the rest, and whether there was a beginning."""
        before, found, rest = (self._kept + text).partition(_BEGIN)
        part = (before + found)[len(self._kept) :]
        self._kept = before[1 - len(_BEGIN) :]
        return part, rest, bool(found)

    def _pasted(self, text: str, final: bool) -> tuple[str, str, bool]:
        """The same of what was pasted, up to its end."""
        before, found, rest = (self._kept + text).partition(_END)
        cut = len(before) if found or final else len(before) - _beginning(before)
        self._kept = before[cut:]
        return clean(before[:cut]).text + found, rest, bool(found)


def _beginning(text: str) -> int:
    """How many characters at the end of a text may be the first ones of a paste's end."""
    return next((size for size in range(len(_END) - 1, 0, -1) if text.endswith(_END[:size])), 0)


class Terminal(linux_driver.LinuxDriver):
    """Textual's driver with such an input, and with a thrifty output."""

    def start_application_mode(self) -> None:
        """Take the terminal, also again after it was lent: it shows nothing of ours."""
        self.shown = Shown()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # it has no types

    def run_input_thread(self) -> None:
        """Read keys."""
        # The decoder is made inside; this name is the only way to it.
        linux_driver.getincrementaldecoder = lambda _: Input  # type: ignore[attr-defined,assignment]
        super().run_input_thread()

    @property
    def is_behind(self) -> bool:
        """Whether a frame waits for the line to take the one before."""
        thread = self._writer_thread
        return thread is not None and not thread._queue.empty()  # Textual tells it in no other way

    def write(self, data: str) -> None:
        """Write a frame, in as few bytes as it takes."""
        super().write(thrifty(data, erases_in_colour()))
