"""Copies are attributed, never more than is known, and every one is kept as a clip."""

import os
from threading import current_thread, main_thread

import pytest

from annotations import links
from annotations.models import Source
from annotations.text import Span
from tuireader.clipboard import Outcome

SORRY = "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,”"
PESKOV = "Dmitry Peskov"
SKY = Source("Peskov is sorry", "A. Writer", "Sky News", "2022-04-07", "https://example.org/a")


def test_a_copy_names_words_speaker_and_source(window):
    one = window(given=SKY)
    one.desk.set_speaker(PESKOV, one.span(SORRY))
    one.desk.settle()
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    link = "https://example.org/a"
    assert one.copied == [f"{SORRY} — Dmitry Peskov, Sky News, “Peskov is sorry”, 2022-04-07, {link}"]
    assert one.said == "Copied 17 words · Dmitry Peskov · xclip ✓ · brackets and ellipsis are the source’s"


def test_what_nobody_knows_is_asked_for_and_the_first_time_said_how(window):
    one = window()
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    assert one.copied == [f"{SORRY} — Dmitry Peskov?, [source?]"]
    assert "S fills in the source" in one.said
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    assert "S fills" not in one.said


def test_words_without_marks_get_them_and_prose_with_a_quotation_is_left_as_printed(window):
    one = window()
    one.desk.copy(one.span("staged"))
    one.desk.copy(one.span("claimed that Kyiv “staged”"))
    one.desk.settle()
    assert one.copied == ["“staged” — Moscow?, [source?]", "claimed that Kyiv “staged” — [source?]"]


def test_no_speaker_is_said_of_a_copy_that_names_none(window):
    one = window()
    mixed = one.span("claimed that Kyiv “staged”")
    one.desk.set_speaker(PESKOV, mixed)
    one.desk.settle()
    one.desk.copy(mixed)
    one.desk.settle()
    assert PESKOV not in one.copied[0]
    assert PESKOV not in one.said


def test_bare_words_are_the_words_alone(window):
    one = window()
    span = Span(one.span("‘Significant").start, one.span("in Ukraine.").end)
    one.focus("‘Significant")
    one.desk.copy(bare=True)
    one.desk.copy(span, bare=True)
    one.desk.settle()
    texts = one.desk.state.version.texts
    number = one.number("‘Significant")
    assert one.copied == ["‘Significant losses’", "\n".join(texts[number : number + 2])]


def test_a_focused_highlight_is_copied_else_its_paragraph(window):
    one = window()
    one.mark("significant losses of troops")
    one.focus("losses of troops")
    one.desk.copy(bare=True)
    one.focus("This is a huge tragedy")
    one.desk.copy(bare=True)
    one.desk.settle()
    assert one.copied == ["significant losses of troops", one.desk.state.version.texts[one.number("huge tragedy")]]


def test_a_copy_is_kept_as_a_clip_with_its_ways(window):
    one = window()
    one.desk.set_speaker(PESKOV, one.span(SORRY))
    one.desk.settle()
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    (clip,) = window().desk.state.clips
    assert (clip.text, clip.words, clip.speaker, clip.style) == (one.copied[0], SORRY, PESKOV, "plain")
    assert clip.ways == ("xclip ✓",)
    assert clip.anchors[0].version == one.desk.state.version.id


def test_the_newest_clip_comes_first(window):
    one = window()
    for words in ("Sky News", "war crimes", "Bucha"):
        one.desk.copy(one.span(words), bare=True)
    one.desk.settle()
    assert [clip.text for clip in one.desk.state.clips] == ["Bucha", "war crimes", "Sky News"]
    assert [clip.text for clip in window().desk.state.clips] == ["Bucha", "war crimes", "Sky News"]


def test_words_that_arrived_nowhere_are_said_and_kept(window):
    one = window(outcome=Outcome.FAILED)
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    assert "Copied:" not in one.said
    assert "the words are under Clips" in one.said
    assert one.desk.state.message.tone == "problem"
    assert window().desk.state.clips[0].words == SORRY
    assert window().desk.state.clips[0].ways == ("xclip ✗",)


def test_words_that_arrived_nowhere_are_shown_where_no_clip_is_kept(window):
    one = window(outcome=Outcome.FAILED, keep=False)
    one.desk.copy(one.span("war crimes"))
    one.desk.settle()
    assert "Clips" not in one.said
    assert "“war crimes” — Western leaders?, [source?]" in one.said


def test_a_copy_before_the_article_was_found_is_made_at_once_and_its_clip_follows(window):
    one = window(prepared=False)
    one.desk.copy(one.span(SORRY))
    one.desk.settle()
    assert len(one.copied) == 1
    one.prepare()
    assert window().desk.state.clips[0].words == SORRY


def test_a_clip_that_cannot_be_kept_is_said(window, monkeypatch):
    one = window()

    def fail(_):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fdatasync", fail)
        one.desk.copy(one.span(SORRY))
        one.desk.settle()
    assert len(one.copied) == 1
    assert one.desk.state.clips == ()
    assert "Not saved" in one.said


# Speakers.


