"""The reading screen: the page, the sidebar, the foot. It draws the desk's state and hands keys on."""

import gc

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer

from annotations.text import Position
from tuireader.actions import Context
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import DeskState
from tuireader.keys import Command, Waiting, keymap, presses_of
from tuireader.pane.widget import ArticlePane
from tuireader.screens.acts import DEEDS
from tuireader.screens.acts.sidebar import WITHOUT, refusal
from tuireader.screens.acts.simple import AT_DESK, ENDS_SELECTING, ON_PAGE, WRITES
from tuireader.screens.drawing import draw_page
from tuireader.screens.leaving import Finished
from tuireader.screens.questions import QUESTIONS
from tuireader.screens.writing import WritingScreen
from tuireader.widgets.entry_list import EntryList
from tuireader.widgets.sidebar import Sidebar
from tuireader.widgets.status import KeyBar, StatusLine, show_foot
from tuireader.wording import byline, title, where

_POLL = 0.5
"""Seconds between two looks for what other windows wrote."""
_PAUSE = 0.002
"""Seconds between two slices of preparing: the screen is drawn only when nothing waits."""
_GRACE = 0.012
"""Seconds that a save has before it is shown as being on its way; most are done by then, and are drawn once."""


class ReaderScreen(WritingScreen, inherit_bindings=False):
    """One article."""

    AUTO_FOCUS = "ArticlePane"
    DEFAULT_CSS = """
    ReaderScreen { layers: base over; }
    ReaderScreen #middle { height: 1fr; }
    """

    class DeskChanged(Message):
        """The desk has a new state."""

        def can_replace(self, message: Message) -> bool:
            """Only the newest state is drawn."""
            return isinstance(message, ReaderScreen.DeskChanged)

    def __init__(self, desk: ReadingDesk, *, mouse: bool) -> None:
        """Show a desk; `mouse` tells whether the mouse selects."""
        super().__init__(desk)
        self._mouse = mouse
        self._drawn: DeskState | None = None
        self._grace: Timer | None = None
        self._awaited = 0
        self._waiting = Waiting()
        self.is_furnished = False
        """Whether all is there that a key may lead to."""
        self._quitting = self._retired = False

    def compose(self) -> ComposeResult:
        """Page and sidebar side by side, two lines below; the rest comes when these are shown."""
        with Horizontal(id="middle"):
            yield ArticlePane(measure=self.desk.config.width)
            yield Sidebar(self.desk.config.actions)
        yield StatusLine()
        yield KeyBar(self.desk.config.actions)

    @property
    def context(self) -> Context | None:
        """What keys act on; None while a line is typed in."""
        if self.is_asking:
            return None
        if self.sidebar.is_writing:
            return Context.EDITOR
        if self.focused is self.sidebar.entries:
            return Context.SIDEBAR
        return Context.SELECTING if self.pane.selecting else Context.READING

    # Beginning.

    def on_mount(self) -> None:
        """Show the page first, then find the article in the library."""
        if self._retired or not self.query(ArticlePane):  # left before there was a page
            return
        state = self.desk.state
        self.pane.mouse = self._mouse
        self.pane.open(state.version.paragraphs, title(state.source, state.location), byline(state), None)
        self.place_sidebar()
        self.desk.listen(self._announce)
        self.draw()
        self.call_after_refresh(self._prepare)
        self._polling = self.set_interval(_POLL, self.desk.poll)

    def retire(self) -> None:
        """Another article takes this one's place: hold its text no longer, and look for no changes of it."""
        self._retired = True
        if self._drawn is None:
            return
        self._polling.stop()
        self.pane.open(())
        gc.unfreeze()

    @property
    def position(self) -> Position | None:
        """What stands on the page's top line; None where nothing was drawn yet."""
        return self.pane.top_position if self._drawn is not None else None

    def _announce(self) -> None:
        self.post_message(self.DeskChanged())

    async def _prepare(self) -> None:
        await self.furnish()
        keymap(Context.READING, self.desk.config.actions)  # it is made once, and not by the first key
        if self._prompt is None or not self._prompt.is_attached:  # the program was ended meanwhile
            return
        self.is_furnished = True
        gc.freeze()
        gc.enable()  # the command line disabled it until here
        slices = self.desk.prepare()

        def go_on() -> None:
            if self._retired:  # its desk is closed when it is left
                return
            if not self.pane.leisure.take() or next(slices, self) is not self:
                self.set_timer(_PAUSE, go_on)

        go_on()

    # Drawing.

    def on_reader_screen_desk_changed(self) -> None:
        """Draw the newest state, unless a key did already."""
        is_awaited = self._grace is not None and self.desk.through < self._awaited
        if not self._retired and not is_awaited and self.desk.state is not self._drawn:
            self.draw()

    def _draw_when_done(self) -> None:
        self._awaited = self.desk.asked  # what is asked for later, by the clock or behind a save, none waits for
        if self._grace is None:
            self._grace = self.set_timer(_GRACE, self.draw)

    def draw(self) -> None:
        """Bring everything on the screen to the desk's state; what didn't change is left alone."""
        self.edit_elsewhere()
        if self._grace is not None:
            self._grace.stop()
            self._grace = None
        state, before = self.desk.state, self._drawn
        self._drawn = state
        draw_page(self.pane, state, before, lambda: self.desk.left_at)
        self.draw_sidebar(state, before)
        if before is not None and before.quotations is not state.quotations:
            gc.freeze()  # they stay: to look through those of a book for garbage took the time of many keys
        self._draw_foot()
        if self._quitting and (state.draft is None or not state.draft.saving):
            self._leave_or_stay(state)

    @property
    def _is_note_open(self) -> bool:
        """Whether the editor has the desk's note: one that isn't drawn yet would be saved with another's words."""
        return self._drawn is not None and self._drawn.draft is not None

    def _hush(self) -> None:
        self.desk.hush(self._drawn.message if self._drawn is not None else None)

    def _draw_foot(self) -> None:
        state = self.desk.state
        context, read = self.context, f"{int(100 * self.pane.passed)} %"
        without = WITHOUT[self.sidebar.tab] if context is Context.SIDEBAR else frozenset[str]()
        show_foot(self, where(state), state.message, read, context, str(self._waiting), without)
        if self.is_asking:
            self.prompt.tell(state.message.text)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus now; a click beside a line or a note closes it, and saves the note."""
        if event.widget in (self.pane, self.sidebar.entries):
            if self.is_asking:
                self.keep_typed(self.prompt.typed)
                self.put_prompt_away()
            if self._is_note_open and not self.is_saving:
                self.desk.save_note(self.sidebar.editor.text)
        self._draw_foot()

    def on_resize(self) -> None:
        """Put the sidebar beside the page or over it."""
        if self._drawn is not None:  # else there is no page yet, or it was left before there was one
            self.place_sidebar()
            self._draw_foot()

    # Keys.

    @property
    def is_opening(self) -> bool:
        """Whether the note that was asked for isn't there yet: keys wait for it."""
        undrawn = self._drawn is None or self._drawn.draft is None
        return self.desk.is_opening or (self.desk.state.draft is not None and undrawn)

    def read_key(self, event: events.Key) -> bool:
        """Read a key before the next one looks for the focus, so that words typed fast behind `/` or `a` arrive there.

        False where keys are typed into a line or a note: those come by `on_key`, as far as they aren't letters.
        """
        context = self.context
        if context is None:
            self.is_leaving = event.key in ("enter", "escape")
            return False
        if context is Context.EDITOR:
            self.is_leaving = presses_of(event.key, event.character)[:1] in self.sidebar.editor.leaving
            return False
        self.on_key(event)
        return True

    def on_key(self, event: events.Key) -> None:
        """Read a key and do what it asks for."""
        context = self.context
        if context is None:
            return
        if context is Context.EDITOR and presses_of(event.key, event.character)[:1] not in self.sidebar.editor.leaving:
            return
        self.is_leaving = False
        event.stop()
        event.prevent_default()
        # Textual paints when the first changed widgets have told it so; what tells it later comes a tick later.
        for widget in (self.pane, self.sidebar.entries, self.query_one(StatusLine), self.query_one(KeyBar)):
            widget.check_idle()
        asked = self.desk.asked
        for press in presses_of(event.key, event.character):
            self._waiting, command = keymap(self.context or context, self.desk.config.actions).read(
                self._waiting, press
            )
            if command is not None:
                self.run(command)
        if self.desk.asked == asked:
            self.draw()
        else:
            self._draw_when_done()

    def run(self, command: Command) -> None:
        """Do what a command asks for."""
        if self.context is Context.SIDEBAR and command.action in WITHOUT[self.sidebar.tab]:
            self.desk.tell(refusal(self.sidebar.tab, self.desk.config.actions))
            return
        if command.action in ON_PAGE:
            ON_PAGE[command.action](self.pane, command.times)
            self._see()  # at once, so that the focus is drawn with the page and not a frame later
            return
        self._hush()
        self.is_elsewhere = False
        span = self.pane.selection
        if command.action in WRITES and self.desk.state.draft is not None:
            self.set_focus(self.sidebar.editor)
        elif command.action in QUESTIONS:
            self.ask(command.action)
        elif command.action in AT_DESK:
            AT_DESK[command.action](self.desk, command, span)
        else:
            DEEDS[command.action](self, command)
        if span is not None and command.action in ENDS_SELECTING:
            self.pane.leave()
        if self.desk.state.draft is not None:  # the next key is of the note
            self.draw()

    # The page.

    def on_article_pane_clicked(self, event: ArticlePane.Clicked) -> None:
        """Focus what was clicked."""
        if self.desk.state.draft is None:  # else the click saved a note, and what is said of that must stay
            self._hush()
        self.desk.focus_at(event.position)

    def on_article_pane_selected(self) -> None:
        """Show the keys of selecting."""
        self._draw_foot()

    def on_page_moved(self) -> None:
        """Let the focus follow."""
        if not self._retired:
            self._follow_page()

    def _follow_page(self) -> None:
        self._see()
        self.draw()

    def _see(self) -> None:
        first, last = self.pane.visible_paragraphs()
        self.desk.seen(self.pane.top_position, first, last)

    # The sidebar.

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """Go to the place of the clicked entry."""
        self.sidebar.entries.current = event.id
        DEEDS["open_entry"](self, Command("open_entry", None, ()))

    def quit(self) -> None:
        """Save what is being written, and quit."""
        self._quitting = True
        if self._is_note_open:
            self.save_note()
        self.draw()

    def _leave_or_stay(self, state: DeskState) -> None:
        self._quitting = False
        if state.draft is None:
            self.post_message(Finished())
