"""What changed between two versions of the open article: by paragraph and word, with the marks in it."""

from textual.content import Content

from tuireader.actions import Context
from tuireader.desk.changed import Changes, Shown, Sign, Text
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import Message, Tone
from tuireader.keys import Command
from tuireader.screens.listing import ListingScreen
from tuireader.times import moment

_COLOURS = {Sign.GONE: "$text-error", Sign.NEW: "$text-success"}
_DIFFERS = "bold underline"
_QUIET = "$foreground 60%"


class VersionsScreen(ListingScreen):
    """One pair of neighbouring versions at a time, the newest at first."""

    CONTEXT = Context.VERSIONS

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__(desk.config.actions)
        self._desk = desk
        self._number = 0
        """Which version is the newer of the two."""
        self._changes: Changes | None = None

    def on_mount(self) -> None:
        """Show what changed last."""
        versions = self._desk.state.versions
        open_version = self._desk.state.version.id
        self._show_pair(versions.index(open_version) if open_version in versions else len(versions) - 1)

    def _show_pair(self, number: int) -> None:
        self._number = number
        self.say(f"version {number + 1}", Message("comparing…"))
        self.draw_foot()
        self.run_worker(lambda: self._compare(number), thread=True)

    def _compare(self, number: int) -> None:
        found = self._desk.changes(number)
        self.app.call_from_thread(self._compared, number, found)

    def _compared(self, number: int, found: Changes | None) -> None:
        if number != self._number or not self.is_attached:
            return
        self._changes = found
        if found is None:
            self.show(Content("Versions"), [])
            self.say("", Message("A text of this version can't be read; a backup may have it", Tone.PROBLEM))
            return
        first = next((n for n, row in enumerate(found.rows) if row.is_change), 0)
        self.show(self._heading(found), [_row(row) for row in found.rows], first)
        count = sum(row.is_change for row in found.rows)
        said = f"{count:,} paragraph{'s' * (count != 1)} changed" if count else "No word changed"
        self.say(f"version {number + 1} of {len(self._desk.state.versions)}", Message(said))

    def _heading(self, found: Changes) -> Content:
        of = len(self._desk.state.versions)
        return Content.assemble(
            ("- ", _COLOURS[Sign.GONE]),
            f"version {self._number}, read {moment(found.older.accessed)}\n",
            ("+ ", _COLOURS[Sign.NEW]),
            f"version {self._number + 1} of {of}, read {moment(found.newer.accessed)}",
        )

    # Keys.

    def act_earlier(self, command: Command) -> None:
        """The pair before."""
        if self._number > 1:
            self._show_pair(max(self._number - command.times, 1))
        else:
            self.say("", Message("This is the oldest pair of versions"))

    def act_later(self, command: Command) -> None:
        """The pair behind."""
        last = len(self._desk.state.versions) - 1
        if self._number < last:
            self._show_pair(min(self._number + command.times, last))
        else:
            self.say("", Message("This is the newest pair of versions"))

    def act_next_hit(self, command: Command) -> None:
        """To the next change."""
        self._to_change(command.times)

    def act_previous_hit(self, command: Command) -> None:
        """To the previous change."""
        self._to_change(-command.times)

    def _to_change(self, count: int) -> None:
        rows = self._changes.rows if self._changes else ()
        numbers = [number for number, row in enumerate(rows) if row.is_change]
        ahead = [n for n in numbers if n > self.current] if count > 0 else [n for n in numbers if n < self.current]
        if not ahead:
            self.say("", Message("No further change"))
            return
        self.go_to(ahead[min(count, len(ahead)) - 1] if count > 0 else ahead[max(count, -len(ahead))])

    def act_open_entry(self, _: Command) -> None:
        """Go to the paragraph on the page, where it stands in the open version."""
        found = self._changes
        number = found.rows[self.current].paragraph if found and found.rows else None
        if found is None or number is None or found.newer.id != self._desk.state.version.id:
            self.say("", Message("This paragraph isn't on the page, which has another version"))
        else:
            self.dismiss(number)


def _row(row: Shown) -> Content:
    if row.sign is Sign.FOLDED:
        return Content.styled(f"… {row.said}", _QUIET)
    place = f"¶ {row.paragraph + 1}" if row.paragraph is not None else ""
    head = " · ".join(filter(None, [place, row.said]))
    lines = [Content.styled(head, _QUIET)] if head and row.sign is not Sign.SAME else []
    if row.sign is Sign.SAME:
        lines.append(Content.styled("  " + "".join(text for text, _ in row.new), _QUIET))
    if row.old:
        lines.append(_text(Sign.GONE, row.old, emphasised=row.sign is Sign.CHANGED))
    if row.new and row.sign is not Sign.SAME:
        lines.append(_text(Sign.NEW, row.new, emphasised=row.sign is Sign.CHANGED))
    lines += [Content.styled(f"  ▌ {mark}", "italic") for mark in row.marks]
    return Content("\n").join(lines)


def _text(sign: Sign, text: Text, *, emphasised: bool) -> Content:
    colour = _COLOURS[sign]
    parts = [
        (piece, f"{_DIFFERS} {colour}" if differs and emphasised else colour if differs else "")
        for piece, differs in text
    ]
    return Content.assemble((f"{sign} ", f"bold {colour}"), *parts)
