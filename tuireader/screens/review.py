"""The marks whose words a newer text changed or lost: attached here, kept as notes, or left for later."""

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message as DeskMessage

from annotations.anchoring import Orphan
from annotations.marks import quoted
from annotations.models import ROLES
from annotations.text import Span
from tuireader.actions import Context
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.revising import to_review
from tuireader.desk.state import DeskState, Mark, Message
from tuireader.entries import Entry, Look, Part
from tuireader.keys import Command
from tuireader.screens.listing import ListScreen
from tuireader.states import old_and_new
from tuireader.times import day


class ReviewScreen(ListScreen[int | None], inherit_bindings=False):
    """A list that grows shorter with each mark that is settled."""

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
        self._marks = to_review(state)
        entries = [_entry(state, mark, self._selection) for mark in self._marks]
        self.show(_heading(state, len(entries)), entries)
        self.say("lost and changed", state.message)

    @property
    def mark(self) -> Mark | None:
        """The mark that the keys act on."""
        return next((one for one in self._marks if one.annotation.id == self.entries.current), None)

    def act_attach(self, _: Command) -> None:
        """The mark belongs to the selected words, else to those that were found or guessed."""
        mark, state = self.mark, self._desk.state
        span = place_for(mark, self._selection) if mark else None
        if mark is not None and span is not None:
            self._desk.attach(mark.annotation.id, span)
        elif mark is not None:
            self.say(
                "", Message(f"Nobody knows where: {_by_hand(state)} and {state.key('review.attach')} attach it there")
            )

    def act_keep(self, _: Command) -> None:
        """The mark's words are gone; it stays as a note."""
        if (mark := self.mark) is not None:
            self._desk.keep_without_place(mark.annotation.id)

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


def place_for(mark: Mark, selection: Span | None) -> Span | None:
    """Where a mark would be attached: to the selection, else where its changed words stand, else at the guess."""
    return selection or (mark.place.guess if isinstance(mark.place, Orphan) else mark.place.span)


def _heading(state: DeskState, count: int) -> Content:
    attach, keep, leave, skip = (state.key(f"review.{act}") for act in ("attach", "keep", "leave", "list_down"))
    if not count:
        return Content(f"Nothing is left to settle. {leave} goes back to the page.")
    return Content(
        f"{count} mark{'s' * (count != 1)} whose words a newer text changed or lost.\n"
        f"{attach} attaches one here, {keep} keeps it as a note without a place, {skip} leaves it for later."
    )


def _by_hand(state: DeskState) -> str:
    return f"select the words on the page, then {state.key('review')}"


def _entry(state: DeskState, mark: Mark, selection: Span | None) -> Entry:
    annotation = mark.annotation
    number, sign = next(((n, one.mark) for n, one in enumerate(ROLES) if one.name == annotation.role), (None, "•"))
    old, new = old_and_new(state, mark)
    since = day(annotation.anchors[0].version[:16])
    lost = isinstance(mark.place, Orphan)
    parts = [
        Part(f"{sign} {state.role_name(annotation.role)}", Look.HEAD, indent=0),
        Part(f"read {since}: {quoted([old]).text}", Look.OLD, lead="- "),
    ]
    if selection is not None:
        parts.append(Part(f"selected: {quoted([state.words(selection)]).text}", Look.NEW, lead="+ "))
    elif new:
        parts.append(Part(f"{'perhaps' if lost else 'now'}: {quoted([new]).text}", Look.NEW, lead="+ "))
    else:
        parts.append(Part(f"no guess: {_by_hand(state)}", Look.MUTED))
    if annotation.note:
        parts.append(Part(annotation.note, Look.NOTE))
    return Entry(annotation.id, tuple(parts), "not in this version" if lost else "changed", number)
