"""Where runs of words stand in a version, and where a selector's words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.stream import Place, Stream, stream_of
from annotations.surroundings import where
from annotations.text import span_of

PARAGRAPHS = st.lists(st.lists(st.sampled_from("abc"), max_size=6).map(" ".join), min_size=1, max_size=4)


@given(PARAGRAPHS, st.lists(st.sampled_from("abcd"), min_size=1, max_size=4))
def test_the_first_two_places_of_a_run_are_those_that_reading_finds(version, texts, run):
    words = " ".join(texts).split()
    found = Stream(version(texts)).find(run)
    assert found == [at for at in range(len(words)) if words[at : at + len(run)] == run][:2]


@given(PARAGRAPHS)
def test_each_word_has_its_paragraph_and_its_number_there(version, texts):
    stream = Stream(version(texts))
    places = [Place(number, at) for number, text in enumerate(texts) for at in range(len(text.split()))]
    assert [stream.place(number) for number in range(len(stream.words))] == places
    assert [stream.start(place.paragraph) + place.token for place in places] == list(range(len(places)))
    assert stream.start(len(texts)) == len(places)


def test_a_version_is_indexed_once_and_each_has_its_own_index(version):
    one, other = version(["a b"]), version(["a c"])
    assert stream_of(one) is stream_of(one) is not stream_of(other)


@pytest.mark.parametrize(
    ("changed", "number"),
    [({}, 2), ({"ordinal": 0}, 0), ({"ordinal": 2}, None), ({"exact": "Nu"}, None), ({"key": "p1-00"}, None)],
)
def test_a_selectors_words_stand_in_the_paragraph_that_it_names_or_nowhere(version, changed, number):
    article = version(["No, he said.", "Other.", "No, he said."])
    (selector,) = describe(article, span_of(2, 0, 2))
    assert where(selector._replace(**changed), article) == number
