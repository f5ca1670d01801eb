"""A link leads a real browser to the very words, and nowhere on a page that hasn't got them."""

from pathlib import Path

import pytest

from annotations.links import link_to
from annotations.models import Paragraph, Version
from annotations.text import Position, Span

SEED = (Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()
WORLD = [
    "First of all this page has words in many scripts and at many places.",
    "„Wir kommen‚ sagte er: Die Straße ist naß“, und „größer“ als Müller-Lüdenscheidt.",
    "Il a dit : «\u00a0Nous n’irons pas à l’école, c’est fini\u00a0», hier à 9\u00a0h\u00a030.",
    "日本の首相は「辞任しない」と述べた。国会は木曜日に開かれる。",
    "قال الرئيس إن بلاده لن تنسحب من الاتفاق، وأضاف أن المفاوضات مستمرة.",
    "Президент сказал: «Мы не уйдём», — и вышел из зала.",
    "प्रधानमंत्री ने कहा कि वे इस्तीफ़ा नहीं देंगे।",
    "The hy\u00adphen\u00adat\u00aded word is soft, and e\u0301clair is decomposed while éclair isn’t.",
    "AT&T, a-b,c & 50% of x=y; see #5 (or ~6?) at 1,351.25 per-cent — “really”!",
    "He won’t, can’t and shan’t: the workers’ “o'clock” – 'tis the ’90s, isn't it?",
    "The same words stand here twice. This time they are the first ones of all.",
    "The same words stand here twice. This time they are the other ones at last.",
    "👩‍👩‍👧 Emoji 🇺🇦 stand “between” the 👍🏽 words.",
    "Twin paragraph with nothing of its own.",
    "After the first twin comes this one.",
    "Twin paragraph with nothing of its own.",
    "After the second twin comes that one, and then the end of the page is near.",
    "A very long sentence that goes on and on, with commas, with dashes – many of them – and with numbers such as 12,"
    " so that nobody who reads it to its end can still remember how it began, which is the point of it.",
]


def span_of_words(texts: list[str], words: str, until: str, nth: int) -> Span:
    found = [(n, text.index(words)) for n, text in enumerate(texts) if words in text][nth]
    start = Position(*found)
    if not until:
        return Span(start, Position(start.paragraph, start.offset + len(words)))
    last = next(n for n, text in enumerate(texts) if n >= start.paragraph and until in text)
    return Span(start, Position(last, texts[last].index(until) + len(until)))


def version(texts: list[str]) -> Version:
    return Version("v", "", "", "", tuple(map(Paragraph, texts)))


CASES = [
    (SEED, "We are sorry about that… [But] will continue to defend out interests using every possible", "", 0),
    (SEED, "gross and systematic violations and abuses of human rights.", "", 0),
    (SEED, "execution-style", "", 0),
    (SEED, "“staged” a “provocation”", "", 0),
    (SEED, "well-staged insinuation", "", 1),
    (SEED, "significant losses", "", 1),
    (SEED, "This is a huge", "1,351 soldiers", 0),
    (SEED, "3,825 injured", "", 0),
    (SEED, "killings’ by Russian", "", 0),
    (SEED, "before it’s ‘too late’", "", 0),
    (WORLD, "Straße ist naß", "", 0),
    (WORLD, "Müller-Lüdenscheidt", "", 0),
    (WORLD, "Nous n’irons pas à l’école, c’est fini\u00a0», hier à 9\u00a0h", "", 0),
    (WORLD, "辞任しない", "", 0),
    (WORLD, "بلاده لن تنسحب من الاتفاق، وأضاف أن المفاوضات مستمرة", "", 0),
    (WORLD, "Мы не уйдём", "", 0),
    (WORLD, "इस्तीफ़ा नहीं देंगे", "", 0),
    (WORLD, "hy\u00adphen\u00adat\u00aded word", "", 0),
    (WORLD, "e\u0301clair is decomposed", "", 0),
    (WORLD, "AT&T, a-b,c & 50% of x=y; see #5 (or ~6?) at 1,351.25", "", 0),
    (WORLD, "the workers’ “o'clock” – 'tis", "", 0),
    (WORLD, "The same words stand here twice.", "", 1),
    (WORLD, "stand “between” the 👍🏽 words", "", 0),
    (WORLD, "Twin paragraph with nothing of its own.", "", 1),
    (WORLD, "ong sentence that goes on and on, with commas, with dashes – many of them – and with numb", "", 0),
    (WORLD, "seco", "remember how", 0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[1][:24] for case in CASES])
def test_the_browser_lands_on_the_words(browser, case):
    texts, words, until, nth = case
    span = span_of_words(texts, words, until, nth)
    scrolled, seen = browser.open(link_to(browser.serve_texts(texts), version(texts), span))
    assert scrolled
    assert span.start.paragraph in seen
    assert len(seen) <= 2


@pytest.mark.parametrize("case", CASES[::6], ids=[case[1][:24] for case in CASES[::6]])
def test_on_a_page_without_the_words_the_browser_stays_where_it_begins(browser, case):
    texts, words, until, nth = case
    others = [f"Other {text[::-1]}" for text in texts]
    link = link_to(browser.serve_texts(others), version(texts), span_of_words(texts, words, until, nth))
    assert browser.open(link) == (False, [0])


@pytest.mark.parametrize("words", ["we won’t resign", "said “we won’t resign” to the Sky News reporter, on"])
def test_words_are_found_through_markup_within_their_block(browser, words):
    texts = ["Nothing here.", "He said “we won’t resign” to the Sky News reporter, on Thursday."]
    marked_up = (
        "He <b>said</b> “we <a href='#'>won’t <i>resi</i>gn</a>” to the&nbsp;Sky&shy; News reporter, on Thursday."
    )
    link = link_to(browser.serve([texts[0], marked_up]), version(texts), span_of_words(texts, words, "", 0))
    assert browser.open(link) == (True, [1])
