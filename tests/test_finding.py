"""Words are found in the text itself as a hand types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import Position, span_of
from tuireader.finding import Search

TEXTS = (
    "“We won’t go,” Peskov said — in 2022–23.",
    "peskov said: (what?) Peskov  said\u00a0so, won't he?",
)


def searched(texts, query, start=0, offset=0):
    search = Search(texts, query, Position(start, offset))
    assert all(not search.counted for _ in search.counting())
    assert search.counted
    return search


def find(texts, query):
    return list(searched(texts, query))


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
    assert find(("b a", "a"), "a") == [span_of(0, 2, 3), span_of(1, 0, 1)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("office final", "o\ufb03ce \ufb01nal"),
        ("office", "o\ufb00ice"),
        ("going on...", "going on…"),
        ("café", "cafe\u0301"),
        ("cafe\u0301", "café"),
        ("\u212bngström", "Ångström"),
        ("softly said", "soft\u00adly\u00a0said"),
        ("soft\u00adly", "softly"),
        ("辞任しない", "辞任しない"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_what_looks_alike_is_found(query, text):
    assert find((f"so {text} it",), query) == [span_of(0, 3, 3 + len(text))]


def test_a_letter_is_not_found_within_a_letter_with_an_accent():
    assert find(("cafe\u0301 cafe",), "cafe") == [span_of(0, 6, 10)]


def test_the_first_hit_is_looked_for_from_where_the_page_is():
    texts = ("a", "b", "xx a a", "b a")
    assert searched(texts, "a", 2, 4).first == span_of(2, 5, 6)
    assert searched(texts, "a", 2, 6).first == span_of(3, 2, 3)
    assert searched(("a", "b"), "a", 1).first == span_of(0, 0, 1)
    assert searched(("b a b",), "a", 0, 3).first == span_of(0, 2, 3)
    assert searched(texts, "z").first is None


@given(st.lists(st.text("ab ", max_size=9), min_size=1, max_size=9), st.integers(0, 8), st.integers(-40, 40))
def test_steps_go_round_and_are_the_same_before_all_is_counted(texts, start, count):
    begun = Search(texts, "a", Position(start % len(texts), 0))
    next(begun.counting(), None)
    done = searched(texts, "a", start % len(texts))
    assert len(done) == sum(text.count("a") for text in texts)
    if done.first is not None:
        begun.counted = False
        assert begun.step(done.first, count) == done.step(done.first, count)
        assert done.number(done.step(done.first, count)) == (done.number(done.first) - 1 + count) % len(done) + 1


@given(st.lists(st.text("ab ", max_size=9), min_size=1, max_size=9), st.integers(0, 8))
def test_where_a_hit_begins_is_known_of_any_stretch(texts, start):
    search = searched(texts, "a", start % len(texts))
    places = [Position(n, at) for n, text in enumerate(texts) for at in range(len(text) + 1)]
    hits = {hit.start for hit in search}
    for begin in places:
        for end in places[places.index(begin) :]:
            assert search.first_between(begin, end) == min((p for p in hits if begin <= p < end), default=None)


def test_half_a_million_hits_are_counted_in_slices_and_no_more_than_a_screen_of_them_is_kept():
    texts = ["e was here, then there, everywhere " * 20] * 3000
    search = Search(texts, "e", Position(2990, 0))
    slices = search.counting()
    next(slices)
    assert search.first == span_of(2990, 0, 1)
    assert not search.counted
    assert sum(1 for _ in slices) > 3
    assert search.total == sum(text.count("e") for text in texts) > 480_000
    assert search.step(search.first, -1) == span_of(2989, *search.on(2989)[-1])
    assert len(search._kept) <= 128


UNSEEN = "\u00ad\u200b\u200c\u200d\u2060"


@given(st.text(st.characters(exclude_characters=UNSEEN, exclude_categories=["Cs"])), st.lists(st.text(), max_size=4))
def test_any_words_of_a_text_are_found_where_they_stand(query, texts):
    hits = find([*texts, query], query)
    if query.strip():
        assert hits
        start = len(query) - len(query.lstrip())
        assert any(hit.start == (len(texts), start) for hit in hits)
    for hit in hits:
        assert 0 <= hit.start.offset < hit.end.offset <= len([*texts, query][hit.start.paragraph])
