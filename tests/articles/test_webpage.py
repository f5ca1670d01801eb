"""A page's article comes in with the page's own words, and says where its source fields stood."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import SourceError
from annotations.models import Kind, Source
from tuireader.articles import load_bytes

VOTE = "The council voted on Tuesday to close the old library, after a debate that lasted more than four hours."
QUOTE = "“We had no choice,” said Ann Lee, the mayor. “The roof [sic] leaks and the money is gone.”"
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li></ul></nav>"


def page(body, head="<meta charset=utf-8><title>Library closes - The Daily</title>"):
    return (
        f"<!doctype html><html><head>{head}</head><body>{MENU}{body}<footer><p>© The Daily</p></footer></body></html>"
    )


def test_only_the_article_is_read_and_its_kinds_are_kept(read):
    article = read(
        page(
            f"<article><h1>Library closes</h1><p>{VOTE}</p><p>{QUOTE}</p><h2>What next</h2><p>Nobody knows.</p>"
            f"<ul><li>One <b>thing</b></li><li>Two</li></ul><blockquote><p>{VOTE} So.</p></blockquote>"
            "<figure><img src=a><figcaption>The library in May</figcaption></figure>"
            f"<table><tr><td>2020</td><td>3</td></tr></table><p>{QUOTE} Still.</p></article>"
        )
    )
    assert [(paragraph.kind, paragraph.text) for paragraph in article.paragraphs] == [
        (Kind.TEXT, VOTE),
        (Kind.TEXT, QUOTE),
        (Kind.HEADING, "What next"),
        (Kind.TEXT, "Nobody knows."),
        (Kind.LIST, "One thing"),
        (Kind.LIST, "Two"),
        (Kind.QUOTE, f"{VOTE} So."),
        (Kind.TEXT, f"{QUOTE} Still."),
    ]
    assert all(paragraph.exact for paragraph in article.paragraphs)


def test_a_line_break_begins_a_paragraph(texts):
    assert texts(page(f"<font>{VOTE}<br><br>{QUOTE}<br>“No.” {VOTE}</font>")) == [VOTE, QUOTE, f"“No.” {VOTE}"]


def test_a_paragraph_that_stands_twice_is_read_twice(texts):
    assert texts(page(f"<article><p>{VOTE}</p><p>{QUOTE}</p><p>{VOTE} Yes.</p><p>{QUOTE}</p></article>")) == [
        VOTE,
        QUOTE,
        f"{VOTE} Yes.",
        QUOTE,
    ]


def test_whose_words_a_block_quote_holds_stays_with_them(texts):
    quoted = f"<blockquote><p>{QUOTE}</p><footer>— Ann Lee, mayor</footer></blockquote>"
    assert texts(page(f"<article><p>{VOTE}</p>{quoted}<p>{VOTE} So.</p></article>")) == [
        VOTE,
        QUOTE,
        "— Ann Lee, mayor",
        f"{VOTE} So.",
    ]


def test_a_caption_is_left_out_whatever_element_holds_it(texts):
    picture = "<div class=image><img src=x><p class=caption>The library in May</p></div>"
    assert texts(page(f"<article><p>{VOTE}</p>{picture}<p>{QUOTE}</p></article>")) == [VOTE, QUOTE]


def test_what_stands_above_the_story_stays_above_it(texts):
    head = "<header><h1>Library closes</h1><p>A short summary of the story stands here.</p></header>"
    found = texts(page(f"{head}<article><p>{VOTE}</p><p>{QUOTE}</p></article>"))
    assert found[-2:] == [VOTE, QUOTE]


def test_an_article_torn_over_boxes_of_one_class_is_whole(texts):
    boxes = "".join(f"<section class=b><p>{VOTE} {n}.</p><p>{QUOTE} {n}.</p></section>" for n in range(4))
    assert len(texts(page(f"<div>{boxes}</div>"))) == 8


def test_a_newsletter_laid_out_with_tables_is_read(texts):
    rows = f"<tr><td>{VOTE}</td></tr><tr><td><p>{QUOTE}</p><p>And so it goes on, and on.</p></td></tr>"
    found = texts(f"<html><body><table><tr><td><table>{rows}</table></td></tr></table></body></html>")
    assert found == [VOTE, QUOTE, "And so it goes on, and on."]


def test_what_a_browser_would_not_show_is_left_out(texts):
    hidden = (
        "<p style='display:none'>Preview text of the page for the mail program.</p><p hidden>Nothing to see here.</p>"
    )
    assert texts(page(f"<article><p>{VOTE}</p>{hidden}<p>{QUOTE}</p></article>")) == [VOTE, QUOTE]


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "windows-1252", "latin1", "nonsense"])
def test_a_page_in_windows_1252_keeps_its_quotation_marks_whatever_it_declares(read, declared):
    body = page(
        f"<article><p>{VOTE}</p><p>“So – it’s €5,” he said of the café.</p></article>", f"<meta charset={declared}>"
    )
    article = read(body.encode("cp1252", "ignore"))
    assert article.paragraphs[1].text == "“So – it’s €5,” he said of the café."


def test_figures_of_windows_1252_are_the_characters_that_browsers_show(texts):
    assert (
        texts(page(f"<p>{VOTE}</p><p>&#147;So &#150; it&#146;s &euro;5&#148; {VOTE}</p>"))[1]
        == f"“So – it’s €5” {VOTE}"
    )


def test_utf_8_is_utf_8_even_if_the_page_declares_another(texts):
    body = page(f"<article><p>{VOTE}</p><p>“So – it’s €5,” he said.</p></article>", "<meta charset=iso-8859-1>")
    assert texts(body)[1] == "“So – it’s €5,” he said."


def test_no_break_spaces_and_soft_hyphens_are_characters_of_the_text(texts):
    assert texts(page(f"<p>{VOTE}</p><p>« Non »&nbsp;; 5&nbsp;% de la popu&shy;lation {VOTE}</p>"))[1] == (
        f"« Non »\u00a0; 5\u00a0% de la popu\u00adlation {VOTE}"
    )


def test_terminal_escapes_in_a_page_neither_stop_it_nor_come_through(texts):
    assert texts(page(f"<p>{VOTE}</p><p>\x1b[31mRed\x1b[0m \x1b]52;c;QQ==\x07 {QUOTE}</p>"))[1].endswith(QUOTE)
    assert "\x1b" not in "".join(texts(page(f"<p>{VOTE}</p><p>\x1b[31mRed {QUOTE}</p>")))


def test_embedded_pictures_are_cut_before_the_page_is_read(texts):
    picture = base64.b64encode(bytes(300_000)).decode()
    assert texts(
        page(f"<article><img src='data:image/png;base64,{picture}'><p>{VOTE}</p><p>{QUOTE}</p></article>")
    ) == [
        VOTE,
        QUOTE,
    ]


JSON_LD = """<script type="application/ld+json">{"@graph": [
{"@type": "Organization", "@id": "#ad", "name": "AdCorp"}, {"@type": "WebSite", "publisher": {"name": "Wrong"}},
{"@type": "NewsArticle", "headline": "Another story altogether", "author": {"name": "No One"}},
{"@type": "NewsArticle", "headline": "Library closes", "author": [{"name": "Ann Roe"}, {"name": "Bob Poe"}],
"publisher": {"@id": "#us"}, "datePublished": "2024-03-05T23:30:00-05:00"},
{"@type": "NewsMediaOrganization", "@id": "#us", "name": "The Daily"}]}</script>"""


def test_the_fields_of_the_articles_own_node_are_taken(read):
    head = f"<title>Library closes - The Daily</title>{JSON_LD}<link rel=canonical href='/lib?utm_source=x&amp;a=1'>"
    article = read(
        page(f"<h1>Library closes</h1><p>TOWN (Reuters) – {VOTE}</p><p>{QUOTE}</p>", head),
        address="https://daily.org/x",
    )
    assert article.source == Source(
        title="Library closes",
        author="Ann Roe, Bob Poe",
        outlet="The Daily",
        published="2024-03-05",
        url="https://daily.org/lib?a=1",
        agency="Reuters",
        kind="article",
    )
    assert article.found["author"] == "JSON-LD"
    assert article.found["url"] == "canonical link"
    assert article.found["agency"] == "text"


@pytest.mark.parametrize(("before", "behind"), [("//<![CDATA[", "//]]>"), ("<!--", "-->"), ("", ";")])
def test_json_ld_is_read_through_what_pages_wrap_it_in(read, before, behind):
    node = '{"@type": "NewsArticle", "headline": "H", "author": "Ann"}'
    head = f'<script type="application/ld+json">{before}\n{node}\n{behind}'
    assert read(page(f"<p>{VOTE}</p><p>{QUOTE}</p>", f"{head}</script>")).source.author == "Ann"


def test_a_page_without_dates_and_names_is_given_none(read):
    source = read(page(f"<article><p>{VOTE} In 2019 it was so too.</p><p>{QUOTE}</p></article>", "")).source
    assert (source.published, source.author, source.outlet, source.url) == ("", "", "", "")


def test_what_the_person_gave_wins(read):
    given = Source(outlet="The Weekly", author="Me")
    article = load_bytes(
        "x", page(f"<p>{VOTE}</p><p>{QUOTE}</p>", f"<title>Library closes</title>{JSON_LD}").encode(), given
    )
    assert (article.source.outlet, article.source.author, article.source.published) == (
        "The Weekly",
        "Me",
        "2024-03-05",
    )
    assert article.found["outlet"] == "given"


def test_saved_pages_say_where_they_came_from(read):
    browser = "<!-- saved from url=(0022)https://daily.org/lib?fbclid=1 -->"
    single = "<!--\n Page saved with SingleFile \n url: https://daily.org/lib \n saved date: x\n-->"
    for comment in (browser, single):
        article = read(f"<html>{comment}<body><p>{VOTE}</p><p>{QUOTE}</p></body></html>")
        assert article.source.url == "https://daily.org/lib"


@pytest.mark.parametrize(
    "body",
    [
        "<html><body></body></html>",
        "<html><body><script>document.write('x')</script></body></html>",
        "<html><body>" + "<div>" * 100_000 + "<p>Deep down.</p>",
        "<html><head><title>x</title>",
    ],
)
def test_a_page_without_an_article_is_one_sentence(read, body):
    with pytest.raises(SourceError, match=r"^source: this page holds no article; .*\.$"):
        read(body)


def test_entities_of_a_document_type_are_not_unfolded(texts):
    trick = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in " ".join(texts(trick + page(f"<p>{VOTE} &x; &a;</p><p>{QUOTE}</p>")))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C"], exclude_characters="<>&\xa0"), min_size=1)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        min_size=1,
        max_size=6,
    )
)
def test_every_character_of_a_paragraph_arrives(words):
    ours = [f"{VOTE} {text} {number}." for number, text in enumerate(words)]
    body = "".join(f"<p>{text}</p>" for text in ours)
    article = load_bytes("x", page(f"<article>{body}<p>{QUOTE}</p></article>").encode(), Source())
    assert [paragraph.text for paragraph in article.paragraphs] == [*ours, QUOTE]


def test_a_page_that_is_nested_deeper_than_most_is_read_whole(texts):
    told = [
        f"Nobody in the town hall of Vrelsk said a word about the audit, number {number} of six." for number in range(6)
    ]
    body = "".join(f"<p>{text}</p>" for text in told)
    assert texts(f"<html><body>{'<div>' * 290}{body}{'</div>' * 290}</body></html>") == told


def test_a_page_that_is_nested_deeper_than_any_is_refused_and_not_cut_off(read):
    page = f"<html><body><p>Nobody said a word.</p>{'<div>' * 100_000}<p>But one did.</p></body></html>"
    with pytest.raises(SourceError, match=r"^source: this page holds no article"):
        read(page)
