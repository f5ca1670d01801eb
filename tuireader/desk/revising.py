"""Versions of the open article: which there are, what became of what was copied, and where marks belong after a change.

A stored quote is never rewritten: saying where a mark belongs adds an anchor to it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from annotations.anchoring import Orphan, State, describe
from annotations.errors import StoreError
from annotations.models import Anchor, Clip, Version
from annotations.text import Position, Span
from tuireader.desk.attributing import Attributing
from tuireader.desk.elsewhere import seen_elsewhere, seen_paragraph
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import ClipNews, DeskState, Mark, Tone
from tuireader.desk.worker import Worker
from tuireader.times import day

if TYPE_CHECKING:
    from annotations.index import Index
    from annotations.index.lookups import Seen
    from tuireader.desk.changed import Changes

Found = tuple[tuple[str, ...], Mapping[str, ClipNews]]


class Revising(Attributing):
    """What a newer text means for marks and copies."""

    def __init__(self, *arguments: Any, index: "Callable[[], Index | None]" = lambda: None, **more: Any) -> None:
        """`index` gives the index of the library; None where there is none."""
        super().__init__(*arguments, **more)
        self._index = index
        self._historian = Worker("versions")
        self._version_of = cache(self._read_version)

    def _begin(self) -> None:
        super()._begin()
        self._look_back()
        self._historian.submit(self._look_elsewhere, lambda found: self._set(elsewhere=found), lambda _: None)

    def _look_elsewhere(self) -> Mapping[int, str]:
        state = self.state
        index = self._index() if len(self._library.articles()) > 1 else None
        return seen_elsewhere(index, state.version, state.article) if index else {}

    def elsewhere(self, number: int) -> "tuple[Seen, ...]":
        """Where a paragraph stands in other articles; it may take long, so not on the screen's thread."""
        index = self._index()
        return seen_paragraph(index, self.state.version, self.state.article, number) if index else ()

    def poll(self) -> None:
        """Look too whether a newer text of the article was read in another window, or by `refresh`."""
        super().poll()
        self._historian.submit(self._is_behind, lambda behind: self._look_back() if behind else None, lambda _: None)

    def _is_behind(self) -> bool:
        known = self.state.versions
        return bool(known) and len(self._library.versions(self.state.article)) > len(known)

    def _polled(self, changed: bool) -> None:
        super()._polled(changed)
        if changed:
            self._look_back()

    def _look_back(self) -> None:
        """Find out, behind the page, which versions there are and whether what was copied still stands in this one."""
        self._historian.submit(self._history, self._looked_back, lambda _: None)

    def _history(self) -> Found:
        state = self.state
        known = self._library.versions(state.article) if state.article else []
        versions = tuple(known[: known.index(state.version.id) + 1] if state.version.id in known else known)
        news = {clip.id: self._news(clip, versions) for clip in state.clips}
        return tuple(known), {clip: said for clip, said in news.items() if said}

    def _news(self, clip: Clip, versions: Sequence[str]) -> ClipNews | None:
        """What became of a copy since it was made; None where its words stand in the open version."""
        from annotations.revision import Outcome, fate_of

        copied_in, here = clip.anchors[0].version, self.state.version
        if copied_in == here.id or not (fate := fate_of(clip, here, self._version_of)).is_changed:
            return None
        newer = (self._version_of(one) for one in versions if one > copied_in)
        changed = (one for one in newer if one and fate_of(clip, one, self._version_of).is_changed)
        return ClipNews(day(next(changed, here).accessed), fate.now, fate.outcome is Outcome.GONE, fate.seen)

    def _looked_back(self, found: Found) -> None:
        known = self.state.versions
        if found != (known, self.state.clip_news):
            self._set(versions=found[0], clip_news=found[1])
        if known and found[0][-1:] > known[-1:]:
            self._say(f"A newer text of this article was read: {self.state.key('versions')} shows what changed")

    def _refresh(self, **changes: Any) -> None:
        before = self.state.clips
        super()._refresh(**changes)
        if self._ready and self.state.clips != before:
            self._look_back()

    def _read_version(self, version: str) -> Version | None:
        if version == self.state.version.id:
            return self.state.version
        try:
            return self._library.read_version(self.state.article, version)
        except StoreError:  # less can be told without it
            return None

    def changes(self, number: int) -> "Changes | None":
        """What changed from the version before to the version with this number, of at least 1; None where one is lost.

        It reads the disk, so not on the screen's thread.
        """
        from annotations.revision import fate_of
        from tuireader.desk.changed import changes_between

        versions = self.state.versions
        older, newer = self._version_of(versions[number - 1]), self._version_of(versions[number])
        if older is None or newer is None:
            return None
        marks = [mark.annotation for mark in self.state.marks]
        then, now = ([fate_of(mark, one, self._version_of) for mark in marks] for one in (older, newer))
        return changes_between(older, newer, then, now)

    # Where marks belong.

    def attach(self, annotation: str, span: Span) -> None:
        """Say that a mark belongs to these words of the open version."""
        mark, selectors = self.state.mark(annotation), describe(self.state.version, span)
        if mark is not None and selectors:
            where = f"¶ {span.start.paragraph + 1}"
            self._anchor_mark(mark, Anchor(self.state.version.id, selectors), f"Attached at {where}")
        elif mark is not None:
            self._say("There are no words here")

    def keep_without_place(self, annotation: str) -> None:
        """Say that a mark has no place in the open version: it stays as a note with its words."""
        mark = self.state.mark(annotation)
        if mark is not None:
            self._anchor_mark(mark, Anchor(self.state.version.id, ()), "Kept as a note")

    def see(self, identity: str) -> None:
        """Say that what became of a mark or of a copy is known: it isn't told again as long as it stays so."""
        mark = self.state.mark(identity)
        clip = next((one for one in self.state.clips if one.id == identity), None)
        if mark is not None and mark.span is not None:
            self.attach(identity, mark.span)
        elif mark is not None:
            self.keep_without_place(identity)
        elif clip is not None:
            from annotations.revision import seen

            change = Change(clip, seen(clip, self.state.version, self._version_of))
            done = f"Seen: refresh tells it no longer; {self.state.key('undo')} takes it back"
            self._save(Step((change,), "that the change was seen"), done)

    def _anchor_mark(self, mark: Mark, anchor: Anchor, done: str) -> None:
        after = replace(mark.annotation, anchors=(*mark.annotation.anchors, anchor))
        self._change(mark, after, "place", f"{done}; {self.config.key('undo')} takes it back")

    def refuse_to_review(self) -> bool:
        """Whether there is nothing to review; then it is said."""
        if to_review(self.state) or copies_to_review(self.state):
            return False
        self._say("Nothing marked or copied was changed by a newer text", Tone.HINT)
        return True

    # The end.

    def settle(self) -> None:
        """Wait until all that was asked for is done or refused, and the versions are known."""
        super().settle()
        self._historian.settle()

    def close(self, position: Position | None = None) -> None:
        """Finish all saves and remember where the article was left."""
        super().close(position)
        self._historian.close()


def to_review(state: DeskState) -> tuple[Mark, ...]:
    """The marks whose words a newer text changed or lost, and that nobody has looked at since."""
    return tuple(mark for mark in state.marks if needs_review(mark))


def copies_to_review(state: DeskState) -> tuple[Clip, ...]:
    """The copies whose words a newer text changed or lost, and of which nobody has said to know it."""
    return tuple(clip for clip in state.clips if clip.id in state.clip_news and not state.clip_news[clip.id].seen)


def needs_review(mark: Mark) -> bool:
    """Whether a person must say where a mark belongs."""
    if isinstance(mark.place, Orphan):
        return not mark.is_kept
    return mark.place.state is State.CHANGED


def place_for(mark: Mark, selection: Span | None) -> Span | None:
    """Where a mark would be attached: to the selection, else where its changed words stand, else at the guess."""
    return selection or (mark.place.guess if isinstance(mark.place, Orphan) else mark.place.span)
