"""The page: its place, what is drawn, and how it can be read."""

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from textual.color import Color
from textual.strip import Strip

from annotations.models import Kind, Paragraph
from annotations.text import Position, span_of
from tuireader.pane.painter import contrast
from tuireader.pane.spans import PageMark
from tuireader.pane.widget import ArticlePane

SIZE = (80, 24)
Article = Callable[[int], list[Paragraph]]


@pytest.mark.parametrize("width", [40, 60, 100, 200])
async def test_the_top_line_stays_on_resize(pane_app: Any, article: Article, width: int) -> None:
    app = pane_app(article(200))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.pane.go_to(Position(120, 100), "top")
        await pilot.pause()
        before = app.pane.top_position, app.lines()
        await pilot.resize_terminal(width, 24)
        await pilot.pause()
        paragraph, offset = before[0]
        assert paragraph == 120
        assert app.pane.top_position == before[0]
        line = app.lines()[0].split()
        assert any(word in article(200)[120].text[:offset] + before[1][0] for word in line)
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert (app.pane.top_position, app.lines()) == before


@pytest.mark.parametrize("texts", [["word " * 2000], ["One.", "word " * 2000], ["word " * 60] * 40])
async def test_how_much_was_passed_grows_line_by_line_and_is_whole_only_at_the_end(
    pane_app: Any, texts: list[str]
) -> None:
    app = pane_app([Paragraph(text.strip()) for text in texts])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.pane.end()
        end = app.pane.top_position
        app.pane.top()
        passed = [app.pane.passed]
        while app.pane.top_position != end:
            assert passed[-1] < 1
            app.pane.scroll_by(1)
            passed.append(app.pane.passed)
        assert passed == sorted(passed)
        assert passed[0] < 0.2
        assert passed[-1] == 1
        assert len(set(passed)) > len(passed) / 2


async def test_how_much_was_passed_is_told_again_once_the_whole_text_was_measured(pane_app: Any) -> None:
    told: list[float] = []

    class Telling(ArticlePane):
        def on_page_moved(self) -> None:
            told.append(self.passed)

    app = pane_app([Paragraph("首相は述べた。" * 40)] + [Paragraph("Short.")] * 40)
    app.pane = Telling()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.pane.scroll_by(4)
        await pilot.pause()
        before = told[-1]
        for size in ((30, 10), SIZE):
            await pilot.resize_terminal(*size)
            while not all(app.pane._view.layout._exact):
                await pilot.pause(0.01)
            for _ in range(20):
                await pilot.pause(0.01)
            assert told[-1] == app.pane.passed
        assert told[-1] == before


async def test_a_remembered_place_is_shown_even_where_the_text_got_shorter(pane_app: Any, article: Article) -> None:
    app = pane_app(article(40))
    async with app.run_test(size=SIZE) as pilot:
        for at, paragraph in ((Position(20, 150), 20), (Position(70, 9), 39), (Position(20, 9999), 20)):
            app.pane.open(article(40), "A title", "", at)
            await pilot.pause()
            first, last = app.pane.visible_paragraphs()
            assert first - 1 <= paragraph <= last


async def test_another_byline_leaves_the_place_alone(pane_app: Any, article: Article) -> None:
    app = pane_app(article(30))
    async with app.run_test(size=SIZE) as pilot:
        app.pane.go_to(Position(9, 0), "top")
        await pilot.pause()
        before = app.lines()
        app.pane.head("A title", "Sky News, 7 April 2022 " * 8)
        await pilot.pause()
        assert app.lines() == before


