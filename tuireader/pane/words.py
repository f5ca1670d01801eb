"""Words within one paragraph, for motions, text objects and clicks."""

import unicodedata
from collections.abc import Callable

from tuireader.pane.graphemes import next_stop, previous_stop

_IDEOGRAPHS = (("\u3040", "\u309f", "hiragana"), ("\u30a0", "\u30ff", "katakana"), ("\u3400", "\u9fff", "han"))
_WITHIN_WORDS = frozenset("'’-‐")
_WITHIN_NUMBERS = frozenset(".,:")


def word_class(text: str, offset: int) -> str:
    """What kind of word the grapheme at `offset` is part of; empty for white space.

    Classes are those of Vim: letters and digits, other marks, and each of the Japanese scripts by itself. A mark
    within a word ("council’s", "first-hand") or a number ("3.5") is part of it.
    """
    character = text[offset]
    if character.isspace():
        return ""
    for first, last, name in _IDEOGRAPHS:
        if first <= character <= last:
            return name
    if _is_letter(character):
        return "word"
    if character in _WITHIN_WORDS and _between(text, offset, _is_letter):
        return "word"
    if character in _WITHIN_NUMBERS and _between(text, offset, str.isdigit):
        return "word"
    return "marks"


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word, the run of marks or the white space that holds `offset`."""
    if not text:
        return 0, 0
    start = offset if offset < len(text) else previous_stop(text, len(text))
    kind = word_class(text, start)
    end = next_stop(text, start)
    while start > 0 and word_class(text, before := previous_stop(text, start)) == kind:
        start = before
    while end < len(text) and word_class(text, end) == kind:
        end = next_stop(text, end)
    return start, end


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _between(text: str, offset: int, holds: Callable[[str], bool]) -> bool:
    return 0 < offset < len(text) - 1 and holds(text[previous_stop(text, offset)]) and holds(text[offset + 1])
