"""What is taken away from the desk: copied words, and notes exported to a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from annotations.anchoring import Placed
from annotations.dataclass import dataclass
from annotations.errors import UsageError
from annotations.library import Library
from annotations.models import Clip
from annotations.stamps import new_id
from annotations.text import Position, Span
from tuireader.config import DEFAULTS, Config
from tuireader.desk.guards import Guarding
from tuireader.desk.opened import Opened
from tuireader.desk.passage import Passage, passage_at, passage_of
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import DeskState, Mark, Tone
from tuireader.desk.worker import Worker
from tuireader.memory import Memory
from tuireader.states import is_changed
from tuireader.times import day

if TYPE_CHECKING:  # no page waits for what only a copy needs
    from annotations.attribution import Attributed
    from annotations.exporting import Notebook
    from annotations.index import Index
    from annotations.styles import Style
    from tuireader.clipboard import Copied


class Clipboard(Protocol):
    """Leads words to the reader."""

    def __call__(self, text: str, *, html: bool = False) -> "Copied":
        """Copy a text, which is HTML if `html`."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """One copy on its way."""

    state: DeskState
    """As it was when the copy was asked for."""
    passage: Passage
    style: "Style | None"
    """None for the bare words."""
    guard: str = ""
    """The terms that hold for the words, in words; empty where they are free."""

    @property
    def speaker(self) -> str:
        """Who says the words; empty where they aren't one speaker's."""
        return "" if self.style and self.passage.is_mixed else self.passage.speaker

    def made(self) -> "Attributed":
        """What goes to the clipboard."""
        from annotations.attribution import Attributed, attributed
        from annotations.links import link_to
        from annotations.styles import Form

        passage, source = self.passage, self.state.source
        if self.style is None:
            return Attributed("\n".join(passage.words), Form.TEXT)
        stands = passage.span is not None and not passage.caution
        return attributed(
            passage.framed or passage.words,
            self.speaker,
            source,
            self.style,
            locator=passage.locator,
            link=link_to(source.url, self.state.version, passage.span) if passage.span and stands else "",
            whole=passage.in_turn,
            inside=passage.inside,
            prose=passage.prose,
            exact=passage.exact,
        )


class Copying(Guarding):
    """Copies run one after the other on a thread of their own; each is kept as a clip."""

    def __init__(
        self,
        opened: Opened,
        library: Library,
        memory: Memory,
        clipboard: Clipboard,
        *,
        keep: bool = True,
        config: Config = DEFAULTS,
        index: "Callable[[], Index | None]" = lambda: None,
    ) -> None:
        """`index` gives the index of the library, where there is one."""
        super().__init__(opened, library, memory, keep=keep, config=config, index=index)
        self._clipboard = clipboard
        self._copier = Worker("copier")
        self._told_source = False

    def close(self, position: Position | None = None) -> None:
        """Finish all copies and saves and remember where the article was left."""
        self._copier.close()
        super().close(position)

    def settle(self) -> None:
        """Wait until all that was asked for is done or refused."""
        self._copier.settle()
        super().settle()

    def copy(
        self,
        selection: Span | None = None,
        *,
        bare: bool = False,
        style: str = "",
        as_now: bool = False,
        guarded: bool = False,
    ) -> None:
        """Copy the selection or the focus with attribution in a style, by default the one that was set, or bare.

        A mark's words are those of the version that it was marked in; `as_now`: those that stand there now. Guarded
        words are copied only if `guarded`, which is a person's confirmed word.
        """
        from annotations.styles import find_style

        passage, held = self._passage(selection, as_now=as_now), self.held(selection)
        if passage is None or not any(passage.words):
            self._say("Nothing to copy here")
            return
        if held is not None and not guarded:
            self._say(f"Not copied: {held}; {self.config.key('guard')} changes that", Tone.PROBLEM)
            return
        try:
            chosen = None if bare else find_style(style or self.config.style, self.config.styles)
        except UsageError as error:
            self._say(str(error), Tone.PROBLEM)
            return
        copy = _Copy(self.state, passage, chosen, str(held or ""))
        self._copier.submit(
            lambda: self._hand_out(copy),
            lambda done: self._copied(copy, *done),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def copy_again(self, identity: str) -> None:
        """Copy a clip as it was copied, unless its words may not be handed out by now."""
        clip = next((one for one in self.state.clips if one.id == identity), None)
        if clip is None:
            self._say("Nothing was copied yet")
            return
        place = self._view.place(clip)
        if held := self.guards.on(clip, place.span if isinstance(place, Placed) else None):
            self._say(f"Not copied: {held}; {self.config.key('sidebar.open_entry')} goes to the words", Tone.PROBLEM)
            return
        self._copier.submit(
            lambda: self._clipboard(clip.text, html=True) if clip.style == "html" else self._clipboard(clip.text),
            lambda copied: self._say(
                f"Copied again · {copied.summary}" if copied.arrived else copied.summary,
                Tone.DONE if copied.arrived else Tone.PROBLEM,
            ),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def preview(self, style: str, selection: Span | None = None) -> str:
        """The selection or the focus as a style would hand it out; empty where there is nothing to copy."""
        from annotations.styles import find_style

        passage = self._passage(selection, as_now=False)
        chosen = find_style(style, self.config.styles)
        return _Copy(self.state, passage, chosen).made().text if passage and any(passage.words) else ""

    def asks(self, selection: Span | None = None) -> str:
        """What must be asked before the focus is copied: whether the new words are meant, where a mark's changed."""
        mark = None if selection is not None else self.state.focused
        if mark is None or not is_changed(mark):
            return ""
        since = day(mark.annotation.anchors[0].version[:16])
        return f"Changed since {since}: copy the new words? n copies those marked;"

    def _passage(self, selection: Span | None, *, as_now: bool) -> Passage | None:
        mark = None if selection is not None else self.state.focused
        if mark is not None and not as_now:
            return self._as_marked(mark)
        span = self.state.target(selection)
        return passage_at(self.state, span) if span else None

    def _as_marked(self, mark: Mark) -> Passage:
        anchor = mark.annotation.anchor_for(self.state.version.id)
        if not anchor.selectors:
            anchor = mark.annotation.anchor_for("")
        return passage_of(self.state, mark, anchor, exact=self._view.is_exact(anchor))

    def _hand_out(self, copy: "_Copy") -> "tuple[Copied, Attributed]":
        made = copy.made()
        rich = made.form == "html"
        return self._clipboard(made.text, html=True) if rich else self._clipboard(made.text), made

    def _copied(self, copy: "_Copy", copied: "Copied", made: "Attributed") -> None:
        passage = copy.passage
        count = sum(len(words.split()) for words in passage.words)
        said = [f"Copied {count} word{'s' * (count != 1)}", copy.guard.upper(), passage.caution, copy.speaker]
        said += [*made.changes, copied.summary, *made.notes]
        if not self._told_source and not self.state.source.outlet and copy.style:
            self._told_source = True
            said.append(f"{self.config.key('source')} fills in the source")
        if copied.arrived:
            self._say(" · ".join(filter(None, said)), Tone.DONE)
        else:
            way_out = f"these are the words: {made.text}" if self._refusal else "the words are under Clips"
            self._say(f"{copied.summary}; {way_out}", Tone.PROBLEM)
        ways = tuple(str(way) for way in copied.ways)
        if not self._refusal:
            self.when_ready(lambda: self._keep_clip(copy, made, ways))

    def _keep_clip(self, copy: "_Copy", made: "Attributed", ways: tuple[str, ...]) -> None:
        passage = copy.passage
        anchor = passage.anchor or (self._anchor(passage.span) if passage.span else None)
        if anchor is None:
            return
        clip = Clip(
            id=new_id(),
            anchors=(anchor,),
            text=made.text,
            speaker=copy.speaker,
            style=copy.style.name if copy.style else "words",
            ways=ways,
            changes=(*made.changes, *made.notes),
            guard=copy.guard,
        )
        self._save(Step((Change(None, clip),), "copy"), "", undoable=False)

    def export(self, path: Path, *, overwrite: bool) -> None:
        """Write all that was noted to a Markdown file."""
        from annotations.exporting.markdown import render
        from annotations.guarding import divide
        from tuireader.reexporting import write_export

        state, guards = self.state, self.guards

        def write() -> str:  # to find the way to each of thousands of notes takes a while
            notebook, left_out = divide(_notebook_of(state), guards)
            write_export(path, render(notebook), overwrite=overwrite)
            count = len(notebook.items)
            kept_back = f"; {left_out} guarded left out, tuireader export --guarded takes them too" if left_out else ""
            return f"Exported {count} note{'s' * (count != 1)} to {path}{kept_back}"

        self._copier.submit(
            write,
            lambda done: self._say(done, Tone.DONE),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def notebook(self) -> "Notebook":
        """All that was noted, for an export."""
        return _notebook_of(self.state)


def _notebook_of(state: DeskState) -> "Notebook":
    from annotations.exporting import Item, Notebook
    from annotations.links import link_to

    items = tuple(
        Item(
            mark.annotation,
            mark.place,
            mark.speaker,
            locator=state.locator(mark.span) if mark.span else "",
            exact=mark.span is None or state.is_exact(mark.span),
            link=link_to(state.source.url, state.version, mark.span) if mark.span else "",
        )
        for mark in state.marks
    )
    return Notebook(state.article, state.source, state.details, state.version.accessed, items)
