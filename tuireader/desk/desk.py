"""The reading desk: all that a person can do with an open article, without a screen.

An act returns at once; what it changes is in the state as *pending*. Saves run in order on one thread, and their
outcome comes back as a new state: saved, with a word about it, or taken back, with the reason.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.anchoring import describe
from annotations.attribution import attribute, quoted
from annotations.errors import TuireaderError, Unreadable
from annotations.exporting import Item, Notebook
from annotations.library import Library
from annotations.models import ROLES, Anchor, Annotation, Clip, FurnitureMark, Source, Speaker
from annotations.store import new_id
from annotations.text import Position, Span, clean, clean_line, pieces
from tuireader.clipboard import Copied
from tuireader.desk.moves import Moves
from tuireader.desk.session import Opened
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Draft, Focus, Mark, Tone
from tuireader.desk.worker import Worker
from tuireader.files import write_file
from tuireader.memory import Memory

_EXCERPT = 28
"""Characters of a passage that a message quotes."""


class ReadingDesk(Moves):
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
        self._role = ROLES[0].name
        self._told_source = False

    @classmethod
    def of_library(cls, library: Library, article: str, memory: Memory) -> "ReadingDesk":
        """A desk with an article of the library, as it was read last, for what needs no screen.

        Raises Unreadable where none of its versions can be read.
        """
        version = library.latest(article)
        if version is None:
            raise Unreadable(f"No text of the article {article} can be read; restore its folder from a backup")
        opened = Opened(version, version.address, library.source(article), id=article)
        desk = cls(opened, library, memory, lambda _: Copied(()))
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

    # Marking.

    def highlight(self, selection: Span | None = None, role: str = "") -> None:
        """Highlight the selection or the focus; a focused highlight gets another role."""
        focused = None if selection else self.state.focused
        if focused is not None and not role:
            self._say("Already highlighted; r and a digit change its role")
            return
        self._role = role or self._role
        if focused is not None:
            self._change(focused, replace(focused.annotation, role=role), "role", f"Now {role}")
        else:
            self._add(selection, f"Highlighted as {self._role}")

    def tag(self, text: str, selection: Span | None = None) -> None:
        """Set the tags of the focused annotation, or highlight with tags; words apart by spaces or commas."""
        words = [clean_line(word).lstrip("#") for word in text.replace(",", " ").split()]
        tags = tuple(dict.fromkeys(word for word in words if word))
        focused = None if selection else self.state.focused
        if focused is not None:
            done = "Tagged: " + " ".join(tags) if tags else "Tags cleared"
            self._change(focused, replace(focused.annotation, tags=tags), "tags", done)
        elif tags:
            self._add(selection, "Highlighted and tagged: " + " ".join(tags), tags=tags)

    def delete(self) -> None:
        """Delete the focused annotation; `undo` brings it back."""
        mark = self.state.focused
        if mark is None:
            self._say("Nothing to delete here: ] goes to the next highlight")
            return
        label = self._label(mark.annotation)
        step = Step((Change(mark.annotation, None),), label)
        self.when_ready(lambda: self._save(step, f"Deleted: {label}; u brings it back"))

    def _add(self, selection: Span | None, done: str, *, note: str = "", tags: tuple[str, ...] = ()) -> None:
        span = self.state.target(selection)
        if span is None or not pieces(span, self.state.version.texts):
            self._say("Nothing to mark here")
            return
        self.when_ready(lambda: self._add_now(span, done, note=note, tags=tags))

    def _add_now(self, span: Span, done: str, *, note: str, tags: tuple[str, ...]) -> None:
        anchor = self._anchor(span)
        if anchor is None:
            return
        added = Annotation(id=new_id(), anchors=(anchor,), role=self._role, note=note, tags=tags)
        step = Step((Change(None, added),), self._label(added))
        focus = Focus(span.start.paragraph, added.id)
        written: dict[str, Any] = {"draft": None} if note else {}
        self._save(step, done, failed=self._keep_draft, focus=focus, **written)
        if not self._refusal:
            self._set(focus=focus)

    def _change(self, mark: Mark, after: Annotation, what: str, done: str) -> None:
        step = Step((Change(mark.annotation, after),), f"{what} of {excerpt(after.exact)}")
        self.when_ready(lambda: self._save(step, done))

    def _anchor(self, span: Span) -> Anchor | None:
        """Where a passage stands; None, and a word about it, if it holds no words."""
        selectors = describe(self.state.version, span)
        if not selectors:
            self._say("There are no words here")
        return Anchor(self.state.version.id, selectors) if selectors else None

    @staticmethod
    def _label(annotation: Annotation) -> str:
        return f"{'note' if annotation.note else 'highlight'} {excerpt(annotation.exact)}"

    # Notes.

    def open_note(self, selection: Span | None = None) -> None:
        """Begin to write or change the note of the focus; a selection is highlighted first."""
        if self._refusal:
            self._say(self._refusal, Tone.PROBLEM)
            return
        if selection is not None:
            self.highlight(selection)
        self.when_ready(self._open_note)

    def _open_note(self) -> None:
        focused, span = self.state.focused, self.state.target()
        if focused is not None:
            self._set(draft=Draft(focused.annotation, focused.annotation.note))
        elif span is not None:
            self._set(draft=Draft(span))

    def open_article_note(self) -> None:
        """Begin to write or change the note on the whole article."""
        if self._refusal:
            self._say(self._refusal, Tone.PROBLEM)
        else:
            self.when_ready(lambda: self._set(draft=Draft(self.state.details, self.state.details.note)))

    def save_note(self, text: str) -> None:
        """Save what was written and close; an empty note isn't kept. If it can't be saved the words stay."""
        draft = self.state.draft
        if draft is None or draft.saving:
            return
        note = clean(text).text.strip()
        if note == draft.text.strip() or (not note and isinstance(draft.about, Span)):
            self._set(draft=None)
            return
        self._set(draft=replace(draft, text=text, saving=True))
        if isinstance(draft.about, Span):
            self._add(draft.about, "Note saved", note=note)
            return
        before = self._as_opened(draft.about) if isinstance(draft.about, Annotation) else draft.about
        after = replace(before, note=note)
        step = Step((Change(before if before.updated else None, after),), f"note {excerpt(note or draft.text)}")
        self._save(step, "Note saved" if note else "Note cleared", failed=self._keep_draft, draft=None)

    def close_note(self, why: str) -> None:
        """Close a note without a change."""
        self._say(why, Tone.PROBLEM, draft=None)

    def _as_opened(self, opened: Annotation) -> Annotation:
        """The annotation as it is now, unless another window changed it since: then both shall be kept."""
        mark = self.state.mark(opened.id)
        now = mark.annotation if mark else None
        return now if now is not None and self._shelf.newest(opened) == self._shelf.newest(now) else opened

    def _keep_draft(self, _: TuireaderError) -> None:
        if self.state.draft is not None:
            self._set(draft=replace(self.state.draft, saving=False))

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
        return holding[-1].speaker if holding and not name else None

    def set_source(self, source: Source) -> None:
        """Say where the article was published."""
        self.when_ready(lambda: self._keep_source(source, "Source saved"))

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
        speaker = self.state.speaker_of(span)
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
            self._say(f"{copied.summary}; the words are under Clips", Tone.PROBLEM)
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


def excerpt(text: str) -> str:
    """The first words of a passage in marks, for a message."""
    words = " ".join(text.split())
    short = words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + "…"
    return quoted([short]).text
