"""A book in Japanese: no blanks to break at, full-width marks, a paragraph of twenty thousand characters."""

import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from annotations.models import Paragraph
from annotations.text import Position, span_of
from tuireader.finding import Search
from tuireader.pane.wrapping import Wrapped

KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
KANJI = "日本国会議員首相発言記者東京政府辞任否定問題新聞社説明会見報道調査結果発表"
NEVER_FIRST = "。、」』）！？ー…っゃゅょ"
NEVER_LAST = "「『（"
COUNT, LONG = 5000, 20_000


def sentence(chance: random.Random) -> str:
    words = "".join(chance.choice(KANJI if chance.random() < 0.4 else KANA) for _ in range(chance.randint(5, 40)))
    return chance.choice(
        [f"{words}。", f"「{words}」と述べた。", f"{words}、（{words[:4]}）ー。", f"『{words}！』", f"2022年{words}…"]
    )


@pytest.fixture(scope="module")
def book() -> list[str]:
    chance = random.Random(11)
    texts = ["".join(sentence(chance) for _ in range(chance.randint(1, 6))) for _ in range(COUNT)]
    long = "".join(sentence(chance) for _ in range(LONG // 8))[:LONG]
    return [*texts[:10], long, *texts[10:]]


@pytest.mark.parametrize("width", [20, 41, 72])
def test_every_character_stands_on_one_line_and_none_begins_or_ends_with_a_mark_that_may_not(
    book: list[str], width: int
) -> None:
    for text in [*book[:300], book[10]]:
        wrapped = Wrapped(text, width)
        lines = [text[slice(*wrapped.line_span(number))] for number in range(len(wrapped.starts))]
        assert "".join(lines) == text
        for line, following in pairwise(lines):
            assert following[0] not in NEVER_FIRST, (line, following)
            assert line[-1] not in NEVER_LAST, (line, following)
            assert width - 8 <= sum(1 if character.isascii() or character == "…" else 2 for character in line) <= width


async def test_the_mouse_takes_the_very_character_and_the_caret_goes_one_by_one(
    pane_app: Callable[..., Any], book: list[str]
) -> None:
    app = pane_app([Paragraph(text) for text in book])
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        pane.go_to(Position(10, 9000), "top")
        await pilot.pause()
        top = pane.top_position
        assert top.paragraph == 10
        assert top.offset <= 9000 < top.offset + 40
        columns = pane._columns()
        shown = ""
        for y in range(20):
            row = app.lines()[y][columns.left + columns.gutter :]
            for number, character in enumerate(row.strip()):
                cells = sum(1 if one.isascii() or one == "…" else 2 for one in row[:number])
                at = pane.position_at(columns.left + columns.gutter + cells, y)
                assert book[10][at.offset] == character
            shown += row.strip()
        assert shown == book[10][top.offset :][: len(shown)]
        pane.begin_caret(Position(10, 9000))
        pane.move("right", 50)
        assert pane.caret == Position(10, 9050)
        pane.move("down", 100)
        pane.move("up", 100)
        assert pane.caret == Position(10, 9050)
        pane.move("bottom")
        await pilot.pause()
        assert pane.visible_paragraphs()[1] == COUNT


async def test_a_drag_over_two_lines_selects_a_slice_of_the_text(pane_app: Callable[..., Any], book: list[str]) -> None:
    app = pane_app([Paragraph(text) for text in book])
    async with app.run_test(size=(80, 24)) as pilot:
        pane = app.pane
        pane.go_to(Position(10, 9000), "top")
        await pilot.pause()
        columns, layout = pane._columns(), pane._view.layout
        x, start = columns.left + columns.gutter, pane.top_position.offset
        behind = layout.block(12).line_span(layout.block(12).line_of(start) + 1)
        await pilot.mouse_down(offset=(x + 20, 0))
        await pilot.hover(offset=(x + 30, 1))
        await pilot.mouse_up(offset=(x + 30, 1))
        span = pane.selection
        assert span is not None
        assert span.start.offset < behind[0] < span.end.offset
        words = book[10][span.start.offset : span.end.offset]
        assert "\n" not in words
        assert " " not in words


def test_words_that_a_line_breaks_are_found_where_they_stand(book: list[str]) -> None:
    wrapped = Wrapped(book[10], 72)
    for line in (3, 77, 300):
        start = wrapped.line_span(line)[1] - 6
        query = book[10][start : start + 12]
        search = Search(tuple(book), query, Position(0, 0))
        for _ in search.counting():
            pass
        assert span_of(10, start, start + 12) in [span_of(10, *hit) for hit in search.on(10)]
