"""Where sentences begin and end, in the scripts and with the marks that news is written in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text import Position, Span, span_of
from tuireader.pane.caret import Caret, caret_of, grow, move, shrink
from tuireader.pane.graphemes import stop_at
from tuireader.pane.growing import grown
from tuireader.pane.layout import Layout, Room
from tuireader.pane.sentences import next_sentence, previous_sentence, sentence_at

ARTICLE = (
    "It rose. “We will go. We won’t stay,” said Mr. Peskov. Nobody left.",
    "",
    "She said: “No.” Then, on 3 May, the U.S. envoy came.",
)
WE = span_of(0, ARTICLE[0].index("We"), ARTICLE[0].index(",”"))


@pytest.mark.parametrize(
    "sentences",
    [
        ["He left.", "She stayed."],
        ["Mr. Peskov said so.", "The U.S. envoy didn’t.", "He lives in the U.S.", "The vote was at 5 p.m. Thursday."],
        ["It rose by 3.5 percent.", "“Why?” he asked.", "Nobody knew…"],
        ["“We won’t resign.”", "That was in May!"],
        ["Gen. J. R. R. Smith came.", "He saw the U.N. vote.", "So did I.", "The rest."],
        ["“Never!” Mr. Peskov said.", "“Why?”", "The crowd roared.", "“It’s ‘over.’”", "She left."],
        ["He left... and came… or so.", "Nobody… knows.", "“We…”", "He stopped."],
        ["No. 5 is here.", "He said no.", "Then he left.", "See p. 12.", "It was in Jan. 2022."],
        ["Acme Inc. Chairman Lee left Acme Inc.", "The firm was sold."],
        ["1. The council.", "2. The mayor."],
        ["He was 42.", "Others weren’t.[12]", "More of it."],
        ["« Quoi ? » dit-il.", "« Non\u00a0! »", "Il partit."],
        ["„Das ist gut.“", "Am 3. Mai kam er.", "»Nein.«", "Dr. Merkel sagte z. B. nichts."],
        ["यह पहला है।", "यह दूसरा है।"],
        ["قال المتحدث.", "لماذا؟", "لأنه لا يعرف."],
        ["Ο Πέτρος ήρθε;", "Ναι."],
        ["Он, т.е. Песков, ушёл.", "Это всё."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    at = 0
    for sentence in sentences:
        for offset in (at, at + len(sentence) - 1):
            start, end = sentence_at(text, offset)
            assert text[start:end] == sentence
        assert text[next_sentence(text, at) :] == text[at + len(sentence) + 1 :]
        at += len(sentence) + 1


@pytest.mark.parametrize(
    "sentences",
    [
        ["首相は「辞任しない。」と述べた。", "次の日、辞任した。"],
        ["「なぜ？」と聞いた！？", "「そう。」", "彼は去った。"],
        ["会议结束了！", "他说，增长3.5％。"],
    ],
)
def test_east_asian_sentences_need_no_space(sentences: list[str]) -> None:
    text, at = "".join(sentences), 0
    for sentence in sentences:
        start, end = sentence_at(text, at)
        assert text[start:end] == sentence
        at = next_sentence(text, at)
    assert at == len(text)


@given(st.text("aB .!?…”’»「。」\u0301👩\u200d🇺🇦1,\u00a0", max_size=60), st.integers(0, 60))
def test_sentences_cover_the_text_and_cut_no_character(text: str, offset: int) -> None:
    at, seen = 0, []
    while at < len(text):
        start, end = sentence_at(text, at)
        assert start <= at < next_sentence(text, at)
        assert {start, end} <= {stop_at(text, start), stop_at(text, end)}
        seen.append(text[start:end])
        at = next_sentence(text, at)
    assert "".join("".join(seen).split()) == "".join(text.split())
    assert previous_sentence(text, min(offset, len(text))) <= offset


def walked(caret: Caret, *motions: str) -> Caret:
    layout = Layout(["", "", *ARTICLE], [Room(0)] * 2 + [Room()] * len(ARTICLE), 40)
    for motion in motions:
        caret = move(caret, motion, 1, ARTICLE, layout)
    return caret


def test_motions_go_from_sentence_to_sentence_over_paragraphs() -> None:
    begun = Caret(Position(0, 0))
    assert walked(begun, *["next_sentence"] * 2).at == Position(0, ARTICLE[0].index("We won’t"))
    assert walked(begun, *["next_sentence"] * 4).at == Position(2, 0)
    assert walked(Caret(Position(2, 0)), "previous_sentence").at == Position(0, ARTICLE[0].index("Nobody"))
    assert walked(Caret(Position(2, 4)), "previous_sentence").at == Position(2, 0)
    assert walked(begun, "previous_sentence").at == Position(0, 0)
    assert walked(Caret(Position(0, 3)), "take_sentence").span(ARTICLE) == span_of(0, 0, 8)


def words(caret: Caret) -> str:
    span = caret.span(ARTICLE)
    return ARTICLE[span.start.paragraph][span.start.offset : span.end.offset] if span else ""


def test_a_selection_grows_from_the_word_to_the_paragraph_and_shrinks_back() -> None:
    caret = Caret(Position(0, ARTICLE[0].index("stay")))
    seen = []
    for _ in range(6):
        caret = grow(caret, 1, ARTICLE, (WE,))
        seen.append(words(caret))
    assert seen[:2] == ["stay", "We will go. We won’t stay"]
    assert seen[-2:] == [ARTICLE[0], ARTICLE[0]]
    assert all(len(one) <= len(other) for one, other in pairwise(seen))
    back = [words(caret := shrink(caret, 1, ARTICLE, (WE,))) for _ in range(4)]
    assert back == [*list(dict.fromkeys(seen))[-2::-1], ""][: len(back)]
    assert caret == Caret(Position(0, ARTICLE[0].index("stay")))


def test_what_was_selected_by_hand_grows_to_whole_parts_and_shrinks_around_the_caret() -> None:
    by_hand = Span(Position(0, ARTICLE[0].index("body")), Position(2, 5))
    assert grown(by_hand, ARTICLE, ()) == Span(Position(0, ARTICLE[0].index("Nobody")), Position(2, 8))
    over = grow(caret_of(by_hand, ARTICLE), 9, ARTICLE, ())
    assert over.span(ARTICLE) == Span(Position(0, 0), Position(2, len(ARTICLE[2])))
    sentence = shrink(caret_of(span_of(0, 0, len(ARTICLE[0])), ARTICLE), 1, ARTICLE, ())
    assert words(sentence) == "Nobody left."
    assert words(shrink(sentence, 1, ARTICLE, ())) == "."
