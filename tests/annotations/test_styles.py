"""House styles: who says it, where it stands, and templates of one's own."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.attribution import attributed, own_signs
from annotations.errors import UsageError
from annotations.models import Source
from annotations.styles import STYLES, Form, Style, find_style, styles_with
from annotations.text import clean
from tuireader.config import STYLES as NAMES

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "styles"
SEED = (ROOT / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()
URL = "https://example.org/a_b?c=(d)"
SOURCE = Source("Kremlin: ‘Significant losses’ #1", "A. Writer", "Daily Sabah", "2022-04-08", URL)
AGENCY = Source("Peskov is sorry", "", "Daily Sabah", "2022-04-08", "", "Reuters")
PESKOV = "Dmitry Peskov"
NOWHERE = Source()


def seed(start: str, end: str = "") -> list[str]:
    """The seed's words from `start` to `end`, one string a paragraph."""
    text = "\n".join(SEED)
    at = text.index(start)
    return text[at : text.index(end, at) + len(end) if end else at + len(start)].split("\n")


INSIDE = {"inside": True}
PROSE = {"prose": True}
TURN = {"whole": True, "locator": "00:12:33"}
PDF = {"exact": False, "locator": "p. 47"}
PASSAGES: list[tuple[str, list[str], str, dict[str, Any]]] = [
    ("one quotation", seed("We are sorry", "means,"), f"{PESKOV}?", INSIDE),
    ("its speaker confirmed", seed("We insist", "personnel,"), PESKOV, INSIDE),
    ("two sentences of it", seed("Nothing else", "personnel"), PESKOV, INSIDE),
    ("one sentence of it", seed("Nothing else."), PESKOV, INSIDE),
    ("a fragment with its marks", seed("“gross", "rights.”"), "", {}),
    ("prose", seed("Russia said", "TASS."), "", PROSE),
    ("prose of an agency", seed("Russia said", "TASS."), "", PROSE | {"source": AGENCY}),
    ("prose with a quotation", seed("“We have", "toll."), PESKOV, {}),
    ("two paragraphs of a turn", seed("The vote", "app."), "Ana Ruiz", TURN),
    ("from a PDF, put together", seed("Moscow denied", "civilians"), "", PDF),
]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_seed_in_each_style_is_as_it_was_read_by_a_person(style):
    parts = []
    for name, words, speaker, more in PASSAGES:
        link = URL + "#:~:text=x" * ("inside" in more)
        found = attributed(words, speaker, **{"source": SOURCE, "style": style, "link": link} | more)
        told = "; ".join([*found.changes, *found.notes])
        parts.append(f"## {name}\n\n{found.text}\n" + (f"\n({told})\n" if told else ""))
    path = GOLDEN / f"{style.name}.txt"
    assert "\n".join(parts) == path.read_text(encoding="utf-8")


def test_the_styles_of_the_program_are_those_that_the_settings_know():
    assert tuple(STYLES) == NAMES


def test_nobody_is_said_to_have_said_prose_and_the_agency_comes_before_its_outlet():
    for style in STYLES.values():
        text = attributed(["It rained."], PESKOV, AGENCY, style, prose=True).text
        assert PESKOV not in text
        assert "speaker" not in text
        assert "Reuters" in text
    assert (
        attributed(["It rained."], "", NOWHERE, STYLES["draft-us"], prose=True).text
        == "“It rained,” [source?] reported."
    )


def test_a_speaker_whom_nobody_confirmed_or_knows_is_marked_in_a_draft_too():
    assert attributed(["No."], "Ana Ruiz?", SOURCE, STYLES["draft-us"]).text == "“No,” Ana Ruiz [?] said."
    assert attributed(["No."], "", SOURCE, STYLES["draft-uk"]).text == "‘No,’ [speaker?] said."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("We [the army] won", "brackets are the source’s"),
        ("We… won", "ellipsis is the source’s"),
        ("We... won … [sic]", "brackets and ellipses are the source’s"),
        ("We. . . won", "ellipsis is the source’s"),
        ("We (the army) won.", ""),
        ("a[] = 1..2", ""),
    ],
)
def test_what_looks_like_the_copiers_doing_is_told_to_be_the_sources(words, told):
    assert own_signs([words]) == told
    found = attributed([words], PESKOV, SOURCE, STYLES["markdown"])
    assert found.notes == ((told,) if told else ())
    assert (told or "source’s") in found.text or not told


# Templates of one's own.


