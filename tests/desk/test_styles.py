"""Copies in a style: whose the words are, what was changed, and where the link leads."""

import pytest

from annotations.models import Source
from annotations.text import Span
from tuireader.config import Config

SKY = Source("Peskov is sorry", "A. Writer", "Sky News", "2022-04-07", "https://example.org/a")
SORRY = "We are sorry about that… [But] will continue to defend out interests using every possible legal means,"


def copied(one, style: str = "", selection: Span | None = None) -> str:
    one.desk.copy(selection, style=style)
    one.desk.settle()
    return one.copied[-1]


def test_the_focused_quotation_is_copied_in_each_style_as_its_speakers(window):
    one = window(given=SKY)
    one.quote("We are sorry")
    assert copied(one, "draft-us") == f"“{SORRY}” Dmitry Peskov [?] said."
    assert copied(one, "draft-uk") == f"‘{SORRY}’ Dmitry Peskov [?] said."
    assert copied(one, "partial") == f"“{SORRY.rstrip(',')}” (Dmitry Peskov [?])"
    assert copied(one, "markdown").startswith("> “We are sorry")
    assert copied(one, "html").startswith('<blockquote cite="https://example.org/a#:~:text=We')


def test_what_the_style_changed_is_said_and_kept_with_the_clip(window):
    one = window(given=SKY)
    span = one.span("We have suffered significant losses of troops.")
    assert copied(one, "draft-us", span).startswith("“We have suffered significant losses of troops,” ")
    assert "final . → ," in one.said
    clip = one.desk.state.clips[0]
    assert (clip.style, clip.changes) == ("draft-us", ("final . → ,",))
    (stored,) = window().desk.state.clips
    assert stored.changes == clip.changes


def test_signs_that_are_the_sources_are_told_with_every_style(window):
    one = window(given=SKY)
    one.quote("We are sorry")
    copied(one, "draft-us")
    assert one.said.endswith("brackets and ellipsis are the source’s")
    assert "brackets and ellipsis are the source’s" in one.desk.state.clips[0].changes


def test_a_quotation_in_other_marks_keeps_them_or_gets_those_of_the_style(window, article):
    one = window(
        article("Es regnete.\n\n„Wir gehen ‚jetzt‘ nicht.“, sagte Anna Schmidt am Montag dem Sender."), given=SKY
    )
    one.quote("Wir gehen")
    assert copied(one).startswith("„Wir gehen ‚jetzt‘ nicht.“ — ")
    assert copied(one, "draft-us").startswith("“Wir gehen ‘jetzt’ nicht,” ")
    assert copied(one, "", one.span("gehen ‚jetzt‘ nicht")).startswith("“gehen ‚jetzt‘ nicht” — ")


def test_prose_is_the_outlets_and_words_within_a_quotation_are_the_speakers(window):
    one = window(given=SKY)
    assert (
        copied(one, "draft-us", one.span("Russia said on March 25")) == "“Russia said on March 25,” Sky News reported."
    )
    inside = one.span("will continue to defend out interests")
    assert copied(one, "draft-us", inside) == "“will continue to defend out interests,” Dmitry Peskov [?] said."


def test_the_style_of_the_settings_is_used_and_one_of_ones_own(window):
    config = Config(style="mine", styles={"mine": "$words / $who"})
    one = window(given=SKY, config=config)
    assert copied(one, "", one.span("war crimes")).startswith("war crimes / ")
    assert one.desk.state.clips[0].style == "mine"
    assert copied(one, "plain", one.span("war crimes")).startswith("“war crimes” — ")


def test_a_style_that_isnt_there_is_said_and_nothing_copied(window):
    one = window()
    one.desk.copy(one.span("war crimes"), style="fancy")
    one.desk.settle()
    assert one.copied == []
    assert "no style “fancy”" in one.said


def test_a_preview_is_what_will_be_copied(window):
    one = window(given=SKY)
    one.quote("We are sorry")
    for style in ("plain", "draft-uk", "html"):
        assert one.desk.preview(style) == copied(one, style)


def test_a_plain_copy_has_the_address_as_it_is(window):
    one = window(given=SKY)
    assert copied(one, "plain", one.span("huge tragedy")).endswith(" https://example.org/a")


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_the_link_leads_to_the_very_words(window, style):
    one = window(given=SKY)
    assert "https://example.org/a#:~:text=huge%20tragedy" in copied(one, style, one.span("huge tragedy"))


def test_exported_notes_lead_to_their_words(window, tmp_path):
    one = window(given=SKY)
    one.note("huge tragedy", "Who said this to whom?")
    one.desk.export(tmp_path / "notes.md", overwrite=False)
    one.desk.settle()
    assert "<https://example.org/a#:~:text=huge%20tragedy>" in (tmp_path / "notes.md").read_text()
