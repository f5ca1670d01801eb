"""Mails, Markdown, Word documents, feeds and e-books come in with their words and their source fields."""

import pytest

from annotations.errors import SourceError
from annotations.models import Kind

MAIL = (
    "From: =?utf-8?q?Ann_L=C3=A9e?= <ann@paper.org>\r\nTo: b@y.org\r\nSubject: =?utf-8?b?VGhlIHZvdGUg4oCT?= news\r\n"
    "Date: Tue, 05 Mar 2024 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
)


def mail(body, kind="text/plain; charset=utf-8", coding="quoted-printable"):
    return f"{MAIL}Content-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}"


def test_a_mails_header_is_its_source(read):
    article = read(mail("Hello there."))
    assert (article.source.title, article.source.author, article.source.published) == (
        "The vote – news",
        "Ann Lée",
        "2024-03-05",
    )
    assert article.found["published"] == "mail header Date"


def test_flowed_lines_are_joined_and_quoted_ones_keep_their_kind(read):
    body = (
        "This is =E2=80=9Cone=E2=80=9D \r\nparagraph.\r\n\r\nTwo.\r\n> they \r\n> wrote\r\n\r\n-- =20\r\nAnn".replace(
            "-- =20", "--=20"
        )
    )
    article = read(mail(body, "text/plain; charset=utf-8; format=flowed"))
    assert [(paragraph.text, paragraph.kind) for paragraph in article.paragraphs] == [
        ("This is “one” paragraph.", Kind.TEXT),
        ("Two.", Kind.TEXT),
        ("they wrote", Kind.QUOTE),
        ("--", Kind.FURNITURE),
        ("Ann", Kind.FURNITURE),
    ]


def test_a_space_that_only_flows_is_dropped_where_the_mail_says_so(texts):
    body = "This is one para \r\ngraph.\r\n"
    assert texts(mail(body, "text/plain; format=flowed; delsp=yes", "7bit")) == ["This is one paragraph."]


def test_a_mail_that_declares_iso_8859_1_and_is_windows_1252_keeps_its_marks(texts):
    assert texts(mail("He said =93no=94 =96 twice.", "text/plain; charset=iso-8859-1")) == ["He said “no” – twice."]


def test_a_newsletter_is_read_from_its_page_where_its_text_is_a_stub(texts):
    page = "<html><body>" + "".join(
        f"<p>The council voted on Tuesday to close library number {n} of the town.</p>" for n in range(4)
    )
    parts = (
        f"--X\r\nContent-Type: text/plain\r\n\r\nView in browser\r\n"
        f"--X\r\nContent-Type: text/html\r\n\r\n{page}\r\n--X--\r\n"
    )
    found = texts(f"{MAIL}Content-Type: multipart/alternative; boundary=X\r\n\r\n{parts}")
    assert found == [f"The council voted on Tuesday to close library number {n} of the town." for n in range(4)]


def test_attachments_are_named(read):
    parts = (
        "--X\r\nContent-Type: text/plain\r\n\r\nSee the report.\r\n--X\r\n"
        "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=r.pdf\r\n\r\nx\r\n--X--\r\n"
    )
    assert read(f"{MAIL}Content-Type: multipart/mixed; boundary=X\r\n\r\n{parts}").notices == (
        "Attached and not read: r.pdf.",
    )


def test_a_web_archive_is_the_page_that_was_saved(read):
    page = "<html><head><title>The vote</title></head><body><h1>The vote</h1>" + "".join(
        f"<p>The council said =E2=80=9Cno=E2=80=9D to the library number {n}.</p>" for n in range(4)
    )
    article = read(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://n.org/vote?utm_source=x\r\nSubject: The vote\r\n"
        "Date: Tue, 5 Mar 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/related; boundary=X\r\n\r\n"
        f"--X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--X--\r\n"
    )
    assert article.source.url == "https://n.org/vote"
    assert article.source.published == ""  # the day of saving isn't the day of publishing
    assert article.paragraphs[3].text == "The council said “no” to the library number 3."
    assert article.suffix == ".mht"


