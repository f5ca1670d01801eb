"""Finding words in the whole library: ranked, with the passage that has them, and who says it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotations.index.database import CLIP, HIGHLIGHT, PARAGRAPH, TITLE, Index
from annotations.index.lookups import words_of
from annotations.index.query import Query
from annotations.index.snippets import Snippet, hits_in, snippet

_RANKED = 4_000
"""Rows with the words that are ranked, the newest; of commoner words the older ones aren't looked at."""
_WEIGHT = {TITLE: 2.0, PARAGRAPH: 1.0, HIGHLIGHT: 1.6, CLIP: 1.3}
"""How much a kind of text counts: what a person marked or noted is more likely what is looked for."""
_OLDER = 0.4
"""How much words count that only an older version has."""
_ROW = (
    "docs.n, docs.kind, docs.article, docs.paragraph, docs.key, docs.current, docs.id, docs.role, docs.speaker,"
    " docs.created, articles.id, title, outlet, published, day, articles.tags, texts.text, texts.note, address,"
    " docs.version, docs.start"
)


_WITH_TEXTS = " join texts on texts.n = docs.n"
_OFTEN = 10
"""Paragraphs with a speaker and the words looked for, for each in which the speaker says them."""


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


@dataclass(slots=True)
class _Found:
    """A row of `docs` with its article."""

    n: int
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
    version: int | None
    start: int | None


def search(index: Index, query: Query, most: int = 50, *, titles: bool = True) -> list[Hit]:
    """What fits a query, the likeliest first; as of the last update; `titles` false: no titles for words."""
    if query.speaker:
        return _of_speaker(index, query, most)
    where, values = _filters(index, query)
    if query.terms and not titles:
        where += f" and docs.kind <> {TITLE}"
    if query.terms:
        rows = _by_words(index, query, where, values, most)
    else:
        rows = _by_fields(index, query, where, values, most)
    return [_hit(index, row, query) for row in rows]


def _by_words(index: Index, query: Query, where: str, values: Sequence[Any], most: int) -> list[_Found]:
    newest = index.all(
        # What is put in are pieces of SQL from this module; what was typed goes in as parameters.
        "select docs.n from words join docs on docs.n = words.rowid join articles on articles.n = docs.article"  # noqa: S608
        f"{_WITH_TEXTS * _asks_texts(where)}"
        f" where words match ? and {where} order by words.rowid desc limit ?",
        query.match,
        *values,
        _RANKED,
    )
    if not newest:
        return []
    weights = " ".join(f"when {kind} then {weight}" for kind, weight in _WEIGHT.items())
    rows = index.all(
        "with ranked as (select rowid as n, bm25(words, 1.0, 1.5) as score from words"  # noqa: S608 - our own words
        f" where words match ? and rowid >= ?) select {_ROW} from ranked join docs using (n)"
        f" join articles on articles.n = docs.article join texts using (n) where {where}"
        f" order by score * (case docs.kind {weights} end) * (case docs.current when 1 then 1 else {_OLDER} end),"
        " docs.n desc limit ?",
        query.match,
        newest[-1][0],
        *values,
        most,
    )
    return [_Found(*row) for row in rows]


def _by_fields(index: Index, query: Query, where: str, values: Sequence[Any], most: int) -> list[_Found]:
    kind = HIGHLIGHT if query.role or query.noted else TITLE
    rows = index.all(
        f"select {_ROW} from articles indexed by articles_by_day"  # noqa: S608 - our own words; newest first, as asked
        " cross join docs on docs.article = articles.n join texts on texts.n = docs.n"
        f" where docs.kind = {kind} and {where} order by day desc limit ?",
        *values,
        most,
    )
    return [_Found(*row) for row in rows]


def _filters(index: Index, query: Query) -> tuple[str, list[Any]]:
    """The condition on `docs`, `articles` and `texts` that the fields of a query make."""
    parts, values = ["articles.removed = 0"], []
    if query.outlet:
        names = _naming([row[0] for row in index.all("select distinct outlet from articles")], query.outlet)
        parts.append(f"outlet in ({_marks(names)})")
        values += names
    if query.tag:
        wanted = query.tag.casefold()
        tagged = [
            row[0]
            for row in index.all("select distinct tags from articles where tags is not null")
            if wanted in (tag.casefold() for tag in json.loads(row[0]))
        ]
        in_tags = "docs.n in (select rowid from words where words match ?) and ' ' || more || ' ' like ?"
        parts.append(f"(articles.tags in ({_marks(tagged)}) or (docs.kind = {HIGHLIGHT} and {in_tags}))")
        phrase = " ".join(words_of(query.tag)) or "#"
        values += [*tagged, f'note : "{phrase}"', f"% #{query.tag} %"]
    if query.before:
        parts.append("day < ?")
        values.append(query.before)
    if query.after:
        parts.append("day >= ?")
        values.append(query.after)
    if query.role:
        parts.append(f"docs.kind = {HIGHLIGHT} and docs.role = ? collate nocase")
        values.append(query.role)
    if query.noted:
        parts.append(f"docs.kind = {HIGHLIGHT} and texts.note <> ''")
    return " and ".join(parts), values


