"""What the screen teaches, and that it can be read in every size and colour."""

import pytest
from rich.color import ColorType
from textual.color import Color

from tuireader.actions import Context, actions_of
from tuireader.screens.help import HelpScreen


async def test_an_article_without_notes_or_clips_says_how_to_make_them(reading):
    async with reading() as page:
        shown = page.shown()
        assert "No notes yet" in shown
        assert "h highlights the focused paragraph" in shown
        await page.press("Tab", "3")
        assert "Nothing was copied yet" in page.shown()
        assert "tuireader clips --last" in page.shown()
        await page.press("Tab", "]")
        assert "No highlights yet: h marks the focused paragraph" in page.status
        await page.press("n")
        assert "/ finds" in page.status
        await page.press("u")
        assert "Nothing to undo" in page.status


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize(
    ("context", "into"),
    [
        (Context.READING, ()),
        (Context.SELECTING, ("v",)),
        (Context.SIDEBAR, ("Tab",)),
        (Context.EDITOR, ("a",)),
    ],
)
async def test_the_footer_shows_the_keys_of_the_context_and_always_the_way_out(reading, context, into, width):
    async with reading(size=(width, 24)) as page:
        await page.press(*into)
        items = [
            f"{' '.join(action.keys) if action.id == 'tab' else action.keys[0]} {action.footer}"
            for action in actions_of(context)
            if action.footer
        ]
        footer = page.footer
        assert items[0] in footer
        assert items[-1] in footer
        assert len(footer) <= width
        if width >= 120:
            assert all(item in footer for item in items)


async def test_what_was_typed_of_a_command_is_shown(reading):
    async with reading() as page:
        await page.press("1", "2", "g")
        assert page.footer.endswith("12g")
        await page.press("Esc")
        assert not page.footer.endswith("12g")


async def test_help_lists_every_key_of_every_context(reading):
    async with reading(size=(100, 600)) as page:
        await page.press("?")
        await page.pilot.pause()
        shown = page.shown()
        for context in Context:
            assert context.value.capitalize() in shown
            for action in actions_of(context):
                assert f"{' '.join(action.keys)} {action.help}" in shown
        assert "Shift and drag leaves the selection to the terminal" in shown
        await page.press("Esc")
        assert page.app.screen is page.screen


async def test_help_keeps_up_with_a_key_that_is_held_down(reading):
    async with reading(size=(80, 24)) as page:
        await page.press("?")
        await page.pilot.pause()
        assert isinstance(page.app.screen, HelpScreen)
        top = page.app.screen.children[0]
        await page.press(*"jjjjjjjj")
        assert top.scroll_offset.y == 8
        await page.press(*"kkk")
        assert top.scroll_offset.y == 5


async def test_the_palette_finds_an_act_and_does_it(reading):
    async with reading() as page:
        await page.press(":")
        await page.pilot.pause()
        await page.pilot.press(*"fact", "enter")
        for _ in range(100):
            if page.marked():
                break
            await page.pilot.press("enter")
            await page.settle()
        assert [mark.annotation.role for mark in page.desk.state.marks] == ["fact"]


async def test_the_contents_go_to_a_heading(reading):
    async with reading(size=(80, 24)) as page:
        await page.press("g", "c")
        await page.pilot.pause()
        assert "‘Significant losses’" in page.shown()
        await page.press("Enter")
        await page.pilot.pause()
        assert page.desk.state.focus.paragraph == 9


@pytest.mark.parametrize(
    ("size", "beside"), [((80, 24), True), ((120, 40), True), ((60, 20), False), ((40, 12), False)]
)
async def test_the_sidebar_stands_beside_the_page_or_over_it(reading, size, beside):
    async with reading(size=size) as page:
        pane, sidebar = page.screen.pane, page.screen.sidebar
        assert sidebar.display is beside
        whole = pane.size.width
        await page.press("Tab")
        assert sidebar.display
        assert (sidebar.region.x >= pane.region.right) is beside
        if not beside:
            assert pane.size.width == whole, "the page stays as it is below"
        await page.press("Tab")
        assert sidebar.display is beside
        assert page.screen.context is Context.READING


async def test_the_editor_never_covers_the_passage_beside_it(reading):
    async with reading(size=(80, 24)) as page:
        await page.press("}", "a")
        assert page.editor.region.x >= page.screen.pane.region.right
        assert "“We are sorry" in page.shown()


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "paper", "ink"])
async def test_text_can_be_read_in_dark_and_in_light(reading, theme):
    async with reading(theme=theme) as page:
        await page.note("defend out interests", "sic")
        for strip in page.app.screen._compositor.render_strips():
            for text, style, _ in strip:
                words = text.strip("▌▏▎│─╭╮╰╯▔▁ ▂▃▄▅▆▇█")
                if not words or style is None or style.color is None or style.bgcolor is None:
                    continue
                ink, paper = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                assert _contrast(ink, paper) >= 3, f"{theme}: {words!r} in {ink.hex} on {paper.hex}"


def _contrast(one: Color, other: Color) -> float:
    """The ratio of luminances as WCAG 2 defines it."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


async def test_without_colours_marks_and_focus_can_still_be_told(reading, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as page:
        await page.select("over 410 residents killed")
        await page.press("r", "3")
        await page.press("g", "g")
        rows = page.rows()
        assert any(row.startswith("  ?") or row[:4].strip() in ("?", "▌?") for row in rows), (
            "the role's mark in the gutter"
        )
        assert any(row.lstrip().startswith("▌") and "Russia will continue" in row for row in rows), "the focus's bar"
        colours = {
            color.type
            for strip in page.app.screen._compositor.render_strips()
            for filtered in [strip.apply_filter(f, Color(0, 0, 0)) for f in page.app.get_line_filters()]
            for _, style, _ in filtered
            if style
            for color in (style.color, style.bgcolor)
            if color is not None and not _grey(color)
        }
        assert colours == set()


def _grey(color) -> bool:
    if color.type is ColorType.DEFAULT:
        return True
    red, green, blue = color.get_truecolor()
    return red == green == blue
