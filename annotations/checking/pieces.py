"""A draft's quotation in pieces: what its brackets and ellipses say was replaced or left out between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.checking.tokens import Token, tokens_of, unbroken_tokens_of

_DOTS = r"(?:…|\.(?:\s?\.){2,3})"
ELLIPSIS = re.compile(rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}")
_EDIT = re.compile(rf"(?P<gap>{ELLIPSIS.pattern})|(?P<insert>\[[^\[\]]*\]|\(sic\))")


class Link(StrEnum):
    """What stands between two pieces."""

    GAP = "gap"
    """An ellipsis: words are left out."""
    INSERT = "insert"
    """Brackets: the editor's words, in place of others or beside them."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An ellipsis or words in brackets."""

    link: Link
    start: int
    end: int
    within_word: bool = False
    """Whether the brackets hold a part of a word: `[W]e`, `walk[ed]`."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together."""

    words: tuple[Token, ...]
    edits: tuple[Edit, ...]
    """What stands before them."""

    @property
    def wanted(self) -> str:
        """The keys of the words as one string."""
        return "".join(word.key for word in self.words)


def edits_of(text: str) -> list[Edit]:
    """The ellipses and brackets of a quotation."""
    found = []
    for match in _EDIT.finditer(text):
        start, end = match.span()
        touches = text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()
        inside = bool(match["insert"]) and touches and not any(c.isspace() for c in match[0])
        found.append(Edit(Link.GAP if match["gap"] else Link.INSERT, start, end, inside))
    return found


def pieces_of(text: str, edits: Sequence[Edit], *, keep_letters: bool) -> list[Piece]:
    """The quotation cut at its edits; the last piece may hold no words.

    With `keep_letters`, brackets within a word don't cut: `[W]e` is the word `we`. Else such a word is a bracket as
    a whole, for which the source may have another.
    """
    cuts = [edit if not edit.within_word else _whole_word(text, edit) for edit in edits]
    cuts = [edit for edit in cuts if not (edit.within_word and keep_letters)]
    words = _words(text, edits)
    found: list[Piece] = []
    before: list[Edit] = []
    begin = 0
    for edit in cuts:
        here = tuple(word for word in words if begin <= word.start and word.end <= edit.start)
        if here:
            found.append(Piece(here, tuple(before)))
            before = []
        before.append(edit)
        begin = max(begin, edit.end)
    rest = tuple(word for word in words if begin <= word.start)
    if rest or before:
        found.append(Piece(rest, tuple(before)))
    return found


def _whole_word(text: str, edit: Edit) -> Edit:
    start, end = edit.start, edit.end
    while start and (text[start - 1].isalnum() or text[start - 1] in "'’"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "'’"):
        end += 1
    return Edit(Link.INSERT, start, end, within_word=True)


def _words(text: str, edits: Sequence[Edit]) -> list[Token]:
    """The words, those with brackets in them as one word each."""
    whole = [_whole_word(text, edit) for edit in edits if edit.within_word]
    if not whole:
        return unbroken_tokens_of(text)
    plain = unbroken_tokens_of(text)
    found: list[Token] = []
    for word in plain:
        around = next((edit for edit in whole if edit.start <= word.start < edit.end), None)
        if around is None:
            found.append(word)
        elif not (found and found[-1].start == around.start):
            joined = text[around.start : around.end].replace("[", "").replace("]", "")
            found += [Token(key, around.start, around.end) for key, _, _ in tokens_of(joined)]
    return found
