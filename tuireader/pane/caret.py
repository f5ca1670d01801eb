"""The caret and the selection: how motions move them. Positions never fall inside a grapheme.

As in Vim, the caret stands on a grapheme and the selection takes in what it stands on, at either end.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotations.dataclass import dataclass
from annotations.text import Position, Span
from tuireader.pane.graphemes import next_stop, previous_stop, stop_at
from tuireader.pane.growing import grown, shrunk, whole
from tuireader.pane.layout import HEAD, Layout
from tuireader.pane.sentences import next_sentence, previous_sentence, sentence_at
from tuireader.pane.words import word_at, word_class


@dataclass(frozen=True, slots=True)
class Caret:
    """The caret, and where the selection began."""

    at: Position
    """The grapheme that the caret stands on."""
    anchor: Position | None = None
    """The grapheme at the selection's other end; None while nothing is selected."""
    goal: int | None = None
    """The cell of the page that moving by lines holds to, whatever shorter lines it passes."""

    smaller: "Caret | None" = None
    """What was selected before it grew."""

    def span(self, texts: Sequence[str]) -> Span | None:
        """What is selected."""
        if self.anchor is None:
            return None
        start, last = min(self.anchor, self.at), max(self.anchor, self.at)
        return Span(start, Position(last.paragraph, next_stop(texts[last.paragraph], last.offset)))

    def swap(self) -> "Caret":
        """The caret at the selection's other end."""
        return self if self.anchor is None else Caret(self.anchor, self.at)


def caret_of(span: Span, texts: Sequence[str]) -> Caret:
    """The caret that has selected a span, standing on its last grapheme; nothing is selected of an empty span."""
    if span.start >= span.end:
        return Caret(settle(span.start, texts))
    return Caret(_left(texts, span.end), settle(span.start, texts))


def settle(position: Position, texts: Sequence[str]) -> Position:
    """The nearest position on which a caret can stand: the start of a grapheme in a paragraph that has any."""
    if position.paragraph >= len(texts):
        position = Position(len(texts) - 1, len(texts[-1]))
    number, offset = max(position, Position(0, 0))
    ahead = next((n for n in range(number, len(texts)) if texts[n]), None)
    if ahead is None:  # only empty paragraphs from here on: the last character before them
        number = _filled(texts, number, -1) or 0
        offset = len(texts[number])
    elif ahead != number:
        number, offset = ahead, 0
    text = texts[number]
    return Position(number, previous_stop(text, len(text)) if offset >= len(text) else stop_at(text, offset))


def move(caret: Caret, motion: str, count: int, texts: Sequence[str], layout: Layout) -> Caret:
    """The caret after `count` times a motion, which keeps the anchor, or after taking a text object."""
    if motion in OBJECTS:
        text = texts[caret.at.paragraph]
        start, end = OBJECTS[motion](text, caret.at.offset)
        number = caret.at.paragraph
        return Caret(Position(number, previous_stop(text, end)), Position(number, start))
    if motion in ("up", "down"):
        return _move_by_lines(caret, count if motion == "down" else -count, texts, layout)
    if motion in LINE_MOTIONS:
        return replace(caret, at=LINE_MOTIONS[motion](layout, caret.at), goal=None, smaller=None)
    step, at = MOTIONS[motion], caret.at
    for _ in range(count):
        moved = step(texts, at)
        if moved == at:
            break
        at = moved
    return replace(caret, at=at, goal=None, smaller=None)


def grow(caret: Caret, count: int, texts: Sequence[str], quotations: Sequence[Span]) -> Caret:
    """The caret with `count` steps more selected: the word, the quotation, the sentence, the paragraph around it."""
    for _ in range(count):
        wider = grown(caret.span(texts) or Span(caret.at, caret.at), texts, quotations)
        if wider is None:
            break
        caret = replace(caret_of(wider, texts), smaller=caret)
    return caret


def shrink(caret: Caret, count: int, texts: Sequence[str], quotations: Sequence[Span]) -> Caret:
    """The caret with `count` steps less selected: what it has grown from, else the next smaller part around it."""
    for _ in range(count):
        span = caret.span(texts)
        if caret.smaller is not None:
            caret = caret.smaller
        elif span is None or (narrower := shrunk(span, caret.at, texts, quotations)) is None:
            break
        else:
            caret = caret_of(narrower, texts)
    return caret


def _move_by_lines(caret: Caret, lines: int, texts: Sequence[str], layout: Layout) -> Caret:
    block = layout.block(caret.at.paragraph + HEAD)
    goal = caret.goal
    if goal is None:
        goal = block.cell_of(caret.at.offset) + layout.inset(caret.at.paragraph + HEAD)
    place = layout.step_lines(layout.place_of(caret.at.paragraph + HEAD, caret.at.offset), lines)
    first = settle(Position(0, 0), texts).paragraph + HEAD
    if place.block < first:
        place = layout.place_of(first, 0)
    offset = layout.block(place.block).offset_at(layout.line_of(place), goal - layout.inset(place.block))
    return replace(caret, at=Position(place.block - HEAD, offset), goal=goal, smaller=None)


