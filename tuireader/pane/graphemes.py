"""User-perceived characters and their cells, as the screen draws them.

Widths are Rich's, so that what the pane reckons is what Textual cuts and paints. Boundaries follow UAX #29 as far as
the screen shows them: whatever has no width belongs to the character before it (at the start of a text, to the one
behind), regional indicators go in pairs, a zero-width joiner ties pictures, and an Indic conjunct stays whole (GB9c).
"""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

_SOFT_HYPHEN = "\u00ad"
_NON_JOINER, _JOINER = "\u200c", "\u200d"
# Terminals disagree on these (xterm prints a soft hyphen, some print direction marks): the screen goes without them.
_NEVER_DRAWN = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064")
# What has a width and yet belongs to the letter before it: SARA AM of Thai and Lao, voice marks of half-width kana.
_SPACING_MARKS = frozenset("\u0e33\u0eb3\uff9e\uff9f")
# Signs that join two consonants (InCB=Linker), and the consonants, of Unicode 15.1, and of 16 for Myanmar, Khmer,
# Balinese and Javanese.
_LINKERS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2\u1b44\ua9c0")
_CONSONANTS = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a\u1000-\u102a\u103f\u1050-\u1055"
    "\u1780-\u17b3\u1b0b\u1b0c\u1b13-\u1b33\u1b45-\u1b4c\ua989-\ua98b\ua98f-\ua9b2]"
)
_MOST_MARKS = 30

NARROW = " -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf"
"""What takes one cell each, and is a character by itself, as a regular expression's set: Latin, Greek, Cyrillic, and
the punctuation and currency signs of any news text. A text of these needs no measuring."""
_NOT_NARROW = re.compile(f"[^{NARROW}]")


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        width = 0 if character == _SOFT_HYPHEN else get_character_cell_size(character)
        self[character] = width
        return width


_WIDTHS = _Widths()


class Measured(NamedTuple):
    """A text's graphemes: where each begins, and the cells before it; both end with one entry for the text's end."""

    stops: list[int]
    cells: list[int]


def is_narrow(text: str) -> bool:
    """Whether each code point is one grapheme of one cell, so that offsets and cells are the same."""
    return text.isascii() or not _NOT_NARROW.search(text)


def next_stop(text: str, offset: int) -> int:
    """The end of the grapheme at `offset`; the text's end at its end."""
    offset += 1
    while offset < len(text) and _joins(text, offset):
        offset += 1
    return min(offset, len(text))


def previous_stop(text: str, offset: int) -> int:
    """The start of the grapheme before `offset`; 0 at the start."""
    offset = min(offset, len(text)) - 1
    while offset > 0 and _joins(text, offset):
        offset -= 1
    return max(offset, 0)


def stop_at(text: str, offset: int) -> int:
    """The start of the grapheme that holds the code point at `offset`; the text's end stays itself."""
    if offset >= len(text):
        return len(text)
    return previous_stop(text, offset + 1) if offset > 0 else 0


def stop_behind(text: str, offset: int) -> int:
    """`offset`, or the end of the grapheme that it falls into."""
    start = stop_at(text, offset)
    return offset if start == offset else next_stop(text, start)


def measure(text: str) -> Measured:
    """All graphemes of a text with their cells."""
    stops, cells = [0], [0]
    simple, width_before, indicators = True, 0, 0
    for offset, character in enumerate(text):
        width = _WIDTHS[character]
        indicators = indicators + 1 if _is_indicator(character) else 0
        if indicators:
            joins = indicators % 2 == 0
        else:
            alone = width and width_before and character not in _SPACING_MARKS
            joins = not alone and offset > 0 and _joins(text, offset)
        if joins:
            simple = False
        elif offset:
            cells.append(cells[-1] + (width_before if simple else _cells(text[stops[-1] : offset])))
            stops.append(offset)
            simple = True
        width_before = width
    if text:
        cells.append(cells[-1] + (width_before if simple else _cells(text[stops[-1] :])))
        stops.append(len(text))
    return Measured(stops, cells)


def drawn(text: str) -> str:
    """What of a text goes to the terminal: all of it but the characters that mustn't take part in drawing.

    Of a pile of marks on one letter only as many are drawn as Unicode's stream-safe format allows (UAX #15).
    """
    if is_narrow(text):
        return text
    if not _NEVER_DRAWN.isdisjoint(text) or _JOINER in text:
        text = "".join(
            character
            for offset, character in enumerate(text)
            if character not in _NEVER_DRAWN and (character != _JOINER or _ties_pictures(text, offset))
        )
    return _without_piles(text) if len(text) > _MOST_MARKS else text


def _without_piles(text: str) -> str:
    kept, marks = [], 0
    for character in text:
        marks = 0 if _WIDTHS[character] else marks + 1
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def shortened(text: str, width: int) -> str:
    """The text in `width` cells at most; where some of it is left out, it ends with an ellipsis."""
    stops, cells = measure(text)
    if cells[-1] <= width:
        return text
    return text[: stops[bisect_right(cells, width - 1) - 1]].rstrip() + "…" if width > 0 else ""


def _cells(grapheme: str) -> int:
    return cell_len(drawn(grapheme))


def _is_indicator(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _joins(text: str, offset: int) -> bool:
    """Whether the code point at `offset` (neither the first nor the end) belongs to the grapheme before it."""
    character, before = text[offset], text[offset - 1]
    if not _WIDTHS[character] or character in _SPACING_MARKS:
        return True
    if _is_indicator(character):
        return _indicators_before(text, offset) % 2 == 1
    if _WIDTHS[before]:
        return False
    return (before == _JOINER and _ties_pictures(text, offset - 1)) or _follows_marks(text, offset)


def _indicators_before(text: str, offset: int) -> int:
    start = offset
    while start and _is_indicator(text[start - 1]):
        start -= 1
    return offset - start


def _ties_pictures(text: str, joiner: int) -> bool:
    """Whether the zero-width joiner at `joiner` stands between two pictures, as in 👩‍🚒."""
    if not 0 < joiner < len(text) - 1 or not _is_picture(text[joiner + 1]):
        return False
    before = text[joiner - 1]
    return before == "\ufe0f" or "\U0001f3fb" <= before <= "\U0001f3ff" or _is_picture(before)


def _is_picture(character: str) -> bool:
    return character >= "\u2190" and unicodedata.category(character) in ("So", "Sm")


def _follows_marks(text: str, offset: int) -> bool:
    """Whether a character behind marks without width belongs to what stands before them."""
    start, linked, parted = offset - 1, False, False
    while start >= 0 and not _WIDTHS[mark := text[start]]:
        parted = parted or (mark == _NON_JOINER and not linked)  # between the linker and the next consonant
        linked = linked or mark in _LINKERS
        start -= 1
    if start < 0:
        return True
    return linked and not parted and bool(_CONSONANTS.match(text[offset]) and _CONSONANTS.match(text[start]))
