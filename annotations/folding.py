"""A text folded for comparing: its words, and which of its characters each of them came from."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from annotations.text import fold, normalise

ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that set no spaces between words: each character is compared alone and counts as half a word."""
JOINED = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0df3"
"""Marks within words that the regular expression's `\\w` leaves out."""
_TOKEN = (
    f"[{ALONE}]"
    r"|(?<![\w.,])-?\d+(?:[.,:]\d+)*[^\W_]*"  # a figure with its sign, separators and unit
    f"|(?:(?![{ALONE}])[\\w{JOINED}])+"
    "|[$¢£¥₠-⃀%‰+<>=±×÷°§&@#]"  # what changes the meaning of a figure or a name
)

_INNER = "[^.!?\\s\"'(][\"'(]? [\"'(]?$"
"""What stands before a word within a sentence."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when words are first compared: that takes 3 ms, and no first page compares any."""
    return re.compile(pattern)


class Token(NamedTuple):
    """A word, figure or sign of a folded text, without case, and where it stands there."""

    word: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without case and punctuation."""
    return words_in_normalised(normalise(text))


def words_in_normalised(text: str) -> list[str]:
    """The words of a text that is normalised already."""
    return (
        _compiled(_TOKEN).findall(text.casefold())
        if text.isascii()
        else [word.casefold() for word in _compiled(_TOKEN).findall(text)]
    )


def is_alone(word: str) -> bool:
    """Whether the word is a character of a script without spaces."""
    return not word.isascii() and bool(_compiled(f"[{ALONE}]").match(word))


def size(words: Sequence[str]) -> float:
    """How many words these are; a character of a script without spaces counts as half a word."""
    text = "".join(words)
    return len(words) - (0 if text.isascii() else len(_compiled(f"[{ALONE}]").findall(text)) / 2)


class Folded:
    """A text folded by `normalise`, each of its characters with the characters of the text that it came from."""

    def __init__(self, text: str) -> None:
        self._starts: Sequence[int]
        self._ends: Sequence[int]
        self.text = normalise(text)
        if len(self.text) == len(text) and all(map(_is_simple, set(text))):
            self._starts, self._ends = range(len(text)), range(1, len(text) + 1)
        else:
            self.text, self._starts, self._ends = self._map(text)

    @staticmethod
    def _map(text: str) -> tuple[str, list[int], list[int]]:
        characters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in _clusters(text):
            for character in fold(text[start:end]):
                if character.isspace():
                    if not characters or characters[-1] == " ":
                        continue
                    character = " "  # noqa: PLW2901 - any white space is one space
                characters.append(character)
                starts.append(start)
                ends.append(end)
        return "".join(characters).removesuffix(" "), starts, ends

    @cached_property
    def tokens(self) -> list[Token]:
        """The text's words in order."""
        return [Token(match[0].casefold(), *match.span()) for match in _compiled(_TOKEN).finditer(self.text)]

    @cached_property
    def facts(self) -> frozenset[str]:
        """The words that say who, where and how many: those with a digit, or a capital within a sentence."""
        return frozenset(
            token.word
            for token in self.tokens
            if any(map(str.isdigit, token.word))
            or (
                self.text[token.start].isupper()
                and _compiled(_INNER).search(self.text[max(0, token.start - 3) : token.start])
            )
        )

    def fold(self, start: int, end: int) -> tuple[int, int]:
        """Where the text's characters [start, end) stand in the folded text; a cut ligature counts as a whole."""
        first = bisect_right(self._ends, start, hi=len(self.text))
        last = first
        while last < len(self.text) and self._starts[last] < end:
            last += 1
        return first, last

    def unfold(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of the text's characters that holds the folded characters [start, end), not empty."""
        return self._starts[start], self._ends[end - 1]


@lru_cache(maxsize=256)
def folded(text: str) -> Folded:
    """The text folded; several marks often stand in one paragraph."""
    return Folded(text)


@lru_cache(maxsize=4096)
def _is_simple(character: str) -> bool:
    """Whether the character always folds alone and to one character."""
    return len(fold(character)) == 1 and not (not character.isascii() and _extends(character))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of characters that fold on their own, without the invisible characters at their ends."""
    start = end = 0
    for place, character in enumerate(text):
        extends = not character.isascii() and _extends(character)
        if not extends:
            if start < end:
                yield start, end
            start, end = place, place + 1
        elif fold(character):
            end = place + 1
    if start < end:
        yield start, end


def _extends(character: str) -> bool:
    """Whether normalisation may join the character to the one before, or drops it."""
    folded = fold(character)
    if not folded:
        return True
    first = unicodedata.normalize("NFKD", folded)[0]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


class Run(NamedTuple):
    """The words that a mark touches, and how its ends stand to them."""

    first: int
    last: int
    """Numbers of the first and the last word."""
    skipped: int
    """Characters of the first word that stand before the mark."""
    cut: int
    """Characters of the last word that stand behind the mark."""
    lead: str
    """What the mark holds before its first word."""
    trail: str

    def start_in(self, text: Folded, token: int) -> int:
        """Where the mark begins in another text in which its first word is `token`."""
        start = text.tokens[token].start + self.skipped
        lead = self.lead
        while lead and start and text.text[start - 1] == lead[-1]:
            start, lead = start - 1, lead[:-1]
        return start

    def end_in(self, text: Folded, token: int) -> int:
        """Where the mark ends in another text in which its last word is `token`."""
        end = text.tokens[token].end - self.cut
        for character in self.trail:
            if text.text[end : end + 1] != character:
                break
            end += 1
        return end


def run_of(text: Folded, start: int, end: int) -> Run | None:
    """The words that the folded characters [start, end) touch; None where they touch none."""
    touched = [number for number, token in enumerate(text.tokens) if token.end > start and token.start < end]
    if not touched:
        return None
    first, last = text.tokens[touched[0]], text.tokens[touched[-1]]
    return Run(
        touched[0],
        touched[-1],
        skipped=max(0, start - first.start),
        cut=max(0, last.end - end),
        lead=text.text[start : first.start],
        trail=text.text[last.end : end],
    )
