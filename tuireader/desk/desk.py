"""The reading desk: all that a person can do with an open article, without a screen.

An act returns at once; what it changes is in the state as *pending*. Saves run in order on one thread, and their
outcome comes back as a new state: saved, with a word about it, or taken back, with the reason.
"""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from annotations.attribution import attribute, quoted
from annotations.errors import Unreadable
from annotations.exporting import Item, Notebook
from annotations.journal import new_id
from annotations.library import Library
from annotations.models import Clip, FurnitureMark, Source, Speaker
from annotations.text import Position, Span, clean_line, pieces
from tuireader.clipboard import Copied
from tuireader.desk.marking import Marking
from tuireader.desk.session import Opened
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Tone, narrowest
from tuireader.desk.worker import Worker
from tuireader.files import write_file
from tuireader.memory import Memory


class ReadingDesk(Marking):
    """One article on the desk."""

    def __init__(
        self,
        opened: Opened,
        library: Library,
        memory: Memory,
        clipboard: Callable[[str], Copied],
        *,
        keep: bool = True,
    ) -> None:
        super().__init__(opened, library, memory, keep=keep)
        self._clipboard = clipboard
        self._copier = Worker("copier")
        self._told_source = False

    @classmethod
    def of_library(cls, library: Library, article: str) -> "ReadingDesk":
        """A desk with an article of the library, as it was read last, for what needs no screen.

        Raises Unreadable where none of its versions can be read.
        """
        version = library.latest(article)
        if version is None:
            raise Unreadable(f"No text of the article {article} can be read; restore its folder from a backup")
        opened = Opened(version, version.address, library.source(article), id=article)
        desk = cls(opened, library, Memory(None), lambda _: Copied(()))
        for _ in desk.prepare():
            pass
        desk.settle()
        return desk

    def close(self, position: Position | None = None) -> None:
        """Finish all copies and saves and remember where the article was left."""
        self._copier.close()
        super().close(position)

    def settle(self) -> None:
        """Wait until all that was asked for is done or refused."""
        self._copier.settle()
        super().settle()

    # Who says it, and where it was published.

    def set_speaker(self, name: str, selection: Span | None = None) -> None:
        """Say who says the selection or the focus; an empty name clears it."""
        span = self.state.target(selection)
        if span is not None:
            self.when_ready(lambda: self._set_speaker(span, clean_line(name)))

    def _set_speaker(self, span: Span, name: str) -> None:
        before = next((voice.speaker for voice in self.state.voices if voice.span == span), None)
        before = before or self._holding(span, name)
        if before is None and not name:
            self._say("No speaker was set here")
            return
        anchor = None if before else self._anchor(span)
        if before is not None:
            change = Change(before, replace(before, name=name) if name else None)
        elif anchor is not None:
            change = Change(None, Speaker(id=new_id(), anchors=(anchor,), name=name))
        else:
            return
        label = f"speaker {name or (before.name if before else '')}"
        self._save(Step((change,), label), f"Speaker: {name}" if name else "Speaker cleared")

    def _holding(self, span: Span, name: str) -> Speaker | None:
        """For clearing: the speaker that these words have from a wider passage."""
        holding = [v for v in self.state.voices if v.span.start <= span.start and span.end <= v.span.end]
        return narrowest(holding).speaker if holding and not name else None

    def set_source(self, source: Source) -> None:
        """Say where the article was published."""
        clean = Source(**{name: clean_line(value) for name, value in asdict(source).items()})
        self.when_ready(lambda: self._keep_source(clean, "Source saved"))

    def toggle_furniture(self) -> None:
        """Say that the focused paragraph isn't of the article, or is after all."""
        self.when_ready(self._toggle_furniture)

    def _toggle_furniture(self) -> None:
        number = self.state.focus.paragraph
        key = self.state.version.paragraphs[number].key
        if key is None:
            return
        before = next((mark for mark in self._shelf.visible(FurnitureMark) if mark.id == key), None)
        out = number not in self.state.furniture
        after = replace(before, furniture=out) if before else FurnitureMark(id=key, furniture=out)
        done = "Not of the article: dimmed and passed over" if out else "Of the article again"
        self._save(Step((Change(before, after),), f"paragraph {number + 1}"), done)

    # Taking away.

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
        speaker = "" if not bare and quoted(words).mixed else self.state.speaker_of(span)
        text = "\n".join(words) if bare else attribute(words, speaker, self.state.source)
        style = "words" if bare else "plain"
        self._copier.submit(
            lambda: self._clipboard(text),
            lambda copied: self._copied(copied, span, text, speaker, style),
            lambda error: self._say(str(error), Tone.PROBLEM),
        )

    def _copied(self, copied: Copied, span: Span, text: str, speaker: str, style: str) -> None:
        count = sum(len(self.state.version.texts[n][a:b].split()) for n, a, b in pieces(span, self.state.version.texts))
        said = [f"Copied: {copied.summary}", f"{count} word{'s' * (count != 1)}", *([speaker] if speaker else [])]
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
        items = tuple(Item(mark.annotation, mark.place, mark.speaker) for mark in state.marks)
        return Notebook(state.article, state.source, state.details, state.version.accessed, items)