NOTES = """---
title: "The vote: a story"
author:
  - Ann Lee
  - Bob Roy
date: 5 March 2024
outlet: The Daily
url: https://n.org/a?utm_source=b&id=3
tags: [council, "big, money"]
---

# The vote: a story

First *para* with [a link](http://a.b), `code` \\[sic\\] & “marks”.
Second line.

## What next

> Quoted **words**.

- one
- two
"""


def test_front_matter_is_the_source_of_a_markdown_text(read):
    article = read(NOTES)
    source = article.source
    assert (source.title, source.author, source.published) == ("The vote: a story", "Ann Lee, Bob Roy", "2024-03-05")
    assert (source.outlet, source.url, article.tags) == ("The Daily", "https://n.org/a?id=3", ("council", "big, money"))
    assert article.found["title"] == "front matter"


def test_markdown_is_read_as_a_browser_would_show_it(read):
    assert [(paragraph.kind, paragraph.text) for paragraph in read(NOTES).paragraphs] == [
        (Kind.TEXT, "First para with a link, code [sic] & “marks”. Second line."),
        (Kind.HEADING, "What next"),
        (Kind.QUOTE, "Quoted words."),
        (Kind.LIST, "one"),
        (Kind.LIST, "two"),
    ]


def test_a_person_in_front_matter_is_a_name(read):
    text = (
        "---\ntitle: The vote\nauthor:\n  - name: Ann Lee\n    affiliation: The Daily\n  - name: Bo Vance\n---\nWords."
    )
    assert read(text).source.author == "Ann Lee, Bo Vance"


def test_lines_between_rules_are_text_and_no_front_matter(texts):
    assert texts("---\n\nJust a line\n\n---\n\nText.\n", "a.md")[0] == "Just a line"


def test_a_plain_text_with_a_rule_and_stars_stays_plain(texts):
    assert texts("First.\n\n* * *\n\n# 1 in the list\n\n2 * 3 * 4") == [
        "First.",
        "* * *",
        "# 1 in the list",
        "2 * 3 * 4",
    ]


def test_a_word_document_keeps_its_kinds_and_characters(read, word):
    core = (
        "<cp:coreProperties xmlns:cp='c' xmlns:dc='d'><dc:title>Costs "
        "&amp; cuts</dc:title><dc:creator>Ann Lee</dc:creator></cp:coreProperties>"
    )
    article = read(
        word(
            ("Heading 1", "Findings"),
            ("Normal", "“So\u00a0it goes” [sic]"),
            ("Quote", "Quoted."),
            **{"docProps/core.xml": core},
        )
    )
    assert [(paragraph.kind, paragraph.text) for paragraph in article.paragraphs] == [
        (Kind.HEADING, "Findings"),
        (Kind.TEXT, "“So\u00a0it goes” [sic]"),
        (Kind.QUOTE, "Quoted."),
    ]
    assert (article.source.title, article.source.author) == ("Costs & cuts", "Ann Lee")


