"""Two versions beside each other, by paragraph and by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.comparison import compare
from annotations.models import Paragraph, Version


def version(texts):
    return Version("", "", "", "", tuple(map(Paragraph, texts)))


def seen(old, new):
    """The rows as a person reads them: = same, ~ changed, - gone, + new, with a > where it moved."""
    found = []
    for row in compare(version(old), version(new)):
        sign = "-" if row.new is None else "+" if row.old is None else "=" if row.is_same else "~"
        text = old[row.old] if row.new is None else new[row.new]
        found.append(f"{sign}{'>' if row.moved else ''} {text}")
    return found


A = "The council met on Tuesday."
B = "Prices rose by 3 per cent last year, the minister said."
C = "The mayor wouldn’t resign."
D = "A neighbour saw the roof leak."


def test_an_edited_paragraph_stands_beside_what_it_was_with_the_words_that_differ():
    assert seen([A, B, C], [A, B.replace("3", "5"), C]) == [f"= {A}", f"~ {B.replace('3', '5')}", f"= {C}"]
    (row,) = [row for row in compare(version([A, B]), version([A, B.replace("3", "5")])) if row.changes]
    assert [(B[change.old], B.replace("3", "5")[change.new]) for change in row.changes] == [("3", "5")]


def test_what_was_taken_out_stands_where_it_stood():
    assert seen([A, B, C], [A, C, D]) == [f"= {A}", f"- {B}", f"= {C}", f"+ {D}"]


def test_another_paragraph_in_the_place_of_one_is_no_edit_of_it():
    assert seen([A, B, C], [A, D, C]) == [f"= {A}", f"- {B}", f"+ {D}", f"= {C}"]


@pytest.mark.parametrize(("kept", "is_edit"), [(4, False), (5, True), (10, True)])
def test_a_paragraph_is_the_edited_one_where_half_of_its_words_are_the_same(kept, is_edit):
    old = [f"old{number}" for number in range(10)]
    new = old[:kept] + [f"new{number}" for number in range(10 - kept)]
    assert (len(seen([A, " ".join(old), C], [A, " ".join(new), C])) == 3) is is_edit


def test_a_moved_paragraph_is_told_at_both_places():
    assert sorted(seen([A, B, C, D], [B, C, D, A])) == sorted([f"-> {A}", f"= {B}", f"= {C}", f"= {D}", f"+> {A}"])


def test_straightened_quotes_are_a_change_of_signs():
    old, new = [C, A], [C.replace("’", "'"), A]
    assert seen(old, new) == [f"~ {new[0]}", f"= {A}"]


TEXTS = st.lists(st.sampled_from([A, B, C, D, B.replace("3", "5"), C.replace("’", "'"), "", "???"]), max_size=8)


@given(TEXTS, TEXTS)
def test_each_paragraph_of_both_versions_stands_in_one_row_and_in_order(old, new):
    rows = compare(version(old), version(new))
    assert [row.old for row in rows if row.old is not None] == list(range(len(old)))
    assert [row.new for row in rows if row.new is not None] == list(range(len(new)))
    assert all(row.is_same == (old[row.old] == new[row.new]) for row in rows if None not in (row.old, row.new))
