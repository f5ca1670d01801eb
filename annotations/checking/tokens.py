"""Words as a check compares them: one key for all that counts as the same word, and where it stands in the text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.checking.figures import SIGNS, begins_figure, read_figure, unit_key
from annotations.checking.spelling import canonical
from annotations.text import fold

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3040-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that set no spaces between words: each character is compared alone."""
_INNER = "\u0300-\u036f\u0900-\u0963\u0966-\u0df3\u0591-\u05c7\u064b-\u065f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(
    f"[{_ALONE}]"
    r"|(?:[A-Za-z]\.){2,}"  # U.S., p.m.
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?\w*|\d+[:.]\d+\w*|\d[\w½¼¾]*"
    f"|(?:(?![{_ALONE}_])[\\w{_INNER}])+(?:['’ʼ‘](?:(?![{_ALONE}])[\\w{_INNER}])+)*"
    r"|(?:(?<=[\s(])|^)[-–−](?=[\d$£€])"
    r"|[%$£€¥°&½¼¾]"
)


_ALWAYS = {"&": "and", "-": "minus", "–": "minus", "−": "minus"}


class Token(NamedTuple):
    """A word or a figure; a figure may take several words."""

    key: str
    start: int
    """Code points before it in its text."""
    end: int


@lru_cache(maxsize=1 << 16)
def _key(raw: str) -> tuple[str, bool]:
    """The key of a word, and whether it may be of a figure or is to be looked at with its neighbours."""
    if raw in _ALWAYS:
        return _ALWAYS[raw], False
    word = raw.casefold() if raw.isascii() or raw[-1] in "½¼¾" else fold(raw).casefold()
    if not word:  # nothing but invisible characters
        return "", True
    if word[0].isalpha() and "." in word:
        word = word.replace(".", "")
    special = begins_figure(word) or word in _NEIGHBOURS
    return (word if special else canonical(word)), special


_NEIGHBOURS = frozenset({"cent", "half", "%", "°", "½", "¼", "¾"})
"""Words that are something else beside certain others: "per cent", "half a million"; so are figures themselves."""


def tokens_of(text: str) -> list[Token]:
    """The words of a text in order."""
    found = []
    looked_at = False
    for match in _WORD.finditer(text):
        key, special = _key(match[0])
        looked_at = looked_at or special
        found.append(Token(key, *match.span()))
    return _with_figures(found, text) if looked_at else found


_BROKEN = re.compile(r"([A-Za-z]+)[-\u2010]\s+([a-z]+)")


def unbroken_tokens_of(text: str) -> list[Token]:
    """The words of a text that may have been wrapped, a figure's word that a line's end broke (`thou- sand`) as one."""
    cuts = [
        (found.end(1), found.start(2))
        for found in _BROKEN.finditer(text)
        if begins_figure((found[1] + found[2]).lower())
    ]
    if not cuts:
        return tokens_of(text)
    at = [place for place in range(len(text)) if not any(start <= place < end for start, end in cuts)]
    joined = "".join(text[place] for place in at)
    return [Token(token.key, at[token.start], at[token.end - 1] + 1) for token in tokens_of(joined)]


def _with_figures(raw: Sequence[Token], text: str) -> list[Token]:
    words = [token.key for token in raw]
    found: list[Token] = []
    at = 0
    while at < len(raw):
        keys, taken = _special(words, at, raw, text)
        if not taken:
            found.append(raw[at])
            at += 1
            continue
        start, end = raw[at].start, raw[at + taken - 1].end
        found += [Token(key, start, end) for key in keys]
        at += taken
        if at < len(raw) and keys and keys[0][0] == "#":
            unit, more = _unit(words, at)
            if more:
                found.append(Token(unit, raw[at].start, raw[at + more - 1].end))
                at += more
    return found


def _special(words: Sequence[str], at: int, raw: Sequence[Token], text: str) -> tuple[list[str], int]:
    """The keys of what begins at a word and is more than this word; none, 0 where there is nothing special."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if not word:
        return [], 1
    if word == "a" and following in _ROUND:
        keys, taken = read_figure(words, at + 1)
        return keys, taken + 1
    if word in _ROUND and (at == 0 or words[at - 1] not in _BEFORE_ROUND):  # "for hundred years": a word is missing
        return [word], 1
    if word == "half" and following == "a" and words[at + 2 : at + 3] in (["million"], ["billion"], ["trillion"]):
        return [f"#{_ROUND[words[at + 2]] // 2};"], 3
    if word == "no" and following[:1].isdigit() and text[raw[at].start] == "N":
        return ["number"], 1
    if word == "per" and following == "cent":
        return ["percent"], 2
    if word in ("%", "°"):
        return [unit_key(word)], 1
    if word == "first" or word == "second":  # "in the first second": each on its own
        return [f"#{1 if word == 'first' else 2}th;"], 1
    if begins_figure(word) and word not in ("k", "m", "mn", "bn", "tn"):
        return read_figure(words, at)
    return ([SIGNS[word]], 1) if word in SIGNS else ([], 0)


_ROUND = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_BEFORE_ROUND = frozenset((
    "the", "this", "that", "these", "those", "first", "last", "next", "past", "other", "another", "every", "each",
    "per", "few", "several", "many", "some", "my", "your", "his", "her", "its", "our", "their",
))  # fmt: skip
"""Words behind which "hundred" alone is said for a number: "the first hundred days" may be set as "the first 100"."""


def _unit(words: Sequence[str], at: int) -> tuple[str, int]:
    """The unit at a word that stands behind a figure, and the words that it takes."""
    if words[at] == "per" and words[at + 1 : at + 2] == ["cent"]:
        return "percent", 2
    if words[at : at + 3] == ["miles", "per", "hour"]:
        return "mph", 3
    unit = unit_key(canonical(words[at]))
    return (unit, 1) if unit != words[at] and words[at] not in ("p", "x") else ("", 0)
