"""Who says it in the draft and in the source: the same, somebody else, or nobody can tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from annotations.quotations.firstnames import folded
from annotations.quotations.names import is_alone_a_name, is_body, is_title
from annotations.quotations.words import word_set

_ROLES_AS_NAMES = word_set(
    "q a speaker reporter reporters question answer moderator host interviewer interviewee chair chairman chairwoman "
    "clerk court witness narrator operator presenter journalist audience member members"
)
_PARTICLES = word_set("de da di del della der den van von bin ibn al el la le los dos du ten ter zu of the")
_SUFFIXES = word_set("jr sr ii iii iv mp msp ms td mep kc qc")
_OF_BODIES = word_set(
    "report foods food bank party oversight research strategy energy airlines systems solutions capital studios "
    "archives works steel motors pharma council committee office ministry department"
)
"""Words that no person's name holds, beside those that the quotation engine knows."""
_LIKE = 0.84
"""Two spellings of a foreign name are at least as much alike: Zelensky, Zelenskyy."""


class Agreement(StrEnum):
    """Whether two names stand for the same person."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in comparable form."""

    words: tuple[str, ...]
    body: bool


def name_of(text: str) -> Name | None:
    """The name in a speaker's words, titles apart; None where these name nobody (`Western leaders`, `she`)."""
    held = re.match(r"[Tt]he [^()]*\(([^()]*)\)", text)  # The Minister for Housing (Ann Lee)
    text = held[1] if held else text
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[’']s?$", "", text).strip(" .:,—–-")
    text = text.split(",")[0]
    words = [word for word in re.split(r"[\s]+", text) if word]
    shouted = text.isupper() and len(text) > 3
    parts = [word.strip(".,") for word in words]
    begin = 0
    for number, word in enumerate(parts[:-1]):
        if is_title(word.capitalize() if shouted else word) or word.lower() in ("the", "mr", "mrs", "ms", "dr"):
            begin = number + 1
    kept = [word for word in parts[begin:] if word.lower().strip(".") not in _SUFFIXES]
    if not kept or not all(word[:1].isupper() or word.lower() in _PARTICLES for word in kept):
        return None
    if kept[-1].lower() in _ROLES_AS_NAMES or re.fullmatch(r"\d+", kept[-1]):
        return None
    body = is_body([word.capitalize() for word in kept] if shouted else kept)
    body = body or any(
        word.lower() in _OF_BODIES or (word.isupper() and len(word) > 2 and not shouted) for word in kept
    )
    if (
        len(kept) == 1
        and not body
        and not is_alone_a_name(kept[0].lower(), determined=begin > 0 and parts[0].lower() == "the")
    ):
        return None
    return Name(tuple(folded(word) for word in kept if word.lower() not in _PARTICLES), body)


def agree(one: str, other: str) -> Agreement:
    """Whether two speakers, as texts name them, are the same."""
    first, second = name_of(one), name_of(other)
    if first is None or second is None or not first.words or not second.words:
        return Agreement.UNKNOWN
    if first.words == second.words or "".join(first.words) == "".join(second.words):
        return Agreement.SAME
    if _initials(one, other) or _initials(other, one):
        return Agreement.SAME
    if first.body or second.body:
        if set(first.words) & set(second.words):
            return Agreement.SAME
        return Agreement.OTHER if first.body and second.body else Agreement.UNKNOWN
    return _persons_agree(first.words, second.words)


def _initials(short: str, long: str) -> bool:
    """Whether one name is made of the other's initials (`the WHO`, `The World Health Organization`)."""
    letters = re.sub(r"^[Tt]he |\W", "", short)
    words = [word for word in re.findall(r"\w+", long) if word[:1].isupper() and word != "The"]
    return letters.isupper() and len(words) > 1 and letters == "".join(word[0] for word in words)


def _persons_agree(one: Sequence[str], other: Sequence[str]) -> Agreement:
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return Agreement.SAME if any(_alike(short[0], word) for word in long) else Agreement.OTHER
    if _alike(one[-1], other[-1]):
        same_first = any(_fits(first, second) for first in one[:-1] for second in other[:-1])
        return Agreement.SAME if same_first else Agreement.OTHER
    return Agreement.SAME if set(short) <= set(long) else Agreement.OTHER


def _fits(one: str, other: str) -> bool:
    """Whether two first names may be the same: equal, an initial, or a short form (Joe, Joseph)."""
    shorter = min(len(one), len(other))
    return one[:1] == other[:1] and (shorter == 1 or _alike(one, other) or one[:2] == other[:2])


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) > 4 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE
