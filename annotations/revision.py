"""What a newer text means for what was marked and copied: the same, other words, another place, or gone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from annotations.anchoring import Placed, State, describe, place
from annotations.models import Anchor, Annotation, Clip, Paragraph, Version
from annotations.notices import reads_as_notice
from annotations.surroundings import Orphan
from annotations.text import cut

R = TypeVar("R", Annotation, Clip)


class Outcome(StrEnum):
    """What became of words, as a report counts it."""

    SAME = "same"
    """Also where only marks, spaces or case are printed otherwise."""
    REWORDED = "reworded"
    MOVED = "moved"
    GONE = "gone"
    """Also where nobody can tell for sure which words they are now."""


_OUTCOMES = {
    State.SAME: Outcome.SAME,
    State.TYPOGRAPHY: Outcome.SAME,
    State.MOVED: Outcome.MOVED,
    State.CHANGED: Outcome.REWORDED,
}


@dataclass(frozen=True, slots=True)
class Fate(Generic[R]):
    """What became of one record's words in the newest version."""

    record: R
    place: Placed | Orphan
    now: str
    """The words that stand there, on one line; of an orphan those that they may be, or nothing."""
    seen: bool = False
    """Of a copy: whether a person knows already what became of it."""

    @property
    def outcome(self) -> Outcome:
        """What to count it as."""
        return _OUTCOMES[self.place.state] if isinstance(self.place, Placed) else Outcome.GONE

    @property
    def state(self) -> str:
        """The finer state (see `anchoring.State`), or "orphan"."""
        return self.place.state if isinstance(self.place, Placed) else "orphan"

    @property
    def is_changed(self) -> bool:
        """Whether the words don't stand there any more as they were taken."""
        return self.outcome in (Outcome.REWORDED, Outcome.GONE)


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph by which the outlet says that it changed the text."""

    paragraph: int
    """Its number in the newest version."""
    text: str
    clips: tuple[Clip, ...]
    """What was copied from a version that didn't have it, and not looked at in one that has."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What the newest version means for what was recorded of an article."""

    notices: tuple[Notice, ...]
    marks: tuple[Fate[Annotation], ...]
    clips: tuple[Fate[Clip], ...]

    @property
    def changed_clips(self) -> tuple[Fate[Clip], ...]:
        """The copies whose words don't stand in the newest version as they were copied, but for those seen already."""
        return tuple(fate for fate in self.clips if fate.is_changed and not fate.seen)


def revise(
    newest: Version,
    before: Version | None,
    marks: Iterable[Annotation],
    clips: Iterable[Clip],
    version_of: Callable[[str], Version | None],
) -> Revision:
    """Look for what was marked and copied in the newest version.

    `before` is the version to which its notices are compared, None where it is the first; `version_of` gives a version
    by its id, None where it is lost. Marks that a person keeps without a place aren't looked for.
    """
    copied = tuple(clips)
    return Revision(
        notices=tuple(_notices(newest, before, copied, version_of)),
        marks=tuple(fate_of(mark, newest, version_of) for mark in marks if mark.anchor_for(newest.id).selectors),
        clips=tuple(fate_of(clip, newest, version_of) for clip in copied),
    )


def fate_of(record: R, newest: Version, version_of: Callable[[str], Version | None]) -> Fate[R]:
    """What became of one record's words in a version: of a copy's since it was made, of a mark's where it belongs."""
    anchor = record.anchors[0] if isinstance(record, Clip) else record.anchor_for(newest.id)
    found = place(anchor, version_of(anchor.version), newest)
    span = found.span if isinstance(found, Placed) else found.guess
    now = " ".join(cut(span, newest.texts) if span else [])
    return Fate(record, found, now, isinstance(record, Clip) and _is_seen(record, found, newest, version_of))


def seen(clip: Clip, newest: Version, version_of: Callable[[str], Version | None]) -> Clip:
    """The copy as one of which a person knows what became of its words in a version.

    That is a further anchor: at the words that stand in their place, or without any where they are gone.
    """
    found = fate_of(clip, newest, version_of).place
    selectors = describe(newest, found.span) if isinstance(found, Placed) else ()
    return replace(clip, anchors=(*clip.anchors, Anchor(newest.id, selectors)))


def _is_seen(clip: Clip, found: Placed | Orphan, newest: Version, version_of: Callable[[str], Version | None]) -> bool:
    """Whether a person saw what became of a copy, in this version or in one since which that didn't change."""
    last = clip.anchors[-1]
    if len(clip.anchors) == 1 or last.version == newest.id:
        return len(clip.anchors) > 1
    if not last.selectors:
        return isinstance(found, Orphan)
    there = place(last, version_of(last.version), newest)
    return isinstance(there, Placed) and there.state is not State.CHANGED


def _notices(
    newest: Version, before: Version | None, clips: tuple[Clip, ...], version_of: Callable[[str], Version | None]
) -> Iterable[Notice]:
    for number, text in enumerate(newest.texts):
        if not reads_as_notice(text):
            continue
        parts = newest.paragraphs[number : number + (2 if _is_head(text) else 1)]
        early = tuple(clip for clip in clips if _lacks(version_of(clip.anchors[-1].version), parts))
        if early or _lacks(before, parts):
            yield Notice(number, " ".join(part.text for part in parts), early)


def _lacks(version: Version | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a version lacks one of the paragraphs; none that is lost does."""
    return version is not None and any(one.key and one.key not in version.places for one in paragraphs)


def _is_head(text: str) -> bool:
    """Whether a notice is only its head, so that its words are the next paragraph."""
    return text.count(" ") < _HEAD and not text.rstrip().endswith((".", "!"))


_HEAD = 5
"""Words of the longest head, with its day."""
