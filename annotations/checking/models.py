"""What a check of a draft is told, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.guarding import Guards
from annotations.models import Paragraph, Source
from annotations.text import Span


class Label(StrEnum):
    """How a quotation stands to its source."""

    VERBATIM = "verbatim"
    """The same characters, runs of white space apart."""
    TYPOGRAPHY = "typography"
    """Other marks, dashes or ellipsis characters; a hyphen at a line's end."""
    CASE_OR_PUNCT = "case_or_punct"
    """The same words: another capital, end mark or comma, nested marks swapped, the attribution between halves or a
    transcriber's note left out, a figure in words, another spelling."""
    MARKED_EDIT = "marked_edit"
    """Other words only where brackets or an ellipsis say so."""
    ALTERED = "altered"
    """A word changed, added or dropped, unmarked."""
    STITCHED = "stitched"
    """Pieces that don't follow each other, joined."""
    WRONG_SPEAKER = "wrong_speaker"
    """The words of somebody else, or of the reporter."""
    NOT_FOUND = "not_found"
    PHRASE = "phrase"
    """A few words that nobody is said to have said: listed, not judged."""

    @property
    def problem(self) -> bool:
        """Whether somebody must look at it."""
        return self in _PROBLEMS

    @property
    def words(self) -> str:
        """The label as a report shows it."""
        return _SHOWN.get(self) or self.value.replace("_", " ")


_PROBLEMS = frozenset({Label.ALTERED, Label.STITCHED, Label.WRONG_SPEAKER, Label.NOT_FOUND})
_SHOWN = {
    Label.VERBATIM: "same words as the stored source",
    Label.TYPOGRAPHY: "same words, other typography",
    Label.CASE_OR_PUNCT: "same words, edited lawfully",
    Label.MARKED_EDIT: "edited where it is marked",
    Label.NOT_FOUND: "not found in the sources",
    Label.PHRASE: "a phrase, not judged",
}


@dataclass(frozen=True)
class Given:
    """A source to check against."""

    name: str
    """A file name or title, for the report."""
    paragraphs: Sequence[Paragraph]
    source: Source = field(default_factory=Source)
    """Outlet, author and title, as far as they are known."""
    speakers: Sequence[tuple[Span, str]] = ()
    """Who says what, as a person confirmed it."""
    clips: Sequence[str] = ()
    """The words that were copied from it."""
    guards: Guards = field(default_factory=Guards)
    """On what terms its words may be used."""
    newer: Sequence[Paragraph] = ()
    """The source's latest version, where `paragraphs` is an earlier one."""
    article: str = ""
    """The article's id in the library; empty for a file."""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a source and a draft; either side may be empty."""

    was: str
    """The source's words."""
    now: str
    """The draft's words."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of the draft, and what was found."""

    quote: str
    """The draft's words, without the marks around them."""
    span: Span
    """Where they stand in the draft's paragraphs."""
    label: Label
    speaker: str = ""
    """Who says it by the draft, as far as it can be told."""
    source: str = ""
    """The name of the `Given`; empty where nothing was found."""
    outlet: str = ""
    paragraphs: tuple[int, ...] = ()
    """Numbers of the source's paragraphs, 1-based."""
    words: str = ""
    """The source's words, from the first to the last that match."""
    before: str = ""
    """What stands before them in their paragraph."""
    after: str = ""
    end: int = 0
    """The place behind the words in the last of the paragraphs."""
    article: str = ""
    """The id of the source's article in the library; empty for a file."""
    source_speaker: str = ""
    """Who says it by the source, as far as it can be told."""
    changes: tuple[Change, ...] = ()
    """Words that differ unmarked."""
    marked: tuple[Change, ...] = ()
    """Words that differ where brackets or an ellipsis say so."""
    allowed: tuple[str, ...] = ()
    """What differs lawfully, with the rule."""
    warnings: tuple[str, ...] = ()
    question: bool = False
    """Whether the label is a question for a person rather than a verdict."""

    @property
    def was(self) -> str:
        """The source's words that the draft has otherwise; the pieces apart by an ellipsis."""
        return " … ".join(change.was for change in (self.changes or self.marked) if change.was)

    @property
    def now(self) -> str:
        """The draft's words that the source has otherwise."""
        return " … ".join(change.now for change in (self.changes or self.marked) if change.now)


@dataclass(frozen=True)
class Draft:
    """A draft as it is checked: paragraphs without markup."""

    paragraphs: Sequence[Paragraph]
    beside: Sequence[str] = field(default=())
    """For each paragraph what the table row around it names as the speaker; empty where nothing does."""

    def beside_of(self, number: int) -> str:
        """Who stands in the same table row as a paragraph."""
        return self.beside[number] if number < len(self.beside) else ""
