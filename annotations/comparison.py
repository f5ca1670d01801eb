"""Two versions of an article beside each other: which paragraphs are the same, which differ and by which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotations.alignment import Block, Change, blocks, changes, kept
from annotations.folding import words_of
from annotations.models import Version

_ALIKE = 0.5
"""The share of words that two paragraphs must have in common to be one that was edited."""
_AHEAD = 6
"""Paragraphs that are looked at for the one that an old one became."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the older version, of the newer one, or of both."""

    old: int | None
    """Its number in the older version; None where it is new."""
    new: int | None
    """Its number in the newer version; None where it was taken out."""
    changes: tuple[Change, ...] = ()
    """What differs, where it stands in both."""
    moved: bool = False
    """Whether one that was taken out, or is new, stands elsewhere in the other version."""

    @property
    def is_same(self) -> bool:
        """Whether it stands in both, word for word."""
        return self.old is not None and self.new is not None and not self.changes


def compare(old: Version, new: Version) -> list[Row]:
    """All paragraphs of both versions in the order of the newer, each taken-out one where it stood."""
    then, now = _keys(old), _keys(new)
    edges = [Block(-1, -1, 1), *blocks(then, now), Block(len(then), len(now), 1)]
    rows: list[Row] = []
    for left, right in pairwise(edges):
        olds, news = range(left.old + left.size, right.old), range(left.new + left.size, right.new)
        rows += _gap(old, new, olds, news)
        rows += [_both(old, new, right.old + n, right.new + n) for n in range(right.size) if right.old < len(then)]
    return _with_moves(rows, then, now)


def _keys(version: Version) -> list[str]:
    return [paragraph.key or "" for paragraph in version.paragraphs]


def _both(old: Version, new: Version, before: int, after: int) -> Row:
    then, now = old.texts[before], new.texts[after]
    return Row(before, after, () if then == now else tuple(changes(then, now)))


def _gap(old: Version, new: Version, olds: Sequence[int], news: Sequence[int]) -> Iterator[Row]:
    """Paragraphs between two that are the same: those that were edited beside each other, the others alone."""
    words = {number: words_of(new.texts[number]) for number in news}
    at = 0
    for before in olds:
        own = words_of(old.texts[before])
        alike = {number: _alike(own, words[number]) for number in news[at : at + _AHEAD]}
        best = max(alike, key=alike.__getitem__, default=None)
        if best is None or alike[best] < _ALIKE:
            yield Row(before, None)
            continue
        yield from (Row(None, number) for number in news[at : news.index(best)])
        yield _both(old, new, before, best)
        at = news.index(best) + 1
    yield from (Row(None, number) for number in news[at:])


def _alike(old: Sequence[str], new: Sequence[str]) -> float:
    return 2 * kept(old, new) / (len(old) + len(new)) if old and new else 0.0


def _with_moves(rows: Sequence[Row], then: Sequence[str], now: Sequence[str]) -> list[Row]:
    gone = {then[row.old] for row in rows if row.old is not None and row.new is None}
    come = {now[row.new] for row in rows if row.new is not None and row.old is None}
    both = (gone & come) - {""}

    def is_moved(row: Row) -> bool:
        key = then[row.old] if row.old is not None else now[row.new] if row.new is not None else ""
        return (row.old is None or row.new is None) and key in both

    return [Row(row.old, row.new, row.changes, moved=True) if is_moved(row) else row for row in rows]
