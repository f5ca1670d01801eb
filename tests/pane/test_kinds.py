"""What is drawn around paragraphs is never text: positions, the mouse, the caret and selections pass it by."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from textual.strip import Strip

from annotations.models import Kind, Paragraph
from annotations.text import Position, Span, pieces, span_of
from tuireader.pane.graphemes import drawn, measure, stop_at
from tuireader.pane.kinds import label, rooms
from tuireader.pane.layout import Room
from tuireader.pane.spans import PageMark

SIGNS = "•│≈▌="
SIZES = [(120, 40), (80, 24), (50, 20), (24, 30)]
KINDS = (Kind.TEXT, Kind.HEADING, Kind.LIST, Kind.LIST, Kind.QUOTE, Kind.TURN, Kind.TURN, Kind.FURNITURE)
Article = Callable[[int], list[Paragraph]]


def some_of_all(texts: tuple[str, ...], seed: int) -> list[Paragraph]:
    """Paragraphs of chance kinds; only labels contain a section sign."""
    chance = random.Random(seed)

    def paragraph() -> Paragraph:
        kind, text = chance.choice(KINDS), chance.choice(texts)
        if chance.random() < 0.4:
            text = text[: stop_at(text, chance.randint(1, len(text)))].strip() or "x"
        said = (
            (chance.choice(("§A", "§B 新华", "")), chance.choice(("§0:01", "§0:02", ""))) if kind is Kind.TURN else ()
        )
        return Paragraph(text, kind, *said, exact=chance.random() < 0.7)

    return [paragraph() for _ in range(14)]


def cells_of(strip: Strip) -> list[tuple[str, object]]:
    """Each cell's grapheme and style; a wide one counts twice."""
    found: list[tuple[str, object]] = []
    for segment in strip:
        stops, cells = measure(segment.text)
        for start, end, cell, behind in zip(stops, stops[1:], cells, cells[1:], strict=False):
            found += [(segment.text[start:end], segment.style)] * (behind - cell)
    return found


def screen_of(app: Any) -> dict[tuple[int, int], tuple[str, object]]:
    """The cells of the pane that show something of the text, by column and row."""
    shown = {}
    for y in range(app.pane.size.height):
        strip = app.pane.render_line(y)
        if "§" in strip.text or any(head in strip.text for head in ("A title", "An outlet")):
            continue
        shown |= {
            (x, y): cell for x, cell in enumerate(cells_of(strip)[:-1]) if cell[0].strip() and cell[0] not in SIGNS
        }
    return shown


@pytest.mark.parametrize("size", SIZES)
async def test_every_cell_of_every_kind_gives_its_own_character(
    pane_app: Any, mixed: tuple[str, ...], size: tuple[int, int]
) -> None:
    app = pane_app([])
    tried = 0
    async with app.run_test(size=size) as pilot:
        for seed in range(15):
            paragraphs = some_of_all(mixed, seed)
            app.pane.open(paragraphs, "A title", "", Position(seed % 5, 0))
            app.pane.names = {"§A": "§Ann Lee"} if seed % 2 else {}
            await pilot.pause()
            seen = dict.fromkeys(range(len(paragraphs)), "")
            before = None
            for (x, y), (grapheme, _) in screen_of(app).items():
                at = app.pane.position_at(x, y)
                text = paragraphs[at.paragraph].text
                stops = measure(text).stops
                assert drawn(text[at.offset : stops[stops.index(at.offset) + 1]]) == grapheme, (seed, x, y)
                if at != before:
                    seen[at.paragraph] += grapheme
                before, tried = at, tried + 1
            _, last = app.pane.visible_paragraphs()
            first, offset = app.pane.top_position
            for number in range(first + bool(offset), last):
                assert seen[number] == drawn(paragraphs[number].text).replace(" ", ""), (seed, number)
    assert tried > 2000


@pytest.mark.parametrize("size", SIZES)
async def test_exactly_what_is_selected_marked_and_found_is_painted(
    pane_app: Any, found: Any, mixed: tuple[str, ...], size: tuple[int, int]
) -> None:
    app = pane_app([])
    async with app.run_test(size=size) as pilot:
        pane = app.pane
        for seed in range(15):
            chance = random.Random(seed)
            paragraphs = some_of_all(mixed, seed)
            pane.open(paragraphs, "A title")
            await pilot.pause()
            plain = screen_of(app)
            ends = sorted(pane.position_at(*chance.choice(list(plain))) for _ in range(2))
            behind = next(stop for stop in measure(paragraphs[ends[1].paragraph].text).stops if stop > ends[1].offset)
            span = Span(ends[0], Position(ends[1].paragraph, behind))
            wanted = {cell for cell in plain if span.start <= pane.position_at(*cell) < span.end}

            async def painted(plain: Any = plain) -> set[tuple[int, int]]:
                await pilot.pause()
                now = screen_of(app)
                assert now.keys() == plain.keys()
                return {cell for cell in plain if now[cell] != plain[cell]}

            pane.marks = (PageMark("a", span, 1),)
            assert await painted() == wanted
            pane.marks, pane.hits = (), found(span)
            assert await painted() == wanted
            pane.hits = found()
            pane.select(span)
            assert pane.selection == span
            assert await painted() == wanted
            pane.begin_caret(ends[0])
            assert await painted() == {cell for cell in plain if pane.position_at(*cell) == ends[0]}


