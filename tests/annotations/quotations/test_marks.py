from hypothesis import given
from hypothesis import strategies as st

from annotations.quotations.marks import find_marked

MARKS = "“”„‟\"«»‹›「」『』‘’‚‛'＂〝〞〟"
TEXTS = st.text(alphabet=MARKS + "aB s.,!?:-0\u202f\u00a0", max_size=60)


def inner(texts):
    return [texts[m.paragraph][m.inner_start : m.inner_end] for m in find_marked(texts)]


@given(st.lists(TEXTS, max_size=4))
def test_every_stretch_lies_in_its_paragraph_without_its_marks(texts):
    for marked in find_marked(texts):
        text = texts[marked.paragraph]
        assert 0 <= marked.start < marked.inner_start < marked.inner_end <= marked.end <= len(text)
        assert text.startswith(marked.mark, marked.start)
        assert text[marked.inner_start : marked.inner_end].strip() == text[marked.inner_start : marked.inner_end]


@given(TEXTS)
def test_stretches_stand_apart_or_within_each_other(text):
    found = find_marked([text])
    for number, outer in enumerate(found):
        for other in found[number + 1 :]:
            assert other.start >= outer.end or other.end <= outer.end


@given(st.lists(st.sampled_from(["no", "We will.", "And so on,"]), min_size=1, max_size=4))
def test_what_stands_in_plain_marks_is_found_whatever_the_marks_are(words):
    for opening, closing in ["“”", '""', "„“", "«»", "‘’", "''", "「」", "『』"]:
        text = " then ".join(f"{opening}{word}{closing}" for word in words)
        assert inner([text]) == words


def test_a_text_without_marks_has_no_stretches():
    assert inner(["The players’ union met in ’22.", "", "It was 5′ 10″ tall."]) == []


def test_a_quotation_that_goes_on_says_so():
    first, second = find_marked(["“We ran and ran.", "“Then we hid.”"])
    assert not first.closed
    assert second.closed
    assert second.continues
