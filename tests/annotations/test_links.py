"""Links to the very words, as the text fragment's specification has them."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.links import encoded, link_to
from annotations.models import Paragraph, Version
from annotations.text import Position, Span, span_of

SEED = (Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()
PAGE = "https://example.org/a"


def fragment(texts: list[str], words: str, nth: int = 0) -> str:
    found = [(number, text.index(words)) for number, text in enumerate(texts) if words in text][nth]
    link = link_to(PAGE, version(texts), span_of(found[0], found[1], found[1] + len(words)))
    return link.removeprefix(f"{PAGE}#:~:text=")


def version(texts: list[str]) -> Version:
    return Version("v", "", "", "", tuple(map(Paragraph, texts)))


def test_up_to_eight_words_stand_in_full_and_of_more_the_first_and_last_four():
    assert fragment(SEED, "possible legal means") == "possible%20legal%20means"
    assert fragment(["a b c d e f g h i j"], "b c d e f g h i") == "b%20c%20d%20e%20f%20g%20h%20i"
    assert fragment(["a b c d e f g h i j"], "a b c d e f g h i") == "a%20b%20c%20d,f%20g%20h%20i"


def test_words_are_made_whole_and_marks_at_their_ends_left_out():
    assert fragment(["“We won’t resign,” he said."], "on’t re") == "won%E2%80%99t%20resign"
    assert fragment(["“We won’t resign,” he said."], "“We won’t resign,”") == "We%20won%E2%80%99t%20resign"
    assert fragment(["It cost 1,351.25 dollars."], "351") == "1%2C351%2E25"


def test_words_around_are_added_only_where_the_words_stand_twice():
    assert fragment(SEED, "huge tragedy") == "huge%20tragedy"
    assert fragment(["He said no.", "She said no."], "said no") == "He-,said%20no"
    assert fragment(["He said no.", "She said no."], "said no", 1) == "She-,said%20no"
    assert fragment(["Say yes to him, say yes to her"], "yes") == "yes,-to%20him"
    assert fragment(["No", "He said.", "no", "She said."], "no") == "no,-She"
    assert fragment(["nobody said no"], "no", 0) == "nobody"


def test_the_twin_of_a_long_passage_is_told_apart_at_both_ends():
    twin = "one two three four five six seven eight nine"
    texts = [f"First {twin} end", f"Then {twin} stop"]
    assert fragment(texts, twin, 1) == "Then-,one%20two%20three%20four,six%20seven%20eight%20nine,-stop"


def test_words_over_paragraphs_are_a_range():
    span = Span(Position(0, 0), Position(1, 3))
    assert link_to(PAGE, version(["One.", "Two."]), span) == f"{PAGE}#:~:text=One,Two"


def test_every_character_that_may_mean_something_is_encoded():
    assert encoded("a-b, c&d=e/f_g.h~é\u00ad\u00a0 x") == "a%2Db%2C%20c%26d%3De%2Ff%5Fg%2Eh%7E%C3%A9%20x"


@given(st.text())
def test_only_letters_and_digits_stand_as_they_are(text):
    assert set(encoded(text)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%")


def test_a_pdf_is_opened_at_its_page_and_a_fragment_of_the_page_stays():
    pdf = Version("v", "", "", "", (Paragraph("One", page=47, sheet=52), Paragraph("Two", page=48, sheet=53)))
    assert link_to("https://x.org/a.pdf#page=1", pdf, span_of(1, 0, 3)) == "https://x.org/a.pdf#page=53"
    assert link_to(f"{PAGE}#news", version(["One two"]), span_of(0, 0, 3)) == f"{PAGE}#news:~:text=One"


def test_a_link_to_other_words_leads_to_these():
    for page in (f"{PAGE}#", f"{PAGE}#news"):
        assert link_to(f"{page}:~:text=Two", version(["One two"]), span_of(0, 0, 3)) == f"{page}:~:text=One"


@pytest.mark.parametrize("url", ["", "file:///a.txt", "article.txt", "javascript:alert(1)", "mailto:a@b.org"])
def test_what_is_no_address_of_the_web_stays_as_it_is(url):
    assert link_to(url, version(["One"]), span_of(0, 0, 3)) == url


def test_where_there_are_no_words_there_is_no_fragment():
    assert link_to(PAGE, version(["… — !"]), span_of(0, 0, 3)) == PAGE
    assert link_to(PAGE, version([""]), span_of(0, 0, 0)) == PAGE


@given(st.lists(st.text("ab .,-“”’\u0915\u093f日本", max_size=12), min_size=1, max_size=4), st.data())
def test_any_span_has_a_link_whose_words_are_the_texts(texts, data):
    places = [Position(number, at) for number, text in enumerate(texts) for at in range(len(text) + 1)]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    link = link_to(PAGE, version(texts), Span(start, end))
    parts = link.removeprefix(PAGE).removeprefix("#:~:text=").split(",")
    whole = " ".join("\n".join(texts).split())
    assert all(unquote(part.removeprefix("-").removesuffix("-")) in whole for part in parts)
