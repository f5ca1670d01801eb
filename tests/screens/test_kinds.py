"""A transcript on the real screen: who speaks stands above the words, by name once named, and isn't copied as text."""

from collections.abc import Callable

from annotations.text import Position

TALK = """Speaker 1 [00:00:05] Good morning. Did you see the report?

Speaker 2 [00:00:09] I did. It was not good.

And it is late.

Speaker 1 [00:00:14] What happens now?

Speaker 2 [00:00:20] We publish it in full on Thursday.
"""


async def test_turns_show_who_speaks_and_a_name_given_once_shows_in_all_of_them(reading: Callable[..., object]) -> None:
    async with reading(TALK) as page:
        assert sum("Speaker 2  00:00:09" in row for row in page.rows()) == 1
        assert sum("Speaker 2  00:00:20" in row for row in page.rows()) == 1
        await page.select("not good")
        await page.press("s")
        await page.type("Ann Lee")
        await page.press("Enter")
        shown = [row for row in page.rows() if "Ann Lee  (Speaker 2)" in row]
        assert len(shown) == 2
        await page.press("u")
        assert not any("Ann Lee  (Speaker 2)" in row for row in page.rows())


async def test_a_selection_over_turns_holds_none_of_the_labels(reading: Callable[..., object]) -> None:
    async with reading(TALK) as page:
        pane = page.screen.pane
        row = next(y for y, text in enumerate(page.rows()) if "Speaker 2  00:00:09" in text)
        await page.pilot.click(pane, offset=(20, row))
        await page.settle()
        assert page.desk.state.focus.paragraph == 1
        pane.begin_caret(Position(0, 14))
        pane.drop_anchor()
        pane.move("down", 2)
        pane.move("line_end")
        await page.press("c")
        assert page.copied[-1] == "Did you see the report?\nI did. It was not good.\nAnd it is late."
