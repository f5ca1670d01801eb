"""Whose some words are: within one quotation they are a person's, outside of all the outlet's."""

from annotations.marks import CLOSED_BY, SPACED
from annotations.text import Position, Span
from tuireader.desk.saying import turn_of
from tuireader.desk.state import DeskState


def framed(state: DeskState, span: Span) -> Span:
    """The words with their marks, where they are a quotation from its first word to its last; else as they are."""
    starts = {quotation.span.start for quotation in state.quotations}
    ends = {quotation.span.end for quotation in state.quotations}
    return _with_marks(state, span) if span.start in starts and span.end in ends else span


def is_inside(state: DeskState, span: Span) -> bool:
    """Whether words stand within one quotation, without its marks."""
    return any(one.span.start <= span.start and span.end <= one.span.end for one in state.quotations)


def is_prose(state: DeskState, span: Span) -> bool:
    """Whether words are the outlet's: no quotation is in them, and nobody was set as their speaker."""
    return (
        state.heard
        and not any(one.span.start < span.end and span.start < one.span.end for one in state.quotations)
        and turn_of(state.version, span) is None
        and not state.speaker_of(span)
    )


def _with_marks(state: DeskState, span: Span) -> Span:
    """The span with the marks around it, and the blanks that French has between; as it is where one isn't there."""
    first, last = state.version.texts[span.start.paragraph], state.version.texts[span.end.paragraph]
    before, behind = first[: span.start.offset].rstrip(), last[span.end.offset :].lstrip()
    opens, closes = before[-1:], behind[:1]
    blanks_before, blanks_behind = span.start.offset - len(before), len(last) - span.end.offset - len(behind)
    if not opens or not closes or closes not in CLOSED_BY.get(opens, ""):
        return span
    if (blanks_before and opens not in SPACED) or (blanks_behind and closes not in SPACED):
        return span
    start = Position(span.start.paragraph, len(before) - 1)
    return Span(start, Position(span.end.paragraph, span.end.offset + blanks_behind + 1))
