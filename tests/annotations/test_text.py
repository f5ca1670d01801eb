"""Cleaning makes a text safe and changes nothing that is seen; keys say which paragraphs are the same words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import Position, Span, clean, clean_line, fold, normalise, paragraph_key, pieces, span_of

ANY_TEXT = st.text(st.characters())  # lone surrogates too


@pytest.mark.parametrize(
    ("texts", "key"),
    [
        (
            [
                "The minister said: “We won’t resign.”",
                'The minister said: "We won\'t resign."',
                "The minister\u00a0said: “We won’t\nre\u00adsign.”",
            ],
            "p1-fd35d17df4e0d69a5cd34e6cabde39c9",
        ),
        (["The ﬁnal oﬃce vote…", "The final office vote..."], "p1-568fbc1a0b65fa4e16c9fae7dd3d3d79"),
        (
            ["Café — 3–2", unicodedata.normalize("NFD", "Café — 3–2"), "Café - 3-2"],
            "p1-8f2a76d69b4c21e006fc2effcbe39a05",
        ),
        (["THE MINISTER SAID: “WE WON’T RESIGN.”"], "p1-9df13177fb7c51aa2f5efbbaad779275"),
        (["5′ 10″ «Oui»", '5\' 10" "Oui"'], "p1-132ed402c53ebf6a0f043f191e77589e"),
        (["日本の首相は「辞任しない」と述べた。"], "p1-3015362426cb08eab742f92390babbb6"),
        (["", " \u00a0\u200b\u00ad"], None),
    ],
)
def test_the_key_of_a_paragraph_is_that_of_its_words(texts, key):
    assert {paragraph_key(text) for text in texts} == {key}


def test_what_people_print_with_care_is_kept():
    text = (
        "‘[But]’ … —\u00a0“out interests”\u00ad \u200dمي\u200cخواهم \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e007f"
    )
    assert clean(text) == (text, 0)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x9b31mb\x00\x7f", "ab"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("\ufeffab\u202ecd\u2066e\u2069", "abcde"),
        ("a\ud800b\U000e0041", "ab"),
    ],
)
def test_what_could_act_on_a_terminal_is_taken_out(raw, cleaned):
    assert clean(raw).text == cleaned


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once_and_what_was_removed_is_counted(text):
    once = clean(text)
    assert clean(once.text) == (once.text, 0)
    assert once.removed <= len(text)


@given(ANY_TEXT)
def test_a_cleaned_text_has_no_control_but_the_newline(text):
    assert all(
        character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") for character in clean(text).text
    )


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"])))
def test_cleaning_changes_no_visible_character(text):
    assert clean(text) == (text, 0)


@given(ANY_TEXT)
def test_a_cleaned_line_is_one_line(text):
    assert "\n" not in clean_line(text)
    assert clean_line(text) == clean_line(clean_line(text))


@given(st.text())
def test_folding_apart_from_white_space_is_normalising(text):
    assert " ".join(fold(text).split()) == normalise(text)


def test_a_span_falls_into_one_piece_a_paragraph():
    texts = ["one", "", "three", "four"]
    assert pieces(Span(Position(0, 1), Position(3, 2)), texts) == [(0, 1, 3), (2, 0, 5), (3, 0, 2)]
    assert pieces(span_of(2, 1, 1), texts) == []
    assert pieces(Span(Position(0, 3), Position(2, 0)), texts) == []