def filled(template: str, **more) -> str:
    return attributed(
        ["We resign."], **{"speaker": "Ana", "source": SOURCE, "style": Style("mine", template)} | more
    ).text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("$quote", "“We resign.”"),
        ("«$words» ${speaker}s", "«We resign.» Anas"),
        ("$us $who $said{ to $outlet}{ on page $locator}.", "“We resign,” Ana said to Daily Sabah."),
        ("$uk{ ($date{{!}})}", "‘We resign,’ (2022-04-08{!})"),
        ("$quote $$5 {{$speaker}}", "“We resign.” $5 {Ana}"),
        ("$quote{, $title, $locator}", "“We resign.”"),
        ("$part{ — no field}", "“We resign” — no field"),
    ],
)
def test_a_group_vanishes_when_a_field_in_it_is_empty(template, text):
    assert filled(template) == text


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("$quote $spaeker", r"style mine has an unknown field \$spaeker; there are \$quote"),
        ("$quote {", "braces"),
        ("$quote {a {b}}", "braces"),
        ("$quote }", "braces"),
        ("$quote $", r"\$\$ is the dollar sign"),
        ("$quote ${speaker", r"braces|\$\$"),
        ("$speaker said it", "leaves out the words"),
        ("", "leaves out the words"),
    ],
)
def test_a_template_that_cant_be_used_is_refused_with_what_is_wrong_in_it(template, why):
    with pytest.raises(UsageError, match=why):
        Style("mine", template)


def test_ones_own_styles_stand_behind_those_of_the_program_and_replace_none():
    own = styles_with({"mine": "$quote", "plain": "$words"})
    assert list(own) == [*STYLES, "mine"]
    assert own["plain"] is STYLES["plain"]
    assert find_style("mine", {"mine": "$words!"}).template == "$words!"
    with pytest.raises(UsageError, match="plain, draft-us, draft-uk, partial, markdown, html, mine"):
        find_style("fancy", {"mine": "$words"})


NASTY = st.lists(
    st.one_of(
        st.sampled_from(["$quote", "${", "{x}", "$$", "<b>", "&amp;", "](x)", "`", "{", "}", "“", "’", "-->"]),
        st.text(max_size=3),
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: clean("".join(parts)).text.replace("\n", " ")).filter(str.strip)  # fmt: skip


@given(NASTY, NASTY, NASTY)
def test_no_word_or_field_is_taken_for_a_template(words, speaker, title):
    source = Source(title=title, outlet=speaker)
    text = attributed([words], speaker, source, Style("mine", "<$quote|{$speaker|}$title>"), inside=True).text
    assert words.strip() in text
    assert text.count("|") - (words + speaker + title).count("|") in (1, 2)


@given(NASTY, NASTY)
def test_no_word_or_field_becomes_html(words, name):
    hostile = Source(title=name, outlet=name, published=name, url=f'https://x.org/"><script>{name}', agency=name)
    text = attributed([words], name, hostile, STYLES["html"], inside=True, link=f'https://x.org/"{name}').text
    assert set(re.findall(r"</?[a-z]+", text)) <= {
        f"<{slash}{tag}" for slash in ("", "/") for tag in ("blockquote", "p", "footer", "a", "cite")
    }
    shown = html.unescape(re.sub(r"<[^>]*>", "\0", text))
    assert f"\0“{words.strip()}”\0" in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x.org/ a", "file:///etc/passwd", "x"]
)
def test_only_an_address_of_the_web_becomes_a_link(url):
    for title in ("T", ""):
        for style in ("markdown", "html"):
            text = attributed(["No"], "Ana", Source(title, outlet="O", url=url), STYLES[style]).text
            assert "href" not in text
            assert "cite=" not in text
            assert "](" not in text
            assert not re.search(r"<(?!/?(blockquote|p|footer)\b)", text)


@given(st.lists(NASTY, min_size=1, max_size=3), NASTY)
def test_markdown_shows_exactly_the_sources_characters(words, name):
    text = attributed(words, name, Source(title=name, outlet=name, url=URL), STYLES["markdown"], inside=True).text
    page = MarkdownIt("gfm-like").render(text)
    assert page.startswith("<blockquote>\n<p>")
    assert page.count("<blockquote>") == 1
    shown = [
        html.unescape(re.sub("</?(a|em|strong)[^>]*>", "", part))
        for part in re.findall("<p>(.*?)</p>", page, re.DOTALL)
    ]
    said = "".join(shown[:-1])
    assert re.sub("[“”]", "", said) == re.sub("[“”]", "", "".join(part.strip() for part in words))
    assert len(shown) == len(words) + 1


def test_an_address_of_the_web_becomes_a_link_whatever_its_letters():
    url = "HTTPS://Kiosk.example/sky?x=%C5%BF#:~:text=Sky%20asks"
    for style in ("markdown", "html"):
        assert url in attributed(["No"], "Ana", Source("T", url=url), STYLES[style]).text


def test_the_styles_for_one_line_and_for_documents_say_what_they_are():
    assert [style.form for style in STYLES.values()] == [Form.TEXT] * 4 + [Form.MARKDOWN, Form.HTML]
    assert "\n" not in attributed(["One.", "Two."], "A", SOURCE).text
