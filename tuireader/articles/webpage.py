"""HTML pages, as fetched, as saved by a browser or SingleFile, and the pages within .mht archives and mails."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from annotations.furniture import furniture
from annotations.models import Article, Kind, Paragraph, Source
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.blocking import obstacle
from tuireader.articles.charset import declared_charset, decode
from tuireader.articles.interview import as_interview
from tuireader.articles.sourcing import Fields
from tuireader.articles.walker import is_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EMBEDDED = re.compile(rb"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=\s]{200,}")
_ESCAPE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~])?")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


_BREAKS = re.compile(r"<[bB][rR]\s*/?>\s*(?:<[bB][rR]\s*/?>\s*){2,}")
"""More than two in a row part nothing more, and trafilatura takes long over them."""
_SELF_CLOSED = re.compile(r"<(title|script|style|iframe|textarea|noscript|template)\b([^<>]*)/>", re.IGNORECASE)
_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|p|param|source|track|wbr)\b)[a-z][^<>]*(?<!/)>",
    re.IGNORECASE,
)
_DEEPEST = 400
"""Levels; no page needs half as many, and none is walked deeper."""
_PAGE_TAGS = frozenset(["html", "body", "main", "article"])
_EMPTY = "this page holds no article; open it in your browser, save it and open the file."


def load(location: str, data: bytes, source: Source, *, address: str = "", charset: str | None = None) -> Article:
    """The article of an HTML page; `address` is where it came from, `charset` what its server declared.

    Raises SourceError if the page holds no text.
    """
    fields = Fields(source)
    page = read(data, fields, address=address, charset=charset)
    document = Document(".html", page.encoding, usual="article", address=address)
    return with_obstacle(page, assemble(location, data, fields, page.paragraphs, document, empty=_EMPTY))


class Page(NamedTuple):
    """What was read of a page."""

    paragraphs: list[Paragraph]
    encoding: str
    titles: list[str]
    """All that the page calls itself."""


def with_obstacle(page: Page, article: Article) -> Article:
    """The article, which says whether its page only stands in the way of one."""
    return replace(article, blocked=obstacle(page.titles, [paragraph.text for paragraph in article.paragraphs]))


def read(data: bytes, fields: Fields, *, address: str = "", charset: str | None = None) -> Page:
    """The paragraphs of a page's article; what the page says of itself goes into `fields`."""
    from tuireader.articles.extraction import find_article
    from tuireader.articles.pagefields import read_fields

    tree, encoding = parse(data, charset)
    titles = read_fields(tree, fields, address)
    found = find_article(tree, titles)
    calls = furniture([item.block.text for item in found])
    paragraphs = [
        Paragraph(item.block.text, Kind.FURNITURE if is_call else item.block.kind, exact=item.place is not None)
        for item, is_call in zip(found, calls, strict=True)
    ]
    turns = as_interview(paragraphs, [item.block.lead for item in found], titles)
    return Page(turns or paragraphs, encoding, titles)


def parse(raw: bytes, charset: str | None = None) -> tuple["HtmlElement", str]:
    """The tree of a page, and its encoding. Embedded pictures and fonts, which are most of its bytes, are cut out."""
    slim = _EMBEDDED.sub(b"data:,", raw)
    text, encoding = decode(slim, charset or declared_charset(slim))
    # Terminal escapes make trafilatura give up on the page; `clean` would take them out of the text anyway.
    text = _BREAKS.sub("<br><br>", _CONTROLS.sub("", _ESCAPE.sub("", text)))
    if text.lstrip()[:5] == "<?xml":  # XHTML may close in itself what HTML reads on to a closing tag
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    tree = _tree(text)
    # trafilatura doesn't know what is hidden, and glues it to the rest where it falls back to the whole text.
    for element in tree.xpath("//*[@hidden or contains(@style, 'none') or contains(@style, 'hidden')]"):
        if is_hidden(element) and element.tag not in _PAGE_TAGS:  # a script shows the page when it has come in
            element.drop_tree()
    return tree, encoding


def _tree(text: str) -> "HtmlElement":
    """The tree of a page; an empty one where its markup is nested deeper than any page's."""
    from lxml import etree, html

    # From bytes, since lxml refuses a text that declares an encoding.
    data = text.encode("utf-8", "replace")
    for is_deep in (False, True):
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=is_deep)
        try:
            tree = html.document_fromstring(data, parser=parser)
        except etree.LxmlError:
            break
        last = parser.error_log.last_error
        if is_deep or last is None or "depth" not in last.message.lower():  # what is deeper was left out without a word
            return tree
        if _depth(text) > _DEEPEST:
            break
    return html.document_fromstring("<p></p>")


def _depth(text: str) -> int:
    deepest = depth = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth + (-1 if tag[1] else 1))
        deepest = max(deepest, depth)
    return deepest
