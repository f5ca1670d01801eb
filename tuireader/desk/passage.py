"""Words that are taken away from the desk, with what is to be said of them."""

from collections.abc import Sequence
from dataclasses import replace

from annotations.anchoring import Placed, State
from annotations.dataclass import dataclass
from annotations.marks import quoted
from annotations.models import Anchor
from annotations.text import Span, cut
from tuireader.desk.saying import turn_of
from tuireader.desk.state import DeskState, Mark
from tuireader.desk.whose import framed, is_inside, is_prose
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
    framed: Sequence[str] = ()
    """The words with their marks, where they are a whole quotation; empty where they are as `words`."""
    inside: bool = False
    """Whether they stand within one quotation, without its marks."""
    prose: bool = False
    """Whether they are the outlet's and nobody is quoted."""

    @property
    def is_mixed(self) -> bool:
        """Whether prose and quotation are mixed in them, so that no one speaker said them all."""
        return not self.in_turn and not self.inside and quoted(self.framed or self.words).mixed


def passage_at(state: DeskState, span: Span) -> Passage:
    """The words of the open version at a place."""
    words, marked = cut(span, state.version.texts), framed(state, span)
    return Passage(
        words,
        span,
        speaker=state.speaker_of(span),
        locator=state.locator(span),
        in_turn=turn_of(state.version, span) is not None,
        exact=state.is_exact(span),
        framed=cut(marked, state.version.texts) if marked != span else (),
        inside=marked == span and is_inside(state, span),
        prose=is_prose(state, span),
    )


def passage_of(state: DeskState, mark: Mark, anchor: Anchor, *, exact: bool) -> Passage:
    """The words of a mark as they were cut from the version of `anchor`."""
    span, place = mark.span, mark.place
    unchanged = isinstance(place, Placed) and place.state is not State.CHANGED
    words = [selector.exact for selector in anchor.selectors]
    now = passage_at(state, span) if span is not None else None
    if now is not None and now.words == words:
        return replace(now, anchor=anchor, speaker=mark.speaker, exact=exact)
    return Passage(
        words,
        span,
        anchor,
        speaker=mark.speaker,
        locator=state.locator(span) if span else "",
        in_turn=span is not None and turn_of(state.version, span) is not None,
        exact=exact,
        caution="" if unchanged else f"as on {day(anchor.version[:16])}, not in this version",
    )
