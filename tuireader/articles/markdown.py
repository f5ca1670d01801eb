"""Markdown notes and drafts: front matter as source fields, the rest as a browser would show it."""

import re
from collections.abc import Iterator, Mapping

from annotations.models import Article, Kind, Paragraph, Source
from annotations.text import clean_line
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.plain import decode
from tuireader.articles.sourcing import Fields, as_date, clean_url
from tuireader.articles.transcript import find_turns

_FRONT = re.compile(
    r"\A\s*(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
_ENTRY = re.compile(r"^(?P<name>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_MAPPED = re.compile(r"[ \t]+[A-Za-z][\w-]*:(?:[ \t]|$)")
"""A line of what is known of a person: `name: Ann Lee`, `affiliation: …`."""
_NAMES = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator"),
    "outlet": ("outlet", "publication", "publisher", "source", "site", "container-title"),
    "published": ("published", "date", "pubdate", "issued"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url"),
    "agency": ("agency",),
    "kind": ("kind",),
    "embargo": ("embargo",),
}
"""For each source field the names that front matter gives it, the best one first."""
_WHERE = "front matter"


def load(location: str, data: bytes, source: Source) -> Article:
    """The article of a Markdown text.

    The first heading is the title where the front matter gives none; a first heading that repeats the front matter's
    title is left out. Raises SourceError if there is no text.
    """
    text, encoding = decode(data)
    entries, body = split_front_matter(text.replace("\r\n", "\n"))
    fields = Fields(source)
    for field, names in _NAMES.items():
        for name in names:
            fields.offer(field, _value(field, entries.get(name, [])), _WHERE)
    titled = "title" in fields.found
    paragraphs = list(_paragraphs(body))
    if paragraphs and paragraphs[0].kind is Kind.HEADING:
        if titled and clean_line(paragraphs[0].text).casefold() == fields["title"].casefold():
            del paragraphs[0]
        elif not titled:
            fields.offer("title", paragraphs[0].text, "first heading")
    document = Document(".md", encoding, tags=_tags(entries.get("tags") or entries.get("keywords") or []))
    turns = find_turns(paragraphs) or paragraphs
    return assemble(location, data, fields, turns, document, empty="it holds no text; add some, or give another file.")


def split_front_matter(text: str) -> tuple[Mapping[str, list[str]], str]:
    """The entries of YAML or TOML front matter, each as its list of values, and the text behind it.

    Only what people write by hand is read: scalars, quoted or not, and lists in both of YAML's forms.
    """
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    if found["toml"] is not None:
        return _toml(found["toml"]), text[found.end() :]
    entries: dict[str, list[str]] = {}
    name = ""
    for line in found["yaml"].split("\n"):
        entry = _ENTRY.match(line)
        if entry:
            name = entry["name"].lower()
            entries[name] = _scalars(entry["value"] or "")
        elif name and line.strip().startswith("- "):
            entries[name].append(_unquoted(line.strip()[2:].removeprefix("name:")))
        elif name and _MAPPED.match(line):
            entries[name] += [_unquoted(line.partition(":")[2])] if line.strip().startswith("name:") else []
        elif name and line.startswith((" ", "\t")):
            if entries[name]:
                entries[name][-1] = f"{entries[name][-1]} {line.strip()}"
        elif line.strip() and not line.startswith("#"):
            return {}, text  # a rule above and below some lines, not front matter
    return (entries, text[found.end() :]) if entries else ({}, text)


def _tags(values: list[str]) -> tuple[str, ...]:
    """The tags of a list, or of one line that parts them by commas."""
    parts = values[0].split(",") if len(values) == 1 else values
    return tuple(dict.fromkeys(tag for part in parts if (tag := clean_line(part).lstrip("#"))))


def _toml(text: str) -> Mapping[str, list[str]]:
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}
    return {
        name.lower(): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in table.items()
    }


def _scalars(value: str) -> list[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [
            text for part in re.split(r""",(?=(?:[^"]*"[^"]*")*[^"]*$)""", value[1:-1]) if (text := _unquoted(part))
        ]
    if value in {"", "|", ">", "|-", ">-"}:
        return [""] if value else []
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        mark = value[0]
        return value[1:-1].replace("\\" + mark if mark == '"' else mark * 2, mark)
    return value.split(" #", 1)[0].strip()


def _value(field: str, values: list[str]) -> str:
    joined = ", ".join(filter(None, values))
    if field == "published":
        return as_date(joined)
    return clean_url(joined) if field == "url" else joined


def _paragraphs(body: str) -> Iterator[Paragraph]:
    from lxml import html
    from markdown_it import MarkdownIt

    from tuireader.articles.walker import walk

    rendered = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(body)
    if not rendered.strip():
        return
    tree = html.document_fromstring(rendered.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    for block in walk(tree):
        yield Paragraph(block.text, block.kind)
