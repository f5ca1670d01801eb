"""Every dialog in a terminal of any size: its title, where words are typed, and the way out are in sight."""

import re

import pytest
from textual.containers import Vertical
from textual.widgets import Input, OptionList

from annotations.models import Source
from tuireader.app import TuireaderApp
from tuireader.room import ReadingRoom

SIZES = [(40, 20), (80, 24), (120, 40), (200, 60)]
DIALOGS = {"S": "Source", "Y": "Copy as", "gx": "Guard", "gc": "Contents", "?": "Keys", ":": "Commands"}
"""By the keys that open them, what stands in their frame."""


@pytest.mark.parametrize("size", SIZES)
async def test_a_dialog_fits_says_what_it_is_and_how_to_leave_and_esc_closes_it(reading, size):
    async with reading(size=size) as page:
        for keys, name in DIALOGS.items():
            await page.press(*keys)
            await page.pilot.pause()
            screen = page.app.screen
            assert screen is not page.screen
            frames = [widget for widget in screen.walk_children() if widget.border_title or widget.border_subtitle]
            assert all(screen.region.contains_region(frame.region) for frame in frames), name
            rows = page.rows()
            top = next(row for row in rows if "╭─" in row)
            bottom = next(row for row in rows if "╰" in row and "Esc" in row)
            assert name in top
            assert "…" not in top + bottom
            typed = page.app.focused
            assert typed is not None
            assert screen.region.contains_region(typed.region), name
            if isinstance(typed, Input):
                assert typed.content_region.contains(*typed.cursor_screen_offset), name
            await page.press("Esc")
            assert page.app.screen is page.screen, name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", ["Y", "gx"])
async def test_a_list_to_choose_from_has_a_line_for_each_and_never_jumps(reading, size, keys):
    async with reading(size=size) as page:
        await page.press(*keys)
        await page.pilot.pause()
        choices = page.app.screen.query_one(OptionList)
        assert choices.size.height == choices.option_count
        places = set()
        for _ in range(choices.option_count):
            places.add(choices.region)
            await page.press("j")
            await page.pilot.pause()
        assert len(places) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_choices_line_has_no_room_for_stands_below_the_list(reading, size):
    async with reading(size=size) as page:
        await page.press("g", "x", "j")
        await page.pilot.pause()
        words = re.sub(r"[│·▌\s]+", " ", page.shown())
        assert "to be used, not under the speaker’s name" in words


@pytest.mark.parametrize("size", SIZES)
async def test_every_field_of_a_source_with_many_can_be_typed_in(tmp_path, size):
    full = Source(
        title="A long headline " * 9,
        author="Ana Ruiz and others " * 3,
        outlet="The Chronicle",
        agency="Reuters",
        published="2026-11-24",
        url="https://example.org/" + "slug-" * 40,
    )
    (tmp_path / "a.txt").write_text("A brief.")
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), full))
    async with app.run_test(size=size) as pilot:
        await pilot.press("S")
        await pilot.pause()
        for _ in app.screen.query(Input):
            line = app.focused
            assert isinstance(line, Input)
            assert line.size.width >= 8
            assert app.screen.region.contains_region(line.region)
            assert app.screen.find_widget(line).visible_region == line.region
            await pilot.press("tab")
            await pilot.pause()
    room.close()


async def test_a_long_contents_is_gone_through_as_the_page_is(reading):
    text = "\n\n".join(f"## Part {n}\n\nThe minutes of the council, page {n}." for n in range(200))
    async with reading(text, size=(60, 20), name="minutes.md") as page:
        await page.press("g", "c")
        await page.pilot.pause()
        choices = page.app.screen.query_one(OptionList)
        await page.press("G")
        assert choices.highlighted == choices.option_count - 1
        await page.press("g")
        assert choices.highlighted == 0
        await page.press("Space")
        assert choices.highlighted > 5
        await page.press("b", "j", "Enter")
        await page.pilot.pause()
        assert page.desk.state.focus.paragraph == page.desk.state.headings[1]


async def test_the_help_begins_with_the_keys_that_act_now(reading):
    async with reading(size=(80, 24)) as page:
        for keys, first in (((), "Reading"), (("Tab",), "Sidebar"), (("Tab", "v"), "Selecting")):
            await page.press(*keys, "?")
            await page.pilot.pause()
            shown = page.shown()
            assert first in shown
            assert all(shown.find(first) <= shown.find(other) or other not in shown for other in ("Reading", "Library"))
            await page.press("Esc")


@pytest.mark.parametrize("size", SIZES)
async def test_the_palettes_list_stays_in_its_frame(reading, size):
    async with reading(size=size) as page:
        await page.press(":")
        await page.pilot.pause()
        for word in ("", "theme"):
            await page.type(word)
            await page.pilot.pause()
            frame, found = page.app.screen.query_one(Vertical), page.app.screen.query_one(OptionList)
            assert found.region.height > 1
            assert frame.region.contains_region(found.region)
            assert page.app.screen.region.contains_region(frame.region)
