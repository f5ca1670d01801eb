"""The library screen: all articles, unread first, to open one, mark it as done, tag it, put it into the trash."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from annotations.index.hits import Hit
from annotations.text import Span, span_of
from tuireader.actions import Action, Context, key_of
from tuireader.catalogue import Catalogue
from tuireader.catalogue_state import CatalogueState
from tuireader.desk.state import Message as Status
from tuireader.keys import Command
from tuireader.listing import article_entries
from tuireader.screens.listing import ListScreen
from tuireader.widgets.entry_list import EntryList
from tuireader.widgets.prompt import Prompt
from tuireader.widgets.status import KeyBar, StatusLine

_ON_ARTICLES = frozenset({"filter", "done", "tags", "remove", "undo"})
_NOT_IN_TRASH = frozenset({"open_entry", "done", "tags", "remove"})
"""Acts that the keys at the foot don't name there; the heading says what Enter does."""


class LibraryScreen(ListScreen[None], inherit_bindings=False):
    """A list of articles."""

    CONTEXT = Context.LIBRARY
    DEFAULT_CSS = """
    LibraryScreen #heading { height: 2; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class CatalogueChanged(Message):
        """The catalogue has a new state."""

        def can_replace(self, message: Message) -> bool:
            """Only the newest state is drawn."""
            return isinstance(message, LibraryScreen.CatalogueChanged)

    @dataclass
    class Chosen(Message):
        """An article is to be read."""

        article: str
        """Its id."""
        span: Span | None = None
        """The passage to go to."""

    @dataclass
    class Checking(Message):
        """A draft is to be checked."""

        draft: str
        """The file."""

    class Tried(Message):
        """The library is empty, and the text that comes with the program is to be tried on."""

    class Left(Message):
        """Back to what was read, or to the shell."""

    def __init__(self, catalogue: Catalogue, actions: tuple[Action, ...], said: str = "", query: str = "") -> None:
        """`query`: what to look for at first."""
        super().__init__(actions)
        self._catalogue = catalogue
        self._said, self._query = said, query
        self._typed: dict[tuple[str, str], str] = {}
        """What was typed and left, by what was asked of which article."""

    def compose(self) -> ComposeResult:
        """A heading, the list, two lines below."""
        yield Static(id="heading")
        yield EntryList()
        yield Prompt()
        yield StatusLine()
        yield KeyBar(self._actions)

    @property
    def context(self) -> Context | None:
        """What keys act on; None while a line is typed in."""
        return None if self.query_one(Prompt).is_open else Context.LIBRARY

    def on_mount(self) -> None:
        """Show what there is, and read the list."""
        self._catalogue.listen(self._announce)
        self._catalogue.load()
        if self._query:
            self._catalogue.filter(self._query)
        self.draw()

    def on_unmount(self) -> None:
        """Finish what was asked for."""
        self._catalogue.close()

    def _announce(self) -> None:
        self.post_message(self.CatalogueChanged())

    def on_library_screen_catalogue_changed(self) -> None:
        """Draw the newest state."""
        self.draw()

    def draw(self) -> None:
        """Bring the screen to the catalogue's state."""
        state = self._catalogue.state
        self.query_one("#heading", Static).update(_heading(state, self._actions))
        self.entries.show(article_entries(state, self._actions))
        self.entries.current = state.current
        message = state.message if state.message.text else Status(self._said)
        here = f"{state.ids.index(state.current) + 1:,} of {len(state.ids):,}" if state.current else ""
        self.say("trash" if state.trash else "library", message, here)

    # Keys.

    def run(self, command: Command) -> None:
        """Do what a command asks for."""
        self._said = ""
        super().run(command)

    def step(self, count: int) -> None:
        """To the article `count` ahead."""
        self._catalogue.step(count)

    @property
    def without(self) -> frozenset[str]:
        """Acts that have nothing to act on: in an empty library, and on what is in the trash."""
        state = self._catalogue.state
        if state.trash:
            return _NOT_IN_TRASH
        return frozenset() if state.articles or not state.loaded else _ON_ARTICLES

    def act_open_entry(self, _: Command) -> None:
        """Read the article."""
        state = self._catalogue.state
        if state.trash:
            self._catalogue.restore()
        elif (passage := state.passage) is not None:
            self.post_message(self.Chosen(passage.article, _span(passage)))
        elif state.current:
            self.post_message(self.Chosen(state.current))
        elif state.loaded and not state.articles:
            self.post_message(self.Tried())

    def act_done(self, _: Command) -> None:
        """Done, or not done after all."""
        self._catalogue.toggle_done()

    def act_remove(self, _: Command) -> None:
        """Into the trash."""
        self._catalogue.remove()

    def act_undo(self, _: Command) -> None:
        """Take the last act back."""
        self._catalogue.undo()

    def act_trash(self, _: Command) -> None:
        """Show the trash, or the library again."""
        self._catalogue.show_trash(not self._catalogue.state.trash)

    def act_empty_trash(self, _: Command) -> None:
        """Delete for good what is in the trash, after a word."""
        count = len(self._catalogue.state.articles)
        if self._catalogue.state.trash and count:
            self._ask("empty", f"Delete {count} article{'s' * (count != 1)} with all notes for good? y or n")

    def act_tags(self, _: Command) -> None:
        """Tag the article."""
        if (current := self._catalogue.current) is not None:
            self._ask("tags", "tags", " ".join(current.entry.tags))

    def act_check_draft(self, _: Command) -> None:
        """Check the quotations of a draft against the library."""
        self._ask("check", "check the draft in the file", getattr(self.app, "draft", ""))

    def act_filter(self, _: Command) -> None:
        """Show only what has some words."""
        self._ask("filter", "/", self._catalogue.state.query)

    def act_leave(self, _: Command) -> None:
        """Show all again, or go back."""
        state = self._catalogue.state
        if state.query:
            self._catalogue.filter("")
        elif state.trash:
            self._catalogue.show_trash(False)
        elif len(self.app.screen_stack) > 1:
            self.post_message(self.Left())
        else:
            self._catalogue.tell(f"{key_of(self._actions, 'library.quit')} quits")

    def act_quit(self, _: Command) -> None:
        """Go back, whatever is filtered."""
        self.post_message(self.Left())

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        """Read what was clicked."""
        self._catalogue.choose(event.id)
        self.act_open_entry(Command("open_entry", None, ()))

    # What the prompt asks.

    def _ask(self, purpose: str, label: str, text: str = "") -> None:
        typed = self._typed.get(self._about(purpose), text)
        self.query_one(StatusLine).display = False
        self.query_one(Prompt).ask(purpose, label, typed, replace=typed != text)

    def _about(self, purpose: str) -> tuple[str, str]:
        return purpose, self._catalogue.state.current if purpose == "tags" else ""

    def on_prompt_changed(self, event: Prompt.Changed) -> None:
        """Filter while it is typed."""
        if event.purpose == "filter":
            self._catalogue.filter(event.text)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Do what was asked for."""
        self._close_prompt()
        self._typed.pop(self._about(event.purpose), None)
        if event.purpose == "check" and event.text:
            self.post_message(self.Checking(event.text))
        elif event.purpose == "tags":
            self._catalogue.tag(event.text)
        elif event.purpose == "empty" and event.text.lower().startswith("y"):
            self._catalogue.empty_trash()

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Nothing was asked for after all; what was typed stands there again the next time."""
        if event.text and event.purpose != "empty":
            self._typed[self._about(event.purpose)] = event.text
        if event.purpose == "filter":
            self._catalogue.filter("")
        self._close_prompt()

    def _close_prompt(self) -> None:
        self.query_one(StatusLine).display = True
        self.entries.focus()


