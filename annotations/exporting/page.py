"""Notebooks as one page of HTML: the article with its highlights, and the notes beside it.

The page holds all it needs and loads nothing (its content security policy allows its own style alone), runs no script,
and is made for a phone, a desktop, paper, the keyboard and a screen reader, in light and dark.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from annotations.anchoring import Orphan, Placed
from annotations.exporting import Item, Notebook
from annotations.models import Kind, Paragraph
from annotations.text import clean_line, pieces


class _Piece(NamedTuple):
    """A marked stretch of one paragraph."""

    start: int
    end: int
    number: int
    """Of the note, from 1."""
    item: Item
    last: bool
    """Whether the mark ends here."""


@cache
def _style() -> str:
    return files("annotations.exporting").joinpath("page.css").read_text(encoding="utf-8")


def render(notebooks: Sequence[Notebook], story: str = "") -> str:
    """The notebooks as one page; a story begins with its contents."""
    title = escape(clean_line(story) or (notebooks[0].title if len(notebooks) == 1 else "Library"))
    digest = b64encode(sha256(_style().encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = [
        "<!doctype html>",
        '<html lang="">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{_style()}</style>",
        "</head>",
        "<body>",
    ]
    contents = list(_contents(notebooks, title)) if len(notebooks) != 1 or story else []
    articles = [line for notebook in notebooks for line in _article(notebook)]
    return "\n".join([*head, *contents, "<main>", *articles, "</main>", "</body>", "</html>"]) + "\n"


def _contents(notebooks: Sequence[Notebook], title: str) -> Iterator[str]:
    yield f'<nav aria-label="Contents">\n<h1>{title}</h1>\n<ol>'
    for notebook in notebooks:
        yield f'<li><a href="#a-{escape(notebook.article)}">{escape(notebook.title)}</a></li>'
    yield "</ol>\n</nav>"


def _article(notebook: Notebook) -> Iterator[str]:
    source, name = notebook.source, escape(notebook.article)
    yield f'<article id="a-{name}" aria-labelledby="t-{name}">\n<header>'
    kicker = clean_line(source.outlet) or clean_line(source.agency)
    if kicker:
        yield f'<p class="kicker" dir="auto">{escape(kicker)}</p>'
    yield f'<h1 id="t-{name}" dir="auto">{escape(notebook.title)}</h1>'
    byline = [escape(field) for field in map(clean_line, (source.author, source.published)) if field]
    byline += [f"read {escape(notebook.accessed[:10])}"] if notebook.accessed else []
    if re.match("https?://", source.url):
        byline.append(f'<a href="{escape(source.url)}" rel="noreferrer">original</a>')
    yield f'<p class="byline" dir="auto">{" · ".join(byline)}</p>\n</header>'
    if notebook.details.note.strip():
        note = _paragraphs(notebook.details.note)
        yield f'<div class="note" role="note" aria-label="Note on the article">{note}</div>'
    placed = notebook.placed()
    yield from _rows(notebook, placed)
    yield from _lost(notebook, len(placed))
    yield "</article>"


def _rows(notebook: Notebook, placed: Sequence[Item]) -> Iterator[str]:
    texts = [paragraph.text for paragraph in notebook.paragraphs]
    marked: dict[int, list[_Piece]] = {}
    for number, item in enumerate(placed, 1):
        found = pieces(item.place.span, texts) if isinstance(item.place, Placed) and texts else []
        for place, start, end in found:
            last = (place, start, end) == found[-1]
            marked.setdefault(place, []).append(_Piece(start, end, number, item, last))
    left_out = 0
    for number, paragraph in enumerate(notebook.paragraphs):
        here = marked.get(number, [])
        if paragraph.kind is Kind.FURNITURE and not here:
            left_out += 1
            continue
        yield _row(paragraph, here)
    if not texts:
        yield from (_note(number, item, lone=True) for number, item in enumerate(placed, 1))
    if left_out:
        lines = "1 line that isn’t" if left_out == 1 else f"{left_out} lines that aren’t"
        yield f"<footer><p>{lines} the article left out.</p></footer>"


def _row(paragraph: Paragraph, marks: Sequence[_Piece]) -> str:
    notes = [_note(mark.number, mark.item) for mark in marks if mark.last]
    beside = f'<div class="notes">{"".join(notes)}</div>' if notes else ""
    return f'<div class="row">{_block(paragraph, _marked(paragraph.text, marks))}{beside}</div>'


def _block(paragraph: Paragraph, inner: str) -> str:
    match paragraph.kind:
        case Kind.HEADING:
            return f'<h2 dir="auto">{inner}</h2>'
        case Kind.LIST:
            return f'<ul><li dir="auto">{inner}</li></ul>'
        case Kind.QUOTE:
            return f'<blockquote dir="auto">{inner}</blockquote>'
        case Kind.TURN:
            who = " · ".join(filter(None, [clean_line(paragraph.speaker), clean_line(paragraph.time)]))
            return f'<p dir="auto"><span class="who">{escape(who)}</span>{inner}</p>'
    return f'<p dir="auto">{inner}</p>'


def _marked(text: str, marks: Sequence[_Piece]) -> str:
    """The text with its marks; where several overlap, each stretch has the look of the one that began last."""
    cuts = sorted({0, len(text), *(at for mark in marks for at in (mark.start, mark.end))})
    found = []
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        words = escape(text[start:end])
        found.append(f'<mark class="{_class(over[-1].item)}">{words}</mark>' if over else words)
        found += [_reference(mark) for mark in marks if mark.last and mark.end == end]
    return "".join(found)


def _class(item: Item) -> str:
    return re.sub("[^a-z0-9]+", "-", item.annotation.role.casefold()).strip("-") or "quote"


def _reference(mark: _Piece) -> str:
    name = escape(mark.item.annotation.id)
    return (
        f'<a class="ref" id="m-{name}" href="#n-{name}" data-number="{mark.number}"'
        f' aria-label="Note {mark.number}"></a>'
    )


def _note(number: int, item: Item, *, lone: bool = False) -> str:
    """A note; `lone`: its words don't stand on the page, so it has them itself and leads nowhere."""
    annotation, name = item.annotation, escape(item.annotation.id)
    back = f'<a class="ref" href="#m-{name}" data-number="{number}" aria-label="To the words of note {number}"></a>'
    about = [annotation.role, item.speaker, item.locator, *(f"#{tag}" for tag in annotation.tags)]
    if isinstance(item.place, Orphan):
        about.append(item.place.reason)
    shown = " · ".join(escape(clean_line(part)) for part in about if part)
    words = f"<blockquote>{_paragraphs(annotation.exact)}</blockquote>" if lone else ""
    text = _paragraphs(annotation.note) if annotation.note.strip() else ""
    head = f'<p class="about" dir="auto">{"" if lone else back}{shown}</p>'
    return f'<div class="note" id="n-{name}" role="note" aria-label="Note {number}">{head}{words}{text}</div>'


def _lost(notebook: Notebook, before: int) -> Iterator[str]:
    orphans = notebook.orphans()
    if orphans:
        yield "<h3>Not found in the version read</h3>"
        yield from (_note(number, item, lone=True) for number, item in enumerate(orphans, before + 1))


def _paragraphs(text: str) -> str:
    return "".join(f'<p dir="auto">{escape(part)}</p>' for part in text.strip("\n").split("\n\n"))
