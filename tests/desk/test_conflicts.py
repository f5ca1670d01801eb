"""One note changed in two windows at once: both are kept and shown, and the person settles it."""

from pathlib import Path

import pytest

from annotations.library import Library
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.entries import note_entries
from tuireader.memory import Memory

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


def window(folder):
    article = load(str(SEED))
    opened = Opened(new_version(article), str(SEED), article.source, article=article)
    desk = ReadingDesk(opened, Library(folder), Memory(None), lambda _: Copied(()))
    list(desk.prepare())
    desk.settle()
    return desk


@pytest.fixture
def windows(tmp_path):
    one = window(tmp_path)
    one.highlight(span_of(1, 0, 20))
    one.settle()
    two = window(tmp_path)
    mark = two.state.marks[0].annotation.id
    for desk, note in ((one, "Ask Sky"), (two, "Ask the UN")):
        desk.go_to_annotation(mark)
        desk.open_note()
        desk.save_note(note)
    one.settle()
    two.settle()
    yield one, two
    one.close()
    two.close()


def listed(desk):
    desk.poll()
    desk.settle()
    return [part.text for entry in note_entries(desk.state) for part in entry.parts]


def test_both_notes_are_shown_in_both_windows(windows):
    for desk in windows:
        shown = " ".join(listed(desk))
        assert "Ask Sky" in shown
        assert "Ask the UN" in shown
    said = [desk.state.message.text for desk in windows]  # by the window whose save was the later one
    assert any("changed elsewhere too, and both are kept" in text for text in said)


def test_saving_the_note_with_both_in_it_settles_the_conflict(windows, tmp_path):
    one, two = windows
    listed(one)
    one.go_to_annotation(one.state.marks[0].annotation.id)
    one.open_note()
    assert {"Ask Sky", "Ask the UN"} <= set(one.state.draft.text.split("\n"))
    one.save_note(one.state.draft.text)
    one.settle()
    assert one.state.draft is None
    assert one.state.marks[0].rivals == ()
    listed(two)
    assert two.state.marks[0].rivals == ()
    assert two.state.marks[0].annotation.note == one.state.marks[0].annotation.note
    fresh = window(tmp_path)
    assert fresh.state.marks[0].rivals == ()
    fresh.close()


def test_an_edit_beside_a_deletion_survives_and_the_deletion_is_told(tmp_path):
    one = window(tmp_path)
    one.highlight(span_of(1, 0, 20))
    one.settle()
    two = window(tmp_path)
    mark = one.state.marks[0].annotation.id
    two.go_to_annotation(mark)
    one.go_to_annotation(mark)
    one.open_note()
    one.save_note("Ask Sky")
    one.settle()
    two.delete()
    two.settle()
    for desk in (one, two):
        shown = " ".join(listed(desk))
        assert "Ask Sky" in shown
        desk.close()


def test_a_library_of_a_newer_program_shows_its_notes_and_refuses_to_mark(tmp_path):
    one = window(tmp_path)
    one.highlight(span_of(1, 0, 20))
    one.close()
    (tmp_path / "library.json").write_text('{"library": 2}')
    two = window(tmp_path)
    assert len(two.state.marks) == 1
    assert two.state.message.text
    two.highlight(span_of(2, 0, 20))
    two.settle()
    assert len(two.state.marks) == 1
    assert two.state.message.tone == "problem"
    two.close()
