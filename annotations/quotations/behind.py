"""Rules on the words behind a quotation: `“Q,” S said`, `“Q,” said S`, `“Q” — S`."""

from collections.abc import Sequence

from annotations.quotations.attributions import Attribution, Place, plausible
from annotations.quotations.cues import is_passive, is_verb, verbs
from annotations.quotations.frames import NAME, NUMBER, POSSESSIVE, QUOTE, STOP, WORD, Token
from annotations.quotations.phrases import Phrase, left_phrase, right_phrase, verbish
from annotations.quotations.subjects import subject, verb_group
from annotations.quotations.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    VERBS_OR_NOUNS,
)


def _no_subject(head: Token) -> bool:
    """Whether what follows a verb is its object or another verb (`Read said`)."""
    verb = head.tag is WORD and head.low in verbs() and verbs()[head.low].form != "base"
    return verb or head.low in ("it", "them", "him", "her", "me", "us")


def with_modifiers(tokens: Sequence[Token], phrase: Phrase, limit: int) -> Phrase:
    """A common noun with all that follows it to the next stop: `one Democrat familiar with the discussion`."""
    if tokens[phrase.head].tag is NAME and tokens[phrase.start].tag is NAME:
        return phrase
    stop = next((n for n in range(phrase.end, limit) if tokens[n].tag in (STOP, QUOTE)), limit)
    rest = [token for token in tokens[phrase.end : stop] if token.tag is not POSSESSIVE]
    loose = any(t.low in SUBORDINATORS or t.low in RELATIVES or t.low in AUXILIARIES or t.adverb for t in rest)
    return phrase if loose or stop - phrase.end > 7 else phrase._replace(end=stop)


_BETWEEN = frozenset({",", "-", "...", "[", "]", "*", "_"})
"""What may stand between a quotation and its reporting clause, footnote marks and Markdown's emphasis too."""


def tail(place: Place) -> Attribution | None:
    """`“Q,” S V`, `“Q,” V S`: the reporting clause right behind the quotation."""
    tokens, at = place.tokens, place.at
    limit = next((n for n in range(at + 1, place.end) if tokens[n].tag is QUOTE or tokens[n].text == ";"), place.end)
    number = at + 1
    while number < limit and (
        tokens[number].text in _BETWEEN or (tokens[number].tag is NUMBER and tokens[number - 1].text == "[")
    ):
        number += 1
    open_end = number > at + 1 or place.last in ",?!—-–….。，" or at == place.first
    if number + 1 < limit and tokens[number].low in ("a", "ha") and tokens[number + 1].low in verbs():
        number += 1  # a déclaré, ha detto
    while number < limit and tokens[number].adverb and tokens[number].tag is not NAME:
        number += 1
    if number >= limit or not open_end:
        return None
    if tokens[number].low == "as":
        return _short_clause(place, number)  # “…,” as S tells it
    before = tokens[place.first : at]
    if _closes_subordinate(place, number, limit):
        return None
    whole = place.words[:1].isupper() and place.words.count(" ") > 2
    prefix = "Q, " if whole or all(token.tag in (QUOTE, STOP) for token in before) else "… Q, "
    return _clause(place, number, limit, prefix) or (
        _clause(place, number, place.end, prefix) if limit < place.end else None
    )


def _closes_subordinate(place: Place, number: int, limit: int) -> bool:
    """Whether the quotation ends a clause with its own reporting verb, and the main clause says something else.

    `After S said it was “Q,” T replied: “…”`, `While S called it “Q,” T denied the report.`
    """
    tokens, first = place.tokens, place.first
    lead = next((n for n in range(first, min(first + 3, place.at)) if tokens[n].low in _LEADING), None)
    if lead is None or not place.frame.ends_in_comma(tokens[place.at]):
        return False
    verb = next((n for n in range(number + 1, limit) if tokens[n].low in verbs() and is_verb(tokens, n, number)), None)
    if verb is None or verb + 1 >= place.end:
        return False
    reports = any(
        verbs()[tokens[n].low].kind in ("speech", "naming") and is_verb(tokens, n, lead)
        for n in range(lead + 2, place.at)
        if tokens[n].low in verbs()
    )
    behind = tokens[verb + 1]
    own = tokens[limit].tag is QUOTE if limit < place.end else False
    return reports and (own or behind.noun or behind.low in DETERMINERS or behind.low == "that")


_LEADING = frozenset({"after", "while", "although", "though", "when", "whereas", "as", "because", "since"})


def _clause(place: Place, number: int, limit: int, prefix: str) -> Attribution | None:
    """A reporting clause that begins at token `number`, either way round."""
    tokens = place.tokens
    entry = verbs().get(tokens[number].low)
    inverted = entry is not None and entry.kind in ("speech", "linked") and entry.form != "ing" and entry.base != "tell"
    if inverted and entry and not (entry.form == "base" and entry.base in VERBS_OR_NOUNS):
        phrase = right_phrase(tokens, number + 1, limit)
        if phrase and not _no_subject(tokens[phrase.head]) and plausible(tokens, phrase, strong=True):
            phrase = with_modifiers(tokens, phrase, limit)
            rule = "V S, …" if phrase.end < place.end and tokens[phrase.end].text in (",", "(") else "V S"
            return Attribution(prefix + rule, place.frame, phrase, (number, number + 1))
    low = tokens[number].low
    if (
        low in CONJUNCTIONS
        or low in SUBORDINATORS
        or low in RELATIVES
        or low in PREPOSITIONS
        or (entry and entry.form == "ing")
    ):
        return None
    phrase = right_phrase(tokens, number, limit)
    if phrase is None:
        return _near_clause(place, number, limit, prefix)
    for verb in range(max(number + 1, phrase.end), limit):
        entry = verbs().get(tokens[verb].low)
        if entry is None or entry.form == "ing" or not is_verb(tokens, verb, number):
            continue
        begin = verb_group(tokens, verb, number)
        if tokens[begin - 1].low in ("who", "which", "that", "to") or is_passive(tokens, verb, number):
            continue
        if begin > phrase.end and (verbish(tokens[phrase.end]) or tokens[phrase.end].low in AUXILIARIES):
            return None
        found = subject(tokens, verb, number)
        if found is not None and found.start < phrase.end and plausible(tokens, phrase, entry.kind == "speech"):
            return Attribution(prefix + "S V", place.frame, phrase, (verb_group(tokens, verb, number), verb + 1))
        break
    return _near_clause(place, number, limit, prefix)


