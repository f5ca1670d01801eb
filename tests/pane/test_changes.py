"""What of a line is drawn again: a terminal shows the same as if all of it were, whatever it makes of odd signs."""

import re

import pyte
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tuireader.frames import Changes, Shown, Whole
from tuireader.pane.changes import changed
from tuireader.pane.graphemes import drawn, measure

WIDTH, COLUMNS = 40, 80
"""A line's cells, and the terminal's: what it draws wider than reckoned has room beside the line."""
PLAIN, MARKED = Style(color="#dcd8cf", bgcolor="#15171a"), Style(color="#dcd8cf", bgcolor="#e2a55a", underline=True)
WORDS = st.sampled_from(
    [
        "word",
        "word ",
        "e",
        "e\u0301",
        "“No.”",
        " ",
        "     ",
        "首相",
        "は、",
        "👩\u200d🚒",
        "🇺🇦",
        "1️⃣",
        "क्षि",
        "กำ",
        "▌",
        "مر",
    ]
)
PIECES = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4).map("".join), st.sampled_from([PLAIN, MARKED])))
COLUMN, SEQUENCE = re.compile("\x1b\\[1;([0-9]+)H"), re.compile("\x1b\\[[0-9;]*[Hm]")
CONSOLE = Console(color_system="truecolor", force_terminal=True, legacy_windows=False, _environ={})


def line(pieces: list[tuple[str, Style]], inset: int = 0) -> Strip:
    segments, room = [Segment(" " * inset, PLAIN)], WIDTH - inset
    for text, style in pieces:
        cells = measure(text).cells[-1]
        if cells <= room:
            segments.append(Segment(drawn(text), style))
            room -= cells
    return Strip([*segments, Segment(" " * room, PLAIN)], WIDTH).simplify()


def frame(strip: Strip, first: int = 0, behind: int = WIDTH) -> str:
    update = ChopsUpdate([{0: strip}], [(0, first, behind)], [[WIDTH]])
    return Changes(update, Shown()).render_segments(CONSOLE)


def screen_of(*frames: str) -> object:
    screen = pyte.Screen(COLUMNS, 1)
    for one in frames:
        pyte.Stream(screen).feed(one)
    return [screen.buffer[0][x] for x in range(COLUMNS)]


@given(PIECES, PIECES, st.integers(0, 8))
@example([("cafe x", PLAIN)], [("cafe\u0301 x", PLAIN)], 4)
@example([("x👩\u200d🚒", PLAIN), ("old", MARKED)], [("x👩\u200d🚒", PLAIN), ("new", MARKED)], 0)
@example([("word 👩\u200d🚒", PLAIN)], [("word", PLAIN)], 0)
def test_what_changed_of_a_line_makes_the_screen_what_the_whole_line_makes_it(before, after, inset) -> None:
    old, new = line(before, inset), line(after, inset)
    first, behind = changed(old, new)
    if not behind:
        assert old == new
    else:
        assert screen_of(frame(old), frame(new, first, behind)) == screen_of(frame(old), frame(new))


def test_only_the_cells_that_differ_are_drawn_again() -> None:
    old, new = line([("The vote was “lost” again.", PLAIN)]), line([("The vote was “held” again.", PLAIN)])
    assert changed(old, new) == (14, 18)
    assert changed(old, old) == (0, 0)
    assert changed(line([("首相は述べた。", PLAIN)]), line([("首相が述べた。", PLAIN)])) == (4, 6)
    margin = line([("これは三度目の声明であり", PLAIN)], 9), line([("記者会見", PLAIN)], 9)
    assert changed(*margin) == (9, 9 + 24)


@given(PIECES, st.integers(0, WIDTH - 1))
@example([("e\u0301首相 x", PLAIN)], 2)
def test_a_frame_is_never_cut_within_a_character(pieces, cell) -> None:
    strip = line(pieces)
    column, shown = int(COLUMN.findall(frame(strip, cell))[0]) - 1, SEQUENCE.sub("", frame(strip, cell))
    assert strip.text.endswith(shown)
    before = strip.text.removesuffix(shown)
    assert len(before) in measure(strip.text).stops
    assert measure(before).cells[-1] == column <= cell


def wholly(shown: Shown, *strips: Strip) -> str:
    return Whole(LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, len(strips))), shown).render_segments(
        CONSOLE
    )


def partly(shown: Shown, strip: Strip, *spans: tuple[int, int]) -> str:
    update = ChopsUpdate([{0: strip}], [(0, first, behind) for first, behind in spans], [[WIDTH]])
    return Changes(update, shown).render_segments(CONSOLE)


def test_a_screen_that_is_drawn_again_sends_only_the_lines_that_differ():
    shown, one, two, other = Shown(), *(line([(word, PLAIN)]) for word in ("one", "two", "other"))
    assert "one" in wholly(shown, one, two)
    assert not wholly(shown, one, two)
    again = wholly(shown, one, other)
    assert "other" in again
    assert "one" not in again
    assert not partly(shown, one, (0, WIDTH))


def test_what_was_drawn_in_part_is_drawn_again_with_the_whole():
    shown, one, other = Shown(), *(line([(word, PLAIN)]) for word in ("one two", "two one"))
    wholly(shown, one)
    sent = partly(shown, other, (0, 3), (4, WIDTH))
    assert "two" in sent
    assert "one" in sent
    assert "one" in wholly(shown, one)


def test_a_terminal_that_may_show_anything_is_drawn_wholly():
    shown, one = Shown(), line([("one", PLAIN)])
    wholly(shown, one)
    shown.forget()
    assert "one" in wholly(shown, one)
