"""What the sidebar lists: notes and clips as entries of a few short parts, filtered by words, role or tag."""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import overload

from annotations.alignment import changes
from annotations.anchoring import Orphan
from annotations.dataclass import dataclass
from annotations.guarding import Held
from annotations.marks import quoted
from annotations.models import ROLES, Annotation, Quotation
from tuireader.desk.quotes import NOT_IDENTIFIED, reported, who
from tuireader.desk.state import ClipNews, DeskState, Mark
from tuireader.states import clip_said, is_changed, news


class Look(StrEnum):
    """How a part is drawn."""

    HEAD = "head"
    WORDS = "words"
    SPEAKER = "speaker"
    NOTE = "note"
    TAGS = "tags"
    MUTED = "muted"
    TITLE = "title"
    OLD = "old"
    """Words as they were, with what differs marked."""
    NEW = "new"
    """Words as they are now, with what differs marked."""
    GONE = "gone"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """Some text of an entry, wrapped to the sidebar."""

    text: str
    look: Look
    lines: int = 0
    """At most so many lines, the last ending in an ellipsis; 0 for all."""
    indent: int = 2
    lead: str = ""
    """What stands before the first line; the others are indented to where it ends."""
    marked: tuple[tuple[int, int], ...] = ()
    """Start and end of what differs in the text, in order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a list."""

    id: str
    """Empty for a word to the reader, which can't be chosen."""
    parts: tuple[Part, ...]
    corner: str = ""
    """At the right end of the first line."""
    role: int | None = None
    """Number of the role whose mark and colour the head has."""


class LaterEntries(Sequence[Entry]):
    """Entries that are made when they are looked at."""

    def __init__(self, ids: Sequence[str], make: Callable[[int], Entry]) -> None:
        """`make` gives the entry of a number; `ids` are those of all, in order."""
        self.ids = ids
        self._make = make
        self._made: dict[int, Entry] = {}

    def __len__(self) -> int:
        """How many."""
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        """The entry of a number."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        number = index % len(self)
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]


def hint(*lines: str | tuple[str, str]) -> tuple[Entry, ...]:
    """Words to the reader in the place of entries; a pair is a key and what it does."""
    return (Entry("", tuple(_hint(*((line,) if isinstance(line, str) else line[::-1])) for line in lines)),)


def _hint(text: str, key: str = "") -> Part:
    return Part(text, Look.MUTED, indent=1, lead=f"{key}  " if key else "")


def _no_notes(state: DeskState) -> tuple[Entry, ...]:
    return hint(
        "No notes yet.",
        "",
        (state.key("highlight"), "highlights the focused paragraph"),
        (state.key("select"), "selects words with a caret; so does the mouse"),
        (state.key("note"), "writes a note"),
        (state.key("help"), "shows all keys"),
    )


def _no_clips(state: DeskState) -> tuple[Entry, ...]:
    return hint(
        "Nothing was copied yet.",
        "",
        (state.key("copy"), "copies the focused words with speaker and source"),
        "",
        "Every copy is kept here and can be put into a draft with",
        "tuireader clips --last",
    )


def note_entries(state: DeskState, query: str = "") -> Sequence[Entry]:
    """The annotations as entries, the note on the whole article first, those without a place last."""
    if not state.marks and not state.details.note:
        return _no_notes(state)
    marks = [mark for mark in state.marks if not query or _matches(state, mark, query)]
    head: list[Entry] = []
    if state.details.note and not query:
        whole = [Part("the whole article", Look.HEAD, indent=0), Part(state.details.note, Look.NOTE)]
        whole += [
            Part(f"also changed elsewhere: {one.note}; {state.key('article_note')} settles it", Look.MUTED)
            for one in state.details_rivals
        ]
        head = [Entry("", tuple(whole))]
    if not marks and not head:
        return _none_found(state, "note", query)
    ids = [*(entry.id for entry in head), *(mark.annotation.id for mark in marks)]
    return LaterEntries(ids, lambda n: head[n] if n < len(head) else _note(state, marks[n - len(head)]))


def _none_found(state: DeskState, what: str, query: str) -> tuple[Entry, ...]:
    return hint(f"No {what} has “{query}”.", "", (state.key("sidebar.filter"), "and Enter shows all again"))


def _note(state: DeskState, mark: Mark) -> Entry:
    annotation = mark.annotation
    number = next((n for n, role in enumerate(ROLES) if role.name == annotation.role), None)
    sign = ROLES[number].mark if number is not None else "•"
    parts = [Part(f"{sign} {state.role_name(annotation.role)}", Look.HEAD, lines=1, indent=0)]
    parts += _held(state, state.guards.on(annotation, mark.span))
    if not is_changed(mark):  # else both wordings are among the news
        parts.append(Part(quoted(annotation.exact.split("\n")).text, Look.WORDS, lines=2))
    parts += [Part(line, Look.MUTED, lines=3) for line in news(state, mark)]
    if mark.speaker:
        parts.append(Part(f"— {mark.speaker}", Look.SPEAKER, lines=1))
    parts += _also_set(state, mark.other_speakers)
    parts += [Part(line, Look.NOTE) for line in annotation.note.split("\n") if annotation.note]
    if annotation.tags:
        parts.append(Part(" ".join(f"#{tag}" for tag in annotation.tags), Look.TAGS))
    parts += [Part(_rival(state, rival), Look.MUTED) for rival in mark.rivals]
    lost = "note" if mark.is_kept else "lost"
    corner = lost if isinstance(mark.place, Orphan) else f"¶ {mark.place.span.start.paragraph + 1}"
    return Entry(annotation.id, tuple(parts), "saving…" if mark.pending else corner, number)


def _held(state: DeskState, held: Held | None) -> list[Part]:
    """On what terms words may be used, where it isn't what holds for the whole article and stands above it."""
    return [Part(f"! {held}", Look.HEAD, lines=2)] if held and held != state.guards.article else []


