"""Presses become counts and acts; a mistyped sequence never does something else."""

import pytest

from tuireader.actions import ACTIONS, Action, Context, actions_of
from tuireader.keys import Command, Waiting, keymap, parse, presses_of

READING = keymap(Context.READING, ACTIONS)
SELECTING = keymap(Context.SELECTING, ACTIONS)
SIDEBAR = keymap(Context.SIDEBAR, ACTIONS)


def acts(keys, *presses):
    """The acts that presses ask for, as (name, count)."""
    waiting, found = Waiting(), []
    for press in presses:
        waiting, command = keys.read(waiting, press)
        if command is not None:
            assert waiting == Waiting()
            found.append((command.action, command.count))
    return found


@pytest.mark.parametrize(
    ("presses", "wanted"),
    [
        ("j", [("line_down", None)]),
        ("3j", [("line_down", 3)]),
        ("12G", [("paragraph", 12)]),
        ("10j", [("line_down", 10)]),
        ("gg", [("top", None)]),
        ("5gg", [("top", 5)]),
        ("dd", [("delete", None)]),
        ("r3", [("role", None)]),
        ("2r3", [("role", 2)]),
        ("0j", [("line_down", None)]),  # in reading a 0 alone is no count, and nothing else
        ("99999999999j", [("line_down", 999_999)]),
    ],
)
def test_counts_and_sequences_of_reading(presses, wanted):
    assert acts(READING, *presses) == wanted


@pytest.mark.parametrize("prefix", ["g", "d", "r"])
@pytest.mark.parametrize("wrong", ["j", "h", "z", "q", "0", "7", "Esc", "^R"])
def test_a_prefix_swallows_its_next_key(prefix, wrong):
    assert acts(READING, prefix, wrong) == []
    assert acts(READING, prefix, wrong, "j") == [("line_down", None)]
    assert acts(READING, "4", prefix, wrong, "j") == [("line_down", None)]


def test_a_digit_behind_a_prefix_is_no_count():
    assert acts(READING, *"d3d") == []
    assert acts(READING, *"g2g") == []


def test_0_is_the_lines_start_unless_it_goes_on_a_count():
    assert acts(SELECTING, "0") == [("caret_line_start", None)]
    assert acts(SELECTING, *"10w") == [("caret_word", 10)]
    assert acts(SELECTING, *"w0") == [("caret_word", None), ("caret_line_start", None)]


def test_digits_are_tabs_in_the_sidebar():
    assert acts(SIDEBAR, "1", "2") == [("tab", None), ("tab", None)]


def test_i_is_a_prefix_in_selecting_only():
    assert acts(SELECTING, *"iw") == [("take_word", None)]
    assert acts(SELECTING, *"ih") == []
    assert acts(READING, *"ij") == [("line_down", None)]


def test_what_was_typed_so_far_can_be_shown():
    waiting, _ = READING.read(Waiting(), "1")
    waiting, _ = READING.read(waiting, "2")
    waiting, _ = READING.read(waiting, "g")
    assert str(waiting) == "12g"


def test_a_command_knows_its_keys_and_how_often():
    _, command = READING.read(Waiting("", ("r",)), "4")
    assert command == Command("role", None, ("r", "4"))
    assert command.times == 1
    _, command = READING.read(Waiting("3"), "]")
    assert command.times == 3


@pytest.mark.parametrize(
    ("sequence", "presses"),
    [
        ("gg", ("g", "g")),
        ("^D", ("^D",)),
        ("PgDn", ("PgDn",)),
        ("Space", ("Space",)),
        ("r1", ("r", "1")),
        ("\\", ("\\",)),
        ("^X^S", ("^X", "^S")),
        ("gSpace", ("g", "Space")),
    ],
)
def test_sequences_as_the_table_writes_them(sequence, presses):
    assert parse(sequence) == presses


def test_a_clash_names_both_acts():
    with pytest.raises(ValueError, match="gg in reading means both one and two"):
        keymap(Context.READING, (action("one", "gg"), action("two", "gg")))


@pytest.mark.parametrize("sequences", [("g", "gg"), ("gg", "g")])
def test_a_sequence_that_begins_another_names_both_acts(sequences):
    names = tuple(action(f"act-{sequence}", sequence) for sequence in sequences)
    with pytest.raises(ValueError, match="g in reading means act-g and begins a key of act-gg"):
        keymap(Context.READING, names)


def test_the_same_keys_in_two_contexts_do_not_clash():
    other = Action("two", Context.SIDEBAR, ("gg",), "")
    assert acts(keymap(Context.READING, (action("one", "gg"), other)), "g", "g") == [("one", None)]


def action(name, *keys):
    return Action(name, Context.READING, keys, "")


@pytest.mark.parametrize(
    ("key", "character", "presses"),
    [
        ("j", "j", ("j",)),
        ("G", "G", ("G",)),
        ("space", " ", ("Space",)),
        ("escape", None, ("Esc",)),
        ("ctrl+d", "\x04", ("^D",)),
        ("left_square_bracket", "[", ("[",)),
        ("backslash", "\\", ("\\",)),
        ("alt+j", None, ("Esc", "j")),
        ("alt+J", None, ("Esc", "J")),
        ("alt+left_square_bracket", "[", ("Esc", "[")),
        ("pagedown", None, ("PgDn",)),
        ("é", "é", ("é",)),
        ("f5", None, ()),
        ("shift+tab", None, ()),
        ("backspace", "\x7f", ()),
        ("tab", "\t", ("Tab",)),
        ("enter", "\r", ("Enter",)),
    ],
)
def test_what_a_terminal_sends_becomes_presses(key, character, presses):
    assert presses_of(key, character) == presses


@pytest.mark.parametrize("context", list(Context))
def test_every_act_can_be_reached_by_each_of_its_keys(context):
    keys = keymap(context, ACTIONS)
    for one in actions_of(context):
        for sequence in one.keys:
            assert acts(keys, *parse(sequence)) == [(one.id, None)]