def test_a_speaker_holds_for_words_inside_and_not_outside(window):
    one = window()
    one.mark(SORRY)
    one.desk.set_speaker(PESKOV)
    one.desk.settle()
    assert one.said == "Speaker: Dmitry Peskov"
    assert one.desk.state.marks[0].speaker == PESKOV
    one.desk.copy(one.span("will continue to defend out interests"))
    one.desk.copy(one.span("an interview with Britain’s"))
    one.desk.settle()
    assert PESKOV in one.copied[0]
    assert one.copied[1] == "“an interview with Britain’s” — [source?]"


def test_the_narrowest_speaker_wins_and_is_the_one_that_is_cleared(window):
    one = window()
    outer, inner = one.span(SORRY), one.span("[But] will continue to defend out")
    words = one.span("will continue to defend out")
    one.desk.set_speaker("The editor", inner)
    one.desk.set_speaker(PESKOV, outer)
    one.desk.settle()
    assert one.desk.state.speaker_of(words) == "The editor"
    one.desk.set_speaker("", words)
    one.desk.settle()
    assert one.said == "Speaker cleared"
    assert one.desk.state.speaker_of(words) == PESKOV


def test_a_speaker_is_corrected_and_cleared(window):
    one = window()
    span = one.span(SORRY)
    for name in ("Peskow", PESKOV):
        one.desk.set_speaker(name, span)
        one.desk.settle()
    assert [voice.speaker.name for voice in one.desk.state.voices] == [PESKOV]
    one.desk.set_speaker("", span)
    one.desk.settle()
    assert window().desk.state.voices == ()
    prose = one.span("residents killed")
    one.desk.set_speaker(" ", prose)
    assert one.said == "No speaker was set here"


def test_names_are_offered_again_the_latest_first(window):
    one = window()
    one.desk.set_speaker(PESKOV, one.span(SORRY))
    one.desk.set_speaker("Blinken", one.span("war crimes"))
    one.desk.settle()
    assert one.desk.state.speakers == ("Blinken", PESKOV)


# Sources.


def test_given_fields_win_and_are_kept(window):
    window(given=Source(outlet="Sky News", title="A title"))
    one = window(given=Source(outlet="Al Arabiya"))
    assert one.desk.state.source == Source(outlet="Al Arabiya", title="A title")
    assert window().desk.state.source == Source(outlet="Al Arabiya", title="A title")
    one.desk.undo()
    one.desk.settle()
    assert window().desk.state.source.outlet == "Al Arabiya"


def test_a_source_from_two_windows_is_kept_twice(window):
    one, two = window(), window()
    for each, outlet in ((one, "Sky News"), (two, "Al Arabiya")):
        each.desk.set_source(Source(outlet=outlet))
        each.desk.settle()
        assert each.desk.state.source.outlet == outlet
    (states,) = one.store.conflicts()
    assert {state.source.outlet for state in states} == {"Sky News", "Al Arabiya"}


@pytest.mark.parametrize("field", ["title", "author", "outlet", "published", "url"])
def test_a_source_field_is_one_clean_line(window, field):
    one = window()
    one.desk.set_source(Source(**{field: " one\x1b[31m\ntwo "}))
    one.desk.settle()
    assert getattr(one.desk.state.source, field) == "one two"
    one = window(given=Source(**{field: "\x1b]0;t\x07three"}))
    assert getattr(one.desk.state.source, field) == "three"


def test_the_export_holds_what_was_noted_and_asks_before_overwriting(window, tmp_path):
    one = window(given=SKY)
    one.note(SORRY, "Ask Sky for the tape")
    path = tmp_path / "notes.md"
    one.desk.export(path, overwrite=False)
    one.desk.settle()
    assert one.said == f"Exported 1 note to {path}"
    assert "Ask Sky for the tape" in path.read_text()
    path.write_text("mine")
    one.desk.export(path, overwrite=False)
    one.desk.settle()
    assert "exists" in one.said
    assert path.read_text() == "mine"
    one.desk.export(path, overwrite=True)
    one.desk.settle()
    assert "Ask Sky" in path.read_text()


def test_an_export_is_made_behind_the_page(window, tmp_path, monkeypatch):
    one, link, threads = window(given=SKY), links.link_to, set()
    one.mark(SORRY)

    def noted(*given):
        threads.add(current_thread())
        return link(*given)

    monkeypatch.setattr(links, "link_to", noted)
    one.desk.export(tmp_path / "notes.md", overwrite=False)
    one.desk.settle()
    assert threads
    assert main_thread() not in threads


def test_an_export_into_an_earlier_one_keeps_what_was_written_around_the_notes(window, tmp_path):
    one = window(given=SKY)
    one.note(SORRY, "Ask Sky for the tape")
    path = tmp_path / "notes.md"
    one.desk.export(path, overwrite=False)
    one.desk.settle()
    path.write_text(path.read_text() + "\nMy end.\n")
    one.desk.export(path, overwrite=False)
    one.desk.settle()
    assert one.said == f"Exported 1 note to {path}"
    assert "My end." in path.read_text()
