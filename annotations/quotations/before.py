"""Rules on the words before a quotation: `S said: “Q”`, `S wants to “Q”`, `S’s claim that “Q”`."""

from dataclasses import replace

from annotations.quotations.attributions import Attribution, Place, plausible
from annotations.quotations.behind import agent, tail, with_modifiers
from annotations.quotations.cues import Verb, is_passive, is_verb, nouns, verbs
from annotations.quotations.firstnames import first_names
from annotations.quotations.frames import NAME, POSSESSIVE, STOP, WORD
from annotations.quotations.hanging import outermost, with_subject
from annotations.quotations.phrases import Phrase, left_phrase, right_phrase, verbish
from annotations.quotations.subjects import first_phrase, subject
from annotations.quotations.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
)


def labelled(place: Place) -> Attribution | None:
    """`S: “Q”`, with nothing but a name before the colon."""
    tokens, at, first = place.tokens, place.at, place.first
    if at - first < 2 or tokens[at - 1].text != ":":
        return None
    begin = next((n + 1 for n in range(at - 2, first, -1) if tokens[n].text == "-"), first)
    phrase = left_phrase(tokens, at - 2, begin)
    if tokens[begin].low in verbs() and (begin + 2 <= at - 2 or tokens[begin].low not in first_names()):
        return None
    if phrase is None or phrase.start != begin or at - begin > 8 or not plausible(tokens, phrase, strong=False):
        return None
    return Attribution("S: Q", place.frame, phrase, None)


def linked(place: Place) -> Attribution | None:
    """`S V, “Q”`, `S V: “Q”`: a reporting verb and a comma or colon right before the quotation."""
    tokens = place.tokens
    number = place.at - 1
    while number >= place.first and tokens[number].text in (",", ":", "...", "-", "(", "["):
        number -= 1
    if number == place.at - 1:
        return None
    if tokens[place.at - 1].text == "-" and tail(place):
        return None  # …, but Moscow denies it — “Q,” said S
    particle = tokens[number].low in _PARTICLES or (tokens[number].low == "it" and tokens[number - 1].low in _PUT)
    if number > place.first and particle and tokens[number - 1].low in verbs():
        number -= 1
    return _right_before(place, number, ("speech", "linked"), "S V: Q")


_PARTICLES = frozenset({"out", "back", "on", "up", "over", "off", "in", "down"})
_PUT = frozenset({"put", "puts"})
"""`called out: “Q”`, `put it: “Q”`."""


def adjacent(place: Place) -> Attribution | None:
    """`S called “Q”`, `S said “Q”`: a reporting verb right before the quotation, without a mark between them."""
    return _right_before(place, place.at - 1, ("speech", "naming"), "S V Q")


def _right_before(place: Place, number: int, kinds: tuple[str, ...], rule: str) -> Attribution | None:
    if number < place.first:
        return None
    entry = verbs().get(place.tokens[number].low)
    if entry is None or entry.kind not in kinds or not is_verb(place.tokens, number, place.first):
        return None
    if entry.form == "past" and (by := agent(place)):
        return by
    return _plainly(place, outermost(place, number, with_subject(place, number, rule)))


def governed(place: Place) -> Attribution | None:
    """`S V … “Q”`: the nearest reporting verb before the quotation, or one on which its clause hangs."""
    tokens = place.tokens
    for number in range(place.at - 1, place.first - 1, -1):
        if tokens[number].low == "according" and number + 1 < place.at and tokens[number + 1].low == "to":
            phrase = right_phrase(tokens, number + 2, place.at)
            own = phrase is not None and tokens[phrase.start].low in POSSESSIVE_PRONOUNS and number > place.first
            if phrase and not own and plausible(tokens, phrase, strong=True):
                phrase = with_modifiers(tokens, phrase, place.at)
                return Attribution("according to S, … Q", place.frame, phrase, (number, number + 2))
        if tokens[number].text == ";" and any(verbish(token) for token in tokens[number + 1 : place.at]):
            break
        entry = verbs().get(tokens[number].low)
        if entry is None or not _governs(place, number, entry) or not is_verb(tokens, number, place.first):
            continue
        nearer = as_what(place)
        if nearer and nearer.cue and nearer.cue[0] > number:
            return nearer
        found = _put_in(place, number) or with_subject(place, number, "S V … Q") or _inverted_before(place, number)
        if found:
            return _plainly(place, outermost(place, number, _what_he_called(place, found)))
    return None


