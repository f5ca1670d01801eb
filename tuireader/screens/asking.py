"""What the reading screen asks at its foot, in the place of the status line, and where the answers go."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.timer import Timer

from annotations.text import Span
from tuireader.desk.desk import ReadingDesk
from tuireader.pane.widget import ArticlePane
from tuireader.screens.questions import QUESTIONS
from tuireader.widgets.sidebar import Sidebar
from tuireader.widgets.status import StatusLine

if TYPE_CHECKING:
    from tuireader.widgets.prompt import Prompt

_PAUSE = 0.002
"""Seconds between two slices of counting what was found, for keys and for the screen."""


class AskingScreen(Screen[None], inherit_bindings=False):
    """A screen with a page, a sidebar and a prompt."""

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__()
        self.desk = desk
        self._asked_of: Span | None = None
        self._then: Callable[[], object] | None = None
        self._otherwise: Callable[[], object] | None = None
        self._taken: Callable[[str], object] | None = None
        self._counting: Timer | None = None
        self._from_list = False
        """Whether the sidebar's list had the keys when something was asked."""
        self._about: object = None
        """What is being asked, and of which words."""
        self._typed: dict[object, str] = {}
        """What was typed and left, by what was asked."""
        self.sought = ""
        """What was typed in the palette and left."""
        self.is_leaving = False
        """Whether a key is on its way that ends a line or a note: those behind it aren't of the line any more."""
        self._prompt: Prompt | None = None

    @cached_property
    def pane(self) -> ArticlePane:
        """The page."""
        return self.query_one(ArticlePane)

    @cached_property
    def sidebar(self) -> Sidebar:
        """Notes, quotations and clips."""
        return self.query_one(Sidebar)

    async def furnish(self) -> None:
        """Add what is hidden at first, so that the first page doesn't wait for it."""
        from tuireader.widgets.prompt import Prompt

        for foot in self.query(StatusLine):
            if foot.is_attached:  # else the program ends already
                self._prompt = Prompt()
                await self.mount(self._prompt, before=foot)
                await self.sidebar.furnish()

    @property
    def prompt(self) -> "Prompt":
        """The line to type in, once the screen is furnished."""
        assert self._prompt is not None
        return self._prompt

    @property
    def is_asking(self) -> bool:
        """Whether a line is typed in."""
        return self._prompt is not None and self._prompt.is_open

    def ask(self, name: str) -> None:
        """Ask one of the questions of the table about the selection or the focus."""
        question, state = QUESTIONS[name], self.desk.state
        self._asked_of = self.pane.selection
        about = None if name == "find" else state.target(self._asked_of)  # words to find are about nothing on the page
        begin, offered = question.begin(state, self._asked_of), question.suggest(state)
        if name == "find":
            self.desk.begin_find()
        self._open(name, question.label, begin, offered, replace=question.replaces, about=about)

    def ask_for_filter(self) -> None:
        """Ask which notes to show."""
        self._open("filter", f"{self.sidebar.tab.lower()} with")

    def confirm(self, question: str, then: Callable[[], object], otherwise: Callable[[], object] | None = None) -> None:
        """Ask a question that is answered by y or n, and do something on a yes, or on a no; Esc does neither."""
        self._then, self._otherwise = then, otherwise
        self._open("confirm", f"{question} y or n")

    def ask_line(self, label: str, then: Callable[[str], object], begin: str = "") -> None:
        """Ask for a line of text, and do something with it."""
        self._taken = then
        self._open("line", label, begin)

    def _open(
        self,
        purpose: str,
        label: str,
        begin: str = "",
        suggestions: tuple[str, ...] = (),
        *,
        replace: bool = False,
        about: object = None,
    ) -> None:
        self._from_list = self.focused is self.sidebar.entries
        self._about = (purpose, label, about)
        typed = self._typed.get(self._about, begin)
        self.query_one(StatusLine).display = False
        self.prompt.ask(purpose, label, typed, suggestions, replace=replace or typed != begin)

    def on_prompt_changed(self, event: "Prompt.Changed") -> None:
        """Find as it is typed."""
        if event.purpose == "find":
            self.desk.find_as_typed(event.text)
            self._count_hits()

    def _count_hits(self) -> None:
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(_PAUSE, self._count_hits) if self.desk.count_hits() else None

    def on_prompt_answered(self, event: "Prompt.Answered") -> None:
        """Hand an answer to where it belongs."""
        self._typed.pop(self._about, None)
        self._go_back()
        if event.purpose in QUESTIONS:
            QUESTIONS[event.purpose].answer(self.desk, event.text, self._asked_of)
            self.pane.leave()
            self._count_hits()
        elif event.purpose == "filter":
            self.sidebar.filter(event.text)
        elif event.purpose == "line":
            if self._taken is not None:
                self._taken(event.text)
        else:
            answered = {"y": self._then, "n": self._otherwise}.get(event.text[:1].lower())
            if answered is not None:
                answered()

    def on_prompt_left(self, event: "Prompt.Left") -> None:
        """Nothing was asked for after all; what was typed stands there again the next time."""
        self.keep_typed(event.text)
        self._go_back()
        if event.purpose == "find":
            jumps = self.desk.state.jumps
            self.desk.leave_find()
            state = self.desk.state
            if state.jumps != jumps and state.jump is not None:
                self.pane.go_to(state.jump, "top")

    def _go_back(self) -> None:
        """Give the keys back to where they were when something was asked."""
        self.put_prompt_away()
        self.set_focus(self.sidebar.entries if self._from_list else self.pane)

    def keep_typed(self, text: str) -> None:
        """Keep what was typed and left for the next time that the same is asked."""
        if text and self.prompt.purpose != "confirm":
            self._typed[self._about] = text

    def put_prompt_away(self) -> None:
        """Show the status line again."""
        self.is_leaving = False
        self.prompt.close()
        self.query_one(StatusLine).display = True
