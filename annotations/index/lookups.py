"""What the index is asked by name: the list of articles, and the same or nearly the same paragraph elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotations.index.database import CLIP, HIGHLIGHT, PARAGRAPH, Index, number_of
from annotations.index.narrowing import likely
from annotations.index.tokens import words_of
from annotations.library import Entry
from annotations.text import normalise

_LEAST_WORDS = 8
"""A shorter paragraph is like too many others."""
_LEAST_ALIKE = 0.5
"""The part of the word trigrams of both paragraphs that must be the same; one word changed in twelve leaves .7."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A highlight on a paragraph, with its note."""

    exact: str
    role: str
    note: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph that stands in another article too."""

    article: str
    """The other article's id."""
    title: str
    outlet: str
    agency: str
    published: str
    accessed: str
    """When its text was kept."""
    paragraph: int
    """0-based, in the other article's newest text."""
    text: str
    """As it stands there."""
    same: bool
    """Whether it is the same but for typography; else nearly."""
    notes: tuple[Noted, ...] = ()


_ENTRY = "id, title, outlet, published, address, annotations, clips, tags, done, opened"


def entries(index: Index, *, removed: bool = False) -> list[Entry]:
    """All articles but the removed, or only these, the one last worked on first; as of the last update."""
    sql = f"select {_ENTRY} from articles where removed = ? order by opened desc, id"  # noqa: S608 - the names above
    rows = index.all(sql, removed)
    return [
        Entry(
            id_,
            title,
            outlet,
            published,
            address,
            notes,
            clips,
            tuple(json.loads(tags)) if tags != "[]" else (),
            bool(done),
            opened,
        )
        for id_, title, outlet, published, address, notes, clips, tags, done, opened in rows
    ]


def _tags(listed: str) -> tuple[str, ...]:
    return tuple(json.loads(listed)) if listed != "[]" else ()  # most have none


def with_clips(index: Index) -> list[str]:
    """The ids of the articles from which something was copied, those in the trash too."""
    return [row[0] for row in index.all("select id from articles where clips > 0 order by id")]


def last_copied(index: Index) -> list[str]:
    """The id of the article from which the last copy was made; empty where nothing was copied."""
    sql = "select articles.id from docs join articles on articles.n = article where docs.kind = ? order by created desc"
    return [row[0] for row in index.all(f"{sql} limit 1", CLIP)]


def notices(index: Index) -> list[str]:
    """What of the library couldn't be read, as sentences."""
    return [row[0] for row in index.all("select notice from articles where notice <> '' order by id")]


_SEEN = (
    "select articles.id, title, outlet, agency, published, accessed, docs.paragraph, texts.text, docs.key, docs.article"
    " from docs join articles on articles.n = docs.article join texts on texts.n = docs.n"
    " where docs.kind = ? and docs.current = 1 and articles.removed = 0 and articles.id <> ?"
)
"""The fields of `_SHOWN`, then the paragraph's key and the article's number."""
_SHOWN = ("article", "title", "outlet", "agency", "published", "accessed", "paragraph", "text")


def elsewhere(index: Index, keys: Iterable[str], article: str) -> dict[str, list[Seen]]:
    """For each of some paragraph keys the other articles whose text has that paragraph, the oldest first."""
    found: dict[str, list[Seen]] = {}
    for key in dict.fromkeys(keys):
        rows = index.all(f"{_SEEN} and docs.key = ? order by accessed", PARAGRAPH, article, number_of(key))
        if rows:
            found[key] = [_seen(index, row, same=True) for row in rows]
    return found


def alike(index: Index, text: str, article: str, most: int = 5) -> list[Seen]:
    """Paragraphs of other articles that are nearly this one, the likest first; not those that are the same."""
    wanted = _trigrams(text)
    if len(wanted) < _LEAST_WORDS - 2:
        return []
    numbers = likely(index, words_of(text), 4 * most)
    marks = ", ".join("?" * len(numbers))
    rows = index.all(f"{_SEEN} and docs.n in ({marks})", PARAGRAPH, article, *numbers)
    ranked = []
    for row in rows:
        *_, text_there, _, _ = row
        there = _trigrams(text_there)
        share = 2 * len(wanted & there) / (len(wanted) + len(there))
        if share >= _LEAST_ALIKE and normalise(text_there) != normalise(text):
            ranked.append((share, row))
    ranked.sort(key=lambda one: one[0], reverse=True)
    return [_seen(index, row, same=False) for _, row in ranked[:most]]


def _seen(index: Index, row: Any, *, same: bool) -> Seen:
    """What a row of `_SEEN` says, with the notes there."""
    *shown, key, number = row
    sql = "select text, role, note from docs join texts using (n) where article = ? and kind = ? and key = ?"
    notes = tuple(Noted(*noted) for noted in index.all(sql, number, HIGHLIGHT, key))
    return Seen(**dict(zip(_SHOWN, shown, strict=True)), same=same, notes=notes)


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return set(zip(words, words[1:], words[2:], strict=False))
