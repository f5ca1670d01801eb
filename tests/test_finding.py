"""Words are found in the text itself as a hand types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import span_of
from tuireader.finding import find

TEXTS = (
    "“We won’t go,” Peskov said — in 2022–23.",
    "peskov said: (what?) Peskov  said\u00a0so, won't he?",
)


def words(query):
    return [TEXTS[hit.start.paragraph][hit.start.offset : hit.end.offset] for hit in find(TEXTS, query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("peskov", ["Peskov", "peskov", "Peskov"]),
        ("Peskov", ["Peskov", "Peskov"]),
        ("won't", ["won’t", "won't"]),
        ("won’t", ["won’t", "won't"]),
        ('"we', ["“We"]),
        ("2022-23", ["2022–23"]),
        ("said - in", ["said — in"]),
        ("peskov said so", ["Peskov  said\u00a0so"]),
        (" said ", ["said", "said", "said"]),
        ("(what?)", ["(what?)"]),
        (".", ["."]),
        ("zelenskyy", []),
        ("", []),
        ("   ", []),
    ],
)
def test_what_a_query_finds(query, found):
    assert words(query) == found


def test_hits_stand_in_the_order_of_the_text():
    assert find(("b a", "a"), "a") == (span_of(0, 2, 3), span_of(1, 0, 1))


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_words_of_a_text_are_found_where_they_stand(query, texts):
    hits = find([*texts, query], query)
    if query.strip():
        assert hits
        start = len(query) - len(query.lstrip())
        assert any(hit.start == (len(texts), start) for hit in hits)
    for hit in hits:
        assert 0 <= hit.start.offset < hit.end.offset <= len([*texts, query][hit.start.paragraph])
