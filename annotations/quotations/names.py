"""Proper names in running text: where they stand, and what stands with them that tells who it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.quotations.cues import verbs
from annotations.quotations.firstnames import first_names, folded
from annotations.quotations.frames import NAME, NUMBER, POSSESSIVE, QUOTE, STOP, Token
from annotations.quotations.places import demonyms, places
from annotations.quotations.roles import roles
from annotations.quotations.words import AUXILIARIES, DETERMINERS, MONTHS, WEEKDAYS, word_set

_PARTICLES = word_set("de da di del della der den van von bin ibn al el la le los dos du ten ter zu ap ab 't y e o")
_SUFFIXES = word_set("jr. sr. jr sr ii iii iv")
_BODIES = word_set(
    "committee commission council court congress senate house parliament party government ministry department agency "
    "office bureau board bank university college school institute institution center centre foundation fund "
    "association organization organisation union federation league society club company corporation corp corp. inc "
    "inc. co co. ltd ltd. llc group holdings industries partners media news times post journal tribune herald "
    "guardian telegraph mail sun star globe gazette chronicle observer network television tv radio press agency "
    "service services magazine review weekly daily today project initiative campaign coalition alliance movement "
    "front army navy force forces guard police church hospital museum library airlines airways motors street avenue "
    "road hotel tower building square park river lake sea ocean mountain island islands bay county city state states "
    "kingdom republic emirates nations assembly conference convention summit act bill law treaty accord agreement war "
    "revolution day week year award prize cup administration pac watch reserve exchange trust authority kremlin "
    "pentagon twitter facebook google apple amazon microsoft youtube instagram reuters hamas hezbollah taliban nato "
    "isis show hill medicare obamacare brexit university's daily beast caller politico breitbart huffpost buzzfeed "
    "bible constitution internet lane"
)


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of somebody or something by name."""

    paragraph: int
    start: int
    """Offset of the name itself, titles apart."""
    end: int
    words: tuple[str, ...]
    """The name, titles apart, as written."""
    roles: frozenset[str]
    """Titles, common nouns and names that stand with it, in lower case: `kremlin`, `spokesman`."""
    quoted: bool = False
    """Whether it stands within a quotation."""

    @property
    def name(self) -> str:
        """The name as one string."""
        return " ".join(self.words)


def is_body(words: Sequence[str]) -> bool:
    """Whether a name is that of a body, a place or a thing rather than of a person."""
    lows = [word.lower().strip(".") for word in words]
    if len(words) == 2 and _SYLLABLES.fullmatch(words[1]):
        return False
    if " ".join(lows) in places() or " ".join(word.lower() for word in words) in places():
        return True
    if lows[-1] in _BODIES or "&" in words or "of" in lows:
        return True
    if any(low in _BODIES for low in lows) and lows[0] not in first_names():
        return True
    return (len(words) == 1 and (words[0].isupper() and 2 <= len(words[0]) <= 6)) or lows[-1] in demonyms()


_SYLLABLES = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")
"""A given name of two syllables, behind a surname that may be a common word (`Park Ji-won`)."""


def is_title(word: str) -> bool:
    """Whether a capitalised word stands before a name and isn't of it (`Sen.`, `Chairman`, `Democrat`, `Russian`)."""
    low = word.lower().strip(".")
    if low in roles().titles:
        return True
    if low in _NAMES_TOO:
        return False
    return (roles().listed(low) == "person" or low in demonyms()) and low not in first_names()


_NAMES_TOO = word_set("son man sun guy boy kid folk")
"""Nouns for people that are parts of names as well (`Ri Son Gwon`)."""


def behind_title(words: Sequence[str]) -> int:
    """How many words before a full name tell what somebody does: 1 in `Auditor Simon Peel`, 0 in `Maria Holm Berg`.

    Such a word ends like a role or stands in lower case, and a known first name follows it.
    """
    if len(words) < 3 or folded(words[1]) not in first_names() or folded(words[0]) in first_names():
        return 0
    low = words[0].lower()
    return int(words[0].islower() or low.startswith("ex-") or low.endswith(_TITLE_ENDINGS))


_TITLE_ENDINGS = ("or", "er", "ist", "ian", "man", "woman", "ant", "eur", "meister", "minister")


def is_alone_a_name(word: str, determined: bool) -> bool:
    """Whether one capitalised word is a name: `Dean` is, `the Dean`, `Republicans` and `Russian` aren't."""
    low = word.lower().strip(".")
    if low in demonyms() and low not in places():
        return False
    if low in roles().titles or low in _GROUPS:
        return False
    return not (roles().listed(low) and (determined or low.endswith("s")))


_GROUPS = word_set(
    "republican democrat democratic conservative liberal socialist independent populist moderate congress"
)


def names_in(paragraph: int, tokens: Sequence[Token], starts: frozenset[int], quoted: bool = False) -> list[Named]:
    """The names among the tokens of a paragraph; `starts` are the tokens that begin sentences."""
    found = []
    number = 0
    while number < len(tokens):
        if not _may_begin(tokens, number):
            number += 1
            continue
        end = _run_end(tokens, number)
        named = _named(paragraph, tokens, number, end, number in starts, quoted)
        if named is not None:
            found.append(named)
        number = end
    return found


