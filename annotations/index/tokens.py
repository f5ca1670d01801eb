"""A text as the index knows it: its words, without case and accents, in whatever way they are typed.

The index holds these words and not the text itself, and asks for the same words, so that SQLite's own idea of letters
(an older Unicode, accents of Latin letters alone) never decides what is found.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from annotations.folding import ALONE, JOINED
from annotations.text import normalise

_PLAIN = re.compile("[a-z0-9]+")
_WORD = re.compile(rf"(?=[{ALONE}])[^\W_]|(?:(?![{ALONE}])[^\W_])+")
_PRINTED = re.compile(
    rf"(?=[{ALONE}])[^\W_]"
    rf"|(?![{ALONE}])[^\W_](?:(?![{ALONE}_])[\w{JOINED}\u00ad\u200b-\u200d\u2060])*"
)
"""A word as it is printed, with the marks and the invisible characters in it."""
_ACCENTS = re.compile(
    "[\u0300-\u036f"  # on Latin, Greek and Cyrillic letters
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+"  # Arabic vowel signs
)
"""Marks that people leave out when they type; those of Indic scripts and of kana make another letter."""


def words_of(text: str) -> list[str]:
    """The words of a text; in scripts that set no spaces each character is one."""
    words = normalise(text)
    return _PLAIN.findall(words.lower()) if words.isascii() else _WORD.findall(_bare(words))


def _bare(text: str) -> str:
    apart = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", apart.casefold())


class Printed(NamedTuple):
    """A word of a text and where it is printed there."""

    word: str
    start: int
    end: int


def printed_words(text: str) -> list[Printed]:
    """The words of a text as `words_of` has them, each with its place."""
    return [Printed(word, *found.span()) for found in _PRINTED.finditer(text) for word in _of_one(found[0])]


_of_one = lru_cache(maxsize=1 << 15)(words_of)
"""The same words stand in many texts."""
