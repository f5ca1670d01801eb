"""Marks and notes: at once on the page, on the disk when it is said, and never lost."""

import errno
import os

import pytest

from annotations.models import Annotation
from tuireader.entries import note_entries

SORRY = "“We are sorry about that… [But] will continue to defend out interests"
LOSSES = "“We have suffered significant losses of troops. This is a huge tragedy for us,”"
KILLED = "over 410 residents killed"


def fail(_: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_highlight_shows_at_once_and_is_on_the_disk_when_that_is_said(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.highlight(one.span(SORRY))
    assert one.marked == [SORRY]
    assert one.desk.state.marks[0].pending
    assert "Highlighted" not in one.said
    slow_disk.set()
    one.desk.settle()
    assert one.said == "Highlighted as quote"
    assert not one.desk.state.marks[0].pending
    assert [record.exact for record in one.on_disk()] == [SORRY]


def test_a_failing_save_takes_the_highlight_back_and_says_why(window, monkeypatch):
    one = window()
    one.mark(KILLED)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", fail)
        one.desk.highlight(one.span(SORRY))
        one.desk.settle()
    assert one.marked == [KILLED]
    assert one.desk.state.message.tone == "problem"
    assert "Not saved" in one.said
    assert [record.exact for record in one.on_disk()] == [KILLED]


def test_a_failing_save_keeps_the_words_of_the_note_until_they_can_be_saved(window, monkeypatch):
    one = window()
    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", fail)
        one.note(SORRY, "sic: “out interests”")
    assert one.desk.state.draft is not None
    assert one.desk.state.draft.text == "sic: “out interests”"
    assert not one.desk.state.draft.saving
    one.desk.save_note(one.desk.state.draft.text)
    one.desk.settle()
    assert one.desk.state.draft is None
    assert one.notes == ["sic: “out interests”"]
    assert [(r.exact, r.note) for r in one.on_disk()] == [(SORRY, "sic: “out interests”")]


def test_a_folder_that_cannot_be_written_takes_the_highlight_back(window):
    one = window()
    journal = one.library.store(one.desk.state.article).path
    journal.mkdir()  # a permission wouldn't stop root
    one.desk.highlight(one.span(SORRY))
    one.desk.settle()
    assert one.marked == []
    assert one.desk.state.message.tone == "problem"


def test_quick_acts_all_land_in_order(window):
    one = window()
    words = [SORRY, KILLED, LOSSES, "“staged”"]
    for each in words:
        one.desk.highlight(one.span(each))
    one.desk.settle()
    assert one.marked == [SORRY, KILLED, "“staged”", LOSSES]
    assert [record.exact for record in one.on_disk()] == words


def test_the_focus_stays_where_the_person_went_while_a_save_was_slow(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.highlight()
    one.desk.next_paragraph(1)
    slow_disk.set()
    one.desk.settle()
    assert one.desk.state.focus.paragraph == 1
    assert one.desk.state.focused is None


def test_what_was_just_made_is_focused(window):
    one = window()
    one.mark(KILLED)
    assert one.desk.state.focused.annotation.exact == KILLED


def test_acts_before_the_article_was_found_wait_and_land(window):
    one = window(prepared=False)
    one.desk.highlight(one.span(SORRY))
    one.desk.highlight(one.span(KILLED), "fact")
    one.desk.undo()
    one.desk.highlight(one.span(LOSSES), "question")
    assert one.marked == []
    one.prepare()
    assert [(m.annotation.exact, m.annotation.role) for m in one.desk.state.marks] == [
        (SORRY, "quote"),
        (LOSSES, "question"),
    ]
    assert {record.exact for record in one.on_disk()} == {SORRY, LOSSES}


@pytest.mark.parametrize("sliced", [True, False])
def test_an_act_before_the_article_was_found_lands_though_the_window_closes(window, sliced):
    one = window(prepared=False)
    one.desk.highlight(one.span(SORRY))
    if sliced:
        list(one.desk.prepare())
    one.desk.close()
    assert window().marked == [SORRY]


def test_the_next_highlight_has_the_role_of_the_last(window):
    one = window()
    one.mark(SORRY, "question")
    one.mark(KILLED)
    assert [mark.annotation.role for mark in one.desk.state.marks] == ["question", "question"]


def test_another_role_for_a_highlight_and_the_key_that_would_highlight_it_again(window):
    one = window()
    one.mark(SORRY)
    one.desk.highlight()
    assert "Already highlighted" in one.said
    one.desk.highlight(role="context")
    one.desk.settle()
    assert [mark.annotation.role for mark in one.desk.state.marks] == ["context"]


def test_tags_are_words_apart_by_spaces_or_commas(window):
    one = window()
    one.mark(SORRY)
    one.desk.tag("#un, sky  un")
    one.desk.settle()
    assert one.desk.state.marks[0].annotation.tags == ("un", "sky")
    one.desk.tag("")
    one.desk.settle()
    assert one.desk.state.marks[0].annotation.tags == ()
    one.desk.tag("bucha", one.span(KILLED))
    one.desk.settle()
    assert one.on_disk()[-1].tags == ("bucha",)


def test_a_highlight_over_paragraphs_is_one_record(window):
    one = window()
    span = one.span(SORRY)._replace(end=one.span("over “gross").end)
    one.desk.highlight(span)
    one.desk.settle()
    assert one.desk.state.marks[0].span == span
    assert len(one.on_disk()) == 1


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_note_is_not_kept(window, text):
    one = window()
    one.focus(KILLED)
    one.desk.open_note()
    one.desk.save_note(text)
    one.desk.settle()
    assert one.desk.state.draft is None
    assert one.on_disk() == []


def test_a_note_on_the_focused_paragraph_highlights_it(window):
    one = window()
    one.focus(KILLED)
    one.desk.open_note()
    assert one.marked == []
    one.desk.save_note("Who counted?")
    one.desk.settle()
    assert one.marked == [one.desk.state.version.texts[one.number(KILLED)]]
    assert one.notes == ["Who counted?"]


def test_the_note_on_the_article_is_kept_and_changed(window):
    one = window()
    for text in ("Ask Sky", "Ask Sky for the tape"):
        one.desk.open_article_note()
        one.desk.save_note(text)
        one.desk.settle()
    assert window().desk.state.details.note == "Ask Sky for the tape"
    one.desk.undo()
    one.desk.settle()
    assert one.desk.state.details.note == "Ask Sky"


def test_words_of_a_note_in_two_windows_on_the_article_are_both_kept(window):
    one, two = window(), window()
    for each, text in ((one, "Ask Sky"), (two, "Ask the UN")):
        each.desk.open_article_note()
        each.desk.save_note(text)
        each.desk.settle()
        assert each.desk.state.draft is None
    (states,) = one.store.conflicts()
    assert {state.note for state in states} == {"Ask Sky", "Ask the UN"}
    one.poll()
    assert "Ask Sky" in str(list(note_entries(one.desk.state)))
    assert "Ask the UN" in str(list(note_entries(one.desk.state)))
    one.desk.open_article_note()
    one.desk.save_note("Ask Sky and the UN")
    one.desk.settle()
    two.poll()
    assert two.desk.state.details.note == "Ask Sky and the UN"
    assert two.desk.state.details_rivals == ()


def test_a_note_saved_before_its_highlight_is_on_the_disk_is_undone_alone(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.open_note(one.span(SORRY))
    one.desk.save_note("Ask Sky")
    slow_disk.set()
    one.desk.settle()
    assert one.notes == ["Ask Sky"]
    one.desk.undo()
    one.desk.settle()
    assert one.marked == [SORRY]
    assert one.notes == [""]
    one.desk.undo()
    one.desk.settle()
    assert one.marked == []
    one.desk.redo()
    one.desk.redo()
    one.desk.settle()
    assert one.notes == ["Ask Sky"]


def test_no_other_note_is_opened_while_one_is_being_saved(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.open_note(one.span(SORRY))
    one.desk.save_note("Ask Sky")
    one.desk.open_note(one.span(KILLED))
    one.desk.open_article_note()
    assert one.desk.state.draft.saving
    assert one.desk.state.draft.text == "Ask Sky"
    slow_disk.set()
    one.desk.settle()
    assert one.notes == ["Ask Sky"]


def test_a_deleted_note_does_not_come_back(window):
    one = window()
    one.note(SORRY, "Ask Sky")
    one.desk.delete()
    one.desk.settle()
    assert one.said.startswith("Deleted: note “We are sorry")
    assert one.marked == []
    assert window().marked == []


def test_nothing_is_deleted_where_only_a_paragraph_is_focused(window):
    one = window()
    one.mark(SORRY)
    one.focus(KILLED)
    one.desk.delete()
    one.desk.settle()
    assert one.marked == [SORRY]
    assert "Nothing to delete" in one.said


def test_a_note_deleted_in_another_window_while_it_is_edited_is_said_and_its_words_can_be_kept(window):
    one = window()
    one.mark(SORRY)
    two = window()
    two.focus(SORRY)
    two.desk.open_note()
    one.desk.delete()
    one.desk.settle()
    two.poll()
    two.desk.save_note("Ask Sky")
    two.desk.settle()
    assert "deleted in another window" in two.said
    assert two.desk.state.draft.text == "Ask Sky"
    assert not two.desk.state.draft.saving
    two.desk.save_note("Ask Sky")  # once more: anew
    two.desk.settle()
    assert two.desk.state.draft is None
    assert (two.marked, two.notes) == ([SORRY], ["Ask Sky"])


def test_words_that_are_only_invisible_open_no_note(window, article):
    one = window(article("First words of it.\n\u00ad\u200b\nLast words of it.\n"))
    for number in range(1, len(one.desk.state.version.paragraphs) + 1):
        one.desk.go_to_paragraph(number)
        one.desk.open_note()
        assert one.desk.state.draft is None or one.desk.state.version.paragraphs[number - 1].key
        one.desk.close_note("")


def test_a_selection_of_white_space_opens_no_note_on_something_else(window):
    one = window()
    span = one.span(" sorry")
    space = span._replace(end=span.start._replace(offset=span.start.offset + 1))
    one.desk.open_note(space)
    one.desk.settle()
    if one.desk.state.draft is not None:
        assert one.marked == [" "]
    for record in one.on_disk():
        assert isinstance(record, Annotation)
        assert record.exact == " "
