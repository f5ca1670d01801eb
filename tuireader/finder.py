"""Looking for words in the contents of the library while they are typed: the newest question counts."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import TYPE_CHECKING

from annotations.errors import TuireaderError

if TYPE_CHECKING:
    from annotations.index import Index
    from annotations.index.hits import Hit

MOST = 50
"""Passages that are listed."""
MOST_SAID = 400
"""Quotations of a speaker that are listed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Something that was found."""

    hit: "Hit"
    otherwise: "tuple[Hit, ...]" = ()
    """The same words of a speaker as other articles have them, one quotation for each wording."""


class Finder:
    """Answers questions on a thread of its own, with a connection of its own to the index."""

    def __init__(self, index: "Index", told: Callable[[str, tuple["Passage", ...], str], None]) -> None:
        """`told` hears the question, what was found, and what is wrong with the question as a sentence."""
        self._index, self._told = index, told
        self._asked: str | None = None
        self._closed = False
        self._ready = Condition()
        self._busy = False
        Thread(target=self._run, name="finder", daemon=True).start()

    def ask(self, question: str) -> None:
        """Look for this instead of what was asked before; returns at once."""
        with self._ready:
            self._asked = question
            self._ready.notify_all()

    def settle(self) -> None:
        """Wait until the newest question is answered."""
        with self._ready:
            self._ready.wait_for(lambda: self._closed or (self._asked is None and not self._busy))

    def close(self) -> None:
        """End the thread."""
        with self._ready:
            self._closed = True
            self._ready.notify_all()

    def _run(self) -> None:
        index = self._index.beside()
        while True:
            with self._ready:
                self._busy = False
                self._ready.notify_all()
                self._ready.wait_for(lambda: self._closed or self._asked is not None)
                if self._closed:
                    break
                question, self._asked, self._busy = self._asked or "", None, True
            self._told(question, *_answer(index, question))
        if index is not self._index:
            index.close()


def _answer(index: "Index", question: str) -> tuple[tuple["Passage", ...], str]:
    from annotations.index import Damaged, Query, searching, speaking, typed

    try:
        query = typed(question)
        if query == Query():
            return (), ""
        hits = searching.search(index, query, MOST_SAID if query.speaker else MOST, titles=False)
    except TuireaderError as error:
        return (), str(error)
    except Damaged:
        return (), "The index was damaged and is built anew; leave the library and come back"
    if query.speaker:
        sayings = speaking.sayings(hits)
        return tuple(Passage(hit, saying.otherwise(hit)) for saying in sayings for hit in saying.quotations), ""
    return tuple(map(Passage, hits)), ""
