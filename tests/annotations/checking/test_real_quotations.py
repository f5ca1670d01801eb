"""Every longer quotation of the sources here, changed as writers change them: other words are always seen."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.checking import Draft, check
from annotations.checking.shelf import Shelf
from annotations.models import Paragraph
from annotations.quotations import find_quotations

_NEGATIONS = re.compile(r"\b(?:not|never|nobody|no|nothing)\b ?", re.IGNORECASE)
_CONTRACTED = re.compile(r"n[’']t\b")
_FIGURE = re.compile(r"\d")
_TENSES = {"is": "was", "was": "is", "are": "were", "were": "are", "has": "had", "have": "had", "will": "would"}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")


@pytest.fixture(scope="session")
def pool(cases, read):
    """Quotations of six words and more that stand in marks, each with the sources of its case."""
    found = []
    for case in [*cases, *read(Path(__file__).parent / "unseen")]:
        shelf = Shelf(case.sources)
        for source in case.sources:
            for quotation in find_quotations(source.paragraphs):
                words = quotation.text.strip(" ,.;")
                plain = not set('“”"«»„[]()‘…') & set(words) and "--" not in words
                if plain and len(words.split()) >= 6 and quotation.speaker and quotation.sure.speaker > 0.8:
                    found.append((words, quotation.speaker, shelf))
    assert len(found) > 80
    return found


def judged(words, speaker, shelf, marks="“”"):
    (found,) = check(Draft([Paragraph(f"{speaker} said: {marks[0]}{words}.{marks[1]}")]), shelf)
    return found


def mutants(words):
    for found in [*_NEGATIONS.finditer(words), *_CONTRACTED.finditer(words)]:
        yield words[: found.start()] + words[found.end() :]
    for found in _FIGURE.finditer(words):
        yield words[: found.start()] + str((int(found[0]) + 3) % 10) + words[found.end() :]
    for found in re.finditer(r"\b[a-z]+\b", words):
        if found[0] in _TENSES:
            yield words[: found.start()] + _TENSES[found[0]] + words[found.end() :]
    for found in _NAME.finditer(words):
        yield words[: found.start()] + "Vasquez" + words[found.end() :]


def test_a_dropped_negation_another_figure_tense_or_name_is_a_problem_in_each(pool):
    passed = []
    for words, speaker, shelf in pool:
        for mutant in mutants(words):
            found = judged(mutant.strip(), speaker, shelf)
            cut = mutant.strip() in words  # still the source's words in a row: good, but the sense was turned
            if not (any("sense" in warning for warning in found.warnings) if cut else found.label.problem):
                passed.append((mutant, found.label))
    assert passed == []


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_word_dropped_doubled_or_swapped_with_its_neighbour_is_a_problem(pool, data):
    words, speaker, shelf = data.draw(st.sampled_from(pool), label="quotation")
    parts = words.split()
    at = data.draw(st.integers(1, len(parts) - 3), label="at")
    how = data.draw(st.sampled_from(["drop", "swap", "add"]), label="how")
    changed = {
        "drop": parts[:at] + parts[at + 1 :],
        "swap": [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]],
        "add": [*parts[:at], "hardly", *parts[at:]],
    }[how]
    if re.sub(r"\W", "", "".join(changed)).casefold() != re.sub(r"\W", "", "".join(parts)).casefold():
        assert judged(" ".join(changed), speaker, shelf).label.problem


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_other_marks_dashes_wraps_and_spaces_are_never_a_problem(pool, data):
    words, speaker, shelf = data.draw(st.sampled_from(pool), label="quotation")
    for change in data.draw(st.lists(st.sampled_from(_LAWFUL), unique=True, max_size=3), label="changes"):
        words = change(words)
    marks = data.draw(st.sampled_from(["“”", '""', "„“", "»«", "«»"]), label="marks")
    found = judged(words, speaker, shelf, marks)
    assert not found.label.problem, (found.label, found.was, found.now)


def _straight(words):
    return words.replace("’", "'")


def _dashes(words):
    return re.sub(r"\s[–—]\s", " -- ", words)


def _wrapped(words):
    return re.sub(r"\b([a-z]{3})([a-z]{4,})\b", r"\1- \2", words, count=1)


def _spaced(words):
    return words.replace(" ", "\u00a0 ")


_LAWFUL = [_straight, _dashes, _wrapped, _spaced]