@pytest.mark.parametrize("size", SIZES)
async def test_signs_and_labels_are_never_painted_as_selected(
    pane_app: Any, mixed: tuple[str, ...], size: tuple[int, int]
) -> None:
    paragraphs = some_of_all(mixed, 3)
    app = pane_app(paragraphs)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        before = [cells_of(app.pane.render_line(y)) for y in range(size[1])]
        texts = [paragraph.text for paragraph in paragraphs]
        app.pane.select(Span(Position(0, 0), Position(len(texts) - 1, len(texts[-1]))))
        app.pane.top()
        await pilot.pause()
        for y, cells in enumerate(before):
            drawn_only = "§" in "".join(grapheme for grapheme, _ in cells)
            for cell, now in zip(cells, cells_of(app.pane.render_line(y)), strict=True):
                if drawn_only or cell[0] in SIGNS:
                    assert now == cell


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_on_a_label_means_the_turns_first_character(
    pane_app: Any, mixed: tuple[str, ...], size: tuple[int, int]
) -> None:
    app = pane_app([])
    labels = 0
    async with app.run_test(size=size) as pilot:
        for seed in range(10):
            app.pane.open(some_of_all(mixed, seed), "A title")
            await pilot.pause()
            lines = app.lines()
            for y, line in enumerate(lines[:-1]):
                if "§" in line:
                    labels += 1
                    below = app.pane.position_at(0, y + 1)
                    assert {app.pane.position_at(x, y) for x in range(size[0])} == {below}
                    assert below.offset == 0
    assert labels > 5


TALK = [
    Paragraph("Who told them?", Kind.TURN, "CHAIR", "0:01"),
    Paragraph("I did.", Kind.TURN, "SMITH", "0:02"),
    Paragraph("And nobody asked.", Kind.TURN, "SMITH", "0:02"),
]
AT_TEXT = 3 + 4
"""Where the text's column begins in a page of 80 cells."""


async def test_a_click_on_a_label_is_a_click_on_the_turn(pane_app: Any) -> None:
    app = pane_app(TALK)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(y for y, line in enumerate(app.lines()) if "SMITH" in line)
        await pilot.click(offset=(30, y))
        assert app.said[-1].position == Position(1, 0)
        await pilot.click(offset=(30, y), times=2)
        assert app.pane.selection == span_of(1, 0, 1)


async def test_a_drag_to_the_label_from_above_takes_nothing_of_the_turn_and_from_below_all_before(
    pane_app: Any,
) -> None:
    app = pane_app(TALK)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = app.lines()
        y = next(y for y, line in enumerate(lines) if "SMITH" in line)
        x = lines[y].index("SMITH")
        for start, taken in (((x + 4, y - 2), span_of(0, 4, 14)), ((x + 3, y + 1), span_of(1, 0, 4))):
            await pilot.mouse_down(offset=start)
            await pilot.hover(offset=(x + 2, y))
            await pilot.mouse_up(offset=(x + 2, y))
            assert app.pane.selection == taken


