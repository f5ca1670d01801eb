"""Marks in paragraphs that were changed: found by what is left of their words and of what stood around, or lost."""

from pathlib import Path

import pytest

from annotations.anchoring import Orphan, Placed, State, describe, place
from annotations.models import Anchor
from annotations.text import Position, Span, span_of

SEED = (Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()

PEACE = (
    "The delegation from Kyiv left Geneva on Friday after 41 hours of talks about prisoners, grain and the power plant "
    "at Enerhodar, and its head, Olena Marchuk, said that nothing had been signed, but that every line was discussed."
)
"""Twelve words and more without the names and figures of any other paragraph of the article."""


def in_the_middle(paragraph):
    return [*SEED[:6], paragraph, *SEED[6:]]


def test_a_paragraph_that_went_elsewhere_with_one_word_in_twelve_changed_is_found(again, quote):
    words = PEACE.split()
    edited = " ".join("indeed" if number % 12 == 6 else word for number, word in enumerate(words))
    marked = quote([PEACE], "left Geneva on Friday after 41 hours of talks about prisoners, grain and the power plant")
    old = in_the_middle(PEACE)
    found = again(old, Span(Position(6, marked.start.offset), Position(6, marked.end.offset)), [*SEED, edited])
    assert found == (
        "left Geneva indeed Friday after 41 hours of talks about prisoners, grain and the indeed plant",
        State.CHANGED,
    )


@pytest.mark.parametrize("copy_at", [0, 3, 9])
def test_a_look_alike_with_other_figures_is_not_taken_for_a_passage_that_is_gone(again, quote, copy_at):
    other = PEACE.replace("Kyiv", "Baku").replace("41", "17").replace("Olena Marchuk", "Leyla Aliyeva")
    other = other.replace("Geneva", "Vienna").replace("Enerhodar", "Metsamor").replace("Friday", "Sunday")
    old, new = in_the_middle(PEACE), [*SEED[:copy_at], other, *SEED[copy_at:]]
    for marked in ("talks about prisoners, grain and the power plant", "41 hours of talks", PEACE):
        assert isinstance(again(old, quote(old, marked), new), str)


def test_a_passage_like_another_is_not_taken_for_it_when_it_is_gone(again):
    twin = PEACE.replace("41", "17").replace("Friday", "Sunday").replace("Geneva", "Vienna")
    old = [*SEED[:3], PEACE, *SEED[3:6], twin, *SEED[6:]]
    new = [*SEED[:3], PEACE.replace("grain", "wheat"), *SEED[3:]]
    span = span_of(7, 0, len(twin))
    assert isinstance(again(old, span, new), str)
    assert again(old, span_of(3, 0, len(PEACE)), new) == (new[3], State.CHANGED)


def test_an_orphan_says_where_its_words_may_be(version, quote):
    other = PEACE.replace("Kyiv", "Baku").replace("41", "17").replace("Geneva", "Vienna").replace("Friday", "Sunday")
    old, new = in_the_middle(PEACE), [other, *SEED]
    found = place(Anchor("old", describe(version(old, "old"), quote(old, PEACE))), version(old, "old"), version(new))
    assert isinstance(found, Orphan)
    assert found.guess is not None
    assert found.guess.start.paragraph == found.guess.end.paragraph == 0


def test_without_its_old_version_a_changed_mark_is_only_guessed(version):
    new = in_the_middle(PEACE.replace("nothing had been signed", "all papers were signed"))
    old = version(in_the_middle(PEACE), "old")
    found = place(Anchor("old", describe(old, span_of(6, 0, len(PEACE)))), None, version(new))
    assert isinstance(found, Orphan)
    assert found.guess is not None
    assert found.guess.start.paragraph == 6


def test_words_that_replace_the_last_marked_ones_are_shown_with_the_others(again, quote):
    old, new = in_the_middle(PEACE), in_the_middle(PEACE.replace("41 hours", "two days"))
    assert again(old, quote(old, "left Geneva on Friday after 41 hours"), new) == (
        "left Geneva on Friday after two days",
        State.CHANGED,
    )


def test_sentences_that_changed_places_across_a_mark_are_covered_whole(again, quote):
    one, two = "Nobody at the mill had been told of the sale.", "Its owners live in Rotterdam and in Lisbon today."
    old, new = in_the_middle(f"{one} {two} It makes paper."), in_the_middle(f"{two} {one} It makes paper.")
    found = again(old, quote(old, f"{one} {two}"), new)
    assert found == (f"{two} {one}", State.CHANGED)


def test_the_same_sentence_in_standfirst_and_body_stays_where_it_was_marked(version, words_at):
    line = "Nobody at the mill had been told of the sale."
    old = [line, *SEED[:4], f"It was cold. {line} The gates stayed shut on Monday.", *SEED[4:]]
    new = [line, *SEED[:4], f"It was bitterly cold. {line} The gates stayed shut.", *SEED[4:]]
    body = span_of(5, old[5].index(line), old[5].index(line) + len(line))
    for span, number in ((span_of(0, 0, len(line)), 0), (body, 5)):
        found = place(Anchor("old", describe(version(old, "old"), span)), version(old, "old"), version(new))
        assert isinstance(found, Placed)
        assert found.span.start.paragraph == number
        assert words_at(found, version(new)) == line


def test_a_standfirst_is_not_found_in_the_body_when_it_is_gone(again):
    line = "Nobody at the mill had been told of the sale."
    old = [line, *SEED[:4], f"It was cold. {line} The gates stayed shut on Monday.", *SEED[4:]]
    assert isinstance(again(old, span_of(0, 0, len(line)), old[1:]), str)


def test_advertisement_repeated_is_told_apart_by_what_stands_around(version):
    old = [SEED[0], "Advertisement", SEED[1], SEED[2], "Advertisement", SEED[3]]
    new = ["New.", *old[:4], "Something", "Advertisement", SEED[3]]
    found = place(Anchor("old", describe(version(old, "old"), span_of(4, 0, 13))), version(old, "old"), version(new))
    assert found == Placed(span_of(6, 0, 13), State.SAME, "new")


@pytest.mark.parametrize("word", ["Enerhodar", "said", "the"])
def test_one_marked_word_is_found_in_an_edited_paragraph_or_lost_but_never_elsewhere(version, words_at, word):
    edited = PEACE.replace("left Geneva on Friday", "flew home from Geneva on Friday night")
    old, new = version(in_the_middle(PEACE), "old"), version(in_the_middle(edited))
    at = PEACE.index(f" {word} ") + 1 if f" {word} " in PEACE else PEACE.index(word)
    found = place(Anchor("old", describe(old, span_of(6, at, at + len(word)))), old, new)
    assert isinstance(found, Placed)
    assert edited[found.span.end.offset :] == PEACE[at + len(word) :]
    assert words_at(found, new) == word


def test_a_mark_cut_within_a_word_never_leaves_the_page(again):
    old, new = in_the_middle(PEACE), in_the_middle(PEACE.replace("delegation", "men").replace("discussed", "so"))
    start, end = PEACE.index("legation"), PEACE.index("iscussed") + 4
    words, state = again(old, Span(Position(6, start), Position(6, end)), new)
    assert state is State.CHANGED
    assert words in new[6]


def test_japanese_words_are_found_in_an_edited_paragraph(again, quote):
    old = ["前の段落です。", "日本の首相は記者団に対し「辞任するつもりは全くない」と述べた。", "次の段落です。"]
    new = [
        "前の段落です。",
        "日本の首相はきょう記者団に対し「辞任するつもりは全くない」と改めて述べた。",
        "次の段落です。",
    ]
    marked = "記者団に対し「辞任するつもりは全くない」と"
    assert again(old, quote(old, marked), new) == (marked, State.SAME)


def test_japanese_words_that_changed_are_shown_as_changed(again, quote):
    old = ["前の段落です。", "日本の首相は記者団に対し「辞任するつもりは全くない」と述べた。", "次の段落です。"]
    new = ["前の段落です。", "日本の首相は記者団に対し「辞任する考えは全くない」と強調した。", "次の段落です。"]
    assert again(old, quote(old, "辞任するつもりは全くない"), new) == ("辞任する考えは全くない", State.CHANGED)


def test_right_to_left_and_emoji_are_found_in_edited_paragraphs(again, quote):
    old = ["قبل.", "قال الوزير أمس إن الحكومة لن ترفع أسعار الوقود هذا العام 🇩🇪 مطلقا.", "بعد."]
    new = ["قبل.", "قال الوزير اليوم إن الحكومة لن ترفع أسعار الوقود هذا العام 🇩🇪 أبدا.", "بعد."]
    marked = "الحكومة لن ترفع أسعار الوقود هذا العام 🇩🇪"
    assert again(old, quote(old, marked), new) == (marked, State.SAME)
    assert again(old, quote(old, "قال الوزير أمس إن الحكومة لن ترفع"), new) == (
        "قال الوزير اليوم إن الحكومة لن ترفع",
        State.CHANGED,
    )
