"""Whatever a real quotation is changed into: other words are always seen, other typography never."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotations.checking import Draft, Given, check
from annotations.models import Paragraph

SOURCE = (
    "The harbour board met on Monday.",
    "“We did not ask for 40 new berths, and we will not pay for them,” said Ann Lee, who chairs the board. “The town "
    "has waited nine years for a sea wall.”",
    "Tom Pascoe, a skipper, said: “Nobody told us that the pier was closed. I found out when my boat wouldn’t fit "
    "through the gate – and I’ve sailed since 1988.”",
    "“It isn’t the money,” Maria Delgado said. “It is the way that Ann Lee decided it, behind a door, without a vote.”",
)
QUOTATIONS = (
    ("We did not ask for 40 new berths, and we will not pay for them", "Ann Lee"),
    ("The town has waited nine years for a sea wall", "Ann Lee"),
    ("Nobody told us that the pier was closed", "Tom Pascoe"),
    ("I found out when my boat wouldn’t fit through the gate – and I’ve sailed since 1988", "Tom Pascoe"),
    ("It is the way that Ann Lee decided it, behind a door, without a vote", "Maria Delgado"),
)
GIVEN = [Given("board.txt", tuple(map(Paragraph, SOURCE)))]
MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("»", "«"), ("«\u00a0", "\u00a0»"))
ANY_QUOTATION = st.sampled_from(QUOTATIONS)
ANY_MARKS = st.sampled_from(MARKS)
CHANGES = (
    (r"\bnot ", ""),
    (r"\bnot\b", "now"),
    (r"n’t\b", ""),
    (r"\bNobody\b", "Somebody"),
    (r"\bwithout\b", "with"),
    (r"\b40\b", "14"),
    (r"\bnine\b", "ten"),
    (r"\b1988\b", "1998"),
    (r"\bAnn Lee\b", "Tom Pascoe"),
    (r"\bwas\b", "is"),
    (r"\bhas waited\b", "waited"),
    (r"\bdecided\b", "decides"),
    (r"\bwill\b", "would"),
    (r"\bthat the\b", "the"),
    (r"\ba sea\b", "the sea"),
    (r"\bI’ve\b", "I have"),
    (r"\byears\b", "months"),
)


def judged(words: str, speaker: str, marks: tuple[str, str] = MARKS[0]):
    found = check(Draft([Paragraph(f"{speaker} said: {marks[0]}{words}.{marks[1]}")]), GIVEN)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("pattern", "instead"), CHANGES)
def test_a_dropped_negation_a_figure_a_name_or_a_tense_is_always_seen(pattern, instead):
    changed = [(re.sub(pattern, instead, words), speaker) for words, speaker in QUOTATIONS if re.search(pattern, words)]
    assert changed
    for words, speaker in changed:
        assert judged(words, speaker).label.problem, words


@given(ANY_QUOTATION, ANY_MARKS, st.data())
@settings(max_examples=60, deadline=None)
def test_a_word_that_is_replaced_added_dropped_or_moved_is_always_seen(quotation, marks, data):
    words = quotation[0].split()
    at = data.draw(st.integers(1, len(words) - 2))
    assume(re.search(r"\w", words[at]))
    how = data.draw(st.sampled_from(["replace", "add", "drop", "move"]))
    changed = {
        "replace": [*words[:at], "perhaps", *words[at + 1 :]],
        "add": [*words[:at], "never", *words[at:]],
        "drop": [*words[:at], *words[at + 1 :]],
        "move": [*words[:at], *words[at + 1 :], words[at]],
    }[how]
    assert judged(" ".join(changed), quotation[1], marks).label.problem


def straight(text: str) -> str:
    return text.replace("’", "'")


def other_dashes(text: str) -> str:
    return text.replace(" – ", "—")


def two_hyphens(text: str) -> str:
    return text.replace(" – ", " -- ")


def no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def wide(text: str) -> str:
    return text.replace(" ", "  ")


def soft_hyphens(text: str) -> str:
    return re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text)


def broken_at_line_ends(text: str) -> str:
    return re.sub(r"\b([a-z]{3})([a-z]{4,})", r"\1- \2", text, count=1)


def in_sentence(text: str) -> str:
    return text if text.startswith("I ") else text[0].lower() + text[1:]


LAWFUL = (straight, other_dashes, two_hyphens, no_break_spaces, wide, soft_hyphens, broken_at_line_ends, in_sentence)


@given(ANY_QUOTATION, ANY_MARKS, st.lists(st.sampled_from(LAWFUL), max_size=4, unique=True))
@settings(max_examples=80, deadline=None)
def test_other_marks_dashes_wraps_and_spaces_are_never_a_problem(quotation, marks, changes):
    words, speaker = quotation
    for change in changes:
        words = change(words)
    found = judged(words, speaker, marks)
    assert not found.label.problem, (found.label, words)


@given(ANY_QUOTATION, st.data())
@settings(max_examples=60, deadline=None)
def test_any_run_of_a_quotations_words_is_in_the_source(quotation, data):
    words, speaker = quotation[0].split(), quotation[1]
    start = data.draw(st.integers(0, len(words) - 3))
    end = data.draw(st.integers(start + 3, len(words)))
    part = " ".join(words[start:end])
    assume(part[0].isalnum() and part[-1].isalnum())
    if end < len(words) and words[end] in ("not", "pay"):
        assume(words[end] != "not")
    found = check(Draft([Paragraph(f"{speaker} said it was “{part}” for her.")]), GIVEN)
    assert [one.label.problem for one in found] == [False], found


@given(ANY_QUOTATION)
def test_somebody_elses_words_are_a_question(quotation):
    words, speaker = quotation
    other = "Greta Olsen"
    assert other != speaker
    found = judged(words, other)
    assert found.label == "wrong_speaker"
    assert found.source_speaker == speaker
