"""RSS and Atom feeds, as a list of entries of which one can be opened."""

import io
import re
from html import unescape
from typing import Any

from annotations.models import Article, Kind, Paragraph, Source
from annotations.text import clean_line
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.sourcing import Fields, as_date, clean_url

_MOST_ENTRIES = 10_000
"""Feeds give their last few dozen; more is a mistake or a trap."""
_ENTRY_END = re.compile(rb"</(?:\w+:)?(item|entry)\s*>", re.IGNORECASE)
_PROLOG = 65_536
"""Bytes in which a document type stands, if one does."""
_TAG = re.compile(r"<[^<>]*>")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_WHERE = "feed"
_EMPTY = "this feed has no entries; try again later."


def load(location: str, data: bytes, source: Source, *, address: str = "") -> Article:
    """One paragraph an entry in the feed's order: its title as text, its address as `link`, its date as `time`.

    At most 10,000 entries are read, and it says so. Raises SourceError if there is none.
    """
    import feedparser

    # Declarations of entities serve feeds for nothing, and attackers for much.
    feed, left_out = _first(_DOCTYPE.sub(b"", data[:_PROLOG], count=1) + data[_PROLOG:])
    found = feedparser.parse(io.BytesIO(feed), sanitize_html=False, resolve_relative_uris=False)
    fields = Fields(source)
    fields.offer("title", _plain(found.feed.get("title")), _WHERE)
    fields.offer("outlet", _plain(found.feed.get("title")), _WHERE)
    fields.offer("url", clean_url(found.feed.get("link")), _WHERE)
    fields.offer("published", _date(found.feed), _WHERE)
    notices = (f"Only the first {_MOST_ENTRIES:,} entries are listed; {left_out} more aren't.",) if left_out else ()
    document = Document(".xml", found.get("encoding") or "utf-8", address=address, notices=notices)
    return assemble(location, data, fields, map(_entry, found.entries), document, empty=_EMPTY)


def _first(data: bytes) -> tuple[bytes, int]:
    """The feed as far as its last entry that is read, closed again, and how many entries that leaves out."""
    ends = [found.end() for found in _ENTRY_END.finditer(data)]
    if len(ends) <= _MOST_ENTRIES:
        return data, 0
    closing = b"</feed>" if data[: ends[0]].rstrip().lower().endswith(b"entry>") else b"</channel></rss>"
    return data[: ends[_MOST_ENTRIES - 1]] + closing, len(ends) - _MOST_ENTRIES


def _entry(entry: Any) -> Paragraph:
    link = clean_url(entry.get("link")) or next((clean_url(one.get("href")) for one in entry.get("links", ())), "")
    title = _plain(entry.get("title")) or _plain(entry.get("summary"))[:200] or link
    return Paragraph(title, Kind.LIST, time=_date(entry), link=link)


def _date(node: Any) -> str:
    return as_date(node.get("published") or node.get("updated") or "")


def _plain(markup: str | None) -> str:
    return clean_line(unescape(_TAG.sub(" ", markup or "")))
