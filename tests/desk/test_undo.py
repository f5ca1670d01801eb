"""Undo is a new line in the journal, of this window's acts alone, and brings everything back."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from annotations.library import Library
from annotations.models import Source
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
ARTICLE = load(str(SEED))
SORRY = "“We are sorry about that…"
KILLED = "over 410 residents killed"


def shown(desk):
    """All that a person sees of the records, without times."""
    state = desk.state
    return (
        [
            (m.annotation.id, m.span, m.annotation.role, m.annotation.note, m.annotation.tags, m.speaker)
            for m in state.marks
        ],
        sorted((v.speaker.name, v.span) for v in state.voices),
        state.source,
        state.furniture,
        state.details.note,
        [clip.text for clip in state.clips],
    )


@pytest.mark.parametrize(
    "act",
    [
        lambda desk: desk.highlight(role="fact"),
        lambda desk: desk.tag("sky"),
        lambda desk: desk.set_speaker("Dmitry Peskov"),
        lambda desk: desk.set_source(Source(title="Sorry", outlet="Al Arabiya")),
        lambda desk: desk.toggle_furniture(),
        lambda desk: desk.delete(),
        lambda desk: (desk.open_note(), desk.save_note("Ask Sky")),
        lambda desk: (desk.open_article_note(), desk.save_note("Ask Sky")),
        lambda desk: desk.highlight(span_of(3, 0, 8)),
    ],
    ids=["role", "tags", "speaker", "source", "furniture", "delete", "note", "article note", "highlight"],
)
def test_each_act_is_undone_and_done_again(window, act):
    one = window()
    one.mark(SORRY)
    before = shown(one.desk)
    act(one.desk)
    one.desk.settle()
    after = shown(one.desk)
    assert after != before
    for back, wanted in ((one.desk.undo, before), (one.desk.redo, after), (one.desk.undo, before)):
        back()
        one.desk.settle()
        assert shown(one.desk) == wanted
        assert shown(window().desk) == wanted


def test_undo_takes_back_what_is_still_being_saved_not_what_came_before(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.highlight(one.span(SORRY))
    one.desk.highlight(one.span(KILLED))
    one.desk.undo()
    slow_disk.set()
    one.desk.settle()
    assert one.marked == [SORRY]


def test_deleting_what_an_undo_is_taking_away_leaves_nothing_to_undo(window, slow_disk):
    one = window()
    slow_disk.clear()
    one.desk.highlight(one.span(SORRY))
    one.desk.undo()
    one.desk.delete()
    slow_disk.set()
    one.desk.settle()
    assert one.marked == []
    one.desk.undo()
    one.desk.settle()
    assert one.marked == []


def test_undo_and_redo_say_what_came_back_and_go_there(window):
    one = window()
    one.mark(SORRY)
    one.focus("‘Significant losses’")
    one.desk.undo()
    one.desk.settle()
    assert one.said == "Undone: highlight “We are sorry about that…”; ^R brings it back"
    assert one.desk.state.jump == one.span(SORRY).start
    one.desk.redo()
    one.desk.settle()
    assert one.desk.state.focused.annotation.exact == SORRY
    one.desk.redo()
    one.desk.settle()
    assert one.said == "Nothing to redo"


def test_a_source_that_is_set_while_a_redo_is_on_its_way_is_undone_step_by_step(window, slow_disk):
    one = window()
    one.desk.set_source(Source(title="The vote"))
    one.desk.settle()
    one.desk.undo()
    one.desk.settle()
    slow_disk.clear()
    one.desk.redo()
    one.desk.set_source(Source(title="The second vote"))
    slow_disk.set()
    one.desk.settle()
    titles = [one.desk.state.source.title]
    for _ in range(3):
        one.desk.undo()
        one.desk.settle()
        titles.append(one.desk.state.source.title)
    assert titles == ["The second vote", "The vote", "", ""]
    assert one.said == "Nothing to undo in this window"
    assert one.store.conflicts() == []


def test_a_new_act_ends_redoing(window):
    one = window()
    one.mark(SORRY)
    one.desk.undo()
    one.mark(KILLED)
    one.desk.redo()
    one.desk.settle()
    assert one.marked == [KILLED]


def test_copies_are_not_undone(window):
    one = window()
    one.mark(SORRY)
    one.desk.copy()
    one.desk.settle()
    one.desk.undo()
    one.desk.settle()
    assert one.marked == []
    assert len(one.desk.state.clips) == 1


@pytest.mark.parametrize("polled", [True, False])
def test_undo_is_refused_where_another_window_changed_the_record_since(window, polled):
    one = window()
    one.mark(SORRY)
    two = window()
    two.focus(SORRY)
    two.desk.tag("theirs")
    two.desk.settle()
    if polled:
        one.poll()
    one.desk.undo()
    one.desk.settle()
    assert "changed in another window" in one.said
    assert window().desk.state.marks[0].annotation.tags == ("theirs",)
    assert one.store.conflicts() == []


def test_undo_of_a_window_leaves_the_acts_of_another(window):
    one = window()
    one.mark(SORRY)
    two = window()
    two.mark(KILLED)
    two.desk.undo()
    two.desk.undo()
    two.desk.settle()
    assert two.said == "Nothing to undo in this window"
    assert window().marked == [SORRY]


class Acts(RuleBasedStateMachine):
    """Any acts, undone and done again in any order, with or without waiting for the disk."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.desk = self.window()
        self.beginning = shown(self.desk)
        self.copies = 0
        self.lines = []

    def window(self):
        root = Path(self.folder.name)
        opened = Opened(new_version(ARTICLE), str(SEED), ARTICLE.source, article=ARTICLE)
        desk = ReadingDesk(opened, Library(root), Memory(None), lambda _: Copied((Way("x", Outcome.VERIFIED),)))
        list(desk.prepare())
        desk.settle()
        return desk

    @rule(
        number=st.integers(0, 16), start=st.integers(0, 10), size=st.integers(1, 10), role=st.sampled_from(["", "fact"])
    )
    def highlight(self, number, start, size, role):
        self.desk.highlight(span_of(number, start, start + size), role)

    @rule(number=st.integers(0, 16), offset=st.integers(0, 20))
    def click(self, number, offset):
        self.desk.focus_at(span_of(number, offset, offset).start)

    @rule(role=st.sampled_from(["quote", "question"]))
    def role(self, role):
        self.desk.highlight(role=role)

    @rule(text=st.sampled_from(["", "Ask Sky", "Who counted?"]))
    def note(self, text):
        self.desk.open_note()
        self.desk.save_note(text)

    @rule(text=st.sampled_from(["", "On all of it"]))
    def article_note(self, text):
        self.desk.open_article_note()
        self.desk.save_note(text)

    @rule(tags=st.sampled_from(["", "un", "sky un"]))
    def tags(self, tags):
        self.desk.tag(tags)

    @rule(name=st.sampled_from(["", "Dmitry Peskov", "Blinken"]))
    def speaker(self, name):
        self.desk.set_speaker(name)

    @rule(title=st.sampled_from(["", "A title", "Another"]))
    def source(self, title):
        self.desk.set_source(Source(title=title))

    @rule()
    def furniture(self):
        self.desk.toggle_furniture()

    @rule()
    def delete(self):
        self.desk.delete()

    @rule()
    def copy(self):
        if self.desk.state.target() is not None:
            self.copies += 1
        self.desk.copy()

    @rule()
    def undo(self):
        self.desk.undo()

    @rule()
    def redo(self):
        self.desk.redo()

    @rule()
    def wait(self):
        self.desk.settle()
        self.desk.poll()

    @rule()
    def memory_is_what_a_new_window_reads(self):
        self.desk.settle()
        fresh = self.window()
        assert shown(self.desk) == shown(fresh)
        fresh.close()

    @rule()
    def undoing_everything_restores_the_beginning(self):
        self.desk.settle()
        while self.desk.state.message.text != "Nothing to undo in this window":
            self.desk.undo()
            self.desk.settle()
            assert self.desk.state.message.tone != "problem", self.desk.state.message
        assert shown(self.desk)[:-1] == self.beginning[:-1]
        self.desk.tell("")

    @rule()
    def nothing_is_lost_from_the_journal(self):
        self.desk.settle()
        journal = next(Path(self.folder.name).glob("articles/*/*/annotations.jsonl"), None)
        lines = journal.read_bytes().split(b"\n") if journal else []
        assert lines[: len(self.lines)] == self.lines
        self.lines = lines[:-1]
        assert all(json.loads(line) for line in self.lines)

    def teardown(self):
        try:
            self.memory_is_what_a_new_window_reads()
            self.undoing_everything_restores_the_beginning()
            self.memory_is_what_a_new_window_reads()
            self.nothing_is_lost_from_the_journal()
            assert self.desk.state.notices == ()
            assert len(self.desk.state.clips) == self.copies
        finally:
            self.desk.close()
            self.folder.cleanup()


TestActs = Acts.TestCase
TestActs.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
