"""A mark on its way to another version: where it came from, and how much of what stood around it stands elsewhere."""

from functools import cached_property
from typing import NamedTuple

from annotations.dataclass import dataclass
from annotations.folding import Folded, Run, folded, run_of
from annotations.models import Selector, Version
from annotations.stream import Stream, stream_of
from annotations.text import Span

REACH = 24
"""Words before and behind a mark that count as its context."""
_LONG = 240
"""Words of a long paragraph, before and behind the mark, that are compared."""
FEWEST_WORDS = 4
"""Fewer words don't tell a passage by themselves."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A mark whose words aren't to be found; it is kept and listed."""

    reason: str
    guess: Span | None = None
    """Where the words may be, on too little evidence to attach the mark."""


def key_of(version: Version, number: int) -> str:
    """The key of a paragraph, empty where there is none."""
    return version.paragraphs[number].key or "" if 0 <= number < len(version.paragraphs) else ""


def where(selector: Selector, version: Version) -> int | None:
    """The number of the paragraph in which a selector's words stand just where it says; None where they don't."""
    numbers = version.places.get(selector.key, ())
    if selector.ordinal >= len(numbers):
        return None
    number = numbers[selector.ordinal]
    return number if version.texts[number][selector.start : selector.end] == selector.exact else None


class Origin(NamedTuple):
    """The text that a selector was cut from: its paragraph, or as much of it as the selector holds."""

    number: int | None
    text: str
    start: int
    end: int


def origin_of(selector: Selector, old: Version | None) -> Origin:
    """Where the selector was cut from in `old`; from its own context where `old` is lost or isn't that version."""
    number = where(selector, old) if old else None
    if old and number is not None:
        return Origin(number, old.texts[number], selector.start, selector.end)
    start = len(selector.prefix)
    return Origin(None, selector.prefix + selector.exact + selector.suffix, start, start + len(selector.exact))


class Part(NamedTuple):
    """The marked words of one paragraph."""

    number: int | None
    text: Folded
    run: Run


class Window(NamedTuple):
    """The words of a mark in their old surroundings: its paragraphs, and 24 words before and behind these."""

    words: list[str]
    mark: range
    """Numbers of the marked words."""
    whole: range
    """Numbers of the words of the mark's paragraphs."""

    @property
    def marked(self) -> list[str]:
        """The marked words."""
        return self.words[self.mark.start : self.mark.stop]


@dataclass(frozen=True)
class Mark:
    """An anchor's selectors, the version that they were cut from if it is at hand, and the one to find them in."""

    selectors: tuple[Selector, ...]
    old: Version | None
    new: Version

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Where each selector was cut from."""
        return tuple(origin_of(selector, self.old) for selector in self.selectors)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The marked words, a paragraph each; paragraphs of signs alone are left out."""
        found = []
        for origin in self.origins:
            text = folded(origin.text)
            run = run_of(text, *text.fold(origin.start, origin.end))
            if run is not None:
                found.append(Part(origin.number, text, run))
        return tuple(found)

    @cached_property
    def words(self) -> list[str]:
        """The marked words as they are compared."""
        return [token.word for part in self.parts for token in part.text.tokens[part.run.first : part.run.last + 1]]

    @cached_property
    def facts(self) -> frozenset[str]:
        """The figures and names of the mark's paragraphs."""
        return frozenset().union(*(part.text.facts for part in self.parts))

    @cached_property
    def range(self) -> range | None:
        """The numbers of the marked words in the old version; None where it isn't at hand."""
        if self.old is None or not self.parts:
            return None
        first, last = self.parts[0], self.parts[-1]
        if first.number is None or last.number is None:
            return None
        stream = stream_of(self.old)
        return range(stream.start(first.number) + first.run.first, stream.start(last.number) + last.run.last + 1)

    @cached_property
    def window(self) -> Window:
        """The marked words and what stood around them, as far as it is known."""
        if self.range is not None and self.old is not None:
            return window_in(stream_of(self.old), self.range)
        if not self.parts:
            return Window([], range(0), range(0))
        before = [token.word for token in self.parts[0].text.tokens[: self.parts[0].run.first]]
        behind = [token.word for token in self.parts[-1].text.tokens[self.parts[-1].run.last + 1 :]]
        words = [*before, *self.words, *behind]
        return Window(words, range(len(before), len(words) - len(behind)), range(len(words)))


def window_in(stream: Stream, marked: range) -> Window:
    """The window of the words numbered `marked` of a version."""
    start = stream.start(stream.place(marked.start).paragraph)
    end = stream.start(stream.place(marked.stop - 1).paragraph + 1)
    start, end = max(start, marked.start - _LONG), min(end, marked.stop + _LONG)
    low = max(0, start - REACH)
    return Window(
        stream.words[low : end + REACH],
        range(marked.start - low, marked.stop - low),
        range(start - low, end - low),
    )


def _old_neighbours(mark: Mark) -> list[str]:
    """The keys of the two paragraphs before and behind the mark, as far as they are known and tell a place."""
    first, last = mark.origins[0].number, mark.origins[-1].number
    if mark.old is None or first is None or last is None:
        keys = [mark.selectors[0].previous, mark.selectors[-1].next]
    else:
        keys = [key_of(mark.old, number) for number in (first - 2, first - 1, last + 1, last + 2)]
    versions = [mark.new, *filter(None, [mark.old])]
    return [key for key in keys if key and all(len(version.places.get(key, ())) < 2 for version in versions)]


def _near(version: Version, first: int, last: int) -> set[str]:
    """The keys of the four paragraphs before and behind."""
    return {key_of(version, number) for number in (*range(first - 4, first), *range(last + 1, last + 5))}


def neighbours(mark: Mark, first: int, last: int) -> float:
    """The share of the mark's old neighbours that stand near the paragraphs from `first` to `last`."""
    keys, near = _old_neighbours(mark), _near(mark.new, first, last)
    return sum(key in near for key in keys) / len(keys) if keys else 0.0


def moved(mark: Mark, first: int, last: int) -> bool:
    """Whether the old neighbours still stand in the version, but none of them near."""
    keys = _old_neighbours(mark)
    return any(key in mark.new.places for key in keys) and not neighbours(mark, first, last)


def facts_lost(mark: Mark, place: range) -> frozenset[str]:
    """The figures and names of the mark's paragraphs that don't stand where these would be around its new place."""
    _, marked, whole = mark.window
    start = place.start - (marked.start - whole.start) - REACH
    end = place.stop + (whole.stop - marked.stop) + REACH
    return mark.facts.difference(stream_of(mark.new).words[max(0, start) : end])


def facts_moved(mark: Mark, place: range) -> bool:
    """Whether all figures and names of the mark's paragraphs stand in those of its new place."""
    stream = stream_of(mark.new)
    start = stream.start(stream.place(place.start).paragraph)
    end = stream.start(stream.place(place.stop - 1).paragraph + 1)
    return mark.facts.issubset(stream.words[start:end])
