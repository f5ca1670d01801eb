"""Words that stand in no source as the draft has them: where they come nearest, and what was done to them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotations.checking.judging import stretch
from annotations.checking.models import Change, Label
from annotations.checking.pieces import Piece
from annotations.checking.quotes import DraftQuote
from annotations.checking.shelf import Near, Sources
from annotations.checking.sources import Prepared
from annotations.checking.stitching import LEAST_RUN, Stitched, stitched
from annotations.checking.tokens import Token
from annotations.quotations.words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS

_LEAST_SHARE = 0.5
"""The least part of a quotation's words, by weight, that must stand in order at one place."""
_LEAST_SHARE_OF_FEW = 0.4
"""The same for up to three words."""
_KIN = 0.5
"""What a pair of forms of one word counts beside a pair of the same words."""
_SKIPPED, _ADDED, _LATER = 0.2, 0.55, 0.02
"""What it costs to pass over a word of the source, to have one that the source hasn't, and to pass over a word of the
reporter or in brackets; a word that is the same gains 0.5 to 1.2."""
_BEFORE, _WIDEST_SKIP = 12, 36
"""Words looked at before and behind the place where a quotation would stand."""
_LEAST_HELD = 0.3
"""The least part of a quotation's words, by weight, that a place must hold in any order to be looked at closely."""
_PLAIN = 0.85
"""A place that holds so much of a quotation is the right one: no other is looked at."""
_DROPPED = 6
"""From so many words on, what is left out between two pieces is no dropped word but a seam."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’]?\s+[“\"'‘]?[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation laid beside a source: pairs of word numbers in order, draft first."""

    source: Prepared
    pairs: tuple[tuple[int, int], ...]
    share: float
    """The part of the quotation's words, by weight, that are paired."""
    score: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What was done to words."""

    label: Label
    source: Prepared
    numbers: tuple[int, ...]
    """The source's words that match."""
    changes: tuple[Change, ...]
    share: float


def nearest(quote: DraftQuote, pieces: Sequence[Piece], sources: Sources) -> Difference | None:
    """The place where a quotation's words come nearest, with what differs; None where no place is near."""
    words = [word for piece in pieces for word in piece.words]
    keys = [word.key for word in words]
    if not keys:
        return None
    near = sources.near(keys, 8)
    found = []
    for place in near:
        aligned = _align(keys, place, sources.weight)
        found += [aligned] if aligned is not None else []
        if aligned is not None and aligned.share > _PLAIN:
            break
    pieced = stitched(quote, words, near)
    best = max(found, key=lambda one: (one.score, one.share), default=None)
    if (
        best is not None
        and best.share >= (_LEAST_SHARE if len(keys) > 3 else _LEAST_SHARE_OF_FEW)
        and _enough(best, keys, sources)
    ):
        difference = _difference(quote, words, pieces, best)
        if difference.label is Label.STITCHED or pieced is None:
            return difference
        replaced = len(keys) - len(best.pairs)
        return _in_pieces(pieced) if replaced >= LEAST_RUN or pieced.between_sentences else difference
    return _in_pieces(pieced) if pieced else None


def _in_pieces(found: Stitched) -> Difference:
    return Difference(Label.STITCHED, found.source, found.numbers, found.changes, 1.0)


def _enough(found: Alignment, keys: Sequence[str], sources: Sources) -> bool:
    """Whether the words that match are more than small change."""
    matching = [keys[draft] for draft, _ in found.pairs]
    telling = [key for key in matching if sources.weight(key) > 0.55 and key not in _SMALL_CHANGE]
    together = sum(
        1
        for one, other in zip(found.pairs, found.pairs[1:], strict=False)
        if other[0] - one[0] == 1 == other[1] - one[1]
    )
    return bool(telling) and (len(keys) <= 3 or (len(found.pairs) >= 3 and together >= 1))


_SMALL_CHANGE = (AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS) - {"not", "cannot"}
"""What two quotations may share without having to do with each other (`We have won`, `We have lost it`)."""


def _align(keys: Sequence[str], near: Near, weight: Callable[[str], float]) -> Alignment | None:
    """All of the quotation laid beside the best part of the source around a place."""
    source = near.source
    row = _around(source, near.at, len(keys))
    if not row:
        return None
    weights = [weight(key) for key in keys]
    held = {source.keys[number] for number in row}
    if sum(one for key, one in zip(keys, weights, strict=True) if key in held) < _LEAST_HELD * sum(weights):
        return None
    score, steps = _table(keys, weights, source, row)
    place = max(range(len(row) + 1), key=score.__getitem__)
    total = score[place]
    pairs: list[tuple[int, int]] = []
    kin = 0.0
    at = len(keys)
    while at:
        how = steps[at][place]
        if how == _PAIR:
            pairs.append((at - 1, row[place - 1]))
        elif how == _FORM:
            kin += _KIN * weights[at - 1]
        at -= how != _LEFT
        place -= how != _UP
    pairs.reverse()
    share = (kin + sum(weights[draft] for draft, _ in pairs)) / sum(weights)
    return Alignment(source, tuple(pairs), share, total) if pairs else None


