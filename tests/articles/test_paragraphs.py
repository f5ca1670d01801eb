"""A plain text's line ends are taken for what they meant, and no visible character changes."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuireader.articles.plain import paragraphs

SEED = (Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()


def wrapped(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "  \r\n\t\r\n", "\r"])
def test_one_paragraph_a_line_is_one_paragraph_a_line(between):
    assert paragraphs(between.join(SEED)) == SEED


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_wrapped_text_gets_its_paragraphs_back(width):
    assert paragraphs("\n\n".join(wrapped(text, width) for text in SEED)) == SEED


def test_a_short_last_line_ends_a_paragraph_in_a_text_wrapped_without_blank_lines():
    first = "The quick brown fox jumps over the lazy dog and runs on and on for good."
    second = "An extra paragraph begins here and is also long enough to be wrapped twice."
    assert paragraphs(f"{wrapped(first, 40)}\n{wrapped(second, 40)}") == [first, second]


def test_a_list_or_a_poem_keeps_its_lines():
    lines = ["Apples", "Pears from the south", "Plums", "Cherries"]
    assert paragraphs("\n".join(lines)) == lines


def test_blanks_inside_a_line_stay_and_blanks_at_its_ends_go():
    assert paragraphs("  a  b\u00a0 c \n\n\u3000日本 語\n") == ["a  b\u00a0 c", "日本 語"]


def test_wrapped_japanese_is_joined_without_spaces():
    text = "日本の首相は記者団に対し、辞任するつもりは全くないと述べた。" * 4
    lines = [text[start : start + 30] for start in range(0, len(text), 30)]
    assert paragraphs("\n".join(lines)) == [text]


def test_long_lines_are_never_joined():
    lines = ["word " * 30 + "end."] * 4
    assert paragraphs("\n".join(lines)) == lines


def test_an_empty_text_has_no_paragraphs():
    assert paragraphs("") == paragraphs(" \n \r\n\t") == []


@given(st.lists(st.text("ab .“”日ê-\u00a0\u00ad", max_size=40)).map("\n".join))
def test_no_visible_character_changes_is_dropped_or_added(text):
    found = paragraphs(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(paragraph == paragraph.strip() != "" for paragraph in found)
    assert not any("\n" in paragraph for paragraph in found)
