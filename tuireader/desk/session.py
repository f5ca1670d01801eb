"""An open article with its records: read, saved in order, followed while other windows write, undone and redone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from annotations.dataclass import finish
from annotations.errors import StoreError, TuireaderError
from annotations.guarding import Guards
from annotations.library import Library
from annotations.models import Clip, Details, Guard, Source, SourceFields, Version
from annotations.text import Position
from tuireader.config import DEFAULTS, Config
from tuireader.desk.opened import Opened, merged
from tuireader.desk.saying import Saying
from tuireader.desk.shelf import Change, Shelf, Step
from tuireader.desk.showing import Showing, first_state
from tuireader.desk.state import Focus, Message, Tone
from tuireader.desk.twice import based_on, told
from tuireader.desk.view import View
from tuireader.desk.worker import Worker
from tuireader.memory import Memory

if TYPE_CHECKING:
    from annotations.store import Store

NOT_KEPT = "Nothing is kept in this window (--no-keep): open the article without it to mark"
_SLICE = 100
"""Paragraphs whose keys are computed in one slice: some 2 ms."""


class Session(Showing):
    """The state of one open article, and the ways in which it changes."""

    def __init__(
        self, opened: Opened, library: Library, memory: Memory, *, keep: bool = True, config: Config = DEFAULTS
    ) -> None:
        self._shelf = Shelf()
        super().__init__(first_state(opened, config), config, self._shelf.lock)
        self._opened, self._library, self._memory = opened, library, memory
        self._refusal = opened.refusal if keep else NOT_KEPT
        self._worker = Worker("saver")
        self._store: Store | None = None
        self._sought = self._ready = False
        self._waiting: list[Callable[[], None]] = []
        self._told: list[str] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._view = View(library, opened.id, opened.version)

    @property
    def asked(self) -> int:
        """How many things were asked of the disk, the clipboard and the like so far."""
        return self._worker.asked

    @property
    def through(self) -> int:
        """How many of them are done or refused."""
        return self._worker.through

    def prepare(self) -> Iterator[None]:
        """Find the article in the library and keep this version, in slices of a few milliseconds.

        To be run to its end once the first page is shown; acts that come before wait.
        """
        paragraphs = self._opened.version.paragraphs
        for start in range(0, len(paragraphs), _SLICE):
            for paragraph in paragraphs[start : start + _SLICE]:
                _ = paragraph.key
            yield
        self._sought = True
        self._worker.submit(self._open, self._found, self._not_found)

    def _open(self) -> "tuple[str, Version, Store | None]":
        opened, library = self._opened, self._library
        if opened.article is None:
            self._memory.opened(opened.id, opened.location)
            return opened.id, opened.version, self._read(library.store(opened.id))
        _ = opened.version.places
        hint = self._memory.article_at(opened.location)
        article = library.identify(opened.article, url=opened.asked or self._state.source.url, hint=hint)
        version = opened.version
        if not self._refusal:
            try:
                version = library.keep(article, opened.article, version)
                if opened.article.tags:
                    from tuireader.adding import keep_tags

                    keep_tags(library, article, opened.article)
                self._memory.opened(article, opened.location)
            except StoreError as error:  # what can't be written can still be read, with the marks that it has
                self._refusal = str(error)
        known = article in library.articles()
        return article, version, self._read(library.store(article)) if known else None

    def _read(self, store: "Store") -> "Store":
        self._shelf.load(store)
        return store

    def _found(self, found: "tuple[str, Version, Store | None]") -> None:
        article, kept, store = found
        # The kept version may be an earlier one with the same paragraphs: its numbers fit, its id is the right one.
        version = replace(kept, paragraphs=self._state.version.paragraphs)
        _ = version.texts, version.places  # here, or the first key that marks would wait for it
        with self._lock:
            self._store = store
            self._state = replace(self._state, article=article, version=version)
            self._view = View(self._library, article, version)
            self._opened = replace(self._opened, article=None)  # the file's bytes needn't be held any longer
            self._refresh()
            self._set(**self._warning())
        self._begin()
        finish()

    def _warning(self) -> dict[str, Message]:
        """What a person must know before marking: that nothing can be kept, or that the journal was damaged."""
        notices = [] if self._refusal == NOT_KEPT else [*filter(None, [self._refusal]), *self._library.notices]
        self._told = self._notices
        notices += self._told
        if not notices:
            return {}
        more = f" (and {len(notices) - 1} more)" if len(notices) > 1 else ""
        return {"message": Message(notices[0] + more, Tone.PROBLEM)}

    @property
    def _notices(self) -> list[str]:
        """What befell the journal, and what was set in two places, with the way to settle it; each as a sentence."""
        return [*(self._store.notices if self._store else []), *told(self._state, self.config)]

    def _not_found(self, error: TuireaderError) -> None:
        self._refusal = str(error)
        self._say(str(error), Tone.PROBLEM)
        self._begin()

    def _begin(self) -> None:
        self._remember_given()
        while waiting := self._next_waiting():
            for act in waiting:
                act()

    def _next_waiting(self) -> list[Callable[[], None]]:
        """What was done meanwhile; only where that is nothing, a new act no longer waits: none overtakes another."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            self._ready = not waiting
        return waiting

    def _remember_given(self) -> None:
        wanted = merged(self._state.source, self._opened.given)
        if self._opened.given != Source() and not self._refusal:
            self._keep_source(wanted, "")

    def _keep_source(self, source: Source, done: str) -> None:
        before = next(iter(self._shelf.visible(SourceFields)), None)
        rivals = self._shelf.rivals.get(before.id, ()) if before and done else ()
        before = based_on(before, rivals) if before else None
        if before is None or before.source != source or rivals:
            after = replace(before, source=source) if before else SourceFields(id="source", source=source)
            self._save(Step((Change(before, after),), "source"), done, undoable=bool(done))

    def when_ready(self, act: Callable[[], None]) -> None:
        """Do something now, or as soon as the article has been found in the library."""
        with self._lock:
            if not self._ready:
                self._waiting.append(act)
                return
        act()

    def poll(self) -> None:
        """Look whether another window or a sync tool has written; to be called now and then."""
        store = self._store
        if store is not None:
            self._worker.submit(
                lambda: store.poll() and bool(self._read(store)),
                self._polled,
                lambda error: self._say(str(error), Tone.PROBLEM),
            )

    def _polled(self, changed: bool) -> None:
        if changed:
            with self._lock:
                self._refresh()
            self._tell_news()

    def _tell_news(self) -> None:
        """Say what a person must know of the journal since it was last told."""
        for sentence in self._notices:
            if sentence not in self._told:
                self.warn(sentence)
        self._told = self._notices

    def settle(self) -> None:
        """Wait until all that was asked for is on the disk or refused."""
        self._worker.settle()

    def close(self, position: Position | None = None) -> None:
        """Finish all saves and remember where the article was left."""
        if not self._sought and (self._waiting or (position is not None and position != (0, 0))):
            for _ in self.prepare():
                pass
        self.settle()
        self._worker.close()
        if position is not None and self._state.article and self._refusal != NOT_KEPT:
            self._memory.left(self._state.article, position)

    @property
    def left_at(self) -> Position | None:
        """Where the article was left the last time; None if that was its beginning."""
        position = self._memory.position(self._state.article)
        if position is None or position == (0, 0) or position.paragraph >= len(self._state.version.paragraphs):
            return None
        return position

    # What acts are made of.

    def _save(
        self,
        step: Step,
        done: str,
        *,
        undoable: bool = True,
        failed: Callable[[TuireaderError], None] | None = None,
        **changes: Any,
    ) -> None:
        """Show a step at once, save it, and say `done` with further changes of the state when it is on the disk."""
        if self._refusal:
            self._refuse(StoreError(self._refusal), failed)
            return
        with self._lock:
            self._shelf.pending.append(step)
            self._refresh()

        def saved(written: Step) -> None:
            with self._lock:
                self._shelf.pending.remove(step)
                if undoable:
                    self._undo.append(written)
                    self._redo.clear()
                if done and any(change.record.id in self._shelf.rivals for change in step.changes):
                    message = Message(f"{done}; it was changed elsewhere too, and both are kept", Tone.PROBLEM)
                else:
                    message = Message(done, Tone.DONE) if done else self._state.message
                self._refresh(message=message, **changes)

        def reverted(error: TuireaderError) -> None:
            with self._lock:
                self._shelf.pending.remove(step)
                self._refresh()
            self._refuse(error, failed)

        self._worker.submit(lambda: self._write(step), saved, reverted)

    def _refuse(self, error: TuireaderError, failed: Callable[[TuireaderError], None] | None) -> None:
        if failed is not None:
            failed(error)
        self._say(str(error), Tone.PROBLEM)

    def _write(self, step: Step) -> Step:
        assert self._store is not None
        return self._shelf.save(step, self._store)

    def _refresh(self, **changes: Any) -> None:
        """A new state from the shelf as it is now."""
        shelf, view = self._shelf, self._view
        voices = view.voices(shelf)
        turns = view.turns(shelf)
        names = {label: states[0].name for label, states in turns.items()}
        marks = view.marks(shelf, Saying(self._state.version, voices, names, self._state.quotations))
        said = next(iter(shelf.visible(SourceFields)), None)
        source = said.source if said else merged(self._opened.source, self._opened.given)
        guards = Guards.of(shelf.visible(Guard), source, datetime.now(UTC), view.guarded(shelf))
        details = next(iter(shelf.visible(Details)), Details(id="article"))
        focus = changes.pop("focus", self._state.focus)
        if focus.annotation and all(mark.annotation.id != focus.annotation for mark in marks):
            focus = Focus(focus.paragraph)
        self._set(
            marks=marks,
            voices=voices,
            turns=turns,
            found={} if said else self._opened.found,
            furniture=view.furniture(shelf),
            source=source,
            source_rivals=tuple(
                one.source
                for one in shelf.rivals.get("source", ())
                if isinstance(one, SourceFields) and not one.deleted
            ),
            details=details,
            guards=guards if guards != self._state.guards else self._state.guards,
            details_rivals=tuple(one for one in shelf.rivals.get(details.id, ()) if isinstance(one, Details)),
            clips=tuple(reversed(shelf.visible(Clip))),
            notices=tuple(self._store.notices) if self._store else (),
            focus=focus,
            **changes,
        )
