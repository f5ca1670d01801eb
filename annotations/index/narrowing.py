"""Where in the library some words most likely stand: a few texts out of ten thousand."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from annotations.index.database import PARAGRAPH, Index
from annotations.index.lookups import likely, words_of

_PLACES = 40
"""Paragraphs looked at that have words in a row, and those that have most of them in any order."""
_LEAST_IN_ROW = 3
"""Words from which on words in a row say where to look."""


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
    rows = index.all(
        "select rowid from words where words match ? order by rowid desc limit ?",
        f'text : "{" ".join(words)}"',
        _PLACES,
    )
    return [row[0] for row in rows]


def _texts(index: Index, scores: dict[int, float], most: int, tag: str) -> list[Text]:
    marks = ", ".join("?" * len(scores))
    rows = index.all(
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
