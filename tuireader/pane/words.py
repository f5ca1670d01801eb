"""Words and sentences within one paragraph, for motions, text objects and clicks."""

import re
import unicodedata
from collections.abc import Callable

from tuireader.pane.graphemes import next_stop, previous_stop

_IDEOGRAPHS = (("\u3040", "\u309f", "hiragana"), ("\u30a0", "\u30ff", "katakana"), ("\u3400", "\u9fff", "han"))
_WITHIN_WORDS = frozenset("'’-‐")
_WITHIN_NUMBERS = frozenset(".,:")

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=\S)|[。！？]+[」』”’）]*")
_OPENING = "\"'“‘«([„¿¡"
_ABBREVIATIONS = re.compile(
    "mrs?|ms|dr|prof|sen|rep|gov|gen|col|lt|sgt|capt|cmdr|adm|rev|hon|st|[js]r|no|vs|etc|inc|ltd|co|corp|dept|vol|fig"
    "|approx|jan|feb|mar|apr|ju[nl]|aug|sept?|oct|nov|dec|[^\\W\\d_](?:\\.[^\\W\\d_])*"
)
"""What ends in a dot without ending a sentence; the last are initials, as in "U.S." and "J. Smith"."""


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


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence that holds `offset`, without the white space behind it."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if not _ends_sentence(text, found):
            continue
        if found.end() > offset:
            return start, found.start() + len(found[0].rstrip())
        start = found.end()
    return start, len(text.rstrip()) or len(text)


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether an end mark ends a sentence, and isn't that of "Mr.", "J. Smith" or “Why?” he asked."""
    following = text[found.end() : found.end() + 4].lstrip(_OPENING)[:1]
    if following.islower():
        return False
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    word = re.search(r"[\w.]*$", text[max(found.start() - 12, 0) : found.start()])
    return word is None or not _ABBREVIATIONS.fullmatch(word[0].lower())


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _between(text: str, offset: int, holds: Callable[[str], bool]) -> bool:
    return 0 < offset < len(text) - 1 and holds(text[previous_stop(text, offset)]) and holds(text[offset + 1])
