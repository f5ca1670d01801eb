"""A text that was edited after it was marked: what the desk says of marks and copies, and which words it copies."""

from collections.abc import Callable

import pytest

from annotations.anchoring import Orphan, State
from annotations.models import Annotation
from tuireader.desk.revising import copies_to_review, to_review
from tuireader.entries import clip_entries, note_entries
from tuireader.states import differing, news
from tuireader.wording import byline

TEXT = (
    "The council of Northbridge met on Tuesday evening to talk about the library of the town and its leaking roof.",
    "“Prices for repairs rose by 3 per cent last year,” the treasurer, Dan Moss, said to the people who had come.",
    "The mayor, Ann Lee, said that she would not resign before the summer, whatever the newspapers might write.",
    "A neighbour said that the roof had been leaking since the storm of 2019, and that nobody had looked at it.",
    "The next meeting of the council is planned for the first week of October, when the repair is voted on.",
)
COPIED = "Prices for repairs rose by 3 per cent last year"
NOW = COPIED.replace("3", "5")
ROOF = "the roof had been leaking since the storm of 2019"


@pytest.fixture
def edited(window: Callable, article: Callable) -> Callable:
    """A window with a text that was marked and copied, and then became another."""

    def edit(*texts: str):
        path = article("\n\n".join(TEXT))
        first = window(path)
        first.mark(COPIED)
        first.desk.copy()
        first.note(ROOF, "Ask her for photographs")
        first.desk.settle()
        article("\n\n".join(texts))
        return window(path)

    return edit


REWORDED = (TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), *TEXT[2:])
CUT = (*TEXT[:3], TEXT[4])


def told(entries, name: str) -> str:
    return "\n".join(part.text for entry in entries for part in entry.parts if entry.id == name)


def test_a_changed_mark_shows_both_wordings_and_the_version_is_told(edited):
    desk = edited(*REWORDED).desk
    changed, same = desk.state.marks
    assert changed.place.state is State.CHANGED
    said = told(note_entries(desk.state), changed.annotation.id)
    assert "3 per cent" in said
    assert "5 per cent" in said
    assert "gr settles it" in said
    assert news(desk.state, same) == ()
    assert "version 2 of 2, read" in byline(desk.state)
    assert to_review(desk.state) == (changed,)


def test_a_quote_is_cut_from_the_version_that_it_was_marked_in(edited):
    window = edited(*REWORDED)
    window.desk.go_to_annotation(window.desk.state.marks[0].annotation.id)
    assert "Changed since" in window.desk.asks()
    window.desk.copy(bare=True)
    window.desk.settle()
    assert window.copied == [COPIED]
    assert "not in this version" in window.said
    assert window.desk.state.clips[0].anchors[0] == window.desk.state.marks[0].annotation.anchors[0]


def test_the_new_words_are_copied_when_they_are_asked_for(edited):
    window = edited(*REWORDED)
    window.desk.go_to_annotation(window.desk.state.marks[0].annotation.id)
    window.desk.copy(bare=True, as_now=True)
    window.desk.settle()
    assert window.copied == [NOW]
    assert window.desk.state.clips[0].anchors[0].version == window.desk.state.version.id
    assert window.desk.state.marks[0].annotation.exact == COPIED


def test_typography_of_a_newer_text_changes_no_copied_character(edited):
    window = edited(*(text.replace("“", '"').replace("”", '"') for text in TEXT[:3]), *TEXT[3:])
    window.desk.go_to_annotation(window.desk.state.marks[0].annotation.id)
    assert window.desk.asks() == ""
    window.desk.copy(bare=True)
    window.desk.settle()
    assert window.copied == [COPIED]


def test_a_lost_mark_is_copied_as_it_was_read(edited):
    window = edited(*CUT)
    lost = window.desk.state.marks[-1]
    assert isinstance(lost.place, Orphan)
    window.desk.go_to_annotation(lost.annotation.id)
    window.desk.copy(bare=True)
    window.desk.settle()
    assert window.copied == [ROOF]
    assert "not in this version" in window.said


def test_attaching_adds_an_anchor_and_rewrites_no_quote(edited):
    window = edited(*REWORDED)
    mark = window.desk.state.marks[0]
    window.desk.attach(mark.annotation.id, mark.span)
    window.desk.settle()
    (stored,) = [one for one in window.on_disk() if isinstance(one, Annotation) and one.id == mark.annotation.id]
    assert stored.anchors[0] == mark.annotation.anchors[0]
    assert [anchor.exact for anchor in stored.anchors] == [COPIED, NOW]
    assert to_review(window.desk.state) == ()
    assert window.desk.asks() == ""
    assert "which you confirmed" in told(note_entries(window.desk.state), mark.annotation.id)
    window.desk.undo()
    window.desk.settle()
    assert to_review(window.desk.state)[0].annotation.anchors == mark.annotation.anchors


