"""The map beside the page: it shows the whole text, and a click on it goes there."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.models import ROLES, Paragraph
from annotations.text import Position, span_of
from tuireader.pane.map import row_of, thumb
from tuireader.pane.spans import PageMark
from tuireader.pane.widget import ArticlePane

SIZE = (80, 24)
Article = Callable[[int], list[Paragraph]]


def column(app: Any) -> str:
    return "".join(app.pane.render_line(y).text[-1] for y in range(app.pane.size.height))


def test_the_thumb_is_as_long_as_the_part_in_sight_and_reaches_both_ends() -> None:
    assert not thumb(0, 20, 24)
    assert thumb(0, 48, 24) == range(12)
    assert thumb(24, 48, 24) == range(12, 24)
    assert thumb(1, 10_000, 24) == range(1, 2)
    assert thumb(9_976, 10_000, 24) == range(23, 24)


@pytest.mark.parametrize(("total", "height"), [(10, 24), (24, 24), (1000, 24), (999_999, 7)])
def test_every_row_has_one_cell(total: int, height: int) -> None:
    rows = [row_of(cell, total, height) for cell in range(height + 1)]
    assert rows == sorted(set(rows))
    assert (rows[0], rows[-1]) == (0, max(total, height))


async def test_it_shows_marks_hits_and_quotations_of_the_whole_text_and_a_click_goes_there(
    pane_app: Any, found: Any, article: Article
) -> None:
    app = pane_app(article(2000))
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        await pilot.pause()
        pane.marks = (PageMark("a", span_of(1900, 3, 9), 2),)
        pane.quotations = (span_of(1000, 2, 5),)
        pane.hits = found(span_of(500, 4, 6))
        await pilot.pause()
        assert {"·": 1, "–": 1, ROLES[2].mark: 1}.items() <= {sign: column(app).count(sign) for sign in "·–?"}.items()
        for sign, paragraph in (("–", 500), ("?", 1900), ("·", 1000)):
            await pilot.click(offset=(SIZE[0] - 1, column(app).index(sign)))
            await pilot.pause()
            first, last = pane.visible_paragraphs()
            assert first - 1 <= paragraph <= last
        pane.hit = span_of(500, 4, 6)
        await pilot.pause()
        assert column(app).count("●") == 1
        assert not pane.selecting


async def test_the_mark_with_the_rank_of_its_cell_is_shown_beside_its_line_where_all_fits(pane_app: Any) -> None:
    app = pane_app([Paragraph(f"Words {number}") for number in range(8)])
    async with app.run_test(size=SIZE) as pilot:
        app.pane.marks = tuple(PageMark(str(n), span_of(n, 0, 5), n % 5) for n in (1, 3, 6))
        await pilot.pause()
        rows = [y for y, line in enumerate(app.lines()) if any(f"Words {n}" in line for n in (1, 3, 6))]
        assert [y for y, sign in enumerate(column(app)) if sign != " "] == rows


async def test_the_thumb_is_dragged_and_the_rest_of_the_map_leads_to_its_place(pane_app: Any, article: Article) -> None:
    app = pane_app(article(300))
    async with app.run_test(size=SIZE) as pilot:
        pane: ArticlePane = app.pane
        await pilot.pause()
        await pilot.mouse_down(offset=(79, 0))
        await pilot.hover(offset=(79, 12))
        assert 130 < pane.visible_paragraphs()[0] < 170
        await pilot.hover(offset=(79, 23))
        await pilot.mouse_up(offset=(79, 23))
        assert pane.visible_paragraphs()[1] == 299
        await pilot.click(offset=(79, 6))
        assert 60 < pane.visible_paragraphs()[0] < 90
        await pilot.hover(offset=(40, 3))
        assert 60 < pane.visible_paragraphs()[0] < 90


async def test_a_step_of_the_page_changes_no_more_of_the_map_than_the_thumb(pane_app: Any, article: Article) -> None:
    app = pane_app(article(2000))
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.marks = tuple(PageMark(str(n), span_of(n, 0, 5), n % 5) for n in range(0, 2000, 3))
        pane.go_to(Position(700, 0), "top")
        await pilot.pause()
        before = list(pane._bar)
        pane.turn(1)
        await pilot.pause()
        assert sum(old != new for old, new in zip(before, pane._bar, strict=True)) <= 2
