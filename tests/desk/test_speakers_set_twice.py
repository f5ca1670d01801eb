"""Who says the same words was set in two places, unseen by each other: shown in both, and settled by setting it."""

from pathlib import Path

import pytest

from annotations.library import Library
from annotations.merging import merge
from annotations.models import Speaker, TurnName
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.entries import note_entries, quote_entries
from tuireader.memory import Memory

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
TALK = "Speaker 1: Nobody will resign over it.\n\nSpeaker 2: Why not?\n\nSpeaker 1: Because nobody has to.\n"
WORDS = span_of(1, 0, 20)


@pytest.fixture
def window():
    """Opens a window on a library; closed in the end."""
    desks = []

    def open_(library, path=SEED):
        article = load(str(path))
        opened = Opened(new_version(article), str(path), article.source, article=article)
        desk = ReadingDesk(opened, Library(library), Memory(None), lambda _: Copied(()))
        desks.append(desk)
        for _ in desk.prepare():
            pass
        desk.settle()
        return desk

    yield open_
    for desk in desks:
        desk.close()


def set_in(desk, name, span=WORDS):
    desk.set_speaker(name, span)
    desk.settle()


def shown(desk):
    return " ".join(part.text for entry in note_entries(desk.state) for part in entry.parts)


def test_both_names_that_two_machines_gave_to_the_same_words_are_shown_and_one_is_settled_on(tmp_path, window):
    here, there = window(tmp_path / "here"), window(tmp_path / "there")
    for desk, name in ((here, "Dmitry Peskov"), (there, "Maria Zakharova")):
        set_in(desk, name)
    here.highlight(WORDS)
    here.settle()
    merge(Library(tmp_path / "here"), tmp_path / "there")
    desk = window(tmp_path / "here")
    assert "Zakharova" in desk.state.speaker_of(WORDS)  # said last
    assert "Peskov" in shown(desk)
    assert "Maria Zakharova or Dmitry Peskov?" in desk.state.message.text
    set_in(desk, "Peskov himself")
    assert desk.state.speaker_of(WORDS) == "Peskov himself"
    assert "Zakharova" not in shown(desk)
    fresh = window(tmp_path / "here")
    assert [voice.speaker.name for voice in fresh.state.voices] == ["Peskov himself"]
    assert fresh.state.voices[0].others == ()
    assert len(fresh.state.voices[0].speaker.parent.split()) == 1  # made from its own line alone
    assert "Who says" not in fresh.state.message.text


def test_one_speaker_changed_in_two_places_is_shown_with_both_and_settled(tmp_path, window):
    here = window(tmp_path)
    set_in(here, "Peskov")
    here.highlight(WORDS)
    here.settle()
    there = window(tmp_path)
    set_in(here, "Dmitry Peskov")
    set_in(there, "D. S. Peskov")
    here.poll()
    here.settle()
    assert "also set elsewhere: Dmitry Peskov" in shown(here)
    set_in(here, "Dmitry S. Peskov")
    store = Library(tmp_path).store(here.state.article)
    assert store.conflicts() == []
    assert [one.name for one in store.all(Speaker)] == ["Dmitry S. Peskov"]


def test_settling_on_the_name_that_is_shown_is_enough(tmp_path, window):
    here = window(tmp_path)
    set_in(here, "Peskov")
    there = window(tmp_path)
    set_in(here, "Dmitry Peskov")
    set_in(there, "D. S. Peskov")
    set_in(there, "D. S. Peskov")
    assert Library(tmp_path).store(here.state.article).conflicts() == []


def test_clearing_a_speaker_set_twice_leaves_nobody(tmp_path, window):
    for folder, name in (("here", "Dmitry Peskov"), ("there", "Maria Zakharova")):
        set_in(window(tmp_path / folder), name)
    merge(Library(tmp_path / "here"), tmp_path / "there")
    desk = window(tmp_path / "here")
    set_in(desk, "")
    assert desk.state.voices == ()
    desk.undo()
    desk.settle()
    assert "Zakharova" in desk.state.speaker_of(WORDS)


def test_a_quotation_shows_both_names(tmp_path, window):
    here, there = window(tmp_path / "here"), window(tmp_path / "there")
    span = here.state.quotations[0].span
    set_in(here, "Dmitry Peskov", span)
    set_in(there, "Maria Zakharova", span)
    merge(Library(tmp_path / "here"), tmp_path / "there")
    entries = quote_entries(window(tmp_path / "here").state)
    assert "also set elsewhere: Dmitry Peskov" in " ".join(part.text for entry in entries for part in entry.parts)


def test_a_label_of_a_transcript_named_on_two_machines_has_the_later_name_until_it_is_named_again(tmp_path, window):
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    turn = span_of(0, 0, 6)
    for folder, name in (("here", "Ann Smith"), ("there", "Anne Smyth")):
        desk = window(tmp_path / folder, talk)
        set_in(desk, name, turn)
    merge(Library(tmp_path / "here"), tmp_path / "there")
    desk = window(tmp_path / "here", talk)
    assert desk.state.speaker_of(turn) == "Anne Smyth"
    assert "Who is Speaker 1: Anne Smyth or Ann Smith?" in desk.state.message.text
    set_in(desk, "Ann Smyth", turn)
    assert desk.state.speaker_of(turn) == "Ann Smyth"
    fresh = window(tmp_path / "here", talk)
    assert fresh.state.speaker_of(turn) == "Ann Smyth"
    assert [one.name for one in Library(tmp_path / "here").store(fresh.state.article).all(TurnName)] == ["Ann Smyth"]
