"""What the desk did and the screen hasn't drawn yet is neither lost nor taken for what is drawn."""

import pytest
from textual import events

from annotations.errors import NoSpace
from annotations.store import Store

FULL = "The disk is full: free some space and try again"


async def test_why_a_save_failed_is_shown_also_where_the_next_key_is_quicker_than_the_screen(reading, monkeypatch):
    def fail(*_):
        raise NoSpace(FULL)

    async with reading() as page:
        monkeypatch.setattr(Store, "restore", fail)
        page.desk.highlight()
        page.desk.settle()
        page.screen.on_key(events.Key("full_stop", "."))
        await page.settle()
        assert FULL in page.shown()
        await page.press(".")
        assert FULL not in page.shown()


@pytest.mark.parametrize("way", ["a click on the page", "the end"])
async def test_a_note_is_never_saved_with_what_the_editor_had_before_it(reading, way):
    async with reading() as page:
        await page.note("We are sorry", "Who?")
        await page.note("war crimes", "Which?")
        await page.press("[")
        page.desk.open_note()
        if way == "the end":
            page.screen.quit()
        else:
            page.screen.on_descendant_focus(events.DescendantFocus(page.screen.pane))
        await page.settle()
        await page.press("Esc")
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["Who?", "Which?"]
