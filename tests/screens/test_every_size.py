"""What can be read and typed in a terminal of any size: nothing cut without a sign of it, no line out of sight."""

import pytest

from tuireader.actions import Context
from tuireader.widgets.prompt import Line, Prompt
from tuireader.widgets.sidebar import Tab
from tuireader.widgets.status import StatusLine

SIZES = [(40, 20), (80, 24), (120, 40), (200, 60)]
LEAST = 12
"""Cells of a line that words can be typed in."""


async def test_a_message_too_long_for_one_line_is_read_whole_and_moves_nothing(reading):
    async with reading(size=(40, 20)) as page:
        above = page.rows()[:-2]
        await page.press("g", "v")
        assert "There is only one version of this text; tuireader refresh reads it again" in page.shown()
        assert page.rows()[:-2] == above
        await page.press("}")
        assert page.rows()[-1].split()[-2:] == ["?", "help"]


async def test_what_is_wrong_is_read_whole_or_ends_in_an_ellipsis(reading):
    async with reading(size=(40, 20)) as page:
        wrong = "Not saved: /home/ana/library can’t be written; " + "make room there, and save it again. " * 3
        page.desk.warn(wrong.strip())
        await page.settle()
        assert wrong.strip() in page.shown()
        page.desk.warn(wrong * 4)
        await page.settle()
        assert page.rows()[-5].startswith(" Not saved: /home")
        assert page.rows()[-1].endswith("…")
        page.desk.tell("Nothing")
        await page.settle()
        assert page.rows()[-2].startswith(" paragraph ¶ 1   Nothing")


@pytest.mark.parametrize("into", [(), ("v",), ("Tab",), ("a",), ("/",)])
async def test_no_key_of_the_footer_is_cut_at_any_width(reading, into):
    async with reading(size=(200, 24)) as page:
        await page.press(*into)
        whole = [item.strip() for item in page.footer.split("   ") if item.strip()]
        for width in range(30, 200, 7):
            await page.pilot.resize_terminal(width, 24)
            await page.settle()
            shown = [item.strip() for item in page.footer.split("   ") if item.strip()]
            assert shown == [*whole[: len(shown) - 1], whole[-1]], "the first ones, and the way to help or out"


async def test_keys_are_of_what_lies_over_the_page(reading):
    async with reading(size=(60, 20)) as page:
        await page.press("\\")
        assert page.screen.context is Context.SIDEBAR
        await page.press("2")
        await page.press("j", "a")
        assert page.screen.context is Context.EDITOR
        await page.type("Who?")
        await page.press("^S")
        assert page.screen.context is Context.READING
        assert not page.screen.sidebar.display


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_is_read_whole_with_room_for_the_answer_and_the_way_out(reading, size):
    async with reading(size=size) as page:
        await page.press(".")
        for keys in (["/"], ["t"], ["s"], ["g", "k"], ["g", "x", "e"], ["Tab", "/"]):
            await page.press(*keys)
            await page.pilot.pause()
            prompt = page.screen.query_one(Prompt)
            line = prompt.query_one(Line)
            assert line.region.width >= LEAST, keys
            assert page.app.focused is line, keys
            assert page.screen.region.contains_region(line.region), keys
            assert str(prompt.query_one("#label").render()) in page.shown()
            assert page.footer.split() == ["Enter", "done", "Esc", "leave"]
            await page.press("Esc")


async def test_a_question_of_yes_or_no_is_read_whole_on_a_narrow_screen(reading):
    async with reading(size=(40, 20)) as page:
        await page.press("g", "x", "o", "y")
        assert "These words are off the record. Copy all the same? y or n" in page.shown()
        await page.press("y", "Enter")
        assert len(page.copied) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_the_passage_is_in_sight_while_its_note_is_written(reading, size):
    async with reading(size=size) as page:
        for words in ("1,351 soldiers", "We are sorry"):
            await page.select(words)
            await page.press("a")
            await page.pilot.pause()
            assert words in "\n".join(row[: page.screen.pane.size.width] for row in page.rows())
            assert page.screen.region.contains_region(page.editor.region)
            assert not page.screen.pane.region.overlaps(page.editor.region)
            assert "^S saves" in page.shown()
            await page.press("Esc")


async def test_a_sidebar_that_was_hidden_is_hidden_again_behind_a_note(reading):
    async with reading() as page:
        await page.press("\\", "a")
        assert page.editor.display
        await page.type("Who?")
        await page.press("^S")
        assert not page.screen.sidebar.display
        assert "Note saved" in page.status


