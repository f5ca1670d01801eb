"""Clauses that hang on each other before a quotation: whose words they are (`X said Y wants to “Q”`)."""

from collections.abc import Sequence

from annotations.quotations.attributions import Attribution, Place, plausible
from annotations.quotations.cues import Verb, is_passive, is_verb, verbs
from annotations.quotations.frames import Token
from annotations.quotations.phrases import Phrase, right_phrase
from annotations.quotations.roles import roles
from annotations.quotations.subjects import subject, verb_group
from annotations.quotations.words import POSSESSIVE_PRONOUNS, PRONOUNS, SUBORDINATORS


def with_subject(place: Place, verb: int, rule: str) -> Attribution | None:
    """Who does the reporting verb at a token, or by whom it is done."""
    tokens, first = place.tokens, place.first
    entry = verbs()[tokens[verb].low]
    if is_passive(tokens, verb, first) or (entry.form == "past" and tokens[verb + 1].low == "by"):
        by = next((n for n in range(verb + 1, min(place.at, verb + 4)) if tokens[n].low == "by"), None)
        phrase = right_phrase(tokens, by + 1, place.at) if by is not None else None
        if phrase and by and plausible(tokens, phrase, strong=False):
            return Attribution("V by S: Q", place.frame, phrase, (verb, by + 1))
        if is_passive(tokens, verb, first):
            return None
    phrase = subject(tokens, verb, first)
    phrase = phrase and _together(place, phrase, verb_group(tokens, verb, first))
    if phrase is None or not plausible(tokens, phrase, entry.kind in ("speech", "linked")):
        return None
    return Attribution(rule, place.frame, phrase, (verb_group(tokens, verb, first), verb + 1))


def _together(place: Place, phrase: Phrase, verb: int) -> Phrase:
    """A subject with the other one that `and` joins to it right before the verb (`X and other leaders said`)."""
    tokens = place.tokens
    if phrase.end >= verb or tokens[phrase.end].low != "and" or tokens[phrase.head].low in PRONOUNS:
        return phrase
    other = right_phrase(tokens, phrase.end + 1, verb)
    return phrase._replace(end=other.end) if other and other.end == verb else phrase


def outermost(place: Place, verb: int, found: Attribution | None) -> Attribution | None:
    """The reporting verb on which the found clause hangs (`X said Y wants to “Q”`), or what was found."""
    if found is None:
        return None
    if _stands_apart(place, verb, found):
        return found
    if put_in := _put_in_between(place, verb, found.phrase):
        return put_in
    for number in range(verb - 1, place.first, -1):
        entry = _hung_on(place, number)
        if entry is None:
            continue
        if found.phrase.start <= number or not _embeds(place, number, found.phrase.start):
            continue
        outer = with_subject(place, number, "S V that … Q")
        if entry.form == "ing" and outer is not None and outer.phrase.end == number:
            continue  # a statement announcing
        if outer is not None and not _fronted(place, outer.phrase, found.phrase.start):
            found = outer
    return found


def _stands_apart(place: Place, verb: int, found: Attribution) -> bool:
    """Whether the clause hangs on no other one: put in, in a participle, or with words of its own."""
    tokens = place.tokens
    if found.rule == "S V: Q" and _is_put_in(place, verb, found.phrase):
        return True
    if verbs()[tokens[verb].low].form == "ing" and found.phrase.end == verb and tokens[found.phrase.start].low in _OWN:
        return True  # X recalls her teacher telling her
    return _quotes_itself(place, verb, found.phrase)


_OWN = POSSESSIVE_PRONOUNS | {"a", "an", "the"}


def _quotes_itself(place: Place, verb: int, phrase: Phrase) -> bool:
    """Whether somebody within another's report speaks in full (`X said a man yelled “Get out”`, `a note that read`)."""
    tokens = place.tokens
    entry = verbs()[tokens[verb].low]
    if tokens[phrase.head].low in PRONOUNS or verb < place.at - 2 or entry.form == "ing":
        return False
    shown = tokens[verb].low == "read" and roles().kind(tokens[phrase.head].low) == "document"
    whole = place.words[:1].isupper() and place.words.count(" ") >= 2
    return shown or (whole and entry.kind == "speech")


def _hung_on(place: Place, number: int) -> Verb | None:
    """The reporting verb at a token, if a clause may hang on it; in `quoted S as saying` none does."""
    entry = verbs().get(place.tokens[number].low)
    hangs = entry is not None and entry.kind == "speech" and entry.base not in ("quote", "cite")
    return entry if hangs and is_verb(place.tokens, number, place.first) else None


def _put_in_between(place: Place, verb: int, phrase: Phrase) -> Attribution | None:
    """Who says a clause from within it, between its subject and its verb (`The station, X said, called it “Q”`)."""
    tokens = place.tokens
    if phrase.end >= verb or tokens[phrase.end].text != ",":
        return None
    for number in range(phrase.end + 2, min(verb - 1, phrase.end + _SHORT)):
        entry = verbs().get(tokens[number].low)
        closed = tokens[number + 1].text == ","
        if entry and entry.kind == "speech" and entry.form != "ing" and closed and is_verb(tokens, number, place.first):
            outer = right_phrase(tokens, phrase.end + 1, number)
            if outer and outer.end == number and plausible(tokens, outer, strong=False):
                return Attribution("S V that … Q", place.frame, outer, (number, number + 1))
    return None


_SHORT = 9
"""Tokens that a clause between commas may have."""


def _is_put_in(place: Place, verb: int, phrase: Phrase) -> bool:
    """Whether a reporting clause stands between commas, right before the quotation (`and then, he said, “Q”`)."""
    tokens = place.tokens
    return (
        tokens[verb + 1].text == ","
        and verb + 2 == place.at
        and phrase.end == verb
        and phrase.start > place.first
        and tokens[phrase.start - 1].text == ","
    )


def _embeds(place: Place, verb: int, start: int) -> bool:
    """Whether the clause that begins at token `start` hangs on a verb before it."""
    tokens = place.tokens
    if tokens[start - 1].low in ("and", "or", "with", "which", "whom", "what", "who", "where"):
        return False
    between = tokens[verb:start]
    return not any(token.text in (";", ":") or token.low in _APART for token in between) and not _meanwhile(between)


_APART = frozenset({"but", "while", "whereas", "though", "although", "after", "before"})


def _meanwhile(tokens: Sequence[Token]) -> bool:
    """Whether a clause goes on beside another one (`sobbed in the dock as the judge told her`)."""
    return bool(tokens) and tokens[-1].low == "as" and (len(tokens) < 3 or tokens[-3].low not in ("as", "so"))


def _fronted(place: Place, phrase: Phrase, start: int) -> bool:
    """Whether a clause leads in another one (`When she said so, he …`), rather than being put in (`, she said,`)."""
    tokens = place.tokens
    verb = next((n for n in range(phrase.end, start) if tokens[n].low in verbs()), start)
    if (
        verb + 1 < start
        and tokens[verb + 1].text == ","
        and phrase.start > place.first
        and tokens[phrase.start - 1].text == ","
    ):
        return False
    lead = any(t.low in SUBORDINATORS and t.low != "that" for t in tokens[place.first : phrase.start])
    return lead and any(t.text in (",", "-") or place.frame.ends_in_comma(t) for t in tokens[phrase.end : start])
