"""The terms on which words may be used: off the record, on background, under embargo until a time."""

from dataclasses import replace
from datetime import UTC, datetime

from annotations.guarding import ARTICLE, Guards, Held, held_by
from annotations.models import Anchor, Guard, GuardKind
from annotations.stamps import new_id
from annotations.text import Span
from tuireader.desk.revising import Revising
from tuireader.desk.shelf import Change, Step
from tuireader.desk.state import Tone

TIMES = "write it as 2026-12-01 09:00, friday 9:00 or 18:00 CET"
"""How a person may say until when."""


class Guarding(Revising):
    """Guards of the whole article and of some of its words."""

    @property
    def guards(self) -> Guards:
        """What holds at this moment."""
        shelf = self._shelf
        return Guards.of(shelf.visible(Guard), self.state.source, datetime.now(UTC), self._view.guarded(shelf))

    def held(self, selection: Span | None = None) -> Held | None:
        """What holds for the selection or the focus."""
        mark = None if selection is not None else self.state.focused
        if mark is not None:
            return self.guards.on(mark.annotation, mark.span)
        span = self.state.target(selection)
        return self.guards.on_span(span, self.state.words(span)) if span is not None else None

    def guard(self, kind: GuardKind, selection: Span | None = None, *, whole: bool = False, until: str = "") -> None:
        """Set what holds for the selection or the focus, or for the `whole` article.

        `until`: when an embargo ends, in a person's words; empty for one that lasts until it is lifted.
        """
        from annotations.embargo import time_in

        end = time_in(until, datetime.now().astimezone().date()) if until else None
        if until and end is None:
            self._say(f"“{until}” names no time; {TIMES}", Tone.PROBLEM)
            return
        ends = end.astimezone().isoformat(timespec="minutes") if end else ""
        span = None if whole else self.state.target(selection)
        if whole:
            self.when_ready(lambda: self._guard_article(kind, ends))
        elif span is not None:
            self.when_ready(lambda: self._guard_words(kind, ends, span))

    def _guard_article(self, kind: GuardKind, until: str) -> None:
        before = next((guard for guard in self._shelf.visible(Guard) if guard.id == ARTICLE), None)
        after = replace(before or Guard(id=ARTICLE, kind=kind), kind=kind, until=until)
        if kind is not GuardKind.LIFTED or self.state.source.embargo:
            self._keep_guard(Change(before, after), about="the whole article")
        elif before is not None:
            self._keep_guard(Change(before, None), about="the whole article")
        else:
            self._say("Nothing holds for the whole article")

    def _guard_words(self, kind: GuardKind, until: str, span: Span) -> None:
        places = self._view.guarded(self._shelf)
        known = {guard.id: guard for guard in self._shelf.visible(Guard)}
        touching = [known[id_] for id_, place in places.items() if place.start < span.end and span.start < place.end]
        same = next((guard for guard in touching if places[guard.id] == span), None)
        strict = [guard for guard in touching if guard.kind is not GuardKind.LIFTED]
        if kind is not GuardKind.LIFTED:
            self._set_guard(same, kind, until, span)
        elif strict:
            changes = tuple(Change(guard, None) for guard in strict)
            self._keep_guard(*changes, about="these words")
        elif self.guards.article is not None:
            self._set_guard(same, kind, "", span)
        else:
            self._say("Nothing holds for these words")

    def _set_guard(self, same: Guard | None, kind: GuardKind, until: str, span: Span) -> None:
        anchor: Anchor | None = None if same else self._anchor(span)
        if same is not None:
            self._keep_guard(Change(same, replace(same, kind=kind, until=until)), about="these words")
        elif anchor is not None:
            new = Guard(id=new_id(), anchors=(anchor,), kind=kind, until=until)
            self._keep_guard(Change(None, new), about="these words")

    def _keep_guard(self, *changes: Change, about: str) -> None:
        after = changes[-1].after
        held = held_by(after) if isinstance(after, Guard) else None
        are = "is" if "article" in about else "are"
        said = f"{about} {are} {held}: {self.config.key('copy')} and exports ask first"
        if held is None:
            said = f"Lifted: {about}, free to use"
        self._save(Step(changes, f"guard of {about}"), said[:1].upper() + said[1:])