def _asks_texts(where: str) -> bool:
    return "texts." in where or " more " in where


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _naming(names: Iterable[str], wanted: str) -> list[str]:
    """The names that have all words of what is wanted."""
    words = words_of(wanted)
    return [name for name in names if name and all(word in words_of(name) for word in words)]


def speakers(index: Index, wanted: str) -> list[str]:
    """The names of the library's speakers that may be who is meant: those with all the words of the name.

    Where somebody is asked for by a full name, one who is called by the last name alone is among them.
    """
    rows = index.all(
        # Each distinct name by one step in the index of names, rather than by reading all quotations.
        "with recursive names (name) as (select min(speaker) from quotes union all"
        " select (select min(speaker) from quotes where speaker > name) from names where name is not null)"
        " select name from names where name is not null union select distinct speaker from docs where speaker <> ''"
    )
    names = [row[0] for row in rows]
    found = _naming(names, wanted)
    words = words_of(wanted)
    alone = [name for name in names if len(words) > 1 and words_of(name) == words[-1:]]
    return list(dict.fromkeys([*found, *alone]))


def _of_speaker(index: Index, query: Query, most: int) -> list[Hit]:
    """The quotations of a speaker and what was copied of them, the newest first."""
    if query.role or query.noted:
        return []
    names = speakers(index, query.speaker)
    where, values = _filters(index, query)
    if query.terms:
        where += " and docs.n in (select rowid from words where words match ?)"
        values.append(query.match)
    quoted = index.all(
        "with chosen as (select quotes.rowid as quote, docs.n as n from quotes"  # noqa: S608 - our own words
        " join docs on docs.article = quotes.article and docs.paragraph = quotes.paragraph"
        f" and docs.kind = {PARAGRAPH} and docs.current = 1 join articles on articles.n = docs.article"
        f"{_WITH_TEXTS * _asks_texts(where)} where quotes.speaker in ({_marks(names)}) and {where}"
        " order by day desc, docs.n limit ?)"
        f" select {_ROW}, quotes.speaker, quotes.confirmed, quotes.text, quotes.start from chosen"
        " join quotes on quotes.rowid = quote join docs on docs.n = chosen.n"
        f" join articles on articles.n = docs.article{_WITH_TEXTS} order by day desc, docs.n, quotes.start",
        *names,
        *values,
        _OFTEN * most if query.terms else most,
    )
    rows = index.all(
        # Here too: names of columns from above, and a question mark for each value.
        f"select {_ROW} from docs join articles on articles.n = docs.article join texts using (n)"  # noqa: S608
        f" where docs.kind = {CLIP} and docs.speaker in ({_marks(names)}) and {where} order by day desc limit ?",
        *names,
        *values,
        most,
    )
    hits = [
        _quotation(_Found(*row[:-4]), query, speaker=row[-4], confirmed=row[-3], text=row[-2], start=row[-1])
        for row in quoted
        if all(hits_in(row[-2], [term]) for term in query.terms)
    ]
    hits += [_hit(index, _Found(*row), query) for row in rows]
    hits.sort(key=lambda hit: hit.day, reverse=True)
    return hits[:most]


def _quotation(row: _Found, query: Query, *, speaker: str, confirmed: int, text: str, start: int) -> Hit:
    shown = snippet(text, query.terms)
    return _made(row, HitKind.QUOTATION, text, shown, speaker=speaker, confirmed=bool(confirmed), start=start)


def _hit(index: Index, row: _Found, query: Query) -> Hit:
    if row.kind == TITLE:
        return _made(row, HitKind.ARTICLE, row.text, _best(row, query))
    if row.kind == PARAGRAPH:
        return _passage(index, row, query)
    row.paragraph = _paragraph(index, row)
    if row.kind == CLIP:
        return _made(row, HitKind.CLIP, row.text, _best(row, query), speaker=row.speaker, confirmed=True)
    return _made(row, HitKind.NOTE, row.text, _best(row, query))


def _best(row: _Found, query: Query) -> Snippet:
    """Of the words and the note that which has more of what is looked for."""
    in_text, in_note = len(hits_in(row.text, query.terms)), len(hits_in(row.note, query.terms)) if row.note else 0
    return snippet(row.note if in_note > in_text else row.text, query.terms)


def _paragraph(index: Index, row: _Found) -> int | None:
    sql = "select paragraph from docs where article = ? and kind = ? and key = ? and current = 1 order by paragraph"
    found = index.all(sql, row.number, PARAGRAPH, row.key)
    return int(found[0][0]) if found else None


def _passage(index: Index, row: _Found, query: Query) -> Hit:
    """A paragraph, or the quotation in it that has all that is looked for."""
    sql = "select speaker, confirmed, text, start, end from quotes where article = ? and paragraph = ?"
    for speaker, confirmed, text, start, _ in index.all(sql, row.number, row.paragraph) if row.current else ():
        if all(hits_in(text, [term]) for term in query.terms):
            return _quotation(row, query, speaker=speaker, confirmed=confirmed, text=text, start=start)
    hits = hits_in(row.text, query.terms)
    return _made(row, HitKind.TEXT, row.text, snippet(row.text, query.terms), start=hits[0][0] if hits else 0)


def _made(row: _Found, kind: HitKind, text: str, shown: Snippet, **more: Any) -> Hit:
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