def _span(passage: Hit) -> Span | None:
    if passage.paragraph is None:
        return None
    start = passage.start or 0
    return span_of(passage.paragraph, start, start + len(passage.text))


def _heading(state: CatalogueState, actions: tuple[Action, ...]) -> Content:
    """How much there is, and below it what was looked for, or how far the index is."""
    if not state.loaded:
        return Content("Reading the library…")
    name, count = ("Trash" if state.trash else "Library"), len(state.articles)
    unread = sum(article.unread for article in state.articles)
    counts = f"   {count:,} article{'s' * (count != 1)}" + (
        f", {unread:,} unread" if unread and not state.trash else ""
    )
    titles = f": {len(state.shown):,} title{'s' * (len(state.shown) != 1)}" if state.shown else ""
    below = f"/{state.query}{titles}" if state.query else ""
    if state.trash and count and not below:
        out, delete, back = (key_of(actions, f"library.{act}") for act in ("open_entry", "empty_trash", "trash"))
        below = f"{out} takes out  {back} back  {delete} empties it"
    return Content.assemble(
        (name, "bold"),
        (counts, "$foreground-muted"),
        "\n",
        (below, "$text-accent"),
        ("   " if below and state.indexing else "", ""),
        (state.indexing, "$foreground-muted"),
    )
