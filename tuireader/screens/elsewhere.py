"""Where the focused paragraph stands in other articles of the library, the same or nearly, with the notes there."""

from typing import TYPE_CHECKING

from textual.content import Content

from tuireader.actions import Context
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.elsewhere import outlet_of
from tuireader.desk.state import Message
from tuireader.entries import Entry, Look, Part, compared
from tuireader.keys import Command
from tuireader.screens.listing import ListScreen

if TYPE_CHECKING:
    from annotations.index.lookups import Seen


class ElsewhereScreen(ListScreen[str | None], inherit_bindings=False):
    """Nothing of it is taken over: it is shown, and Enter hands back the id of the other article, to be read."""

    CONTEXT = Context.ELSEWHERE

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__(desk.config.actions)
        self._desk = desk
        self._text = desk.state.version.texts[desk.state.focus.paragraph]
        self._seen: tuple[Seen, ...] = ()

    def on_mount(self) -> None:
        """Look for the paragraph."""
        self.say("also seen in", Message("looking through the library…"))
        number = self._desk.state.focus.paragraph
        self.run_worker(lambda: self.app.call_from_thread(self._found, self._desk.elsewhere(number)), thread=True)

    def _found(self, seen: "tuple[Seen, ...]") -> None:
        if not self.is_attached:
            return
        self._seen = seen
        self.show(Content(_heading(len(seen))), [_entry(self._text, number, one) for number, one in enumerate(seen)])
        self.say("also seen in", Message(""))

    def act_open_entry(self, _: Command) -> None:
        """Read the other article."""
        if self._seen:
            self.dismiss(self._seen[self.entries.number].article)


def _heading(count: int) -> str:
    if not count:
        return "No other article of the library has this paragraph."
    return (
        f"In {count:,} other article{'s' * (count != 1)}, the same or nearly. Outlets that ran one text of an agency,"
        " or one release, are one source, not several."
    )


def _entry(here: str, number: int, seen: "Seen") -> Entry:
    known = [outlet_of(seen), seen.published or f"kept {seen.accessed[:10]}", seen.title]
    parts = [Part(" · ".join(dict.fromkeys(filter(None, known))), Look.TITLE, indent=0)]
    likeness = "the same words" if seen.same else "nearly the same"
    parts.append(Part(f"¶ {seen.paragraph + 1} · {likeness}", Look.MUTED))
    if not seen.same:
        parts += compared(here, seen.text, "here", "there")
    parts += [
        Part(f"marked there as {note.role}: “{note.exact}” {note.note}".rstrip(), Look.SPEAKER) for note in seen.notes
    ]
    return Entry(str(number), tuple(parts))
