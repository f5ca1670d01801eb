"""The questions that the prompt asks at the foot of the reading screen, and what becomes of the answers."""

from collections.abc import Callable, Mapping

from annotations.dataclass import dataclass
from annotations.text import Span
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.saying import turn_of
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
    replaces: bool = False
    """Whether the first letter typed replaces what stands in the line."""


def _tags(state: DeskState, span: Span | None) -> str:
    mark = None if span else state.focused
    return " ".join(mark.annotation.tags) if mark else ""


def _speaker(state: DeskState, span: Span | None) -> str:
    target = state.target(span)
    said = state.speaker_of(target).removesuffix("?") if target else ""
    turn = turn_of(state.version, target) if target else None
    return "" if turn and said == turn.speaker else said


def _names(state: DeskState) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*state.speakers, *state.cast]))


QUESTIONS: Mapping[str, Question] = {
    "find": Question("/", lambda *_: "", lambda desk, text, _: desk.find(text)),
    "tags": Question("tags", _tags, lambda desk, text, span: desk.tag(text, span)),
    "speaker": Question(
        "who says this?", _speaker, lambda desk, text, span: desk.set_speaker(text, span), _names, replaces=True
    ),
}
"""By the act that asks."""
