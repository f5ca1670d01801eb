"""Texts laid beside each other: what stands where in a folded text, and runs of words in a whole version."""

import re
import unicodedata
import weakref
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from annotations.models import Version
from annotations.text import fold, normalise

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that set no spaces between words: each character is compared alone and counts as half a word."""
_JOINED = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0df3"
"""Marks within words that the regular expression's `\\w` leaves out."""
_TOKEN = (
    f"[{_ALONE}]"
    r"|(?<![\w.,])-?\d+(?:[.,:]\d+)*[^\W_]*"  # a figure with its sign, separators and unit
    f"|(?:(?![{_ALONE}])[\\w{_JOINED}])+"
    "|[$¢£¥₠-⃀%‰+<>=±×÷°§&@#]"  # what changes the meaning of a figure or a name
)
_ALONE_TOKEN = re.compile(f"[{_ALONE}]$")


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled when words are first compared: that takes 3 ms, and no first page compares any."""
    return re.compile(_TOKEN)


class Token(NamedTuple):
    """A word, figure or sign of a folded text, without case, and where it stands there."""

    word: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without case and punctuation."""
    return _words(normalise(text))


def _words(normalised: str) -> list[str]:
    return [word.casefold() for word in _tokens().findall(normalised)]


def size(words: Sequence[str]) -> float:
    """How many words these are; a character of a script without spaces counts as half a word."""
    return len(words) - sum(1 for word in words if _ALONE_TOKEN.match(word)) / 2


class Folded:
    """A text folded by `normalise`, each of its characters with the characters of the text that it came from."""

    def __init__(self, text: str) -> None:
        characters: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in _clusters(text):
            for character in fold(text[start:end]):
                if character.isspace():
                    if not characters or characters[-1] == " ":
                        continue
                    character = " "  # noqa: PLW2901 - any white space is one space
                characters.append(character)
                self._starts.append(start)
                self._ends.append(end)
        self.text = "".join(characters).removesuffix(" ")

    @cached_property
    def tokens(self) -> list[Token]:
        """The text's words in order."""
        return [Token(match[0].casefold(), *match.span()) for match in _tokens().finditer(self.text)]

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


class Place(NamedTuple):
    """A word of a version."""

    paragraph: int
    token: int
    """Its number among the paragraph's words."""


class Words:
    """All words of a version in one string, for finding runs of them over paragraph breaks."""

    def __init__(self, version: Version) -> None:
        lines = [" ".join(_words(paragraph.words)) for paragraph in version.paragraphs]
        self.places: dict[str, list[int]] = {}
        """For each paragraph's words, joined by spaces, the numbers of the paragraphs that have them."""
        self._numbers: list[int] = []
        self._starts: list[int] = []
        start = 1
        for number, line in enumerate(lines):
            if line:
                self.places.setdefault(line, []).append(number)
                self._numbers.append(number)
                self._starts.append(start)
                start += len(line) + 1
        self._stream = f" {' '.join(line for line in lines if line)} "

    def find(self, words: Sequence[str]) -> list[int]:
        """Where the words stand in a row: at most the first two places, as offsets in the stream."""
        run = f" {' '.join(words)} "
        found: list[int] = []
        at = self._stream.find(run)
        while at >= 0 and len(found) < 2:
            found.append(at + 1)
            at = self._stream.find(run, at + 1)
        return found

    def place(self, offset: int) -> Place:
        """The word that begins at an offset in the stream."""
        index = bisect_right(self._starts, offset) - 1
        return Place(self._numbers[index], self._stream.count(" ", self._starts[index], offset))

    def around(self, offset: int, words: Sequence[str], reach: int) -> tuple[list[str], list[str]]:
        """Up to `reach` words before and behind the run `words` at an offset in the stream."""
        end = offset + len(" ".join(words))
        room = 40 * reach
        before = self._stream[max(0, offset - room) : offset].split()
        return before[-reach:], self._stream[end : end + room].split()[:reach]


_kept: dict[int, tuple[weakref.ref[Version], Words]] = {}


def words_in(version: Version) -> Words:
    """The version's words, built once for as long as the version lives."""
    number = id(version)
    kept = _kept.get(number)
    if kept is not None and kept[0]() is version:
        return kept[1]
    words = Words(version)
    _kept[number] = weakref.ref(version, lambda _: _kept.pop(number, None)), words
    return words
