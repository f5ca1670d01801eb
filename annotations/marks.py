"""Quotation marks as they stand in a line: which open, which close, and what is an apostrophe.

Marks are set around words only by this rule, which is a careful copy editor's:

- Words without quotation marks get “ ” around them.
- Words that stand in marks as a whole, of whatever kind, get none. A mark that is repeated at the beginning of a
  paragraph goes on with the quotation, and several quotations with nothing between them are a whole too.
- A mark that was cut off is supplied: an opening mark at the very beginning that nothing closes gets its partner at
  the end, a closing mark at the very end that nothing opened gets its partner at the beginning.
- All else mixes prose and quotation. It is copied as printed, and names no speaker: the prose is the outlet's.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import accumulate
from typing import NamedTuple

from annotations.patterns import later


class Shape(Enum):
    """How the words of a passage stand to their quotation marks."""

    BARE = auto()
    """There are none."""
    WHOLE = auto()
    """All words stand in them; the last may be cut off."""
    CUT = auto()
    """A mark at the very end closes what was opened before the passage."""
    MIXED = auto()
    """Prose and quotation are mixed, so that no one speaker said it all."""


class Passage(NamedTuple):
    """Marked words, one paragraph behind the other."""

    line: str
    beginnings: frozenset[int]
    """Where paragraphs begin in it."""
    quotations: tuple[tuple[int, int | None], ...]
    """The outermost quotations with their marks as (start, end), the end None where nothing closes it."""
    shape: Shape
    cut: int | None = None
    """Where the mark stands that closes what was opened before."""


class Quoted(NamedTuple):
    """A passage on one line as it may be printed."""

    text: str
    mixed: bool
    """Whether prose and quotation are mixed in it, so that no one speaker said it all."""


def as_turn(words: Sequence[str]) -> Quoted:
    """The words of one speaker, or a title, in marks whatever marks stand in them; a whole in marks keeps its own."""
    known = quoted(words)
    return Quoted(f"“{known.text}”", mixed=False) if known.mixed else known


def quoted(words: Sequence[str]) -> Quoted:
    """The words (one string a paragraph) on one line, in quotation marks unless they have theirs or mix with prose."""
    line, _, quotations, shape, cut = read(words)
    if shape is Shape.BARE:
        return Quoted(f"“{line}”", mixed=False)
    if cut is not None:
        return Quoted(OPENED_BY[line[cut]] + line, mixed=False)
    if shape is Shape.MIXED:
        return Quoted(line, mixed=True)
    start, end = quotations[-1]
    return Quoted(line + (CLOSED_BY[line[start]][0] if end is None else ""), mixed=False)


def read(words: Sequence[str], joint: str = " ") -> Passage:
    """The words (one string a paragraph) put together, blanks at their ends left out."""
    paragraphs = [stripped for text in words if (stripped := text.strip())]
    line = joint.join(paragraphs)
    beginnings = frozenset(accumulate((len(text) + len(joint) for text in paragraphs), initial=0))
    quotations, strays = outermost(line, beginnings)
    shape = _shape(line, quotations, strays)
    return Passage(line, beginnings, tuple(quotations), shape, strays[0] if shape is Shape.CUT else None)


def _shape(line: str, quotations: list[tuple[int, int | None]], strays: list[int]) -> Shape:
    if not quotations and not strays:
        return Shape.BARE
    if not quotations and len(strays) == 1 and line[strays[0]] in OPENED_BY and not _WORD.search(line, strays[0]):
        return Shape.CUT
    return Shape.MIXED if strays or _WORD.search(_outside(line, quotations)) else Shape.WHOLE


CLOSED_BY = {
    "“": '”"',
    "”": "”",
    '"': '"',
    "„": "“”‟",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "＂": "＂",
}
"""Opening marks with all that may close them, the mark's own partner first."""
OPENED_BY = {
    "”": "“",
    '"': '"',
    "’": "‘",
    "'": "'",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    "」": "「",
    "』": "『",
    "〟": "〝",
}
_MARK = later("[“”„‟\"‘’'‚«»‹›「」『』〝〞〟＂]")
_ALWAYS_OPEN = "„‚「『〝"
SPACED = "«»‹›"
"""Marks that French sets apart from the words by a space."""
_SINGLE = "'’‘"
_CONTRACTION = later(r"['‘’](?=(tis|twas|twere|em|til|cause|n|round|bout)\b|\d)", re.IGNORECASE)
"""Words that begin with an apostrophe; software often turns it the wrong way."""
_FEET = later(r"\d['’′] ?\d{1,2}$")
_WORD = later(r"\w")


def outermost(line: str, beginnings: frozenset[int]) -> tuple[list[tuple[int, int | None]], list[int]]:
    """The outermost quotations as (start, end), the end None where nothing closes it; and marks that close nothing."""
    found: list[tuple[int, int | None]] = []
    strays: list[int] = []
    start: int | None = None
    depth = 0
    for match in _MARK.finditer(line):
        at, mark = match.start(), match[0]
        if _is_apostrophe(line, at, inside=start is not None):
            continue
        if start is None:
            if _opens(line, at):
                start, depth = at, 1
            else:
                strays.append(at)
        elif at in beginnings and mark == line[start]:
            continue
        elif mark in CLOSED_BY[line[start]]:
            depth -= 1
            if not depth:
                found.append((start, at + 1))
                start = None
        elif mark == line[start]:
            depth += 1
    return (found if start is None else [*found, (start, None)]), strays


def _outside(line: str, quotations: list[tuple[int, int | None]]) -> str:
    """What of the line stands in no quotation."""
    bounds = [0, *(len(line) if place is None else place for pair in quotations for place in pair), len(line)]
    return "".join(line[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _opens(line: str, at: int) -> bool:
    mark, before, after = line[at], line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if mark in _ALWAYS_OPEN:
        return True
    if mark not in CLOSED_BY or not after:
        return False
    if mark in "“‘":
        return True
    if mark in "”»›" and not _opens_reversed(line, at):
        return False
    return not _WORD.match(before) and (mark in SPACED or not after.isspace())


def _opens_reversed(line: str, at: int) -> bool:
    """Whether a mark that closes in most languages opens here, as in »Ja« and in Swedish ”Ja”."""
    before, after = line[:at], line[at + 1 : at + 2]
    return (not before or before[-1].isspace()) and not after.isspace()


def _is_apostrophe(line: str, at: int, *, inside: bool) -> bool:
    mark, before, after = line[at], line[max(0, at - 5) : at], line[at + 1 : at + 2]
    if mark == '"':
        return _FEET.search(before) is not None
    if mark not in _SINGLE:
        return False
    if _CONTRACTION.match(line, at) and not _WORD.match(before[-1:]):
        return True
    if not _WORD.match(before[-1:]):
        return False
    if _WORD.match(after):
        return mark != "‘"
    if mark == "‘":
        return False
    return not inside or (before[-1] in "sS" and _closes_later(line, at + 1))


def _closes_later(line: str, at: int) -> bool:
    """Whether behind a plural's apostrophe a single mark still closes before another opens."""
    for match in re.compile(f"[{_SINGLE}]").finditer(line, at):
        before, after = line[match.start() - 1], line[match.end() : match.end() + 1]
        if not (_WORD.match(before) and _WORD.match(after)):
            return match[0] != "‘" and not before.isspace()
    return False
