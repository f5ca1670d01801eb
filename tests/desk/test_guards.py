"""Words off the record, on background or under embargo are handed out only on a confirmed act, and it is said."""

from datetime import UTC, datetime

import pytest

from annotations.models import Guard, GuardKind, Source
from annotations.text import span_of
from tuireader.entries import clip_entries, note_entries, quote_entries
from tuireader.wording import byline, where

RELEASE = Source(title="Release", outlet="The council", embargo="00:01 on 8 April")
SORRY = "We are sorry about that"


def guarded(one, kind: GuardKind = GuardKind.OFF_RECORD, words: str = SORRY, **more):
    one.quote(words)
    one.desk.guard(kind, **more)
    one.desk.settle()


def test_guarded_words_are_copied_only_on_a_confirmed_act_and_the_clip_says_so(window):
    one = window()
    guarded(one)
    assert one.said == "These words are off the record: y and exports ask first"
    for bare in (False, True):
        one.desk.copy(bare=bare)
        one.desk.settle()
        assert one.copied == []
        assert one.said.startswith("Not copied: off the record")
    one.desk.copy(guarded=True)
    one.desk.settle()
    assert len(one.copied) == 1
    assert "OFF THE RECORD" in one.said
    state = window().desk.state
    assert state.clips[0].guard == "off the record"
    assert any("off the record" in part.text for part in clip_entries(state)[0].parts)


def test_words_beside_guarded_ones_are_free_and_words_that_touch_them_arent(window):
    one = window()
    guarded(one)
    for words, free in [("Images of bodies", True), ("defend out interests", False), ("said in an interview", True)]:
        one.desk.copy(one.span(words))
        one.desk.settle()
        assert bool(one.copied) is free
        one.copied.clear()


def test_a_guard_is_seen_in_the_status_line_and_in_the_sidebar(window):
    one = window()
    one.mark(SORRY)
    guarded(one)
    state = one.desk.state
    assert where(state).startswith("off the record · ")
    assert any("! off the record" in part.text for entry in quote_entries(state) for part in entry.parts)
    assert any("! off the record" in part.text for entry in note_entries(state) for part in entry.parts)
    one.focus("Images of bodies")
    assert "record" not in where(one.desk.state)


def test_a_guard_is_changed_lifted_undone_and_redone(window):
    one = window()
    guarded(one)
    guarded(one, GuardKind.BACKGROUND)
    assert [guard.kind for guard in one.store.all(Guard)] == ["background"]
    one.desk.guard(GuardKind.LIFTED)
    one.desk.settle()
    assert (one.said, one.store.all(Guard)) == ("Lifted: these words, free to use", [])
    one.desk.undo()
    one.desk.settle()
    assert str(one.desk.held()) == "on background"
    one.desk.undo()
    one.desk.undo()
    one.desk.settle()
    assert one.desk.held() is None
    one.desk.redo()
    one.desk.settle()
    assert str(one.desk.held()) == "off the record"


def test_the_whole_article_is_guarded_and_some_of_its_words_set_free(window):
    one = window()
    guarded(one, GuardKind.BACKGROUND, whole=True)
    assert "ON BACKGROUND" in byline(one.desk.state)
    one.quote(SORRY)
    one.desk.guard(GuardKind.LIFTED)
    one.desk.settle()
    one.desk.copy()
    one.desk.copy(one.span("Images of bodies"))
    one.desk.settle()
    assert len(one.copied) == 1
    one.desk.guard(GuardKind.LIFTED, whole=True)
    one.desk.settle()
    assert "BACKGROUND" not in byline(one.desk.state)


def test_an_embargo_that_the_article_tells_holds_until_it_is_lifted(window):
    one = window(given=RELEASE)
    one.desk.copy(one.span("Images of bodies"))
    one.desk.settle()
    assert one.said.startswith("Not copied: under embargo until 00:01 on 8 April")
    one.desk.guard(GuardKind.LIFTED, whole=True)
    one.desk.settle()
    assert "EMBARGO" not in byline(one.desk.state)
    assert window(given=RELEASE).desk.held(one.span("Images of bodies")) is None


def test_an_embargo_ends_at_its_time(window):
    one = window()
    guarded(one, GuardKind.EMBARGO, until="2099-12-01 09:00 UTC")
    assert str(one.desk.held()) == "under embargo until 2099-12-01 09:00 UTC"
    guarded(one, GuardKind.EMBARGO, until="2022-12-01 09:00 UTC")
    assert one.desk.held() is None
    guarded(one, GuardKind.EMBARGO)
    assert str(one.desk.held()) == "under embargo"


def test_a_time_without_a_zone_is_the_persons_own(window):
    one = window()
    guarded(one, GuardKind.EMBARGO, until="2099-12-01 09:00")
    until = one.desk.held().until
    assert until.astimezone().strftime("%Y-%m-%d %H:%M") == "2099-12-01 09:00"
    assert until > datetime.now(UTC)


def test_what_names_no_time_is_said_with_the_way_to_write_one(window):
    one = window()
    guarded(one, GuardKind.EMBARGO, until="soon")
    assert "“soon” names no time; write it as 2026-12-01 09:00" in one.said
    assert one.store.all(Guard) == []


@pytest.mark.parametrize("whole", [True, False])
def test_lifting_where_nothing_holds_says_so(window, whole):
    one = window()
    guarded(one, GuardKind.LIFTED, whole=whole)
    assert one.said.startswith("Nothing holds")


def test_an_export_leaves_guarded_notes_out_and_says_how_many(window, tmp_path):
    one = window()
    one.note(SORRY, "Never print this")
    one.note("Images of bodies", "Print this")
    guarded(one)
    one.desk.export(tmp_path / "notes.md", overwrite=False)
    one.desk.settle()
    assert "Exported 1 note" in one.said
    assert "1 guarded left out" in one.said
    assert "Never print" not in (tmp_path / "notes.md").read_text()


def test_nothing_can_be_guarded_where_nothing_is_kept(window):
    one = window(keep=False)
    guarded(one)
    assert one.desk.state.message.tone == "problem"
    assert one.desk.held(span_of(0, 0, 3)) is None
