"""Two texts laid beside each other word by word."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

# rapidfuzz is imported where it is used: most marks are found without it, and the first page doesn't wait for it.
from annotations.folding import ALONE, JOINED


class Block(NamedTuple):
    """Words in a row that both texts have."""

    old: int
    """Number of the first of them in the old text."""
    new: int
    size: int


def blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """The words that a shortest edit from `old` to `new` keeps, in order, by insertions and deletions alone.

    It is a longest common subsequence; see Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    from rapidfuzz.distance import Indel

    return [Block(*block) for block in Indel.opcodes(old, new).as_matching_blocks()[:-1]]


def kept(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the old words stand in the new ones in the same order."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(old, new)


@cache
def _printed() -> re.Pattern[str]:
    """Words and signs as printed; compiled when it is first asked what changed."""
    return re.compile(f"[{ALONE}]|(?:(?![{ALONE}])[\\w{JOINED}])+|[^\\w\\s]")


class Change(NamedTuple):
    """What stands between words that two texts share: code points of the old and of the new; one may be empty."""

    old: slice
    new: slice


def changes(old: str, new: str) -> list[Change]:
    """What differs between two texts by words and signs as printed, for showing them side by side.

    White space alone is no difference.
    """
    then, now = list(_printed().finditer(old)), list(_printed().finditer(new))
    same = blocks([match[0] for match in then], [match[0] for match in now])
    edges = [Block(0, 0, 0), *same, Block(len(then), len(now), 0)]
    return [
        Change(_extent(then, left.old + left.size, right.old), _extent(now, left.new + left.size, right.new))
        for left, right in pairwise(edges)
        if left.old + left.size < right.old or left.new + left.size < right.new
    ]


def _extent(printed: Sequence[re.Match[str]], first: int, last: int) -> slice:
    """From the first word to before the last one; between the words around where there is none."""
    if first < last:
        return slice(printed[first].start(), printed[last - 1].end())
    at = printed[first - 1].end() if first else 0
    return slice(at, at)
