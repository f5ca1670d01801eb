"""What one person is quoted with: the same words in the versions that different articles have of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.index.hits import Hit
from annotations.index.tokens import words_of

_LEAST_SHARED = 0.75
"""The part of the shorter quotation's words that the longer one must have, three in a row among them."""
_FEWEST = 4
"""Words from which on a quotation is told from a phrase that anybody may say twice."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Some words of a speaker, and every quotation of them, the newest first."""

    quotations: tuple[Hit, ...]

    @property
    def wordings(self) -> list[list[Hit]]:
        """The quotations by their words, marks and capitals apart; several where articles differ."""
        found: dict[tuple[str, ...], list[Hit]] = {}
        for hit in self.quotations:
            found.setdefault(tuple(words_of(hit.text)), []).append(hit)
        return list(found.values())

    def otherwise(self, hit: Hit) -> tuple[Hit, ...]:
        """One quotation for each wording but that of `hit`."""
        return tuple(wording[0] for wording in self.wordings if hit not in wording)


def sayings(hits: Sequence[Hit]) -> list[Saying]:
    """Quotations gathered by the words that they are versions of, in the order of the first of each."""
    words = [words_of(hit.text) for hit in hits]
    trigrams = [set(zip(one, one[1:], one[2:], strict=False)) for one in words]
    groups = list(range(len(hits)))
    holders: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, held in enumerate(trigrams):
        if len(words[number]) < _FEWEST:
            continue
        holding = {other for trigram in held for other in holders[trigram]}
        for trigram in held:
            holders[trigram].append(number)
        joined = {groups[other] for other in holding if _share(words[number], words[other]) >= _LEAST_SHARED}
        if joined:
            groups[number] = min(joined)
        if len(joined) > 1:  # parts of what stands whole here
            groups = [min(joined) if group in joined else group for group in groups]
    found: dict[int, list[Hit]] = {}
    for number, group in enumerate(groups):
        found.setdefault(group, []).append(hits[number])
    return [Saying(tuple(gathered)) for gathered in found.values()]


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    """The part of the shorter text's words that the longer one has."""
    return (Counter(one) & Counter(other)).total() / min(len(one), len(other))
