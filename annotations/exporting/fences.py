"""The comments around each annotation's part of a Markdown document, and what else no renderer shows.

    <!-- tuireader:0193… -->

    [tuireader:0193…]: # "as of 2026-11-24T08:00:00.000000Z 5f3a09bc"
    …
    <!-- /tuireader:0193… -->

The link definition that nothing links to names the state that was written, and holds a sum over it, so that an edit
is known as one. Another one at the document's end names all parts, so that a part that was taken out is known as taken
out.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

ARTICLE = "article"
"""The name of the part with the note on the whole article; in a story its id follows: `article-3fa9…`."""

Stated = tuple[str, str, Sequence[str]]
"""Note, role and tags."""

_OPENING = re.compile(r"^<!-- tuireader:([A-Za-z0-9_-]{1,80}) -->[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"^<!-- /tuireader:([A-Za-z0-9_-]{1,80}) -->[ \t]*$", re.MULTILINE)
_STATE = re.compile(r'\s*^\[tuireader:[\w-]+\]: # "as of (\S*) ([0-9a-f]{8})"[ \t]*$', re.MULTILINE)
_LEDGER = re.compile(r'^\[tuireader\]: # "written here:([\w -]*)"[ \t]*\n?', re.MULTILINE)


class Part(NamedTuple):
    """A stretch of a document."""

    name: str
    """The annotation's id, or `ARTICLE`; empty for what belongs to the person."""
    text: str
    """As it stands, comments included."""
    body: str = ""
    """What stands between the comments."""
    state: str = ""
    """The `updated` of the state that was written."""
    sum: str = ""


def sum_of(stated: Stated) -> str:
    """8 hex digits that tell one state of note, role and tags from another."""
    note, role, tags = stated
    return f"{crc32(chr(0).join([note.lstrip(chr(10)).rstrip(), role, *tags]).encode(errors='surrogatepass')):08x}"


def fenced(name: str, state: str, stated: Stated, blocks: Iterable[str]) -> str:
    """A part between its comments."""
    written = f'[tuireader:{name}]: # "as of {state} {sum_of(stated)}"'
    return "\n\n".join([f"<!-- tuireader:{name} -->", written, *filter(None, blocks), f"<!-- /tuireader:{name} -->"])


def ledger(names: Iterable[str]) -> str:
    """The list of all parts."""
    return f'[tuireader]: # "{" ".join(["written here:", *names])}"'


def written(document: str) -> list[str]:
    """The names in the document's lists of parts."""
    return [name for found in _LEDGER.finditer(document) for name in found[1].split()]


def without_ledger(document: str) -> str:
    """The document without its lists of parts."""
    return _LEDGER.sub("", document)


def parts(document: str) -> list[Part]:
    """The document in stretches; joined, their texts are the document. A part that isn't closed is the person's."""
    found: list[Part] = []
    closings: dict[str, deque[re.Match[str]]] = defaultdict(deque)
    for closing in _CLOSING.finditer(document):
        closings[closing[1]].append(closing)
    at = 0
    for opening in _OPENING.finditer(document):
        ahead = closings[opening[1]]
        while ahead and ahead[0].start() < opening.end():
            ahead.popleft()
        if opening.start() < at or not ahead:
            continue
        closing = ahead[0]
        if opening.start() > at:
            found.append(Part("", document[at : opening.start()]))
        found.append(_part(opening[1], document, opening.start(), opening.end(), closing.start(), closing.end()))
        at = closing.end()
    return [*found, Part("", document[at:])] if at < len(document) else found


def _part(name: str, document: str, start: int, inner: int, outer: int, end: int) -> Part:
    state = _STATE.match(document, inner, outer)
    body = document[state.end() if state else inner : outer].strip("\n")
    return Part(name, document[start:end], body, state[1] if state else "", state[2] if state else "")
