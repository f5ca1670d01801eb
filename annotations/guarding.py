"""Which words may not be handed out as they are: off the record, under embargo, on background.

    guards = Guards.of(store.all(Guard), source, datetime.now(UTC))
    guards.article            what holds for the whole article, or None
    guards.on(record)         what holds for the words of an annotation or a clip, whatever version it was made in
    guards.on_span(span)      what holds for words of the version in which the guards were placed (`spans`)
    free, count = divide(notebook, guards)    the notebook without its guarded notes, and how many these were

`str()` of what holds is a phrase for a sentence: "off the record", "under embargo until 2024-03-05 00:01 UTC". Whoever
hands words out (a copy, an export, a merge, a sync) asks here first and needs a confirmed act where something holds.

Of several that touch the words the strictest holds. An embargo that the article tells itself counts until a person
says otherwise for the whole article. A quotation that a person set free is free of what holds for the article. Words
that overlap guarded ones are guarded; a guard whose words can't be found in a version still guards their like.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from annotations.anchoring import Placed
from annotations.dataclass import dataclass
from annotations.models import Anchored, Guard, GuardKind, Selector, Source
from annotations.text import Span, normalise

if TYPE_CHECKING:  # the desk needs guards, and no page waits for what only an export needs
    from annotations.exporting import Item, Notebook

ARTICLE = "article"
"""The id of the guard of a whole article."""
_STRICTEST = tuple(GuardKind)
_TELLING = 4
"""Words from which a passage says enough that another passage with them is taken for its copy."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why words may not be handed out as they are."""

    kind: GuardKind
    until: datetime | None = None
    """When an embargo ends; None where that isn't known, or it is no embargo."""
    words: str = ""
    """How the article itself says it, where nobody else did."""

    def __str__(self) -> str:
        if self.kind is not GuardKind.EMBARGO:
            return _PHRASES[self.kind]
        until = f"{self.until:%Y-%m-%d %H:%M %Z}" if self.until else self.words
        return f"{_PHRASES[self.kind]} until {until}" if until else _PHRASES[self.kind]


_PHRASES = {
    GuardKind.OFF_RECORD: "off the record",
    GuardKind.EMBARGO: "under embargo",
    GuardKind.BACKGROUND: "on background",
}


@dataclass(frozen=True)
class Guards:
    """The guards of one article that hold at one time."""

    article: Held | None = None
    """What holds for all of it."""
    quotations: tuple[Guard, ...] = ()
    """Those of some of its words; embargoes that are over are gone, lifted ones are here."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """By id of a guard where its words stand in the version that is read."""

    @classmethod
    def of(
        cls, records: Iterable[Guard], source: Source, now: datetime, spans: Mapping[str, Span] | None = None
    ) -> "Guards":
        """The guards among an article's records, and that of its source, that hold `now` (with its time zone)."""
        known = list(records)
        whole = next((guard for guard in known if guard.id == ARTICLE), None)
        quotations = tuple(guard for guard in known if guard.anchors and not _is_over(guard, now))
        return cls(_of_article(whole, source, now), quotations, spans or {})

    def __bool__(self) -> bool:
        """Whether anything at all is guarded."""
        return self.article is not None or any(guard.kind is not GuardKind.LIFTED for guard in self.quotations)

    def on(self, record: Anchored, span: Span | None = None) -> Held | None:
        """What holds for a record's words; `span` is their place in the version that is read, if they have one."""
        touching = [guard for guard in self.quotations if _touch(guard, record) or self._meets(guard, span)]
        lifted = [guard for guard in touching if _is_lifted(guard)]
        return self._strictest(touching, free=any(_within(record, one) or self._holds(one, span) for one in lifted))

    def on_span(self, span: Span, words: str = "") -> Held | None:
        """What holds for a span of the version that is read; `words`, its text, finds guards that have no place."""
        touching = [
            guard
            for guard in self.quotations
            if self._meets(guard, span) or (guard.id not in self.spans and _alike(guard.exact, words))
        ]
        return self._strictest(touching, free=any(_is_lifted(one) and self._holds(one, span) for one in touching))

    def _meets(self, guard: Guard, span: Span | None) -> bool:
        place = self.spans.get(guard.id)
        return place is not None and span is not None and place.start < span.end and span.start < place.end

    def _holds(self, guard: Guard, span: Span | None) -> bool:
        place = self.spans.get(guard.id)
        return place is not None and span is not None and place.start <= span.start and span.end <= place.end

    def _strictest(self, touching: Iterable[Guard], *, free: bool) -> Held | None:
        held = [one for one in map(held_by, touching) if one is not None]
        held += [self.article] if self.article and not free else []
        return min(held, key=lambda one: _STRICTEST.index(one.kind), default=None)