def _near_clause(place: Place, number: int, limit: int, prefix: str) -> Attribution | None:
    """The same for a subject that isn't understood from its beginning, but is right before its verb."""
    tokens = place.tokens
    for verb in range(number + 1, min(limit, number + 10)):
        if tokens[verb].tag is STOP:
            return None
        entry = verbs().get(tokens[verb].low)
        if entry and entry.kind == "speech" and entry.form != "ing" and is_verb(tokens, verb, number):
            phrase = left_phrase(tokens, verb - 1, number)
            if phrase and tokens[phrase.head].tag is NAME:
                return Attribution(prefix + "S V", place.frame, phrase, (verb, verb + 1))
            return None
    return None


def late_tail(place: Place) -> Attribution | None:
    """`… “Q” …, S V.`: a reporting clause that ends the sentence."""
    tokens = place.tokens
    for number in range(place.at + 1, place.end - 1):
        if tokens[number].text == ";":
            return None
        if tokens[number].low == "according" and tokens[number + 1].low == "to":
            phrase = right_phrase(tokens, number + 2, place.end)
            if phrase:
                return Attribution("Q …, according to S", place.frame, phrase, (number, number + 2))
        if tokens[number].text == "," or (tokens[number].tag is QUOTE and place.frame.ends_in_comma(tokens[number])):
            found = _short_clause(place, number + 1)
            if found:
                return found
    return None


def _short_clause(place: Place, number: int) -> Attribution | None:
    """`S V` or `V S` at token `number` with nothing between the two."""
    tokens, end = place.tokens, place.end
    if number >= end:
        return None
    if tokens[number].low == "as":
        number += 1
    entry = verbs().get(tokens[number].low) if number < end else None
    if entry and entry.kind == "speech" and entry.form in ("past", "finite"):
        phrase = right_phrase(tokens, number + 1, end)
        if phrase and plausible(tokens, phrase, strong=False) and entry.base != "tell":
            return Attribution("Q …, V S", place.frame, phrase, (number, number + 1))
    phrase = right_phrase(tokens, number, end)
    if phrase is None:
        return None
    verb = phrase.end
    while verb < end and (tokens[verb].low in AUXILIARIES or tokens[verb].adverb):
        verb += 1
    entry = verbs().get(tokens[verb].low) if verb < end else None
    if entry and entry.kind in ("speech", "linked") and entry.form != "ing" and plausible(tokens, phrase, strong=True):
        return Attribution("Q …, S V", place.frame, phrase, (phrase.end, verb + 1))
    return None


def copular(place: Place) -> Attribution | None:
    """`“Q,” was the verdict of S`, `“Q” was S’s verdict`, `“Q” is how S put it`."""
    tokens, at, end = place.tokens, place.at, place.end
    if at + 3 >= end or at != place.first or tokens[at + 1].low not in ("is", "was"):
        return None
    if tokens[at + 2].low == "how":
        verb = next((n for n in range(at + 4, end) if tokens[n].low in verbs() and tokens[n - 1].tag is not QUOTE), end)
        put = subject(tokens, verb, at + 3) if verb < end else None
        return Attribution("Q was the N of S", place.frame, put, (verb, verb + 1)) if put else None
    noun = at + 2
    while noun < end and (tokens[noun].low in DETERMINERS or tokens[noun].tag is POSSESSIVE or tokens[noun].noun):
        noun += 1
    noun -= 1
    if tokens[noun].tag is not WORD or not tokens[noun].noun:
        return None
    of = noun + 1 < end and tokens[noun + 1].low in ("of", "from", "by")
    owner = tokens[noun - 1].tag is POSSESSIVE or tokens[at + 2].low in ("his", "her")
    phrase = right_phrase(tokens, noun + 2, end) if of else left_phrase(tokens, noun - 1, at + 2) if owner else None
    if phrase is None or not (owner or plausible(tokens, phrase, strong=False)):
        return None
    return Attribution("Q was the N of S", place.frame, phrase, (at + 1, noun + 1))


def signed(place: Place) -> Attribution | None:
    """`“Q” — S`: a name behind a dash, with nothing but a title behind it."""
    tokens, at = place.tokens, place.at
    if at + 2 > len(tokens) - 1 or tokens[at + 1].text != "-" or at != place.first:
        return None
    end = next((n for n in range(at + 2, len(tokens)) if tokens[n].tag in (STOP, QUOTE)), len(tokens))
    phrase = right_phrase(tokens, at + 2, end)
    named = phrase is not None and phrase.end == end and all(t.tag is NAME for t in tokens[phrase.start : phrase.end])
    return Attribution("signed", place.frame, phrase) if phrase and named else None


def agent(place: Place) -> Attribution | None:
    """`called “Q” by S`."""
    tokens, at = place.tokens, place.at
    if at + 2 < place.end and tokens[at + 1].low == "by":
        phrase = right_phrase(tokens, at + 2, place.end)
        if phrase and plausible(tokens, phrase, strong=False):
            return Attribution("Q by S", place.frame, phrase, (at + 1, at + 2))
    return None
