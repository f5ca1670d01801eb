"""What stands between a subject and its verb: appositions, relative clauses, participles, between commas or not."""

from collections.abc import Sequence

from annotations.quotations.cues import verbs
from annotations.quotations.firstnames import first_names, folded
from annotations.quotations.frames import NAME, QUOTE, STOP, WORD, Token
from annotations.quotations.phrases import Phrase, left_phrase, right_phrase, verbish
from annotations.quotations.places import places
from annotations.quotations.roles import roles
from annotations.quotations.words import (
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)


def whole_phrase(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase:
    """The phrase to which the one found belongs as the end of a clause or an apposition within it; else itself."""
    return (
        _out_of_relative(tokens, phrase, first)
        or _out_of_modifier(tokens, phrase, first)
        or _unclosed_apposition(tokens, phrase, first)
        or phrase
    )


_MANY = 12
"""How many tokens a phrase or an antecedent may lie away."""


def _unclosed_apposition(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase | None:
    """The name before an apposition whose second comma is missing (`Gary Byrne, a former agent has written`)."""
    start = phrase.start
    if start - 2 > first and tokens[start - 1].low == "and" and roles().kind(tokens[start - 2].low):
        before = left_phrase(tokens, start - 2, first)
        start = before.start if before else start
    elif tokens[start].low not in ("a", "an", "the"):
        return None
    if start - 2 < first or tokens[start - 1].text != ",":
        return None
    over = left_phrase(tokens, start - 2, first)
    named = (
        over is not None and over.start == first and tokens[over.head].tag is NAME and tokens[over.start].tag is NAME
    )
    return over if named else None


def antecedent(tokens: Sequence[Token], relative: int, first: int) -> Phrase | None:
    """The phrase before `who`, `which` or `that`."""
    before = relative - 1
    if before >= first and tokens[before].text in (",", "-", "("):
        before -= 1
    if before >= first and tokens[before].text == ")":
        return before_insertion(tokens, before, first)
    if before < first or not (tokens[before].noun or tokens[before].low in PRONOUNS):
        return Phrase(relative, relative + 1, relative) if tokens[relative].low == "who" else None
    phrase = left_phrase(tokens, before, first)
    if phrase is None:
        return None
    if tokens[relative].low == "who" and phrase.start > first and tokens[phrase.start - 1].text == ",":
        return _chain(tokens, phrase, first)
    return phrase


def _out_of_relative(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase | None:
    """The antecedent where the phrase is the object within a relative clause (`people who know him said`)."""
    before = phrase.start - 1
    if before < first or tokens[before].tag is not WORD or tokens[before].low in SUBORDINATORS | CONJUNCTIONS:
        return None
    if not verbish(tokens[before]) and tokens[before].low not in PREPOSITIONS:
        return None
    for number in range(before, max(first, before - _MANY), -1):
        if tokens[number].tag in (STOP, QUOTE):
            return None
        if tokens[number].low in ("who", "which", "that") and tokens[number - 1].noun and number > first:
            if verbs().get(tokens[number - 1].low):
                return None
            return left_phrase(tokens, number - 1, first)
    return None


def _out_of_modifier(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase | None:
    """The head of a phrase with a participle (`Protesters marching through the streets chanted`)."""
    if not _governed(tokens, phrase, first):
        return None
    begin = phrase.start
    while begin > first and tokens[begin - 1].tag not in (STOP, QUOTE) and tokens[begin - 1].low not in CONJUNCTIONS:
        begin -= 1
    found = right_phrase(tokens, begin, phrase.start)
    doing = found is not None and found.end < phrase.start and tokens[found.end].low.endswith("ing")
    return found if doing else None


def before_insertion(tokens: Sequence[Token], close: int, first: int) -> Phrase | None:
    """The phrase before an insertion that ends at token `close`: `Hope Hicks, a spokeswoman for Mr. Trump, said`."""
    if tokens[close].text == "," and close - 1 > first and tokens[close - 1].text == ")":
        close -= 1
    opener = {")": "(", "-": "-", ",": ","}[tokens[close].text]
    for number in range(close - 1, first, -1):
        if tokens[number].text == ";":
            return None
        if tokens[number].text != opener:
            continue
        found = _at_opener(tokens, number, close, first)
        if found is not None or opener != ",":
            return found
    return None


def _at_opener(tokens: Sequence[Token], opener: int, close: int, first: int) -> Phrase | None:
    """The phrase that ends before an insertion's opening comma, dash or bracket."""
    last = opener - 1
    if last >= first and tokens[last].text in (")", ","):
        return before_insertion(tokens, last, first)
    if tokens[last].low in RELATIVES:
        return antecedent(tokens, last, first)
    phrase = left_phrase(tokens, last, first)
    if phrase is None:
        return None
    speaks = roles().kind(tokens[phrase.head].low)
    if tokens[opener].text == "," and not speaks and _is_person(tokens, opener + 1, close):
        return Phrase(opener + 1, close, close - 1)
    if _governed(tokens, phrase, first):
        return None
    if tokens[opener].text == "," and tokens[phrase.head].tag is WORD and speaks and _names(tokens, opener + 1, close):
        return Phrase(phrase.start, close, phrase.head)
    return _chain(tokens, phrase, first)


def _names(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether an insertion is the name of who bears the role before it (`its director, Jeremy Coles, said`)."""
    if begin < end and tokens[begin].low == "the":
        begin += 1
    named = 0 < end - begin <= _LONGEST_NAME and all(token.tag is NAME for token in tokens[begin:end])
    return named and not is_place(tokens, Phrase(begin, end, end - 1))


_LONGEST_NAME = 5
"""Words of a name with its title."""


def _is_person(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether some tokens are a full name with a known first name."""
    return (
        end - begin >= 2
        and folded(tokens[begin].text) in first_names()
        and all(t.tag is NAME for t in tokens[begin:end])
    )


def _governed(tokens: Sequence[Token], phrase: Phrase, first: int) -> bool:
    """Whether a phrase is an object or hangs on a preposition, and so is no subject."""
    if phrase.start <= first:
        return False
    before = tokens[phrase.start - 1]
    if before.low in PREPOSITIONS and before.low not in SUBORDINATORS:
        return True
    doing = before.tag is WORD and before.low.endswith("ing") and len(before.low) > 4 and before.noun
    return before.low == "to" or doing or verbish(before)


def _chain(tokens: Sequence[Token], phrase: Phrase, first: int) -> Phrase:
    """The first of several phrases in apposition: `Jane Doe, 45, a lawyer, of Boise, Idaho, said`."""
    while phrase.start - 2 >= first and tokens[phrase.start - 1].text == ",":
        if tokens[phrase.head].low in PRONOUNS:
            break
        over = left_phrase(tokens, phrase.start - 2, first)
        if (
            over is None
            or _governed(tokens, over, first)
            or verbish(tokens[over.head])
            or tokens[over.head].low in TIMES
        ):
            break
        if tokens[phrase.head].tag is NAME and not is_place(tokens, phrase):
            break
        phrase = over
    return phrase


def is_place(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase is the name of a country, state or city."""
    return " ".join(t.low for t in tokens[phrase.start : phrase.end]) in places()
