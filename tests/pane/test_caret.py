from hypothesis import given
from hypothesis import strategies as st

from annotations.text import Position, Span
from tuireader.pane.caret import LINE_MOTIONS, MOTIONS, OBJECTS, Caret, caret_of, move, settle
from tuireader.pane.graphemes import stop_at
from tuireader.pane.layout import Layout, Room

TEXTS = ("The council’s vote on Thursday.", "", "👩‍👩‍👧‍👦 left 🇺🇦🇬🇧.", "新华社报道，会议。", "e\u0301le\u0300ve")
NAMES = [*MOTIONS, *LINE_MOTIONS, *OBJECTS, "up", "down"]


def walk(caret: Caret, *motions: str, texts: tuple[str, ...] = TEXTS, width: int = 12) -> Caret:
    layout = Layout(["", "", *texts], [Room(0)] * 2 + [Room()] * len(texts), width)
    for motion in motions:
        caret = move(caret, motion, 1, texts, layout)
    return caret


def selected(caret: Caret, texts: tuple[str, ...] = TEXTS) -> str:
    span = caret.span(texts)
    assert span is not None
    assert span.start.paragraph == span.end.paragraph
    return texts[span.start.paragraph][span.start.offset : span.end.offset]


@given(st.lists(st.sampled_from(NAMES), max_size=25), st.integers(2, 20), st.integers(1, 3))
def test_no_motion_ever_leaves_the_caret_inside_a_character(names: list[str], width: int, count: int) -> None:
    layout = Layout(["", "", *TEXTS], [Room(0)] * 2 + [Room()] * len(TEXTS), width)
    caret = Caret(Position(0, 0), Position(0, 0))
    for name in names:
        caret = move(caret, name, count, TEXTS, layout)
        text = TEXTS[caret.at.paragraph]
        assert 0 <= caret.at.offset < len(text)
        assert stop_at(text, caret.at.offset) == caret.at.offset


def test_words_forward_and_back_and_to_their_ends() -> None:
    assert walk(Caret(Position(0, 0)), "word").at == Position(0, 4)
    assert walk(Caret(Position(0, 0)), "word", "end").at == Position(0, 12)
    assert walk(Caret(Position(0, 14)), "back").at == Position(0, 4)
    assert walk(Caret(Position(0, 30)), "word").at == Position(2, 0)
    assert walk(Caret(Position(2, 0)), "back").at == Position(0, 30)


def test_lines_are_those_of_the_screen_and_the_column_is_kept() -> None:
    at_column_nine = Caret(Position(0, 9))  # lines: "The ", "council’s ", "vote on ", "Thursday."
    down = walk(at_column_nine, "down")
    assert walk(down, "up").at == Position(0, 9)
    assert walk(Caret(Position(0, 4)), "line_end").at == Position(0, 12)
    assert walk(Caret(Position(0, 9)), "line_start").at == Position(0, 4)


def test_down_passes_empty_rows_and_empty_paragraphs() -> None:
    assert walk(Caret(Position(0, 22)), "down").at.paragraph == 2


def test_up_by_more_lines_than_there_are_stops_at_the_first_that_has_text() -> None:
    texts = ("", "One.", "", "Two.")
    assert walk(Caret(Position(3, 1)), *["up"] * 5, texts=texts).at == Position(1, 1)
    layout = Layout(["", "", *texts], [Room(0)] * 2 + [Room()] * len(texts), 12)
    assert move(Caret(Position(3, 1)), "up", 5, texts, layout).at == Position(1, 1)


def test_the_selection_takes_in_what_the_caret_stands_on() -> None:
    assert selected(walk(Caret(Position(0, 0), Position(0, 0)), "end")) == "The"
    assert selected(Caret(Position(2, 0), Position(2, 0))) == "👩‍👩‍👧‍👦"


def test_text_objects_take_the_word_and_the_paragraph() -> None:
    assert selected(walk(Caret(Position(0, 6)), "take_word")) == "council’s"
    assert selected(walk(Caret(Position(3, 2)), "take_paragraph")) == TEXTS[3]


def test_swapping_the_ends_keeps_the_selection() -> None:
    caret = walk(Caret(Position(0, 4), Position(0, 4)), "end")
    assert caret.swap().span(TEXTS) == caret.span(TEXTS)
    assert caret.swap().at == Position(0, 4)


def test_a_given_span_is_selected_exactly() -> None:
    span = Span(Position(0, 4), Position(3, 5))
    assert caret_of(span, TEXTS).span(TEXTS) == span


def test_a_span_that_ends_at_a_paragraphs_start_takes_nothing_of_it() -> None:
    assert caret_of(Span(Position(2, 8), Position(3, 0)), TEXTS).at.paragraph == 2
    assert caret_of(Span(Position(0, 4), Position(0, 4)), TEXTS) == Caret(Position(0, 4))


def test_a_caret_settles_on_the_nearest_character() -> None:
    assert settle(Position(1, 0), TEXTS) == Position(2, 0)
    assert settle(Position(2, 3), TEXTS) == Position(2, 0)
    assert settle(Position(9, 9), TEXTS) == Position(4, 6)
    assert settle(Position(0, 999), TEXTS) == Position(0, 30)