@pytest.mark.parametrize("act", ["j", "page", "half", "G", "caret", "mark", "resize", "far", "row"])
async def test_no_key_ever_touches_the_whole_of_a_long_text(
    pane_app: Any, article: Article, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is measured in slices between the keys isn't a key's work.
    monkeypatch.setattr(ArticlePane, "_measure_on", lambda self: None)
    paragraphs = [
        replace(paragraph, kind=kind, speaker="A" if kind is Kind.TURN else "")
        for paragraph, kind in zip(article(60_000), cycle(Kind), strict=False)
    ]
    app = pane_app(paragraphs)
    async with app.run_test(size=(120, 40)) as pilot:
        pane = app.pane
        await pilot.pause()
        pane.begin_caret(Position(3, 0))
        before = pane._view.layout.wraps
        acts: dict[str, Callable[[], None]] = {
            "j": lambda: pane.scroll_by(1),
            "page": lambda: pane.turn(1),
            "half": lambda: pane.turn(-0.5),
            "G": pane.end,
            "caret": lambda: pane.move("down", 3),
            "mark": lambda: setattr(pane, "marks", (PageMark("a", span_of(59_000, 0, 9), 1),)),
            "far": lambda: pane.go_to(Position(40_000, 7)),
            "row": lambda: pane.scroll_by(200_000),
            "resize": lambda: None,
        }
        acts[act]()
        if act == "resize":
            await pilot.resize_terminal(90, 40)
            before = 0
        await pilot.pause()
        assert pane._view.layout.wraps - before <= 2 * 40


async def test_only_the_lines_that_changed_are_drawn_again(pane_app: Any, article: Article) -> None:
    app = pane_app(article(30))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before: list[Strip] = list(app.pane._strips)
        app.pane.marks = (PageMark("a", span_of(1, 0, 12), 1),)
        await pilot.pause()
        changed = [y for y, strip in enumerate(app.pane._strips) if strip is not before[y]]
        assert [app.lines()[y].split()[1] for y in changed] == ["P1"]


async def test_the_screen_shows_all_of_the_text_and_nothing_is_taken_as_markup(pane_app: Any) -> None:
    texts = ["[But] he said [/b] [@click=app.quit]this[/] out interests: “[sic]”", "# Not a *heading*", "a\\[b"]
    app = pane_app([Paragraph(text) for text in texts])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown = [line.strip() for line in app.lines() if line.strip()]
        assert shown == ["A title", "An outlet, 7 April", *texts]


async def test_the_caret_stays_in_sight(pane_app: Any, article: Article) -> None:
    app = pane_app(article(60))
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.begin_caret(pane.top_position)
        for motion, count in (
            ("down", 60),
            ("next_paragraph", 12),
            ("up", 90),
            ("bottom", 1),
            ("top", 1),
            ("word", 300),
        ):
            pane.move(motion, count)
            await pilot.pause()
            assert pane._view.shows(pane.caret)


async def test_a_caret_first_and_then_a_selection(pane_app: Any, article: Article) -> None:
    app = pane_app(article(3))
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.begin_caret(Position(0, 0))
        pane.move("word")
        assert (pane.selecting, pane.selection) == (True, None)
        pane.drop_anchor()
        pane.move("end")
        await pilot.pause()
        assert pane.selection.start == Position(0, 3)
        pane.swap()
        assert pane.caret == Position(0, 3)
        pane.leave()
        assert not pane.selecting


@pytest.mark.parametrize("size", [(1, 1), (5, 2), (20, 5), (40, 10), (300, 90)])
async def test_any_size_is_drawn(pane_app: Any, mixed: tuple[str, ...], size: tuple[int, int]) -> None:
    app = pane_app([Paragraph(text) for text in mixed])
    async with app.run_test(size=size) as pilot:
        app.pane.select(span_of(1, 0, 20))
        await pilot.pause()
        assert all(app.pane.render_line(y).cell_length >= 0 for y in range(size[1]))


async def test_an_article_without_text_is_an_empty_page(pane_app: Any) -> None:
    app = pane_app([])
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.begin_caret(Position(0, 0))
        pane.scroll_by(3)
        pane.end()
        await pilot.click(offset=(20, 9))
        assert pane.position_at(3, 9) is None
        assert pane.visible_paragraphs() == (0, 0)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "gruvbox", "solarized-light"])
async def test_text_is_readable_under_all_layers_in_every_theme(pane_app: Any, found: Any, theme: str) -> None:
    app = pane_app([Paragraph("x" * 60, Kind.HEADING)])
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        pane = app.pane
        pane.marks = tuple(PageMark(str(n), span_of(0, 6 * n, 60), n) for n in range(5))
        pane.focused_mark = "3"
        pane.hits, pane.hit = found(*(span_of(0, at, at + 3) for at in range(0, 60, 9))), span_of(0, 18, 21)
        pane.furniture = frozenset({0})
        pane.select(span_of(0, 20, 50))
        await pilot.pause()
        for strip in (pane.render_line(y) for y in range(SIZE[1])):
            for segment in strip:
                assert segment.style is not None
                ink, ground = (Color.from_rich_color(getattr(segment.style, name)) for name in ("color", "bgcolor"))
                if "x" in segment.text:
                    assert contrast(ink, ground) >= 4.5


async def test_without_colours_marks_hits_and_selection_still_differ(
    pane_app: Any, found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = pane_app([Paragraph("marked two one found taken plain and so on")])
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        pane.marks = (PageMark("a", span_of(0, 0, 10), 1), PageMark("b", span_of(0, 7, 14), 2))
        pane.hits = found(span_of(0, 15, 20))
        pane.select(span_of(0, 21, 26))
        await pilot.pause()
        line = next(pane.render_line(y) for y in range(SIZE[1]) if "marked" in pane.render_line(y).text)
        looks = [
            (segment.style.underline, segment.style.bold, segment.style.reverse, segment.style.italic)
            for word in ("marked", "two", "found", "take", "n", "plain and so on")
            for segment in line
            if segment.style is not None and segment.text.strip() == word
        ]
        assert len(set(looks)) == 6
        assert "=" in line.text  # the role's mark


async def test_pending_marks_differ_in_the_gutter_only(pane_app: Any, article: Article) -> None:
    app = pane_app(article(2))
    async with app.run_test(size=SIZE) as pilot:
        pane = app.pane
        looks = []
        for pending in (False, True):
            pane.marks = (PageMark("a", span_of(0, 0, 12), 1, pending=pending),)
            await pilot.pause()
            looks.append([list(pane.render_line(y)) for y in range(SIZE[1])])
        differing = [
            (one.text, other.text)
            for saved, waiting in zip(*looks, strict=True)
            for one, other in zip(saved, waiting, strict=True)
            if one != other
        ]
        assert differing == [("=", "=")]
