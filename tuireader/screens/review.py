"""What a newer text changed or lost of the marked and the copied words: settled, or left for later."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message as DeskMessage

from annotations.anchoring import Orphan
from annotations.marks import quoted
from annotations.models import ROLES, Clip
from annotations.text import Span
from tuireader.actions import Context
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.revising import copies_to_review, place_for, to_review
from tuireader.desk.state import DeskState, Mark
from tuireader.entries import Entry, LaterEntries, Look, Part, compared
from tuireader.keys import Command
from tuireader.screens.listing import ListScreen
from tuireader.states import old_and_new
from tuireader.times import day

_OF_MARKS = frozenset({"attach", "keep"})


class ReviewScreen(ListScreen[int | None], inherit_bindings=False):
    """A list that grows shorter with each entry that is settled: marks, and copies below them."""

    CONTEXT = Context.REVIEW

    @dataclass
    class Changed(DeskMessage):
        """The desk has a new state."""

        def can_replace(self, message: DeskMessage) -> bool:
            """Only the newest state is drawn."""
            return isinstance(message, ReviewScreen.Changed)

    def __init__(self, desk: ReadingDesk, selection: Span | None) -> None:
        """`selection`: the words that a mark may be attached to instead of the guess."""
        super().__init__(desk.config.actions)
        self._desk, self._selection = desk, selection
        self._marks: tuple[Mark, ...] = ()
        self._copies: tuple[Clip, ...] = ()

    def on_mount(self) -> None:
        """Show what there is to settle, and follow the desk."""
        self._desk.listen(self._announce)
        self.draw()

    def on_unmount(self) -> None:
        """Follow the desk no longer."""
        self._desk.unlisten(self._announce)

    def _announce(self) -> None:
        self.post_message(self.Changed())

    def on_review_screen_changed(self) -> None:
        """Draw the newest state."""
        self.draw()

    def draw(self) -> None:
        """Bring the list to the desk's state."""
        state = self._desk.state
        marks, copies = to_review(state), copies_to_review(state)
        if (marks, copies) != (self._marks, self._copies) or not self.entries.entries:
            self._marks, self._copies = marks, copies
            self.show(_heading(state, len(marks), len(copies)), self._entries(state))
        self.say("lost and changed", state.message)

    def _entries(self, state: DeskState) -> LaterEntries:
        marks, copies = self._marks, self._copies

        def make(number: int) -> Entry:
            if number < len(marks):
                return _mark(state, marks[number], self._selection)
            return _copy(state, copies[number - len(marks)])

        return LaterEntries([*(mark.annotation.id for mark in marks), *(clip.id for clip in copies)], make)

    @property
    def mark(self) -> Mark | None:
        """The mark that the keys act on; None where it is a copy, or nothing."""
        return next((one for one in self._marks if one.annotation.id == self.entries.current), None)

    @property
    def without(self) -> frozenset[str]:
        """Acts that have nothing to act on: a copy stays as it was copied, so that it is only seen."""
        if self._marks:
            return frozenset()
        return _OF_MARKS if self._copies else _OF_MARKS | {"seen", "list_down"}

    def act_attach(self, _: Command) -> None:
        """The mark belongs to the selected words, else to those that were found or guessed."""
        mark, state = self.mark, self._desk.state
        span = place_for(mark, self._selection) if mark else None
        if mark is not None and span is not None:
            self._desk.attach(mark.annotation.id, span)
        elif mark is not None:
            self._desk.tell(f"Nobody knows where: {_by_hand(state)} and {state.key('review.attach')} attach it there")
        else:
            self._refuse_copy()

    def act_keep(self, _: Command) -> None:
        """The mark's words are gone; it stays as a note."""
        if (mark := self.mark) is not None:
            self._desk.keep_without_place(mark.annotation.id)
        else:
            self._refuse_copy()

    def act_seen(self, _: Command) -> None:
        """What became of the words is known."""
        self._desk.see(self.entries.current)

    def _refuse_copy(self) -> None:
        if self.entries.current:
            self._desk.tell(f"A copy stays as it was copied: {self._desk.state.key('seen')} says that you know of it")

    def act_undo(self, _: Command) -> None:
        """Take the last act back."""
        self._desk.undo()

    def act_redo(self, _: Command) -> None:
        """Do again what was taken back."""
        self._desk.redo()

    def act_open_entry(self, _: Command) -> None:
        """Go to where the mark stands or may stand, and read on."""
        mark = self.mark
        span = place_for(mark, None) if mark else None
        self.dismiss(span.start.paragraph if span else None)


def _heading(state: DeskState, marks: int, copies: int) -> Content:
    attach, keep, seen, leave = (state.key(f"review.{act}") for act in ("attach", "keep", "seen", "leave"))
    if not marks and not copies:
        return Content(f"Nothing is left to settle. {leave} goes back to the page.")
    counted = [f"{marks:,} mark{'s' * (marks != 1)}"] if marks else []
    counted += [f"{copies:,} {'copies' if copies != 1 else 'copy'}"] if copies else []
    return Content(
        f"{' and '.join(counted)} whose words a newer text changed or lost.\n"
        + (f"{attach} attaches a mark here, {keep} keeps it as a note without a place, " if marks else "")
        + f"{seen} says that you know of it."
    )


def _by_hand(state: DeskState) -> str:
    return f"select the words on the page, then {state.key('review')}"


def _mark(state: DeskState, mark: Mark, selection: Span | None) -> Entry:
    annotation = mark.annotation
    number, sign = next(((n, one.mark) for n, one in enumerate(ROLES) if one.name == annotation.role), (None, "•"))
    old, new = old_and_new(state, mark)
    since = f"read {day(annotation.anchors[0].version[:16])}"
    lost = isinstance(mark.place, Orphan)
    parts = [Part(f"{sign} {state.role_name(annotation.role)}", Look.HEAD, indent=0)]
    if selection is not None:
        parts += compared(quoted([old]).text, quoted([state.words(selection)]).text, since, "selected")
    else:
        parts += _both(old, new, since, lost=lost)
        parts += [] if new else [Part(f"no guess: {_by_hand(state)}", Look.MUTED)]
    if mark.speaker:
        parts.append(Part(f"— {mark.speaker}", Look.SPEAKER, lines=1))
    if annotation.note:
        parts.append(Part(annotation.note, Look.NOTE))
    return Entry(annotation.id, tuple(parts), "not in this version" if lost else "changed", number)


def _copy(state: DeskState, clip: Clip) -> Entry:
    news = state.clip_news[clip.id]
    parts = _both(clip.words, news.now, f"copied {day(clip.created)}", lost=news.gone)
    corner = "not in this version" if news.gone else "changed"
    parts += [Part(f"— {clip.speaker}", Look.SPEAKER, lines=1)] if clip.speaker else []
    return Entry(clip.id, (Part("copy", Look.HEAD, indent=0), *parts), corner)


def _both(old: str, new: str, then: str, *, lost: bool) -> list[Part]:
    """What was there, and what may be there now, which is no wording of the same where it is only guessed."""
    if new and not lost:
        return compared(quoted([old]).text, quoted([new]).text, then, "now")
    guess = [Part(f"perhaps: {quoted([new]).text}", Look.NEW, lead="+ ")] if new else []
    return [Part(f"{then}: {quoted([old]).text}", Look.OLD, lead="- "), *guess]