def _may_begin(tokens: Sequence[Token], number: int) -> bool:
    token = tokens[number]
    return (
        token.tag is NAME and token.noun and token.low not in WEEKDAYS and token.low not in MONTHS and not token.adverb
    )


def _run_end(tokens: Sequence[Token], begin: int) -> int:
    number = begin + 1
    while number < len(tokens):
        token = tokens[number]
        if token.start - tokens[number - 1].end > 1:
            break
        if _nickname(tokens, number):
            number += 2
            continue
        if (
            token.tag is NAME
            and (token.noun or token.low in _PARTICLES)
            and token.low not in WEEKDAYS
            and token.low not in MONTHS
        ):
            number += 1
        else:
            after = number
            while after < len(tokens) and tokens[after].low in _PARTICLES:
                after += 1
            if after == number or after >= len(tokens) or tokens[after].tag is not NAME or not tokens[after].noun:
                break
            number = after + 1
    return number


def _nickname(tokens: Sequence[Token], number: int) -> bool:
    """Whether a short quotation stands between two names (`Luis “El Toro” Mena`)."""
    if tokens[number].tag is not QUOTE or number + 1 >= len(tokens):
        return False
    nickname = tokens[number].text[1:2].isupper() and len(tokens[number].text) < _NICKNAME
    before = tokens[number - 1]
    return (
        nickname and before.tag is NAME and before.noun and tokens[number + 1].tag is NAME and tokens[number + 1].noun
    )


_NICKNAME = 24
"""Characters that a nickname in its marks has at most."""


def _named(paragraph: int, tokens: Sequence[Token], begin: int, end: int, initial: bool, quoted: bool) -> Named | None:
    first = begin
    for number in range(begin, end - 1):
        if is_title(tokens[number].low):
            first = number + 1
    if initial and first == begin and end - begin > 2 and tokens[begin].low in verbs():
        first += 1
    first = _first_name(tokens, first, end)
    first += behind_title([token.text for token in tokens[first:end]])
    words = tuple(token.text for token in tokens[first:end] if token.tag is not QUOTE)
    if len(words) == 1:
        low = tokens[first].low.strip(".")
        if not is_alone_a_name(low, determined=begin > 0 and tokens[begin - 1].low in DETERMINERS):
            return None
        if (
            initial
            and first == begin
            and low not in first_names()
            and low not in places()
            and not _acts(tokens, end, quoted)
        ):
            return None
    said = {tokens[n].low.strip(".") for n in range(begin, first)}
    said |= _before(tokens, begin) | _behind(tokens, end)
    return Named(paragraph, tokens[first].start, tokens[end - 1].end, words, frozenset(said), quoted)


def _acts(tokens: Sequence[Token], number: int, quoted: bool) -> bool:
    """Whether a verb or a possessive stands at a token, so that the capital before it is a name's.

    A comma tells that too, but not in speech (`Stop, …`).
    """
    if number >= len(tokens):
        return False
    token = tokens[number]
    return (
        token.tag is POSSESSIVE
        or token.adverb
        or token.low in AUXILIARIES
        or token.low in verbs()
        or (token.text in ",(" and not quoted)
    )


def _first_name(tokens: Sequence[Token], first: int, end: int) -> int:
    """Where a person's name begins behind the end of a title (`Minister of Foreign Affairs Antonio Tajani`)."""
    if first == 0 or tokens[first - 1].low != "of":
        return first
    known = next((n for n in range(first, end - 1) if folded(tokens[n].text) in first_names()), first)
    before = tokens[first:known]
    return known if all(len(token.text) > 2 and token.tag is NAME for token in before) else first


def _before(tokens: Sequence[Token], begin: int) -> set[str]:
    """The nouns before a name (`the Kremlin spokesman Dmitry Peskov`), or the role before its comma."""
    number = begin - 1
    if number > 0 and tokens[number].text == "," and roles().kinds.get(tokens[number - 1].low) == "person":
        number -= 1
    words: set[str] = set()
    while number >= 0 and begin - number < 6 and (tokens[number].noun or tokens[number].tag is POSSESSIVE):
        words.add(tokens[number].low)
        number -= 1
    return words if any(roles().listed(word) == "person" or word in roles().titles for word in words) else set()


_PARTIES = {"R": "republican", "D": "democrat"}
"""What stands in brackets behind the names of American politicians: `(R-Fla.)`."""


def _behind(tokens: Sequence[Token], end: int) -> set[str]:
    """The words of an apposition or of `is a …` behind a name."""
    if end + 1 >= len(tokens):
        return set()
    token = tokens[end]
    if token.text == "(" and (party := _PARTIES.get(tokens[end + 1].text.split("-")[0])):
        return {party}
    if token.text == "," or token.low in ("is", "was"):
        words: set[str] = set()
        for number in range(end + 1, min(end + 12, len(tokens))):
            here = tokens[number]
            if here.tag is STOP or (
                here.tag is not POSSESSIVE
                and not here.noun
                and here.low not in DETERMINERS
                and here.low not in ("of", "for", "and")
            ):
                break
            if here.noun and here.tag is not NUMBER:
                words.add(here.low)
        opening = tokens[end + 1]
        told = (
            opening.low in DETERMINERS
            or opening.low in ("former", "who")
            or roles().listed(opening.low)
            or token.low in ("is", "was")
        )
        return words if told and any(roles().listed(word) == "person" for word in words) else set()
    return set()
