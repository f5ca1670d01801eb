"""From paragraphs to quotations: the parts of the engine in their order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from annotations.models import Paragraph, Quotation, QuotationKind, Sure
from annotations.quotations.abroad import attribute_abroad
from annotations.quotations.attributions import Attribution
from annotations.quotations.cast import Cast, Member
from annotations.quotations.confidence import PERSON, PHRASE, in_words, shown, sure_of
from annotations.quotations.context import Article, attribute
from annotations.quotations.coreference import Walk
from annotations.quotations.frames import Frame, frame_of
from annotations.quotations.kinds import is_heading, kind_of
from annotations.quotations.marks import Marked, find_marked
from annotations.quotations.names import Named, names_in
from annotations.quotations.offices import NOBODY, Who
from annotations.quotations.phrases import Phrase
from annotations.quotations.rules import by_sentence
from annotations.quotations.tongues import tongue_of
from annotations.quotations.venues import venue_of
from annotations.quotations.words import DETERMINERS, FOREIGN_PRONOUNS, PRONOUNS
from annotations.text import Position, Span, span_of

_PART = 100_000
"""Characters of text that are read at once: some 16,000 words, more than nearly any article has."""
_AROUND, _BEHIND = 24, 4
"""Paragraphs that are read again before a part, and of these the last ones, whose answers wait for what follows."""


class Part(NamedTuple):
    """What was found in a part of a text."""

    quotations: list[Quotation]
    cast: list[str]
    """The names of all people of the text as far as it was read, the most named first."""


def find_quotations(paragraphs: Iterable[Paragraph | str]) -> list[Quotation]:
    """Every stretch in quotation marks, in order, with its kind and who says it.

    Positions are (paragraph, code-point offset) in the given paragraphs, the marks left out. A quotation that runs over
    paragraphs is one `Quotation` a paragraph; one within another follows the outer one.
    """
    return [quotation for part in find_in_parts(paragraphs) for quotation in part.quotations]


def find_in_parts(paragraphs: Iterable[Paragraph | str]) -> Iterator[Part]:
    """The same part by part, so that a book takes no more memory than an article; one of an article is a single part.

    Names are known from all parts before; a pronoun is looked up in the paragraphs around it.
    """
    cast, held, first, done, size = Cast(), list[Paragraph](), 0, 0, 0
    for paragraph in paragraphs:
        held.append(Paragraph(paragraph) if isinstance(paragraph, str) else paragraph)
        size += len(held[-1].text)
        if size >= _PART and len(held) > _AROUND:
            until = len(held) - _BEHIND
            yield _part(_Reading(held, cast), first, done, until)
            first, held, size = first + len(held) - _AROUND, held[-_AROUND:], 0
            done = _AROUND - _BEHIND
    yield _part(_Reading(held, cast), first, done, len(held))


def _part(reading: "_Reading", first: int, begin: int, end: int) -> Part:
    """What was found in the paragraphs `begin` to `end` of a reading whose first one is the text's `first`."""
    found = [_moved(q, first) for q in reading.quotations() if begin <= q.span.start.paragraph < end]
    people = [member for member in reading.cast.members if member.kind == "person"]
    return Part(found, [member.name for member in sorted(people, key=lambda member: -member.count)])


def _moved(quotation: Quotation, paragraphs: int) -> Quotation:
    if not paragraphs:
        return quotation
    places = (quotation.mention, quotation.cue, quotation.venue, quotation.antecedent)
    mention, cue, venue, antecedent = (place and _further(place, paragraphs) for place in places)
    span = _further(quotation.span, paragraphs)
    return replace(quotation, span=span, mention=mention, cue=cue, venue=venue, antecedent=antecedent)


def _further(span: Span, paragraphs: int) -> Span:
    start, end = span
    return Span(Position(start.paragraph + paragraphs, start.offset), Position(end.paragraph + paragraphs, end.offset))


_HEADLINE = 160
"""Characters that a headline has at most."""


