"""Where in the library some words most likely stand: a few texts out of ten thousand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotations.index.database import PARAGRAPH, Index
from annotations.index.tokens import words_of

_PLACES = 40
"""Paragraphs looked at that have words in a row, and those that have most of them in any order."""
_RARE, _ENOUGH = 5_000, 3
"""Rows of a word that is rare, and how many such words are enough to find the few paragraphs that have them all."""
_LEAST_IN_ROW = 3
"""Words from which on words in a row say where to look."""
_ASKED = 8
"""Words of a text that are looked for; the rarest say where it stands."""
_MOST_ROWS = 20_000
"""Rows that the words looked for may stand in altogether."""
_NEAR_BEST = 0.6
"""The part of the best row's rank that a row must have to be as likely."""


class Text(NamedTuple):
    """An article's text as it stood at one time."""

    article: str
    version: str


def texts_with(index: Index, passages: Sequence[str], most: int, tag: str = "") -> list[Text]:
    """The texts that likely have some passages of one quotation, the likeliest first.

    They are those that have the passages word by word, newest texts and those with clips first; where there are
    none, those that have most of their rarest words. With a `tag`, of the articles that have it.
    """
    scores: dict[int, float] = defaultdict(float)
    for passage in passages:
        words = words_of(passage)
        if len(words) >= _LEAST_IN_ROW or (len(passages) == 1 and words):
            for row in _in_row(index, words):
                scores[row] += len(words)
    if not scores:
        rows = likely(index, [word for passage in passages for word in words_of(passage)], _PLACES)
        scores |= {row: 1 - place / len(rows) / 2 for place, row in enumerate(rows)}
    return _texts(index, scores, most, tag)


def _in_row(index: Index, words: Sequence[str]) -> list[int]:
    """The paragraphs that have some words in a row.

    Found by the rarest of the words where these are rare: of a phrase FTS5 reads all places of each word.
    """
    rare = [word for word in rarest(index, words) if index.count(word) <= _RARE][:_ENOUGH]
    phrase = f'"{" ".join(words)}"'
    if len(rare) == _ENOUGH:
        rows = _matching(index, " ".join(f'"{word}"' for word in rare))
        if len(rows) < _PLACES:
            return [n for n in rows if _has(index, n, words)]
    return _matching(index, phrase) if all(map(index.count, words)) else []


def _matching(index: Index, match: str) -> list[int]:
    sql = "select rowid from words where words match ? order by rowid desc limit ?"
    return [row[0] for row in index.all(sql, f"text : ({match})", _PLACES)]


def _has(index: Index, n: int, words: Sequence[str]) -> bool:
    there = " ".join(words_of(index.all("select text from texts where n = ?", n)[0][0]))
    return f" {' '.join(words)} " in f" {there} "


def _texts(index: Index, scores: dict[int, float], most: int, tag: str) -> list[Text]:
    marks = ", ".join("?" * len(scores))
    rows = index.all(
        # Only question marks are put in.
        "select docs.n, articles.id, versions.id, docs.current, articles.clips > 0 from docs"  # noqa: S608
        " join articles on articles.n = docs.article"
        " join versions on versions.article = docs.article and versions.number = docs.version"
        f" where docs.n in ({marks}) and docs.kind = ? and articles.removed = 0"
        " and (? = '' or exists (select 1 from json_each(articles.tags) where value = ?))",
        *scores,
        PARAGRAPH,
        tag,
        tag,
    )
    found: dict[Text, tuple[float, int, int]] = {}
    for n, article, version, current, clips in rows:
        text = Text(article, version)
        known = found.get(text, (0.0, 0, 0))
        found[text] = (known[0] + scores[n], int(current), int(clips))
    return sorted(found, key=lambda text: (*(-rank for rank in found[text]), text))[:most]


def likely(index: Index, words: Iterable[str], most: int) -> list[int]:
    """The rows of `docs` that have most of some words, the rarest counting most; the best first, none far behind it."""
    asked = rarest(index, words)
    if not asked:
        return []
    match = " OR ".join(f'"{word}"' for word in asked)
    rows = index.all("select rowid, rank from words where words match ? order by rank limit ?", match, most)
    return [n for n, rank in rows if rank <= _NEAR_BEST * rows[0][1]]


def rarest(index: Index, words: Iterable[str]) -> list[str]:
    """Those of some words that stand in the fewest rows, the rarest first, as many as are quickly looked through."""
    counted = sorted((count, word) for word in dict.fromkeys(words) if (count := index.count(word)))
    found: list[str] = []
    rows = 0
    for count, word in counted[:_ASKED]:
        rows += count
        if found and rows > _MOST_ROWS:
            break
        found.append(word)
    return found
