"""Lines that were set in type, put back together as paragraphs over the ends of lines, columns and pages."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from annotations.models import Kind, Paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One line as set; lengths are points from the page's lower left corner."""

    text: str
    x: float
    y: float
    size: float
    """Of its type."""
    bold: bool
    sheet: int
    """The page, counted from 1."""


_EMS = {
    character: width
    for characters, width in (
        ("ijlt'’‘|!,.;: ", 0.26), ("fr()[]-I“”\"", 0.34), ("s", 0.42), ("acez", 0.46), ("w", 0.72), ("m", 0.79),
        ("MW@—%", 0.9), ("ABCDEFGHKLNOPQRSTUVXYZ", 0.66),
    )
    for character in characters
}  # fmt: skip
"""Between those of Times and Helvetica, the faces that most others are cut after."""
_SENTENCE_END = re.compile(r"""[.!?…:][\"'”’»)\]\d]*$""")
_ITEM = re.compile(r"(?:[•◦▪‣·●○■–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_BROKEN_WORD = re.compile(r"[^\W\d_][-‐\u00ad]$")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|pág\.)?\W*(\d{1,4}|[ivxlc]{1,6})\W*(?:(?:of|/|von|de)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
_EDGE_LINES = 3
"""Lines from the top and from the foot of a page among which running heads and feet are looked for."""
_GAP = 1.25
"""Times the usual distance between lines: more than it parts paragraphs."""
_NEARLY_FULL, _SURELY_FULL, _PLAINLY_SHORT = 0.95, 1.03, 0.7
"""Of a column's width, since the width of a word is only estimated."""
_OFTEN = 0.03
"""Of all lines: what is rarer isn't how this document parts its paragraphs."""
_APART = 1.8
"""Times the size of its type: how far a page's number stands from the text; nearer, it is the text's last word."""
_SURE_LINES, _SURELY = 4, 0.9
_USUAL = 0.15
"""Of the distances between lines of the body: what is rarer is an exception."""
_LARGER, _HEADING_WORDS, _BOLD_WORDS = 1.15, 25, 12


def width_of(text: str) -> float:
    """About how wide a text is, in ems of a proportional face; good enough to compare lines of one face."""
    return sum(_EMS.get(character, 0.5) for character in text)


def printed_offset(edges: Sequence[Line]) -> int:
    """What to add to a sheet's number for the printed one, by the figures in running heads and feet; 0 if none are."""
    offsets = Counter(
        offset
        for line in edges
        for offset in {int(number) - line.sheet for number in _NUMBER.findall(line.text) if len(number) < 5}
    )
    best = max(offsets.items(), key=lambda pair: pair[1], default=(0, 0))
    sheets = len({line.sheet for line in edges})
    return best[0] if best[1] > sheets / 2 and (best[1] > 1 or _PAGE_NUMBER.match(edges[0].text)) else 0


def running_lines(lines: Sequence[Line]) -> set[Line]:
    """The running heads and feet: what stands at the edge of several pages at one height, and page numbers.

    A number in it must count with the pages. Nothing runs that has the page's own text outside of it.
    """
    sheets: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        sheets[line.sheet].append(line)
    edges: list[list[Line]] = []
    for page in sheets.values():
        by_height = sorted(page, key=lambda line: line.y)
        edges += [by_height[:_EDGE_LINES], by_height[::-1][:_EDGE_LINES]]
    seen = Counter(key for page in sheets.values() for key in {key for line in page for key in _running_keys(line)})
    running: set[Line] = set()
    for edge in edges:
        for place, line in enumerate(edge):
            comes_again = any(seen[key] > 1 for key in _running_keys(line))
            apart = len(edge) < 2 or abs(line.y - edge[1].y) > _APART * line.size
            if not comes_again and not (place == 0 and apart and _PAGE_NUMBER.match(line.text)):
                break
            running.add(line)
    return running


def _running_keys(line: Line) -> set[tuple[str, int]]:
    """What a running line is the same in on each page: its words and height, and any one number less the page's."""
    height, numbers = round(line.y / 4), list(_NUMBER.finditer(line.text))
    texts = [line.text]
    texts += [
        f"{line.text[: found.start()]}{int(found[0]) - line.sheet}#{line.text[found.end() :]}"
        for found in numbers[:1] + numbers[-1:]
    ]
    return {(text.casefold(), height) for text in texts}


class Typesetting:
    """The measures of a document's body, by which one line goes on in the next or doesn't."""

    def __init__(self, lines: Sequence[Line]) -> None:
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
        self.size = weights.most_common(1)[0][0] if weights else 0.0
        beside = [(a, b) for a, b in itertools.pairwise(lines) if a.sheet == b.sheet and _is_below(a, b)]
        gaps = [a.y - b.y for a, b in beside if abs(a.size - b.size) < 0.5 and a.y - b.y < 3 * max(self.size, 1)]
        body = [a.y - b.y for a, b in beside if max(abs(a.size - self.size), abs(b.size - self.size)) < 0.5]
        self.leading = _least_usual(body) or (median(gaps) if gaps else 0.0)
        self.gapped = sum(gap > _GAP * self.leading for gap in gaps) > _OFTEN * len(lines)
        self._widths: dict[float, list[float]] = defaultdict(list)
        for line in lines:
            self._widths[round(line.size, 1)].append(width_of(line.text))
        self._full = {size: sorted(widths)[int(0.85 * (len(widths) - 1))] for size, widths in self._widths.items()}
        self._columns = _columns([(a, b) for a, b in beside if round(a.size, 1) == round(b.size, 1) == self.size])
        starts: dict[tuple[int, int], int] = Counter((line.sheet, round(line.x)) for line in lines)
        self._starts = starts
        indented = [b for a, b in beside if self._indent(b) > 0.5 * b.size and abs(self._indent(a)) < 1]
        self.indents = len(indented) > _OFTEN * len(lines)
        usual = Counter(round(self._indent(b)) for b in indented).most_common(1)
        self._usual_indent = usual[0][0] if self.indents else 0

    def _indent(self, line: Line) -> float:
        lefts = [
            x
            for distance in range(int(4 * max(line.size, 1)))
            if self._starts.get((line.sheet, x := round(line.x) - distance), 0) > 1
        ]
        return line.x - min(lefts) if lefts else 0.0

    def goes_on(self, a: Line, b: Line) -> bool:
        """Whether line `b`, which follows `a`, belongs to the same paragraph."""
        if (
            abs(a.size - b.size) > 0.08 * a.size
            or (a.bold != b.bold and self._is_heading_like(a, b))
            or _ITEM.match(b.text)
        ):
            return False
        lower = b.text[:1].islower()
        if _BROKEN_WORD.search(a.text) and lower:
            return True
        if a.sheet != b.sheet or not _is_below(a, b):
            return (lower and not _SENTENCE_END.search(a.text)) or (
                self._is_full(a, b) and not (self.indents and self._indent(b) > 0.5 * b.size)
            )
        if a.y - b.y > _GAP * self.leading:
            return lower and self._is_full(a, b) and not _SENTENCE_END.search(a.text) and a.y - b.y > 3 * self.leading
        if _ITEM.match(a.text) and b.x > a.x + 1:
            return True
        if self._indent(b) - max(self._indent(a), 0) > 0.5 * b.size and not _ITEM.match(a.text):
            return False
        # Two indented lines are either one block that is set in, or two short paragraphs.
        if self._usual_indent and round(self._indent(b)) == self._usual_indent and _SENTENCE_END.search(a.text):
            return b.text[:1].islower()
        return self._is_full(a, b, beside=not (self.indents and self._indent(b) > 0.5 * b.size))

    def _is_heading_like(self, a: Line, b: Line) -> bool:
        return not self._is_full(a, b) or _SENTENCE_END.search(a.text) is None

    def _is_full(self, a: Line, b: Line, *, beside: bool = False) -> bool:
        """Whether the first word of `b` wouldn't have fitted behind `a`.

        Where distance or indent part the paragraphs, lines `beside` each other hang together unless one is plainly
        short.
        """
        first = b.text.split(None, 1)[0]
        wide = width_of(f"{a.text} {first}") + self._indent(a) / max(a.size, 1)
        if beside and (self.gapped or self.indents):
            return wide > _PLAINLY_SHORT * self._full[round(a.size, 1)]
        if self._columns:
            return len(a.text) + 1 + len(first) > self._columns
        # A sentence that ends there, and a capital behind it, ask for more proof that the paragraph goes on.
        ends = _SENTENCE_END.search(a.text) is not None and not first[0].islower()
        return wide > (_SURELY_FULL if ends else _NEARLY_FULL) * self._full[round(a.size, 1)]

    def is_heading(self, lines: Sequence[Line], text: str) -> bool:
        """Whether a paragraph is set as a heading: larger than the body, or short and bold."""
        words = len(text.split())
        larger = min(line.size for line in lines) > _LARGER * self.size
        bold = all(line.bold for line in lines) and not _SENTENCE_END.search(text)
        return (larger and words <= _HEADING_WORDS) or (bold and words <= _BOLD_WORDS)


def _columns(beside: Sequence[tuple[Line, Line]]) -> int:
    """How many characters a program gave each line, whatever their width; 0 where lines were filled by width.

    What goes on in small letters goes on for sure: such lines tell which of the two it was.
    """
    most = max((len(line.text) for pair in beside for line in pair), default=0)
    sure = [len(a.text) + 1 + len(b.text.split(None, 1)[0]) > most for a, b in beside if b.text[:1].islower()]
    return most if len(sure) >= _SURE_LINES and sum(sure) > _SURELY * len(sure) else 0


def _least_usual(gaps: Sequence[float]) -> float:
    """The least distance that is usual: where most paragraphs have one line, the usual one stands between them."""
    counts = Counter(round(gap) for gap in gaps)
    usual = min((gap for gap, count in counts.items() if count >= _USUAL * len(gaps)), default=0)
    return median(gap for gap in gaps if round(gap) == usual) if usual else 0.0


def _is_below(a: Line, b: Line) -> bool:
    return b.y < a.y and b.x < a.x + 100 + 20 * a.size


def set_paragraphs(lines: Sequence[Line], offset: int = 0) -> list[Paragraph]:
    """The paragraphs of some lines in their order, over column and page ends.

    A hyphen at a line's end is kept, since nobody can tell whether it is the word's own, and the paragraph is flagged
    as not exact. `offset` added to a sheet gives its printed number.
    """
    setting = Typesetting(lines)
    found: list[Paragraph] = []
    group: list[Line] = []
    for line in lines:
        if group and not setting.goes_on(group[-1], line):
            found.append(_paragraph(group, setting, offset))
            group = []
        group.append(line)
    if group:
        found.append(_paragraph(group, setting, offset))
    return found


def _paragraph(lines: Sequence[Line], setting: Typesetting, offset: int) -> Paragraph:
    text, exact = lines[0].text, True
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(text) is not None
        exact = exact and not broken
        text += line.text if broken else f" {line.text}"
    kind = Kind.HEADING if setting.is_heading(lines, text) else Kind.LIST if _ITEM.match(text) else Kind.TEXT
    sheet = lines[0].sheet
    return Paragraph(text, kind, page=sheet + offset, sheet=sheet, exact=exact)
