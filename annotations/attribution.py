"""A quotation with its source, as it goes to the clipboard: words, speaker, outlet, title, date, address.

The words are never altered; only marks may be set around them, and only by this rule, which is a careful copy
editor's:

- Words without quotation marks get “ ” around them.
- Words that stand in marks as a whole, of whatever kind, get none. A mark that is repeated at the beginning of a
  paragraph goes on with the quotation, and several quotations with nothing between them are a whole too.
- A mark that was cut off is supplied: an opening mark at the very beginning that nothing closes gets its partner at
  the end, a closing mark at the very end that nothing opened gets its partner at the beginning.
- All else mixes prose and quotation. It is copied as printed, and names no speaker: the prose is the outlet's.
"""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from annotations.errors import UsageError
from annotations.models import Source
from annotations.text import clean_line

STYLES = ("plain",)
NO_SPEAKER = "[speaker?]"
NO_SOURCE = "[source?]"
NOT_EXACT = "[put together: not these very characters in the source]"


class Quoted(NamedTuple):
    """A passage on one line as it may be printed."""

    text: str
    mixed: bool
    """Whether prose and quotation are mixed in it, so that no one speaker said it all."""


def attribute(
    words: Sequence[str],
    speaker: str,
    source: Source,
    style: str = "plain",
    *,
    locator: str = "",
    whole: bool = False,
    exact: bool = True,
) -> str:
    """The marked words (one string a paragraph) with who said them where, on one line.

    `locator` says where in the source: "p. 47", "00:12:33". `whole`: the words are one speaker's from end to end, as
    in a turn of a transcript, and marks inside are his or hers. Not `exact`: these very characters don't stand in the
    source, which is said. An unknown speaker is `[speaker?]`, an unknown outlet `[source?]`; another unknown field is
    left out. Raises UsageError for a style that there isn't.
    """
    if style not in STYLES:
        raise UsageError(f"There is no style “{clean_line(style)}”; choose one of: {', '.join(STYLES)}.")
    shown = as_turn(words) if whole else quoted(words)
    named = [] if shown.mixed else [clean_line(speaker) or NO_SPEAKER]
    flag = [] if exact else [NOT_EXACT]
    return f"{shown.text} — {', '.join([*named, *credit(source, locator), *flag])}"


def credit(source: Source, locator: str = "") -> list[str]:
    """The source's fields in an attribution's order; agency copy is the agency's, in the outlet."""
    title, outlet, agency = clean_line(source.title), clean_line(source.outlet), clean_line(source.agency)
    taken = agency and agency.casefold() not in outlet.casefold()
    published_in = (f"{agency}, in {outlet}" if outlet else agency) if taken else outlet
    fields = [published_in or NO_SOURCE, as_turn([title]).text if title else ""]
    fields += [clean_line(source.published), clean_line(locator), clean_line(source.url)]
    return [field for field in fields if field]


def as_turn(words: Sequence[str]) -> Quoted:
    """The words of one speaker, or a title, in marks whatever marks stand in them; a whole in marks keeps its own."""
    known = quoted(words)
    return Quoted(f"“{known.text}”", mixed=False) if known.mixed else known


def quoted(words: Sequence[str]) -> Quoted:
    """The words (one string a paragraph) on one line, in quotation marks unless they have theirs or mix with prose."""
    paragraphs = [stripped for text in words if (stripped := text.strip())]
    line = " ".join(paragraphs)
    beginnings = frozenset(accumulate((len(text) + 1 for text in paragraphs), initial=0))
    quotations, strays = _quotations(line, beginnings)
    outside = _outside(line, quotations)
    if not quotations and not strays:
        return Quoted(f"“{line}”", mixed=False)
    opening = _OPENED_BY.get(line[strays[0]], "") if strays else ""
    if opening and not quotations and len(strays) == 1 and not _WORD.search(line, strays[0]):
        return Quoted(opening + line, mixed=False)
    if strays or _WORD.search(outside):
        return Quoted(line, mixed=True)
    start, end = quotations[-1]
    return Quoted(line + (_CLOSED_BY[line[start]][0] if end is None else ""), mixed=False)


_CLOSED_BY = {
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
_OPENED_BY = {
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
_MARK = re.compile("[“”„‟\"‘’'‚«»‹›「」『』〝〞〟＂]")
_ALWAYS_OPEN = "„‚「『〝"
_SPACED = "«»‹›"
"""Marks that French sets apart from the words by a space."""
_SINGLE = "'’‘"
_CONTRACTION = re.compile(r"['‘’](?=(tis|twas|twere|em|til|cause|n|round|bout)\b|\d)", re.IGNORECASE)
"""Words that begin with an apostrophe; software often turns it the wrong way."""
_FEET = re.compile(r"\d['’′] ?\d{1,2}$")
_WORD = re.compile(r"\w")


def _quotations(line: str, beginnings: frozenset[int]) -> tuple[list[tuple[int, int | None]], list[int]]:
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
        elif mark in _CLOSED_BY[line[start]]:
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
    if mark not in _CLOSED_BY or not after:
        return False
    if mark in "“‘":
        return True
    if mark in "”»›" and not _opens_reversed(line, at):
        return False
    return not _WORD.match(before) and (mark in _SPACED or not after.isspace())


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
