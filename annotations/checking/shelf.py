"""The sources of a check side by side, with an index that says where a quotation's words stand close together."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Protocol

from annotations.checking.models import Given
from annotations.checking.sources import Prepared

_COMMON = 250
"""Places of a word in all sources from which on it says nothing about where to look."""
_SPARE = 4
"""Words of a quotation that a source may lack and still hold all of it, since words are parted in several ways."""
_BIN = 8
"""Words by which two places may be shifted against each other and still count as one."""


@dataclass(frozen=True, slots=True)
class Near:
    """A place where many of a quotation's words stand."""

    source: Prepared
    at: int
    """Where the quotation would begin, as the number of a word of the source."""
    weight: float


class Sources(Protocol):
    """Where a check looks for words: all sources in memory, or those that an index of a library names."""

    def holding(self, keys: Sequence[str]) -> Sequence[Prepared]:
        """The sources that may hold these words in a row."""

    def near(self, keys: Sequence[str], most: int) -> list[Near]:
        """The places where most of the words stand close together, the best first."""

    def weight(self, key: str) -> float:
        """How much a word says about where it stands; common words say little."""


class Shelf:
    """Sources that are all in memory."""

    def __init__(self, given: Sequence[Given]) -> None:
        self.sources = [Prepared(one) for one in given]

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, source in enumerate(self.sources):
            for place, key in enumerate(source.keys):
                found[key].append((number, place))
        return found

    @cached_property
    def _size(self) -> int:
        return sum(len(source.keys) for source in self.sources) or 1

    def holding(self, keys: Sequence[str]) -> Sequence[Prepared]:
        """Those that have nearly all of the words; a word may be written as two, or as one with the next."""
        spare = max(_SPARE, len(keys) // 3)
        if len(keys) <= spare:
            return self.sources
        return [one for one in self.sources if sum(key not in one.vocabulary for key in keys) <= spare]

    def weight(self, key: str) -> float:
        """0.3 for the commonest word, 1 for the rarest."""
        count = len(self._places.get(key, ()))
        return 0.3 + 0.7 * log((self._size + 1) / (count + 1)) / log(self._size + 1)

    def near(self, keys: Sequence[str], most: int) -> list[Near]:
        """The places that most of the words agree on; a word that stands nearly everywhere isn't asked."""
        votes: dict[tuple[int, int], float] = defaultdict(float)
        for place, key in enumerate(keys):
            places = self._places.get(key, ())
            if not places or (len(places) > _COMMON and len(keys) > 4):
                continue
            weight = self.weight(key) ** 2
            for source, at in places:
                votes[source, (at - place) // _BIN] += weight
        merged = {
            (source, number): weight + votes.get((source, number + 1), 0.0) + 0.5 * votes.get((source, number + 2), 0.0)
            for (source, number), weight in votes.items()
        }
        best = sorted(merged, key=lambda key: (-merged[key], key))[: 3 * most]
        found: list[Near] = []
        for source, number in best:
            at = number * _BIN
            if all(one.source is not self.sources[source] or abs(one.at - at) > _BIN for one in found):
                found.append(Near(self.sources[source], at, merged[source, number]))
        return found[:most]
