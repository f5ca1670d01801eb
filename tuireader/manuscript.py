"""A draft on its way into a check: its paragraphs, and where each of their characters stands in the file."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from annotations.checking import Draft
from annotations.checking.speakers import name_of
from annotations.furniture import kinds
from annotations.models import Kind, Paragraph
from annotations.text import Position, clean
from tuireader.articles import load
from tuireader.articles.opening import read
from tuireader.articles.plain import decode, paragraphs
from tuireader.articles.sniff import binary_kind
from tuireader.markdown_lines import Block, blocks_of

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
_TEXT = frozenset({"", ".txt", ".text", ".asc", ".log"})
_IS_MARKDOWN = re.compile(
    r"\A\ufeff?(?:---|\+\+\+)[ \t]*\n|^#{1,6} \S|^> |\]\(https?://|^\|.*\|\s*\n\|[ :|-]+\|", re.MULTILINE
)
_IS_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|article|p|div|h1)\b", re.IGNORECASE)
_TAB = 8
_WIDEST = 120
"""Columns; a text with longer lines has a paragraph a line."""
_WHO = re.compile(r"\b(?:who|speaker|name|said by|politician|candidate|person|member|source)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Manuscript:
    """A draft as a check reads it."""

    name: str
    """As it was given on the command line."""
    draft: Draft
    places: Sequence[Sequence[int]] = ()
    """For each character of each paragraph its place in the file; none where the file isn't text."""
    line_starts: Sequence[int] = (0,)
    text: str = ""
    """All of the file, its line ends as newlines."""

    def line_and_column(self, position: Position) -> tuple[int, int]:
        """Where a position stands in the file, both from 1, columns in characters; 0, 0 where the file isn't text."""
        if position.paragraph >= len(self.places):
            return 0, 0
        at = self.places[position.paragraph][position.offset]
        line = bisect_right(self.line_starts, at)
        return line, at - self.line_starts[line - 1] + 1

    def screen_column(self, position: Position) -> int:
        """The column in which an editor shows a position, from 1; 0 where the file isn't text."""
        line, column = self.line_and_column(position)
        if not line:
            return 0
        start = self.line_starts[line - 1]
        cells = 0
        for character in self.text[start : start + column - 1]:
            cells += _TAB - cells % _TAB if character == "\t" else _width(character)
        return cells + 1


def read_manuscript(location: str) -> Manuscript:
    """The draft at a path, or `-` for standard input. Raises SourceError where there is nothing to read."""
    suffix = PurePath(location).suffix.lower()
    if suffix not in _MARKDOWN | _TEXT and location != "-":
        return Manuscript(location, Draft(load(location).paragraphs))
    data = read(location)
    if binary_kind(data) or (suffix not in _MARKDOWN and _IS_PAGE.match(data)):
        return Manuscript(location, Draft(load(location).paragraphs))
    text = decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix in _MARKDOWN or _IS_MARKDOWN.search(text):
        return markdown_manuscript(location, text)
    return text_manuscript(location, text)


def markdown_manuscript(name: str, text: str) -> Manuscript:
    """A draft in Markdown."""
    blocks = blocks_of(text)
    cleaned = [_cleaned(block.text, block.at) for block in blocks]
    found = [Paragraph(words, block.kind) for block, (words, _) in zip(blocks, cleaned, strict=True)]
    return Manuscript(name, Draft(found, _beside(blocks)), [at for _, at in cleaned], _line_starts(text), text)


def text_manuscript(name: str, text: str) -> Manuscript:
    """A draft in plain text, hard-wrapped or with a paragraph a line; an indented paragraph is a block quote."""
    texts = _paragraphs(clean(text).text)
    found, places = [], []
    at = 0
    margin = _margin(text)
    for words, kind in zip(texts, kinds(texts), strict=True):
        here = []
        for character in words:
            while at < len(text) and text[at] != character and not (character == " " and text[at].isspace()):
                at += 1
            here.append(at)
            at += not character.isspace()
        before = text[text.rfind("\n", 0, here[0]) + 1 : here[0]]
        indented = not before.strip() and len(before.expandtabs(4)) >= margin + 2
        found.append(Paragraph(words, Kind.QUOTE if indented and kind is not Kind.FURNITURE else kind))
        places.append(here)
    return Manuscript(name, Draft(found), places, _line_starts(text), text)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: those that blank lines part where it is wrapped, however raggedly; else see `plain`."""
    groups = [[line.strip() for line in group.splitlines()] for group in re.split(r"\n\s*\n", text) if group.strip()]
    wrapped = max(map(len, text.splitlines()), default=0) <= _WIDEST and len(groups) > 1
    return [" ".join(filter(None, group)) for group in groups] if wrapped else paragraphs(text)


def _margin(text: str) -> int:
    """The indentation that most lines have."""
    depths = [len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()) for line in text.splitlines() if line.strip()]
    return max(set(depths), key=depths.count, default=0)


def _cleaned(text: str, at: list[int]) -> tuple[str, list[int]]:
    """A text as it is safe to show, with the places of what was kept."""
    if not clean(text).removed:
        return text, at
    kept = [(character, place) for character, place in zip(text, at, strict=True) if not clean(character).removed]
    return "".join(character for character, _ in kept), [place for _, place in kept]


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _beside(blocks: Sequence[Block]) -> list[str]:
    """For each table cell who is named in its row: in a column that is headed so, else in a cell that is a name."""
    rows: dict[int, list[Block]] = {}
    for block in blocks:
        rows.setdefault(block.row, []).append(block)
    found: list[str] = []
    heads: set[int] = set()
    head_row = -1
    for block in blocks:
        if block.row < 0:
            found.append("")
            head_row = -1
            continue
        if head_row < 0:
            head_row = block.row
            heads = {cell.column for cell in rows[block.row] if _WHO.search(cell.text)}
        others = [cell for cell in rows[block.row] if cell is not block]
        named = [cell.text.strip() for cell in others if cell.column in heads]
        named += [cell.text.strip() for cell in others if not heads and _is_full_name(cell.text.strip())]
        found.append(named[0] if named and block.row != head_row else "")
    return found


def _is_full_name(text: str) -> bool:
    name = name_of(text)
    return name is not None and 2 <= len(text.split()) <= 4 and all(word[:1].isupper() for word in text.split())
