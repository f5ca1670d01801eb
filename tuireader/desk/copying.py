"""What is taken away from the desk: copied words, and notes exported to a file."""

from collections.abc import Callable
from pathlib import Path

from annotations.attribution import attribute, quoted
from annotations.exporting import Item, Notebook
from annotations.journal import new_id
from annotations.library import Library
from annotations.models import Clip
from annotations.text import Position, Span
from tuireader.clipboard import Copied
from tuireader.config import DEFAULTS, Config
from tuireader.desk.opened import Opened
from tuireader.desk.passage import Passage, passage_at, passage_of
from tuireader.desk.revising import Revising
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Mark, Tone
from tuireader.desk.worker import Worker
from tuireader.files import write_file
from tuireader.memory import Memory
from tuireader.states import is_changed
from tuireader.times import day


class Copying(Revising):
    """Copies run one after the other on a thread of their own; each is kept as a clip."""

    def __init__(
        self,
        opened: Opened,
        library: Library,
        memory: Memory,
        clipboard: Callable[[str], Copied],
        *,
        keep: bool = True,
        config: Config = DEFAULTS,
    ) -> None:
        super().__init__(opened, library, memory, keep=keep, config=config)
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

    def copy(self, selection: Span | None = None, *, bare: bool = False, as_now: bool = False) -> None:
        """Copy the selection or the focus, with attribution or only its words.

        A mark's words are those of the version that it was marked in; `as_now`: those that stand there now.
        """
        passage = self._passage(selection, as_now=as_now)
        if passage is None or not any(passage.words):
            self._say("Nothing to copy here")
            return
        speaker = "" if not bare and not passage.in_turn and quoted(passage.words).mixed else passage.speaker
        text = "\n".join(passage.words) if bare else self._attributed(passage, speaker)
        style = "words" if bare else "plain"
        self._copier.submit(
            lambda: self._clipboard(text),
            lambda copied: self._copied(copied, passage, text, speaker, style),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

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

    def _attributed(self, passage: Passage, speaker: str) -> str:
        return attribute(
            passage.words,
            speaker,
            self.state.source,
            locator=passage.locator,
            whole=passage.in_turn,
            exact=passage.exact,
        )

    def _copied(self, copied: Copied, passage: Passage, text: str, speaker: str, style: str) -> None:
        count = sum(len(words.split()) for words in passage.words)
        said = [f"Copied {count} word{'s' * (count != 1)}", *filter(None, [passage.caution, speaker]), copied.summary]
        if not self._told_source and not self.state.source.outlet and style != "words":
            self._told_source = True
            said.append("S fills in the source")
        if copied.arrived:
            self._say(" · ".join(said), Tone.DONE)
        else:
            way_out = f"these are the words: {text}" if self._refusal else "the words are under Clips"
            self._say(f"{copied.summary}; {way_out}", Tone.PROBLEM)
        ways = tuple(str(way) for way in copied.ways)
        if not self._refusal:
            self.when_ready(lambda: self._keep_clip(passage, text, speaker, style, ways))

    def _keep_clip(self, passage: Passage, text: str, speaker: str, style: str, ways: tuple[str, ...]) -> None:
        anchor = passage.anchor or (self._anchor(passage.span) if passage.span else None)
        if anchor is None:
            return
        clip = Clip(id=new_id(), anchors=(anchor,), text=text, speaker=speaker, style=style, ways=ways)
        self._save(Step((Change(None, clip),), "copy"), "", undoable=False)

    def export(self, path: Path, *, overwrite: bool) -> None:
        """Write all that was noted to a Markdown file."""
        from annotations.exporting.markdown import render

        notebook = self.notebook()
        count = len(notebook.items)
        done = f"Exported {count} note{'s' * (count != 1)} to {path}"
        self._copier.submit(
            lambda: write_file(path, render(notebook), overwrite=overwrite),
            lambda _: self._say(done, Tone.DONE),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def notebook(self) -> Notebook:
        """All that was noted, for an export."""
        state = self.state
        items = tuple(
            Item(
                mark.annotation,
                mark.place,
                mark.speaker,
                locator=state.locator(mark.span) if mark.span else "",
                exact=mark.span is None or state.is_exact(mark.span),
            )
            for mark in state.marks
        )
        return Notebook(state.article, state.source, state.details, state.version.accessed, items)