class _Reading:
    """One article being read, or a part of a text with the `cast` of the parts before, which it adds to."""

    def __init__(self, paragraphs: Sequence[Paragraph], cast: Cast) -> None:
        self.paragraphs = paragraphs
        self.texts = [paragraph.text for paragraph in paragraphs]
        self.marked = find_marked(self.texts)
        outer: dict[int, list[Marked]] = {}
        for marked in self.marked:
            if marked.depth == 0:
                outer.setdefault(marked.paragraph, []).append(marked)
        self.order = [number for number, text in enumerate(self.texts) if text and not text.isspace()]
        titles = {n for n in self.order if is_heading(self.paragraphs[n])}
        self.headings = titles | self._headline(outer)
        self.frames = {n: frame_of(n, self.texts[n], outer.get(n, [])) for n in self.order}
        text = [n for n in self.order if n not in self.headings]
        tongue = tongue_of(self.texts[n] for n in text) if outer else None
        self.abroad: dict[int, list[Who]] = {}
        if tongue:
            self.found, self.abroad = attribute_abroad(tongue, {n: self.frames[n] for n in text}, list(outer))
        else:
            quoting = {n: frame for n, frame in self.frames.items() if n in outer and n not in self.headings}
            self.found = attribute(Article(self.texts, quoting, text))
        self.names = {n: _names(self.frames[n]) for n in self.order if n not in titles}
        self.cast = cast
        cast.take(named for n in self.order for named in self.names.get(n, ()))

    def _headline(self, outer: Mapping[int, Sequence[Marked]]) -> set[int]:
        """The first line where it alone has single marks, as headlines have, and ends at latest with its first stop."""
        first = self.order[0] if self.order else -1
        if first not in outer or len(self.texts[first]) > _HEADLINE or ". " in self.texts[first]:
            return set()
        singly = {n: all(marked.mark in "‘'" for marked in here) for n, here in outer.items()}
        return {first} if singly.pop(first) and singly and not any(singly.values()) else set()

    def quotations(self) -> list[Quotation]:
        """All quotations in order."""
        asked: dict[tuple[int, int], tuple[Phrase, frozenset[Member]]] = {}
        for number, attributions in self.found.items():
            for quote, found in zip(self.frames[number].quotes, attributions, strict=True):
                if found is not None:
                    key = (found.frame.paragraph, found.phrase.head)
                    spoken = asked[key][1] if key in asked else frozenset()
                    asked[key] = (found.phrase, spoken | self._spoken_of(quote))
        walk = Walk(self.cast, self.names, asked)
        for number in self.order:
            if number in self.names:
                walk.read(self.frames[number])
        return list(self._all(walk.found))

    def _spoken_of(self, quote: Marked) -> frozenset[Member]:
        """Those named within a quotation, who are hardly who says it."""
        return frozenset(
            self.cast.of[named.paragraph, named.start]
            for named in self.names[quote.paragraph]
            if named.quoted and quote.start <= named.start < quote.end
        )

    def _all(self, who: Mapping[tuple[int, int], Who]) -> Iterable[Quotation]:
        within: dict[int, list[Marked]] = {}
        for marked in self.marked:
            if marked.depth > 0:
                within.setdefault(marked.paragraph, []).append(marked)
        for number in self.order:
            frame, inner = self.frames[number], within.get(number, [])
            for place, quote in enumerate(frame.quotes):
                if number in self.headings:
                    yield _bare(quote, self.texts[number], QuotationKind.HEADING)
                    continue
                found = self.found[number][place]
                known = who.get((found.frame.paragraph, found.phrase.head), NOBODY) if found else NOBODY
                if number in self.abroad:
                    known = self.abroad[number][place]
                if found and (turn := self._of_turn(found)):
                    known = turn
                whole = _quotation(frame, place, found, known)
                yield whole
                yield from self._nested(quote, [m for m in inner if quote.start < m.start < quote.end], whole)

    def _of_turn(self, found: Attribution) -> Who | None:
        """Who says `I` in a transcript's turn."""
        paragraph = self.paragraphs[found.frame.paragraph]
        first_person = found.frame.tokens[found.phrase.head].low in ("i", "we")
        speaker = paragraph.speaker or self._label(paragraph.text)
        return Who(None, speaker, "turn", 0.98) if speaker and first_person else None

    def _label(self, text: str) -> str:
        """The name that begins a turn, in capitals or in an article with several such turns; else empty."""
        match = _LABEL.match(text)
        if match is None:
            return ""
        turns = match[1].isupper() or sum(bool(_LABEL.match(one)) for one in self.texts) > 1
        return match[1] if turns else ""

    def _nested(self, outer: Marked, inner: Sequence[Marked], whole: Quotation) -> Iterable[Quotation]:
        """The quotations within one, by the words around them in it; `I` is who says the outer one."""
        nearest = [m for m in inner if m.depth == outer.depth + 1]
        if not nearest:
            return
        frame = frame_of(outer.paragraph, self.texts[outer.paragraph], nearest, outer.inner_start, outer.inner_end)
        for place, quote in enumerate(nearest):
            found = by_sentence(frame, place)
            known = self._within(found, whole) if found else NOBODY
            quotation = _quotation(frame, place, found, known)
            yield quotation
            yield from self._nested(quote, [m for m in inner if quote.start < m.start < quote.end], quotation)

    def _within(self, found: Attribution, whole: Quotation) -> Who:
        """Who is meant within a quotation."""
        head = found.frame.tokens[found.phrase.head]
        if head.low in ("i", "we") and whole.speaker:
            return Who(None, whole.speaker, "the outer speaker", whole.sure.speaker)
        return Walk(self.cast, self.names, {}).who(found.frame, found.phrase, frozenset())


