from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.models import Kind, Paragraph, QuotationKind
from annotations.quotations import engine, find_in_parts, find_quotations
from annotations.text import pieces

SEED = Path(__file__).parents[3] / "seeds" / "000_62dfbb86b6db87cd.txt"
PESKOV, BUCHA = "Dmitry Peskov", "We insist on that the whole situation in Bucha is"


@pytest.fixture(scope="module")
def seed():
    return SEED.read_text(encoding="utf-8").split("\n")


def words(paragraphs, span):
    return "\n".join(paragraphs[n][start:end] for n, start, end in pieces(span, paragraphs)) if span else None


@pytest.mark.parametrize(
    ("beginning", "kind", "speakers", "mention"),
    [
        ("We are sorry about that", "speech", {PESKOV}, "Peskov"),
        ("gross and systematic violations", None, {"", "UN General Assembly"}, None),
        ("execution-style", "scare", {""}, None),
        ("war crimes", "fragment", {"Western leaders"}, "Western leaders"),
        ("staged", "fragment", {"Moscow"}, "Moscow"),
        ("provocation", "fragment", {"Moscow"}, "Moscow"),
        ("well-staged insinuation", "fragment", {PESKOV}, "Peskov"),
        (BUCHA, "speech", {PESKOV}, "he"),
        ("Significant losses", "heading", {""}, None),
        ("significant losses", "fragment", {PESKOV}, "The Kremlin spokesman"),
        ("We have suffered significant losses", "speech", {PESKOV}, "he"),
        ("torture, rape, killings", "heading", {""}, None),
        ("too late", "heading", {""}, None),
    ],
)
def test_the_article_the_program_is_made_for_is_read_without_a_mistake(seed, beginning, kind, speakers, mention):
    found = find_quotations(seed)
    assert len(found) == 13
    quotation = next(q for q in found if q.text.startswith(beginning))
    assert quotation.text == words(seed, quotation.span)
    assert quotation.speaker in speakers
    assert words(seed, quotation.mention) == mention
    assert kind is None or quotation.kind == kind


def test_the_cue_is_the_nearer_verb_and_the_venue_is_where_it_was_said(seed):
    found = {q.text: q for q in find_quotations(seed)}
    sorry = next(q for text, q in found.items() if text.startswith("We are sorry"))
    assert words(seed, sorry.venue) == "in an interview with Britain’s Sky News"
    assert words(seed, found["staged"].cue) == "claimed"


def test_a_slip_in_a_quotation_stays_as_it_was_printed(seed):
    assert any("defend out interests" in quotation.text for quotation in find_quotations(seed))


def test_what_is_surer_is_said_so_and_the_rule_is_in_words(seed):
    found = {q.text: q for q in find_quotations(seed)}
    assert found["staged"].sure.mention > found["war crimes."].sure.mention
    assert found["well-staged insinuation."].rule == "X said … “…”"
    for quotation in found.values():
        assert 0 <= quotation.sure.speaker <= 1
        assert bool(quotation.rule) == (quotation.mention is not None)


def test_the_cast_is_offered_with_who_is_named_most_first(seed):
    assert next(find_in_parts(seed)).cast[0] == PESKOV


def test_a_heading_that_the_loader_knows_is_nobodys_word():
    found = find_quotations([Paragraph("He said: “We will win.”", Kind.HEADING)])
    assert [quotation.kind for quotation in found] == [QuotationKind.HEADING]
    assert not found[0].speaker


def test_whoever_says_i_within_a_quotation_is_its_speaker():
    found = find_quotations(["“I told him, ‘Never,’” said Vera Holm."])
    assert [quotation.speaker for quotation in found] == ["Vera Holm", "Vera Holm"]


def test_whoever_says_i_in_a_turn_is_the_turns_speaker():
    turn = Paragraph("I told him “never,” and I meant it.", Kind.TURN, speaker="Paul Rand")
    assert [quotation.speaker for quotation in find_quotations([turn])] == ["Paul Rand"]


def test_the_person_is_never_surer_than_asked_for_where_nobody_is_named():
    found = find_quotations(["“We know nothing,” he said."])
    assert (found[0].speaker, found[0].sure.speaker) == ("", 0.0)
    assert found[0].sure.mention > 0.8


def test_no_paragraphs_no_quotations():
    assert find_quotations([]) == []
    assert find_quotations(["", " "]) == []


WORDS = [
    "said",
    "Peskov",
    "he",
    "and",
    "“",
    "”",
    "'",
    '"',
    ",",
    ".",
    "the",
    "to",
    "who",
    "(",
    ")",
    "-",
    ":",
    "of",
    "call",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), max_size=4))
def test_no_text_however_broken_stops_it_and_all_spans_are_in_order(paragraphs):
    found = find_quotations(paragraphs)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    for quotation in found:
        assert words(paragraphs, quotation.span) == quotation.text
        for span in (quotation.mention, quotation.cue, quotation.venue):
            assert span is None or words(paragraphs, span)


@given(st.lists(st.text(max_size=80), max_size=3))
def test_any_characters_are_read(paragraphs):
    for quotation in find_quotations([text.replace("\n", " ") for text in paragraphs]):
        assert quotation.text


def test_a_book_is_read_part_by_part_and_its_people_are_known_in_all_parts():
    named = "“We came early,” said the mayor, Ada Quill, to the press. “It was cold.”"
    filler = "Nothing of note was said by anybody that day, and the rain went on for hours. " * 20
    later = "“We stayed,” said Quill."
    paragraphs = [named, *[filler] * 200, later, "“And we left,” she added.", *[filler] * 200, later]
    parts = list(find_in_parts(paragraphs))
    assert len(parts) > 2
    found = [quotation for part in parts for quotation in part.quotations]
    assert [quotation.speaker for quotation in found] == ["Ada Quill"] * 5
    for quotation in found:
        start, end = quotation.span
        assert paragraphs[start.paragraph][start.offset : end.offset] == quotation.text
        assert quotation.antecedent is None or "Quill" in paragraphs[quotation.antecedent.start.paragraph]
    assert parts[-1].cast[0] == "Ada Quill"


@pytest.mark.parametrize("at", range(20, 34))
def test_a_quotation_is_found_once_wherever_a_part_ends(monkeypatch, at):
    monkeypatch.setattr(engine, "_PART", 30 * 100)
    filler = ["x" * 98 + "."] * 100
    told = ["Ada Quill came in.", "“We stayed.”", "“And we left,” she added."]
    whole = [*filler[:at], *told, *filler[at:]]
    (alone,) = [part.quotations for part in find_in_parts(whole[at - 1 : at + 5])]
    found = find_quotations(whole)
    assert [(q.text, q.speaker) for q in found] == [(q.text, q.speaker) for q in alone]
    assert [q.span.start.paragraph for q in found] == [at + 1, at + 2]
