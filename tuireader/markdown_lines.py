"""Markdown as paragraphs of visible text, each character with its place in the file.

Only what writers use is read: headings, block quotes, lists, tables, links, emphasis, footnotes, fenced code (left
out), front matter (left out), comments (left out). An indented block is read as a block quote: nobody sets program
code in a news draft.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from annotations.models import Kind

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,4}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:[ \t]*\S")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:[ \t]*")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*(?=\S)")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)"
    r"|(?P<gone><https?://[^>\s]*>|</?[A-Za-z][^<>]*>|!\[[^\]]*\]\([^()]*\)|\[\^[^\]\s]+\])"
    r"|(?P<link>\[(?=(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)"
    r"(?P<target>\]\([ \t]*(?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\)|\]\[(?P<label>[^\]]*)\])))"
    r"|(?P<ticks>`+)|(?P<struck>~~)"
    r"|(?P<stars>\*+)|(?P<bars>(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))"
)


_Found = tuple[Kind, list[tuple[int, int]], int, int]
"""A paragraph: its kind, the ranges of its lines in the file, its table row and column (-1, 0 outside)."""


@dataclass
class Block:
    """A paragraph's visible text."""

    kind: Kind
    text: str = ""
    at: list[int] = field(default_factory=list)
    """For each character its place in the file, in code points."""
    row: int = -1
    """The table row that a cell belongs to; -1 elsewhere."""
    column: int = 0


def blocks_of(text: str) -> list[Block]:
    """The paragraphs of a Markdown text in order."""
    source = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    front = _FRONT.match(source)
    begin = front.end() if front else 0
    labels = {match[1].casefold() for match in re.finditer(_DEFINITION.pattern, source, re.MULTILINE)}
    found = []
    for kind, ranges, row, column in _Reading(source, begin).blocks():
        block = _visible(source, ranges, kind, labels)
        if block.text.strip():
            block.row, block.column = row, column
            found.append(block)
    return found


class _Reading:
    """The lines of a text put into paragraphs."""

    def __init__(self, text: str, begin: int) -> None:
        self.lines: list[tuple[int, str]] = []
        for line in text[begin:].splitlines(keepends=True):
            self.lines.append((begin, line.rstrip("\r\n")))
            begin += len(line)
        self.kind = Kind.TEXT
        self.ranges: list[tuple[int, int]] = []
        self.rows = 0

    def blocks(self) -> Iterator[_Found]:
        """Each paragraph's kind, the ranges of its lines, and its table row and column."""
        fence, in_list, blank = "", False, True
        number = 0
        while number < len(self.lines):
            start, line = self.lines[number]
            number += 1
            if fence:
                fence = "" if line.strip().startswith(fence) else fence
                continue
            if not line.strip():
                yield from self._end()
                blank = True
                continue
            if opened := _FENCE.match(line):
                yield from self._end()
                fence = opened[1][:3]
                continue
            if self._is_table(number - 1):
                yield from self._end()
                while number <= len(self.lines) and "|" in self.lines[number - 1][1]:
                    yield from self._cells(*self.lines[number - 1])
                    number += 1
                number -= 1
                continue
            yield from self._line(start, line, blank=blank, in_list=in_list)
            in_list = bool(_LIST.match(line)) or (in_list and (not blank or line[:1].isspace()))
            blank = False
        yield from self._end()

    def _line(self, start: int, line: str, *, blank: bool, in_list: bool) -> Iterator[_Found]:
        if self.ranges and self.kind is Kind.TEXT and _UNDERLINE.match(line):
            self.kind = Kind.HEADING
            yield from self._end()
            return
        kind, skip, opens = self._kind_of(line, may_indent=not in_list and (blank or self.kind is Kind.QUOTE))
        if skip < 0:
            yield from self._end()
            return
        goes_on = not opens and (kind is self.kind or (self.kind is Kind.LIST and kind is Kind.TEXT))
        if self.ranges and not goes_on:
            yield from self._end()
        if not self.ranges:
            self.kind = kind
        self.ranges.append((start + skip, start + len(line)))
        if kind is Kind.HEADING:
            yield from self._end()

    def _kind_of(self, line: str, *, may_indent: bool) -> tuple[Kind, int, bool]:
        """What a line is, how many of its characters are markup (-1: all of it), and whether it opens a paragraph."""
        quoted = _QUOTE.match(line)
        skip = quoted.end() if quoted else 0
        rest = line[skip:]
        if _RULE.match(line) or _DEFINITION.match(line) or not rest.strip():
            return Kind.TEXT, -1, True
        if match := _HEADING.match(rest):
            return Kind.HEADING, skip + match.end(), True
        if match := (_FOOTNOTE.match(rest) or _LIST.match(rest)):
            return Kind.QUOTE if quoted else Kind.LIST, skip + match.end(), True
        return Kind.QUOTE if quoted or (may_indent and _INDENTED.match(line)) else Kind.TEXT, skip, False

    def _end(self) -> Iterator[_Found]:
        if self.ranges:
            yield self.kind, self.ranges, -1, 0
        self.kind, self.ranges = Kind.TEXT, []

    def _is_table(self, number: int) -> bool:
        following = self.lines[number + 1][1] if number + 1 < len(self.lines) else ""
        return "|" in self.lines[number][1] and "|" in following and bool(_DELIMITER.match(following))

    def _cells(self, start: int, line: str) -> Iterator[_Found]:
        if _DELIMITER.match(line):
            return
        edges = [-1, *(match.start() for match in re.finditer(r"(?<!\\)\|", line)), len(line)]
        cells = [(one + 1, other) for one, other in pairwise(edges)]
        if not line[: cells[0][1]].strip():
            cells = cells[1:]
        for column, (first, last) in enumerate(cells):
            yield Kind.TEXT, [(start + first, start + last)], self.rows, column
        self.rows += 1


