"""The sidebar: tabs over a list of notes or clips, and the editor below it."""

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from annotations.models import Details
from tuireader.actions import Action
from tuireader.desk.state import DeskState, Draft
from tuireader.entries import clip_entries, note_entries, quote_entries
from tuireader.pane.graphemes import drawn
from tuireader.widgets.entry_list import EntryList

if TYPE_CHECKING:
    from tuireader.widgets.editor import NoteEditor

BESIDE = 76
"""Columns from which the sidebar stands beside the page; below it is laid over."""
WIDE = 110
"""Columns from which the sidebar has its full width."""
_UNKNOWN = 100
"""Columns that the tabs are taken to have before they are laid out: the first page is painted with them."""
_LISTED = ("marks", "clips", "clip_news", "quotations", "heard", "voices", "details", "guards")
"""What of a state the list shows."""


class Tab(StrEnum):
    """What the sidebar lists."""

    NOTES = "Notes"
    QUOTES = "Quotes"
    CLIPS = "Clips"


class Sidebar(Vertical):
    """Notes and clips of the open article."""

    DEFAULT_CSS = """
    Sidebar { width: 40; background: $surface; border-left: vkey $foreground 20%; }
    Sidebar.narrow { width: 30; }
    Sidebar.hidden { display: none; }
    Sidebar.over { layer: over; dock: right; width: 34; max-width: 90%; height: 1fr; }
    Sidebar.below { dock: bottom; width: 100%; max-width: 100%; height: 45%; min-height: 5; border-left: none; }
    Sidebar.below #tabs, Sidebar.below EntryList { display: none; }
    Sidebar.below NoteEditor { height: 1fr; max-height: 100%; }
    Sidebar:focus-within { border-left: vkey $accent; }
    Sidebar.below:focus-within { border-left: none; }
    Sidebar #tabs { height: 2; padding: 0 0 0 1; }
    """

    def __init__(self, actions: tuple[Action, ...]) -> None:
        super().__init__()
        self._actions = actions
        self.tab = Tab.NOTES
        self.query_text = ""
        self._state: DeskState | None = None
        self._counts = dict.fromkeys(Tab, 0)
        self._editor: NoteEditor | None = None

    def compose(self) -> ComposeResult:
        """Tabs and the list."""
        yield Static(id="tabs")
        yield EntryList(id="entries")

    async def furnish(self) -> None:
        """Add the editor, which is hidden until a note is written: the first page doesn't wait for it."""
        from tuireader.widgets.editor import NoteEditor

        self._editor = NoteEditor(self._actions)
        if self.is_attached:  # else the program ends already
            await self.mount(self._editor)

    @cached_property
    def entries(self) -> EntryList:
        """The list."""
        return self.query_one(EntryList)

    @property
    def editor(self) -> "NoteEditor":
        """Where notes are written, once the sidebar is furnished."""
        assert self._editor is not None
        return self._editor

    @property
    def is_writing(self) -> bool:
        """Whether keys are typed into a note."""
        return self._editor is not None and self.screen.focused is self._editor

    def show(self, state: DeskState) -> None:
        """Draw what a state holds."""
        before, self._state = self._state, state
        if before is None or any(getattr(before, name) is not getattr(state, name) for name in _LISTED):
            self._list(state)
        if self.tab is not Tab.CLIPS:
            self.entries.current = self._current(state)
        if before is None or before.draft is not state.draft:
            self._edit(state.draft, before.draft if before else None)

    def choose(self, tab: Tab) -> None:
        """Show another tab."""
        self.tab = tab
        if self._state is not None:
            self._list(self._state)
            self.entries.current = self._current(self._state) if tab is not Tab.CLIPS else self.entries.chosen

    def _current(self, state: DeskState) -> str:
        if self.tab is Tab.NOTES:
            return state.focus.annotation
        return "" if state.focus.quotation is None else str(state.focus.quotation)

    def filter(self, text: str) -> None:
        """List only notes that have these words, this role or this tag."""
        self.query_text = text
        if self._state is not None:
            self._list(self._state)

    def _list(self, state: DeskState) -> None:
        if self.tab is Tab.CLIPS:
            self.entries.show(clip_entries(state))
        else:
            entries = note_entries if self.tab is Tab.NOTES else quote_entries
            self.entries.show(entries(state, self.query_text))
        self._counts = {Tab.NOTES: len(state.marks), Tab.QUOTES: len(state.said), Tab.CLIPS: len(state.clips)}
        self._draw_tabs()

    def on_descendant_focus(self) -> None:
        """Show that the keys are the list's or the note's now."""
        self._draw_tabs()

    def on_descendant_blur(self) -> None:
        """Show that they aren't any more."""
        self._draw_tabs()

    def on_resize(self) -> None:
        """Fit the tabs into the new width."""
        self._draw_tabs()

    def _draw_tabs(self) -> None:
        """One row of tabs, with as many of the counts as fit, and what is filtered by below it."""
        names = [f"{tab} {self._counted(tab)}" for tab in Tab]
        width = self.query_one("#tabs").content_size.width or _UNKNOWN
        gap = "  " if len("  ".join(names)) <= width else " "
        if len(gap.join(names)) > width:
            names = [name if tab is self.tab else tab.value for tab, name in zip(Tab, names, strict=True)]
        here = "bold $foreground" + (" underline" if self.entries.has_focus else "")
        parts: list[Content | tuple[str, str] | str] = []
        for tab, name in zip(Tab, names, strict=True):
            parts += [(name, here if tab is self.tab else "$foreground-muted"), gap]
        filtered = self.query_text and self.tab is not Tab.CLIPS
        row = Content.assemble(*parts[:-1], "\n")
        query = Content.styled(drawn(f"/{self.query_text}"), "$text-accent").truncate(width, ellipsis=True)
        tabs, drawn_tabs = self.query_one("#tabs", Static), Content.assemble(row, query if filtered else "")
        if not isinstance(tabs.content, Content) or not tabs.content.is_same(drawn_tabs):
            tabs.update(drawn_tabs, layout=False)

    def _counted(self, tab: Tab) -> str:
        """How many there are; `…` behind it, or alone, while quotations are still looked for."""
        looking = tab is Tab.QUOTES and self._state is not None and not self._state.heard
        count = self._counts[tab]
        return (f"{count:,}…" if count else "…") if looking else f"{count:,}"

    def _edit(self, draft: Draft | None, before: Draft | None) -> None:
        if draft is None:
            if before is not None:
                self.editor.close()
        elif before is None or before.about is not draft.about:
            self.editor.open(draft.text, "on the whole article" if isinstance(draft.about, Details) else "note")
