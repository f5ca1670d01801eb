"""Source fields that a web page declares of itself: JSON-LD, OpenGraph, meta elements, its canonical link."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from annotations.text import clean_line
from tuireader.articles.sourcing import Fields, as_author, as_date, clean_url, without_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = re.compile(r"Article|BlogPosting|Report|PressRelease|Review|Interview", re.IGNORECASE)
_KINDS = {"Report": "report", "PressRelease": "release", "Interview": "interview"}
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publish-date",
    "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "citation_publication_date", "citation_date",
    "og:published_time",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "citation_author",
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)")
_SITE = re.compile(r"\s*[|–—·•»:-]+\s+([^|–—·•»]{2,40})")
_NO_JSON = re.compile(r"[\x00-\x1f]|(?://\s*)?(?:<!\[CDATA\[|\]\]>)|^\s*<!--|-->\s*$")
"""What pages put around and into their JSON-LD, and no parser takes."""


def read_fields(tree: "HtmlElement", fields: Fields, address: str = "") -> list[str]:
    """Offer all that the page says of itself; `address` is where it was fetched, if it was.

    The answer is all that the page calls itself, to know a repeated title by.
    """
    meta = _meta(tree)
    node = _article_node(tree, meta)
    base = address or saved_address(tree)
    _read_url(tree, meta, node, fields, base)
    _read_outlet(meta, node, fields)
    named = list(_titles(tree, meta, node))
    _read_outlet_of_title(tree, fields)
    for title, where in named:
        fields.offer("title", without_site(title, fields["outlet"], urlsplit(fields["url"]).hostname or ""), where)
    fields.offer("author", _names(node.get("author")), "JSON-LD")
    for name in _AUTHORS:
        fields.offer("author", as_author(meta.get(name)), f"meta {name}")
    fields.offer("author", _byline(tree), "byline")
    fields.offer("published", as_date(_text(node.get("datePublished"))), "JSON-LD")
    for name in _DATES:
        fields.offer("published", as_date(meta.get(name)), f"meta {name}")
    fields.offer("published", _marked_date(tree), "time element")
    fields.offer("kind", _KINDS.get(_type(node), ""), "JSON-LD")
    return [*(title for title, _ in named), *(head.text_content() for head in tree.iter("h1"))]


def _titles(tree: "HtmlElement", meta: Mapping[str, str], node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each title of a page and where it stands, the best one first."""
    yield unescape(_text(node.get("headline"))), "JSON-LD"
    yield meta.get("og:title", ""), "og:title"
    yield meta.get("twitter:title", ""), "twitter:title"
    heads = [head.text_content() for head in tree.iter("h1")]
    yield heads[0] if len(heads) == 1 else "", "h1"
    yield tree.findtext(".//head/title") or "", "title element"


def saved_address(tree: "HtmlElement") -> str:
    """The address that a browser or SingleFile noted in a saved page; empty if none did."""
    from lxml import etree

    comments = tree.getroottree().xpath("//comment()")
    assert isinstance(comments, list)
    for comment in comments[:20]:
        if isinstance(comment, etree._Comment) and (found := _SAVED_FROM.search(comment.text or "")):
            return found[1] or found[2]
    return ""


def _meta(tree: "HtmlElement") -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content)
    return found


def _nodes(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            data = json.loads(_NO_JSON.sub(" ", script.text or "").strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            here = waiting.pop(0)
            if isinstance(here, list):
                waiting += here
            elif isinstance(here, dict):
                yield here
                waiting += [here[name] for name in ("@graph", "mainEntity") if isinstance(here.get(name), list | dict)]


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind or "")


def _article_node(tree: "HtmlElement", meta: Mapping[str, str]) -> dict[str, Any]:
    """The node of the article itself, its references within the page filled in; empty where none is an article's.

    Pages describe other articles too, so the one with a headline that the page shows goes first.
    """
    nodes = list(_nodes(tree))
    articles = [
        node for node in nodes if _ARTICLES.search(_type(node)) and (node.get("headline") or node.get("datePublished"))
    ]
    if not articles:
        return {}
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    shown = " ".join([meta.get("og:title", ""), *(head.text_content() for head in tree.iter("h1", "title"))])
    words = " ".join(shown.split())
    own = next((node for node in articles if unescape(_text(node.get("headline"))) in words), articles[0])
    return {name: _resolved(value, named) for name, value in own.items()}


def _resolved(value: Any, named: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_resolved(part, named) for part in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return named.get(str(value["@id"]), value)
    return value


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    return value if isinstance(value, str) else ""


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [as_author(unescape(_text(person))) for person in people]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _read_url(tree: "HtmlElement", meta: Mapping[str, str], node: Mapping[str, Any], fields: Fields, base: str) -> None:
    own = node.get("mainEntityOfPage")
    offers = [
        (link.get("href"), "canonical link")
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    offers += [(meta.get("og:url"), "og:url")]
    offers += [
        (own.get("@id") if isinstance(own, dict) else _text(own), "JSON-LD"),
        (_text(node.get("url")), "JSON-LD"),
    ]
    for offered, where in offers:
        try:
            url = clean_url(urljoin(base, offered or ""))
        except ValueError:
            continue
        if offered and urlsplit(url).path.strip("/"):  # a page that names its site's front page names nothing
            fields.offer("url", url, where)
    fields.offer("url", clean_url(base), "address")


def _read_outlet(meta: Mapping[str, str], node: Mapping[str, Any], fields: Fields) -> None:
    site = meta.get("og:site_name", "")
    if "://" in site:
        site = ""
    publisher = unescape(_text(node.get("publisher")))
    is_name = site and not re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+", site.strip())
    if is_name or not publisher:
        fields.offer("outlet", site, "og:site_name")
    fields.offer("outlet", publisher, "JSON-LD")
    for name in ("application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_journal_title"):
        fields.offer("outlet", meta.get(name), f"meta {name}")


def _read_outlet_of_title(tree: "HtmlElement", fields: Fields) -> None:
    """The site's name where the page's title is its heading and that name: "Vote falls | The Daily"."""
    whole = clean_line(tree.findtext(".//head/title") or "")
    for head in tree.iter("h1"):
        heading = clean_line(head.text_content())
        behind = whole.removeprefix(heading)
        if heading and behind != whole and (found := _SITE.fullmatch(behind)):
            fields.offer("outlet", found[1], "title element")


def _byline(tree: "HtmlElement") -> str:
    for element in tree.iter("a", "span", "div", "p", "address"):
        names = (
            f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}".lower().split()
        )
        if (
            "author" in names
            or "byline" in names
            or any(name.endswith(("__byline", "-byline", "byline-name")) for name in names)
        ):
            text = as_author(element.text_content())
            if text and len(text.split()) <= 12:
                return text
    return ""


def _marked_date(tree: "HtmlElement") -> str:
    for element in tree.iter("time"):
        inside = any(around.tag in {"article", "main", "header"} for around in element.iterancestors())
        if inside or "datepublished" in (element.get("itemprop") or "").lower() or "pubdate" in element.attrib:
            return as_date(element.get("datetime") or element.text_content())
    return ""
