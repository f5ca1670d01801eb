"""What is recorded about an article: each class of record that its journal holds.

Times are ISO 8601 in UTC with microseconds and `Z`, so that they sort as text.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from annotations.dataclass import dataclass
from annotations.models.anchor import Anchor
from annotations.models.article import Source


class Role(NamedTuple):
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