NO_GUARDS = Guards()
"""Where nothing is guarded."""


def held_by(guard: Guard) -> Held | None:
    """What a guard itself says, whatever the time; None for one that sets words free."""
    return None if _is_lifted(guard) else Held(guard.kind, _until(guard))


def divide(notebook: "Notebook", guards: Guards) -> "tuple[Notebook, int]":
    """The notebook without what is guarded, and how many notes that leaves out, that on the whole article too."""
    free = tuple(item for item in notebook.items if guards.on(item.annotation, _span(item)) is None)
    silent = bool(guards.article and notebook.details.note.strip())
    details = replace(notebook.details, note="") if silent else notebook.details
    left_out = len(notebook.items) - len(free) + silent
    return replace(notebook, items=free, details=details), left_out


def _span(item: "Item") -> Span | None:
    return item.place.span if isinstance(item.place, Placed) else None


def _of_article(whole: Guard | None, source: Source, now: datetime) -> Held | None:
    if whole is not None:
        return None if _is_over(whole, now) else held_by(whole)
    if not source.embargo:
        return None
    from annotations.embargo import end_of  # few articles have one, and no page waits for its patterns

    until = end_of(source.embargo)
    return None if until and until <= now else Held(GuardKind.EMBARGO, until, source.embargo)


def _until(guard: Guard) -> datetime | None:
    """When a guard ends; None where it lasts until it is lifted."""
    try:
        until = datetime.fromisoformat(guard.until)
    except ValueError:
        return None
    return until if until.tzinfo else until.replace(tzinfo=UTC)


def _is_over(guard: Guard, now: datetime) -> bool:
    until = _until(guard) if guard.kind is GuardKind.EMBARGO else None
    return until is not None and until <= now


def _is_lifted(guard: Guard) -> bool:
    return guard.kind is GuardKind.LIFTED


def _touch(guard: Guard, record: Anchored) -> bool:
    """Whether a guard is on some of a record's words: on the same place of the same paragraph, or on their like."""
    pairs = ((one, other) for one in _selectors(guard) for other in _selectors(record) if _same_paragraph(one, other))
    return any(one.start < other.end and other.start < one.end for one, other in pairs) or any(
        _alike(one.exact, other.exact) for one in guard.anchors for other in record.anchors
    )


def _within(record: Anchored, guard: Guard) -> bool:
    """Whether all words of a record are a guard's."""
    around = _selectors(guard)
    return any(
        all(any(_covers(one, selector) for one in around) for selector in anchor.selectors)
        for anchor in record.anchors
        if anchor.selectors
    )


def _covers(one: Selector, other: Selector) -> bool:
    return _same_paragraph(one, other) and one.start <= other.start and other.end <= one.end


def _selectors(record: Anchored) -> list[Selector]:
    return [selector for anchor in record.anchors for selector in anchor.selectors]


def _same_paragraph(one: Selector, other: Selector) -> bool:
    return (one.key, one.ordinal) == (other.key, other.ordinal)


def _alike(one: str, other: str) -> bool:
    """Whether one passage has the words of the other, so that it may be a copy of it."""
    short, long = sorted((normalise(one).casefold(), normalise(other).casefold()), key=len)
    if len(short.split()) < _TELLING:
        return bool(short) and short == long
    return re.search(rf"(?<!\w){re.escape(short)}(?!\w)", long) is not None
