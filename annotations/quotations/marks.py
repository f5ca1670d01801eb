"""Quotation marks paired: which stretches of a paragraph stand in marks, whatever the marks are.

Read are curly, straight and low-high double marks, doubled apostrophes, single marks (apostrophes told apart),
guillemets in both directions and with inner spaces, CJK corner brackets, and a quotation that runs over paragraphs and
opens anew in each. Feet and inches, years (`'22`), clipped words (`'em`) and HTML attributes are no marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.quotations.singles import ROCK_N_ROLL, clipped, single_end

_MARK = re.compile("'{2,}|`{1,2}|[\"“”„‟＂″«»‹›「」『』｢｣〝〞〟《》〈〉'‘’‚‛]")
_CLOSERS = {
    "“": "”\"", "„": "“”\"‟", "‟": "”\"“", '"': '"”', "”": '"”', "＂": "＂", "″": "″", "«": "»", "»": "«", "‹": "›",
    "›": "‹", "「": "」", "『": "』", "｢": "｣", "〝": "〞〟", "《": "》", "〈": "〉", "''": "''", "``": "''",
}  # fmt: skip
_OPENERS = frozenset([*"“„‟«‹「『｢〝《〈", "``"])
_ALIKE = frozenset(['"', "″", "''"])
"""Double marks of which one form both opens and closes."""
_SINGLE = frozenset("‘‚‛'’`")
_BEFORE_OPENING = frozenset(" \u00a0\u202f\u2009\t([{<—–―-/…“\"‘«„「『:'>|*_•")
_AFTER_CLOSING = frozenset(" \u00a0\u202f\u2009\t.,;:!?…)]}>—–―-/”\"’»“」』'*_|")

_ATTRIBUTE = re.compile(r"<[a-z][^<>]*=\s*\"[^<>]*>")
_INCHES = re.compile(
    r"\d\s?['’′]\s?\d{1,2}½?\s?(?:[\"”″]|''|’’)"
    r"|\b\d+(?:\.\d+|/\d+)?[\"”″](?=[ -](?:x|by|wide|tall|long|thick|high|deep|screens?|pipes?|vinyl|monitors?)\b)"
)
_FEET = re.compile(r"(?<=\d)['’](?=\s?\d{1,2}\s?(?:[\"”″]|'')|[ -](?:tall|wide|long|high|deep|by)\b)")
_UNCLOSED_END = re.compile(
    r",(?=\s+(?:(?:he|she|they|I|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s+)?(?:said|says|told|added|wrote|asked)\b)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One stretch in marks; offsets are code points of its paragraph."""

    paragraph: int
    start: int
    """Of the opening mark."""
    end: int
    """Behind the closing mark."""
    inner_start: int
    inner_end: int
    depth: int
    """0 for what stands in no other marks."""
    mark: str
    """The opening mark."""
    closed: bool
    continues: bool = False
    """Whether the paragraph before left this quotation open."""


def find_marked(texts: Sequence[str]) -> list[Marked]:
    """All stretches in marks, in order of their opening marks; an outer one stands before those within it."""
    found: list[Marked] = []
    left_open = ""
    for number, text in enumerate(texts):
        if not text or text.isspace():
            continue
        here = _Pairing(number, text, _next_character(texts, number)).run() if _MARK.search(text) else []
        if here and left_open == here[0].mark and not text[: here[0].start].strip():
            here[0] = replace(here[0], continues=True)
        left_open = next((m.mark for m in here if not m.closed and m.depth == 0), "")
        found += here
    return found


def _once(found: Sequence[Marked]) -> list[Marked]:
    """What stands in doubled marks (`““We won””`) taken once, with all its marks."""
    taken: list[Marked] = []
    for marked in found:
        outer = taken[-1] if taken else None
        if outer and outer.mark == marked.mark and (outer.inner_start, outer.inner_end) == (marked.start, marked.end):
            taken[-1] = replace(outer, inner_start=marked.inner_start, inner_end=marked.inner_end)
        else:
            taken.append(marked)
    return taken


def _next_character(texts: Sequence[str], number: int) -> str:
    """The first character of the next paragraph that holds words."""
    following = (text.lstrip() for text in texts[number + 1 : number + 4])
    return next((_first_mark(text) for text in following if text), "")


def _first_mark(text: str) -> str:
    return "''" if text.startswith("''") else text[0]


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: int
    until: int = -1
    """Where a single mark closes, which is found when it opens."""


