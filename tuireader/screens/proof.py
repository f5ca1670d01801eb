"""The check of a draft: the draft on the left, what its sources say of each quotation on the right."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from annotations.text import Span
from tuireader.actions import Action, Context
from tuireader.keys import Command
from tuireader.pane.graphemes import drawn
from tuireader.pane.spans import PageMark
from tuireader.pane.widget import ArticlePane
from tuireader.proof import Proof, ProofState, proof_entries, role_of
from tuireader.screens.listing import ListScreen
from tuireader.widgets.entry_list import EntryList
from tuireader.widgets.sidebar import BESIDE
from tuireader.widgets.status import KeyBar, StatusLine


class ProofScreen(ListScreen[None], inherit_bindings=False):
    """One draft and its quotations."""

    CONTEXT = Context.CHECKING
    DEFAULT_CSS = """
    ProofScreen Horizontal { height: 1fr; }
    ProofScreen #heading { padding: 0 1; }
    ProofScreen EntryList { width: 1fr; padding: 0 1; border-left: vkey $foreground 20%; }
    ProofScreen ArticlePane { width: 1fr; }
    ProofScreen.narrow ArticlePane { display: none; }
    ProofScreen.narrow EntryList { border-left: none; }
    """

    @dataclass
    class StateChanged(Message):
        """The proof has a new state."""

        def can_replace(self, message: Message) -> bool:
            """Only the newest state is drawn."""
            return isinstance(message, ProofScreen.StateChanged)

    @dataclass
    class Followed(Message):
        """The source is to be read where the words stand."""

        article: str
        """Its id."""
        span: Span

    class Left(Message):
        """Back to where the check was asked for."""

    def __init__(self, proof: Proof, actions: tuple[Action, ...], measure: int) -> None:
        """`measure` is the width of the draft's column in cells, at most."""
        super().__init__(actions)
        self._proof, self._measure = proof, measure
        self._drawn = ProofState("")

    def compose(self) -> ComposeResult:
        """A summary, the draft beside the list, two lines below."""
        yield Static(id="heading")
        with Horizontal():
            yield ArticlePane(measure=self._measure)
            yield EntryList()
        yield StatusLine()
        yield KeyBar(self._actions)

    def on_mount(self) -> None:
        """Begin to check."""
        self._proof.listen(self._announce)
        self._proof.check()
        self.draw()

    def _announce(self) -> None:
        self.post_message(self.StateChanged())

    def on_unmount(self) -> None:
        """Finish what was asked for."""
        self._proof.close()

    def on_resize(self, event: events.Resize) -> None:
        """On a narrow screen the list has all of it: the draft's words stand there too."""
        self.set_class(event.size.width < BESIDE, "narrow")

    def on_proof_screen_state_changed(self) -> None:
        """Draw the newest state."""
        self.draw()

    def draw(self) -> None:
        """Bring the screen to the proof's state."""
        state, before = self._proof.state, self._drawn
        self._drawn = state
        title = Content.assemble((drawn(state.location), "bold"), "\n", (state.summary, "$foreground-muted"))
        self.query_one("#heading", Static).update(title)
        self._draw_draft(state, before)
        self.entries.show(proof_entries(state, self._actions))
        self.entries.current = "" if state.current is None else str(state.current)
        listed = "all quotations" if state.everything else "problems"
        self.say(f"check · {listed}", state.message, f"{len(state.shown)} of {len(state.found)}")

    def _draw_draft(self, state: ProofState, before: ProofState) -> None:
        pane = self.query_one(ArticlePane)
        if state.paragraphs is not before.paragraphs:
            pane.open(state.paragraphs)
        pane.marks = tuple(
            PageMark(str(number), found.checked.span, role_of(found.checked))
            for number, found in enumerate(state.found)
        )
        pane.focused_mark = "" if state.current is None else str(state.current)
        pane.focused_span = state.checked.span if state.checked else None
        if state.checked is not None and state.current != before.current:
            pane.go_to(state.checked.span.start, "show")

    # Keys.

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """Let the keys act on the clicked quotation."""
        self._proof.choose(int(event.id))

    def step(self, count: int) -> None:
        """To the quotation `count` ahead."""
        self._proof.step(count)

    def act_open_entry(self, _: Command) -> None:
        """Read the source at the passage."""
        passage = self._proof.passage
        if passage is None:
            self._proof.tell("No source in the library has these words")
        else:
            self.post_message(self.Followed(*passage))

    def act_copy(self, _: Command) -> None:
        """Copy the source's words."""
        self._proof.copy()

    def act_everything(self, _: Command) -> None:
        """All quotations, or only the problems."""
        self._proof.show_everything(not self._proof.state.everything)

    def act_again(self, _: Command) -> None:
        """Check again."""
        self._proof.check()

    def act_leave(self, _: Command) -> None:
        """Back."""
        self.post_message(self.Left())
