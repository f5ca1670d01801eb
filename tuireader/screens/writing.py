"""Where the sidebar stands, and the note that is written in it or in another editor."""

import os

from textual.app import SuspendNotSupported

from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import DeskState
from tuireader.screens.asking import AskingScreen
from tuireader.widgets.sidebar import BESIDE, WIDE


class WritingScreen(AskingScreen, inherit_bindings=False):
    """A screen in whose sidebar a note is written."""

    def __init__(self, desk: ReadingDesk) -> None:
        super().__init__(desk)
        self.is_saving = False
        """Whether a note is on its way to the disk."""
        self.is_elsewhere = False
        """Whether the note that was asked for is to be written in $EDITOR."""
        self._sidebar_wanted: bool | None = None

    def draw_sidebar(self, state: DeskState, before: DeskState | None) -> None:
        """Bring the sidebar to a state; the focus goes to the page when a note is saved, and back if it couldn't be."""
        was_written = before is not None and before.draft is not None
        if (state.draft is not None) is not was_written:
            if was_written and not self.has_room_beside:  # the page has the keys now, and nothing may lie over it
                self._sidebar_wanted = None
            self.place_sidebar()
        self.sidebar.show(state)
        if self.is_saving and (state.draft is None or not state.draft.saving):
            self.is_saving = False
            if state.draft is not None:
                self.set_focus(self.sidebar.editor)
        if state.draft is None and was_written:
            self.set_focus(self.pane)

    @property
    def has_room_beside(self) -> bool:
        """Whether the screen is wide enough for page and sidebar side by side."""
        return self.app.size.width >= BESIDE

    def place_sidebar(self) -> None:
        """Put the sidebar beside the page, over it, or, while a note is written, below it."""
        width = self.app.size.width
        beside, writing = self.has_room_beside, self.desk.state.draft is not None
        shown = writing or (beside if self._sidebar_wanted is None else self._sidebar_wanted)
        self.sidebar.set_class(not shown, "hidden")
        self.sidebar.set_class(not beside and not writing, "over")
        self.sidebar.set_class(not beside and writing, "below")
        self.sidebar.set_class(width < WIDE, "narrow")
        if writing and not beside and (target := self.desk.state.target()) is not None:
            self.call_after_refresh(self.pane.go_to, target.start)  # the page is shorter now

    def show_sidebar(self, shown: bool | None) -> None:
        """Show or hide the sidebar, or (None) as the width has it; the page has the keys where it is hidden."""
        self._sidebar_wanted = shown
        self.place_sidebar()
        if self.sidebar.has_class("hidden"):
            self.set_focus(self.pane)

    def save_note(self) -> None:
        """Save the note; the editor closes when it is on the disk. Keys are the page's again at once."""
        self.is_saving = True
        self.desk.save_note(self.sidebar.editor.text)
        self.set_focus(self.pane)

    def on_text_area_changed(self) -> None:
        """Keep what is being typed."""
        self.desk.type_note(self.sidebar.editor.text)

    def write_elsewhere(self) -> None:
        """Write the focused note in $EDITOR, as soon as it is open."""
        self.is_elsewhere = True
        self.desk.open_note(self.pane.selection)

    def edit_elsewhere(self) -> None:
        """Lend the terminal to $EDITOR if a note is open that is to be written there."""
        draft = self.desk.state.draft
        if not self.is_elsewhere or draft is None:
            return
        from tuireader.external import NotEdited, edited

        self.is_elsewhere = False
        try:
            with self.app.suspend():
                written = edited(draft.text, os.environ)
        except SuspendNotSupported:
            written = NotEdited(
                f"This terminal can't be lent to another editor; {self.desk.config.key('note')} writes the note here"
            )
        if isinstance(written, str):
            self.desk.save_note(written)
        else:
            self.desk.close_note(written.why)