class _Pairing:
    """One pass over the marks of one paragraph, with a stack of those that are open."""

    def __init__(self, number: int, text: str, following: str) -> None:
        self.following = following
        """The character that begins the next paragraph: an opening mark leaves this one's last quotation open."""
        self.number = number
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[Marked] = []

    def run(self) -> list[Marked]:
        ignored = self._ignored()
        for match in _MARK.finditer(self.text):
            at = match.start()
            if at in ignored:
                continue
            for mark in self._parts(at, match[0]):
                if mark in _SINGLE:
                    self._single(at, mark)
                else:
                    self._double(at, mark)
                at += len(mark)
        while self.stack:
            self._leave_open(len(self.text))
        return _once(sorted(self.found, key=lambda marked: (marked.start, -marked.end)))

    def _parts(self, at: int, run: str) -> Sequence[str]:
        """The marks of a run of apostrophes: `''` is a double one, `'''` a double one with a single one within."""
        if run[0] != "'" or len(run) == 1:
            return (run,)
        if len(run) == 2:
            within = clipped(self.text, at + 1) and self.text.count("''") == 1
            return ("'",) if within else ("''",)
        if len(run) == 3:
            return ("'", "''") if self.stack and self.stack[-1].until == at else ("''", "'")
        return ()

    def _ignored(self) -> set[int]:
        """Places of characters that look like marks and are none."""
        places: set[int] = set()
        text = self.text
        if "=" in text and "<" in text:
            for match in _ATTRIBUTE.finditer(text):
                places.update(range(match.start(), match.end()))
        for pattern in (_INCHES, _FEET, ROCK_N_ROLL):
            for match in pattern.finditer(text):
                places.update(range(match.start(), match.end()))
        return places

    def _opens_here(self, at: int, length: int = 1) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + length : at + length + 1]
        return (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()

    def _closes_here(self, at: int, length: int = 1) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + length : at + length + 1]
        return bool(before) and not before.isspace() and (not after or after in _AFTER_CLOSING or after.isdigit())

    def _stands_off(self, at: int, mark: str) -> bool:
        """Whether a mark has spaces on both sides and another follows that may close it (`" We won " , he said`)."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return mark == '"' and (not before or before.isspace()) and after.isspace() and '"' in self.text[at + 1 :]

    def _close(self, inner_end: int, end: int, closed: bool = True) -> None:
        top = self.stack.pop()
        inner = self.text[top.inner : inner_end]
        start = top.inner + len(inner) - len(inner.lstrip())
        inner_end = start + len(inner.strip())
        if start < inner_end:
            depth = len(self.stack)
            self.found.append(Marked(self.number, top.start, end, start, inner_end, depth, top.mark, closed))

    def _leave_open(self, limit: int) -> None:
        """Ends the innermost open stretch where its closing mark is missing."""
        top = self.stack[-1]
        rest = self.text[top.inner : limit]
        if top.mark in _ALIKE - {'"'} or (top.mark in _SINGLE and top.until < len(self.text)) or len(rest.split()) < 3:
            self.stack.pop()
            return
        cut = _UNCLOSED_END.search(rest)
        end = top.inner + (cut.end() if cut else len(rest.rstrip()))
        self._close(end, end, closed=False)

    def _double(self, at: int, mark: str) -> None:
        length = len(mark)
        opener = next((n for n in range(len(self.stack) - 1, -1, -1) if self._can_close(n, mark)), None)
        opens = self._opens_here(at, length)
        if opener is None and mark == "“" and not opens and self._closes_here(at):
            opener = next((n for n, opened in enumerate(self.stack) if opened.mark == mark), None)
        if opener is not None and not (opens and self._opens_anew(at, mark)):
            while len(self.stack) > opener + 1:
                self._leave_open(at)
            self._close(at, at + length)
        elif mark in _OPENERS or opens or self._sticks(at) or self._stands_off(at, mark):
            if mark not in _CLOSERS or (mark in "»›”" and not opens):
                return
            if self.stack and self.stack[-1].mark == mark and not self._balanced(at, mark):
                self._leave_open(at)
            self.stack.append(_Open(mark, at, at + length))

    def _can_close(self, number: int, mark: str) -> bool:
        opened = self.stack[number].mark
        return mark in _CLOSERS.get(opened, "")

    def _opens_anew(self, at: int, mark: str) -> bool:
        """Whether a mark that may open or close opens, although one is open already: its closing mark is missing."""
        closes = self._closes_here(at, len(mark))
        return mark in _ALIKE and not closes and (at == 0 or self.text[at - 1].isspace())

    def _sticks(self, at: int) -> bool:
        """Whether a straight mark opens although the space before it is missing (`said"We`)."""
        return (
            self.text[at] == '"'
            and self.text[at + 1 : at + 2].isupper()
            and self.text[at - 1] in ",abcdefghijklmnopqrstuvwxyz"
        )

    def _balanced(self, at: int, mark: str) -> bool:
        """Whether enough closing marks follow for both the open stretch and the one that begins here."""
        rest = self.text[at:]
        closing = sum(rest.count(closer) for closer in _CLOSERS[mark] if closer != mark)
        return closing > rest.count(mark)

    def _single(self, at: int, mark: str) -> None:
        if self.stack and self.stack[-1].until == at:
            self._close(at, at + 1)
        elif mark != "’" and self._opens_here(at) and self._may_follow(at + 1):
            until = single_end(self.text, at, self._enclosing_end(at), bool(self.stack))
            possessive = until is not None and self.text[until - 1] in "sS" and self.text[until + 1 : until + 2] == " "
            goes_on = mark == self.following and not self.stack and self.text.rstrip()[-1] in ".?!…"
            if goes_on and (until is None or possessive):
                until = len(self.text)
            if until is not None:
                self.stack.append(_Open(mark, at, at + 1, until))

    def _may_follow(self, at: int) -> bool:
        """Whether a character may stand behind an opening single mark."""
        here = self.text[at]
        return here not in _AFTER_CLOSING - {'"', "“", "…"} or (here in "'’" and clipped(self.text, at))

    def _enclosing_end(self, at: int) -> int:
        """The end of the marks that stand around a single mark; the paragraph's end where there are none."""
        if not self.stack:
            return len(self.text)
        if self.stack[-1].until >= 0:
            return self.stack[-1].until
        opened = self.stack[-1].mark
        if len(opened) > 1:
            end = self.text.find("''", at + 1)
            return len(self.text) if end < 0 else end + (self.text[end : end + 3] == "'''")
        closers, level = _CLOSERS[opened], 0
        for number in range(at + 1, len(self.text)):
            here = self.text[number]
            if here == opened and opened not in closers:
                level += 1
            elif here in closers:
                if level == 0:
                    return number
                level -= 1
        return len(self.text)
