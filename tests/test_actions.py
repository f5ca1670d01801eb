"""One table of acts feeds keys, footer, palette and help."""

import pytest

from tuireader.actions import ACTIONS, Context, actions_of

UNSEEN = {"^I", "^H", "^M", "^J", "^[", "^Z"}
"""Tab, Backspace, Enter, Esc as terminals send them, and the shell's own key: none can be bound apart."""


@pytest.mark.parametrize("context", list(Context))
def test_each_context_has_acts_each_named_once_with_keys_and_help(context):
    found = actions_of(context)
    names = [action.id for action in found]
    assert found
    assert len(names) == len(set(names))
    for action in found:
        assert action.keys, action.id
        assert action.help, action.id
        assert action.id.isidentifier(), action.id


def test_every_act_belongs_to_one_context():
    assert sorted(ACTIONS, key=id) == sorted((a for context in Context for a in actions_of(context)), key=id)


def test_no_key_is_one_that_a_terminal_sends_as_another():
    assert not [action.id for action in ACTIONS if UNSEEN & set(action.keys)]


@pytest.mark.parametrize("context", list(Context))
def test_from_each_context_there_is_a_way_out(context):
    names = {action.id for action in actions_of(context)}
    assert "quit" in names
    assert {"leave", "leave_sidebar", "save_note"} & names


@pytest.mark.parametrize("context", list(Context))
def test_the_footer_has_something_to_say_in_few_words(context):
    words = [action.footer for action in actions_of(context) if action.footer]
    assert words
    assert all(len(word) <= 16 for word in words)
