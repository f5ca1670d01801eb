"""The mouse on the page: it hits the character that it points at, in any script."""

from collections.abc import Callable
from typing import Any

from annotations.models import Paragraph
from annotations.text import Position, Span, span_of
from tuireader.pane.graphemes import drawn, measure
from tuireader.pane.spans import PageMark

SIZE = (80, 24)
Article = Callable[[int], list[Paragraph]]


def cell_of(app: Any, position: Position) -> tuple[int, int]:
    """Where a position is on the screen, by looking at the screen."""
    text = drawn(app._paragraphs[position.paragraph].text[position.offset :][:9])
    for y, line in enumerate(app.lines()):
        if (at := line.find(text)) >= 0:
            return measure(line[:at]).cells[-1], y
    raise AssertionError(f"{text!r} isn't on the screen")


async def test_every_cell_of_mixed_scripts_gives_its_own_character(pane_app: Any, mixed: tuple[str, ...]) -> None:
    app = pane_app([Paragraph(text) for text in mixed], measure=40)
    tried = 0
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        seen: dict[int, str] = dict.fromkeys(range(len(mixed)), "")
        for y, line in enumerate(app.lines()):
            if y < 3 or not line.strip():
                continue  # title, byline and what stands between
            stops, cells = measure(line)
            for start, end, cell, behind in zip(stops, stops[1:], cells, cells[1:], strict=False):
                if not line[start:end].strip():
                    continue
                for x in range(cell, behind):
                    at = app.pane.position_at(x, y)
                    text = mixed[at.paragraph]
                    whole = measure(text).stops
                    grapheme = text[at.offset : whole[whole.index(at.offset) + 1]]
                    assert drawn(grapheme) == line[start:end], (x, y)
                    tried += 1
                seen[at.paragraph] += line[start:end]
        assert all(seen[number] == drawn(text).replace(" ", "") for number, text in enumerate(mixed))
    assert tried >= 117


async def test_a_drag_selects_exactly_what_it_passed(pane_app: Any, mixed: tuple[str, ...]) -> None:
    app = pane_app([Paragraph(text) for text in mixed])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        start, last = Position(0, 6), Position(1, mixed[1].index("🇬🇧"))
        await pilot.mouse_down(offset=cell_of(app, start))
        await pilot.hover(offset=cell_of(app, last))
        await pilot.mouse_up(offset=cell_of(app, last))
        assert app.pane.selection == Span(start, Position(1, last.offset + 2))
        assert app.said[-1].span == app.pane.selection
        assert not any("Clicked" in type(message).__name__ for message in app.said)


async def test_two_clicks_take_the_word_and_three_the_sentence(pane_app: Any) -> None:
    text = "It rose. The council’s vote, said Mr. Peskov, was “an outrage”. Nobody left."
    app = pane_app([Paragraph(text)])
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        x, y = cell_of(app, Position(0, text.index("council")))
        await pilot.click(offset=(x + 8, y), times=2)
        assert app.pane.selection == span_of(0, text.index("council"), text.index(" vote"))
        await pilot.click(offset=(x, y), times=3)
        assert app.pane.selection == span_of(0, text.index("The"), text.index(" Nobody"))


async def test_a_click_tells_where_and_in_the_gutter_it_means_the_mark(pane_app: Any, article: Article) -> None:
    app = pane_app(article(3))
    async with app.run_test(size=SIZE) as pilot:
        app.pane.marks = (PageMark("a", span_of(0, 8, 30), 0),)
        await pilot.pause()
        x, y = cell_of(app, Position(0, 3))
        await pilot.click(offset=(x, y))
        await pilot.pause(0)
        await pilot.click(offset=(x - 3 - 3, y))
        assert [message.position for message in app.said] == [Position(0, 3), Position(0, 8)]
        assert not app.pane.selecting


async def test_a_drag_beyond_the_edge_scrolls(pane_app: Any, article: Article) -> None:
    app = pane_app(article(50))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.mouse_down(offset=(20, 5))
        pane = app.pane
        pane._pointer = (20, 30)
        pane._pull_page()
        pane._pull_page()
        await pilot.pause()
        assert pane.selection is not None
        assert pane.visible_paragraphs()[1] == pane.selection.end.paragraph
        assert app.lines()[0].strip() != "A title"


async def test_the_mouse_can_be_left_alone(pane_app: Any, article: Article) -> None:
    app = pane_app(article(3))
    async with app.run_test(size=SIZE) as pilot:
        app.pane.mouse = False
        await pilot.pause()
        await pilot.click(offset=(20, 4), times=2)
        assert (app.pane.selection, app.said) == (None, [])
