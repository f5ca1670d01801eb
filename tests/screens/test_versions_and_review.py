"""What changed between two versions, and the marks that a newer text changed or lost, on the real screen."""

import asyncio

import pytest
from textual.color import Color

from annotations.library import Library
from tuireader.adding import add_source
from tuireader.desk.revising import to_review
from tuireader.memory import Memory
from tuireader.pane.painter import contrast
from tuireader.screens.reader import ReaderScreen
from tuireader.screens.review import ReviewScreen
from tuireader.screens.versions import VersionsScreen
from tuireader.widgets.status import KeyBar

TEXT = (
    "The council of Northbridge met on Tuesday evening to talk about the library and its roof.",
    "“Prices for repairs rose by 3 per cent last year,” the treasurer, Dan Moss, said to them.",
    "The mayor, Ann Lee, said that she would not resign before the summer.",
    "A neighbour said that the roof had been leaking since the storm of 2019, and nobody had looked.",
    *(f"Street number {n} was closed that night, and no one knew until when it would be." for n in range(6)),
)
OLD = "\n\n".join(TEXT)
NEW = "\n\n".join((TEXT[0], TEXT[1].replace("3 per", "5 per"), TEXT[2], *TEXT[4:], "Correction: The figure was wrong."))


@pytest.fixture
async def marked(reading):
    """The old text with a quote and a note in it."""
    async with reading(OLD) as page:
        await page.select("Prices for repairs rose by 3 per cent")
        await page.press("H")
        await page.note("leaking since the storm of 2019", "Ask for photographs")


async def test_the_changes_are_shown_with_signs_and_the_marks_in_them(marked, reading):
    async with reading(NEW) as page:
        assert "version 2 of 2, read" in page.shown()
        await page.press("g", "v")
        assert isinstance(page.app.screen, VersionsScreen)
        await page.app.workers.wait_for_complete()
        await page.settle()
        rows = [row.strip(" ▌") for row in page.rows()]
        assert any(row.startswith("- “Prices for repairs rose by 3 per cent") for row in rows)
        assert any(row.startswith("+ “Prices for repairs rose by 5 per cent") for row in rows)
        assert any(row.startswith("- A neighbour said") for row in rows)
        assert "marked as quote “Prices for repairs rose by 3 per cent”: reworded" in rows
        assert "marked as quote “leaking since the storm of 2019”: gone" in rows
        assert "… 5 paragraphs the same" in rows or "… 4 paragraphs the same" in rows
        assert "reads as a notice" in page.shown()
        assert "3 paragraphs changed" in page.shown()


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("keys", ["gv", "gr", "gs"])
async def test_no_heading_is_cut_and_the_way_out_is_shown_in_any_size(marked, reading, size, keys):
    async with reading(NEW, size=size) as page:
        await page.settle()
        await page.press(*keys)
        await page.app.workers.wait_for_complete()
        await page.settle()
        heading = page.app.screen.query_one("#heading").content
        assert " ".join(str(heading).split()) in page.shown()
        assert page.app.screen.entries.size.height >= size[1] // 2
        assert "Esc back" in page.rows()[-1]


@pytest.mark.parametrize(("theme", "least"), [("textual-dark", 3), ("textual-light", 3), ("paper", 4.5), ("ink", 4.5)])
@pytest.mark.parametrize("keys", ["gv", "gr", "gs", "L"])
async def test_lists_can_be_read_in_dark_and_in_light(marked, reading, theme, least, keys):
    async with reading(NEW, size=(80, 24), theme=theme) as page:
        await page.settle()
        await page.press(*keys)
        await page.app.workers.wait_for_complete()
        await page.settle()
        for strip in page.app.screen._compositor.render_strips():
            for text, style, _ in strip:
                if text.strip("▌▏ ") and style and style.color and style.bgcolor:
                    ink, paper = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                    assert contrast(ink, paper) >= least, f"{text!r} in {ink.hex} on {paper.hex}"


