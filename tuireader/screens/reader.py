"""The reading screen: the page, the sidebar, the foot. It draws the desk's state and hands keys on."""

import gc
import os
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from annotations.models import ROLES, Source
from annotations.text import Span
from tuireader.actions import ACTIONS, Context
from tuireader.browser import open_in_browser
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.quotes import said
from tuireader.desk.state import DeskState
from tuireader.external import NotEdited, edited
from tuireader.keys import Command, Waiting, keymap, presses_of
from tuireader.pane.spans import PageMark
from tuireader.pane.widget import ArticlePane
from tuireader.screens.acts import AT_DESK, ENDS_SELECTING, ON_PAGE, WRITES
from tuireader.screens.questions import QUESTIONS
from tuireader.widgets.editor import LEAVING
from tuireader.widgets.entry_list import EntryList
from tuireader.widgets.prompt import Prompt
from tuireader.widgets.sidebar import Sidebar, Tab
from tuireader.widgets.status import KeyBar, StatusLine
from tuireader.wording import byline, file_title, title, where

_MAPS = {context: keymap(context, ACTIONS) for context in Context}
_ROLE_NUMBERS = {role.name: number for number, role in enumerate(ROLES)}
_BESIDE = 76
"""Columns from which the sidebar stands beside the page; below it is laid over."""
_WIDE = 110
"""Columns from which the sidebar has its full width."""
_POLL = 0.5
"""Seconds between two looks for what other windows wrote."""
_PAUSE = 0.002
"""Seconds between two slices of preparing: the screen is drawn only when nothing waits."""


