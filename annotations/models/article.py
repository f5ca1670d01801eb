"""An article, and its text as it stood at one time: a version.

Positions are (paragraph, code point), half-open, 0-based. Times are ISO 8601 in UTC with microseconds and `Z`, so
that they sort as text.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from annotations.dataclass import dataclass
from annotations.text import normalise, paragraph_key


class Kind(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TURN = "turn"
    """What one speaker of a transcript says in one go."""
    FURNITURE = "furniture"
    """A line that stands in the article but isn't of it: a plea to subscribe, a list of other headlines."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as cleaned at load: no newline in it, never changed afterwards."""

    text: str
    kind: Kind = Kind.TEXT
    speaker: str = ""
    """Who says a turn; empty elsewhere."""
    time: str = ""
    """When a turn begins, as its transcript writes it."""
    page: int | None = None
    """The printed page on which the paragraph begins."""
    sheet: int | None = None
    """That page as a viewer counts it, from 1, for links (`#page=`)."""
    exact: bool = True
    """Whether these very characters stand in the source; False where they had to be put together."""
    link: str = ""
    """The address that an entry of a feed leads to; empty elsewhere."""

    @cached_property
    def key(self) -> str | None:
        """The paragraph's name by its words (see `paragraph_key`); None for an empty paragraph."""
        return paragraph_key(self.text)

    @cached_property
    def words(self) -> str:
        """The paragraph's text normalised, for finding."""
        return normalise(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article was published, in CSL's sense; a field that nobody knows is empty."""

    title: str = ""
    author: str = ""
    outlet: str = ""
    """CSL's container-title: the paper, site or broadcaster."""
    published: str = ""
    """A date as the person or the document gives it, ISO 8601 wherever possible."""
    url: str = ""
    agency: str = ""
    """The news agency that the outlet took the text from, as its dateline names it: "Reuters"."""
    kind: str = ""
    """article, interview, release, report or speech."""
    embargo: str = ""
    """Until when a release may not be published, in its own words."""


@dataclass(frozen=True)
class Article:
    """A source that was just read: its cleaned paragraphs, and the bytes that they came from."""

    location: str
    """The path or address that was opened; `-` for standard input."""
    source: Source
    paragraphs: tuple[Paragraph, ...]
    original: bytes
    suffix: str = ".txt"
    """File name ending for the original, with its dot."""
    encoding: str = "utf-8"
    removed: int = 0
    """Characters that `clean` took out."""
    address: str = ""
    """Where the bytes came from in the end, redirects followed; empty for a file."""
    tags: tuple[str, ...] = ()
    """Those that the document gives itself."""
    found: Mapping[str, str] = field(default_factory=dict)
    """For each source field that is filled, where it was found: "JSON-LD", "front matter", "given"."""
    notices: tuple[str, ...] = ()
    """What the reader should know of the reading: pages without text, a part that couldn't be read."""
    blocked: str = ""
    """What it looks like, in a few words, where it is no article but what stands in its way: "a consent page"."""


_STRETCH = 32
"""Paragraphs."""


@dataclass(frozen=True)
class Version:
    """An article's text as it stood at one time; never rewritten."""

    id: str
    """`<UTC>-<8 hex>`, the name of its file."""
    accessed: str
    address: str
    sha256: str
    """Of the original bytes."""
    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """For each paragraph key the numbers of the paragraphs that have it, in order."""
        found: dict[str, list[int]] = {}
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.key is not None:
                found.setdefault(paragraph.key, []).append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs' texts."""
        return tuple(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def stretches(self) -> tuple[str, ...]:
        """The text in stretches of some paragraphs: quick to look through, and smaller than `text`.

        Python takes four bytes for each character of a string with one picture in it.
        """
        return tuple("\n".join(self.texts[at : at + _STRETCH]) for at in range(0, len(self.texts), _STRETCH))

    @cached_property
    def text(self) -> str:
        """The whole text, a newline between paragraphs."""
        return "\n".join(self.texts)
