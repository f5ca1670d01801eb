"""Undo and redo: each writes a new line into the journal, and takes none away."""

from typing import Any

from annotations.anchoring import Orphan
from annotations.models import Annotation
from tuireader.desk.session import Session
from tuireader.desk.shelf import Step
from tuireader.desk.state import Focus, Message, Tone


class Undoing(Session):
    """The acts of this window, back and forth."""

    def undo(self) -> None:
        """Take the last act of this window back, by a new line in the journal."""
        self._turn_back(
            self._undo,
            self._redo,
            "Nothing to undo in this window",
            "Undone",
            f"{self.config.key('redo')} brings it back",
        )

    def redo(self) -> None:
        """Do again what was undone last."""
        self._turn_back(
            self._redo, self._undo, "Nothing to redo", "Done again", f"{self.config.key('undo')} takes it back"
        )

    def _turn_back(self, source: list[Step], target: list[Step], none: str, done: str, way_back: str) -> None:

        def write() -> Step | None:  # which step is the last one shows behind the saves that are still on their way
            if not source or self._store is None:
                return None
            self._shelf.refuse_foreign(source[-1], self._store)
            return self._write(source[-1].inverse)

        def saved(written: Step | None) -> None:
            if written is None:
                self._say(none)
                return
            with self._lock:
                step = source.pop()
                target.append(written)
                self._refresh(message=Message(f"{done}: {step.label}; {way_back}", Tone.DONE), **self._place_of(step))

        self.when_ready(lambda: self._worker.submit(write, saved, lambda error: self._say(str(error), Tone.PROBLEM)))

    def _place_of(self, step: Step) -> dict[str, Any]:
        """Focus and jump to what a step was about."""
        record = step.changes[0].record
        if not isinstance(record, Annotation):
            return {}
        found = self._view.place(record)
        if isinstance(found, Orphan):
            return {}
        alive = any(known.id == record.id for known in self._shelf.visible(Annotation))
        return {
            "focus": Focus(found.span.start.paragraph, record.id if alive else ""),
            "jump": found.span.start,
            "jumps": self._state.jumps + 1,
        }
