"""What the reading desk shows, as one immutable value: the screen draws it and holds nothing of its own."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property

from annotations.anchoring import Orphan, Placed
from annotations.dataclass import dataclass
from annotations.guarding import NO_GUARDS, Guards, Held
from annotations.models import Annotation, Clip, Details, Quotation, Source, TurnName, Version
from annotations.text import Position, Span, cut
from tuireader.actions import ACTIONS, Action, key_of
from tuireader.desk.saying import Saying, Voice, around, turn_of
from tuireader.finding import NO_SEARCH, Search


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
    other_speakers: tuple[str, ...] = ()
    """Who else was set for its words elsewhere; an empty name where that was cleared."""

    @property
    def is_kept(self) -> bool:
        """Whether a person said that its words are gone, and that it stays as a note."""
        return not self.annotation.anchors[-1].selectors

    @property
    def span(self) -> Span | None:
        """Its words in the open version; None for an orphan."""
        return self.place.span if isinstance(self.place, Placed) else None


@dataclass(frozen=True, slots=True)
class ClipNews:
    """What became of copied words that don't stand in the open version as they were copied."""

    since: str
    """When that was first read, as a day."""
    now: str
    """The words that stand in their place, or may; empty where none do."""
    gone: bool
    """Whether nobody can tell for sure which words they are now."""
    seen: bool
    """Whether a person said to know it."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The one thing that keys act on: an annotation, a quotation, else a paragraph."""

    paragraph: int = 0
    annotation: str = ""
    """Its id; empty when a quotation or the paragraph itself is meant."""
    quotation: int | None = None
    """Its number among the article's quotations."""


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
    found: Mapping[str, str] = field(default_factory=dict)
    """For each source field where it was found, as long as nobody has confirmed the source; then empty."""
    source_rivals: tuple[Source, ...] = ()
    """What the source became elsewhere when it was changed in two places at once."""
    details: Details = field(default_factory=Details)
    details_rivals: tuple[Details, ...] = ()
    """What the details became elsewhere when they were changed in two places at once."""
    marks: tuple[Mark, ...] = ()
    """In the order of the page; orphans last."""
    voices: tuple[Voice, ...] = ()
    turns: Mapping[str, tuple[TurnName, ...]] = field(default_factory=dict)
    """By label of a transcript who it is, as set: what counts first, then what was set elsewhere, unseen."""
    quotations: tuple[Quotation, ...] = ()
    """What stands in quotation marks, in order, as the engine found it; empty until it has."""
    said: tuple[int, ...] = ()
    """The numbers of those quotations that are somebody's words."""
    cast: tuple[str, ...] = ()
    """The people whom the article names, the most named first."""
    heard: bool = False
    """Whether the quotations have been found."""
    guards: Guards = NO_GUARDS
    """On what terms words may be used, as it stood at the last change."""
    clips: tuple[Clip, ...] = ()
    """The newest first."""
    clip_news: Mapping[str, ClipNews] = field(default_factory=dict)
    """By a clip's id what became of its words since they were copied, where they don't stand in the open version."""
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    """By paragraph the other outlets that have it word for word, as far as the index knows."""
    versions: tuple[str, ...] = ()
    """The ids of all versions of the article, oldest first; empty until they are known."""
    furniture: frozenset[int] = frozenset()
    """Numbers of the paragraphs that aren't of the article."""
    headings: tuple[int, ...] = ()
    role_names: Mapping[str, str] = field(default_factory=dict)
    """What roles are called on the screen, where the person renamed them."""
    actions: tuple[Action, ...] = ACTIONS
    """The table of actions with the keys in force."""
    focus: Focus = Focus()
    jump: Position | None = None
    """Where the page shall go; a new `jumps` tells that it was asked for."""
    jumps: int = 0
    hits: Search = NO_SEARCH
    """Where the words searched for stand."""
    hit: Span | None = None
    """The hit that was gone to last."""
    message: Message = Message()
    draft: Draft | None = None
    notices: tuple[str, ...] = ()
    """What the library had to say when it was read: damaged lines, newer ones, adopted copies."""

    def mark(self, annotation: str) -> Mark | None:
        """The mark with an id."""
        return next((mark for mark in self.marks if mark.annotation.id == annotation), None)

    def role_name(self, role: str) -> str:
        """What a role is called on the screen."""
        return self.role_names.get(role, role)

    def key(self, act: str) -> str:
        """The key in force for an act (see `key_of`)."""
        return key_of(self.actions, act)

    @property
    def focused(self) -> Mark | None:
        """The focused annotation, if one is."""
        return self.mark(self.focus.annotation) if self.focus.annotation else None

    @property
    def quotation(self) -> Quotation | None:
        """The focused quotation, if one is."""
        number = self.focus.quotation
        return self.quotations[number] if number is not None and number < len(self.quotations) else None

    def quotation_at(self, position: Position) -> Quotation | None:
        """The innermost quotation around a place; its marks count as of it."""
        return next((q for q in reversed(self.quotations) if around(q.span, position)), None)

    def words(self, span: Span) -> str:
        """The words of the open version at a place, paragraphs apart by a newline."""
        return "\n".join(cut(span, self.version.texts))

    @property
    def held_focus(self) -> Held | None:
        """On what terms the words in focus may be used; None where they are free."""
        mark = self.focused
        return self.guards.on(mark.annotation, mark.span) if mark is not None else self.held(self.target())

    def held(self, span: Span | None) -> Held | None:
        """On what terms the words of a span may be used; None where they are free."""
        return self.guards.on_span(span, self.words(span)) if span is not None and self.guards else None

    def paragraph_span(self, number: int) -> Span:
        """A whole paragraph."""
        return Span(Position(number, 0), Position(number, len(self.version.texts[number])))

    def target(self, selection: Span | None = None) -> Span | None:
        """The words that an act is about: the selection, else the focused annotation, else the focused paragraph."""
        if selection is not None:
            return selection
        if mark := self.focused:
            return mark.span
        if quotation := self.quotation:
            return quotation.span
        return self.paragraph_span(self.focus.paragraph) if self.version.paragraphs else None

    @property
    def caret_start(self) -> Position | None:
        """Where a caret begins: at the hit that was gone to last if it is in focus, else where the focus begins."""
        if self.hit is not None and not self.focus.annotation:
            start = self.hit.start
            if start.paragraph == self.focus.paragraph:
                return start
        target = self.target()
        return target.start if target else None

    def speaker_of(self, span: Span) -> str:
        """Who says these words: as set for them, else the speaker of their turn, else as the engine has it, with a `?`.

        Empty where nobody is known, or somebody said that nobody is.
        """
        return self.saying.of(span)

    @property
    def names(self) -> Mapping[str, str]:
        """Who the labels of a transcript are, as set."""
        return {label: states[0].name for label, states in self.turns.items()}

    @cached_property
    def saying(self) -> Saying:
        """Who says what, for looking up many words."""
        return Saying(self.version, self.voices, self.names, self.quotations)

    def locator(self, span: Span) -> str:
        """Where in the source the words stand: the time of their turn, or the printed page."""
        turn = turn_of(self.version, span)
        if turn is not None and turn.time:
            return turn.time
        pages = [p.page for p in self.version.paragraphs[span.start.paragraph : span.end.paragraph + 1] if p.page]
        if not pages:
            return ""
        return f"p. {pages[0]}" if pages[0] == pages[-1] else f"pp. {pages[0]}–{pages[-1]}"

    def is_exact(self, span: Span) -> bool:
        """Whether the words stand letter for letter in the source."""
        return all(one.exact for one in self.version.paragraphs[span.start.paragraph : span.end.paragraph + 1])

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names that were set in this article, the most recent first."""
        ordered = sorted(self.voices, key=lambda voice: voice.speaker.updated, reverse=True)
        return tuple(dict.fromkeys(voice.speaker.name for voice in ordered))
