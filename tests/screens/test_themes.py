"""The program's own looks can be read: text at 4.5 to 1, marks at 3 to 1, on every ground that they stand on."""

import pytest
from textual.color import Color

from annotations.models import ROLES, Source
from tuireader.app import TuireaderApp
from tuireader.config import Config
from tuireader.pane.painter import contrast
from tuireader.room import ReadingRoom
from tuireader.themes import INK, PAPER

INKS = ("foreground", "text-accent", "text-error", "text-warning", "text-success", "text-primary", "text-secondary")
GROUNDS = ("background", "surface", "panel")


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_text_stands_out_from_every_ground(theme):
    variables = theme.to_color_system().generate()
    for ground in GROUNDS:
        paper = Color.parse(variables[ground])
        for name in INKS:
            ink = variables[name]
            colour = paper.get_contrast_text() if ink.startswith("auto") else Color.parse(ink)
            assert contrast(paper + colour, paper) >= 4.5, f"{name} on {ground}"
        muted = paper + Color.parse(theme.variables["foreground-muted"])
        assert contrast(muted, paper) >= 4.5, f"muted on {ground}"


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_what_is_chosen_in_a_list_can_be_read_and_stands_out(theme):
    variables = theme.to_color_system().generate()
    lit, on_lit, dim = (
        Color.parse(variables[f"block-cursor-{name}"]) for name in ("background", "foreground", "blurred-background")
    )
    assert contrast(on_lit, lit) >= 4.5
    assert contrast(lit, Color.parse(variables["surface"])) >= 3
    assert contrast(Color.parse(variables["foreground"]), dim) >= 4.5


@pytest.mark.parametrize("theme", [PAPER, INK], ids=lambda theme: theme.name)
def test_each_roles_mark_stands_out_and_differs(theme):
    variables = theme.to_color_system().generate()
    colours = [variables[role.colour] for role in ROLES]
    assert len(set(colours)) == len(ROLES)
    for ground in GROUNDS:
        assert all(contrast(Color.parse(colour), Color.parse(variables[ground])) >= 3 for colour in colours)


@pytest.mark.parametrize("theme", ["paper", "ink", "textual-light"])
async def test_the_theme_that_was_set_is_worn(tmp_path, theme):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state", config=Config(theme=theme))
    (tmp_path / "a.txt").write_text("A brief.")
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), Source()))
    async with app.run_test():
        assert app.theme == theme
    room.close()


async def test_text_can_be_read_in_every_theme_that_is_offered(tmp_path):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    (tmp_path / "a.txt").write_text("A brief.")
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), Source()))
    async with app.run_test():
        offered = [name for name, theme in app.available_themes.items() if not name.startswith("ansi")]
        assert len(offered) > 10
        for app.theme in offered:
            variables = app.theme_variables
            grounds = {name: Color.parse(variables[name]) for name in GROUNDS}
            pairs = [(ink, ground) for ink in (*INKS, "foreground-muted") for ground in GROUNDS]
            grounds["problem"] = grounds["background"] + Color.parse(variables["error-muted"])
            grounds["lit"] = Color.parse(variables["block-cursor-background"])
            for name, ground in (*pairs, ("text-error", "problem"), ("block-cursor-foreground", "lit")):
                paper, ink = grounds[ground], variables[name]
                colour = paper.get_contrast_text() if ink.startswith("auto") else Color.parse(ink)
                assert contrast(paper + colour, paper) >= 4.5, f"{name} on {ground} in {app.theme}"
    room.close()


async def test_an_unknown_theme_is_told_with_those_there_are_and_the_program_starts(tmp_path):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state", config=Config(theme="sepia"))
    (tmp_path / "a.txt").write_text("A brief.")
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), Source()))
    async with app.run_test():
        assert app.theme == "ink"
        assert "no theme “sepia”" in app.screen.desk.state.message.text
        assert "paper" in app.screen.desk.state.message.text
    room.close()


async def test_the_palette_tries_a_theme_and_says_how_to_keep_it(reading):
    async with reading() as page:
        await page.press(":")
        await page.pilot.pause()
        await page.pilot.press(*"theme paper", "enter")
        for _ in range(100):
            if page.app.theme == "paper":
                break
            await page.pilot.press("enter")
            await page.settle()
        assert page.app.theme == "paper"
        assert 'theme = "paper" in config.toml keeps it' in page.status
