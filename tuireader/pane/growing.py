"""Growing and shrinking a selection by word, quotation, sentence and paragraph."""

from collections.abc import Callable, Iterator, Sequence

from annotations.text import Position, Span
from tuireader.pane.graphemes import previous_stop
from tuireader.pane.sentences import sentence_at
from tuireader.pane.words import word_at


def whole(text: str, _offset: int) -> tuple[int, int]:
    """Start and end of the paragraph."""
    return 0, len(text)


_UNITS: tuple[Callable[[str, int], tuple[int, int]], ...] = (word_at, sentence_at, whole)


def grown(span: Span, texts: Sequence[str], quotations: Sequence[Span]) -> Span | None:
    """The smallest of word, quotation, sentence and paragraph that holds a span and more; None behind the largest.

    What runs over several of them grows to whole ones at both ends.
    """
    wider = [one for one in _around(span, texts, quotations) if _holds(one, span)]
    return min(wider, key=_size, default=None)


def shrunk(span: Span, at: Position, texts: Sequence[str], quotations: Sequence[Span]) -> Span | None:
    """The largest of paragraph, sentence, quotation and word around a place that a span holds with more."""
    narrower = [one for one in _around(Span(at, at), texts, quotations) if _holds(span, one) and one.start < one.end]
    return max(narrower, key=_size, default=None)


def _around(span: Span, texts: Sequence[str], quotations: Sequence[Span]) -> Iterator[Span]:
    (first, start), (last, end) = span
    if span.start < span.end:  # the place of the last character that is selected
        end = previous_stop(texts[last], end)
    for unit in _UNITS:
        yield Span(Position(first, unit(texts[first], start)[0]), Position(last, unit(texts[last], end)[1]))
    yield from (one for one in quotations if one.start <= span.start < one.end and span.end <= one.end)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _size(span: Span) -> tuple[int, int]:
    return span.end.paragraph - span.start.paragraph, span.end.offset - span.start.offset
