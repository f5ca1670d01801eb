"""A note that wasn't saved when the window ended is offered again, whatever is done first in the next one."""

import pytest

SORRY, KILLED = "We are sorry about that", "over 410 residents killed"


@pytest.fixture
def left(window):
    """A window that ended over a note on a highlight, with words that weren't saved."""
    one = window()
    one.mark(SORRY)
    one.desk.open_note()
    one.desk.type_note("Ask Sky for the tape")
    one.desk.settle()
    one.desk.close()


@pytest.mark.usefixtures("left")
def test_it_is_offered_by_the_next_window(window):
    one = window()
    assert one.desk.state.draft.text == "Ask Sky for the tape"
    assert "wasn't saved" in one.said
    one.desk.save_note(one.desk.state.draft.text)
    one.desk.settle()
    assert one.notes == ["Ask Sky for the tape"]
    one.desk.close()
    assert window().desk.state.draft is None


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("about", ["words", "the whole article"])
def test_it_is_offered_where_another_note_was_asked_for_before_it_was_found(window, about):
    one = window(prepared=False)
    if about == "words":
        one.focus(KILLED)
        one.desk.open_note()
    else:
        one.desk.open_article_note()
    one.prepare()
    assert one.desk.state.draft.text == "Ask Sky for the tape"
    assert not one.desk.is_opening
    one.desk.close()
    assert window().desk.state.draft.text == "Ask Sky for the tape"