class ReaderScreen(Screen[None], inherit_bindings=False):
    """One article."""

    AUTO_FOCUS = "ArticlePane"
    DEFAULT_CSS = """
    ReaderScreen { layers: base over; }
    ReaderScreen #middle { height: 1fr; }
    """

    @dataclass
    class DeskChanged(Message):
        """The desk has a new state."""

        def can_replace(self, message: Message) -> bool:
            """Only the newest state is drawn."""
            return isinstance(message, ReaderScreen.DeskChanged)

    class Finished(Message):
        """The person quits, and all that was typed is saved."""

    @dataclass
    class Library(Message):
        """The library is asked for."""

        said: str = ""
        """What to say there at first."""

    @dataclass
    class Done(Message):
        """The article was read; on to the next."""

        article: str
        """Its id."""

    @dataclass
    class Followed(Message):
        """What an entry of a feed leads to is to be read."""

        address: str
        """Where it is."""

    def __init__(self, desk: ReadingDesk, *, mouse: bool) -> None:
        """Show a desk; `mouse` tells whether the mouse selects."""
        super().__init__()
        self.desk, self._mouse = desk, mouse
        self._drawn: DeskState | None = None
        self._waiting = Waiting()
        self._asked_of: Span | None = None
        self._quitting = self._retired = False
        self._elsewhere = self._saving = False
        self._sidebar_wanted: bool | None = None

    def compose(self) -> ComposeResult:
        """Page and sidebar side by side, two lines below."""
        with Horizontal(id="middle"):
            yield ArticlePane()
            yield Sidebar()
        yield Prompt()
        yield StatusLine()
        yield KeyBar()

    # Parts.

    @property
    def pane(self) -> ArticlePane:
        """The page."""
        return self.query_one(ArticlePane)

    @property
    def sidebar(self) -> Sidebar:
        """Notes and clips."""
        return self.query_one(Sidebar)

    @property
    def context(self) -> Context | None:
        """What keys act on; None while a line is typed in."""
        if self.query_one(Prompt).is_open:
            return None
        if self.focused is self.sidebar.editor:
            return Context.EDITOR
        if self.focused is self.sidebar.entries:
            return Context.SIDEBAR
        return Context.SELECTING if self.pane.selecting else Context.READING

    # Beginning.

    def on_mount(self) -> None:
        """Show the page first, then find the article in the library."""
        state = self.desk.state
        self.pane.mouse = self._mouse
        self.pane.open(state.version.paragraphs, title(state.source, state.location), byline(state), None)
        self._arrange()
        self.desk.listen(self._announce)
        self.draw()
        self.call_after_refresh(self._prepare)
        self._polling = self.set_interval(_POLL, self.desk.poll)

    def retire(self) -> None:
        """Another article takes this one's place: hold its text no longer, and look for no changes of it."""
        self._polling.stop()
        self._retired = True
        self.pane.open(())

    def _announce(self) -> None:
        self.post_message(self.DeskChanged())

    def _prepare(self) -> None:
        gc.freeze()
        gc.enable()  # the command line disabled it until here
        slices = self.desk.prepare()

        def go_on() -> None:
            if next(slices, self) is not self:
                self.set_timer(_PAUSE, go_on)

        go_on()

    # Drawing.

    def on_reader_screen_desk_changed(self) -> None:
        """Draw the newest state."""
        if not self._retired:
            self.draw()

    def draw(self) -> None:
        """Bring everything on the screen to the desk's state; what didn't change is left alone."""
        if self._elsewhere and self.desk.state.draft is not None:
            self._write_elsewhere(self.desk.state.draft.text)
        state, before = self.desk.state, self._drawn
        self._drawn = state
        self._draw_page(state, before)
        self.sidebar.show(state)
        if state.draft is not None and (before is None or before.draft is None):
            self._show_sidebar(True)
        if self._saving and (state.draft is None or not state.draft.saving):
            self._saving = False
            if state.draft is not None:
                self.sidebar.editor.go_on()
        if state.draft is None and before is not None and before.draft is not None:
            self.set_focus(self.pane)
        self._draw_foot()
        if self._quitting and (state.draft is None or not state.draft.saving):
            self._leave_or_stay(state)

    def _draw_page(self, state: DeskState, before: DeskState | None) -> None:
        pane = self.pane
        if before is None or before.marks is not state.marks or before.focus != state.focus:
            pane.marks = tuple(_page_mark(state, n) for n, mark in enumerate(state.marks) if mark.span is not None)
            pane.focused_span = state.target()
        if before is None or before.hits is not state.hits:
            pane.hits = state.hits
        pane.hit = state.hit
        pane.furniture = state.furniture
        if before is None or before.quotations is not state.quotations:
            pane.mark_quotations(state.quotations[number].span for number in said(state))
        pane.underlined = state.quotation.span if state.quotation else None
        pane.names = state.names
        if before is not None and (before.source, before.found) != (state.source, state.found):
            pane.head(title(state.source, state.location), byline(state))
        if before is not None and before.article != state.article and not state.jumps:
            if position := self.desk.left_at:
                pane.go_to(position, "top")
        elif before is not None and before.jumps != state.jumps and state.jump is not None:
            pane.go_to(state.jump, "show")

    def _draw_foot(self) -> None:
        state = self.desk.state
        self.query_one(StatusLine).show(where(state), state.message, f"{self._percent} %")
        self.query_one(KeyBar).show(self.context, str(self._waiting))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus now; a click beside a line or a note closes it, and saves the note."""
        if event.widget in (self.pane, self.sidebar.entries):
            if self.query_one(Prompt).is_open:
                self._put_prompt_away()
            if self.desk.state.draft is not None and not self._saving:
                self.desk.save_note(self.sidebar.editor.text)
        self._draw_foot()

    @property
    def _percent(self) -> int:
        last = len(self.desk.state.version.paragraphs) - 1
        return 100 * self.pane.visible_paragraphs()[1] // last if last > 0 else 100

    def on_resize(self) -> None:
        """Put the sidebar beside the page or over it."""
        self._arrange()

    def _arrange(self) -> None:
        width = self.app.size.width
        shown = width >= _BESIDE if self._sidebar_wanted is None else self._sidebar_wanted
        self.sidebar.set_class(not shown, "hidden")
        self.sidebar.set_class(width < _BESIDE, "over")
        self.sidebar.set_class(width < _WIDE, "narrow")

    def _show_sidebar(self, shown: bool) -> None:
        self._sidebar_wanted = shown
        self._arrange()
        if not shown:
            self.set_focus(self.pane)

    # Keys.

    def read_key(self, event: events.Key) -> bool:
        """Read a key before the next one looks for the focus, so that words typed fast behind `/` or `a` arrive there.

        False where keys are typed into a line or a note: those come by `on_key`, as far as they aren't letters.
        """
        if self.context in (None, Context.EDITOR):
            return False
        self.on_key(event)
        return True

    def on_key(self, event: events.Key) -> None:
        """Read a key and do what it asks for."""
        context = self.context
        if context is None:
            return
        if context is Context.EDITOR and presses_of(event.key, event.character)[:1] not in LEAVING:
            return
        event.stop()
        event.prevent_default()
        # Textual paints when the first changed widgets have told it so; what tells it later comes a tick later.
        for widget in self.query("StatusLine, KeyBar, EntryList, ArticlePane"):
            widget.check_idle()
        for press in presses_of(event.key, event.character):
            self._waiting, command = _MAPS[self.context or context].read(self._waiting, press)
            if command is not None:
                self.run(command)
        self.draw()

    def run(self, command: Command) -> None:
        """Do what a command asks for."""
        if command.action in ON_PAGE:
            ON_PAGE[command.action](self.pane, command.times)
            self._follow_page()  # at once, so that the focus is drawn with the page and not a frame later
            return
        self.desk.hush()
        self._elsewhere = False
        span = self.pane.selection
        if command.action in WRITES and self.desk.state.draft is not None:
            self.set_focus(self.sidebar.editor)
        elif command.action in QUESTIONS:
            self._ask(command.action)
        elif command.action in AT_DESK:
            AT_DESK[command.action](self.desk, command, span)
        else:
            getattr(self, f"act_{command.action}")(command)
        if span is not None and command.action in ENDS_SELECTING:
            self.pane.leave()
        if self.desk.state.draft is not None:  # the next key is of the note
            self.draw()

    # What the prompt asks.

    def _ask(self, name: str) -> None:
        question, state = QUESTIONS[name], self.desk.state
        self._asked_of = self.pane.selection
        begin = question.begin(state, self._asked_of)
        self.query_one(StatusLine).display = False
        suggestions = question.suggest(state)
        self.query_one(Prompt).ask(name, question.label, begin, suggestions, replace=question.replaces)

    def _ask_for(self, purpose: str, label: str, begin: str = "") -> None:
        self.query_one(StatusLine).display = False
        self.query_one(Prompt).ask(purpose, label, begin)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Hand an answer to the desk."""
        self._close_prompt()
        if event.purpose in QUESTIONS:
            QUESTIONS[event.purpose].answer(self.desk, event.text, self._asked_of)
            self.pane.leave()
        elif event.purpose == "filter":
            self.sidebar.filter(event.text)
            self.set_focus(self.sidebar.entries)
        elif event.purpose == "overwrite" and event.text.lower().startswith("y"):
            self.desk.export(self._export_path(), overwrite=True)

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Nothing was asked for after all."""
        self._close_prompt()
        if event.purpose == "filter":
            self.set_focus(self.sidebar.entries)

    def _close_prompt(self) -> None:
        self._put_prompt_away()
        self.set_focus(self.pane)
        self._draw_foot()

    def _put_prompt_away(self) -> None:
        self.query_one(Prompt).close()
        self.query_one(StatusLine).display = True

    # The page.

    def act_top(self, _: Command) -> None:
        """To the top."""
        self.desk.go_to_paragraph(1)
        self.pane.top()

    def act_paragraph(self, command: Command) -> None:
        """To a paragraph by its number, or to the end."""
        if command.count is None:
            self.desk.go_to_paragraph(len(self.desk.state.version.paragraphs))
            self.pane.end()
        else:
            self.desk.go_to_paragraph(command.count)

    def act_back(self, _: Command) -> None:
        """Back to where the page was, with the same line on top."""
        before = self.desk.state.jumps
        self.desk.back()
        state = self.desk.state
        if state.jumps != before and state.jump is not None:
            self.draw()
            self.pane.go_to(state.jump, "top")

    def act_contents(self, _: Command) -> None:
        """Choose a heading to go to."""
        from tuireader.screens.contents import ContentsScreen

        state = self.desk.state
        if not state.headings:
            self.desk.next_heading(1)
            return
        headings = [(number, state.version.texts[number]) for number in state.headings]
        self.app.push_screen(ContentsScreen(headings, state.focus.paragraph), self._go_to_heading)

    def _go_to_heading(self, number: int | None) -> None:
        if number is not None:
            self.desk.go_to_paragraph(number + 1)

    def act_leave(self, _: Command) -> None:
        """Leave selecting, or clear the search."""
        if self.pane.selecting:
            self.pane.leave()
        else:
            self.desk.clear_find()

    def act_select(self, _: Command) -> None:
        """Show a caret at the focus."""
        start = self.desk.state.caret_start
        if start is not None:
            self.pane.begin_caret(max(start, self.pane.top_position))

    def act_select_paragraph(self, _: Command) -> None:
        """Select the focused paragraph."""
        state = self.desk.state
        if state.version.paragraphs:
            self.pane.select(state.paragraph_span(state.focus.paragraph))

    def act_anchor(self, _: Command) -> None:
        """Drop the selection's other end, or leave."""
        if self.pane.selection is None:
            self.pane.drop_anchor()
        else:
            self.pane.leave()

    def act_take_quotation(self, _: Command) -> None:
        """Select the quotation around the caret, without its marks."""
        caret = self.pane.caret
        quotation = self.desk.state.quotation_at(caret) if caret is not None else None
        if quotation is not None:
            self.pane.select(quotation.span)
        else:
            self.desk.tell("The caret isn't in a quotation")

    def on_article_pane_clicked(self, event: ArticlePane.Clicked) -> None:
        """Focus what was clicked."""
        if self.desk.state.draft is None:  # else the click saved a note, and what is said of that must stay
            self.desk.hush()
        self.desk.focus_at(event.position)

    def on_article_pane_selected(self) -> None:
        """Show the keys of selecting."""
        self._draw_foot()

    def on_page_moved(self) -> None:
        """Let the focus follow."""
        if not self._retired:
            self._follow_page()

    def _follow_page(self) -> None:
        first, last = self.pane.visible_paragraphs()
        self.desk.seen(self.pane.top_position, first, last)
        self.draw()

    # The sidebar.

    def act_sidebar(self, _: Command) -> None:
        """To the sidebar."""
        self._show_sidebar(True)
        self.set_focus(self.sidebar.entries)

    def act_leave_sidebar(self, _: Command) -> None:
        """Back to the page."""
        self._show_sidebar(self.app.size.width >= _BESIDE)
        self.set_focus(self.pane)

    def act_toggle_sidebar(self, _: Command) -> None:
        """Hide or show the sidebar."""
        self._show_sidebar(self.sidebar.has_class("hidden"))

    def act_tab(self, command: Command) -> None:
        """Choose a tab by its number."""
        self.sidebar.choose(list(Tab)[int(command.keys[-1]) - 1])

    def act_filter(self, _: Command) -> None:
        """Filter the notes."""
        if self.sidebar.tab is Tab.CLIPS:
            self.sidebar.choose(Tab.NOTES)
        self._ask_for("filter", "notes with", self.sidebar.query_text)

    def act_open_entry(self, _: Command) -> None:
        """Go to the entry's place and read on."""
        current = self.sidebar.entries.current
        if current and self.sidebar.tab is Tab.NOTES:
            self.desk.go_to_annotation(current)
        elif current and self.sidebar.tab is Tab.QUOTES:
            self.desk.go_to_quotation(int(current))
        elif current:
            self.desk.go_to_clip(current)
        self.set_focus(self.pane)

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """Go to the place of the clicked entry."""
        self.sidebar.entries.current = event.id
        self.act_open_entry(Command("open_entry", None, ()))

    def act_list_down(self, command: Command) -> None:
        """To the next entry."""
        self._step(command.times)

    def act_list_up(self, command: Command) -> None:
        """To the previous entry."""
        self._step(-command.times)

    def act_list_page_down(self, _: Command) -> None:
        """A page down the list."""
        self._step(max(self.sidebar.entries.size.height // 5, 1))

    def act_list_page_up(self, _: Command) -> None:
        """A page up the list."""
        self._step(-max(self.sidebar.entries.size.height // 5, 1))

    def act_list_top(self, _: Command) -> None:
        """To the first entry."""
        self._step(-len(self.sidebar.entries.entries))

    def act_list_end(self, _: Command) -> None:
        """To the last entry."""
        self._step(len(self.sidebar.entries.entries))

    def _step(self, count: int) -> None:
        entry = self.sidebar.entries.step(count)
        if self.sidebar.tab is Tab.NOTES:
            self.desk.lead_to(entry)
        elif self.sidebar.tab is Tab.QUOTES and entry:
            self.desk.lead_to_quotation(int(entry))
        else:
            self.sidebar.entries.current = entry

    # Dialogs and the rest.

    def act_save_note(self, _: Command) -> None:
        """Save the note; the editor closes when it is on the disk. Keys are the page's again at once."""
        self._saving = True
        self.desk.save_note(self.sidebar.editor.text)
        self.set_focus(self.pane)

    def on_text_area_changed(self) -> None:
        """Keep what is being typed."""
        self.desk.type_note(self.sidebar.editor.text)

    def act_source(self, _: Command) -> None:
        """Show and edit the source fields."""
        from tuireader.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(self.desk.state.source, self.desk.state.found), self._set_source)

    def _set_source(self, source: Source | None) -> None:
        if source is not None:
            self.desk.set_source(source)

    def _export_path(self) -> Path:
        from annotations.exporting.markdown import file_name

        state = self.desk.state
        return Path.cwd() / file_name(file_title(state.source, state.location))

    def act_library(self, _: Command) -> None:
        """Show the library."""
        self.post_message(self.Library())

    def act_done(self, _: Command) -> None:
        """Done with this article; the next unread one follows when that is saved."""
        self.desk.set_done(lambda article: self.post_message(self.Done(article)))

    def act_follow(self, _: Command) -> None:
        """Read the focused entry of a feed."""
        state = self.desk.state
        link = state.version.paragraphs[state.focus.paragraph].link if state.version.paragraphs else ""
        if link:
            self.post_message(self.Followed(link))
        else:
            self.desk.tell("Enter reads an entry of a feed; here there is nothing to follow")

    def act_export(self, _: Command) -> None:
        """Write the notes as Markdown into the current folder."""
        path = self._export_path()
        if path.exists():
            self._ask_for("overwrite", f"Overwrite? y or n; there is {path.name}")
        else:
            self.desk.export(path, overwrite=False)

    def act_open_original(self, _: Command) -> None:
        """Open the article's address in the browser."""
        url = self.desk.state.source.url
        self.desk.tell(open_in_browser(url, os.environ) or f"Opened in the browser: {url}")

    def act_external_editor(self, _: Command) -> None:
        """Write the focused note in $EDITOR, as soon as it is open."""
        self._elsewhere = True
        self.desk.open_note(self.pane.selection)

    def _write_elsewhere(self, text: str) -> None:
        self._elsewhere = False
        try:
            with self.app.suspend():
                written = edited(text, os.environ)
        except SuspendNotSupported:
            written = NotEdited("This terminal can't be lent to another editor; a writes the note here")
        if isinstance(written, str):
            self.desk.save_note(written)
        else:
            self.desk.close_note(written.why)

    def act_help(self, _: Command) -> None:
        """All keys."""
        from tuireader.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    def act_palette(self, _: Command) -> None:
        """All acts by name."""
        from textual.command import CommandPalette

        self.app.push_screen(CommandPalette())

    def act_interrupt(self, _: Command) -> None:
        """Say how to quit."""
        self.desk.tell("q quits; nothing is lost")

    def act_quit(self, _: Command) -> None:
        """Save what is being written, and quit."""
        self._quitting = True
        if self.desk.state.draft is not None:
            self.act_save_note(Command("save_note", None, ()))
        self.draw()

    def _leave_or_stay(self, state: DeskState) -> None:
        self._quitting = False
        if state.draft is None:
            self.post_message(self.Finished())


def _page_mark(state: DeskState, number: int) -> PageMark:
    mark = state.marks[number]
    assert mark.span is not None
    role = _ROLE_NUMBERS.get(mark.annotation.role, 0)
    return PageMark(mark.annotation.id, mark.span, role, mark.annotation.id == state.focus.annotation, mark.pending)
