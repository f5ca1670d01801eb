"""Single quotation marks told apart from apostrophes: where one that opens here closes."""

import re

from annotations.quotations.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    word_set,
)

_CLOSING_FORM = frozenset('.,!?…;:)]—–”"»')
"""What stands before a closing single mark but seldom before an apostrophe."""
_BEHIND_CLOSING = '.,;:!?)—–”"'
_CLIPPED_WORD = re.compile(
    r"(?:em|tis|twas|twere|til|till|cause|cuz|cos|coz|n|bout|round|neath|nuff|sup|kay|nother)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\d\ds?\b(?![.,:]\d|\s?%)(?:\s+([a-z]+))?")
_FUNCTION = AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS
_YEARS_OF = re.compile(
    r"\b(?:in|of|since|from|until|till|by|to|the|class|spring|summer|autumn|fall|winter)\s+$", re.IGNORECASE
)
_CLOSING = re.compile(r"(?<=\S)['’](?!\w)")
_LOW_CLOSING = re.compile(r"(?<=\S)[‘’'](?!\w)")
_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–]))['‘`](?=\w)")
_WITHIN = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
ROCK_N_ROLL = re.compile(r"(?<=\w\s)['’‘]n['’](?=\s\w)")
_CUT_SHORT = word_set("an o th wi ol d t")
"""Words whose last letter an apostrophe stands for (`an’`), besides those in -in’."""
_FEW = 5
"""Words that a number's quotation may have where its closing mark could be a possessive's."""


def clipped(text: str, at: int) -> bool:
    """Whether a single mark stands for letters or digits left out: `’tis`, `the summer of ’22`."""
    if _CLIPPED_WORD.match(text, at + 1):
        return True
    year = _YEAR.match(text, at + 1)
    return year is not None and not _is_number(year)


def _is_number(year: re.Match[str]) -> bool:
    """Whether two digits count something (`'40 cents'`) rather than name a year (`since '40 he …`)."""
    return bool(year[1]) and year[1] not in _FUNCTION and "s" not in year[0][: len(year[0]) - len(year[1])]


def single_end(text: str, at: int, limit: int, enclosed: bool) -> int | None:
    """Where the single mark at an offset closes, at most at `limit`; None for an apostrophe.

    An apostrophe behind an s, or where a letter was left out, closes only if nothing else does. Double marks within are
    passed over, unless the single mark is itself `enclosed` by some.
    """
    text = ROCK_N_ROLL.sub("xnx", text)
    if not enclosed:
        text = text[: at + 1] + _WITHIN.sub(lambda within: "x" * len(within[0]), text[at + 1 :])
    short = clipped(text, at)
    openings = (m.start() for m in _OPENING.finditer(text, at + 1, limit) if not clipped(text, m.start()))
    limit = min(limit, next(openings, limit))
    perhaps = None
    for match in (_LOW_CLOSING if text[at] == "‚" else _CLOSING).finditer(text, at + 2, limit):
        end = match.start()
        before, after = text[end - 1], text[end + 1 : end + 2]
        if after and after in ",.!?" and text[end + 2 : end + 3] in ("'", "’"):
            continue  # the next one closes: thinkin','
        if before in _CLOSING_FORM or (not short and (not after or after in _BEHIND_CLOSING)):
            return end
        if before.isspace() or short:
            continue
        if before not in "sS" and not _cut_short(text, end):
            return end
        perhaps = end if perhaps is None else perhaps
    if perhaps is not None and text[at + 1].isdigit() and _perhaps_a_year(text, at, perhaps):
        return None
    return perhaps


def _cut_short(text: str, end: int) -> bool:
    words = text[max(0, end - 20) : end].split()
    last = words[-1].lower().lstrip("‘'“\"") if words else ""
    return last.endswith("in") or last in _CUT_SHORT


def _perhaps_a_year(text: str, at: int, end: int) -> bool:
    return bool(_YEARS_OF.search(text, max(0, at - 12), at)) or text.count(" ", at, end) >= _FEW
