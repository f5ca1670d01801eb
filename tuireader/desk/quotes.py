"""The quotations of the open article: found behind the first page, and gone through."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotations.models import Paragraph, Quotation, QuotationKind
from annotations.text import Position, Span
from tuireader.desk.marking import Marking
from tuireader.desk.state import DeskState, Focus
from tuireader.desk.worker import Worker
from tuireader.quoting import Listener

SAID = (QuotationKind.SPEECH, QuotationKind.FRAGMENT)
"""Somebody's words; marks of distance and headings are passed over."""


class Quotes(Marking):
    """What finds quotations and moves among them."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._listening = Worker("quotations")
        self._listener = Listener()

    def _begin(self) -> None:
        super()._begin()
        paragraphs = self.state.version.paragraphs
        self._listening.submit(lambda: self._listen(paragraphs), lambda _: None, lambda _: None)

    def _listen(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show the first quotations at once, and what follows whenever it doubled what is known: no key waits for more.

        Only the first and the last are shown unasked, the others with the next key, so that nothing moves by itself.
        """
        found: list[Quotation] = []
        cast: list[str] = []
        known = 0
        for quotations, cast in self._listener.find(paragraphs):
            found += quotations
            if len(found) > 2 * known:
                self._hear(found, cast, is_news=not known)
                known = len(found)
        self._hear(found, cast, is_news=True, heard=True)

    def _hear(self, found: Sequence[Quotation], cast: Sequence[str], *, is_news: bool, heard: bool = False) -> None:
        said = tuple(number for number, quotation in enumerate(found) if quotation.kind in SAID)
        with self._lock:
            self._state = replace(self._state, quotations=tuple(found), said=said, cast=tuple(cast), heard=heard)
            if is_news:
                self._refresh()

    def settle(self) -> None:
        """Wait until all that was asked for is done or refused, and the quotations are found."""
        super().settle()
        self._listening.settle()

    def close(self, position: Position | None = None) -> None:
        """Finish all saves and remember where the article was left; quotations still to be found nobody waits for."""
        self._listener.stop()
        super().close(position)
        self._listening.close()

    def next_quotation(self, count: int) -> None:
        """To the quotation `count` ahead (behind, if negative)."""
        numbers, quotations, here = self.state.said, self.state.quotations, _here(self.state)
        first = bisect_left(numbers, here, key=lambda number: quotations[number].span.start)
        is_there = first < len(numbers) and quotations[numbers[first]].span.start == here
        ahead = len(numbers) - first - is_there if count > 0 else first
        if ahead:
            found = first + count - (count > 0 and not is_there)
            self.go_to_quotation(numbers[min(max(found, 0), len(numbers) - 1)])
        else:
            self._say(_none_ahead(self.state, bool(numbers)))

    def go_to_quotation(self, number: int) -> None:
        """Focus a quotation and bring it onto the page."""
        if number < len(self.state.quotations):
            start = self.state.quotations[number].span.start
            self.go(Focus(start.paragraph, quotation=number), start)

    def lead_to_quotation(self, number: int) -> None:
        """Focus a quotation and bring it onto the page; `back` isn't asked to return here."""
        if number < len(self.state.quotations):
            start = self.state.quotations[number].span.start
            focus = Focus(start.paragraph, quotation=number)
            self._set(focus=focus, jump=start, jumps=self.state.jumps + 1)


def _none_ahead(state: DeskState, has_some: bool) -> str:
    if not state.heard:
        return "Still looking for quotations in the rest" if has_some else "Still looking for quotations"
    return "No further quotation" if has_some else "No quotation was found in this article"


NOT_IDENTIFIED = "not identified"


def _here(state: DeskState) -> Position:
    if state.quotation is not None:
        return state.quotation.span.start
    target = state.target()
    return target.start if target else Position(state.focus.paragraph, 0)


def who(state: DeskState, quotation: Quotation) -> str:
    """Who says a quotation, in words: "Dmitry Peskov", "he → Dmitry Peskov?", "not identified"."""
    name = state.saying.of_quotation(quotation)
    if not name:
        return NOT_IDENTIFIED
    if not name.endswith("?"):
        return name
    mention = _words(state, quotation.mention)
    return name if not mention or mention in name else f"{mention} → {name}"


def whence(state: DeskState, quotation: Quotation) -> str:
    """The words that gave the name, where it was found elsewhere and nobody has confirmed it: `from “…” ¶ 1`."""
    place = quotation.antecedent
    if place is None or not state.speaker_of(quotation.span).endswith("?"):
        return ""
    return f"from “{_words(state, place)}” ¶ {place.start.paragraph + 1}"


def reported(state: DeskState, quotation: Quotation) -> str:
    """The cue and the venue as the article has them: "said · in an interview with Britain’s Sky News"."""
    return " · ".join(filter(None, [_words(state, quotation.cue), _words(state, quotation.venue)]))


def _words(state: DeskState, span: Span | None) -> str:
    return state.version.texts[span.start.paragraph][span.start.offset : span.end.offset] if span else ""
