"""How sure an attribution is, from the measured precision of its rule, and the rule in words.

The shares were measured on the development data (see the README), by the form of the mention: a pronoun, a name, or
a common noun. Rules with few cases got a cautious guess.
"""

from annotations.quotations.attributions import Attribution
from annotations.quotations.frames import NAME
from annotations.quotations.words import PRONOUNS

_RULES: dict[str, tuple[str, float, float, float]] = {
    # rule: in words; share right for pronouns, names, common nouns
    "S: Q": ("X: “…”", 0.8, 0.96, 0.8),
    "plain S V: Q": ("X said: “…”", 0.97, 0.97, 0.92),
    "S V: Q": ("X … said: “…”", 0.89, 0.91, 0.71),
    "S V Q": ("X called “…”", 0.68, 0.93, 0.65),
    "Q, S V": ("“…,” X said", 0.99, 0.98, 0.97),
    "Q, V S": ("“…,” said X", 0.9, 0.9, 0.94),
    "Q, V S, …": ("“…,” said X, who …", 0.9, 0.98, 0.97),
    "… Q, S V": ("… “…,” X said", 0.79, 0.92, 0.78),
    "… Q, V S": ("… “…,” said X", 0.8, 0.8, 0.8),
    "… Q, V S, …": ("… “…,” said X, who …", 0.8, 0.8, 0.8),
    "V S: Q": ("said X: “…”", 0.6, 0.75, 0.7),
    "V by S: Q": ("called by X “…”", 0.7, 0.8, 0.7),
    "plain S V … Q": ("X said … “…”", 0.99, 0.98, 0.97),
    "S V … Q": ("… X … said … “…”", 0.82, 0.93, 0.74),
    "S V that … Q": ("X said that … “…”", 0.9, 0.88, 0.65),
    "according to S, … Q": ("according to X, … “…”", 0.7, 0.85, 0.67),
    "Q …, S V": ("“…” …, X said", 0.94, 0.95, 0.88),
    "Q …, V S": ("“…” …, said X", 0.9, 0.96, 0.96),
    "Q …, according to S": ("“…” …, according to X", 0.7, 0.85, 0.85),
    "S’s N … Q": ("X’s claim … “…”", 0.6, 0.7, 0.6),
    "his N … Q": ("his claim … “…”", 0.7, 0.7, 0.7),
    "N of S … Q": ("the claim by X … “…”", 0.5, 0.6, 0.5),
    "Q by S": ("“…” by X", 0.6, 0.8, 0.6),
    "S …: Q": ("X was clear: “…”", 0.85, 0.72, 0.6),
    "S … as Q": ("X painted it as “…”", 0.6, 0.88, 0.6),
    "S … Q": ("X attacked “…”", 0.82, 0.79, 0.73),
    "sentence before S V": ("X said so in the sentence before", 0.8, 0.73, 0.5),
    "sentence before S": ("X is spoken of in the sentence before", 0.5, 0.55, 0.43),
    "lead-in: S V": ("X said, in the paragraph before: “…”", 0.96, 0.96, 0.9),
    "lead-in: S": ("X, in the paragraph before: “…”", 0.75, 0.8, 0.6),
    "lead-in S V": ("X said so in the paragraph before", 0.6, 0.75, 0.5),
    "lead-in S": ("X is spoken of in the paragraph before", 0.4, 0.5, 0.3),
    "Q was the N of S": ("“…” was the verdict of X", 0.8, 0.9, 0.8),
    "signed": ("“…” — X", 0.9, 0.96, 0.7),
}
_CARRIED: dict[str, tuple[str, float]] = {
    # rule: in words; share of the first quotation's sureness that is left
    "then Q": ("goes on in the same paragraph", 0.995),
    "Q, then Q": ("named behind the next quotation", 0.6),
    "Q, then S": ("named in the next paragraph", 0.7),
    "opened anew": ("goes on in a new paragraph without having been closed", 0.98),
    "in turn": ("answers in turn", 0.8),
    "next paragraph": ("goes on in the next paragraph", 0.9),
}


PHRASE, PERSON = 0.96, 0.9
"""The chance that is shown as 0.8, for either question: all of 0.8 and more are then right in 98 % and in 97 %."""


def shown(chance: float, strong: float) -> float:
    """A measured chance on the scale that people see, where 0.8 is `strong`."""
    above = chance >= strong
    return round(0.8 + 0.2 * (chance - strong) / (1 - strong) if above else 0.8 * chance / strong, 2)


def sure_of(found: Attribution) -> float:
    """The chance that the phrase is the right one."""
    head = found.frame.tokens[found.phrase.head]
    named = head.tag == NAME or (found.frame.tokens[found.phrase.end - 1].tag == NAME and _apposed(found))
    form = 1 if head.low in PRONOUNS else 2 if named else 3
    share = float(_RULES[found.origin or found.rule][form])
    return round(share * _CARRIED[found.rule][1], 2) if found.origin else share


def _apposed(found: Attribution) -> bool:
    """Whether a phrase holds the name of who bears a role (`its director, Jeremy Coles`)."""
    return any(token.text == "," for token in found.frame.tokens[found.phrase.head : found.phrase.end])


def in_words(found: Attribution) -> str:
    """The rule as a person reads it."""
    if found.origin:
        return f"{_CARRIED[found.rule][0]} ({_RULES[found.origin][0]})"
    return _RULES[found.rule][0]
