"""Where one was reading stays on top: across closing and opening, in another width, with the sidebar and without."""

import random

import pytest


@pytest.fixture
def long_text() -> str:
    chance = random.Random(5)
    words = ["the", "council", "said", "Thursday’s", "“an", "outrage”", "新华社报道", "left —", "naïve"]
    return "\n".join(f"P{number} " + " ".join(chance.choices(words, k=chance.randint(30, 160))) for number in range(90))


def first_words(page) -> str:
    """The beginning of the top line, as the page shows it."""
    return page.screen.pane.render_line(0).text[:-1].strip(" ▌❝")


@pytest.mark.parametrize("width", [60, 80, 100, 160])
async def test_the_place_is_kept_by_paragraph_and_offset_across_closing_and_opening_in_another_width(
    reading, long_text, width
):
    async with reading(long_text) as page:
        await page.press("4", "1", "G", "j", "j", "j")
        left = page.screen.pane.top_position
        assert left.offset > 0
        await page.press("q")
    async with reading(long_text, size=(width, 40)) as page:
        paragraph, offset = page.screen.pane.top_position
        line = first_words(page)
        assert paragraph == left.paragraph
        assert offset <= left.offset <= offset + len(line)
        assert page.desk.state.version.texts[paragraph][offset:].startswith(line)


async def test_opened_again_in_the_same_width_the_page_begins_with_the_same_line(reading, long_text):
    async with reading(long_text) as page:
        await page.press("4", "1", "G", "j", "j")
        left, top = page.screen.pane.top_position, first_words(page)
        await page.press("q")
    async with reading(long_text) as page:
        assert (page.screen.pane.top_position, first_words(page)) == (left, top)


async def test_the_top_line_stays_when_the_sidebar_goes_and_comes_and_the_terminal_changes_its_size(reading, long_text):
    async with reading(long_text, size=(80, 24)) as page:
        await page.press("4", "1", "G", "j", "j", "j")
        left, rows = page.screen.pane.top_position, page.rows()[:20]
        text = page.desk.state.version.texts[left.paragraph]
        for _ in range(3):
            await page.press("\\")
            assert page.screen.pane.top_position == left
            assert first_words(page)[:20] in text[: left.offset + 20]
            await page.press("\\")
            assert (page.screen.pane.top_position, page.rows()[:20]) == (left, rows)
        for width in (200, 50, 110, 80):
            await page.pilot.resize_terminal(width, 24)
            await page.settle()
            assert page.screen.pane.top_position == left
        assert page.rows()[:20] == rows