def test_a_word_document_can_be_a_transcript(read, word):
    article = read(word(("Normal", "SMITH: Why?"), ("Normal", "JONES: So."), ("Normal", "SMITH: Ah.")))
    assert [(paragraph.speaker, paragraph.text) for paragraph in article.paragraphs] == [
        ("SMITH", "Why?"),
        ("JONES", "So."),
        ("SMITH", "Ah."),
    ]


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title><link>http://n.org/</link>
<item><title>A &amp; B</title><link>http://n.org/a?utm_medium=rss</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item>
<item><title>C</title><link>http://n.org/c</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily</title><entry><title>A</title>
<link href="http://n.org/a"/><updated>2024-03-05T10:00:00Z</updated></entry></feed>"""


def test_a_feed_is_a_list_of_links(read):
    article = read(RSS)
    assert [(paragraph.text, paragraph.link, paragraph.time) for paragraph in article.paragraphs] == [
        ("A & B", "http://n.org/a", "2024-03-05"),
        ("C", "http://n.org/c", ""),
    ]
    assert article.source.outlet == "The Daily"
    assert [(paragraph.text, paragraph.link) for paragraph in read(ATOM).paragraphs] == [("A", "http://n.org/a")]


def test_a_feed_without_end_is_cut_and_says_so(read):
    item = "<item><title>E</title><link>http://n.org/e</link></item>"
    article = read(f"<rss version='2.0'><channel><title>N</title>{item * 10_003}</channel></rss>")
    assert len(article.paragraphs) == 10_000
    assert article.notices == ("Only the first 10,000 entries are listed; 3 more aren't.",)


def test_a_feeds_entities_are_not_unfolded(texts):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = texts(bomb + RSS.partition("?>")[2].replace("C</title>", "C &b; &f;</title>"))
    assert "aaaa" not in "".join(found)
    assert "root:" not in "".join(found)


def test_the_chapters_of_a_book_are_read_in_order(read, book):
    article = read(
        book("<h1>One</h1><p>It was&nbsp;so. <a id='p1'/>Yes.</p>", "<h2>Two</h2><blockquote>“Q”</blockquote>")
    )
    assert [(paragraph.kind, paragraph.text) for paragraph in article.paragraphs] == [
        (Kind.HEADING, "One"),
        (Kind.TEXT, "It was\u00a0so. Yes."),
        (Kind.HEADING, "Two"),
        (Kind.QUOTE, "“Q”"),
    ]
    assert (article.source.title, article.source.author, article.source.published) == (
        "The Flood",
        "Ann Lee",
        "2020-01-02",
    )


def test_a_mark_that_leads_to_a_note_is_no_part_of_a_word(texts, book):
    chapter = '<p>It was won<a href="#n1" epub:type="noteref" role="doc-noteref"><sup>1</sup></a> by three.</p>'
    assert texts(book(chapter)) == ["It was won by three."]


def test_a_book_that_its_shop_locked_says_so(read, book):
    lock = (
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><CipherReference "
        "URI='OEBPS/ch%200.xhtml'/></encryption>"
    )
    with pytest.raises(SourceError, match="locked by its shop"):
        read(book("<p>x</p>", **{"META-INF/encryption.xml": lock}))


def test_archives_that_unpack_to_gigabytes_are_not_opened(read, word, book):
    for data in (word(("Normal", "x"), **{"word/big.xml": "A" * 70_000_000}), book("<p>" + "A" * 70_000_000 + "</p>")):
        assert len(data) < 1_000_000
        with pytest.raises(SourceError, match="unpack to far more than any text"):
            read(data)


def test_an_office_document_with_entities_is_not_opened(read, word):
    trick = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(SourceError, match="declares XML entities"):
        read(word(("Normal", "x"), **{"word/trick.xml": trick}))


def test_damaged_archives_are_one_sentence(read, word, book):
    for data in (word(("Normal", "x" * 999)), book("<p>x</p>")):
        for share in (0.3, 0.6, 0.9):
            with pytest.raises(SourceError, match=r"^source: this (file|is) .*\.$"):
                read(data[: int(len(data) * share)])


def test_a_zip_of_anything_else_is_refused(read, archive):
    with pytest.raises(SourceError, match="ZIP archive"):
        read(archive({"a.txt": "x"}))


RELEASE = """FOR IMMEDIATE RELEASE

EMBARGOED UNTIL 00:01 GMT, Tuesday 5 March 2024

Council backs new bridge

BRISTOL, 4 March 2024 (AP) — The council said on Monday that it had backed the bridge.

###

Contact: Ann Lee, 0117 496 0000"""


def test_a_releases_embargo_and_agency_are_found(read):
    article = read(RELEASE)
    source = article.source
    assert (source.kind, source.embargo, source.agency) == ("release", "00:01 GMT, Tuesday 5 March 2024", "AP")
    assert [paragraph.text for paragraph in article.paragraphs if paragraph.kind is Kind.FURNITURE] == ["###"]


@pytest.mark.parametrize("name", ["-", "wrong.pdf", "page.html"])
def test_a_source_is_known_by_its_content_and_not_by_its_name(read, word, name):
    assert read(word(("Normal", "Words.")), name).suffix == ".docx"
    assert read(NOTES, name).suffix == ".md"
    assert read(RSS, name).suffix == ".xml"
    assert read("Just words.", name).suffix == ".txt"
