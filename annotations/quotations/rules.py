"""Who says a quotation by its own sentence: all rules in order of trust.

How often each is right was measured on the development data (see `confidence`).
"""

from collections.abc import Callable

from annotations.quotations.attributions import Attribution, Place
from annotations.quotations.before import (
    adjacent,
    as_what,
    colon,
    governed,
    labelled,
    linked,
    noun_cue,
    weakly_governed,
)
from annotations.quotations.behind import agent, copular, late_tail, signed, tail
from annotations.quotations.frames import Frame

RULES: tuple[Callable[[Place], Attribution | None], ...] = (
    labelled,
    linked,
    copular,
    tail,
    adjacent,
    signed,
    governed,
    late_tail,
    as_what,
    noun_cue,
    agent,
    colon,
    weakly_governed,
)
"""In order of trust; the first that answers decides."""


def by_sentence(frame: Frame, number: int) -> Attribution | None:
    """Who says quotation `number` of a frame by its own sentence, or None."""
    at = frame.place[number]
    if at and frame.tokens[at - 1].low == "asked" and (at == 1 or frame.tokens[at - 2].low in ("when", ".", ",")):
        return None  # Asked “Q?”, S said …: whoever asked isn't named
    place = Place(frame, at, *frame.sentence(at))
    return next((found for rule in RULES if (found := rule(place))), None)