def _left(texts: Sequence[str], at: Position) -> Position:
    if at.offset:
        return Position(at.paragraph, previous_stop(texts[at.paragraph], at.offset))
    number = _filled(texts, at.paragraph, -1)
    return at if number is None else Position(number, previous_stop(texts[number], len(texts[number])))


def _right(texts: Sequence[str], at: Position) -> Position:
    text = texts[at.paragraph]
    offset = next_stop(text, at.offset)
    if offset < len(text):
        return Position(at.paragraph, offset)
    number = _filled(texts, at.paragraph, 1)
    return at if number is None else Position(number, 0)


def _next_word(texts: Sequence[str], at: Position) -> Position:
    text = texts[at.paragraph]
    offset = word_at(text, at.offset)[1]
    while offset < len(text) and not word_class(text, offset):
        offset = next_stop(text, offset)
    if offset < len(text):
        return Position(at.paragraph, offset)
    number = _filled(texts, at.paragraph, 1)
    return Position(at.paragraph, previous_stop(text, len(text))) if number is None else Position(number, 0)


def _previous_word(texts: Sequence[str], at: Position) -> Position:
    before = _left(texts, at)
    while before.paragraph == at.paragraph and before.offset and not word_class(texts[at.paragraph], before.offset):
        before = _left(texts, before)
    return Position(before.paragraph, word_at(texts[before.paragraph], before.offset)[0])


def _word_end(texts: Sequence[str], at: Position) -> Position:
    behind = _right(texts, at)
    while behind != at and not word_class(texts[behind.paragraph], behind.offset):
        at, behind = behind, _right(texts, behind)
    text = texts[behind.paragraph]
    return Position(behind.paragraph, previous_stop(text, word_at(text, behind.offset)[1]))


def _line_start(layout: Layout, at: Position) -> Position:
    block = layout.block(at.paragraph + HEAD)
    return Position(at.paragraph, block.starts[block.line_of(at.offset)] if block.starts else 0)


def _line_end(layout: Layout, at: Position) -> Position:
    block = layout.block(at.paragraph + HEAD)
    if not block.starts:
        return at
    return Position(at.paragraph, block.offset_at(block.line_of(at.offset), layout.width))


def _next_sentence(texts: Sequence[str], at: Position) -> Position:
    offset = next_sentence(texts[at.paragraph], at.offset)
    return Position(at.paragraph, offset) if offset < len(texts[at.paragraph]) else _next_paragraph(texts, at)


def _previous_sentence(texts: Sequence[str], at: Position) -> Position:
    if not at.offset:
        at = _left(texts, at)
        return Position(at.paragraph, sentence_at(texts[at.paragraph], at.offset)[0])
    return Position(at.paragraph, previous_sentence(texts[at.paragraph], at.offset))


def _next_paragraph(texts: Sequence[str], at: Position) -> Position:
    number = _filled(texts, at.paragraph, 1)
    if number is not None:
        return Position(number, 0)
    return Position(at.paragraph, previous_stop(texts[at.paragraph], len(texts[at.paragraph])))


def _previous_paragraph(texts: Sequence[str], at: Position) -> Position:
    if at.offset:
        return Position(at.paragraph, 0)
    number = _filled(texts, at.paragraph, -1)
    return at if number is None else Position(number, 0)


def _top(texts: Sequence[str], _at: Position) -> Position:
    return settle(Position(0, 0), texts)


def _bottom(texts: Sequence[str], _at: Position) -> Position:
    return settle(Position(len(texts) - 1, len(texts[-1])), texts)


def _filled(texts: Sequence[str], number: int, step: int) -> int | None:
    """The next paragraph in a direction that has text."""
    number += step
    while 0 <= number < len(texts):
        if texts[number]:
            return number
        number += step
    return None


MOTIONS: Mapping[str, Callable[[Sequence[str], Position], Position]] = {
    "left": _left,
    "right": _right,
    "word": _next_word,
    "back": _previous_word,
    "end": _word_end,
    "next_sentence": _next_sentence,
    "previous_sentence": _previous_sentence,
    "next_paragraph": _next_paragraph,
    "previous_paragraph": _previous_paragraph,
    "top": _top,
    "bottom": _bottom,
}
"""Motions over the text, by name."""

LINE_MOTIONS: Mapping[str, Callable[[Layout, Position], Position]] = {
    "line_start": _line_start,
    "line_end": _line_end,
}
"""Motions within the line as the screen shows it; beside them there are `up` and `down`."""

OBJECTS: Mapping[str, Callable[[str, int], tuple[int, int]]] = {
    "take_word": word_at,
    "take_sentence": sentence_at,
    "take_paragraph": whole,
}
"""What a text object takes around an offset of a paragraph: start and end."""
