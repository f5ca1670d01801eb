"""What the sidebar lists: every note and clip, filtered by words, role or tag; an empty list teaches."""

from dataclasses import replace

import pytest

from annotations.anchoring import Orphan, Placed, State
from annotations.models import Anchor, Annotation, Clip, Details, Paragraph, Selector, Source, Version
from annotations.text import span_of
from tuireader.desk.state import DeskState, Mark
from tuireader.entries import Look, clip_entries, note_entries

TEXT = "“We are sorry,” Peskov said of the 410 residents."
VERSION = Version("v", "", "", "", (Paragraph(TEXT), Paragraph("Another paragraph.")))


def mark(words, place=True, speaker="", pending=False, rivals=(), **fields):
    start = TEXT.index(words)
    anchor = Anchor("v", (Selector("p1-a", words, "", "", start, start + len(words)),))
    span = span_of(0, start, start + len(words))
    where = Placed(span, State.SAME, "v") if place else Orphan("gone")
    return Mark(Annotation(id=words, anchors=(anchor,), **fields), where, speaker, pending, rivals)


SORRY = mark("“We are sorry,”", note="Ask Sky\nfor the tape", tags=("un", "sky"), speaker="Dmitry Peskov")
RESIDENTS = mark("410 residents", role="question")
STATE = DeskState("aa", VERSION, Source(), "/a.txt", marks=(SORRY, RESIDENTS))


def texts(entry, look=None):
    return [part.text for part in entry.parts if look is None or part.look is look]


def test_a_note_has_its_role_words_speaker_note_and_tags():
    first, second = note_entries(STATE)
    assert texts(first) == ["” quote", "“We are sorry,”", "— Dmitry Peskov", "Ask Sky", "for the tape", "#un #sky"]
    assert (first.id, first.corner, first.role) == ("“We are sorry,”", "¶ 1", 0)
    assert texts(second) == ["? question", "“410 residents”"]
    assert second.role == 2


def test_a_role_that_is_not_known_here_is_shown():
    (entry,) = note_entries(replace(STATE, marks=(mark("sorry", role="hers"),)))
    assert texts(entry, Look.HEAD) == ["• hers"]
    assert entry.role is None


def test_a_lost_mark_and_one_being_saved_are_told():
    lost, saving = note_entries(replace(STATE, marks=(mark("sorry", place=False), mark("said", pending=True))))
    assert lost.corner == "lost"
    assert saving.corner == "saving…"


def test_the_note_on_the_article_comes_first_and_cannot_be_chosen():
    first, *others = note_entries(replace(STATE, details=Details(id="article", note="On all of it")))
    assert texts(first) == ["the whole article", "On all of it"]
    assert first.id == ""
    assert len(others) == 2


def test_what_was_changed_elsewhere_is_shown_beside_it():
    rival = replace(RESIDENTS.annotation, note="Who counted?", role="fact")
    gone = replace(RESIDENTS.annotation, deleted=True)
    both = replace(RESIDENTS, rivals=(rival, gone))
    (entry,) = note_entries(replace(STATE, marks=(both,)))
    assert texts(entry, Look.MUTED) == [
        "also changed elsewhere (fact): Who counted?; a settles it",
        "deleted elsewhere; a and ^S keeps it",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sorry", 1),
        ("SKY tape", 1),
        ("question", 1),
        ("#un", 1),
        ("un", 1),
        ("peskov", 1),
        ("410", 1),
        ("  ", 2),
        ("", 2),
    ],
)
def test_a_filter_goes_by_words_role_tag_and_speaker(query, found):
    assert len([entry for entry in note_entries(STATE, query) if entry.id]) == found


def test_a_filter_without_a_hit_says_how_to_see_all_again():
    (entry,) = note_entries(STATE, "zelenskyy")
    assert entry.id == ""
    assert texts(entry)[0] == "No note has “zelenskyy”."


def test_empty_lists_teach():
    (notes,), (clips,) = note_entries(replace(STATE, marks=())), clip_entries(STATE)
    assert ("h  ", "highlights the focused paragraph") in [(part.lead, part.text) for part in notes.parts]
    assert "tuireader clips --last" in texts(clips)
    assert not notes.id
    assert not clips.id


def test_a_clip_has_its_time_words_and_ways():
    anchors = RESIDENTS.annotation.anchors
    clip = Clip(
        id="c", created="2026-11-24T14:30:05.000000Z", anchors=anchors, text="“410”", ways=("xclip ✓", "tmux ✗")
    )
    nowhere = replace(clip, ways=())
    first, second = clip_entries(replace(STATE, clips=(clip, nowhere)))
    assert texts(first) == ["2026-11-24 14:30", "“410”", "xclip ✓ · tmux ✗"]
    assert first.corner == "plain"
    assert texts(second)[-1] == "nowhere"
