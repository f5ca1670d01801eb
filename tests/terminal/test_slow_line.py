"""On a slow line: few bytes for a key, nothing drawn again that didn't change, and keys that come in pieces."""

import time

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.thrift import thrifty

COLUMNS, ROWS = 12, 4
COLOURS = st.sampled_from(["200;10;10", "1;2;3", "250;250;250"])
STYLES = st.one_of(
    st.builds("{}38;2;{};48;2;{}".format, st.sampled_from(["", "1;", "4;", "1;4;"]), COLOURS, COLOURS),
    st.builds("48;2;{}".format, COLOURS),
    st.sampled_from(["7", "1", "38;5;3;48;5;9", "31", ""]),
)
BLANKS = st.integers(0, 30).map(" ".__mul__)
PIECES = st.builds("\x1b[{}m{}\x1b[0m".format, STYLES, st.text("ab é新", max_size=4))
MOVES = st.builds("{}\x1b[{};{}H".format, st.sampled_from(["", "\n"]), st.integers(1, ROWS), st.integers(1, COLUMNS))
_PATIENT = "10000"
"""Milliseconds that an escape may wait for the rest of its key: on a loaded machine the pieces come late."""
OTHERS = st.sampled_from(["\x1b[?25l", "\x1b[K", "plain", "\x1b]52;c;bQ==\x07"])


def screen_of(frame: str, columns: int = COLUMNS) -> object:
    screen = pyte.Screen(columns, 9 * ROWS)  # a frame never scrolls
    pyte.Stream(screen).feed(frame.replace("\n", "\r\n"))
    return [[screen.buffer[y][x] for x in range(columns)] for y in range(9 * ROWS)]


@given(st.lists(st.one_of(PIECES, MOVES, OTHERS), max_size=12))
def test_a_thrifty_frame_draws_the_same_with_no_more_bytes(pieces: list[str]) -> None:
    frame = "".join(pieces)
    assert screen_of(thrifty(frame)) == screen_of(frame)
    assert screen_of(thrifty(frame) + "\x1b[4;1Hx") == screen_of(frame + "\x1b[4;1Hx")
    assert len(thrifty(frame)) <= len(frame)


LINES = st.lists(st.builds("\x1b[{}m{}{}{}\x1b[0m".format, STYLES, st.text("ab新", max_size=2), BLANKS, st.text("a ")))


@given(st.lists(LINES.filter(lambda pieces: len("".join(pieces)) < 200), max_size=3))
def test_erasing_what_is_blank_draws_the_same_with_no_more_bytes(lines: list[list[str]]) -> None:
    frame = "\n".join(f"\x1b[{y};1H{''.join(pieces)}" for y, pieces in enumerate(lines, 1)) + "\x1b[1;1H"
    assert screen_of(thrifty(frame, erases=True), 200) == screen_of(frame, 200)
    assert len(thrifty(frame, erases=True)) <= len(frame)


@pytest.fixture
def reading(terminal, seed):
    screen = terminal(str(seed), size=(120, 40))
    screen.wait("Russia will continue", "? help", "Quotes 8")
    return screen


def test_a_caret_move_costs_at_most_600_bytes_and_a_line_no_more_than_the_page_holds(reading, seed):
    reading.send("v")
    reading.wait("v start")
    before = len(reading.received)
    for _ in range(10):
        reading.send("w")
    reading.send("v")
    reading.wait("H highlight")
    assert len(reading.received) - before <= 11 * 600
    reading.send("\x1b")
    reading.gone("H highlight")
    before = len(reading.received)
    reading.wait(seed.stem)
    reading.send("j")
    reading.gone(seed.stem)
    assert len(reading.received) - before <= 38 * 80  # the cells of the page


def test_the_first_page_goes_over_the_line_once(terminal, seed):
    reading = terminal(str(seed))
    reading.wait("Russia will continue", "? help", "Quotes 8")
    assert bytes(reading.received).count(b"Russia will continue") == 1


def test_what_another_screen_covered_is_drawn_again(terminal, seed):
    reading = terminal(str(seed))
    reading.wait("Russia will continue", "? help", "Quotes 8")
    reading.send("}")
    reading.wait("¶ 2")  # the status line is drawn last: by then all of this frame is here, and of those before
    page = reading.rows()
    reading.send("?")
    reading.gone("Russia will continue")
    reading.send("\x1b")
    reading.until(lambda: reading.rows() == page, "the page as it was")


def test_a_key_that_comes_in_pieces_loses_no_selection(terminal, seed):
    reading = terminal(str(seed), ESCDELAY=_PATIENT)
    reading.wait("Russia will continue", "? help", "Quotes 8")
    reading.send("vv")
    reading.wait("H highlight")
    before = len(reading.received)
    for part in ("\x1b", "[", "B"):  # an arrow, cut as a slow line cuts it
        reading.send(part)
        time.sleep(0.06)
    reading.until(lambda: len(reading.received) > before, "the selection a line longer")
    reading.wait("H highlight")


def test_keys_in_bursts_end_on_the_same_screen_on_a_slow_line(terminal, seed):
    quick = terminal(str(seed), size=(80, 24))
    quick.wait("Russia will continue", "? help", "Quotes 8")
    slow = terminal(
        str(seed), size=(80, 24), rate=8000, delay=0.4, ESCDELAY=_PATIENT
    )  # 64 kbit/s, 200 ms there and 200 ms back
    slow.wait("Russia will continue", "? help", "Quotes 8")
    for burst in ("jjjjjjjjjj", "}}.", "vvwww"):
        quick.send(burst)
        slow.send(burst)
    slow.wait("H highlight")
    quick.wait("H highlight")
    quick.until(lambda: quick.rows() == slow.rows(), "the same screen on both lines")
    for part in ("\x1b", "[", "C"):  # an arrow, cut as a slow line cuts it
        slow.send(part)
        time.sleep(0.06)
    quick.send("\x1b[C")
    quick.until(lambda: quick.rows() == slow.rows() and "H highlight" in slow.shown(), "one more character selected")
