"""What is taken away from the desk: copied words, and notes exported to a file."""

from collections.abc import Callable
from pathlib import Path

from annotations.attribution import attribute, quoted
from annotations.exporting import Item, Notebook
from annotations.journal import new_id
from annotations.library import Library
from annotations.models import Clip
from annotations.text import Position, Span, pieces
from tuireader.clipboard import Copied
from tuireader.config import DEFAULTS, Config
from tuireader.desk.attributing import Attributing
from tuireader.desk.opened import Opened
from tuireader.desk.saying import turn_of
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Tone
from tuireader.desk.worker import Worker
from tuireader.files import write_file
from tuireader.memory import Memory


class Copying(Attributing):
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

    def copy(self, selection: Span | None = None, *, bare: bool = False) -> None:
        """Copy the selection or the focus, with attribution or only its words."""
        span = self.state.target(selection)
        words = (
            [self.state.version.texts[n][start:end] for n, start, end in pieces(span, self.state.version.texts)]
            if span
            else []
        )
        if span is None or not words:
            self._say("Nothing to copy here")
            return
        turn = turn_of(self.state.version, span)
        mixed = not bare and turn is None and quoted(words).mixed
        speaker = "" if mixed else self.state.speaker_of(span)
        text = "\n".join(words) if bare else self._attributed(words, span, speaker)
        style = "words" if bare else "plain"
        self._copier.submit(
            lambda: self._clipboard(text),
            lambda copied: self._copied(copied, span, text, speaker, style),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def _attributed(self, words: list[str], span: Span, speaker: str) -> str:
        state = self.state
        turn = turn_of(state.version, span)
        return attribute(
            words,
            speaker,
            state.source,
            locator=state.locator(span),
            whole=turn is not None,
            exact=state.is_exact(span),
        )

    def _copied(self, copied: Copied, span: Span, text: str, speaker: str, style: str) -> None:
        count = sum(len(self.state.version.texts[n][a:b].split()) for n, a, b in pieces(span, self.state.version.texts))
        said = [f"Copied {count} word{'s' * (count != 1)}", *([speaker] if speaker else []), copied.summary]
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
            self.when_ready(lambda: self._keep_clip(span, text, speaker, style, ways))

    def _keep_clip(self, span: Span, text: str, speaker: str, style: str, ways: tuple[str, ...]) -> None:
        anchor = self._anchor(span)
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
