"""What changed between two versions of the open article: by paragraph and word, with the marks in it."""

from collections.abc import Iterator
from itertools import accumulate

from textual.content import Content

from tuireader.actions import Context
from tuireader.desk.changed import Changes, Shown, Sign, Text
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import Message, Tone
from tuireader.entries import Entry, Look, Part
from tuireader.keys import Command
from tuireader.screens.listing import ListScreen
from tuireader.times import moment

_COLOURS = {Sign.GONE: "$text-error", Sign.NEW: "$text-success"}


class VersionsScreen(ListScreen[int | None], inherit_bindings=False):
    """One pair of neighbouring versions at a time, at first what led to the open one, or from it to a newer one."""

    CONTEXT = Context.VERSIONS

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__(desk.config.actions)
        self._desk = desk
        self._number = 0
        """Which version is the newer of the two."""
        self._changes: Changes | None = None

    def on_mount(self) -> None:
        """Show what the person hasn't read, or else what changed last."""
        versions, here, last = (
            self._desk.state.versions,
            self._desk.state.version.id,
            len(self._desk.state.versions) - 1,
        )
        self._show_pair(min(versions.index(here) + 1, last) if here in versions else last)

    def _show_pair(self, number: int) -> None:
        self._number = number
        self.say(f"version {number + 1}", Message("comparing…"))
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
        self.show(self._heading(found), [_entry(number, row) for number, row in enumerate(found.rows)], str(first))
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
            self.tell("This is the oldest pair of versions")

    def act_later(self, command: Command) -> None:
        """The pair behind."""
        last = len(self._desk.state.versions) - 1
        if self._number < last:
            self._show_pair(min(self._number + command.times, last))
        else:
            self.tell("This is the newest pair of versions")

    def act_next_hit(self, command: Command) -> None:
        """To the next change."""
        self._to_change(command.times)

    def act_previous_hit(self, command: Command) -> None:
        """To the previous change."""
        self._to_change(-command.times)

    def _to_change(self, count: int) -> None:
        rows = self._changes.rows if self._changes else ()
        numbers, here = [number for number, row in enumerate(rows) if row.is_change], self.entries.number
        ahead = [n for n in numbers if n > here] if count > 0 else [n for n in numbers if n < here]
        if not ahead:
            self.tell("No further change")
            return
        number = ahead[min(count, len(ahead)) - 1] if count > 0 else ahead[max(count, -len(ahead))]
        self.entries.current = str(number)

    def act_open_entry(self, _: Command) -> None:
        """Go to the paragraph on the page, where it stands in the open version."""
        found = self._changes
        number = found.rows[self.entries.number].paragraph if found and found.rows else None
        if found is None or number is None or found.newer.id != self._desk.state.version.id:
            self.tell("This paragraph isn't on the page, which has another version")
        else:
            self.dismiss(number)


def _entry(number: int, row: Shown) -> Entry:
    return Entry(str(number), tuple(_parts(row)))


def _parts(row: Shown) -> Iterator[Part]:
    if row.sign is Sign.FOLDED:
        yield Part(f"… {row.said}", Look.MUTED, indent=0)
    elif row.sign is Sign.SAME:
        yield Part("".join(text for text, _ in row.new), Look.MUTED)
    else:
        place = f"¶ {row.paragraph + 1}" if row.paragraph is not None else ""
        if head := " · ".join(filter(None, [place, row.said])):
            yield Part(head, Look.MUTED, indent=0)
        is_edit = row.sign is Sign.CHANGED
        if row.old:
            yield _text(row.old, Look.OLD if is_edit else Look.GONE, "- ", marked=is_edit)
        if row.new:
            yield _text(row.new, Look.NEW if is_edit else Look.ADDED, "+ ", marked=is_edit)
    for mark in row.marks:
        yield Part(f"marked as {mark}", Look.SPEAKER)


def _text(text: Text, look: Look, sign: str, *, marked: bool) -> Part:
    ends = tuple(accumulate(len(piece) for piece, _ in text))
    spans = tuple((end - len(piece), end) for end, (piece, differs) in zip(ends, text, strict=True) if differs)
    return Part("".join(piece for piece, _ in text), look, indent=0, lead=sign, marked=spans if marked else ())
