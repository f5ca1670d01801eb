"""Where something was said: "in an interview with Britain’s Sky News", "on Twitter", "told reporters"."""

from annotations.quotations.frames import NAME, QUOTE, STOP, Frame
from annotations.quotations.phrases import right_phrase, verbish
from annotations.quotations.words import SUBORDINATORS, WEEKDAYS, word_set

_OPENING = word_set("in on at during via by through before to after")
_VENUES = word_set(
    "interview statement conference briefing speech address rally debate tweet tweets email e-mail letter call "
    "release hearing testimony post op-ed column editorial video memo book memoir essay article meeting hall event "
    "forum summit podcast show message radio television tv broadcast program programme filing affidavit report note "
    "blog session court appearance remarks ceremony conversation phone telephone discussion panel lecture sermon "
    "visit stop dinner lunch breakfast gathering convention fundraiser press parliament twitter facebook instagram "
    "cnn msnbc nbc abc cbs bbc fox news youtube telegram tiktok x linkedin snapchat reddit text ad advertisement "
    "commercial documentary film trial"
)
_MEDIA = word_set(
    "twitter facebook instagram telegram youtube tiktok linkedin snapchat reddit cnn msnbc nbc abc cbs bbc fox radio "
    "television tv camera air stage"
)
_TELLING = frozenset(["told", "tells", "telling", "tell"])
_LONG = 14
"""Tokens that a venue may have."""


def venue_of(frame: Frame, cue: tuple[int, int]) -> tuple[int, int] | None:
    """The tokens of the phrase that says where, sought in the cue's sentence, behind the cue first."""
    first, end = frame.sentence(cue[0])
    tokens = frame.tokens
    behind = range(cue[1], next((n for n in range(cue[1], end) if tokens[n].tag == QUOTE), end))
    before = range(next((n + 1 for n in range(cue[0] - 1, first - 1, -1) if tokens[n].tag == QUOTE), first), cue[0])
    for places in (behind, before):
        for number in places:
            if tokens[number].low in _OPENING and (stop := _venue_end(frame, number, places.stop)):
                return number, stop
    return _told(frame, cue, behind.stop)


def _told(frame: Frame, cue: tuple[int, int], limit: int) -> tuple[int, int] | None:
    """Whom a speaker told: `told the BBC`, where it is named."""
    tokens = frame.tokens
    if tokens[cue[1] - 1].low not in _TELLING:
        return None
    phrase = right_phrase(tokens, cue[1], limit)
    if phrase is None or not any(token.tag == NAME for token in tokens[phrase.start : phrase.end]):
        return None
    return phrase.start, phrase.end


def _venue_end(frame: Frame, begin: int, limit: int) -> int | None:
    """The end of a venue that a preposition opens, or None where it opens something else."""
    tokens = frame.tokens
    stop = begin + 1
    place = None
    while stop < min(limit, begin + _LONG):
        token = tokens[stop]
        if token.tag in (STOP, QUOTE) or token.low in SUBORDINATORS - {"as"} or verbish(token):
            break
        if token.low in WEEKDAYS or (token.low == "on" and stop + 1 < limit and tokens[stop + 1].low in WEEKDAYS):
            break
        if token.low in _VENUES and place is None:
            place = stop
        stop += 1
    if place is None:
        return None
    if any(token.low in _OPENING - {"to"} for token in tokens[begin + 1 : place]):
        return None
    if tokens[begin].low in ("to", "after", "before", "by", "through") and tokens[place].low not in _MEDIA:
        return None
    return stop
