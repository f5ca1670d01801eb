"""Texts folded for comparing, and what differs between two of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.alignment import changes
from annotations.folding import Folded
from annotations.text import clean, normalise


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Prices rose 3 % in May.", "Prices rose 5 % in early May", [("3", "5"), ("", "early"), (".", "")]),
        ("辞任する。", "辞任しない。", [("する", "しない")]),
        ("The  same\u00a0words", "The same words", []),
        ("", "New.", [("", "New.")]),
    ],
)
def test_what_changed_between_two_texts_is_shown_by_word_and_sign(old, new, expected):
    assert [(old[change.old], new[change.new]) for change in changes(old, new)] == expected


@given(st.text(), st.text())
def test_what_stands_between_changes_is_the_same(old, new):
    def without(text, slices):
        for cut in reversed(slices):
            text = text[: cut.start] + " " + text[cut.stop :]
        return "".join(text.split())

    found = changes(old, new)
    assert without(old, [change.old for change in found]) == without(new, [change.new for change in found])


@given(st.text().map(lambda text: clean(text).text.replace("\n", " ")))
def test_a_folded_text_is_the_normalised_one_and_maps_back_onto_the_text(text):
    folded = Folded(text)
    assert folded.text == normalise(text)
    if folded.text:
        assert normalise(text[slice(*folded.unfold(0, len(folded.text)))]) == normalise(text)


@given(st.lists(st.sampled_from("e\u0301fﬁ \u00a0\u00ad\u200d…가ᄀ\u1161ガｶﾞ´ A“")).map("".join))
def test_what_is_folded_and_unfolded_holds_what_it_held(text):
    folded = Folded(text)
    for start in range(len(text)):
        first, last = folded.fold(start, start + 1)
        if first < last:
            begin, end = folded.unfold(first, last)
            assert begin <= start < end
