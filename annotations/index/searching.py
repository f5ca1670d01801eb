"""Finding words in the whole library: ranked, with the passage that has them, and who says it."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from annotations.index.database import CLIP, HIGHLIGHT, PARAGRAPH, TITLE, Index, has_tag
from annotations.index.hits import COLUMNS, Hit, Row, hit_of, quotation_of
from annotations.index.query import Query
from annotations.index.snippets import hits_in
from annotations.index.tokens import words_of

_RANKED = 4_000
"""Rows with the words that are ranked, the newest; of commoner words the older ones aren't looked at."""
_WEIGHT = {TITLE: 2.0, PARAGRAPH: 1.0, HIGHLIGHT: 1.6, CLIP: 1.3}
"""How much a kind of text counts: what a person marked or noted is more likely what is looked for."""
_OLDER = 0.4
"""How much words count that only an older version has."""
_WITH_TEXTS = " join texts on texts.n = docs.n"
_IN_WORDS = "docs.n in (select rowid from words where words match ?)"
_OWN_TAG = f"(docs.kind = {HIGHLIGHT} and {_IN_WORDS} and tagged(texts.more, ?))"
_OFTEN = 10
"""Paragraphs with a speaker and the words looked for, for each in which the speaker says them."""


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
    return [hit_of(index, row, query) for row in rows]


def _by_words(index: Index, query: Query, where: str, values: Sequence[Any], most: int) -> list[Row]:
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
        f" where words match ? and rowid >= ?) select {COLUMNS} from ranked join docs using (n)"
        f" join articles on articles.n = docs.article join texts using (n) where {where}"
        f" order by score * (case docs.kind {weights} end) * (case docs.current when 1 then 1 else {_OLDER} end),"
        " docs.n desc limit ?",
        query.match,
        newest[-1][0],
        *values,
        most,
    )
    return [Row(*row) for row in rows]


def _by_fields(index: Index, query: Query, where: str, values: Sequence[Any], most: int) -> list[Row]:
    """The titles of articles; highlights where their role, note or own tag is asked for."""
    kind = HIGHLIGHT if query.role or query.noted else TITLE
    own = _own_tag(query.tag) if query.tag else ()
    chosen = f"docs.kind = {kind}"
    if own:
        chosen = f"docs.kind in ({kind}, {HIGHLIGHT}) and ({chosen} or {_OWN_TAG})"
    rows = index.all(
        f"select {COLUMNS} from articles indexed by articles_by_day"  # noqa: S608 - our own words; newest first, as asked
        " cross join docs on docs.article = articles.n join texts on texts.n = docs.n"
        f" where {chosen} and {where} order by day desc limit ?",
        *own,
        *values,
        most,
    )
    return [Row(*row) for row in rows]


def _filters(index: Index, query: Query) -> tuple[str, list[Any]]:
    """The condition on `docs`, `articles` and `texts` that the fields of a query make."""
    parts, values = ["articles.removed = 0"], []
    if query.outlet:
        names = _naming([row[0] for row in index.all("select distinct outlet from articles")], query.outlet)
        parts.append(f"outlet in ({_marks(names)})")
        values += names
    if query.tag:
        rows = index.all("select distinct tags from articles where tags is not null")
        tagged = [tags for (tags,) in rows if has_tag(json.loads(tags), query.tag)]
        parts.append(f"(articles.tags in ({_marks(tagged)}) or {_OWN_TAG})")
        values += [*tagged, *_own_tag(query.tag)]
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


def _own_tag(tag: str) -> tuple[str, str]:
    """The values for `_OWN_TAG`: the tag's words, which the index finds at once, and the tag itself."""
    return f'note : "{" ".join(words_of(tag))}"', tag


def _asks_texts(where: str) -> bool:
    return "texts." in where


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
        where += f" and {_IN_WORDS}"
        values.append(query.match)
    quoted = index.all(
        "with chosen as (select quotes.rowid as quote, docs.n as n from quotes"  # noqa: S608 - our own words
        " join docs on docs.article = quotes.article and docs.paragraph = quotes.paragraph"
        f" and docs.kind = {PARAGRAPH} and docs.current = 1 join articles on articles.n = docs.article"
        f"{_WITH_TEXTS * _asks_texts(where)} where quotes.speaker in ({_marks(names)}) and {where}"
        " order by day desc, docs.n limit ?)"
        f" select {COLUMNS}, quotes.speaker, quotes.confirmed, quotes.text, quotes.start from chosen"
        " join quotes on quotes.rowid = quote join docs on docs.n = chosen.n"
        f" join articles on articles.n = docs.article{_WITH_TEXTS} order by day desc, docs.n, quotes.start",
        *names,
        *values,
        _OFTEN * most if query.terms else most,
    )
    rows = index.all(
        # Here too: names of columns from above, and a question mark for each value.
        f"select {COLUMNS} from docs join articles on articles.n = docs.article join texts using (n)"  # noqa: S608
        f" where docs.kind = {CLIP} and docs.speaker in ({_marks(names)}) and {where} order by day desc limit ?",
        *names,
        *values,
        most,
    )
    hits = [
        quotation_of(Row(*row[:-4]), query, speaker=row[-4], confirmed=row[-3], text=row[-2], start=row[-1])
        for row in quoted
        if all(hits_in(row[-2], [term]) for term in query.terms)
    ]
    hits += [hit_of(index, Row(*row), query) for row in rows]
    hits.sort(key=lambda hit: hit.day, reverse=True)
    return hits[:most]