_LABEL = re.compile(r"\s*(?:[A-Z]{2,5}\. )?([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3})(?:, [^:]{2,40})?:\s")
"""The name that begins a turn: `GOV. LYDIA MARSH: I said “no”`."""


def _names(frame: Frame) -> list[Named]:
    starts = frozenset(begin for begin, _ in frame.sentences)
    found = names_in(frame.paragraph, frame.tokens, starts)
    for quote in frame.quotes:
        inner = frame_of(frame.paragraph, frame.text, [], quote.inner_start, quote.inner_end)
        found += names_in(frame.paragraph, inner.tokens, frozenset(b for b, _ in inner.sentences), quoted=True)
    return found


def _bare(quote: Marked, text: str, kind: QuotationKind) -> Quotation:
    span = span_of(quote.paragraph, quote.inner_start, quote.inner_end)
    return Quotation(text[quote.inner_start : quote.inner_end], kind, span)


def _quotation(frame: Frame, place: int, found: Attribution | None, who: Who) -> Quotation:
    quote = frame.quotes[place]
    kind = kind_of(frame, place, found)
    if found is None or kind is QuotationKind.SCARE:
        return _bare(quote, frame.text, kind)
    sure = sure_of(found)
    venue = venue_of(found.frame, found.cue) if found.cue else None
    mention = _span(found.frame, found.phrase.start, found.phrase.end)
    who = who if who.name else _described(found)
    return Quotation(
        frame.text[quote.inner_start : quote.inner_end],
        kind,
        span_of(quote.paragraph, quote.inner_start, quote.inner_end),
        who.name,
        mention,
        _span(found.frame, *found.cue) if found.cue else None,
        _span(found.frame, *venue) if venue else None,
        Sure(shown(sure, PHRASE), shown(sure * who.sure, PERSON)),
        in_words(found),
        _elsewhere(frame, mention, who),
    )


def _elsewhere(frame: Frame, mention: Span, who: Who) -> Span | None:
    """Where the name stands, if the mention doesn't hold it."""
    at = who.antecedent
    if at is None or at == mention or at.start >= mention.start:
        return None
    words = frame.text[mention.start.offset : mention.end.offset] if mention.start.paragraph == frame.paragraph else ""
    return None if who.name in words else at


def _described(found: Attribution) -> Who:
    """Who speaks where nobody is named: the words of the mention, such as "Western leaders"."""
    tokens = found.frame.tokens
    head = tokens[found.phrase.head]
    alone = found.phrase.end - found.phrase.start == 1
    if (
        tokens[found.phrase.start].low in FOREIGN_PRONOUNS
        or head.low in PRONOUNS
        or (alone and head.low in DETERMINERS)
    ):
        return NOBODY
    text = found.frame.text[tokens[found.phrase.start].start : tokens[found.phrase.end - 1].end]
    return Who(None, text, "not named", 0.9)


def _span(frame: Frame, begin: int, end: int) -> Span:
    return span_of(frame.paragraph, frame.tokens[begin].start, frame.tokens[end - 1].end)
