"""What a desk shows: one state, replaced as a whole on any thread, and those who are told of each new one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from annotations.guarding import Guards
from annotations.models import Kind
from tuireader.config import Config
from tuireader.desk.opened import Opened, merged
from tuireader.desk.state import DeskState, Focus, Message, Tone

_FURNITURE, _HEADING = Kind.FURNITURE, Kind.HEADING  # an enum's own look-up takes long in a text of a million words


def first_state(opened: Opened, config: Config) -> DeskState:
    """What is known of what was opened before it was looked for in the library."""
    paragraphs = opened.version.paragraphs
    source = merged(opened.source, opened.given)
    return DeskState(
        article=opened.id,
        version=opened.version,
        source=source,
        guards=Guards.of((), source, datetime.now(UTC)),
        found=opened.found,
        location=opened.location,
        role_names=config.role_names,
        actions=config.actions,
        furniture=frozenset(n for n, p in enumerate(paragraphs) if p.kind is _FURNITURE),
        headings=tuple(n for n, p in enumerate(paragraphs) if p.kind is _HEADING),
        message=Message(opened.said),
        focus=Focus(next((n for n, p in enumerate(paragraphs) if p.text.strip() and p.kind is not _FURNITURE), 0)),
    )


class Showing:
    """The state, and what is said in it."""

    def __init__(self, state: DeskState, config: Config, lock: RLock) -> None:
        """`lock` is held while a state is replaced, so that none is made from one that is replaced already."""
        self.config = config
        self._state, self._lock = state, lock
        self._listeners: list[Callable[[], None]] = []

    @property
    def state(self) -> DeskState:
        """What to show now."""
        return self._state

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of the state, on the thread that made it."""
        self._listeners.append(listener)

    def unlisten(self, listener: Callable[[], None]) -> None:
        """Call a listener no longer."""
        self._listeners.remove(listener)

    def _set(self, **changes: Any) -> None:
        with self._lock:
            self._state = replace(self._state, **changes)
        for listener in tuple(self._listeners):  # another thread may add or take one
            listener()

    def _say(self, text: str, tone: Tone = Tone.HINT, **changes: Any) -> None:
        self._set(message=Message(text, tone), **changes)

    def tell(self, text: str) -> None:
        """Say something in the status line."""
        self._say(text)

    def warn(self, text: str) -> None:
        """Say in the status line what is wrong."""
        self._say(text, Tone.PROBLEM)

    def hush(self, read: Message | None) -> None:
        """The next state goes without what has been `read`; what was said since, as why a save failed, stays."""
        with self._lock:
            if self._state.message is read:
                self._state = replace(self._state, message=Message())
