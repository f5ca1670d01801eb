"""Words that are taken away from the desk, with what is to be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.anchoring import Placed, State
from annotations.models import Anchor
from annotations.text import Span, pieces
from tuireader.desk.saying import turn_of
from tuireader.desk.state import DeskState, Mark
from tuireader.times import day


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as they are copied."""

    words: Sequence[str]
    """One string a paragraph."""
    span: Span | None
    """Where they stand in the open version, if they do."""
    anchor: Anchor | None = None
    """What they were cut from, where that isn't the span."""
    speaker: str = ""
    locator: str = ""
    in_turn: bool = False
    """Whether one speaker of a transcript says them all."""
    exact: bool = True
    """Whether they stand letter for letter in the source."""
    caution: str = ""
    """What a person must know of them."""


def passage_at(state: DeskState, span: Span) -> Passage:
    """The words of the open version at a place."""
    return Passage(
        [state.version.texts[number][start:end] for number, start, end in pieces(span, state.version.texts)],
        span,
        speaker=state.speaker_of(span),
        locator=state.locator(span),
        in_turn=turn_of(state.version, span) is not None,
        exact=state.is_exact(span),
    )


def passage_of(state: DeskState, mark: Mark, anchor: Anchor, *, exact: bool) -> Passage:
    """The words of a mark as they were cut from the version of `anchor`."""
    span, place = mark.span, mark.place
    unchanged = isinstance(place, Placed) and place.state is not State.CHANGED
    return Passage(
        [selector.exact for selector in anchor.selectors],
        span,
        anchor,
        speaker=mark.speaker,
        locator=state.locator(span) if span else "",
        in_turn=span is not None and turn_of(state.version, span) is not None,
        exact=exact,
        caution="" if unchanged else f"as on {day(anchor.version[:16])}, not in this version",
    )
