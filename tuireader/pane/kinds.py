"""What a page draws around paragraphs by their kind: a turn's label, a list's bullets, the bar of a block quote.

None of it is text: it has no position, and nothing of it is selected or copied.
"""

from collections.abc import Mapping, Sequence

from annotations.models import Kind, Paragraph
from tuireader.pane.layout import Room

PUT_TOGETHER = "≈"
"""Beside a paragraph that doesn't stand letter for letter in the source."""
_BULLET, _BAR = "•", "│"
_LIST, _QUOTE, _TURN = Kind.LIST, Kind.QUOTE, Kind.TURN  # a hundred thousand look-ups of an enum's member take long
_PLAIN, _SET_IN, _LABELLED = Room(), Room(inset=2), Room(above=1)
_SET_IN_TOGETHER = _SET_IN._replace(below=0)


def rooms(paragraphs: Sequence[Paragraph]) -> list[Room]:
    """The room around each paragraph; items of one list stand together, and a turn has its label above."""
    found: list[Room] = []
    before = None
    for paragraph in paragraphs:
        kind, room = paragraph.kind, _PLAIN
        if kind is _TURN:
            room = _LABELLED if _is_labelled(paragraph, before) else _PLAIN
        elif kind is _LIST or kind is _QUOTE:
            room = _SET_IN
            if kind is _LIST and before is not None and before.kind is _LIST:
                found[-1] = _SET_IN_TOGETHER
        found.append(room)
        before = paragraph
    if found:
        found[-1] = found[-1]._replace(below=0)
    return found


def _is_labelled(turn: Paragraph, before: Paragraph | None) -> bool:
    """Whether a turn shows who speaks, and when: not where the turn before says the same already."""
    if before is not None and before.kind is _TURN and before.text and before.speaker == turn.speaker:
        return turn.time not in ("", before.time)
    return bool(turn.speaker or turn.time)


def label(turn: Paragraph, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The words above a turn, each with its style: the speaker by name, the transcript's label if another, the time."""
    name = names.get(turn.speaker, turn.speaker)
    words = ((name, "speaker"), (f"({turn.speaker})" if name != turn.speaker else "", "aside"), (turn.time, "aside"))
    return tuple((text, style) for text, style in words if text)


def sign(kind: Kind, first: bool) -> str:
    """What stands in the inset of a line of a kind; `first`: of the paragraph's first line."""
    if kind is _LIST:
        return _BULLET if first else ""
    return _BAR if kind is _QUOTE else ""
