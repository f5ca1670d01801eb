"""Who does a verb: the subject found leftwards, over adverbs, times, insertions and coordinated verbs."""

from collections.abc import Sequence

from annotations.quotations.cues import is_verb, verbs
from annotations.quotations.frames import NAME, NUMBER, QUOTE, STOP, WORD, Token
from annotations.quotations.insertions import antecedent, before_insertion, whole_phrase
from annotations.quotations.phrases import Phrase, left_phrase, right_phrase, verbish
from annotations.quotations.roles import roles
from annotations.quotations.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    MONTHS,
    NOUN_PREPOSITIONS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    WEEKDAYS,
    word_set,
)


def verb_group(tokens: Sequence[Token], verb: int, first: int) -> int:
    """The number of the first token of a verb with the auxiliaries, adverbs and negations before it."""
    start = verb
    while start > first and (tokens[start - 1].low in AUXILIARIES or tokens[start - 1].adverb):
        if (
            tokens[start - 1].tag is NAME
            and tokens[start - 1].low != "not"
            and tokens[start - 1].adverb
            and start - 2 >= first
            and tokens[start - 2].low in PREPOSITIONS
        ):
            break
        start -= 1
    if start - 3 > first and [t.low for t in tokens[start - 3 : start]] == ["in", "the", "past"]:
        return verb_group(tokens, start - 3, first)
    if start - 1 > first and tokens[start - 1].low == "last" and tokens[start - 2].tag is NAME:
        start -= 1
    if start > first and tokens[verb].low.endswith("ing") and tokens[start - 1].low in _PHASES:
        return verb_group(tokens, start - 1, first)
    return start


_PHASES = word_set("keep keeps kept start starts started begin begins began continue continues continued stop stopped")


def _over_time(tokens: Sequence[Token], last: int, first: int) -> int:
    """The number of the token before a time that ends at token `last` (`on Tuesday night`, `earlier this week`)."""
    number = last
    while number >= first and (
        tokens[number].low in TIMES
        or tokens[number].low in WEEKDAYS
        or tokens[number].low in MONTHS
        or (
            tokens[number].tag is NUMBER
            and number > first
            and (tokens[number - 1].low in MONTHS or tokens[number - 1].low == "in")
        )
    ):
        number -= 1
    if number == last:
        return last
    while number >= first and tokens[number].low in _BEFORE_TIME:
        number -= 1
    return number


_BEFORE_TIME = word_set("last this next earlier late early later same that the on in at during of a past recent every")


def subject(tokens: Sequence[Token], verb: int, first: int, depth: int = 0) -> Phrase | None:
    """Who does the verb at token `verb`, sought leftwards but not before token `first`."""
    start = verb_group(tokens, verb, first)
    before = _over_participle(tokens, _over_time(tokens, start - 1, first), first)
    if before < first or depth > _DEEP:
        return None
    token = tokens[before]
    form = verbs()[tokens[verb].low].form if tokens[verb].low in verbs() else ""
    if form == "ing" and not any(t.low in AUXILIARIES for t in tokens[start:verb]):
        return _of_participle(tokens, before, first, depth, speaks=tokens[verb].low in ("reading", "saying"))
    if token.low == "to":
        return _of_governor(tokens, before, first, depth)
    if token.low in CONJUNCTIONS:
        return _of_coordinated(tokens, before, first, depth)
    if token.low in RELATIVES:
        return antecedent(tokens, before, first)
    if token.text in (",", "-", ")"):
        inserted = before_insertion(tokens, before, first)
        if inserted is not None and tokens[inserted.head].low not in TIMES:
            return inserted
        return _of_coordinated(tokens, before, first, depth) if token.text == "," else None
    phrase = left_phrase(tokens, before, first)
    if phrase and _put_in(tokens, phrase, verb, first):
        return phrase
    return _of_adjacent(tokens, phrase, first, depth)


def _put_in(tokens: Sequence[Token], phrase: Phrase, verb: int, first: int) -> bool:
    """Whether a clause stands between commas in another one (`The deal, a senior aide said, is “Q”`)."""
    after = verb + 1 < len(tokens) and tokens[verb + 1].text == ","
    before = phrase.start > first and tokens[phrase.start - 1].text == ","
    return after and before and tokens[phrase.start].low in ("a", "an")


_DEEP = 3
"""How many verbs a subject may be handed on by."""


def _over_participle(tokens: Sequence[Token], last: int, first: int) -> int:
    """The number of the token before a participle behind its noun (`a report released last year said`)."""
    while last > first and tokens[last].tag is WORD and tokens[last].low.endswith("ed"):
        if not (verbish(tokens[last]) and tokens[last - 1].noun):
            break
        last -= 1
    return last


def _of_adjacent(tokens: Sequence[Token], phrase: Phrase | None, first: int, depth: int) -> Phrase | None:
    """The subject that a phrase right before the verb is, or of which it is the end."""
    if phrase is None:
        return None
    before = tokens[phrase.start - 1] if phrase.start > first else None
    if listed := _of_list(tokens, phrase, first):
        return listed
    hanging = before is not None and before.low in NOUN_PREPOSITIONS and phrase.start - 2 >= first
    if hanging and tokens[phrase.start - 2].low in CONJUNCTIONS:
        return _of_coordinated(tokens, phrase.start - 2, first, depth) or phrase
    if tokens[phrase.head].low in TIMES and before is not None:
        return _of_coordinated(tokens, phrase.start, first, depth)
    return whole_phrase(tokens, phrase, first)


