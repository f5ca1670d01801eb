"""What differs between words that are the same: nothing, typography, or what an editor may change unmarked.

The rules are those that newsrooms print. AP Stylebook: quotations are never altered, not even to correct grammar;
periods and commas go within the marks. Reuters Handbook: quotes are sacrosanct; words may be left out only if the
sense stays, and an ellipsis shows it. Guardian style guide: full stops and commas go outside the marks unless a
whole sentence is quoted; numbers below ten in words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.checking.models import Label
from annotations.text import fold

_DASHES = re.compile(r"\s*(?:--+|[-–—―])\s*")
_DOTS = re.compile(r"\s*\.(?:\s?\.){2,3}\s*")
_SPACE = re.compile(r"\s+")
_BEFORE_SIGNS = re.compile(r"\s+(?=[%!?:;»])|(?<=[«$£€])\s+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a piece of the draft stands to the same words of a source."""

    label: Label
    allowed: tuple[str, ...] = ()


def spaced(text: str) -> str:
    """The text with each run of white space as one space."""
    return _SPACE.sub(" ", text).strip()


def same_typography(one: str, other: str) -> bool:
    """Whether two texts differ by no more than marks, dashes, ellipsis characters, spaces and line-end hyphens."""
    first, second = _typeset(one), _typeset(other)
    if first == second:
        return True
    if ("-" in first) != ("-" in second) or re.search(r"\w[-\xad‐]\s", one + "\n" + other):
        return first.replace("-", "") == second.replace("-", "") and _only_line_ends(one, other)
    return False


def _typeset(text: str) -> str:
    text = _DOTS.sub("...", _DASHES.sub("-", fold(text)))
    return spaced(_BEFORE_SIGNS.sub("", text).replace("''", '"'))


def _only_line_ends(one: str, other: str) -> bool:
    """Whether hyphens differ only where a line may have ended: `govern- ment`."""
    joined = [_typeset(re.sub(r"(?<=\w)[-\xad‐]\s(?=\w)", "", text)) for text in (one, other)]
    kept = [_typeset(re.sub(r"(?<=\w)[-\xad‐]\s(?=\w)", "-", text)) for text in (one, other)]
    return joined[0] == joined[1] or joined[0] == kept[1] or kept[0] == joined[1]


def compare(draft: str, source: str, draft_keys: Sequence[str], source_keys: Sequence[str]) -> Comparison:
    """How two texts differ that have the same words (see `tokens`), each from its first to its last word."""
    if spaced(draft) == spaced(source):
        return Comparison(Label.VERBATIM)
    if same_typography(draft, source):
        return Comparison(Label.TYPOGRAPHY, ("other marks, dashes or spaces: typography, free in every house style",))
    return Comparison(Label.CASE_OR_PUNCT, tuple(_reasons(draft, source, draft_keys, source_keys)))


def _reasons(draft: str, source: str, draft_keys: Sequence[str], source_keys: Sequence[str]) -> list[str]:
    one, other = _typeset(draft), _typeset(source)
    found = []
    if one[:1] != other[:1] and one[:1].casefold() == other[:1].casefold():
        found.append("first letter: a quotation that runs into the sentence takes its case")
        one = other[:1] + one[1:]
    if _words_alone(one) != _words_alone(other):
        folded = _words_alone(one).casefold() == _words_alone(other).casefold()
        found.append(
            "capitals"
            if folded
            else "figures in words or digits, or British and American spelling: house style (AP and Guardian differ)"
        )
    if one != other and one.replace('"', "'") == other.replace('"', "'"):
        found.append("marks within the quotation: single within double (AP), double within single (UK)")
    elif re.sub(r"\w", "", one) != re.sub(r"\w", "", other):
        found.append("punctuation between the words")
    if list(draft_keys) != list(source_keys) and not found:
        found.append("one word or two: spelling")
    return found or ["spaces"]


def _words_alone(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def compare_ends(lead: str, trail: str, before: str, after: str) -> Comparison:
    """How what a draft has around its first and last word within the marks stands to what the source has there.

    `lead` and `trail` are the draft's; `before` and `after` the source's text on both sides.
    """
    label, allowed = Label.VERBATIM, []
    if lead.strip() and not before.rstrip().endswith(lead.strip()):
        same = _typeset(before).endswith(_typeset(lead))
        label = Label.TYPOGRAPHY if same else Label.CASE_OR_PUNCT
        allowed += [] if same else ["a mark before the first word"]
    if trail.strip() and not after.startswith(trail.strip()):
        same = _typeset(after).startswith(_typeset(trail))
        label = max(label, Label.TYPOGRAPHY if same else Label.CASE_OR_PUNCT, key=RANK.__getitem__)
        allowed += (
            [] if same else ["end mark: within the marks by AP, outside where the UK quotes a part of a sentence"]
        )
    return Comparison(label, tuple(allowed))


RANK = {label: place for place, label in enumerate(Label)}
"""Labels from the best to the worst, as they are declared."""
