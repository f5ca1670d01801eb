"""What changed between two versions of an article, as rows for a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.anchoring import Placed
from annotations.comparison import Row, compare
from annotations.marks import quoted
from annotations.models import Annotation, Version
from annotations.notices import reads_as_notice
from annotations.revision import Fate
from annotations.text import Span

_CONTEXT = 1
"""Paragraphs that are shown before and behind what changed."""
Text = tuple[tuple[str, bool], ...]
"""Pieces of a text, each with whether it differs from the other version."""


class Sign(StrEnum):
    """What a row is: its first character on the screen, so that colour is never alone."""

    SAME = " "
    CHANGED = "~"
    GONE = "-"
    NEW = "+"
    FOLDED = "…"
    """Paragraphs that are the same, and aren't shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One row."""

    sign: Sign
    old: Text = ()
    new: Text = ()
    paragraph: int | None = None
    """Its number in the newer version, if it stands there."""
    said: str = ""
    """What is to be known of it: that it moved, that it reads as a notice, how many are folded."""
    marks: tuple[str, ...] = ()
    """The marks that stand in it, in words."""

    @property
    def is_change(self) -> bool:
        """Whether it tells of a change."""
        return self.sign not in (Sign.SAME, Sign.FOLDED)


@dataclass(frozen=True, slots=True)
class Changes:
    """Two versions beside each other."""

    older: Version
    newer: Version
    rows: tuple[Shown, ...]


def changes_between(
    older: Version, newer: Version, then: Sequence[Fate[Annotation]], now: Sequence[Fate[Annotation]]
) -> Changes:
    """What changed between two versions; `then` and `now` tell where each mark stands in the older and the newer."""
    old_marks, new_marks = _by_paragraph(then), _by_paragraph(now)
    outcomes = {fate.record.id: fate for fate in now}
    rows = []
    for row in compare(older, newer):
        here = {fate.record.id: fate for fate in (*old_marks.get(row.old, ()), *new_marks.get(row.new, ()))}
        rows.append(_shown(row, older, newer, tuple(_mark(outcomes.get(one, fate)) for one, fate in here.items())))
    return Changes(older, newer, tuple(_folded(rows)))


def _by_paragraph(fates: Sequence[Fate[Annotation]]) -> dict[int | None, list[Fate[Annotation]]]:
    found: dict[int | None, list[Fate[Annotation]]] = {}
    for fate in fates:
        if isinstance(fate.place, Placed):
            for number in _paragraphs(fate.place.span):
                found.setdefault(number, []).append(fate)
    return {number: marks for number, marks in found.items() if number is not None}


def _paragraphs(span: Span) -> range:
    return range(span.start.paragraph, span.end.paragraph + 1)


def _mark(fate: Fate[Annotation]) -> str:
    words = quoted(fate.record.exact.split("\n")).text
    return f"{fate.record.role} {words}: {fate.outcome}"


def _shown(row: Row, older: Version, newer: Version, marks: tuple[str, ...]) -> Shown:
    old = older.texts[row.old] if row.old is not None else ""
    new = newer.texts[row.new] if row.new is not None else ""
    if row.is_same:
        return Shown(Sign.SAME, new=((new, False),), paragraph=row.new, marks=marks)
    if row.new is None:
        return Shown(Sign.GONE, old=((old, True),), said="moved away from here" if row.moved else "", marks=marks)
    said = "reads as a notice" if reads_as_notice(new) else ""
    if row.old is None:
        return Shown(Sign.NEW, (), ((new, True),), row.new, "moved here" if row.moved else said, marks)
    return Shown(
        Sign.CHANGED,
        _pieces(old, [change.old for change in row.changes]),
        _pieces(new, [change.new for change in row.changes]),
        row.new,
        said,
        marks,
    )


def _pieces(text: str, differing: Sequence[slice]) -> Text:
    found, at = [], 0
    for part in differing:
        found += [(text[at : part.start], False), (text[part], True)]
        at = part.stop
    return tuple((piece, differs) for piece, differs in (*found, (text[at:], False)) if piece)


def _folded(rows: Sequence[Shown]) -> Iterator[Shown]:
    near = {
        number + step for number, row in enumerate(rows) if row.is_change for step in range(-_CONTEXT, _CONTEXT + 1)
    }
    count = 0
    for number, row in enumerate(rows):
        if number in near:
            yield from _fold(count)
            count = 0
            yield row
        else:
            count += 1
    yield from _fold(count)


def _fold(count: int) -> Iterator[Shown]:
    if count:
        yield Shown(Sign.FOLDED, said=f"{count:,} paragraph{'s' * (count != 1)} the same")
