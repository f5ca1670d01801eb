"""Quotations stitched together: in pieces that stand in sources, though not one behind the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from annotations.checking.judging import stretch
from annotations.checking.models import Change
from annotations.checking.quotes import DraftQuote
from annotations.checking.shelf import Near
from annotations.checking.sources import Prepared
from annotations.checking.tokens import Token

LEAST_RUN = 3
"""Words of a piece of what was stitched."""
_MOST_RUNS = 6
_JOINING = frozenset({"and", "but", "because", "so", "or", "then"})


@dataclass(frozen=True, slots=True)
class Stitched:
    """Pieces of a quotation that all stand somewhere, but don't follow each other."""

    source: Prepared
    """What has the first piece."""
    numbers: tuple[int, ...]
    """The source's words that are the first piece."""
    changes: tuple[Change, ...]
    """The other pieces as their sources have them."""
    between_sentences: bool
    """Whether all seams stand between sentences."""


def stitched(quote: DraftQuote, words: Sequence[Token], near: Sequence[Near]) -> Stitched | None:
    """The quotation in pieces that stand somewhere near; None where one stands nowhere, or where it is a single one."""
    candidates = list(dict.fromkeys(one.source for one in near))
    ends = {
        number + 1
        for number, (one, other) in enumerate(pairwise(words))
        if re.search(r"[.!?…]", quote.text[one.end : other.start])
    } | {len(words)}
    runs = _runs(words, ends, 0, candidates, _MOST_RUNS)
    if runs is None or len(runs) < 2:
        return None
    seams = list(accumulate(len(numbers) for _, numbers in runs))
    changes = tuple(Change("…", stretch(source, list(numbers))) for source, numbers in runs[1:])
    return Stitched(*runs[0], changes, set(seams) <= ends)


_Run = tuple[Prepared, tuple[int, ...]]


def _runs(
    words: Sequence[Token], ends: set[int], at: int, candidates: Sequence[Prepared], most: int
) -> list[_Run] | None:
    """The fewest runs, each found somewhere, that make up the words from `at` on; None where there are none."""
    if at >= len(words):
        return []
    if most == 0:
        return None
    for run, end in _longest(words, ends, at, candidates):
        rest = _runs(words, ends, end, candidates, most - 1)
        if rest is None and end < len(words) - 1 and words[end].key in _JOINING:
            rest = _runs(words, ends, end + 1, candidates, most - 1)
        if rest is not None:
            return [run, *rest]
    return None


def _longest(words: Sequence[Token], ends: set[int], at: int, candidates: Sequence[Prepared]) -> list[tuple[_Run, int]]:
    """Runs of the words from `at` on that a source has, and where they end.

    They are the longest that ends with a sentence, the longest of all, and one a word shorter.
    """
    best: dict[int, _Run] = {}
    for source in candidates:
        for row in source.rows[:2]:
            end = at + 2
            while end <= len(words):
                place = next(row.find("".join(word.key for word in words[at:end])), None)
                if place is None:
                    break
                if end - at >= LEAST_RUN or end in ends:
                    best.setdefault(end, (source, tuple(row.words[slice(*place)])))
                end += 1
    longest = max(best, default=0)
    tried = [max((end for end in best if end in ends), default=0), longest, longest - 1]
    return [(best[end], end) for end in dict.fromkeys(tried) if end in best]
