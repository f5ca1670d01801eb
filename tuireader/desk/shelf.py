"""The records of the open article as the person sees them: what is stored, with what is being saved laid over it."""

import dataclasses
from dataclasses import field, replace
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from annotations.dataclass import dataclass
from annotations.errors import Gone, UsageError
from annotations.models import Annotation, Clip, Details, FurnitureMark, Guard, Record, SourceFields, Speaker, TurnName

if TYPE_CHECKING:
    from annotations.store import Store

R = TypeVar("R", bound=Record)
KINDS: tuple[type[Record], ...] = (Annotation, Speaker, TurnName, FurnitureMark, SourceFields, Details, Clip, Guard)
"""All that an article's journal records."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after an act: None before where it was added, None after where it was removed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """Either of the two, for its class and id."""
        record = self.after or self.before
        assert record is not None
        return record

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """What one act changes, all of it undone together."""

    changes: tuple[Change, ...]
    label: str
    """What the act did, for "Undone: …"."""

    @property
    def inverse(self) -> "Step":
        """The step that takes this one back."""
        return Step(tuple(change.inverse for change in reversed(self.changes)), self.label)


Key = tuple[type[Record], str]
_UNSEEN = "nothing"
"""What a record was made from that another window made too, unseen: no line's name, so that both are kept."""


def _key(record: Record) -> Key:
    return type(record), record.id


def _rivals(store: "Store") -> dict[str, tuple[Record, ...]]:
    return {shown.id: tuple(others) for shown, *others in store.conflicts()}


@dataclasses.dataclass
class Shelf:
    """Stored and pending records of one article."""

    stored: dict[Key, Record] = field(default_factory=dict)
    pending: list[Step] = field(default_factory=list)
    mine: dict[Key, str] = field(default_factory=dict)
    """The `updated` of what this window saved last, to tell it from what another window did since."""
    followed: dict[tuple[Key, str], str] = field(default_factory=dict)
    """For an `updated` that this window changed, the `updated` of its change."""
    rivals: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    """By id, what else stands beside a record since it was changed in two places; a deletion is a `deleted` one."""
    lock: RLock = field(default_factory=RLock)
    """Held for every look and change, never during a write to the disk."""

    def load(self, store: "Store") -> None:
        """Take what the journal holds now."""
        stored = {_key(record): record for kind in KINDS for record in store.all(kind)}
        rivals = _rivals(store)
        with self.lock:
            self.stored, self.rivals = stored, rivals

    def visible(self, kind: type[R]) -> list[R]:
        """The records of a class as they will be once all saves are through, in the order of their creation."""
        with self.lock:
            return self._visible(kind)

    def _visible(self, kind: type[R]) -> list[R]:
        found = {key: record for key, record in self.stored.items() if key[0] is kind}
        for change in (change for step in self.pending for change in step.changes):
            key = _key(change.record)
            if key[0] is not kind:
                continue
            if change.after is None:
                found.pop(key, None)
            else:
                found[key] = change.after
        return [record for record in found.values() if isinstance(record, kind)]

    def is_pending(self, record: Record) -> bool:
        """Whether a record is on its way to the disk."""
        return any(change.after is record for step in self.pending for change in step.changes)

    def newest(self, record: Record) -> str:
        """The `updated` of a record behind all changes that this window made to it; empty while it is first saved."""
        key, updated = _key(record), record.updated
        while (key, updated) in self.followed:
            updated = self.followed[key, updated]
        return updated

    def save(self, step: Step, store: "Store") -> Step:
        """Write a step, on the saving thread; returned with the records as they are on the disk.

        What was written before an error stays, and the store says the error.
        """
        written = []
        for change in map(self._grounded, step.changes):
            saved = self._write(change, store)
            key, newest = _key(change.record), self.newest(change.record)
            with self.lock:
                self.mine[key] = saved.updated
                if saved.updated != newest:  # else nothing was there to be removed
                    self.followed[key, newest] = saved.updated
                if change.after is None:
                    self.stored.pop(key, None)
                else:
                    self.stored[key] = saved
            written.append(replace(change, after=saved if change.after else None))
        rivals = _rivals(store)
        with self.lock:
            self.rivals = rivals
        return replace(step, changes=tuple(written))

    def _grounded(self, change: Change) -> Change:
        """The change as it is now that all before it are through.

        It is an addition where what it changes never came to the disk, and the change of what it adds where a redo
        that was still on its way brought that back.
        """
        if change.before is None and change.after is not None:
            known = self.stored.get(_key(change.after))
            again = known is not None and known.updated == self.mine.get(_key(known))
            return replace(change, before=known, after=replace(change.after, updated="")) if again else change
        unsaved = change.before is not None and change.after is not None and not self.newest(change.before)
        return replace(change, before=None) if unsaved else change

    def _write(self, change: Change, store: "Store") -> Record:
        before, after = change.before, change.after
        if after is None:
            assert before is not None
            if _key(before) not in self.stored:  # an undo was quicker; nothing is left that could be undone
                raise Gone("Nothing was deleted: this is gone already")
            return store.remove(replace(before, updated=self.newest(before)))
        if before is None:
            unseen = _UNSEEN if store.get(type(after), after.id) else ""
            return store.restore(replace(after, updated=self.newest(after) or unseen))
        return store.change(replace(after, updated=self.newest(before)))

    def refuse_foreign(self, step: Step, store: "Store") -> None:
        """UsageError where a record of the step was changed since by someone else, so that undoing would undo that."""
        self.load(store)
        for change in step.changes:
            stored = self.stored.get(_key(change.record))
            if stored is not None and stored.updated != self.mine.get(_key(change.record)):
                raise UsageError(f"Not undone: {step.label} was changed in another window since")
