"""What lies over the text, in layers, and which styles a line's characters get from them.

From below: the paragraph's kind, marks in the order of the text, search hits, the selection, the caret. Styles are
names here; the painter knows how they look.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import NamedTuple, Protocol

from annotations.dataclass import dataclass
from annotations.models import Kind, Paragraph, Role
from annotations.text import Position, Span, span_of
from tuireader.pane.graphemes import next_stop, stop_at, stop_behind
from tuireader.pane.kinds import label, sign

QUOTATION = "❝"
"""Stands in the gutter where a quotation begins."""
FOCUS_BAR = "▌"


@dataclass(frozen=True, slots=True)
class PageMark:
    """A highlight as the page shows it."""

    id: str
    span: Span
    role: int
    """Index in the pane's roles."""
    pending: bool = False
    """Not yet confirmed by the disk: it looks the same, but for a dim mark in the gutter."""


class Hits(Protocol):
    """What a search found."""

    def on(self, paragraph: int) -> Sequence[tuple[int, int]]:
        """Start and end of each hit in a paragraph, in order."""

    def first_between(self, start: Position, end: Position) -> Position | None:
        """Where the first hit begins between two places, the end excluded, as far as it was found."""

    def __len__(self) -> int:
        """How many were found so far."""


class _NoHits:
    def on(self, _paragraph: int) -> Sequence[tuple[int, int]]:
        return ()

    def first_between(self, _start: Position, _end: Position) -> Position | None:
        return None

    def __len__(self) -> int:
        return 0


class Run(NamedTuple):
    """Characters of one paragraph that share their styles."""

    start: int
    end: int
    styles: tuple[str, ...]
    """From the lowest layer to the highest."""


