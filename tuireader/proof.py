"""A draft beside its sources: what a check of its quotations found, gone through without a screen."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import Any

from annotations.checking import Checked, Label
from annotations.checking.checker import check_quotes
from annotations.checking.quotes import quotes_of
from annotations.checking.report import Entry as Found
from annotations.checking.report import details, summary
from annotations.errors import TuireaderError, UsageError
from annotations.index import Index
from annotations.library import Library
from annotations.models import Paragraph
from annotations.text import Position, Span
from tuireader.actions import Action, key_of
from tuireader.checking_command import entries_of, library_shelf
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import Message, Tone
from tuireader.desk.worker import Worker
from tuireader.entries import Entry, Look, Part, hint
from tuireader.manuscript import read_manuscript

_NO_SOURCES = "The library is empty, so there is nothing to check against: tuireader add FILE… keeps the sources"


_CHECKING = Message("checking…")


@dataclass(frozen=True)
class ProofState:
    """What to show of a draft."""

    location: str
    """Where the draft is."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The draft's; empty until it was read."""
    found: tuple[Found, ...] = ()
    """Every quotation, in the draft's order."""
    everything: bool = False
    """Whether those that match are listed too."""
    current: int | None = None
    """The number of the quotation that the keys act on."""
    message: Message = _CHECKING

    @property
    def shown(self) -> tuple[int, ...]:
        """The numbers of the quotations that are listed."""
        return tuple(number for number, one in enumerate(self.found) if self.everything or one.checked.label.problem)

    @property
    def checked(self) -> Checked | None:
        """The quotation that the keys act on."""
        return None if self.current is None else self.found[self.current].checked

    @property
    def summary(self) -> str:
        """All in one sentence; empty until it was checked."""
        return summary(self.found).capitalize() if self.paragraphs else ""


class Proof:
    """One draft; its acts return at once, and what comes of them is a new state."""

    def __init__(self, location: str, library: Library, index: Index, desk: Callable[[str], ReadingDesk]) -> None:
        """`index` is that of the library; `desk` opens an article of the library by its id, for copying from it."""
        self._library, self._index, self._desk = library, index, desk
        self._worker = Worker("proof")
        self._lock = RLock()
        self._listeners: list[Callable[[], None]] = []
        self._state = ProofState(location)

    @property
    def state(self) -> ProofState:
        """What to show now."""
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of the state, on the thread that made it."""
        self._listeners.append(listener)

    def settle(self) -> None:
        """Wait until all that was asked for is done."""
        self._worker.settle()

    def close(self) -> None:
        """End the thread once all is done; nobody waits, for the index may just be made of a large library."""
        self._worker.close(wait=False)

    def check(self) -> None:
        """Read the draft and the library, and hold each quotation against them."""
        self._set(message=_CHECKING)
        self._worker.submit(self._check, self._show, self._failed)

    def _check(self) -> tuple[tuple[Paragraph, ...], tuple[Found, ...]]:
        manuscript = read_manuscript(os.fspath(Path(self._state.location).expanduser()))
        quotes = quotes_of(manuscript.draft)
        with suppress(UsageError):  # an empty library: said where it is shown
            shelf = library_shelf(self._index, self._library, quotes)
            found = entries_of(manuscript, check_quotes(quotes, shelf))
            return tuple(manuscript.draft.paragraphs), tuple(found)
        return tuple(manuscript.draft.paragraphs), ()

    def _show(self, found: tuple[tuple[Paragraph, ...], tuple[Found, ...]]) -> None:
        paragraphs, entries = found
        empty = not self._library.articles()
        message = Message(_NO_SOURCES, Tone.PROBLEM) if empty else Message("Checked", Tone.DONE)
        self._set(paragraphs=paragraphs, found=entries, current=None, message=message)
        self.step(0)

    def _failed(self, error: TuireaderError) -> None:
        self._set(message=Message(str(error), Tone.PROBLEM))

    def choose(self, number: int) -> None:
        """Let the keys act on a quotation; one that went with the last check is passed over."""
        with self._lock:
            if number < len(self._state.found):
                self._set(current=number, message=Message())

    def step(self, count: int) -> None:
        """To the listed quotation `count` ahead, as far as there are any."""
        with self._lock:  # or a check that ends meanwhile might leave fewer
            shown = self._state.shown
            if shown:
                here = shown.index(self._state.current) if self._state.current in shown else 0
                self._set(current=shown[min(max(here + count, 0), len(shown) - 1)])

    def show_everything(self, everything: bool) -> None:
        """List every quotation, or only the problems."""
        self._set(everything=everything, message=Message())
        if self._state.current not in self._state.shown:
            self._set(current=None)
            self.step(0)

    @property
    def passage(self) -> tuple[str, Span] | None:
        """Where the source's words of the current quotation stand: an article's id and a span; None if nowhere."""
        checked = self._state.checked
        return (checked.article, span_in_source(checked)) if checked and checked.article else None

    def copy(self) -> None:
        """Copy the source's words of the current quotation, with attribution."""
        passage = self.passage
        if passage is None:
            self._set(message=Message("No words of a source to copy: nothing in the library has these"))
            return
        self._worker.submit(lambda: self._copy(*passage), lambda message: self._set(message=message), self._failed)

    def _copy(self, article: str, span: Span) -> Message:
        desk = self._desk(article)
        for _ in desk.prepare():
            pass
        desk.settle()
        desk.copy(span)
        desk.settle()
        message = desk.state.message
        desk.close()
        return message

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self._set(message=Message(text))

    def _set(self, **changes: Any) -> None:
        with self._lock:
            self._state = replace(self._state, **changes)
        for listener in self._listeners:
            listener()


def span_in_source(checked: Checked) -> Span:
    """Where the words stand in the source's paragraphs, from the first that matches to the last."""
    first, last = checked.paragraphs[0] - 1, checked.paragraphs[-1] - 1
    return Span(Position(first, len(checked.before)), Position(last, checked.end))


def proof_entries(state: ProofState, actions: tuple[Action, ...]) -> tuple[Entry, ...]:
    """The quotations as entries for a list, each with all that is known of it."""
    shown = [(number, state.found[number]) for number in state.shown]
    if shown:
        return tuple(_entry(number, found) for number, found in shown)
    if not state.paragraphs:
        return ()
    told = "No quotation in this draft." if not state.found else "Every quotation has its words in a source."
    return hint(told, (key_of(actions, "checking.everything"), "lists all of them"))


_ROLES = {True: 3, False: 1}
"""Numbers of the roles whose colours and marks stand for a problem and for words that match."""


def role_of(checked: Checked) -> int:
    """The number of the role whose colour and mark a quotation is shown with."""
    if checked.question:
        return 2
    return 4 if checked.label is Label.PHRASE else _ROLES[checked.label.problem]


def _entry(number: int, found: Found) -> Entry:
    checked = found.checked
    parts = [
        Part(checked.label.words, Look.HEAD, lines=1, indent=0),
        Part(f"“{' '.join(checked.quote.split())}”", Look.WORDS, lines=3),
        *(Part(f"{name}: {text}", Look.MUTED if name == "source" else Look.NOTE) for name, text in details(checked)),
    ]
    return Entry(str(number), tuple(parts), f"line {found.line}" if found.line else "", role_of(checked))