async def test_enter_in_a_sidebar_over_the_page_shows_the_place(reading):
    async with reading(size=(60, 20)) as page:
        await page.press("Tab", "2")  # by then the quotations have been found
        await page.press("j", "j", "Enter")
        assert page.screen.context is Context.READING
        assert not page.screen.sidebar.display
        assert "“war crimes.”" in page.shown()


@pytest.mark.parametrize("size", SIZES)
async def test_the_sidebar_shows_that_it_has_the_keys(reading, size):
    async with reading(size=size) as page:
        await page.press("Tab")
        (row,) = [strip for strip in page.app.screen._compositor.render_strips() if "Notes 0" in strip.text]
        tab = next(style for text, style, _ in row if text.startswith("Notes"))
        assert tab.underline
        await page.press("Tab")
        assert not any(
            style and style.underline for strip in page.app.screen._compositor.render_strips() for _, style, _ in strip
        )


@pytest.mark.parametrize("size", SIZES)
async def test_the_tabs_stay_on_one_row_whatever_their_counts(reading, size):
    async with reading(size=size) as page:
        await page.press("Tab")
        for counts in ((0, 0, 0), (5_000, 8, 3), (12_345, 1_234, 99_999)):
            page.screen.sidebar._counts = dict(zip(Tab, counts, strict=True))
            page.screen.sidebar._draw_tabs()
            await page.settle()
            row = page.rows()[0]
            assert f"Notes {counts[0]:,}" in row
            assert "Quotes" in row
            assert "Clips" in row


async def test_a_filter_that_finds_nothing_says_so_in_each_tab_and_an_empty_line_shows_all(reading):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        for tab, what in (("1", "note"), ("2", "quotation")):
            await page.press("Tab", tab, "/")
            await page.type("zzz")
            await page.press("Enter")
            assert f"No {what} has “zzz”" in page.shown()
            await page.press("/", "Enter")
            assert "zzz" not in page.shown()
            await page.press("Tab")


async def test_enter_behind_a_filter_goes_to_what_is_listed(reading):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.note("1,351 soldiers", "TASS only")
        await page.press("g", "g", "Tab", "/")
        await page.type("tass")
        await page.press("Enter", "Enter")
        focused = page.desk.state.focused
        assert focused is not None
        assert focused.annotation.note == "TASS only"


async def test_the_lists_end_is_reached_from_nowhere(reading):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.note("1,351 soldiers", "TASS only")
        await page.press("g", "g", "Tab", "G")
        assert page.desk.state.focused.annotation.note == "TASS only"


@pytest.mark.parametrize("key", ["/", "t", "s"])
async def test_what_was_typed_at_a_question_stands_there_again_behind_esc(reading, key):
    async with reading() as page:
        await page.press("}", key)
        await page.type("Zelenskyy")
        await page.press("Esc", key)
        assert page.screen.query_one(Line).value == "Zelenskyy"
        await page.type("x")
        assert page.screen.query_one(Line).value == "x", "the first letter replaces it"
        await page.press("Enter", key)
        assert page.screen.query_one(Line).value != "Zelenskyy"


async def test_keys_in_one_packet_behind_enter_are_the_pages(reading):
    async with reading() as page:
        await page.burst("t", *"un", "Enter", "y", "}", "}")
        await page.settle()
        assert [mark.annotation.tags for mark in page.desk.state.marks] == [("un",)]
        assert len(page.copied) == 1
        assert page.desk.state.focus.paragraph == 2


async def test_keys_in_one_packet_behind_a_notes_end_are_the_pages(reading):
    async with reading() as page:
        await page.burst("a", *"Who?", "^S", "}", "}")
        await page.settle()
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["Who?"]
        assert page.desk.state.focus.paragraph == 2


async def test_a_long_message_that_goes_away_leaves_the_line_of_the_page_at_once(reading):
    async with reading(size=(40, 20)) as page:
        page.desk.warn(
            "A sentence that is a good deal longer than the one line that it has at the foot of a page. " * 2
        )
        await page.settle()
        line = page.screen.query_one(StatusLine)
        assert line.size.height > 1
        page.desk.hush(page.desk.state.message)
        page.screen.draw()  # the line is still as tall as it was: its new height comes with the next layout
        assert "¶ 1" in line.render().plain
