"""A quotation set as a house sets it: its marks, the marks within, how it ends before the attribution.

Nothing else of the words is touched, and every change is told, with its place, so that it can be taken back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from annotations.marks import CLOSED_BY, OPENED_BY, SPACED, Passage, Shape, outermost, read

Pair = tuple[str, str]
DOUBLE: Pair = ("“", "”")
SINGLE: Pair = ("‘", "’")
_FAMILIES = ({*'“”"'}, {*"‘’'"})
"""Marks that count as one kind: straight ones are no reason to change a text."""
_DEEPEST = 8
"""Quotations within quotations that are looked at; nobody writes half as many."""


class Ending(Enum):
    """What becomes of a quotation's end where an attribution follows."""

    AS_PRINTED = auto()
    COMMA_INSIDE = auto()
    """A final period becomes a comma, and what ends without a mark gets one, within the marks."""
    COMMA = auto()
    """A final period becomes a comma, and what ends without a mark gets one behind the marks."""
    NONE = auto()
    """A final period or comma is left out."""


@dataclass(frozen=True, slots=True)
class House:
    """How a house sets quotations; without marks of its own they stay as printed, and “ ” are set around bare words."""

    outer: Pair | None = None
    inner: Pair | None = None
    ending: Ending = Ending.AS_PRINTED


class Change(NamedTuple):
    """One place where the words that were set differ from the source's."""

    at: int
    """Code points before it in the set words."""
    before: str
    """What the source has there; empty where something was added."""
    after: str
    """What stands there now; empty where something was left out."""
    what: str
    """The change for a person; empty for marks around the words, which aren't the source's."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Words in marks."""

    text: str
    changes: tuple[Change, ...]
    mixed: bool
    """Whether prose and quotation are mixed in it, so that no one speaker said it all."""


def set_words(words: Sequence[str], house: House, *, inside: bool = False, joint: str = " ") -> Setting:
    """The words (one string a paragraph) as the house sets them, paragraphs apart by `joint`.

    `inside`: they stand within one quotation, so that all marks in them are inner ones. Where paragraphs stand on
    lines of their own, each begins with the opening mark and only the last ends with the closing one.
    """
    passage = read(words, joint)
    mixed = passage.shape is Shape.MIXED and not inside
    if mixed and house.outer is None:
        return Setting(passage.line, (), mixed)
    bodies = list(_bodies(passage, inside=inside))
    edits: list[_Edit] = []
    for body in bodies:
        repeated = list(_repeated(passage, body))
        edits += _outer(passage.line, body, house.outer)
        edits += _beginnings(passage, body, repeated, house, repeats="\n" in joint)
        edits += _inner(passage.line, body, repeated, house)
    ending = list(_ending(passage.line, bodies[-1], house))
    edits = [*edits, *ending] if house.ending is Ending.COMMA else [*ending, *edits]  # behind the last mark, or before
    return _applied(passage.line, edits, mixed=mixed)


class _Edit(NamedTuple):
    """A change by its place in the source's line."""

    start: int
    end: int
    after: str
    what: str = ""


class _Body(NamedTuple):
    """What stands in one pair of marks."""

    start: int
    end: int
    opens: int | None
    """Where its opening mark stands; None where it has none in the passage."""
    closes: int | None
    own: Pair | None
    """The marks that the source has, or would have; None where they aren't known."""


def _bodies(passage: Passage, *, inside: bool) -> Iterator[_Body]:
    line, _, quotations, shape, cut = passage
    if inside or shape in (Shape.BARE, Shape.MIXED):
        yield _Body(0, len(line), None, None, None)
    elif cut is not None:
        yield _Body(0, cut, None, cut, (OPENED_BY[line[cut]], line[cut]))
    else:
        for start, end in quotations:
            own = (line[start], CLOSED_BY[line[start]][0] if end is None else line[end - 1])
            yield _Body(start + 1, len(line) if end is None else end - 1, start, None if end is None else end - 1, own)


def _repeated(passage: Passage, body: _Body) -> Iterator[int]:
    """Where the source has the opening mark again, at the beginning of a paragraph."""
    for at in passage.beginnings:
        if body.start < at < body.end:
            own = body.own[0] if body.own else ""
            if passage.line[at] == own or (not own and _is_left_open(passage.line[at : body.end])):
                yield at


def _is_left_open(text: str) -> bool:
    """Whether a paragraph begins with a mark that nothing in it closes."""
    quotations, _ = outermost(text.split("\n", 1)[0], frozenset())
    return bool(quotations) and quotations[0] == (0, None)


def _outer(line: str, body: _Body, wanted: Pair | None) -> Iterator[_Edit]:
    marks = wanted or body.own or DOUBLE
    what = _swap(body.own, marks) if body.own else ""
    if body.opens is None:
        yield _Edit(body.start, body.start, marks[0])
    elif line[body.opens] != marks[0]:
        yield _Edit(body.opens, _behind_blanks(line, body.opens, body.end), marks[0], what)
    if body.closes is None:
        yield _Edit(body.end, body.end, marks[1])
    elif line[body.closes] != marks[1]:
        yield _Edit(_before_blanks(line, body.closes, body.start), body.closes + 1, marks[1], what)


