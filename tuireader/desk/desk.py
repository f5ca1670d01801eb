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
from annotations.models import Clip, FurnitureMark, Source, Speaker, TurnName
from annotations.text import Position, Span, clean_line, pieces
from tuireader.clipboard import Copied
from tuireader.desk.quotes import Quotes
from tuireader.desk.saying import narrowest, turn_of
from tuireader.desk.session import Opened
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Tone
from tuireader.desk.worker import Worker
from tuireader.files import write_file
from tuireader.memory import Memory


class ReadingDesk(Quotes):
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
        turn = turn_of(self.state.version, span) if span is not None else None
        if turn is not None:
            self.when_ready(lambda: self._name_turns(turn.speaker, clean_line(name)))
        elif span is not None:
            self.when_ready(lambda: self._set_speaker(span, clean_line(name)))

    def _name_turns(self, label: str, name: str) -> None:
        """Say who a label of the transcript is, in all its turns."""
        before = next((turn for turn in self._shelf.visible(TurnName) if turn.label == label), None)
        name = name or label
        after = replace(before, name=name) if before else TurnName(id=new_id(), label=label, name=name)
        count = sum(one.speaker == label for one in self.state.version.paragraphs)
        done = f"{label} is {name}, in {count} turn{'s' * (count != 1)}"
        self._save(Step((Change(before, after),), f"name of {label}"), done)

    def _set_speaker(self, span: Span, name: str) -> None:
        before = next((voice.speaker for voice in self.state.voices if voice.span == span), None)
        before = before or self._holding(span, name)
        guessed = not before and self.state.speaker_of(span)
        if before is None and not name and not guessed:
            self._say("No speaker was set here")
            return
        anchor = None if before else self._anchor(span)
        if before is not None:
            change = Change(before, replace(before, name=name) if name else None)
        elif anchor is not None:
            change = Change(None, Speaker(id=new_id(), anchors=(anchor,), name=name))
        else:
            return
        label = f"speaker {name or (before.name if before else 'not identified')}"
        done = f"Speaker: {name}" if name else "Speaker cleared" if before else "Speaker: not identified"
        self._save(Step((change,), label), done)

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
        self._save(
            Step((Change(before, after),), f"¶ {number + 1} as {'no part' if out else 'a part'} of the article"), done
        )

    def set_done(self, then: Callable[[str], object]) -> None:
        """Mark the article as read to the end; `then` is called with its id once that is on the disk."""

        def save() -> None:
            before = self.state.details
            change = Change(before if before.updated else None, replace(before, done=True))
            self._save(Step((change,), "done"), "Done", undoable=False)
            self._worker.submit(lambda: self.state.article, self._then(then), lambda _: None)

        self.when_ready(save)

    def _then(self, then: Callable[[str], object]) -> Callable[[str], None]:
        def go_on(article: str) -> None:
            if self.state.details.done:
                then(article)

        return go_on

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
