"""The tabs of the sidebar: they name only keys that act, and don't count what is still looked for."""

from dataclasses import replace

import pytest

from tuireader.actions import Context


@pytest.mark.parametrize(("tab", "said"), [("2", "1 shows the notes"), ("3", "A clip stays as it was copied")])
async def test_only_the_tab_of_notes_offers_to_delete(reading, tab, said):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.press("Tab")
        assert "dd delete" in page.footer
        await page.press(tab)
        assert page.screen.context is Context.SIDEBAR
        assert "delete" not in page.footer
        await page.press("d", "d")
        assert said in page.status
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


async def test_speakers_are_confirmed_one_after_the_other_in_their_list(reading):
    async with reading() as page:
        await page.press("Tab", "2")
        for _ in range(2):
            await page.press("j", "s", "Enter")
            assert page.screen.context is Context.SIDEBAR
        assert len({voice.span for voice in page.desk.state.voices}) == 2
        await page.press("s", "Esc")
        assert page.screen.context is Context.SIDEBAR


async def test_the_line_below_the_title_breaks_between_its_parts(reading):
    async with reading(size=(80, 24)) as page:
        rows = [row.strip() for row in page.rows()]
        assert not any(row.startswith(("min", "paragraphs")) for row in rows)
        assert any("17\N{NO-BREAK SPACE}paragraphs" in row for row in rows)


async def test_a_clip_is_copied_again_as_it_was_and_nothing_else_is_done_to_it(reading):
    async with reading() as page:
        await page.press(".", "y", "}", "Tab", "3")
        (first,) = page.copied
        await page.press("y")
        assert page.copied == [first, first]
        assert "Copied again" in page.status
        assert len(page.desk.state.clips) == 1
        for key in ("a", "s", "c", "Y"):
            await page.press(key)
            assert page.screen.context is Context.SIDEBAR
            assert "A clip stays as it was copied: y copies it again" in page.status
        assert page.copied == [first, first]


async def test_a_clip_whose_words_were_guarded_since_is_not_copied_again(reading):
    async with reading() as page:
        await page.press(".", "y", "g", "x", "o")
        await page.press("Tab", "3", "y")
        assert len(page.copied) == 1
        assert "Not copied: off the record" in page.status