_UP, _LEFT, _PAIR, _FORM = range(4)
"""Steps of a table: a word of the draft alone, one of the source alone, the same word, a form of the same word."""


def _table(
    keys: Sequence[str], weights: Sequence[float], source: Prepared, row: Sequence[int]
) -> tuple[list[float], list[list[int]]]:
    """The last line of scores and all steps: all of the draft's words beside any stretch of the source's."""
    skips = [_LATER if n not in source.spoken or n in source.bracketed else _SKIPPED for n in row]
    others = [source.keys[number] for number in row]
    above = [0.0] * (len(row) + 1)
    steps = [[_LEFT] * (len(row) + 1)]
    for key, weight in zip(keys, weights, strict=True):
        best = above[0] - _ADDED * weight
        line, step = [best], [_UP]
        for place, (other, skip) in enumerate(zip(others, skips, strict=True)):
            best, how = best - skip, _LEFT
            if (alone := above[place + 1] - _ADDED * weight) >= best:
                best, how = alone, _UP
            if other == key or _kin(key, other):
                gain, kind = (1.0, _PAIR) if other == key else (_KIN, _FORM)
                if (paired := above[place] + gain * (weight + 0.2)) >= best:
                    best, how = paired, kind
            line.append(best)
            step.append(how)
        above = line
        steps.append(step)
    return above, steps


@lru_cache(maxsize=1 << 16)
def _kin(one: str, other: str) -> bool:
    """Whether two words may be forms of one: `illness`, `illnesses`; `has`, `have`."""
    if one in _FORMS and other in _FORMS:
        return _FORMS[one] == _FORMS[other]
    if one[:1] == "#" and other[:1] == "#":
        return True
    shorter = min(len(one), len(other))
    return shorter > 3 and one[: max(4, shorter - 3)] == other[: max(4, shorter - 3)]


_FORMS = {
    form: number
    for number, forms in enumerate(
        (
            "is are was were be been being isn't aren't wasn't weren't",
            "has have had having hasn't haven't hadn't",
            "do does did done doing don't doesn't didn't",
            "will would won't wouldn't shall should",
            "can could can't couldn't cannot may might",
            "a an the",
            "i we me us my our",
            "he she they him her them his their",
            "this that these those",
        )
    )
    for form in forms.split()
}


def _around(source: Prepared, at: int, size: int) -> range:
    """The numbers of the words around a place where `size` words would stand."""
    begin, end = max(0, at - _BEFORE), min(len(source.keys), at + size + _WIDEST_SKIP)
    return range(begin, end)


def _difference(quote: DraftQuote, words: Sequence[Token], pieces: Sequence[Piece], found: Alignment) -> Difference:
    source = found.source
    numbers = tuple(number for _, number in found.pairs)
    cuts = _cuts(pieces)
    changes: list[Change] = []
    seam = False
    last_draft, last_source = -1, numbers[0] - 1
    for draft, number in [*found.pairs, (len(words), numbers[-1] + 1)]:
        added = list(range(last_draft + 1, draft))
        skipped = list(range(last_source + 1, number))
        edited = any(last_draft < cut <= draft for cut in cuts)
        skipped = [n for n in skipped if n not in source.bracketed]
        speech = [n for n in skipped if n in source.spoken]
        if not added and speech != skipped and last_source in source.spoken and number in source.spoken:
            skipped = speech  # an attribution between two halves
        if added or (skipped and not edited):
            was = stretch(source, skipped)
            now = quote.text[words[added[0]].start : words[added[-1]].end] if added else ""
            if _folded(was) != _folded(now):
                changes.append(Change(was, now))
                between = stretch(source, [last_source, *skipped, number]) if skipped and number <= numbers[-1] else ""
                seam = seam or (not added and (len(skipped) >= _DROPPED or bool(_SENTENCE_END.search(between))))
        last_draft, last_source = draft, number
    alone = all(not change.now for change in changes)
    label = Label.STITCHED if seam and alone else Label.ALTERED
    return Difference(label, source, numbers, tuple(changes), found.share)


def _cuts(pieces: Sequence[Piece]) -> set[int]:
    """Before which of the quotation's words an edit stands."""
    found, at = set(), 0
    for piece in pieces:
        if piece.edits and at:
            found.add(at)
        at += len(piece.words)
    return found


def _folded(text: str) -> str:
    return "".join(re.findall(r"\w+", text)).casefold()
