"""Noun phrases, found leftwards from their end or rightwards from their beginning.

A shallow parser on closed lists of words: no word classes are guessed but where a word is more likely a verb.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.quotations.cues import is_verb, verbs
from annotations.quotations.frames import NAME, POSSESSIVE, QUOTE, STOP, WORD, Token
from annotations.quotations.roles import roles
from annotations.quotations.words import (
    AUXILIARIES,
    DETERMINERS,
    MONTHS,
    NOUN_PREPOSITIONS,
    POSSESSIVE_PRONOUNS,
    PRONOUNS,
    VERBS_OR_NOUNS,
    WEEKDAYS,
    word_set,
)


class Phrase(NamedTuple):
    """A noun phrase as a range of token numbers, with its head's number."""

    start: int
    end: int
    head: int


def verbish(token: Token) -> bool:
    """Whether a word outside closed classes is more likely a verb than a noun or an adjective."""
    low = token.low
    if token.tag is POSSESSIVE:
        return False
    if token.tag is NAME and not (low in verbs() and token.text.islower()):
        return False
    return (
        low in AUXILIARIES
        or (low in verbs() and low not in roles().nouns and (verbs()[low].form != "base" or low not in VERBS_OR_NOUNS))
        or low in _COMMON_VERBS
        or (low.endswith(("ed", "n't")) and len(low) > 4)
    )


_COMMON_VERBS = word_set(
    "went came took left met ran won lost stood sat knew thought saw led held kept gave got became began brought fell "
    "chose drew drove ate fought flew forgot hid hit rose sought sold sent shot shut slept spent threw wore comes "
    "goes takes makes wants needs seems appears wins loses runs leads keeps gets gives stands sits knows want need "
    "come take win lose run gone done taken given known shown drawn held seen"
)


def left_phrase(tokens: Sequence[Token], last: int, first: int) -> Phrase | None:
    """The noun phrase that ends at token `last`, with the phrase that it hangs on by a preposition."""
    base = _left_base(tokens, last, first)
    if base is None:
        return None
    start, head = base.start, base.head
    while start - 2 >= first and tokens[start - 1].low in NOUN_PREPOSITIONS:
        over = _left_base(tokens, start - 2, first)
        if over is None or tokens[over.head].low in PRONOUNS:
            break
        if _does(tokens[over.head], over.head == first) and tokens[over.start].low not in DETERMINERS:
            break
        office = tokens[over.head].tag is NAME and tokens[base.start].tag is NAME and base.start < base.head
        if not (office and tokens[base.head].tag is WORD and roles().kinds.get(tokens[base.head].low) == "person"):
            head = over.head  # but A Department for Transport spokesperson
        start = over.start
    return Phrase(start, base.end, head)


def _does(token: Token, opens: bool) -> bool:
    """Whether a word is a verb, with a capital too where it opens a sentence (`Asked about the remark, …`)."""
    opening = opens and token.tag is NAME and token.low in verbs() and verbs()[token.low].form == "past"
    return opening or verbish(token)


def _left_base(tokens: Sequence[Token], last: int, first: int) -> Phrase | None:
    if last < first:
        return None
    token = tokens[last]
    if token.low in PRONOUNS or token.low in _ALONE:
        return Phrase(last, last + 1, last)
    if not token.noun or token.adverb:
        return None
    if token.tag is NAME:
        run = last
        while run > first and tokens[run - 1].tag is NAME and tokens[run - 1].noun:
            run -= 1
        before = tokens[run - 1] if run > first else None
        if before is not None and before.tag is WORD and before.noun and not _introduces_name(before):
            return Phrase(run, last + 1, last)
    determiner = _determiner(tokens, last, first)
    if determiner is not None:
        behind = token.low in _BEHIND_NOUN and last - 1 > determiner
        return Phrase(determiner, last + 1, last - 1 if behind else last)
    start = last
    while start > first and _joins(tokens, start - 1):
        start -= 1
    return Phrase(start, last + 1, last)


_BEHIND_NOUN = word_set("familiar close aware present responsible involved knowledgeable concerned near privy loyal")
"""Adjectives that stand behind their noun (`three people familiar with the talks`)."""
_ALONE = word_set("one another some many several most both others all few two three")
"""Determiners that stand for a noun (`one said`)."""


def _introduces_name(token: Token) -> bool:
    """Whether a common noun stands before the name of who bears it (`spokesman Dmitry Peskov`)."""
    return bool(roles().kind(token.low)) or token.low in roles().titles


def _determiner(tokens: Sequence[Token], last: int, first: int) -> int | None:
    """The number of the determiner that opens the phrase ending at `last`, with another before it."""
    number = last
    while number > max(first - 1, last - 9) and (tokens[number].noun or tokens[number].tag is POSSESSIVE):
        if (
            tokens[number].low in verbs()
            and verbs()[tokens[number].low].kind == "speech"
            and verbs()[tokens[number].low].form == "past"
            and number < last
            and tokens[number].tag is WORD
        ):
            return None
        number -= 1
    if number < first or tokens[number].low not in DETERMINERS:
        return None
    if tokens[number].low == "that" and number > first and (tokens[number - 1].tag is not STOP):
        return None
    while number > first and tokens[number - 1].low in DETERMINERS and tokens[number - 1].low != "that":
        number -= 1
    return number


