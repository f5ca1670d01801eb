"""What a search finds: made of a row of the index and the query, with the passage that shows why."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotations.index.database import CLIP, PARAGRAPH, TITLE, Index
from annotations.index.query import Query
from annotations.index.snippets import Snippet, hits_in, snippet

COLUMNS = (
    "docs.kind, docs.article, docs.paragraph, docs.key, docs.current, docs.id, docs.role, docs.speaker, docs.created,"
    " articles.id, title, outlet, published, day, articles.tags, texts.text, texts.note, address, docs.start"
)
"""The columns of a `Row`, of `docs`, `articles` and `texts` joined."""


class HitKind(StrEnum):
    """What was found."""

    ARTICLE = "article"
    TEXT = "text"
    QUOTATION = "quotation"
    NOTE = "note"
    """A highlight, with or without a note."""
    CLIP = "clip"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    kind: HitKind
    article: str
    """The article's id."""
    title: str
    outlet: str
    published: str
    day: str
    """When it was published, else when its text was kept; ISO 8601."""
    tags: tuple[str, ...]
    text: str
    """The words: the paragraph, the quotation, what was marked or copied, the title."""
    note: str
    shown: Snippet
    """The part that has what was looked for."""
    paragraph: int | None = None
    """0-based, in the article's newest text; None where it isn't known or is the whole article."""
    start: int | None = None
    """Code points before the words in the paragraph."""
    speaker: str = ""
    confirmed: bool = False
    """Whether a person confirmed the speaker, or copied the words with this name."""
    role: str = ""
    created: str = ""
    id: str = ""
    """Of the annotation or clip."""
    address: str = ""
    current: bool = True
    """Whether the words stand in the article's newest text."""

    @property
    def spoken_by(self) -> str:
        """Who says the words, for a person: with a `?` where nobody confirmed the name."""
        return f"{self.speaker}{'' if self.confirmed else '?'}" if self.speaker else "not identified"


@dataclass(slots=True)
class Row:
    """A row of `docs` with its article and its texts: `COLUMNS`, in that order."""

    kind: int
    number: int
    paragraph: int | None
    key: int | None
    current: int
    id: str
    role: str
    speaker: str
    created: str
    article: str
    title: str
    outlet: str
    published: str
    day: str
    tags: str
    text: str
    note: str
    address: str
    start: int | None


def quotation_of(row: Row, query: Query, *, speaker: str, confirmed: int, text: str, start: int) -> Hit:
    """The hit for a quotation in the paragraph of a row."""
    shown = snippet(text, query.terms)
    return _made(row, HitKind.QUOTATION, text, shown, speaker=speaker, confirmed=bool(confirmed), start=start)


def hit_of(index: Index, row: Row, query: Query) -> Hit:
    """The hit for a row that fits a query."""
    if row.kind == TITLE:
        return _made(row, HitKind.ARTICLE, row.text, _best(row, query))
    if row.kind == PARAGRAPH:
        return _passage(index, row, query)
    row.paragraph = _paragraph(index, row)
    if row.kind == CLIP:
        return _made(row, HitKind.CLIP, row.text, _best(row, query), speaker=row.speaker, confirmed=True)
    return _made(row, HitKind.NOTE, row.text, _best(row, query))


def _best(row: Row, query: Query) -> Snippet:
    """Of the words and the note that which has more of what is looked for."""
    in_text, in_note = len(hits_in(row.text, query.terms)), len(hits_in(row.note, query.terms)) if row.note else 0
    return snippet(row.note if in_note > in_text else row.text, query.terms)


def _paragraph(index: Index, row: Row) -> int | None:
    sql = "select paragraph from docs where article = ? and kind = ? and key = ? and current = 1 order by paragraph"
    found = index.all(sql, row.number, PARAGRAPH, row.key)
    return int(found[0][0]) if found else None


def _passage(index: Index, row: Row, query: Query) -> Hit:
    """A paragraph, or the quotation in it that has all that is looked for."""
    sql = "select speaker, confirmed, text, start from quotes where article = ? and paragraph = ?"
    for speaker, confirmed, text, start in index.all(sql, row.number, row.paragraph) if row.current else ():
        if all(hits_in(text, [term]) for term in query.terms):
            return quotation_of(row, query, speaker=speaker, confirmed=confirmed, text=text, start=start)
    hits = hits_in(row.text, query.terms)
    return _made(row, HitKind.TEXT, row.text, snippet(row.text, query.terms), start=hits[0][0] if hits else 0)


def _made(row: Row, kind: HitKind, text: str, shown: Snippet, **more: Any) -> Hit:
    return Hit(
        kind=kind,
        article=row.article,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        day=row.day,
        tags=tuple(json.loads(row.tags)),
        text=text,
        note=row.note,
        shown=shown,
        paragraph=row.paragraph if row.current else None,
        start=more.pop("start", row.start),
        role=row.role,
        created=row.created,
        id=row.id,
        address=row.address,
        current=bool(row.current),
        **more,
    )
