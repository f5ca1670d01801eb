"""The questions that the prompt asks at the foot of the reading screen, and what becomes of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotations.text import Span
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.state import DeskState


@dataclass(frozen=True, slots=True)
class Question:
    """One line that a person is asked for."""

    label: str
    begin: Callable[[DeskState, Span | None], str]
    """What stands in the line at first."""
    answer: Callable[[ReadingDesk, str, Span | None], None]
    suggest: Callable[[DeskState], tuple[str, ...]] = lambda _: ()
    """What is offered while typing."""


def _tags(state: DeskState, span: Span | None) -> str:
    mark = None if span else state.focused
    return " ".join(mark.annotation.tags) if mark else ""


def _speaker(state: DeskState, span: Span | None) -> str:
    target = state.target(span)
    return state.speaker_of(target) if target else ""


QUESTIONS: Mapping[str, Question] = {
    "find": Question("/", lambda *_: "", lambda desk, text, _: desk.find(text)),
    "tags": Question("tags", _tags, lambda desk, text, span: desk.tag(text, span)),
    "speaker": Question(
        "who says this?", _speaker, lambda desk, text, span: desk.set_speaker(text, span), lambda state: state.speakers
    ),
}
"""By the act that asks."""
