"""Choosing a style and guarding words, by keys."""

from annotations.models import Guard

SORRY = "We are sorry about that… [But] will continue to defend out interests using every possible legal means,"


async def test_a_letter_chooses_the_style_of_this_copy(reading):
    async with reading() as page:
        await page.press(".", "Y")
        assert "Copy as" in page.shown()
        assert "draft-uk" in page.shown()
        await page.press("b")
        assert page.copied == [f"‘{SORRY}’ Dmitry Peskov [?] said."]
        assert "Copied 17 words · Dmitry Peskov?" in page.status
        await page.press("y")
        assert page.copied[1].startswith(f"“{SORRY}” — Dmitry Peskov?")


async def test_the_list_shows_what_each_style_would_copy_and_esc_copies_nothing(reading):
    async with reading() as page:
        await page.press(".", "Y")
        assert "[source?]" in page.shown()
        await page.press("j")
        assert "Dmitry Peskov [?] said." in page.shown()
        await page.press("Esc")
        assert "Copy as" not in page.shown()
        assert page.copied == []


async def test_a_selection_is_copied_in_a_style_and_from_the_sidebar_too(reading):
    async with reading() as page:
        await page.select("huge tragedy")
        await page.press("Y", "s")
        assert page.copied[0].startswith("“huge tragedy” (")
        assert page.screen.pane.selection is None
        await page.press(".", "Tab", "Y", "m")
        assert page.copied[1].startswith("> “")


async def test_gx_guards_the_focused_quotation_and_a_copy_asks_first(reading):
    async with reading() as page:
        await page.press(".", "g", "x")
        assert "clipboard managers" in page.shown()
        await page.press("o")
        assert page.status.startswith("off the record")
        await page.press("y")
        assert "These words are off the record. Copy all the same?" in page.shown()
        await page.press("n", "Enter")
        assert page.copied == []
        await page.press("y", "y", "Enter")
        assert len(page.copied) == 1
        assert "OFF THE RECORD" in page.status
        await page.press("c", "y", "Enter")
        assert page.copied[1] == SORRY
        await page.press("Y", "u", "Esc")
        assert len(page.copied) == 2
        await page.press("u")
        await page.press("y")
        assert len(page.copied) == 3


async def test_an_embargo_asks_for_its_time(reading):
    async with reading() as page:
        await page.press(".", "g", "x", "e", *"2099-12-01 9:00 UTC", "Enter")
        assert "under embargo until 2099-12-01" in page.status
        await page.press("g", "x", "E", *"soon", "Enter")
        assert "names no time" in page.status
        await page.press("g", "x", "B")
        assert "ON BACKGROUND" in page.shown()
        assert len(page.desk._shelf.visible(Guard)) == 2


async def test_selected_words_are_guarded_too(reading):
    async with reading() as page:
        await page.select("huge tragedy")
        await page.press("g", "x", "o")
        assert str(page.desk.held(page.span("huge"))) == "off the record"
        assert page.desk.held(page.span("he said, without")) is None
