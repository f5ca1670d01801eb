"""What the program speaks of, as frozen dataclasses: articles and their versions, and all that is recorded of them.

Times are ISO 8601 in UTC with microseconds and `Z`, so that they sort as text. Positions are (paragraph, code
point), half-open, 0-based.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from annotations.text import Span, normalise, paragraph_key


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
    def text(self) -> str:
        """The whole text, a newline between paragraphs."""
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a mark stands in one paragraph: W3C TextQuoteSelector and TextPositionSelector, and its surroundings."""

    key: str
    """The paragraph's key."""
    exact: str
    prefix: str
    """Up to 32 code points before `exact` in the paragraph."""
    suffix: str
    """Up to 32 code points behind it."""
    start: int
    """Code points before `exact` in the paragraph."""
    end: int
    ordinal: int = 0
    """How many paragraphs with the same key stand before this one."""
    previous: str = ""
    """The key of the paragraph before; empty at the start."""
    next: str = ""
    unique: bool = True
    """Whether the words of `exact` stood only once in the version (see `anchoring.describe`)."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mark's place in one version, one selector a paragraph."""

    version: str
    selectors: tuple[Selector, ...]

    @property
    def exact(self) -> str:
        """The marked words, paragraphs apart by a newline."""
        return "\n".join(selector.exact for selector in self.selectors)


@dataclass(frozen=True, slots=True)
class Role:
    """Why a passage was marked; its mark stands in the gutter so that colour is never alone."""

    name: str
    mark: str
    """One narrow character."""
    colour: str
    """A theme variable's name, without `$`."""


ROLES = (
    Role("quote", "”", "primary"),
    Role("fact", "=", "success"),
    Role("question", "?", "warning"),
    Role("follow-up", "→", "error"),
    Role("context", "+", "secondary"),
)


@dataclass(frozen=True, kw_only=True)
class Record:
    """One entry of an article's journal. A change never overwrites: it appends a line with a later `updated`."""

    id: str = ""
    """11 hex digits of milliseconds and 12 random ones; given by the store when empty."""
    created: str = ""
    updated: str = ""
    parent: str = ""
    """The `updated` of what the person saw when changing it; empty in a first line."""
    author: str = ""
    deleted: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Fields of a later program, carried through unchanged."""


@dataclass(frozen=True, kw_only=True)
class Anchored(Record):
    """A record about some words of the article."""

    anchors: tuple[Anchor, ...] = ()
    """The first is where it was marked and is never rewritten; confirming a new place, or that there is none, adds
    one."""

    @property
    def exact(self) -> str:
        """The words as marked, paragraphs apart by a newline."""
        return self.anchors[0].exact

    def anchor_for(self, version: str) -> Anchor:
        """The anchor by which its words are found in a version: its own one there, else the last that has words.

        One without words says that a person looked for them in its version, and that they aren't there.
        """
        own = next((anchor for anchor in reversed(self.anchors) if anchor.version == version), None)
        return own or next((anchor for anchor in reversed(self.anchors) if anchor.selectors), self.anchors[0])


@dataclass(frozen=True, kw_only=True)
class Annotation(Anchored):
    """A highlight, with or without a note."""

    role: str = "quote"
    note: str = ""
    tags: tuple[str, ...] = ()

    @property
    def motivation(self) -> str:
        """W3C Web Annotation's word for why it was made."""
        return "commenting" if self.note else "highlighting"


@dataclass(frozen=True, kw_only=True)
class Speaker(Anchored):
    """Who says the anchored words, as the journalist set it."""

    name: str


@dataclass(frozen=True, kw_only=True)
class TurnName(Record):
    """Who a label of a transcript is: "Speaker 1" in all its turns."""

    label: str
    """As the transcript writes it."""
    name: str


@dataclass(frozen=True, kw_only=True)
class FurnitureMark(Record):
    """A person's word on whether a paragraph is of the article; its id is the paragraph's key."""

    furniture: bool


@dataclass(frozen=True, kw_only=True)
class SourceFields(Record):
    """The source as the person gave it; one a journal."""

    source: Source


@dataclass(frozen=True, kw_only=True)
class Details(Record):
    """What is said of the whole article; one a journal."""

    address: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    done: bool = False
    removed: bool = False
    joined: str = ""
    """The id of the article that this one turned out to be, and that has its notes now."""


@dataclass(frozen=True, kw_only=True)
class Clip(Anchored):
    """One copy: what went to the clipboard, and how."""

    text: str
    """All that was copied, attribution included."""
    speaker: str = ""
    style: str = "plain"
    ways: tuple[str, ...] = ()
    """What each way to the clipboard answered, in words: `xclip ✓`."""
    changes: tuple[str, ...] = ()
    """What the style changed in the source's characters, in words, and which signs in them are the source's own."""
    guard: str = ""
    """The terms that held for the words when they were copied all the same, in words."""

    @property
    def words(self) -> str:
        """The source's words that were copied, on one line."""
        return " ".join(selector.exact for selector in self.anchors[0].selectors)


class GuardKind(StrEnum):
    """On what terms words may be used; from the strictest to none."""

    OFF_RECORD = "off-record"
    """They may not be used."""
    EMBARGO = "embargo"
    """They may not be published before a time."""
    BACKGROUND = "background"
    """They may be used, and not under the speaker's name."""
    LIFTED = "lifted"
    """They are free by a person's word, whatever holds for the whole article."""


@dataclass(frozen=True, kw_only=True)
class Guard(Anchored):
    """The terms on which the anchored words may be used; without anchors, those of the whole article.

    The guard of the whole article has the id `article`, so that there is one a journal.
    """

    kind: GuardKind
    until: str = ""
    """When an embargo ends, ISO 8601 with its offset from UTC; empty where it lasts until it is lifted."""

    @property
    def exact(self) -> str:
        """The guarded words, paragraphs apart by a newline; empty for the whole article."""
        return self.anchors[0].exact if self.anchors else ""


class QuotationKind(StrEnum):
    """What a stretch in quotation marks is."""

    SPEECH = "speech"
    """Whole sentences that somebody says or writes."""
    FRAGMENT = "fragment"
    """Somebody's words within the reporter's sentence."""
    SCARE = "scare"
    """Marks of distance, a title or a name: nobody's words."""
    HEADING = "heading"
    """A quotation in a headline or a heading."""


@dataclass(frozen=True, slots=True)
class Sure:
    """How likely a quotation's two answers are right, 0 to 1, by the measured precision of the rules."""

    mention: float = 0.0
    """That the mention is the phrase of who speaks."""
    speaker: float = 0.0
    """That the speaker is the right one; at most as likely as the mention."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, and who says it where. All spans are without the marks."""

    text: str
    kind: QuotationKind
    span: Span
    speaker: str = ""
    """The name as resolved through the article; where it names nobody, the words of the mention ("Western leaders");
    empty where nobody could be identified."""
    mention: Span | None = None
    """The phrase that stands for the speaker: "he", "the Kremlin spokesman"."""
    cue: Span | None = None
    """The words that report: "said", "according to"."""
    venue: Span | None = None
    """Where or to whom it was said: "in an interview with Sky News"."""
    sure: Sure = Sure()
    rule: str = ""
    """What decided, in words."""
    antecedent: Span | None = None
    """The phrase that gave the name where the mention doesn't: "Kremlin spokesman Dmitry Peskov" for "he"."""