def _what_he_called(place: Place, found: Attribution) -> Attribution:
    """For `X rejected what he called “Q”` the X, who is the same and says more."""
    tokens, start = place.tokens, found.phrase.start
    if start <= place.first or tokens[start - 1].low != "what" or tokens[start].low not in PRONOUNS:
        return found
    phrase = first_phrase(tokens, place.first, start - 1)
    return replace(found, phrase=phrase) if phrase and plausible(tokens, phrase, strong=False) else found


def _plainly(place: Place, found: Attribution | None) -> Attribution | None:
    """Marks what needs no guess: one reporting verb, and its subject at the beginning or behind what leads in."""
    if found is None or found.cue is None:
        return found
    tokens, first = place.tokens, place.first
    together = found.cue[0] == found.phrase.end
    if found.rule == "S V: Q" and together:
        return replace(found, rule="plain S V: Q")
    if found.rule != "S V … Q" or _others(place, found.cue):
        return found
    lead = tokens[first : found.phrase.start]
    begins = together and (not lead or (len(lead) == 1 and lead[0].low in CONJUNCTIONS))
    led_in = bool(lead) and lead[-1].text == "," and not any(verbish(token) for token in lead)
    return replace(found, rule="plain S V … Q") if begins or led_in else found


def _others(place: Place, cue: tuple[int, int]) -> bool:
    """Whether another reporting verb stands before the quotation."""
    tokens = place.tokens
    return any(
        verbs()[tokens[n].low].kind in ("speech", "naming") and is_verb(tokens, n, place.first)
        for n in [*range(place.first, cue[0]), *range(cue[1], place.at)]
        if tokens[n].low in verbs()
    )


def _put_in(place: Place, number: int) -> Attribution | None:
    """`…, said S, …`: an inverted clause between commas."""
    tokens = place.tokens
    if number == place.first or tokens[number - 1].text != ",":
        return None
    phrase = right_phrase(tokens, number + 1, place.at)
    if (
        phrase is None
        or tokens[phrase.head].tag is not NAME
        or phrase.end >= place.at
        or tokens[phrase.end].text != ","
    ):
        return None
    return Attribution("V S: Q", place.frame, phrase, (number, number + 1))


def _governs(place: Place, number: int, entry: Verb) -> bool:
    """Whether a verb's kind lets it govern a quotation from afar; `put it`, `fired back` and `pointed out` do."""
    if entry.kind == "linked":
        return number + 1 < place.at and place.tokens[number + 1].low in ("that", "back", "out", "it")
    return entry.kind in ("speech", "naming")


def _inverted_before(place: Place, number: int) -> Attribution | None:
    """`As S V: “Q”` the other way round: `Added Smith: “Q”`."""
    tokens = place.tokens
    if number > place.first and not (tokens[number - 1].low == "as" or tokens[number - 1].tag is STOP):
        return None
    if verbs()[tokens[number].low].base in ("tell", "call") or verbs()[tokens[number].low].form == "ing":
        return None
    phrase = right_phrase(tokens, number + 1, place.at)
    stops = phrase is not None and phrase.end < place.at and tokens[phrase.end].tag is STOP
    if phrase is None or not stops or not plausible(tokens, phrase, strong=False):
        return None
    return Attribution("V S: Q", place.frame, phrase, (number, number + 1))


