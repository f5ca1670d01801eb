"""Where the focused paragraph stands in other articles of the library, the same or nearly, with the notes there."""

from typing import TYPE_CHECKING

from textual.content import Content

from annotations.alignment import changes
from tuireader.actions import Context
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.elsewhere import outlet_of
from tuireader.desk.state import Message
from tuireader.keys import Command
from tuireader.screens.listing import ListingScreen

if TYPE_CHECKING:
    from annotations.index.lookups import Seen

_QUIET = "$foreground 60%"


class ElsewhereScreen(ListingScreen):
    """Nothing of it is taken over: it is shown, and Enter reads the other article."""

    CONTEXT = Context.ELSEWHERE

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__(desk.config.actions)
        self._desk = desk
        self._text = desk.state.version.texts[desk.state.focus.paragraph]
        self._seen: tuple[Seen, ...] = ()
        self.chosen = ""
        """The id of the article that is to be read."""

    def on_mount(self) -> None:
        """Look for the paragraph."""
        self.say("also seen in", Message("looking through the library…"))
        self.draw_foot()
        number = self._desk.state.focus.paragraph
        self.run_worker(lambda: self.app.call_from_thread(self._found, self._desk.elsewhere(number)), thread=True)

    def _found(self, seen: "tuple[Seen, ...]") -> None:
        if not self.is_attached:
            return
        self._seen = seen
        count = len(seen)
        here = (
            f"This paragraph stands in {count} other article{'s' * (count != 1)} of the library, the same or nearly.\n"
        )
        warning = "Outlets that ran one text of an agency, or one release, are one source, not several."
        none = "No other article of the library has this paragraph."
        self.show(Content(here + warning if seen else none), [_row(self._text, one) for one in seen])
        self.say("also seen in", Message(""))

    def act_open_entry(self, _: Command) -> None:
        """Read the other article."""
        if self._seen:
            self.chosen = self._seen[self.current].article
            self.dismiss(None)


def _row(here: str, seen: "Seen") -> Content:
    known = [outlet_of(seen), seen.published or f"kept {seen.accessed[:10]}", seen.title]
    lines = [Content.styled(" · ".join(filter(None, known)), "bold")]
    if seen.same:
        lines.append(Content.styled(f"  ¶ {seen.paragraph + 1} · the same words", _QUIET))
    else:
        lines += [Content.styled(f"  ¶ {seen.paragraph + 1} · nearly the same", _QUIET), *_both(here, seen.text)]
    lines += [Content.styled(f"  ▌ {note.role} “{note.exact}” {note.note}".rstrip(), "italic") for note in seen.notes]
    return Content("\n").join(lines)


def _both(here: str, there: str) -> list[Content]:
    found = changes(here, there)
    return [
        _marked("- here:  ", here, [change.old for change in found], "$text-error"),
        _marked("+ there: ", there, [change.new for change in found], "$text-success"),
    ]


def _marked(sign: str, text: str, differing: list[slice], colour: str) -> Content:
    parts: list[str | tuple[str, str]] = [(sign, colour)]
    at = 0
    for part in differing:
        parts += [text[at : part.start], (text[part], f"bold underline {colour}")]
        at = part.stop
    return Content.assemble(*(one for one in (*parts, text[at:]) if one and one[0]))
