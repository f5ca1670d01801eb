"""Who holds an office or bears an epithet (`the Kremlin spokesman`, `the 46-year-old`), and people without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.quotations.cast import KIN, Member
from annotations.quotations.frames import POSSESSIVE, Frame, Token
from annotations.quotations.phrases import Phrase
from annotations.quotations.places import demonyms, places
from annotations.quotations.presence import Memory
from annotations.quotations.roles import roles
from annotations.quotations.words import POSSESSIVE_PRONOUNS, word_set
from annotations.text import Span


@dataclass(frozen=True, slots=True)
class Who:
    """Who a mention stands for, and how that was found."""

    member: Member | None
    name: str
    """Empty where nobody is named."""
    rule: str
    sure: float
    """The chance that it is the right person, given that the mention is right."""
    antecedent: Span | None = None
    """Where the article names the member most fully before."""


NOBODY = Who(None, "", "not named", 0.0)


_SAME = (
    {"sen", "senator", "lawmaker"},
    {"gov", "governor"},
    {"rep", "representative", "congressman", "congresswoman", "lawmaker"},
    {"prof", "professor"},
    {"dr", "doctor", "physician"},
    {"rev", "reverend", "pastor", "preacher"},
    {"fr", "father", "priest"},
    {"pres", "president"},
    {"judge", "justice", "jurist"},
    {"businessman", "businesswoman", "mogul", "billionaire", "entrepreneur", "tycoon", "magnate"},
    {"candidate", "nominee", "contender", "hopeful", "frontrunner", "front-runner", "standard-bearer"},
    {"spokesman", "spokeswoman", "spokesperson"},
    {"lawyer", "attorney"},
    {"aide", "adviser", "advisor"},
    {"chairman", "chairwoman", "chair", "chairperson"},
    {"minister", "premier", "pm"},
    {"reporter", "journalist", "correspondent"},
    {"officer", "policeman", "cop"},
    {"teacher", "professor", "academic"},
)
_LED = {"leader": {"minister", "premier", "pm", "president", "chairman", "chairwoman"}}
"""Roles that a word for many of them stands for."""
_REPUBLICAN, _DEMOCRAT = frozenset({"republican", "gop"}), frozenset({"democrat", "democratic"})
_APART = ((_REPUBLICAN, _DEMOCRAT), (_DEMOCRAT, _REPUBLICAN))
"""Words that can't stand for the same person."""
_GENERIC = word_set(
    "man woman candidate politician nominee leader businessman businesswoman mogul billionaire author star actor "
    "actress singer director writer artist champion winner veteran native striker midfielder defender goalkeeper "
    "winger forward golfer boxer cyclist sprinter swimmer runner pensioner teenager grandmother grandfather beauty "
    "brunette blonde redhead songwriter comedian novelist newcomer mother-of-two father-of-two mother-of-three "
    "father-of-three"
)
"""Epithets, which tell what somebody is and not which office is held: they stand for whoever is spoken of."""


def same_role(word: str) -> frozenset[str]:
    """A role's word with the others that may stand for it."""
    return frozenset({word}.union(_LED.get(word, ()), *(group for group in _SAME if word in group)))


def is_unnamed(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase brings in a person without a name: `a spokesman for the army`, `another`, `one of them`."""
    opening, head = tokens[phrase.start].low, tokens[phrase.head].low
    if opening not in _INDEFINITE:
        return False
    return head in _INDEFINITE[2:] or roles().kind(head) == "person"


def is_relative(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a phrase names a person by whose they are alone: `the player's mother`, `her son`."""
    if tokens[phrase.end].text == ",":
        return False  # her husband, a captain named Arne, laughs
    whose = any(t.tag is POSSESSIVE or t.low in POSSESSIVE_PRONOUNS for t in tokens[phrase.start : phrase.head])
    return whose and tokens[phrase.head].low in KIN


_INDEFINITE = ("a", "an", "one", "another")


def unnamed(frame: Frame, phrase: Phrase) -> Member:
    """Somebody whom an article speaks of without a name, called by its words."""
    tokens = frame.tokens[phrase.start : phrase.end]
    text = frame.text[tokens[0].start : tokens[-1].end]
    member = Member(tuple(text.split(" ")), "unnamed", roles={token.low for token in tokens if token.noun}, outside=1)
    if gender := roles().genders.get(frame.tokens[phrase.head].low):
        member.genders[gender] += 2
    return member


def holder(memory: Memory, tokens: Sequence[Token], phrase: Phrase) -> Who:
    """The member of the cast who has the role: `the Kremlin spokesman`, or the age: `the 46-year-old`."""
    head = tokens[phrase.head].low.strip(".")
    definite = tokens[phrase.start].low in ("the", "this", "that", "his", "her", "their") or any(
        token.tag == POSSESSIVE for token in tokens[phrase.start : phrase.head]
    )
    if definite and (head.endswith("year-old") or head in demonyms()) and tokens[phrase.head - 1].low != "of":
        return _likely(memory, "")
    if (
        not definite
        or (roles().kind(head) != "person" and head not in _GENERIC)
        or (head.endswith("s") and head not in roles().kinds)
    ):
        return NOBODY
    wanted = {token.low.strip(".") for token in tokens[phrase.start : phrase.head] if token.noun}
    fits = []
    for member in memory.cast.members:
        if member.kind != "person" or not member.roles & same_role(head) or (len(member.words) < 2 > member.count):
            continue
        gender = roles().genders.get(head)
        if gender and member.gender and gender != member.gender:
            continue
        present = memory.weights.get(member, 0.0)
        overlap = len(wanted & member.roles) - 0.5 * len(wanted - member.roles) + 0.5 * (head in member.roles)
        overlap -= 2 * any(one & wanted and other & member.roles for one, other in _APART)
        overlap -= 1.5 * _elsewhere(wanted, member)
        fits.append((overlap + 0.5 * min(present, 3.0), present, member.count, member))
    stranger = max((memory.weights[m] for m in memory.weights if m.kind == "unnamed" and head in m.roles), default=0.0)
    if stranger > max((fit[1] for fit in fits), default=0.0):
        return NOBODY
    if fits:
        best, present, _, member = max(fits, key=lambda fit: fit[:3])
        rivals = sum(1 for fit in fits if fit[0] > best - 0.5) - 1
        return Who(member, member.name, "role", 0.85 if not rivals and present > 0.1 else 0.6)
    return _likely(memory, roles().genders.get(head, "")) if head in _GENERIC else NOBODY


def _elsewhere(wanted: set[str], member: Member) -> bool:
    """Whether a role is of another place than the member's (`the Florida senator`, of one from Vermont)."""
    there, here = wanted & (places() | demonyms()), member.roles & (places() | demonyms())
    return bool(there and here) and not there & here


def _likely(memory: Memory, gender: str) -> Who:
    """Who is most present, where hardly anybody else is: `the man`, `the candidate`."""
    member, share = memory.best(gender) if gender else _most_present(memory)
    return Who(member, member.name, "presence", 0.5) if member and share > 0.5 else NOBODY


def _most_present(memory: Memory) -> tuple[Member | None, float]:
    people = [(weight, member) for member, weight in memory.weights.items() if member.kind == "person"]
    if not people:
        return None, 0.0
    weight, member = max(people, key=lambda pair: pair[0])
    return member, weight / sum(weight for weight, _ in people)
