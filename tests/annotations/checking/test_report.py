"""The report: a summary first, never a clean bill; lines for editors; Markdown and a page that show what is there."""

import re

import pytest
from markdown_it import MarkdownIt

from annotations.checking import Draft, Given, check
from annotations.checking.report import Entry, as_dicts, details, render_html, render_lines, render_markdown, summary
from annotations.guarding import Guards, Held
from annotations.models import GuardKind, Kind, Paragraph, Source

SOURCE = Given(
    "board.txt",
    (
        Paragraph("“We did not ask for this <b>wall</b>,” said Ann Lee."),
        Paragraph("The board met twice."),
        Paragraph("Bo Dahl said the levy was “[a] joke”."),
    ),
    Source(outlet="The Gazette"),
)
DRAFT = Draft(
    (
        Paragraph("“We did ask for this <b>wall</b>,” said Ann Lee."),
        Paragraph("“We did not ask for this <b>wall</b>,” Ann Lee said."),
        Paragraph("Bo Dahl said that the board “met twice”."),
        Paragraph("“I will sue them all, every one,” Ann Lee said."),
        Paragraph("The place is called “Old Pier”."),
    )
)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [Entry("my draft.md", 2 * at + 1, 2, one) for at, one in enumerate(check(DRAFT, [SOURCE]))]


def test_the_summary_counts_and_promises_nothing(entries):
    assert summary(entries) == (
        "1 match, 1 altered, 1 perhaps another speaker’s, 1 without a source, 1 phrase not judged"
    )
    assert summary([]) == "no quotation found"
    for text in (summary(entries), render_markdown(entries), render_html(entries)):
        assert not re.search(r"\b(clean|verified)\b", text, re.IGNORECASE)


def test_a_line_a_problem_names_file_line_column_and_both_sides(entries):
    first, second, third = render_lines(entries).splitlines()
    assert first == (
        "my draft.md:1:2: altered: “We did ask for this <b>wall</b>,” → “We did not ask for this <b>wall</b”"
        " (The Gazette, board.txt ¶ 1)"
    )
    assert second.startswith("my draft.md:5:2: wrong_speaker: “met twice” Bo Dahl → ")
    assert third == "my draft.md:7:2: not_found: “I will sue them all, every one,”"


def test_no_text_breaks_a_line(entries):
    odd = Entry("a\nb.md", 1, 1, entries[0].checked)
    assert len(render_lines([odd]).splitlines()) == 1


def test_values_say_what_was_and_what_is(entries):
    first = as_dicts(entries)[0]
    assert (first["was"], first["now"]) == ("not", "")
    assert (first["source"], first["par"], first["speaker"]) == ("board.txt", [1], "Ann Lee")
    assert {"draft", "quote", "label", "line", "column"} <= first.keys()


def test_a_difference_says_which_side_is_the_source(entries):
    assert ("source → draft", "“not” → nothing") in details(entries[0].checked)


def test_a_renderer_shows_the_words_and_no_markup_of_theirs(entries):
    page = render_html(entries)
    assert "&lt;b&gt;wall&lt;/b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    shown = MarkdownIt().render(render_markdown(entries))
    assert "&lt;b&gt;wall&lt;/b&gt;" in shown
    assert "<b>" not in shown


def test_what_differs_lawfully_is_named_with_its_rule():
    found = check(Draft((Paragraph("Ann Lee said that “we did not ask for this <b>wall</b>.”"),)), [SOURCE])
    assert found[0].label == "case_or_punct"
    assert any("first letter" in reason for reason in found[0].allowed)
    assert any("end mark" in reason for reason in found[0].allowed)


def test_the_sources_own_brackets_are_pointed_out():
    found = check(Draft((Paragraph("Bo Dahl called the levy “[a] joke”."),)), [SOURCE])
    assert found[0].label == "verbatim"
    assert any("brackets" in warning for warning in found[0].warnings)


@pytest.mark.parametrize(
    ("source", "draft", "warned"),
    [
        ("“I don’t think that the dam was badly built,” said Ann Lee.", "the dam was badly built", "before"),
        ("“We will stay, unless the wall breaks,” said Ann Lee.", "We will stay", "behind"),
        ("“We, who never lie, did ask for it,” said Ann Lee.", "We … did ask for it", "negation"),
        ("“We paid, in 40 parts, what we owed,” said Ann Lee.", "We paid … what we owed", "figure"),
    ],
)
def test_what_may_turn_the_sense_is_pointed_out(source, draft, warned):
    found = check(Draft((Paragraph(f"Ann Lee said: “{draft}.”"),)), [Given("a.txt", (Paragraph(source),))])
    assert not found[0].label.problem
    assert any(warned in warning for warning in found[0].warnings), found[0].warnings


def test_a_guarded_copy_and_a_newer_version_are_pointed_out():
    words = "We will stay where we are"
    said = (Paragraph(f"“{words},” said Ann Lee."),)
    given = Given(
        "a.txt", said, guards=Guards(Held(GuardKind.OFF_RECORD)), newer=(Paragraph("“We will leave,” said Ann Lee."),)
    )
    warnings = check(Draft((Paragraph(f"“{words},” said Ann Lee."),)), [given])[0].warnings
    assert any("off the record" in warning for warning in warnings)
    assert any("newer version" in warning for warning in warnings)


def test_who_a_person_confirmed_is_the_speaker():
    from annotations.text import span_of

    said = "“We will stay where we are,” she said."
    given = Given("a.txt", (Paragraph(said),), speakers=((span_of(0, 1, 26), "Greta Olsen"),))
    other = check(Draft((Paragraph("“We will stay where we are,” Ann Lee said."),)), [given])[0]
    assert (other.label, other.source_speaker, other.question) == ("wrong_speaker", "Greta Olsen", False)


def test_a_block_quote_is_a_quotation_and_its_signature_is_not():
    said = "We did not ask for this <b>wall</b>"
    draft = Draft((Paragraph("Ann Lee wrote:"), Paragraph(said, Kind.QUOTE), Paragraph("— Ann Lee", Kind.QUOTE)))
    assert [(one.quote, one.label) for one in check(draft, [SOURCE])] == [(said, "verbatim")]


@pytest.mark.parametrize(
    ("said", "printed"),
    [("We, um, lost it all", "We lost it all"), ("I’m gonna keep this simple", "I’m going to keep this simple")],
)
def test_speech_that_was_cleaned_up_is_altered_and_said_so_gently(said, printed):
    source = Given("a.txt", (Paragraph(f"“{said},” said Ann Lee."),))
    found = check(Draft((Paragraph(f"“{printed},” Ann Lee said."),)), [source])[0]
    assert found.label == "altered"
    assert any("cleaned up" in warning for warning in found.warnings)


def test_what_stands_around_a_sources_words_is_cut_between_words():
    around = "The council of the town had talked about the roof of the library for more than a year. "
    said = "“We will not sell it,” said Ann Lee."
    source = Given("roof.txt", (Paragraph(f"{around}{said} {around}"),), Source())
    (found,) = check(Draft((Paragraph(said),)), [source])
    shown = dict(details(found))["source"].partition(" — ")[0]
    before, after = shown.split("“⟦")[0], shown.split("⟧")[1]
    assert before.startswith("…")
    assert after.endswith("…")
    assert set(before.strip("… ").split()) <= set(around.split())
    assert set(after.strip("…").split()[3:]) <= set(f"Lee. {around}".split())
