"""What a person sets for good; and what is wrong in the file is told with its line, and nothing else is lost."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from annotations.models import ROLES
from tuireader.actions import ACTIONS, NUMBERED, Context
from tuireader.config import DEFAULTS, Config, read_config
from tuireader.keys import keymap, parse
from tuireader.themes import USUAL

EVERYTHING = """\
theme = "paper"
width = 80
author = "Jane Doe"
style = "agency"

[styles]
agency = "“$words”{, $speaker said}"

[roles]
context = "background"

[keys]
highlight = "m"
"selecting.copy" = "C"

[sync]
originals = false
"""


@pytest.fixture
def config(tmp_path):
    def read(text: str) -> Config:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return read_config(path)

    return read


def test_without_a_file_all_is_as_it_comes(tmp_path):
    assert read_config(tmp_path / "config.toml") == DEFAULTS == Config()


def test_each_setting_is_taken(config):
    found = config(EVERYTHING)
    assert found.problems == ()
    assert (found.theme, found.width, found.author, found.style) == ("paper", 80, "Jane Doe", "agency")
    assert found.styles == {"agency": "“$words”{, $speaker said}"}
    assert found.role_names == {"context": "background"}
    assert not found.originals


def test_an_act_gets_its_keys_in_every_context_or_in_one(config):
    actions = config(EVERYTHING).actions
    assert keymap(Context.READING, actions).actions[parse("m")] == "highlight"
    assert keymap(Context.SELECTING, actions).actions[parse("m")] == "highlight"
    assert parse("h") not in keymap(Context.READING, actions).actions
    assert keymap(Context.SELECTING, actions).actions[parse("C")] == "copy"
    assert keymap(Context.READING, actions).actions[parse("y")] == "copy"


@pytest.mark.parametrize("text", ['[keys]\nselecting.copy = "C"', '[keys.selecting]\ncopy = "C"'])
def test_a_context_needs_no_quotation_marks(config, text):
    found = config(text)
    assert found.problems == ()
    assert keymap(Context.SELECTING, found.actions).actions[parse("C")] == "copy"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('width = "broad"', 1, ("width", "a number from 30 to 200")),
        ("author = 1\nwidth = 20", 1, ("author", "quotation marks")),
        ("width = true", 1, ("width", "a number")),
        ('colour = "red"', 1, ("colour", "no such setting", "theme")),
        ('\n\nstyle = "french"', 3, ("style", "'french'", "draft-us")),
        ('[keys]\nhighlight = "j"', 2, ("keys.highlight", "line_down", "highlight")),
        ('[keys]\nhighlight = "gg g"', 2, ("keys.highlight", "highlight")),
        ('[keys]\nhighlight = "g"', 2, ("keys.highlight", "begins")),
        ('[keys]\nfly = "z"', 2, ("keys.fly", "no such act")),
        ('[keys]\nhighlight = ""', 2, ("keys.highlight", "at least one key")),
        ('[keys]\nrole = "z"', 2, ("keys.role", "digits")),
        ('[roles]\nrumour = "x"', 2, ("roles.rumour", "quote, fact")),
        ('[roles]\nquote = "fact"', 2, ("roles.quote", "no other")),
        ('[styles]\nplain = "x"', 2, ("styles.plain", "another name")),
        ('[sync]\noriginals = "no"', 2, ("sync.originals", "true or false")),
        ("keys = 3", 1, ("keys", "a table")),
        ('# first\nkeys.highlight = "j"', 2, ("keys.highlight", "line_down")),
        ('width = 70\nkeys = { fly = "z" }', 2, ("keys.fly", "no such act")),
        ('\n[keys.selecting]\ncopy = "j"', 3, ("keys.selecting.copy", "caret_down")),
        ('[keys]\nselecting.copy = "j"', 2, ("keys.selecting.copy", "caret_down")),
        ('[ "keys" ] # mine\n"highlight" = "j"', 2, ("keys.highlight", "line_down")),
        ("[[styles]]\na = 1", 1, ("styles", "a table")),
        ("[styles.mine]\na = 1", 1, ("styles.mine", "quotation marks")),
        ('[styles]\ngood = """$quote\nwidth = 3\n"""\n[roles]\nrumour = "x"', 6, ("roles.rumour", "quote, fact")),
        ('[keys]\nhighlight = "ctrl+m"', 2, ("keys.highlight", "ctrl+m is 6 keys", "^D")),
    ],
)
def test_what_is_wrong_is_told_with_line_and_field_and_counts_as_not_set(config, text, line, words):
    found = config(text)
    first = found.problems[0]
    assert f"config.toml, line {line}, " in first
    assert all(word in first for word in words), first
    assert (found.actions, found.role_names, found.style) == (ACTIONS, {}, "plain")


def test_what_is_right_counts_beside_what_is_wrong(config):
    found = config('width = 1000\nauthor = "Jane"\n')
    assert (found.width, found.author, len(found.problems)) == (DEFAULTS.width, "Jane", 1)


@pytest.mark.parametrize("raw", [b"width = ", b"\xff\xfe", b'a = "\x1b[31m"'])
def test_a_file_that_cannot_be_read_is_told_in_one_line_and_nothing_of_it_counts(tmp_path, raw):
    path = tmp_path / "config.toml"
    path.write_bytes(raw)
    found = read_config(path)
    assert len(found.problems) == 1
    assert str(path) in found.problems[0]
    assert found == Config(problems=found.problems)


README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SHOWN = README.split("```toml\n")[1].split("```")[0]


def test_the_settings_that_the_readme_shows_are_understood(config):
    assert config(SHOWN).problems == ()


def test_the_readme_shows_every_setting_with_the_value_that_counts_where_none_is_set(config):
    found, given = config(SHOWN), tomllib.loads(SHOWN)
    plain = {field.name for field in fields(Config)} - {
        "theme_place",
        "styles",
        "role_names",
        "actions",
        "originals",
        "problems",
    }
    assert plain == {name for name, value in given.items() if not isinstance(value, dict)}
    assert {name: getattr(found, name) for name in plain} == {
        name: getattr(DEFAULTS, name) or IN_ITS_PLACE[name] for name in plain
    }
    assert found.originals == DEFAULTS.originals
    assert set(given) - plain == {"styles", "roles", "keys", "sync"}


IN_ITS_PLACE = {"theme": USUAL, "author": ""}
"""What counts where a setting is empty."""


def test_a_theme_that_there_is_not_is_told_with_its_line(config, tmp_path):
    assert config('width = 80\ntheme = "pink"').theme_place == f"{tmp_path / 'config.toml'}, line 2, theme"


def test_acts_that_choose_by_number_keep_a_key_for_each():
    for action in ACTIONS:
        if action.id in NUMBERED:
            assert [parse(keys)[-1] for keys in action.keys] == [str(n + 1) for n in range(len(action.keys))]
    role = next(action for action in ACTIONS if action.id == "role")
    assert len(role.keys) == len(ROLES)


def test_a_style_that_cant_be_understood_is_told_with_its_field(config):
    found = config('[styles]\nmine = "$quote by $spaeker"\ngood = "$quote\\n\\n$who"')
    assert found.styles == {"good": "$quote\n\n$who"}
    assert "line 2, styles.mine: The style mine has an unknown field $spaeker" in found.problems[0]