def _of_list(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase | None:
    """The noun on which a list of names hangs that a phrase ends (`the ministers of Chile, Peru and Colombia`)."""
    number = phrase.start - 1
    if number <= first or tokens[number].low != "and" or tokens[phrase.head].tag is not NAME:
        return None
    while number > first and (tokens[number].tag is NAME or tokens[number].low in ("and", ",", "the")):
        number -= 1
    over = left_phrase(tokens, number - 1, first) if tokens[number].low in ("of", "from") else None
    return Phrase(over.start, phrase.end, over.head) if over and roles().kind(tokens[over.head].low) else None


def _of_coordinated(tokens: Sequence[Token], before: int, first: int, depth: int) -> Phrase | None:
    """The subject of the verb before `and`: `Moscow denied targeting civilians and claimed`.

    A verb in a clause that itself hangs on a reporting verb is passed over (`she said he lied and added`).
    """
    nearest = None
    for number in range(before - 1, first, -1):
        token = tokens[number]
        if token.text in (";", ":"):
            return nearest or first_phrase(tokens, number + 1, before)
        if token.tag is QUOTE or not (verbish(token) or is_verb(tokens, number, first)) or token.low.endswith("ing"):
            continue
        if tokens[number - 1].low == "to" or tokens[number - 1].low in DETERMINERS:
            continue
        found = subject(tokens, number, first, depth + 1)
        if found is None or found.end > number:
            continue
        if nearest is not None and found.start >= nearest.start:
            continue
        nearest = found
        if found.start <= first or not _hangs(tokens, found.start - 1, first):
            return found
    return nearest or first_phrase(tokens, first, before)


def _hangs(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether a clause that begins behind token `number` hangs on a verb (`said that he`, `said he`)."""
    if tokens[number].low == "that":
        number -= 1
    return number > first and (verbish(tokens[number]) or is_verb(tokens, number, first))


def _of_governor(tokens: Sequence[Token], to: int, first: int, depth: int) -> Phrase | None:
    """The subject of the verb on which an infinitive hangs (`he refused to call it`), or of `for him to call it`."""
    phrase = left_phrase(tokens, to - 1, first)
    if phrase is not None and phrase.start > first and tokens[phrase.start - 1].low == "for":
        return phrase
    return _of_coordinated(tokens, to, first, depth)


def _of_participle(tokens: Sequence[Token], before: int, first: int, depth: int, speaks: bool) -> Phrase | None:
    """Who is `calling`: the noun right before it, or the subject of the sentence; a sign `speaks` in `reading`."""
    token = tokens[before]
    if token.low == "as" and (quoted := left_phrase(tokens, before - 1, first)) and quoted.start > first:
        over = verbs().get(tokens[quoted.start - 1].low)
        if over and over.base in ("quote", "cite"):
            return quoted
    if (
        token.text == ","
        and before - 1 > first
        and is_verb(tokens, before - 1, first)
        and verbs()[tokens[before - 1].low].kind == "speech"
    ):
        return subject(tokens, before - 1, first, depth + 1)
    if token.noun and not token.adverb and not verbish(token):
        phrase = left_phrase(tokens, before, first)
        shows = speaks and phrase is not None and tokens[phrase.head].low in _SHOWING
        if phrase and (shows or roles().kind(tokens[phrase.head].low) != "document"):
            return phrase
        if phrase:
            return _of_coordinated(tokens, phrase.start, first, depth) or phrase
    return _of_main(tokens, before, first, depth)


_SHOWING = word_set("sign banner poster placard hat cap shirt t-shirt plaque sticker billboard headline flag button")


def _of_main(tokens: Sequence[Token], before: int, first: int, depth: int) -> Phrase | None:
    """The subject of the sentence's first verb before a token; of the clause's, where a semicolon begins one."""
    first = next((n + 1 for n in range(before, first, -1) if tokens[n].text == ";"), first)
    found = first_phrase(tokens, first, before)
    if found is not None:
        return found
    return _of_coordinated(tokens, before, first, depth)


def first_phrase(tokens: Sequence[Token], first: int, limit: int) -> Phrase | None:
    """The first noun phrase of a clause, behind what leads it in (`In Ohio on Monday, Trump …`)."""
    number = first
    while number < limit:
        token = tokens[number]
        if token.tag in (QUOTE, STOP) or token.low in CONJUNCTIONS or token.low == "that" or _loose_adverb(token):
            number += 1
        elif _leads_in(tokens, number, first, limit):
            commas = (n for n in range(number, limit) if tokens[n].text == "," and not _in_list(tokens, n, limit))
            comma = next(commas, None)
            if comma is None:
                return right_phrase(tokens, number + 1, limit) if token.low in SUBORDINATORS else None
            number = comma + 1
        else:
            phrase = right_phrase(tokens, number, limit)
            if phrase is None or tokens[phrase.head].low not in TIMES or phrase.end >= limit:
                return phrase
            number = phrase.end
    return None


def _loose_adverb(token: Token) -> bool:
    return token.adverb and not token.noun


def _leads_in(tokens: Sequence[Token], number: int, first: int, limit: int) -> bool:
    """Whether a token opens what stands before the subject: a preposition, a subordinator, a participle."""
    low = tokens[number].low
    if low in PREPOSITIONS or low in SUBORDINATORS or low in ("asked", "according"):
        return True
    if number > first or not low.endswith(("ing", "ed")) or len(low) < 5 or low in roles().nouns:
        return False
    return not (tokens[number].tag is NAME and number + 1 < limit and tokens[number + 1].tag is NAME)


def _in_list(tokens: Sequence[Token], comma: int, limit: int) -> bool:
    """Whether a comma stands in a date or a place (`on April 6, 2016,`; `in Boise, Idaho,`)."""
    if comma + 1 >= limit:
        return False
    following = tokens[comma + 1]
    if following.tag is NUMBER:
        return True
    return (
        following.tag is NAME and tokens[comma - 1].tag is NAME and comma + 2 < limit and tokens[comma + 2].text == ","
    )
