"""The lexicon of reporting: verbs and phrases that tie a quotation to who says it."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from annotations.quotations.frames import NAME, POSSESSIVE, WORD, Token
from annotations.quotations.roles import roles
from annotations.quotations.words import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    VERBS_OR_NOUNS,
    word_set,
)

DATA = Path(__file__).parent / "data"


class Verb(NamedTuple):
    """One form of a reporting verb."""

    base: str
    kind: str
    """`speech` (said), `naming` (called) or `attitude` (criticised): how strongly it points to a speaker."""
    form: str
    """`finite`, `past` (finite or participle), `base` (infinitive or plural present) or `ing`."""


def _regular(base: str) -> list[tuple[str, str]]:
    vowel = base[-2:-1] in tuple("aeiou")
    ending_y = base.endswith("y") and not vowel
    third = base[:-1] + "ies" if ending_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = base[:-1] + "ied" if ending_y else base + "d" if base.endswith("e") else base + "ed"
    ing = base[:-1] + "ing" if base.endswith("e") and not base.endswith(("ee", "ye")) else base + "ing"
    doubled = [(base + "led", "past"), (base + "ling", "ing")] if base.endswith("el") else []  # marvelled
    return [(base, "base"), (third, "finite"), (past, "past"), (ing, "ing"), *doubled]


def _forms(entry: str) -> list[tuple[str, str]]:
    base, *others = entry.split("/")
    if not others:
        return _regular(base)
    kinds = {"ing": "ing", "s": "finite"}
    forms = [(form, next((kind for end, kind in kinds.items() if form.endswith(end)), "past")) for form in others]
    unchanged = all(kind != "past" for _, kind in forms)  # put, read, hit: the past looks like the base
    return [(base, "past" if unchanged else "base"), *forms]


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every reporting verb; a verb of two classes belongs to the stronger one, named first."""
    found: dict[str, Verb] = {}
    kind = ""
    for line in (DATA / "verbs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line[1:-1]
        elif not line.startswith("#"):
            for entry in line.split():
                base = entry.split("/")[0]
                for form, tense in _forms(entry):
                    found.setdefault(form, Verb(base, kind, tense))
    return found


@cache
def nouns() -> frozenset[str]:
    """Nouns that report, as in `the claim that` and `in her words`, singular and plural."""
    text = [
        "claim",
        "promise",
        "pledge",
        "vow",
        "call",
        "assertion",
        "statement",
        "remark",
        "comment",
        "warning",
        "suggestion",
        "accusation",
        "allegation",
        "description",
        "declaration",
        "insistence",
        "contention",
        "argument",
        "admission",
        "announcement",
        "threat",
        "demand",
        "question",
        "answer",
        "response",
        "reply",
        "charge",
        "prediction",
        "boast",
        "complaint",
        "criticism",
        "quip",
        "joke",
        "slogan",
        "motto",
        "mantra",
        "word",
        "phrase",
        "tweet",
        "message",
        "quote",
        "quotation",
        "refrain",
        "catchphrase",
        "explanation",
        "plea",
        "observation",
        "term",
        "characterization",
        "characterisation",
        "portrayal",
        "report",
        "testimony",
        "assessment",
        "verdict",
        "post",
        "speech",
        "letter",
        "memo",
        "depiction",
    ]
    return frozenset(text) | {word[:-1] + "ies" if word.endswith("ly") else word + "s" for word in text}


def is_verb(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether a token that looks like a reporting verb is one here, not a noun (`the claim`, `Trump's tweets`)."""
    token = tokens[number]
    entry = verbs().get(token.low)
    if entry is None or (token.tag is NAME and number > first):
        return False
    if number == first:
        return True
    before = tokens[number - 1]
    if before.tag is POSSESSIVE:
        return False
    if before.low in DETERMINERS and (before.low not in _STANDING_ALONE or entry.form != "past"):
        return False
    if entry.form == "past":
        return not (before.low in PREPOSITIONS and before.low not in ("before", "after", "since", "on", "in"))
    if entry.form == "ing":
        return before.low not in ("a", "the")
    if before.low in PREPOSITIONS and before.low != "to":
        return False
    told = entry.form == "finite" and (entry.base not in VERBS_OR_NOUNS or _has_object(tokens, number))
    if before.tag is WORD and not (
        told or before.low in _FUNCTION_BEFORE_VERB or before.adverb or roles().kind(before.low)
    ):
        return False
    if entry.form == "base" and before.noun and not _many(tokens, number - 1, first):
        return number > first + 1 and before.tag is NAME and tokens[number - 2].low == "and"
    return told or not (number + 1 < len(tokens) and tokens[number + 1].low in ("of", "from"))


def _has_object(tokens: Sequence[Token], number: int) -> bool:
    """Whether an article or a pronoun follows, as it follows no noun (`the ministry calls such figures`)."""
    following = tokens[number + 1].low if number + 1 < len(tokens) else ""
    return (following in DETERMINERS and following != "that") or following in ("him", "them", "it", "us", "me")


def _plural(low: str) -> bool:
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "news"))


def _many(tokens: Sequence[Token], number: int, first: int) -> bool:
    """Whether the noun at a token, or the one on which it hangs (`residents of Mill Lane`), is a plural."""
    if _plural(tokens[number].low) or tokens[number].low in _PLURALS:
        return True
    while number > first and tokens[number].noun:
        number -= 1
    return tokens[number].low in ("of", "in", "from", "at") and number > first and _plural(tokens[number - 1].low)


_PLURALS = word_set("people men women children police others gop")
_STANDING_ALONE = word_set(
    "those all each some many several both this most another any one two three few either neither"
)
"""Determiners that may be a subject (`one said`)."""
_FUNCTION_BEFORE_VERB = (
    PRONOUNS
    | RELATIVES
    | AUXILIARIES
    | CONJUNCTIONS
    | SUBORDINATORS
    | {"to", "have", "those", "some", "many", "all", "both", "each", "others", "people"}
)


def is_passive(tokens: Sequence[Token], verb: int, first: int) -> bool:
    """Whether a verb form stands behind a form of be, so that its subject isn't who speaks."""
    entry = verbs().get(tokens[verb].low)
    if entry is None or entry.form != "past" or entry.base == "quote":
        return False
    for number in range(verb - 1, max(first, verb - 4) - 1, -1):
        if tokens[number].low in BE:
            return True
        if not tokens[number].adverb and tokens[number].low != "not":
            return False
    return False
