"""Lines that stand in an article but aren't of it are told by rule, and so are headings."""

import pytest

from annotations.furniture import furniture, kinds
from annotations.models import Kind

PROSE = "The ministers met on Thursday and agreed on nothing at all, as they had agreed on nothing the month before."


@pytest.mark.parametrize(
    "line",
    [
        "For the latest headlines, follow our Google News channel online or via the app.",
        "READ MORE: Kremlin admits losses",
        "Read also",
        "Related: What we know about Bucha",
        "Related stories",
        "Sign up for our morning newsletter.",
        "Follow us on Twitter",
        "Subscribe to The Times for one euro a week",
        "Advertisement",
        "Copyright 2022 The Daily. All rights reserved.",
        "© 2022 Reuters",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "— Read more —",
        "Read more about the vote",
        "Read more Trump and the wall",
        "Advertisement - story continues below",
        "Click here for more",
        "Sign in",
        "See all comments",
        "Copyright Reuters",
        "This article was originally published in May.",
        "You may also like",
        "Please consider a donation.",
        "Don’t miss: the week in pictures",
        "Lire aussi : Le Kremlin reconnaît des pertes",
        "Lesen Sie auch: Kreml räumt Verluste ein",
        "reporter@example.org",
    ],
)
def test_a_call_or_a_credit_is_furniture(line):
    assert furniture([PROSE, line, PROSE]) == [False, True, False]


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Reading more than ever, students asked for longer opening hours.",
        "Relatedly, the court heard three further cases.",
        "The advertisement ran for a week.",
        "“Follow us,” the officer said, and they followed.",
        "Signs of a thaw were few.",
        "Photographs showed the bridge intact.",
        "Read more than forty words and it is a paragraph: " + "word " * 40,
        "Read more slowly, and buy cheaper chairs, she advised.",
        "Subscribers fell by three percent in the third quarter, the company said.",
        "Advertisements for the drug were pulled on Monday.",
        "Copyright law was changed in May.",
        "Filed under seal, the suit names four officers.",
        "Reporting by the commission has shown that nobody asked.",
        "Click on the Start button and choose the second entry.",
        "Please consider the children, the judge said.",
        "See more than one doctor before you decide.",
        "Sign up for an account with your bank and choose a plan.",
        "This report was published in May by the auditors.",
        "You may like it or not, but it is the law.",
        "Posted in Kabul for a year. He learned Dari there.",
        "日本の首相は「辞任しない」と述べた。",
        "1,351",
    ],
)
def test_prose_is_not_furniture(line):
    assert furniture([PROSE, line, PROSE]) == [False, False, False]


def test_headlines_behind_the_head_of_a_list_are_furniture_until_a_sentence():
    lines = ["Read more:", "Blinken: credible reports of torture", "Ukraine asks NATO for arms", PROSE, "A short line"]
    assert furniture(lines) == [True, True, True, False, False]


@pytest.mark.parametrize(("words", "is_listed"), [(25, True), (26, False)])
def test_a_headline_in_a_list_has_25_words_at_most(words, is_listed):
    assert furniture(["Read more:", "word " * words, "Another headline"]) == [True, is_listed, is_listed]


def test_a_call_that_names_its_headline_heads_no_list():
    assert furniture(["Read more: Kremlin admits losses", "A line without an end mark", PROSE]) == [True, False, False]


@pytest.mark.parametrize(
    "line", ["‘Significant losses’", "What happens next", "NISSAN SENTRA", "Who are the Wagner group", "word " * 12]
)
def test_a_short_line_between_paragraphs_is_a_heading(line):
    assert kinds([PROSE, line, PROSE])[1] is Kind.HEADING


@pytest.mark.parametrize("line", ["He left.", "“No,” he said:", "Really?", "”", "word " * 13, "これは見出しではない。"])
def test_a_sentence_or_a_long_line_is_no_heading(line):
    assert kinds([PROSE, line, PROSE])[1] is Kind.TEXT


def test_short_lines_in_a_row_and_at_the_end_are_text():
    assert kinds([PROSE, "Apples", "Pears", PROSE, "The Editors"]) == [Kind.TEXT] * 5


def test_furniture_between_a_heading_and_its_text_does_not_matter():
    assert kinds([PROSE, "What happens next", "Advertisement", PROSE])[1] is Kind.HEADING


def test_nothing_is_nothing():
    assert furniture([]) == kinds([]) == []