def _beginnings(
    passage: Passage, body: _Body, repeated: Sequence[int], house: House, *, repeats: bool
) -> Iterator[_Edit]:
    mark = (house.outer or body.own or DOUBLE)[0]
    for at in sorted(passage.beginnings):
        if at in repeated and passage.line[at] != mark and house.outer:
            yield _Edit(at, at + 1, mark, f"{passage.line[at]} → {mark}")
        elif repeats and body.start < at < body.end and at not in repeated:
            yield _Edit(at, at, mark)


def _swap(before: Pair, after: Pair) -> str:
    return f"{' '.join(before)} → {' '.join(after)}"


def _behind_blanks(line: str, mark: int, most: int) -> int:
    """The end of an opening mark, with the blanks behind it that belong to it in French."""
    end = mark + 1
    while line[mark] in SPACED and end < most and _is_blank(line[end]):
        end += 1
    return end


def _before_blanks(line: str, mark: int, least: int) -> int:
    start = mark
    while line[mark] in SPACED and start > least and _is_blank(line[start - 1]):
        start -= 1
    return start


def _is_blank(character: str) -> bool:
    return character.isspace() and character != "\n"  # which parts paragraphs and belongs to no mark


def _inner(line: str, body: _Body, repeated: Sequence[int], house: House) -> Iterator[_Edit]:
    """The marks within, made to alternate with the outer ones; left alone where they don't pair up."""
    if house.inner is None or house.outer is None:
        return
    for start, end, level in _pairs(line, body, repeated):
        marks = house.inner if level % 2 else house.outer
        own = (line[start], line[end])
        if not any(set(own) <= family and marks[0] in family for family in _FAMILIES):
            what = _swap(own, marks)
            opened = _behind_blanks(line, start, end)
            yield _Edit(start, opened, marks[0], what)
            yield _Edit(_before_blanks(line, end, opened), end + 1, marks[1], what)


def _pairs(line: str, body: _Body, repeated: Sequence[int]) -> list[tuple[int, int, int]]:
    """The quotations within, as (opening mark, closing mark, level from 1); none where they don't pair up."""
    text = "".join(" " if at in repeated else line[at] for at in range(body.start, body.end)) if repeated else None
    found: list[tuple[int, int, int]] = []
    todo = [(line[body.start : body.end] if text is None else text, body.start, 1)]
    while todo:
        content, offset, level = todo.pop()
        quotations, strays = outermost(content, frozenset())
        if strays or level > _DEEPEST:
            return []
        for start, end in quotations:
            if end is None:
                return []
            found.append((offset + start, offset + end - 1, level))
            todo.append((content[start + 1 : end - 1], offset + start + 1, level + 1))
    return found


_TAIL = 16
"""Characters that tell how a text ends."""
_ELLIPSIS = re.compile(r"(\.\s?\.|…)$")
_ABBREVIATION = re.compile(r"(?:\b\w\.\w|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|Ave|etc))\.$")
"""A final period that belongs to its word."""
_ENDED = re.compile(r"[?!…,;:—–\-‽。！？؟।.]$|[.?!…][)\]]$")
"""Ends that take no comma."""


def _ending(line: str, body: _Body, house: House) -> Iterator[_Edit]:
    if house.ending is Ending.AS_PRINTED:
        return
    close = len(line) if body.closes is None else body.closes
    at = _before_blanks(line, close, body.start) if close < len(line) else close
    closings = {end for _, end, _ in _pairs(line, body, ())}
    while at - 1 in closings:
        at -= 1
    tail, behind = line[max(body.start, at - _TAIL) : at], line[close + 1 :].strip()
    if not tail:
        return
    moves = False
    if behind in (".", ","):  # it stands behind the marks
        if house.ending is Ending.COMMA:
            yield from [_Edit(close + 1, len(line), ",", "final . → ,")] if behind == "." else []
            return
        moves = house.ending is Ending.COMMA_INSIDE
        what = f"final {behind} " + (("→ ," if behind == "." else "within the marks") if moves else "left out")
        yield _Edit(close + 1, len(line), "", what)
    has_period = tail.endswith(".") and not _ELLIPSIS.search(tail) and not _ABBREVIATION.search(tail)
    if house.ending is Ending.NONE:
        if has_period or tail.endswith(","):
            yield _Edit(at - 1, at, "", f"final {tail[-1]} left out")
    elif has_period:
        yield _Edit(at - 1, at, ",", "final . → ,")
    elif not _ENDED.search(tail) or _ABBREVIATION.search(tail):
        inside = house.ending is Ending.COMMA_INSIDE
        yield _Edit(at, at, ",", "" if moves else "comma added") if inside else _Edit(len(line), len(line), ",")


def _applied(line: str, edits: Sequence[_Edit], *, mixed: bool) -> Setting:
    parts: list[str] = []
    changes: list[Change] = []
    behind = length = 0
    for start, end, after, what in sorted(edits, key=_place):
        parts += [line[behind:start], after]
        length += start - behind
        changes.append(Change(length, line[start:end], after, what))
        length += len(after)
        behind = end
    return Setting("".join([*parts, line[behind:]]), tuple(changes), mixed)


def _place(edit: _Edit) -> tuple[int, int]:
    return edit.start, edit.end
