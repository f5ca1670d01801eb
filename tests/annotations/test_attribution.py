"""What goes to the clipboard: the words as printed, with marks only where they have none, and their source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.attribution import attribute, quoted
from annotations.errors import UsageError
from annotations.models import Source

SOURCE = Source(
    title="Kremlin admits losses",
    author="A. Writer",
    outlet="Daily Sabah",
    published="2022-04-08",
    url="https://example.org/a",
)
WHERE = "Daily Sabah, “Kremlin admits losses”, 2022-04-08, https://example.org/a"


def test_bare_words_get_marks_speaker_and_source():
    assert attribute(["We are sorry"], "Dmitry Peskov", SOURCE) == f"“We are sorry” — Dmitry Peskov, {WHERE}"


def test_an_unknown_speaker_and_an_unknown_source_are_said_to_be_unknown():
    assert attribute(["No"], "", Source()) == "“No” — [speaker?], [source?]"
    assert attribute(["No"], "A", Source(title="T", url="u:x")) == "“No” — A, [source?], “T”, u:x"


def test_other_missing_fields_vanish_with_their_comma():
    assert attribute(["No"], "A", Source(outlet="TASS", url="https://t.ru")) == "“No” — A, TASS, https://t.ru"


def test_the_slip_the_bracket_and_the_ellipsis_stay_as_they_are():
    printed = "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,”"
    assert attribute([printed], "Dmitry Peskov", SOURCE) == f"{printed} — Dmitry Peskov, {WHERE}"


def test_prose_with_a_quotation_in_it_is_copied_as_printed_and_names_no_speaker():
    printed = "Peskov insisted that they were a “well-staged insinuation.”"
    assert attribute([printed], "Dmitry Peskov", SOURCE) == f"{printed} — {WHERE}"


@pytest.mark.parametrize(
    "printed",
    [
        "“We won’t.”",
        '"We won\'t."',
        "‘We won’t.’",
        "'We won't.'",
        "«Oui»",
        "« Oui »",
        "»Ja«",
        "„Nein“",
        "„Nie”",
        "”Nej”",
        "‚Nein‘",
        "‹Oui›",
        "「辞任しない」",
        "『辞任しない』",
        "“He said ‘no’ to us”",
        "‘He said “no” to us’",
        "\"He said 'no' to us\"",
        "‘The boys’ club is closed’",
        "“We resign”.",
        "“No.” “Never.”",
        '"He is 6\'2" tall"',
    ],
)
def test_words_that_stand_in_marks_get_no_second_ones(printed):
    assert quoted([printed]) == (printed, False)


@pytest.mark.parametrize(
    "words",
    [
        ["“One.", "“Two.”"],
        ['"One.', '"Two."'],
        ["‘One.", "‘Two.’"],
        ["«One.", "«Two.»"],
        ["“One.”", "“Two.”"],
    ],
)
def test_a_mark_repeated_at_each_paragraph_goes_on_with_the_quotation(words):
    assert quoted(words) == (" ".join(words), False)


@pytest.mark.parametrize(
    "printed",
    [
        "“No,” he said, “never.”",
        '"No," he said, "never."',
        "‘No’ and ‘yes’",
        "he called it “staged” again",
        "means,” Peskov said",
        "he said. “We are",
        "“We are sorry,” Peskov said",
        "Kyiv “staged” a “provocation”",
        "„Nein“, sagte er",
        "「はい」と述べた",
        "sorry,” he said. “We will",
    ],
)
def test_prose_beside_a_quotation_is_left_as_printed(printed):
    assert quoted([printed]) == (printed, True)


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("“We are sorry", "“We are sorry”"),
        ('"We are sorry', '"We are sorry"'),
        ("‘We aren’t sorry", "‘We aren’t sorry’"),
        ("„Wir", "„Wir“"),
        ("«Nous", "«Nous»"),
        ("every legal means,”", "“every legal means,”"),
        ('every legal means,"', '"every legal means,"'),
        ("every legal means,’", "‘every legal means,’"),
    ],
)
def test_a_mark_that_the_selection_cut_off_is_supplied(cut, whole):
    assert quoted([cut]) == (whole, False)


@pytest.mark.parametrize(
    "bare",
    [
        "we won’t",
        "the boys’ club",
        "the workers’",
        "’tis late",
        "‘Tis late",
        "in the ’90s",
        "rock 'n' roll",
        "6'2\" tall",
    ],
)
def test_apostrophes_feet_and_inches_are_not_quotation_marks(bare):
    assert quoted([bare]) == (f"“{bare}”", False)


def test_everything_is_on_one_line_and_blanks_at_the_ends_are_left_out():
    assert attribute([" We are ", " sorry "], "A\nB", Source(outlet="C\tD")) == "“We are sorry” — A B, C D"


def test_a_title_in_marks_gets_no_second_ones():
    assert attribute(["No"], "A", Source(outlet="O", title="“Yes”")) == "“No” — A, O, “Yes”"
    assert attribute(["No"], "A", Source(outlet="O", title="He: “Yes”")) == "“No” — A, O, “He: “Yes””"


def test_an_unknown_style_is_refused_with_the_styles_that_there_are():
    with pytest.raises(UsageError, match="plain"):
        attribute(["No"], "A", SOURCE, style="fancy")


@given(st.lists(st.text("ab s,.'\"’‘“”«»„「」 5", min_size=1), min_size=1, max_size=3))
def test_no_word_is_ever_altered(words):
    line = " ".join(filter(None, (text.strip() for text in words)))
    shown = quoted(words).text
    assert line in shown
    assert len(shown) <= len(line) + 2
