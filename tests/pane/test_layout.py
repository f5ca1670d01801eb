from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.models import Paragraph
from tuireader.pane.graphemes import is_narrow, measure, stop_at
from tuireader.pane.layout import Layout, Place, Room
from tuireader.pane.wrapping import Wrapped

PIECES = st.sampled_from(
    [
        *(
            "word",
            "a",
            "council’s",
            " ",
            "  ",
            "   ",
            "“war",
            "新华社",
            "。",
            "「",
            "」",
            "👩‍👩‍👧‍👦",
            "🇺🇦",
            "❤️",
            "e\u0301",
        ),
        *("वक्ष", "\u200d", "\u00ad", "\u200b", "و", "\u3000", "\u0301", "https://example.org/a/path/without/a/break"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(bool)
WIDTHS = st.integers(2, 80)


def lines_of(wrapped: Wrapped) -> list[str]:
    return [wrapped.text[slice(*wrapped.line_span(line))] for line in range(len(wrapped.starts))]


def cells(text: str) -> int:
    return len(text) if is_narrow(text) else measure(text).cells[-1]


@given(TEXTS, WIDTHS)
def test_wrapping_loses_no_character(text: str, width: int) -> None:
    assert "".join(lines_of(Wrapped(text, width))) == text


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_page(text: str, width: int) -> None:
    wrapped = Wrapped(text, width)
    stops, cells = measure(text)
    for line in range(len(wrapped.starts)):
        start, end = wrapped.line_span(line)
        shown = [index for index, stop in enumerate(stops[:-1]) if start <= stop < end]
        while shown and text[stops[shown[-1]]] == " ":
            shown.pop()  # white space at a line's end hangs over
        if shown:
            assert cells[shown[-1] + 1] - cells[shown[0]] <= width


@given(TEXTS, WIDTHS)
def test_lines_never_break_inside_a_character(text: str, width: int) -> None:
    assert all(stop_at(text, start) == start for start in Wrapped(text, width).starts)


@given(TEXTS, WIDTHS)
def test_a_position_is_found_again_from_its_row_and_cell(text: str, width: int) -> None:
    wrapped = Wrapped(text, width)
    for stop in measure(text).stops[:-1]:
        line = wrapped.line_of(stop)
        start, end = wrapped.line_span(line)
        if stop < start + len(text[start:end].rstrip(" ")) and cells(text[stop : stop + 1]):
            assert wrapped.offset_at(line, wrapped.cell_of(stop)) == stop


@given(TEXTS, WIDTHS, st.integers(-3, 100))
def test_any_cell_gives_a_character_of_its_line(text: str, width: int, cell: int) -> None:
    wrapped = Wrapped(text, width)
    for line in range(len(wrapped.starts)):
        start, end = wrapped.line_span(line)
        offset = wrapped.offset_at(line, cell)
        assert start <= offset < end
        assert stop_at(text, offset) == offset


def test_words_stay_whole_where_they_fit() -> None:
    assert lines_of(Wrapped("The council said that on Thursday.", 12)) == ["The council ", "said that on ", "Thursday."]


def test_chinese_breaks_between_any_two_characters_but_not_before_a_stop() -> None:
    assert lines_of(Wrapped("新华社报道会议。", 14)) == ["新华社报道会", "议。"]
    assert lines_of(Wrapped("他说「不」了", 6)) == ["他说", "「不」", "了"]


def test_list_items_stand_together_and_an_empty_text_takes_no_row() -> None:
    layout = Layout(["", "One", "Two", "", "Three"], [Room(gap) for gap in (1, 0, 1, 1, 0)], 20)
    assert list(layout.places(Place(0, 0), 9)) == [Place(1, 0), Place(2, 0), Place(2, 1), Place(4, 0)]


@given(st.lists(TEXTS, min_size=1, max_size=12), st.integers(4, 40), st.integers(0, 60), st.integers(-60, 60))
def test_walking_and_counting_rows_agree(texts: list[str], width: int, row: int, step: int) -> None:
    layout = Layout(texts, [Room()] * (len(texts) - 1) + [Room(0)], width)
    for _ in layout.measuring(0, 1):
        pass
    place = layout.place_of_row(row)
    assert layout.row_of(place) == min(row, layout.row_of(layout.last))
    walked = layout.row_of(layout.step(place, step))
    assert walked == min(max(layout.row_of(place) + step, 0), layout.row_of(layout.last))


@given(st.lists(TEXTS, min_size=1, max_size=12), st.integers(4, 40), st.integers(0, 60))
def test_measuring_by_and_by_ends_with_the_true_rows(texts: list[str], width: int, around: int) -> None:
    layout = Layout(texts, [Room()] * len(texts), width)
    slices = sum(1 for _ in layout.measuring(around % len(texts), 0.0))
    assert layout.total == sum(len(Wrapped(text, width).starts) + 1 for text in texts)
    assert slices <= len(texts)


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS, st.integers(4, 40))
def test_a_replaced_text_is_laid_out_as_if_it_had_been_there(texts: list[str], text: str, width: int) -> None:
    layout = Layout(texts.copy(), [Room()] * len(texts), width)
    layout.row_of(layout.last)
    layout.replace(0, text, Room(0))
    fresh = Layout([text, *texts[1:]], [Room(0)] + [Room()] * (len(texts) - 1), width)
    assert list(layout.places(Place(0, 0), 99)) == list(fresh.places(Place(0, 0), 99))
    assert layout.last == fresh.last


ROOMS = st.builds(Room, st.integers(0, 1), st.integers(0, 1), st.sampled_from((0, 2)))


@given(st.lists(st.tuples(TEXTS, ROOMS), min_size=1, max_size=12), st.integers(4, 40), st.data())
def test_rows_lines_and_offsets_agree_whatever_stands_around_the_texts(
    blocks: list[tuple[str, Room]], width: int, data: st.DataObject
) -> None:
    texts, rooms = [text for text, _ in blocks], [room for _, room in blocks]
    layout = Layout(texts, rooms, width)
    for _ in layout.measuring(0, 1):
        pass
    places = list(layout.places(Place(0, 0), layout.total))
    lines = [place for place in places if 0 <= layout.line_of(place) < layout.lines(place.block)]
    assert layout.last == lines[-1]
    for row, place in enumerate(places):
        assert layout.row_of(place) == row
        assert layout.place_of(place.block, layout.offset_of(place)) == place
    shown = "".join(
        texts[block][slice(*layout.block(block).line_span(layout.line_of(Place(block, row))))] for block, row in lines
    )
    assert shown == "".join(texts)
    assert all(
        layout.inset(block) + layout.block(block).cell_of(layout.offset_of(Place(block, row))) <= width
        for block, row in lines
    )
    start, step = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(-40, 40))
    assert layout.step_lines(lines[start], step) == lines[min(max(start + step, 0), len(lines) - 1)]
    row = data.draw(st.integers(0, layout.row_of(layout.last)))
    assert layout.step(places[row], step) == places[min(max(row + step, 0), layout.row_of(layout.last))]


@pytest.mark.parametrize("rows", [1, 40, 500])
def test_a_step_wraps_only_what_it_passes(article: Callable[[int], list[Paragraph]], rows: int) -> None:
    layout = Layout([paragraph.text for paragraph in article(60_000)], [Room()] * 60_000, 72)
    layout.step(Place(30_000, 0), rows)
    assert layout.wraps <= rows + 2


@pytest.mark.parametrize("text", ["Two words", "新华社报道"])
def test_a_text_that_has_no_room_at_all_stands_on_lines_of_one_cell(text):
    assert Wrapped(text, 0).starts == Wrapped(text, 1).starts


def test_a_character_wider_than_the_line_has_one_of_its_own_and_none_follows_it() -> None:
    assert Wrapped("新华社", 1).starts == [0, 1, 2]
