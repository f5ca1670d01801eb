"""Esc at a line or a dialog forgets nothing that was typed: asked again, the words stand there."""

import pytest
from textual.widgets import Input

from tuireader.app import TuireaderApp
from tuireader.widgets.prompt import Line, Prompt


def line(page):
    return page.screen.query_one(Prompt).typed


@pytest.mark.parametrize("keys", ["/", "t", "s", "gk"])
async def test_a_line_that_was_left_offers_its_words_again(reading, keys):
    async with reading() as page:
        await page.press(*keys)
        await page.type("harbour")
        await page.press("Esc")
        await page.press(*keys)
        assert line(page) == "harbour"


async def test_the_first_letter_replaces_words_that_were_left(reading):
    async with reading() as page:
        await page.press("g", "k")
        await page.type("old.md")
        await page.press("Esc", "g", "k")
        await page.type("new.md")
        assert line(page) == "new.md"


async def test_tags_typed_at_one_paragraph_are_not_offered_at_another(reading):
    async with reading() as page:
        await page.press("t")
        await page.type("harbour")
        await page.press("Esc", "}", "t")
        assert line(page) == ""


async def test_a_line_that_was_answered_begins_anew(reading):
    async with reading() as page:
        await page.press("/")
        await page.type("Moscow")
        await page.press("Esc", "/", "Enter", "/")
        assert line(page) == ""


async def test_the_filter_of_the_sidebar_keeps_its_words(reading):
    async with reading() as page:
        await page.press("Tab", "/")
        await page.type("interests")
        await page.press("Esc", "/")
        assert line(page) == "interests"


async def test_a_click_beside_a_line_keeps_its_words_too(reading):
    async with reading() as page:
        await page.press("g", "k")
        await page.type("draft.md")
        await page.click("Moscow denied")
        await page.press("g", "k")
        assert line(page) == "draft.md"


async def test_the_palette_offers_what_was_typed_and_left(reading):
    async with reading() as page:
        await page.press(":")
        await page.type("theme")
        await page.press("Esc", ":")
        assert page.app.screen.query_one(Input).value == "theme"
        await page.type("undo")
        assert page.app.screen.query_one(Input).value == "undo"


async def test_the_source_keeps_what_was_typed_behind_esc(reading):
    async with reading() as page:
        await page.press("S")
        await page.type("Talks fail")
        await page.press("Esc", "S")
        assert "Talks fail" in page.app.screen.query(Line).first().value


@pytest.mark.parametrize("keys", ["/", "t", "gk"])
async def test_the_library_offers_the_words_of_a_line_that_was_left(room_with, until, shown, keys):
    app = TuireaderApp(room_with({"vote.txt": "The assembly voted."}))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "1 article" in shown(app))
        for _ in range(2):
            await pilot.press(*keys)
            left = app.screen.query_one(Prompt).typed
            await pilot.press(*"vote", "escape")
        assert left == "vote"
