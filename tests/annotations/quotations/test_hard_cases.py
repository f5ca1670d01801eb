"""What is asked of hard texts as a whole: British, continental and corner marks, broken, releases, interviews, mazes.

The answers were written down before the rules were changed for them; a floor, for nobody reads all of them rightly.
"""

import pytest

from annotations.quotations import find_quotations

FOUND, RIGHT, WRONG = 0.99, 0.95, 0.03
"""Shares: of all stretches found, and of what was found that is one; speakers right; speakers wrong."""


@pytest.fixture(scope="module")
def answers(hard_cases):
    """For each expected stretch the quotation that was found, or None; and how many stretches were found in all."""
    pairs, count = [], 0
    for case in hard_cases:
        found = find_quotations(case.paragraphs)
        count += len(found)
        for expected in case.expected:
            match = next((quotation for quotation in found if quotation.text == expected.text), None)
            if match:
                found.remove(match)
            pairs.append((expected, match))
    return pairs, count


def test_there_are_enough_of_them(answers):
    assert len(answers[0]) > 350


def test_nearly_every_stretch_is_found_and_nearly_nothing_else(answers):
    pairs, count = answers
    found = sum(match is not None for _, match in pairs)
    assert found >= FOUND * len(pairs)
    assert found >= FOUND * count


def test_nearly_every_speaker_is_right_and_hardly_one_wrong(answers):
    asked = [(expected, match) for expected, match in answers[0] if not expected.kind]
    said = [(match.speaker or "?" if match else "?", expected.speakers) for expected, match in asked]
    assert sum(one in speakers for one, speakers in said) >= RIGHT * len(said)
    assert sum(one not in ("?", *speakers) for one, speakers in said) <= WRONG * len(said)
