"""The tabs of the sidebar: they name only keys that act, and don't count what is still looked for."""

from dataclasses import replace

import pytest

from tuireader.actions import Context


@pytest.mark.parametrize("tab", ["2", "3"])
async def test_only_the_tab_of_notes_offers_to_delete(reading, tab):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.press("Tab")
        assert "dd delete" in page.footer
        await page.press(tab)
        assert page.screen.context is Context.SIDEBAR
        assert "delete" not in page.footer
        await page.press("d", "d")
        assert "1 shows the notes" in page.status
        assert page.marked() == ["defend out interests"]
        await page.press("1", "d", "d")
        assert page.marked() == []


async def test_quotations_are_not_counted_while_they_are_looked_for(reading):
    async with reading() as page:
        found = page.desk.state
        page.screen.sidebar.show(replace(found, heard=False, said=(), quotations=()))
        await page.settle()
        assert "Quotes …" in page.shown()
        page.screen.sidebar.show(replace(found, heard=False, said=found.said[:2]))
        await page.settle()
        assert "Quotes 2…" in page.shown()
        page.screen.sidebar.show(found)
        await page.settle()
        assert f"Quotes {len(found.said)} " in page.shown()
