"""Marking: highlights, their roles, tags and notes, and the note on the whole article."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from annotations.anchoring import Placed, describe
from annotations.errors import Gone, TuireaderError
from annotations.models import ROLES, Anchor, Annotation, Details
from annotations.stamps import new_id
from annotations.text import Position, Span, clean, clean_line, pieces
from tuireader.desk.saying import excerpt
from tuireader.desk.searching import Searching
from tuireader.desk.session import NOT_KEPT
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Draft, Focus, Mark, Message, Tone
from tuireader.desk.twice import based_on
from tuireader.drafts import Drafts, Kept

N = TypeVar("N", Annotation, Details)


class Marking(Searching):
    """What puts marks on the page and words beside them."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._role = ROLES[0].name
        self.is_opening = False
        """Whether a note is about to be opened, as soon as the library is read: what is typed meanwhile is of it."""
        folder = None if self._refusal == NOT_KEPT else self._memory.folder
        self._drafts = Drafts(folder / "drafts" if folder else None)
        self._typed: Draft | None = None
        self._typed_about: Anchor | None = None
        self.listen(self._forget_draft)

    def highlight(self, selection: Span | None = None, role: str = "") -> None:
        """Highlight the selection or the focus; a focused highlight gets another role."""
        focused = None if selection else self.state.focused
        if focused is not None and not role:
            self._say("Already highlighted; r and a digit change its role")
            return
        self._role = role or self._role
        if focused is not None:
            self._change(focused, replace(focused.annotation, role=role), "role", f"Now {self.state.role_name(role)}")
        else:
            self._add(selection, f"Highlighted as {self.state.role_name(self._role)}")

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
            self._say(f"Nothing to delete here: {self.config.key('next_annotation')} goes to the next highlight")
            return
        label = self._label(mark.annotation)
        step = Step((Change(mark.annotation, None),), label)
        self.when_ready(lambda: self._save(step, f"Deleted: {label}; {self.config.key('undo')} brings it back"))

    def _add(self, selection: Span | None, done: str, *, note: str = "", tags: tuple[str, ...] = ()) -> None:
        span = self.state.target(selection)
        if span is None or not pieces(span, self.state.version.texts):
            self._say("Nothing to mark here")
            return
        wanted = Annotation(id=new_id(), role=self._role, note=note, tags=tags, author=self.config.author)
        self.when_ready(lambda: self._add_now(span, wanted, done))

    def _add_now(self, span: Span, wanted: Annotation, done: str) -> None:
        anchor = self._anchor(span)
        if anchor is None:
            return
        added = replace(wanted, anchors=(anchor,))
        step = Step((Change(None, added),), self._label(added))
        written: dict[str, Any] = {"draft": None} if added.note else {}
        self._save(step, done, failed=self._keep_draft, **written)
        if not self._refusal:  # at once, and not when it is saved: the person may be elsewhere by then
            self._set(focus=Focus(span.start.paragraph, added.id))

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
        if not self._may_write():
            return
        if selection is not None and not describe(self.state.version, selection):
            self._say("There are no words here")
            return
        if selection is not None:
            self.highlight(selection)
        self.is_opening = True
        self.when_ready(self._open_note)

    def _may_write(self) -> bool:
        """Whether a note can be opened now; if not, it is said why."""
        if self._refusal:
            self._say(self._refusal, Tone.PROBLEM)
        elif self.state.draft is not None and self.state.draft.saving:
            self._say("The last note is still being saved")
        else:
            return True
        return False

    def _open_note(self) -> None:
        focused, span = self.state.focused, self.state.target()
        if self.state.draft is not None:  # one was offered meanwhile, which must not be lost over another
            pass
        elif focused is not None:
            self._set(draft=_draft(focused.annotation, focused.rivals))
        elif span is not None and self._anchor(span) is not None:
            self._set(draft=Draft(span))
        self.is_opening = False

    def open_article_note(self) -> None:
        """Begin to write or change the note on the whole article."""
        if self._may_write():
            self.is_opening = True
            self.when_ready(self._open_article_note)

    def _open_article_note(self) -> None:
        if self.state.draft is None:
            self._set(draft=_draft(self.state.details, self.state.details_rivals))
        self.is_opening = False

    def save_note(self, text: str) -> None:
        """Save what was written and close; an empty note isn't kept. If it can't be saved the words stay."""
        draft = self.state.draft
        if draft is None or draft.saving:
            return
        note = clean(text).text.strip()
        if not draft.settles and note == ("" if isinstance(draft.about, Span) else draft.about.note).strip():
            self._set(draft=None)
            return
        self._set(draft=replace(draft, text=text, saving=True))
        if isinstance(draft.about, Span):
            self._add(draft.about, "Note saved", note=note)
            return
        before = self._as_opened(draft.about) if isinstance(draft.about, Annotation) else draft.about
        after = replace(before, note=note)
        step = Step((Change(before, after),), f"note {excerpt(note or draft.text)}")
        self._save(step, "Note saved" if note else "Note cleared", failed=self._keep_draft, draft=None)

    def close_note(self, why: str) -> None:
        """Close a note without a change."""
        self._say(why, Tone.PROBLEM, draft=None)

    def _as_opened(self, opened: Annotation) -> Annotation:
        """The annotation as it is now, unless another window changed it since: then both shall be kept."""
        mark = self.state.mark(opened.id)
        now = mark.annotation if mark else None
        return now if now is not None and self._shelf.newest(opened) == self._shelf.newest(now) else opened

    def _keep_draft(self, error: TuireaderError) -> None:
        """The words stay; where their highlight was deleted elsewhere, saving them again marks its words anew."""
        draft = self.state.draft
        if draft is None:
            return
        about = draft.about
        found = self._view.place(about) if isinstance(error, Gone) and isinstance(about, Annotation) else None
        self._set(draft=replace(draft, about=found.span if isinstance(found, Placed) else about, saving=False))

    # Drafts.

    def type_note(self, text: str) -> None:
        """Keep what was typed so far of the open note, for after a crash."""
        draft = self.state.draft
        if draft is None or draft.saving or text == draft.text:
            return
        if self._typed is None or self._typed.about is not draft.about:
            self._typed, self._typed_about = draft, self._about(draft)
        identity = draft.about.id if isinstance(draft.about, Annotation) else ""
        kept = Kept(text, identity, self._typed_about)
        self._worker.submit(lambda: self._drafts.keep(self.state.article, kept), lambda _: None, lambda _: None)

    def _about(self, draft: Draft) -> Anchor | None:
        if isinstance(draft.about, Annotation):
            return draft.about.anchor_for(self.state.version.id)
        return self._anchor(draft.about) if isinstance(draft.about, Span) else None

    def _forget_draft(self) -> None:
        if self.state.draft is None and self._typed is not None:
            self._typed = None
            self._worker.submit(lambda: self._drafts.drop(self.state.article), lambda _: None, lambda _: None)

    def _begin(self) -> None:
        kept = None if self._refusal else self._drafts.take(self.state.article)
        if kept is not None:
            self._offer(kept)
        super()._begin()

    def close(self, position: Position | None = None) -> None:
        """Finish all saves and remember where the article was left; a note that isn't saved is offered again."""
        super().close(position)
        self._drafts.close()

    def _offer(self, kept: Kept) -> None:
        """Open a note that was being written when the program ended."""
        mark = self.state.mark(kept.annotation)
        about: Annotation | Details | Span = mark.annotation if mark else self.state.details
        save = self.config.key("save_note")
        text, said = kept.text, f"This note wasn't saved when the program ended: {save} saves it"
        if mark is None and kept.anchor is not None:
            found = self._view.place_anchor(kept.anchor)
            if isinstance(found, Placed):
                about = found.span
            else:
                text = "\n\n".join(filter(None, [self.state.details.note, kept.anchor.exact, kept.text]))
                said = f"This note wasn't saved when the program ended, and its words are gone: {save} keeps it here"
        focus = self.state.focus
        if mark is not None and mark.span is not None:
            focus = Focus(mark.span.start.paragraph, mark.annotation.id)
        elif isinstance(about, Span):
            focus = Focus(about.start.paragraph)
        draft = Draft(about, text)
        self._typed = draft
        self._set(draft=draft, focus=focus, message=Message(said), jumps=self.state.jumps + 1)


def _draft(noted: N, rivals: Sequence[N]) -> Draft:
    """The note as it is; after a conflict both notes, to be settled by what is saved."""
    if not rivals:
        return Draft(noted, noted.note)
    notes = dict.fromkeys(filter(None, [noted.note, *(one.note for one in rivals if not one.deleted)]))
    return Draft(based_on(noted, rivals), "\n\n———\n\n".join(notes), settles=True)