def _visible(source: str, ranges: Sequence[tuple[int, int]], kind: Kind, labels: set[str]) -> Block:
    """The characters of some ranges that a reader sees, lines apart by a space."""
    raw: list[str] = []
    at: list[int] = []
    for start, end in ranges:
        line = source[start:end].rstrip()
        line = re.sub(r"[ \t]+#+$", "", line) if kind is Kind.HEADING else line.removesuffix("\\")
        lead = len(line) - len(line.lstrip())
        if raw:
            raw.append(" ")
            at.append(start)
        raw.extend(line[lead:])
        at.extend(range(start + lead, start + len(line)))
    text = "".join(raw)
    block = Block(kind)
    kept: list[str] = []
    hidden: list[tuple[int, int]] = []
    place = 0
    for match in _INLINE.finditer(text):
        if match.start() < place:
            continue
        shown, last = _shown(match, text, labels, hidden)
        if shown is None:
            continue
        kept.extend(text[place : match.start()])
        block.at.extend(at[place : match.start()])
        kept.extend(shown)
        block.at.extend([at[match.start()] + (match.lastgroup == "escaped")] * len(shown))
        place = last
    kept.extend(text[place:])
    block.at.extend(at[place:])
    keep = [
        number for number, where in enumerate(block.at) if not any(a <= where < b for a, b in _absolute(hidden, at))
    ]
    block.text = "".join(kept[number] for number in keep)
    block.at = [block.at[number] for number in keep]
    return block


def _absolute(hidden: Sequence[tuple[int, int]], at: Sequence[int]) -> list[tuple[int, int]]:
    return [(at[start], at[end - 1] + 1) for start, end in hidden]


def _shown(match: re.Match[str], text: str, labels: set[str], hidden: list[tuple[int, int]]) -> tuple[str | None, int]:
    """What a reader sees of some markup, and where it ends; None for what is no markup after all."""
    start, end = match.span()
    if match["escaped"]:
        return match["escaped"], end
    if match["entity"]:
        shown = html.unescape(match["entity"])
        return (None, end) if shown == match["entity"] else (shown, end)
    if match["link"]:
        label = match["label"]
        if label is not None and (label or match["text"]).casefold() not in labels:
            return None, end
        behind = end + len(match["text"])
        hidden.append((behind, behind + len(match["target"])))
        return "", end
    if match["stars"] or match["bars"]:
        before, after = text[start - 1 : start], text[end : end + 1]
        return (None, end) if (not before or before.isspace()) and (not after or after.isspace()) else ("", end)
    return "", end