def _joins(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token belongs to the phrase that begins right behind it."""
    token = tokens[number]
    if token.tag is POSSESSIVE:
        return True
    return token.noun and not verbish(token) and token.low not in MONTHS and not token.adverb


def right_phrase(tokens: Sequence[Token], first: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at token `first`; `of …`, `for …` and a name in apposition belong to it."""
    if first >= limit:
        return None
    if tokens[first].low in PRONOUNS and tokens[first].low not in POSSESSIVE_PRONOUNS:
        return Phrase(first, first + 1, first)
    begin = _behind_determiners(tokens, first, limit)
    end = begin
    if not _begins_with_verb(tokens, begin, first):
        while end < limit and (_continues(tokens, end, begin) or _adjectives(tokens, end, begin, first, limit)):
            end += 1
    if end == begin:
        return _determiners_alone(tokens, first, begin, limit)
    end = _behind_portfolio(tokens, begin, end, limit)
    head = end - 1
    return None if tokens[head].tag is POSSESSIVE else Phrase(first, _behind_modifiers(tokens, end, limit), head)


def _behind_portfolio(tokens: Sequence[Token], begin: int, end: int, limit: int) -> int:
    """The end of a minister's name whose office has two parts (`Power and Energy Minister Kanchana Wijesekera`)."""
    if tokens[end - 1].tag is not NAME or end - begin > 3 or end >= limit or tokens[end].low not in ("and", "&", ","):
        return end
    if tokens[end].text == "," and not (end + 2 < limit and tokens[end + 2].low == "and"):
        return end
    number = end
    while number < limit and (tokens[number].tag is NAME or tokens[number].low in ("and", "&", ",")):
        number += 1
    office = next((n for n in range(end + 2, number - 1) if tokens[n].low in _OFFICES), None)
    if office is None or not all(token.low in _PORTFOLIOS for token in tokens[begin:end]):
        return end
    return number if tokens[number - 1].tag is NAME else end


_OFFICES = word_set("minister secretary commissioner spokesperson spokesman spokeswoman chief director")
_PORTFOLIOS = word_set(
    "power energy trade health justice defence defense foreign home finance economy economic industry agriculture food "
    "education science culture sport sports interior transport labour labor environment climate tourism housing land "
    "planning information technology communications women youth family commerce business investment water fisheries "
    "forests mines minerals petroleum oil gas works roads rural urban social welfare security public law internal "
    "external affairs research digital innovation religious local government equality"
)


def _behind_determiners(tokens: Sequence[Token], first: int, limit: int) -> int:
    number = first
    while number < limit and tokens[number].low in DETERMINERS:
        number += 1
    if first < number and number + 1 < limit and tokens[number].low in WEEKDAYS and tokens[number + 1].noun:
        number += 1
    return number


def _begins_with_verb(tokens: Sequence[Token], begin: int, first: int) -> bool:
    """Whether a reporting verb follows a determiner that stands alone (`one said`)."""
    if begin == first or begin >= len(tokens) or tokens[begin - 1].low in ("the", "a", "an"):
        return False
    return is_verb(tokens, begin, first) and verbs()[tokens[begin].low].kind == "speech"


def _determiners_alone(tokens: Sequence[Token], first: int, begin: int, limit: int) -> Phrase | None:
    """A phrase without a noun: `one`, `some of the children`."""
    if begin == first or tokens[first].low in ("the", "a", "an"):
        return None
    more = right_phrase(tokens, begin + 1, limit) if begin < limit and tokens[begin].low == "of" else None
    return Phrase(first, more.end if more else begin, begin - 1)


def _behind_modifiers(tokens: Sequence[Token], end: int, limit: int) -> int:
    """The end of what hangs on a noun that ends before token `end`: a preposition's phrase, a name in apposition."""
    head = end - 1
    if (end + 1 < limit and tokens[end].low in ("of", "for", "at", "from", "with", "in")) or (
        end + 1 < limit and tokens[end].low == "and" and tokens[end + 1].tag is NAME
    ):
        more = right_phrase(tokens, end + 1, limit)
        end = more.end if more else end
    named = end + 1 < limit and tokens[end].text == "," and tokens[end + 1].tag is NAME
    if named and tokens[head].tag is not NAME:
        more = right_phrase(tokens, end + 1, limit)
        if more is not None and (more.end >= limit or tokens[more.end].tag in (STOP, QUOTE)):
            end = more.end
    return end


def _adjectives(tokens: Sequence[Token], number: int, begin: int, first: int, limit: int) -> bool:
    """Whether a comma stands between two adjectives (`the bespectacled, 71-year-old diplomat`)."""
    return (
        tokens[number].text == ","
        and first < begin < number
        and number + 2 < limit
        and tokens[number - 1].tag is WORD
        and not roles().kind(tokens[number - 1].low)
        and tokens[number + 1].tag is not NAME
        and tokens[number + 1].noun
        and tokens[number + 2].noun
    )


def _continues(tokens: Sequence[Token], number: int, begin: int) -> bool:
    """Whether a token goes on with the noun phrase whose first content word is token `begin`."""
    token = tokens[number]
    if token.tag is POSSESSIVE:
        return number > begin
    if not token.noun or token.adverb:
        return False
    if number == begin:
        return True
    if token.tag is NAME:
        return True
    following = tokens[number + 1] if number + 1 < len(tokens) else None
    if tokens[number - 1].low.endswith("s") and is_verb(tokens, number, begin) and not (following and following.noun):
        return False
    if tokens[number - 1].tag is NAME and not _leads_to_role(tokens, number):
        return False
    if verbish(token):
        adjective = bool(following and following.noun and token.low not in verbs())
        return adjective and tokens[begin].tag is not NAME
    return not (token.low.endswith("ing") and not (following and following.noun and tokens[begin].tag is WORD))


def _leads_to_role(tokens: Sequence[Token], number: int) -> bool:
    """Whether common nouns behind a name end in a role (`New York real estate mogul`); else they are a verb."""
    for token in tokens[number : number + 4]:
        if token.tag is NAME or roles().kind(token.low):
            return True
        if not token.noun or verbish(token):
            return False
    return False
