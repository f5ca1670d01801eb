"""Finding words in an article: in the text itself, never in screen lines, as it is needed and never all at once."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from annotations.text import Position, Span, span_of

_ALIKE = (
    "'\u2018\u2019\u201a\u201b\u2032",
    '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb',
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
)
"""Characters that a keyboard has one key for."""
_WRITTEN = {
    "...": "\u2026",
    "ffi": "\ufb03|\ufb00i|f\ufb01",
    "ffl": "\ufb04|\ufb00l|f\ufb02",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
}
"""What is typed in several letters and may stand there in fewer, as a pattern."""
_MARKS = "[\u0300-\u036f]"
_PARTS = re.compile("|".join(map(re.escape, _WRITTEN)) + f"|.{_MARKS}*", re.DOTALL)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"
_SLICE = 400_000
"""Characters that are searched in one go: some 3 ms."""
_KEPT = 128
"""Paragraphs whose hits are kept: a few screens."""


class Search:
    """Where a query stands in texts, in their order.

    Smart case: capitals count only where the query has one. Curly and straight marks, hyphens and dashes, and an
    accent in one character or two are alike; a space in the query is any white space; soft hyphens don't count.
    """

    def __init__(self, texts: Sequence[str], query: str, start: Position) -> None:
        """Look for `query`, first from `start` on and then from the top; nothing is found yet."""
        self.query = query
        words = query.translate(dict.fromkeys(map(ord, _UNSEEN))).split()
        self.counted = not words
        """Whether all of the texts were searched."""
        self.total = 0
        """How many hits were found so far."""
        self.first: Span | None = None
        """The first hit from the start on, round the end; None where there is none, or none was found yet."""
        self._texts, self._start = texts if words else (), start
        flags = re.IGNORECASE if query == query.lower() else re.NOFLAG
        self._pattern = re.compile(_pattern(words), flags)
        self._loose = re.compile(_pattern(words, f"[{_UNSEEN}]*"), flags)
        self._kept: dict[int, tuple[tuple[int, int], ...]] = {}
        self._counts = array("l", [0]) * len(self._texts)
        self._behind: list[int] = []
        self._before: list[int] = []
        self._sums: list[int] = []

    def on(self, paragraph: int) -> tuple[tuple[int, int], ...]:
        """Start and end of each hit in a paragraph."""
        if not self._texts:
            return ()
        found = self._kept.get(paragraph)
        if found is None:
            found = self._kept[paragraph] = self._find(paragraph)
            if len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return found

    def _find(self, paragraph: int) -> tuple[tuple[int, int], ...]:
        return tuple(hit.span() for hit in self._pattern_for(self._texts[paragraph]).finditer(self._texts[paragraph]))

    def _pattern_for(self, text: str) -> re.Pattern[str]:
        plain = text.isascii() or not any(character in text for character in _UNSEEN)
        return self._pattern if plain else self._loose

    def counting(self) -> Iterator[None]:
        """Find the first hit and count all; yields after each slice of a few milliseconds."""
        if self.counted:
            return
        begin, left = self._start.paragraph, _SLICE
        for number in (*range(begin, len(self._texts)), *range(begin)):
            self._count(number)
            left -= len(self._texts[number])
            if left < 0:
                yield
                left = _SLICE
        if self.first is None and self._behind:  # what there is stands above the start, in its paragraph
            self.first = span_of(begin, *self.on(begin)[0])
        self._sums = list(accumulate(self._counts, initial=0))
        self.counted = True

    def _count(self, number: int) -> None:
        text, begin = self._texts[number], self._start.paragraph
        count = len(self._pattern_for(text).findall(text))
        if not count:
            return
        self._counts[number] = count
        self.total += count
        (self._behind if number >= begin else self._before).append(number)
        if self.first is None:
            least = self._start.offset if number == begin else 0
            hit = next((hit for hit in self.on(number) if hit[0] >= least), None)
            self.first = span_of(number, *hit) if hit else None

    def number(self, hit: Span) -> int:
        """Which hit this is, from 1 on; once all are counted."""
        return self._sums[hit.start.paragraph] + self._index(hit) + 1

    def _index(self, hit: Span) -> int:
        return bisect_left(self.on(hit.start.paragraph), (hit.start.offset, 0))

    def step(self, hit: Span, count: int) -> Span:
        """The hit `count` ahead (behind, if negative) of another, round the end."""
        if self.counted:
            return self[(self.number(hit) - 1 + count) % self._sums[-1]]
        for _ in range(abs(count)):
            hit = self._neighbour(hit, 1 if count > 0 else -1)
        return hit

    def _neighbour(self, hit: Span, direction: int) -> Span:
        number, index = hit.start.paragraph, self._index(hit) + direction
        while not 0 <= index < len(self.on(number)):
            number = (number + direction) % len(self._texts)
            index = 0 if direction > 0 else len(self.on(number)) - 1
        return span_of(number, *self.on(number)[index])

    def first_between(self, start: Position, end: Position) -> Position | None:
        """Where the first hit begins between two places, the end excluded, as far as it was found."""
        for numbers in (self._before, self._behind):
            first = bisect_left(numbers, start.paragraph)
            for number in numbers[first : first + 2]:  # the first may have its hits above the start
                hits = self.on(number) if number <= end.paragraph else ()
                index = bisect_left(hits, (start.offset if number == start.paragraph else 0, 0))
                if index < len(hits) and (found := Position(number, hits[index][0])) < end:
                    return found
        return None

    def __len__(self) -> int:
        """How many hits were found so far."""
        return self.total

    def __getitem__(self, index: int) -> Span:
        """The hit with a number from 0 on; once all are counted."""
        if not 0 <= index < self.total:
            raise IndexError(index)
        number = bisect_right(self._sums, index) - 1
        return span_of(number, *self.on(number)[index - self._sums[number]])


def _pattern(words: Sequence[str], between: str = "") -> str:
    parts = (between.join(_one(part, between) for part in _PARTS.findall(word)) for word in words)
    return r"\s+".join(parts) + f"(?!{_MARKS})"


def _one(part: str, between: str) -> str:
    """A pattern for what is typed by one key, or stands there as one character."""
    if part in _WRITTEN:
        return f"(?:{between.join(map(re.escape, part))}|{_WRITTEN[part]})"
    alike = next((group for group in _ALIKE if part in group), None)
    if alike:
        return f"[{re.escape(alike)}]"
    forms = {part, unicodedata.normalize("NFC", part), unicodedata.normalize("NFD", part)}
    return re.escape(part) if len(forms) == 1 else f"(?:{'|'.join(map(re.escape, forms))})"


NO_SEARCH = Search((), "", Position(0, 0))
"""Nothing was looked for."""