def test_a_lost_mark_can_be_attached_to_words_that_a_person_selects(edited):
    window = edited(*CUT)
    lost = window.desk.state.marks[-1]
    window.desk.attach(lost.annotation.id, window.span("when the repair is voted on"))
    window.desk.settle()
    found = window.desk.state.mark(lost.annotation.id)
    assert found is not None
    assert window.desk.state.words(found.span) == "when the repair is voted on"
    assert found.annotation.exact == ROOF


def test_a_mark_kept_as_a_note_asks_no_more_and_comes_back_by_undo(edited):
    window = edited(*CUT)
    lost = window.desk.state.marks[-1]
    assert [mark.annotation.id for mark in to_review(window.desk.state)] == [lost.annotation.id]
    window.desk.keep_without_place(lost.annotation.id)
    window.desk.settle()
    assert to_review(window.desk.state) == ()
    assert "kept as a note" in told(note_entries(window.desk.state), lost.annotation.id)
    assert window.desk.state.marks[-1].annotation.note == "Ask her for photographs"
    window.desk.undo()
    window.desk.settle()
    assert to_review(window.desk.state) != ()


def test_a_mark_kept_as_a_note_stands_again_where_its_words_come_back(edited, article, window):
    first = edited(*CUT)
    first.desk.keep_without_place(first.desk.state.marks[-1].annotation.id)
    first.desk.settle()
    again = window(article("\n\n".join((*TEXT, "And a line more."))))
    assert [mark.span is not None for mark in again.desk.state.marks] == [True, True]


def test_a_clip_says_that_its_words_changed_and_when(edited):
    desk = edited(*REWORDED).desk
    (clip,) = desk.state.clips
    assert desk.state.clip_news[clip.id].now == NOW
    said = told(clip_entries(desk.state), clip.id)
    assert "! changed on" in said
    assert f"“{NOW}”" in said
    assert "gr settles it" in said


@pytest.mark.parametrize("texts", [REWORDED, (TEXT[0], *TEXT[2:])])
def test_what_became_of_a_copy_is_seen_by_one_key_and_taken_back_by_another(edited, window, article, texts):
    desk = edited(*texts).desk
    (clip,) = copies_to_review(desk.state)
    desk.see(clip.id)
    desk.settle()
    assert "Seen" in desk.state.message.text
    assert copies_to_review(desk.state) == ()
    assert "you have seen it" in told(clip_entries(desk.state), clip.id)
    again = window(article("\n\n".join(texts))).desk
    assert copies_to_review(again.state) == ()
    assert again.state.clips[0].words == COPIED, "the copy is as it was copied"
    desk.undo()
    desk.settle()
    assert [one.id for one in copies_to_review(desk.state)] == [clip.id]
    desk.redo()
    desk.settle()
    assert copies_to_review(desk.state) == ()


def test_seen_settles_marks_too(edited):
    desk = edited(TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), TEXT[2], TEXT[4]).desk
    changed, lost = to_review(desk.state)
    desk.see(changed.annotation.id)
    desk.see(lost.annotation.id)
    desk.settle()
    assert to_review(desk.state) == ()
    assert [mark.is_kept for mark in desk.state.marks] == [False, True]


def test_a_clip_whose_words_still_stand_says_nothing(edited):
    assert edited(*CUT).desk.state.clip_news == {}


def test_a_newer_text_that_is_read_elsewhere_is_told_once_with_the_key_that_shows_it(window, article):
    first = window(article("\n\n".join(TEXT)))
    first.desk.settle()
    first.poll()
    assert first.said == ""
    second = window(article("\n\n".join(REWORDED)))
    second.desk.settle()
    first.poll()
    first.desk.settle()
    assert first.said == "A newer text of this article was read: gv shows what changed"
    assert "version 1 of 2, read" in byline(first.desk.state)
    first.desk.hush(first.desk.state.message)
    first.poll()
    first.desk.settle()
    assert first.said == ""


def test_nothing_to_review_is_said(window):
    desk = window().desk
    assert desk.refuse_to_review()
    assert "Nothing marked or copied was changed" in desk.state.message.text


def test_two_wordings_are_cut_to_what_differs():
    old = "It was said at length, before all else, that prices rose by 3 per cent, which nobody there had expected"
    then, now = differing(old, old.replace("3 per", "5 per"))
    assert then.startswith("…")
    assert then.endswith("…")
    assert "prices rose by 3 per cent" in then
    assert "prices rose by 5 per cent" in now
    assert differing("same", "same") == ("same", "same")
