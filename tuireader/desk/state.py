"""What the reading desk shows, as one immutable value: the screen draws it and holds nothing of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.anchoring import Orphan, Placed
from annotations.models import Annotation, Clip, Details, Source, Speaker, Version
from annotations.text import Position, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as it stands in the open version."""

    annotation: Annotation
    place: Placed | Orphan
    speaker: str
    """Who says its words, as the journalist set it; empty where nobody was set."""
    pending: bool
    """Whether it is still on its way to the disk."""
    rivals: tuple[Annotation, ...] = ()
    """What it became elsewhere when it was changed in two places at once; a deletion is a `deleted` one."""

    @property
    def span(self) -> Span | None:
        """Its words in the open version; None for an orphan."""
        return self.place.span if isinstance(self.place, Placed) else None


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker set by the journalist, with the words that he or she says in the open version."""

    speaker: Speaker
    span: Span


@dataclass(frozen=True, slots=True)
class Focus:
    """The one thing that keys act on: an annotation, else a paragraph."""

    paragraph: int = 0
    annotation: str = ""
    """Its id; empty when the paragraph itself is meant."""


class Tone(StrEnum):
    """How a message is meant."""

    DONE = "done"
    HINT = "hint"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Message:
    """What the status line says."""

    text: str = ""
    tone: Tone = Tone.HINT


@dataclass(frozen=True, slots=True)
class Draft:
    """A note being written."""

    about: Annotation | Details | Span
    """The annotation as it was opened; the details, for a note on the whole article; or words that have none yet."""
    text: str = ""
    """What the editor begins with: the note, or what was written of it and couldn't be saved."""
    saving: bool = False
    settles: bool = False
    """Whether saving it settles a conflict, even with the words as they stand."""


@dataclass(frozen=True)
class DeskState:
    """All that is known of the open article."""

    article: str
    """Its id in the library; empty until it was identified, and when nothing is kept."""
    version: Version
    source: Source
    location: str
    """As opened: a path, an address, or `-`."""
    details: Details = field(default_factory=Details)
    details_rivals: tuple[Details, ...] = ()
    """What the details became elsewhere when they were changed in two places at once."""
    marks: tuple[Mark, ...] = ()
    """In the order of the page; orphans last."""
    voices: tuple[Voice, ...] = ()
    clips: tuple[Clip, ...] = ()
    """The newest first."""
    furniture: frozenset[int] = frozenset()
    """Numbers of the paragraphs that aren't of the article."""
    headings: tuple[int, ...] = ()
    focus: Focus = Focus()
    jump: Position | None = None
    """Where the page shall go; a new `jumps` tells that it was asked for."""
    jumps: int = 0
    hits: tuple[Span, ...] = ()
    """Where the words searched for stand."""
    hit: int | None = None
    """The number of the hit that was gone to last."""
    query: str = ""
    message: Message = Message()
    draft: Draft | None = None
    notices: tuple[str, ...] = ()
    """What the library had to say when it was read: damaged lines, newer ones, adopted copies."""

    def mark(self, annotation: str) -> Mark | None:
        """The mark with an id."""
        return next((mark for mark in self.marks if mark.annotation.id == annotation), None)

    @property
    def focused(self) -> Mark | None:
        """The focused annotation, if one is."""
        return self.mark(self.focus.annotation) if self.focus.annotation else None

    def paragraph_span(self, number: int) -> Span:
        """A whole paragraph."""
        return Span(Position(number, 0), Position(number, len(self.version.texts[number])))

    def target(self, selection: Span | None = None) -> Span | None:
        """The words that an act is about: the selection, else the focused annotation, else the focused paragraph."""
        if selection is not None:
            return selection
        if mark := self.focused:
            return mark.span
        return self.paragraph_span(self.focus.paragraph) if self.version.paragraphs else None

    @property
    def caret_start(self) -> Position | None:
        """Where a caret begins: at the hit that was gone to last if it is in focus, else where the focus begins."""
        if self.hit is not None and not self.focus.annotation:
            start = self.hits[self.hit].start
            if start.paragraph == self.focus.paragraph:
                return start
        target = self.target()
        return target.start if target else None

    def speaker_of(self, span: Span) -> str:
        """Who says these words, as set; empty where nobody was set."""
        return speaker_of(span, self.voices)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names that were set in this article, the most recent first."""
        ordered = sorted(self.voices, key=lambda voice: voice.speaker.updated, reverse=True)
        return tuple(dict.fromkeys(voice.speaker.name for voice in ordered))


def speaker_of(span: Span, voices: Iterable[Voice]) -> str:
    """The speaker of the narrowest voice that holds all of the words; empty where none does."""
    holding = [voice for voice in voices if voice.span.start <= span.start and span.end <= voice.span.end]
    return narrowest(holding).speaker.name if holding else ""


def narrowest(voices: Iterable[Voice]) -> Voice:
    """The voice with the fewest words; ValueError where there is none."""
    return min(voices, key=lambda voice: _length(voice.span))


def _length(span: Span) -> tuple[int, int]:
    paragraphs = span.end.paragraph - span.start.paragraph
    return paragraphs, span.end.offset - span.start.offset if not paragraphs else 0