def _also_set(state: DeskState, names: Sequence[str]) -> list[Part]:
    """Who else was set as the speaker of the same words, on another machine or in another window."""
    listed = ", ".join(name or "nobody" for name in names)
    return [Part(f"also set elsewhere: {listed}; {state.key('speaker')} settles it", Look.MUTED)] if names else []


def _rival(state: DeskState, rival: Annotation) -> str:
    if rival.deleted:
        return f"deleted elsewhere; {state.key('note')} and {state.key('save_note')} keeps it"
    said = rival.note or "no note"
    return f"also changed elsewhere ({state.role_name(rival.role)}): {said}; {state.key('note')} settles it"


def _matches(state: DeskState, mark: Mark, query: str) -> bool:
    annotation = mark.annotation
    everything = " ".join(
        [
            annotation.exact,
            annotation.note,
            state.role_name(annotation.role),
            mark.speaker,
            *(f"#{tag}" for tag in annotation.tags),
        ]
    ).casefold()
    return all(word in everything for word in query.casefold().split())


_BAR = 10
"""Cells of the longest bar that counts a speaker's quotations."""


def quote_entries(state: DeskState, query: str = "") -> Sequence[Entry]:
    """The quotations, each with its speaker, cue and venue in words; above them how often each speaker is quoted."""
    if not state.said:
        return _no_quotes(state)
    numbers = [number for number in state.said if not query or _has(state, state.quotations[number], query)]
    if not numbers:
        return _none_found(state, "quotation", query)
    return LaterEntries(
        ["", *map(str, numbers)], lambda n: _quote(state, numbers[n - 1]) if n else _counts(state, state.said)
    )


def _has(state: DeskState, quotation: Quotation, query: str) -> bool:
    everything = f"{quotation.text} {who(state, quotation)}".casefold()
    return all(word in everything for word in query.casefold().split())


def _no_quotes(state: DeskState) -> tuple[Entry, ...]:
    if not state.heard:
        return hint("Looking for quotations…")
    return hint(
        "No quotation was found in this article.",
        "",
        (state.key("select"), "selects words by hand"),
        (state.key("speaker"), "says who says them"),
    )


def _counts(state: DeskState, numbers: Sequence[int]) -> Entry:
    speakers = (state.saying.of_quotation(state.quotations[number]) for number in numbers)
    counted = Counter(speaker.rstrip("?") or NOT_IDENTIFIED for speaker in speakers).most_common()
    most = counted[0][1]
    rows = (f"{'█' * max(1, round(_BAR * count / most))} {count} {name}" for name, count in counted)
    return Entry("", tuple(Part(row, Look.MUTED, lines=1, indent=0) for row in rows))


def _quote(state: DeskState, number: int) -> Entry:
    quotation = state.quotations[number]
    parts = [
        Part(who(state, quotation), Look.TITLE, lines=1, indent=0),
        Part(quoted([quotation.text]).text, Look.WORDS, lines=2),
    ]
    voice = state.saying.voice(quotation.span)
    parts += _also_set(state, voice.names_elsewhere if voice else ())
    parts += _held(state, state.held(quotation.span))
    if how := reported(state, quotation):
        parts.append(Part(how, Look.MUTED, lines=2))
    return Entry(str(number), tuple(parts), f"¶ {quotation.span.start.paragraph + 1}")


def compared(old: str, new: str, then: str, now: str) -> list[Part]:
    """Two wordings, each behind a word for when or where it stands, with what differs marked."""
    found = changes(old, new)
    return [
        _marked(f"{then}: ", old, [change.old for change in found], Look.OLD, "- "),
        _marked(f"{now}: ", new, [change.new for change in found], Look.NEW, "+ "),
    ]


def _marked(where: str, text: str, differing: Sequence[slice], look: Look, sign: str) -> Part:
    spans = tuple((len(where) + part.start, len(where) + part.stop) for part in differing)
    return Part(where + text, look, lead=sign, marked=spans)


def _clip_news(state: DeskState, news: ClipNews) -> list[Part]:
    said, what_to_do = clip_said(state, news)
    return [Part(f"! {said}", Look.NOTE, lines=4), Part(what_to_do, Look.MUTED)]


def clip_entries(state: DeskState) -> tuple[Entry, ...]:
    """The clips as entries, the newest first, each with what became of its words since."""
    found = []
    for clip in state.clips:
        how = " · ".join(clip.ways) or "nowhere"
        parts = (
            Part(clip.created[:16].replace("T", " "), Look.HEAD, lines=1, indent=0),
            *([Part(f"! copied {clip.guard}", Look.HEAD, lines=2)] if clip.guard else []),
            Part(clip.text, Look.WORDS, lines=4),
            *(_clip_news(state, state.clip_news[clip.id]) if clip.id in state.clip_news else []),
            Part(how, Look.MUTED, lines=2),
            *([Part(" · ".join(clip.changes), Look.MUTED, lines=3)] if clip.changes else []),
        )
        found.append(Entry(clip.id, parts, clip.style))
    return tuple(found) or _no_clips(state)
