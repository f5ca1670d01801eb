"""Links that lead to the very words: text fragments (WICG Scroll to Text Fragment), `#page=` in a PDF.

A browser looks for whole words, apart from case and accents, and a text without a range only within one block. So the
words are made whole, up to eight stand in full, of more the first and the last four, and so do words that run over
paragraphs. What stands around them is added only where they stand twice.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from urllib.parse import urldefrag

from annotations.models import Version
from annotations.text import Span, pieces

_IN_FULL = 8
_AT_EACH_END = 4
_AROUND = 6
"""Words before or behind at most that tell two places apart."""
_LETTER = (
    r"[\w\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c2\u05c4-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0df3\u0e01-\u0e4e\u0e50-\u0e59\u0e81-\u0fd9\u1000-\u1049\u1050-\u109f\u1780-\u17d3"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\u00ad]"
)
"""What `\\w` has, and the marks that belong to letters in many scripts, which it leaves out."""
_TOKEN = re.compile(rf"(?![\u00ad\u200c\u200d]){_LETTER}+(?:[’'.:,·]{_LETTER}+)*")
"""What a browser doesn't cut when it looks for whole words."""
_ONE_LETTER = re.compile(_LETTER)
_WORD = re.compile(rf"\S*{_LETTER}\S*")
_UNPRINTED = re.compile("[\u00ad\u200b\u2060]")
_BLANKS = re.compile(r"\s+")


def link_to(url: str, version: Version, span: Span) -> str:
    """The address with a fragment that leads to a span of a version of the page; as it is where nothing can.

    Only addresses of the web get one. A PDF's leads to the page on which the words begin.
    """
    if not url.lower().startswith(("http://", "https://")):
        return url
    parts = pieces(span, version.texts)
    sheet = version.paragraphs[parts[0][0]].sheet if parts else None
    if sheet is not None:
        return f"{urldefrag(url).url}#page={sheet}"
    directive = _directive(version, span)
    if not directive:
        return url
    address = url.partition(":~:")[0]  # a link that was copied to other words leads to them no more
    return f"{address if '#' in address else address + '#'}:~:text={directive}"


def _directive(version: Version, span: Span) -> str:
    """What stands behind `text=`; empty where the span holds no word."""
    starts = list(accumulate((len(text) + 1 for text in version.texts), initial=0))
    found = [
        whole
        for number, *ends in pieces(span, version.texts)
        if (whole := _whole_words(version, starts, number, *ends))
    ]
    if not found:
        return ""
    first, last = found[0], found[-1]
    text = version.text
    if first == last and len(_words(text, first)) <= _IN_FULL:
        before, behind = _around(text, first)
        return _joined(before, (text[slice(*first)],), behind)
    start, end = _words(text, first)[:_AT_EACH_END], _words(text, last)[-_AT_EACH_END:]
    opening, closing = _trimmed(text, (first[0], start[-1][1])), _trimmed(text, (end[0][0], last[1]))
    before, behind = _before(text, opening), _behind(text, closing)
    return _joined(before, (text[slice(*opening)], text[slice(*closing)]), behind)


def _joined(before: str, texts: Iterable[str], behind: str) -> str:
    parts = [encoded(before) + "-" if before else "", *map(encoded, texts), "-" + encoded(behind) if behind else ""]
    return ",".join(filter(None, parts))


def encoded(text: str) -> str:
    """The text percent-encoded but for ASCII letters and digits: `-`, `,` and `&` mean something in a fragment."""
    plain = _BLANKS.sub(" ", _UNPRINTED.sub("", text)).strip()
    return "".join(
        chr(byte) if chr(byte).isalnum() and byte < 0x80 else f"%{byte:02X}"
        for byte in plain.encode("utf-8", errors="ignore")
    )


Place = tuple[int, int]
"""Start and end in the whole text, which has a newline between paragraphs."""


def _whole_words(version: Version, starts: Sequence[int], number: int, start: int, end: int) -> Place | None:
    """A part of a paragraph with its words made whole, and what isn't of a word left out at its ends."""
    tokens = [
        match.span() for match in _TOKEN.finditer(version.texts[number]) if match.start() < end and start < match.end()
    ]
    return (starts[number] + tokens[0][0], starts[number] + tokens[-1][1]) if tokens else None


def _words(text: str, place: Place) -> list[Place]:
    return [match.span() for match in _WORD.finditer(text, *place)]


def _trimmed(text: str, place: Place) -> Place:
    tokens = [match.span() for match in _TOKEN.finditer(text, *place)]
    return tokens[0][0], tokens[-1][1]


def _around(text: str, place: Place) -> tuple[str, str]:
    """What tells a place from its likes: the fewest words before or behind it, those of its own paragraph first."""
    if _is_alone(text, place):
        return "", ""
    lefts, rights = _lefts(text, place[0]), _rights(text, place[1])
    whole = [(left, place[1]) for left in lefts] + [(place[0], right) for right in rights]
    whole.sort(key=lambda one: ("\n" in text[slice(*one)], abs(one[0] - place[0]) + abs(one[1] - place[1])))
    whole += list(zip(lefts, rights, strict=False))
    left, right = next((one for one in whole if _is_alone(text, one)), whole[-1] if whole else place)
    return text[left : place[0]], text[place[1] : right]


def _before(text: str, place: Place) -> str:
    """The fewest words before a place that tell it from its likes."""
    if _is_alone(text, place):
        return ""
    lefts = _lefts(text, place[0]) or [place[0]]
    left = next((left for left in lefts if _is_alone(text, (left, place[1]))), lefts[-1])
    return text[left : place[0]]


def _behind(text: str, place: Place) -> str:
    if _is_alone(text, place):
        return ""
    rights = _rights(text, place[1]) or [place[1]]
    right = next((right for right in rights if _is_alone(text, (place[0], right))), rights[-1])
    return text[place[1] : right]


def _lefts(text: str, at: int) -> list[int]:
    """Where the words before a place begin, the nearest first: those of its paragraph, else those of the one before."""
    edge = at
    while edge > 0:
        begin = text.rfind("\n", 0, edge) + 1
        tokens = [match.start() for match in _TOKEN.finditer(text, begin, at)]
        if tokens:
            return tokens[::-1][:_AROUND]
        edge = begin - 1
    return []


def _rights(text: str, at: int) -> list[int]:
    """Where the words behind a place end, in the same way."""
    edge = at
    while edge < len(text):
        end = text.find("\n", edge)
        end = len(text) if end < 0 else end
        tokens = [match.end() for match in islice(_TOKEN.finditer(text, at, end), _AROUND)]
        if tokens:
            return tokens
        edge = end + 1
    return []


def _is_alone(text: str, place: Place) -> bool:
    """Whether the words stand only once in the text, as a browser looks for them."""
    within, words = _lowered(text), text[slice(*place)].lower()
    found, at = 0, within.find(words)
    while at >= 0 and found < 2:
        before, behind = within[at - 1 : at] if at else "", within[at + len(words) : at + len(words) + 1]
        found += not (_ONE_LETTER.match(before) or _ONE_LETTER.match(behind))
        at = within.find(words, at + 1)
    return found < 2


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    return text.lower()