class LineStyle(NamedTuple):
    """All that a line's look depends on, besides its words and its width."""

    runs: tuple[Run, ...]
    gutter: tuple[tuple[str, tuple[str, ...]], ...]
    """Characters of one cell for the gutter, from its left, each with its styles."""
    sign: str = ""
    """What stands in the inset before the words."""
    put_together: bool = False
    """Whether the words don't stand letter for letter in the source."""
    label: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Instead of characters of the text: what stands above a turn, each part with its styles."""


class Layers:
    """All layers of one article; set what changed, then ask line by line."""

    def __init__(self, paragraphs: Sequence[Paragraph], roles: Sequence[Role]) -> None:
        self.paragraphs = paragraphs
        self.roles = roles
        self.furniture: frozenset[int] = frozenset()
        self.names: Mapping[str, str] = {}
        self.focused_span: Span | None = None
        self.selection: Span | None = None
        self.caret: Position | None = None
        self.hits: Hits = _NoHits()
        self.hit: Span | None = None
        self.underlined: Span | None = None
        self.focused_mark = ""
        self.marks_by_start: list[PageMark] = []
        self.quotation_starts: list[Position] = []
        self._quotations: tuple[Span, ...] = ()
        self._quotations_from: dict[int, list[int]] = {}
        self._marks: dict[str, PageMark] = {}
        self._marks_on: dict[int, list[PageMark]] = {}

    @property
    def marks(self) -> tuple[PageMark, ...]:
        """The marks, in the order in which they were given."""
        return tuple(self._marks.values())

    @marks.setter
    def marks(self, marks: Iterable[PageMark]) -> None:
        before, self._marks = self._marks, {mark.id: mark for mark in marks}
        self.marks_by_start = sorted(self._marks.values(), key=attrgetter("span"))
        for mark in before.values():
            if self._marks.get(mark.id) != mark:
                for number in _paragraphs_of(mark.span):
                    self._marks_on[number].remove(mark)
        for mark in self._marks.values():
            if before.get(mark.id) != mark:
                for number in _paragraphs_of(mark.span):
                    marks_here = self._marks_on.setdefault(number, [])
                    marks_here.append(mark)
                    marks_here.sort(key=attrgetter("span", "id"))

    @property
    def quotations(self) -> tuple[Span, ...]:
        """The quotations, in the order of the text; a quiet sign stands in the gutter where each begins."""
        return self._quotations

    @quotations.setter
    def quotations(self, spans: Sequence[Span]) -> None:
        self._quotations, self._quotations_from = tuple(spans), {}
        self.quotation_starts = sorted(span.start for span in spans)
        for span in spans:
            self._quotations_from.setdefault(span.start.paragraph, []).append(span.start.offset)

    def line(self, number: int, start: int, end: int) -> LineStyle:
        """The styles of the characters from `start` to `end` of a paragraph, and what stands in the gutter."""
        paragraph = self.paragraphs[number]
        text = paragraph.text
        pieces = [
            (stop_at(text, first), stop_behind(text, behind), style)
            for first, behind, style in self._pieces(number, start, end)
        ]
        return LineStyle(
            _runs(start, end, pieces),
            self._gutter(number, start, end),
            sign(paragraph.kind, first=not start),
            not (start or paragraph.exact),
        )

    def label(self, number: int) -> LineStyle:
        """What stands above a turn."""
        over = ("furniture",) if number in self.furniture else ()
        words = label(self.paragraphs[number], self.names)
        return LineStyle((), (), label=tuple((text, (style, *over)) for text, style in words))

    def first_mark(self, number: int, start: int, end: int) -> PageMark | None:
        """The first mark on a line."""
        return next(iter(self._marks_of_line(number, start, end)), None)

    def _marks_of_line(self, number: int, start: int, end: int) -> list[PageMark]:
        return [mark for mark in self._marks_on.get(number, ()) if _within(mark.span, number, start, end)]

    def _pieces(self, number: int, start: int, end: int) -> list[tuple[int, int, str]]:
        pieces = []
        if number in self.furniture:
            pieces.append((start, end, "furniture"))
        elif self.paragraphs[number].kind is Kind.HEADING:
            pieces.append((start, end, "heading"))
        spans = [
            (mark.span, f"{'focused' if mark.id == self.focused_mark else 'role'}-{mark.role}")
            for mark in self._marks_of_line(number, start, end)
        ]
        if self.underlined is not None:
            spans.append((self.underlined, "underlined"))
        spans += self._hits_of_line(number, start, end)
        if self.selection is not None:
            spans.append((self.selection, "selection"))
        for span, style in spans:
            if part := _within(span, number, start, end):
                pieces.append((*part, style))
        if self.caret is not None and self.caret.paragraph == number and start <= self.caret.offset < end:
            offset = self.caret.offset
            pieces.append((offset, next_stop(self.paragraphs[number].text, offset), "caret"))
        return pieces

    def _hits_of_line(self, number: int, start: int, end: int) -> list[tuple[Span, str]]:
        hits = self.hits.on(number)
        first, last = bisect_right(hits, start, key=itemgetter(1)), bisect_left(hits, (end, 0))
        spans = [span_of(number, *hit) for hit in hits[first:last]]
        return [(span, "current" if span == self.hit else "hit") for span in spans]

    def _gutter(self, number: int, start: int, end: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
        cells: list[tuple[str, tuple[str, ...]]] = []
        if self.focused_span is not None and _within(self.focused_span, number, start, end):
            cells.append((FOCUS_BAR, ("focus",)))
        for mark in self._marks_on.get(number, ()):
            if mark.span.start.paragraph == number and start <= mark.span.start.offset < end:
                styles = (f"sign-{mark.role}", "pending") if mark.pending else (f"sign-{mark.role}",)
                cells.append((self.roles[mark.role].mark, styles))
        cells = cells[:2]
        if any(start <= offset < end for offset in self._quotations_from.get(number, ())):
            cells += [(" ", ())] * (2 - len(cells)) + [(QUOTATION, ("quotation",))]
        return tuple(cells)


def _paragraphs_of(span: Span) -> range:
    return range(span.start.paragraph, span.end.paragraph + 1)


def _within(span: Span, number: int, start: int, end: int) -> tuple[int, int] | None:
    """The part of a span that lies between two offsets of a paragraph."""
    if not span.start.paragraph <= number <= span.end.paragraph:
        return None
    first = max(start, span.start.offset) if span.start.paragraph == number else start
    behind = min(end, span.end.offset) if span.end.paragraph == number else end
    return (first, behind) if first < behind else None


def _runs(start: int, end: int, pieces: Sequence[tuple[int, int, str]]) -> tuple[Run, ...]:
    """The pieces, which overlap, as runs, which don't."""
    cuts = sorted({start, end, *(cut for first, behind, _ in pieces for cut in (first, behind) if start < cut < end)})
    return tuple(
        Run(left, right, tuple(style for first, behind, style in pieces if first <= left and behind >= right))
        for left, right in pairwise(cuts)
    )
