"""Plain text in: its encoding, and the paragraphs that its line ends meant."""

import codecs
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from annotations.errors import SourceError
from annotations.furniture import kinds
from annotations.models import Article, Paragraph, Source
from annotations.patterns import later
from annotations.text import clean
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.opening import name_of
from tuireader.articles.sourcing import Fields
from tuireader.articles.transcript import find_turns, split_lines

_EMPTY = "it holds nothing but white space; save the article again."


def load(location: str, data: bytes, source: Source) -> Article:
    """The article in the bytes of a plain text. `source` is kept as it is: a plain text names no title."""
    decoded = decode(data)
    cleaned = clean(decoded.text)
    if cleaned.text.count("\n") > _MOST_LINES:
        raise SourceError(f"{name_of(location)}: it has more than {_MOST_LINES:,} lines; save the article alone.")
    texts = [text for text in paragraphs(split_lines(cleaned.text)) if text.strip(_UNSEEN)]
    if max(map(len, texts), default=0) > _LONGEST:
        raise SourceError(
            f"{name_of(location)}: a paragraph of it has more than {_LONGEST:,} characters; save the article alone."
        )
    found = list(map(Paragraph, texts, kinds(texts)))
    document = Document(".txt", decoded.encoding)
    turns = find_turns(found) or found
    article = assemble(location, data, Fields(source), turns, document, empty=_EMPTY, is_clean=True)
    return replace(article, removed=cleaned.removed)


_MOST_LINES = 1_000_000
"""Lines of a text; a day's whole newspaper has 20,000."""
_LONGEST = 5_000_000
"""Characters of a paragraph: War and Peace without a line end has three million."""


class Decoded(NamedTuple):
    """A text and the name of the encoding that it was in."""

    text: str
    encoding: str


_CP1252 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""The bytes in which windows-1252 differs from Latin-1; its five undefined bytes stay controls (WHATWG, Encoding)."""


def decode(data: bytes) -> Decoded:
    """The bytes as text: UTF-16 or UTF-8 by their mark, UTF-8 if they are valid UTF-8, else Windows-1252.

    Damage inside a marked text, and a character cut off at the end of an UTF-8 text, become U+FFFD: it is seen.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(data.decode("utf-16", "replace"), "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return Decoded(data.decode("utf-8-sig", "replace"), "utf-8-sig")
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.reason == "unexpected end of data" and not data[: error.start].isascii()
    if cut_off:
        return Decoded(data.decode("utf-8", "replace"), "utf-8")
    return Decoded(data.decode("latin-1").translate(_CP1252), "cp1252")


_UNSEEN = "\xad\u200b\u200c\u200d\u200e\u200f\u2060"
"""A line of nothing else shows nothing, and no mark could hold on to it."""
_NO_SPACES = later(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Scripts that set no spaces between words, so that a line may break behind any character."""
_WIDEST = 120
"""Columns; a text with longer lines wasn't wrapped by a program."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, in order, none empty.

    A blank line always separates. A line is full when the first word of the next one wouldn't have fitted behind
    it within the longest line of the text: a program that wraps fills every line but a paragraph's last, an author's
    own line ends don't. So where at least half of the line ends within paragraphs stand behind full lines, full
    lines are joined to the next by a space (by nothing between scripts without spaces); elsewhere each line is a
    paragraph. Blanks at a line's ends are dropped, everything else stays as it is.
    """
    groups = _groups(text)
    lines = [line for group in groups for line in group]
    width = max(map(len, lines), default=0)
    if len(lines) - len(groups) < 2 or width > _WIDEST:
        return lines
    ends = [[_full(line, after, width) for line, after in pairwise(group)] for group in groups]
    if 2 * sum(map(sum, ends)) < len(lines) - len(groups):
        return lines
    return [joined for group, full in zip(groups, ends, strict=True) for joined in _join(group, full)]


def _groups(text: str) -> list[list[str]]:
    """The lines, stripped, in groups that blank lines part."""
    groups: list[list[str]] = []
    group: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line:
            group.append(line)
        elif group:
            groups.append(group)
            group = []
    return [*groups, group] if group else groups


def _full(line: str, after: str, width: int) -> bool:
    first = 1 if _NO_SPACES.match(after) else len(after.split(None, 1)[0])
    return len(line) + 1 + first > width


def _join(lines: list[str], full: list[bool]) -> list[str]:
    joined, parts = [], [lines[0]]
    for after, goes_on in zip(lines[1:], full, strict=True):
        if not goes_on:
            joined.append("".join(parts))
            parts = [after]
        elif _NO_SPACES.match(after) and _NO_SPACES.match(parts[-1][-1]):
            parts.append(after)
        else:
            parts += (" ", after)
    return [*joined, "".join(parts)]
