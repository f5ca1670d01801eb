"""Which cells of a line must be drawn again, for terminals on a slow line."""

import re
from collections.abc import Sequence
from itertools import takewhile

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tuireader.pane.graphemes import NARROW

# Beside narrow characters the signs of the gutter, and what has two cells in every terminal and never joins another.
_UNSURE = re.compile(
    f"[^{NARROW}\u2192\u2248\u2500-\u259f\u275d"
    "\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]"
)


def changed(before: Strip, after: Strip) -> tuple[int, int]:
    """The first cell and the one behind the last that turn a line into another of the same length; 0, 0 for none.

    Terminals differ in the width of emoji and of some scripts. From the first such character on all of a line is
    drawn, so that no remains of the old one are left.
    """
    if before is after:
        return 0, 0
    old, new = list(before), list(after)
    first = _drop_equal(old, new)
    if not old and not new:
        return 0, 0
    if any(_UNSURE.search(segment.text) for segment in (*old, *new)):
        return first, after.cell_length
    same = _drop_equal(_backwards(old), _backwards(new))
    return first, max(after.cell_length - same, first + 1)


def _drop_equal(old: list[Segment], new: list[Segment]) -> int:
    """Drop the segments that both lines begin with; how many cells they take, and what is equal in the next ones."""
    equal = _common(old, new)
    unsure = next((number for number in range(equal) if _UNSURE.search(new[number].text)), equal)
    cells = sum(cell_len(segment.text) for segment in new[:unsure])
    del old[:unsure], new[:unsure]
    if old and new and old[0].style == new[0].style:
        one, other = old[0].text, new[0].text
        equal = _common(one, other)
        for text in (one, other):
            if found := _UNSURE.search(text, 0, equal + 1):  # what comes before it may be joined by it
                equal = min(equal, max(found.start() - 1, 0))
        cells += cell_len(one[:equal])
    return cells


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """With how many equal items two sequences begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _backwards(segments: Sequence[Segment]) -> list[Segment]:
    return [Segment(segment.text[::-1], segment.style) for segment in reversed(segments)]
