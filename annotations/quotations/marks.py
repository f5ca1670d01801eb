"""Quotation marks paired: which stretches of a paragraph stand in marks, whatever the marks are.

Read are curly, straight and low-high double marks, single marks (apostrophes told apart), guillemets in both
directions and with inner spaces, CJK corner brackets, and a quotation that runs over paragraphs and opens anew in
each. Feet and inches, years (`'22`), clipped words (`'em`), doubled apostrophes and HTML attributes are no marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile("'{2,}|``|[\"“”„‟＂«»‹›「」『』〝〞〟《》〈〉'‘’‚‛]")
_CLOSERS = {
    "“": "”\"", "„": "“”\"‟", "‟": "”\"“", '"': '"”', "”": '”"', "＂": "＂", "«": "»", "»": "«", "‹": "›",
    "›": "‹", "「": "」", "『": "』", "〝": "〞〟", "《": "》", "〈": "〉",
}  # fmt: skip
_SINGLE = frozenset("‘‚‛'’")
_BEFORE_OPENING = frozenset(" \u00a0\u202f\u2009\t([{<—–―-/…“\"‘«„「『:'>|*_•")
_AFTER_CLOSING = frozenset(" \u00a0\u202f\u2009\t.,;:!?…)]}>—–―-/”\"’»“」』'*_|")
_CLOSING_FORM = frozenset('.,!?…;:)]—–”"»')
"""What stands before a closing single mark but seldom before an apostrophe."""

_ATTRIBUTE = re.compile(r"<[a-z][^<>]*=\s*\"[^<>]*>")
_INCHES = re.compile(
    r"\d\s?['’′]\s?\d{1,2}½?\s?(?:[\"”″]|''|’’)"
    r"|\b\d+(?:\.\d+|/\d+)?[\"”](?=[ -](?:x|by|wide|tall|long|thick|high|deep|screens?|pipes?|vinyl|monitors?)\b)"
)
_FEET = re.compile(r"(?<=\d)['’](?=\s?\d{1,2}\s?(?:[\"”″]|'')|[ -](?:tall|wide|long|high|deep|by)\b)")
_DOUBLED = re.compile(r"''.*?''")
_CLIPPED = re.compile(
    r"\d\d\b|\d0s\b|(?:em|tis|twas|til|till|cause|cuz|cos|coz|n|bout|round|neath|nuff|sup|kay|nother)\b",
    re.IGNORECASE,
)
_SINGLE_CLOSING = re.compile(r"(?<=\S)['’](?!\w)")
_LOW_CLOSING = re.compile(r"(?<=\S)[‘’'](?!\w)")
_SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(\[—–]))['‘](?=\w)")
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


def _next_character(texts: Sequence[str], number: int) -> str:
    """The first character of the next paragraph that holds words."""
    return next((text.lstrip()[0] for text in texts[number + 1 : number + 4] if text and not text.isspace()), "")


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
            mark, at = match[0], match.start()
            if at in ignored or len(mark) > 1:
                continue
            if mark in _SINGLE:
                self._single(at, mark)
            else:
                self._double(at, mark)
        while self.stack:
            self._leave_open(len(self.text))
        return sorted(self.found, key=lambda marked: (marked.start, -marked.end))

    def _ignored(self) -> set[int]:
        """Places of characters that look like marks and are none."""
        places: set[int] = set()
        text = self.text
        if "=" in text and "<" in text:
            for match in _ATTRIBUTE.finditer(text):
                places.update(range(match.start(), match.end()))
        if text.count("''") > 1:
            for match in _DOUBLED.finditer(text):
                places.update(range(match.start(), match.end()))
        for pattern in (_INCHES, _FEET):
            for match in pattern.finditer(text):
                places.update(range(match.start(), match.end()))
        return places

    def _opens_here(self, at: int) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()

    def _closes_here(self, at: int) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        return bool(before) and not before.isspace() and (not after or after in _AFTER_CLOSING or after.isdigit())

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
        if (top.mark in _SINGLE and top.until < len(self.text)) or len(rest.split()) < 3:
            self.stack.pop()
            return
        cut = _UNCLOSED_END.search(rest)
        end = top.inner + (cut.end() if cut else len(rest.rstrip()))
        self._close(end, end, closed=False)

    def _double(self, at: int, mark: str) -> None:
        opener = next((n for n in range(len(self.stack) - 1, -1, -1) if self._can_close(n, mark)), None)
        opens = self._opens_here(at)
        if opener is None and mark == "“" and not opens and self._closes_here(at):
            opener = next((n for n, opened in enumerate(self.stack) if opened.mark == mark), None)
        if opener is not None and not (opens and self._opens_anew(at, mark)):
            while len(self.stack) > opener + 1:
                self._leave_open(at)
            self._close(at, at + 1)
        elif mark in "“„‟«‹「『〝《〈" or opens or self._sticks(at):
            if mark not in _CLOSERS or (mark in "»›”" and not opens):
                return
            if self.stack and self.stack[-1].mark == mark and not self._balanced(at, mark):
                self._leave_open(at)
            self.stack.append(_Open(mark, at, at + 1))

    def _can_close(self, number: int, mark: str) -> bool:
        opened = self.stack[number].mark
        return mark in _CLOSERS.get(opened, "")

    def _opens_anew(self, at: int, mark: str) -> bool:
        """Whether a mark that may open or close opens, although one is open already: its closing mark is missing."""
        return mark == '"' and not self._closes_here(at) and (at == 0 or self.text[at - 1].isspace())

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
        elif mark != "’" and self._opens_here(at) and self.text[at + 1] not in _AFTER_CLOSING - {'"', "“", "…"}:
            until = self._single_end(at)
            if until is None and mark == self.following and not self.stack and self.text.rstrip()[-1] in ".?!…":
                until = len(self.text)
            if until is not None:
                self.stack.append(_Open(mark, at, at + 1, until))

    def _single_end(self, at: int) -> int | None:
        """Where a single mark closes. An apostrophe behind an s or a clipped -ing closes only if nothing else does."""
        text = self.text
        clipped = bool(_CLIPPED.match(text, at + 1))
        following = _SINGLE_OPENING.search(text, at + 1)
        limit = min(self._enclosing_end(at), following.start() if following else len(text))
        perhaps = None
        closing = _LOW_CLOSING if text[at] == "‚" else _SINGLE_CLOSING
        for match in closing.finditer(text, at + 2, limit):
            end = match.start()
            before, after = text[end - 1], text[end + 1 : end + 2]
            if after in ",.!?" and after and text[end + 2 : end + 3] in ("'", "’"):
                continue  # the next one closes: thinkin','
            if before in _CLOSING_FORM or (not clipped and (not after or after in '.,;:!?)—–”"')):
                return end
            if before.isspace() or clipped:
                continue
            if before not in "sS" and text[end - 2 : end] != "in":
                return end
            perhaps = end if perhaps is None else perhaps
        return perhaps

    def _enclosing_end(self, at: int) -> int:
        """The end of the marks that stand around a single mark; the paragraph's end where there are none."""
        if not self.stack:
            return len(self.text)
        if self.stack[-1].until >= 0:
            return self.stack[-1].until
        opened = self.stack[-1].mark
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