async def test_a_selection_over_all_kinds_is_their_words_only(pane_app: Any) -> None:
    paragraphs = [Paragraph("one two", Kind.LIST), *TALK, Paragraph("three four", Kind.QUOTE)]
    app = pane_app(paragraphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = app.lines()
        first, last = (next(y for y, line in enumerate(lines) if word in line) for word in ("one two", "three"))
        await pilot.mouse_down(offset=(0, first))
        await pilot.hover(offset=(79, last))
        await pilot.mouse_up(offset=(79, last))
        texts = [paragraph.text for paragraph in paragraphs]
        assert [texts[n][start:end] for n, start, end in pieces(app.pane.selection, texts)] == texts


async def test_the_caret_keeps_its_column_past_labels_bullets_and_bars(pane_app: Any) -> None:
    words = "abcdefghijklmnop"
    kinds = (Kind.TEXT, Kind.LIST, Kind.TURN, Kind.QUOTE, Kind.TEXT)
    app = pane_app([Paragraph(words, kind, "WHO" if kind is Kind.TURN else "") for kind in kinds])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.pane.begin_caret(Position(0, 7))
        walked = []
        for motion in ("down",) * 4 + ("up",) * 4:
            app.pane.move(motion)
            walked.append(app.pane.caret.offset)
        assert walked == [5, 7, 5, 7, 5, 7, 5, 7]
        app.pane.move("up", 9)
        assert app.pane.caret == Position(0, 7)


async def test_a_turn_comes_with_its_label(pane_app: Any, article: Article) -> None:
    app = pane_app([*article(20), *TALK, *article(20)])
    async with app.run_test(size=(80, 24)) as pilot:
        for act in (
            lambda: app.pane.go_to(Position(21, 0), "top"),
            lambda: app.pane.open(app._paragraphs, "A title", "", Position(21, 0)),
        ):
            act()
            await pilot.pause()
            assert [line.split() for line in app.lines()[:2]] == [["SMITH", "0:02"], ["I", "did."]]
            assert app.pane.top_position == Position(21, 0)
            assert app.pane.visible_paragraphs()[0] == 21
        app.pane.scroll_by(1)
        await pilot.pause()
        assert app.lines()[0].split() == ["I", "did."]
        assert app.pane.visible_paragraphs()[0] == 21


async def test_a_place_on_a_label_is_kept_on_resize(pane_app: Any, article: Article) -> None:
    app = pane_app([*article(20), *TALK, *article(20)])
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.go_to(Position(21, 0), "top")
        for width in (40, 120, 80):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert "SMITH" in app.lines()[0]


async def test_a_page_of_one_row_shows_the_words_that_were_gone_to(pane_app: Any) -> None:
    app = pane_app(TALK)
    async with app.run_test(size=(80, 1)) as pilot:
        app.pane.go_to(Position(1, 0))
        await pilot.pause()
        assert app.lines()[0].strip() == "I did."


async def test_names_are_shown_with_the_label_behind_them(pane_app: Any) -> None:
    app = pane_app(TALK)
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.names = {"SMITH": "Ann Smith"}
        await pilot.pause()
        shown = [line.strip() for line in app.lines() if line.strip()]
        assert shown[2:] == [
            "CHAIR  0:01",
            "Who told them?",
            "Ann Smith  (SMITH)  0:02",
            "I did.",
            "And nobody asked.",
        ]
        app.pane.names = {}
        await pilot.pause()
        assert "SMITH  0:02" in [line.strip() for line in app.lines()]


async def test_a_long_name_is_cut_and_the_time_stays(pane_app: Any) -> None:
    app = pane_app([Paragraph("Yes.", Kind.TURN, "A speaker with the name of a minister", "0:01")])
    async with app.run_test(size=(30, 24)) as pilot:
        await pilot.pause()
        line = next(line for line in app.lines() if "speaker" in line)
        assert line.strip() == "A speaker with the…  0:01"


async def test_words_put_together_have_a_sign_where_no_other_stands(pane_app: Any) -> None:
    app = pane_app([Paragraph("Plain words."), Paragraph("Joined words.", exact=False)])
    for size, marked in (((80, 24), "=   ≈ Joined words."), ((30, 24), "=  Joined words.")):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            shown = [line.strip() for line in app.lines()]
            assert "Plain words." in shown
            assert "≈ Joined words." in shown
            app.pane.marks = (PageMark("a", span_of(1, 0, 6), 1),)
            await pilot.pause()
            assert marked.split() in [line.split() for line in app.lines()]
        app = pane_app(app._paragraphs)


def test_a_turn_says_again_who_speaks_only_where_that_is_news() -> None:
    turns = [
        Paragraph("a", Kind.TURN, "X", "0:01"),
        Paragraph("b", Kind.TURN, "X", "0:01"),
        Paragraph("c", Kind.TURN, "X"),
        Paragraph("d", Kind.TURN, "X", "0:02"),
        Paragraph("e", Kind.TURN, "Y", "0:02"),
        Paragraph("[laughter]"),
        Paragraph("f", Kind.TURN, "Y", "0:02"),
        Paragraph("g", Kind.TURN),
    ]
    assert [room.above for room in rooms(turns)] == [1, 0, 0, 1, 1, 0, 1, 0]


def test_items_of_a_list_stand_together() -> None:
    kinds = (Kind.TEXT, Kind.LIST, Kind.LIST, Kind.QUOTE, Kind.QUOTE)
    assert rooms([Paragraph("a", kind) for kind in kinds]) == [
        Room(1),
        Room(0, inset=2),
        Room(1, inset=2),
        Room(1, inset=2),
        Room(0, inset=2),
    ]
    assert rooms([]) == []


def test_a_turn_without_a_speaker_shows_its_time() -> None:
    assert label(Paragraph("a", Kind.TURN, "", "0:01"), {}) == (("0:01", "aside"),)