def noun_cue(place: Place) -> Attribution | None:
    """`S’s claim that “Q”`, `his promise to “Q”`, `in S’s words, “Q”`."""
    tokens = place.tokens
    for number in range(place.at - 1, place.first, -1):
        viewed = tokens[number].low in _VIEWS and number - 2 >= place.first and tokens[number - 2].low == "in"
        if tokens[number].low not in nouns() and not viewed:
            continue
        owner = number - 1
        while owner > place.first and tokens[owner].tag is WORD and tokens[owner].noun:
            owner -= 1
        if _opens_with(place, owner, number):
            continue
        if tokens[owner].low in POSSESSIVE_PRONOUNS and tokens[owner].low not in ("whose", "its"):
            return Attribution("his N … Q", place.frame, Phrase(owner, owner + 1, owner), (number, number + 1))
        if tokens[owner].tag is POSSESSIVE and owner > place.first:
            phrase = left_phrase(tokens, owner - 1, place.first)
            if phrase and plausible(tokens, phrase, strong=False):
                return Attribution("S’s N … Q", place.frame, phrase, (number, number + 1))
        if number + 1 < place.at and tokens[number + 1].low in ("by", "from", "of"):
            phrase = right_phrase(tokens, number + 2, place.at)
            words_of = tokens[number].low == "words" and tokens[number - 2].low == "in"
            if phrase and (tokens[phrase.head].tag is NAME or (words_of and plausible(tokens, phrase, strong=False))):
                return Attribution("N of S … Q", place.frame, phrase, (number, number + 2))
    return None


def _opens_with(place: Place, owner: int, noun: int) -> bool:
    """Whether a sentence opens with where its subject says something (`In her reply, Helen Marsh thanked him`)."""
    tokens = place.tokens
    leads = owner == place.first + 1 and noun + 2 < place.at and tokens[noun + 1].text == ","
    named = right_phrase(tokens, noun + 2, place.at) if leads and tokens[place.first].low in PREPOSITIONS else None
    return named is not None and tokens[named.head].tag is NAME


_VIEWS = frozenset({"view", "eyes", "opinion", "judgment", "judgement", "estimation", "telling", "reckoning"})


def colon(place: Place) -> Attribution | None:
    """`S was clear: “Q”`: the subject of a sentence that a colon ends, whatever its verb."""
    tokens = place.tokens
    if place.at - 1 <= place.first or tokens[place.at - 1].text != ":":
        return None
    phrase = first_phrase(tokens, place.first, place.at - 1)
    if phrase is None or not plausible(tokens, phrase, strong=False):
        return None
    return Attribution("S …: Q", place.frame, phrase)


def as_what(place: Place) -> Attribution | None:
    """`S painted him as a “Q”`, with any verb; for `S rejected T’s description of it as a “Q”` the T."""
    tokens = place.tokens
    number = place.at - 1
    while number > place.first and tokens[number].low in ("a", "an", "the", "his", "her", "their", "its"):
        number -= 1
    if number <= place.first or tokens[number].low != "as":
        return None
    if any(t.low in _DESCRIBING for t in tokens[max(place.first, number - 6) : number]):
        return noun_cue(place)
    for verb in range(number - 1, place.first, -1):
        if tokens[verb - 1].low in RELATIVES or tokens[verb - 1].tag is POSSESSIVE:
            continue
        if tokens[verb].low == "by" and (verbish(tokens[verb - 1]) or tokens[verb - 1].low in ("seen", "understood")):
            by = right_phrase(tokens, verb + 1, number)
            if by and by.end == number and plausible(tokens, by, strong=False):
                return Attribution("V by S: Q", place.frame, by, (verb - 1, verb + 1))
        if verbish(tokens[verb]) and tokens[verb].low not in AUXILIARIES and not is_passive(tokens, verb, place.first):
            phrase = subject(tokens, verb, place.first)
            if phrase and plausible(tokens, phrase, strong=False):
                return Attribution("S … as Q", place.frame, phrase, (verb, verb + 1))
            return None
    return None


_DESCRIBING = frozenset(
    {"description", "descriptions", "characterization", "characterisation", "portrayal", "depiction"}
)


def weakly_governed(place: Place) -> Attribution | None:
    """`S attacked … “Q”`: the subject of a verb that only colours the quotation."""
    tokens = place.tokens
    for number in range(place.at - 1, place.first, -1):
        entry = verbs().get(tokens[number].low)
        if entry is None or entry.kind == "linked" or not is_verb(tokens, number, place.first):
            continue
        if is_passive(tokens, number, place.first):
            continue
        phrase = subject(tokens, number, place.first)
        if phrase and plausible(tokens, phrase, strong=False):
            return Attribution("S … Q", place.frame, phrase, (number, number + 1))
    return None
