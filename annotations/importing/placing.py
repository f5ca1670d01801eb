"""Words that another program marked, found in our text: attached only where they stand beyond doubt."""

import re

from annotations.anchoring import Placed, State, describe, place
from annotations.importing import Foreign
from annotations.models import Anchor, Selector, Version
from annotations.surroundings import FEWEST_WORDS
from annotations.text import Position, Span, paragraph_key

_TELLING = 3
"""Characters of context that must agree to choose among places."""


def anchor_of(foreign: Foreign, version: Version | None) -> Anchor | None:
    """Where the words stand in the version; else an anchor that holds them and their context and has no place.

    None where there are no words.
    """
    key = paragraph_key(foreign.exact)
    if key is None:
        return None
    exact = " ".join(foreign.exact.split())
    lost = Anchor("", (Selector(key, exact, foreign.prefix, foreign.suffix, 0, len(exact), unique=False),))
    if version is None:
        return lost
    span = _literally(foreign, version)
    if span is None and len(exact.split()) >= FEWEST_WORDS:
        found = place(lost, None, version)
        span = found.span if isinstance(found, Placed) and found.state is not State.CHANGED else None
    selectors = describe(version, span) if span else ()
    return Anchor(version.id, selectors) if selectors else lost


def _literally(foreign: Foreign, version: Version) -> Span | None:
    """The one place with these very words, apart from white space; among several the one whose context agrees."""
    pattern = r"\s+".join(map(re.escape, foreign.exact.split()))
    text = version.text
    found = [match for match in re.finditer(pattern, text) if _is_whole(match, foreign)]
    scores = [_agreement(match, foreign) for match in found]
    if len(found) == 1:
        told = bool(foreign.prefix.strip() or foreign.suffix.strip())
        few = len(foreign.exact.split()) < FEWEST_WORDS
        telling = min(_TELLING, len(_bare(foreign.prefix + foreign.suffix)))
        return None if few and told and scores[0] < telling else _span(version, *found[0].span())
    best = max(scores, default=0)
    if best < _TELLING or scores.count(best) > 1:
        return None
    return _span(version, *found[scores.index(best)].span())


def _is_whole(match: re.Match[str], foreign: Foreign) -> bool:
    """Whether the words aren't cut out of longer ones, unless the mark itself was."""
    text, start, end = match.string, *match.span()
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    cut_before = before.isalnum() and text[start].isalnum() and foreign.prefix[-1:] != before
    cut_behind = behind.isalnum() and text[end - 1].isalnum() and foreign.suffix[:1] != behind
    return not (cut_before or cut_behind)


def _agreement(match: re.Match[str], foreign: Foreign) -> int:
    """Characters of the context that agree, apart from white space, on both sides outwards from the words."""
    reach = 2 * max(len(foreign.prefix), len(foreign.suffix)) + 8
    before = match.string[max(0, match.start() - reach) : match.start()]
    behind = match.string[match.end() : match.end() + reach]
    return _common(_bare(before)[::-1], _bare(foreign.prefix)[::-1]) + _common(_bare(behind), _bare(foreign.suffix))


def _bare(text: str) -> str:
    return "".join(text.split())


def _common(one: str, other: str) -> int:
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _span(version: Version, start: int, end: int) -> Span:
    return Span(_position(version, start), _position(version, end))


def _position(version: Version, at: int) -> Position:
    for number, text in enumerate(version.texts):
        if at <= len(text):
            return Position(number, at)
        at -= len(text) + 1
    return Position(len(version.texts), 0)