async def test_n_goes_to_the_next_change_and_enter_to_its_place_on_the_page(marked, reading):
    async with reading(NEW) as page:
        await page.press("g", "v")
        await page.app.workers.wait_for_complete()
        await page.settle()
        screen = page.app.screen
        first = screen.entries.number
        await page.press("n", "n")
        last = screen.entries.number
        await page.press("N", "N")
        assert screen.entries.number == first < last
        await page.press("n", "n", "n")
        assert "version 2 of 2 No further change" in page.shown()
        await page.press("k", "j")
        assert "version 2 of 2 3 paragraphs changed" in page.shown(), "said until the next key"
        await page.press("Enter")
        assert isinstance(page.app.screen, ReaderScreen)
        assert page.desk.state.focus.paragraph == len(TEXT) - 1


async def test_a_window_that_is_behind_shows_what_changed_since_what_it_shows(reading, tmp_path):
    async with reading(OLD) as page:
        path = tmp_path / "article.txt"
        path.write_text(NEW, encoding="utf-8")
        add_source(Library(tmp_path / "library"), str(path), memory=Memory(tmp_path / "state"))
        async with asyncio.timeout(10):
            while "A newer text of this article was read: gv shows what changed" not in page.status:
                await page.settle()
        await page.press("g", "v")
        await page.app.workers.wait_for_complete()
        await page.settle()
        assert "+ version 2 of 2" in page.shown()
        assert "3 paragraphs changed" in page.shown()


async def test_a_text_with_one_version_says_how_there_come_to_be_more(reading):
    async with reading(OLD) as page:
        await page.press("g", "v")
        assert isinstance(page.app.screen, ReaderScreen)
        assert "only one version" in page.status
        await page.press("g", "r")
        assert isinstance(page.app.screen, ReaderScreen)
        assert "Nothing marked or copied was changed" in page.status


async def test_a_speaker_whom_nobody_confirmed_has_a_question_mark_in_the_review_too(marked, reading):
    async with reading(NEW) as page:
        await page.press("g", "r")
        assert "— Dan Moss?" in page.shown()


async def test_marks_are_settled_one_by_one_and_taken_back(marked, reading):
    async with reading(NEW) as page:
        await page.press("g", "r")
        assert isinstance(page.app.screen, ReviewScreen)
        assert "2 marks whose words a newer text changed or lost" in page.shown()
        assert "+ now: “Prices for repairs rose by 5 per cent”" in page.shown()
        await page.press("a")
        assert "1 mark whose words" in page.shown()
        await page.press("n")
        assert "Nothing is left to settle" in page.shown()
        assert page.desk.state.marks[-1].is_kept
        await page.press("u", "u")
        assert len(to_review(page.desk.state)) == 2
        await page.press("Esc")
        assert isinstance(page.app.screen, ReaderScreen)


async def test_a_copy_is_offered_only_to_be_seen_and_then_nothing_is(reading):
    async with reading(OLD) as page:
        await page.press(".", "y")
    async with reading(NEW) as page:
        await page.press("g", "r")
        keys = page.app.screen.query_one(KeyBar).render().plain
        assert "attach" not in page.shown() + keys
        assert "seen" in keys
        await page.press("s")
        assert "Nothing is left to settle" in page.shown()
        assert "seen" not in page.app.screen.query_one(KeyBar).render().plain


async def test_a_lost_mark_is_attached_to_the_words_that_were_selected(marked, reading):
    async with reading(NEW) as page:
        await page.select("Street number 3 was closed")
        await page.press("g", "r")
        await page.press("j")
        assert "+ selected: “Street number 3 was closed”" in page.shown()
        await page.press("a", "Esc")
        lost = next(mark for mark in page.desk.state.marks if mark.annotation.note)
        assert page.desk.state.words(lost.span) == "Street number 3 was closed"
        assert lost.annotation.exact == "leaking since the storm of 2019"


async def test_copying_a_changed_mark_asks_which_words_are_meant(marked, reading):
    async with reading(NEW) as page:
        page.desk.go_to_annotation(page.desk.state.marks[0].annotation.id)
        await page.press("c")
        assert page.copied == []
        assert "Changed since" in page.shown()
        await page.press("n", "Enter")
        await page.press("c")
        await page.press("y", "Enter")
        assert page.copied == ["Prices for repairs rose by 3 per cent", "Prices for repairs rose by 5 per cent"]
        await page.press("c", "Esc")
        assert len(page.copied) == 2
