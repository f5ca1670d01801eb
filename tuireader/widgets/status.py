"""The two lines at the foot: what is focused and what happened, and the keys that matter here."""

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from annotations.text import clean_line
from tuireader.actions import NUMBERED, Action, Context, actions_of
from tuireader.desk.state import Message, Tone
from tuireader.pane.graphemes import drawn
from tuireader.pane.wrapping import Wrapped

_MOST = 5
"""Lines of a message at most."""
_LEAST = 12
"""Cells below which it is better to say nothing of the focus."""


class StatusLine(Widget):
    """Says one thing: where you are, what happened, or what is wrong and the way out."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $panel; color: $foreground-muted; }
    StatusLine.done { color: $foreground; }
    StatusLine.problem { background: $error-muted; color: $text-error; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts = ("", "", "")

    def show(self, where: str, message: Message, right: str) -> None:
        """Show the focus, what is said of the last act, and the place in the article.

        A message may quote anything: a path, the name of an editor, an answer of the system.
        """
        parts = (where, clean_line(message.text), right)
        if self._parts != parts:
            self._parts = parts
            self.set_class(message.tone is Tone.DONE, "done")
            self.set_class(message.tone is Tone.PROBLEM, "problem")
            self.refresh()

    @property
    def rows(self) -> int:
        """The lines that the message takes, as far as it may."""
        message, width = drawn(self._parts[1]), max(self.app.size.width - 2, 1)
        return 1 if Content(message).cell_length <= width else min(len(Wrapped(message, width).starts), _MOST)

    def render(self) -> Content:
        """A line: the message has the room that it needs, the rest what is left."""
        where, message, right = map(drawn, self._parts)
        width = self.content_size.width
        if self.size.height > 1 and message:  # without one it has its old height until the next layout
            return _wrapped(message, width, self.size.height)
        right_side, said = Content(right), Content(message)
        if said.cell_length + 2 > width or self.has_class("problem"):
            return said.truncate(width, ellipsis=True)
        room = width - right_side.cell_length - 2 - (said.cell_length + 3 if message else 0)
        left = Content(where).truncate(room, ellipsis=True) if room >= _LEAST else Content("")
        if room < -3:
            return said.truncate(width, ellipsis=True)
        lead = 3 if left.cell_length and message else 0
        tail = width - left.cell_length - lead - said.cell_length - right_side.cell_length
        return Content.assemble(left, " " * lead, said, " " * max(tail, 1), right_side)


def _wrapped(message: str, width: int, rows: int) -> Content:
    """As many lines of a message as there is room for, the last ending in an ellipsis where it isn't the end."""
    wrapped = Wrapped(message, max(width, 1))
    spans = [wrapped.line_span(line) for line in range(min(len(wrapped.starts), rows))]
    last = Content(message[spans[-1][0] :]).truncate(width, ellipsis=True)
    return Content("\n").join([*(Content(message[start:end].rstrip()) for start, end in spans[:-1]), last])


def show_foot(
    screen: Screen[Any],
    where: str,
    message: Message,
    right: str,
    context: Context | None,
    typed: str = "",
    without: frozenset[str] = frozenset(),
) -> None:
    """Draw the two lines at a screen's foot; `without` names acts that have nothing to act on.

    A message that is too long for one of them has both until the next key, and more if it must be.
    """
    line, keys = screen.query_one(StatusLine), screen.query_one(KeyBar)
    line.show(where, message, right)
    keys.show(context, typed, without)
    rows = line.rows if line.display and not typed else 1
    if line.styles.height is None or line.styles.height.value != rows:
        line.styles.height = rows
    keys.display = rows == 1


def fitting(hints: Sequence[str], width: int) -> str:
    """The first hint that fits into a width in cells, else the last, which is the shortest."""
    return next((hint for hint in hints if len(hint) <= width), hints[-1])


_ASKING = (("Enter", "done"), ("Esc", "leave"))
"""Keys and words while a line is typed in: they are the line's own, not of the table."""


class KeyBar(Widget):
    """The keys of the context, those that matter most first."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $panel; color: $foreground-muted; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions = actions
        self._keys_of: Context | None = Context.READING
        self._typed = ""
        self._without: frozenset[str] = frozenset()

    def show(self, context: Context | None, typed: str = "", without: frozenset[str] = frozenset()) -> None:
        """Show the keys of a context (None: while a line is typed in), and what was typed of a command so far."""
        if (context, typed, without) != (self._keys_of, self._typed, self._without):
            self._keys_of, self._typed, self._without = context, typed, without
            self.refresh()

    def render(self) -> Content:
        """As many keys as fit whole; the last, which is the way to help or out, always stays."""
        width = self.content_size.width - len(self._typed) - 1
        *items, last = [Content.assemble((key, "bold $foreground"), " ", word) for key, word in self._items()]
        line = Content("")
        for item in items:
            longer = Content.assemble(line, item, "   ")
            if longer.cell_length + last.cell_length > width:
                break
            line = longer
        line = Content.assemble(line, last)
        gap = max(width - line.cell_length, 0)
        return Content.assemble(line, " " * gap, " ", (self._typed, "bold $text-accent"))

    def _items(self) -> tuple[tuple[str, str], ...]:
        if self._keys_of is None:
            return _ASKING
        acts = actions_of(self._keys_of, self._actions)
        shown = [action for action in acts if action.footer and action.id not in self._without]
        return tuple((" ".join(one.keys) if one.id in NUMBERED else one.keys[0], one.footer) for one in shown)
