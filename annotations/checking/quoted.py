"""What is quoted in a text: stretches in marks, and block quotes as if they stood in marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.models import Kind, Paragraph, Quotation, QuotationKind
from annotations.quotations import find_quotations
from annotations.quotations.marks import find_marked
from annotations.text import Position, Span

_SIGNED = re.compile(r"(?P<said>.*[.!?…][\"'”’]?)\s+[—–―-]{1,2}\s*(?P<who>[^\W\d_][^.!?]{1,60})", re.DOTALL)
_SIGNATURE = re.compile(r"\s*[—–―-]{1,2}\s*[^\W\d_]")
_MOST_IN_SIGNATURE = 14
"""Words."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation, and whether it is a block quote without marks."""

    quotation: Quotation
    block: bool
    outer: bool
    """Whether it stands in no other quotation."""


def find_quoted(paragraphs: Sequence[Paragraph]) -> list[Quoted]:
    """All that is quoted, in order, one entry a paragraph; the quotations within another follow it."""
    wrapped = _wrapped(paragraphs)
    found: list[Quoted] = []
    last: Span | None = None
    for in_marks in find_quotations([paragraph for paragraph, _ in wrapped]):
        block = wrapped[in_marks.span.start.paragraph][1]
        quotation = _moved_back(in_marks, wrapped)
        outer = last is None or quotation.span.start >= last.end
        if outer:
            last = quotation.span
        found.append(Quoted(quotation, block and outer, outer))
    return found


def _wrapped(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, bool]]:
    """The paragraphs with marks around block quotes, each but a block's last left open, as a printed quotation is."""
    in_marks = {marked.paragraph for marked in find_marked([paragraph.text for paragraph in paragraphs])}
    blocks = [
        paragraph.kind is Kind.QUOTE
        and not (number in in_marks and _reported(paragraph.text))
        and not _is_signature(paragraphs, number)
        for number, paragraph in enumerate(paragraphs)
    ]
    found = []
    for number, paragraph in enumerate(paragraphs):
        if not blocks[number]:
            kind = Kind.TEXT if paragraph.kind is Kind.QUOTE else paragraph.kind
            found.append((replace(paragraph, kind=kind), False))
            continue
        goes_on = blocks[number + 1 : number + 2] == [True]
        signed = None if goes_on else _SIGNED.fullmatch(paragraph.text)
        text = f"“{signed['said']}” — {signed['who']}" if signed else f"“{paragraph.text}" + "”" * (not goes_on)
        found.append((Paragraph(text, Kind.TEXT), True))
    return found


def _reported(text: str) -> bool:
    """Whether a block quote quotes somebody itself, rather than being somebody's words with a few marks in them."""
    marked = [found for found in find_marked([text]) if found.depth == 0]
    inside = sum(found.inner_end - found.inner_start for found in marked)
    return inside > 0.4 * len(text) or text[:1] in '“"‘«„'


def _is_signature(paragraphs: Sequence[Paragraph], number: int) -> bool:
    text = paragraphs[number].text
    behind = number > 0 and paragraphs[number - 1].kind is Kind.QUOTE
    return behind and bool(_SIGNATURE.match(text)) and len(text.split()) <= _MOST_IN_SIGNATURE


def _moved_back(quotation: Quotation, wrapped: Sequence[tuple[Paragraph, bool]]) -> Quotation:
    def moved(span: Span | None) -> Span | None:
        if span is None:
            return None
        return Span(*(Position(p, max(0, offset - wrapped[p][1])) for p, offset in span))

    span = moved(quotation.span)
    assert span is not None
    return replace(
        quotation,
        span=span,
        mention=moved(quotation.mention),
        cue=moved(quotation.cue),
        venue=moved(quotation.venue),
        kind=QuotationKind.SPEECH if wrapped[span.start.paragraph][1] else quotation.kind,
    )
