"""A source as a check reads it: its words in rows, and which of them are speech, a note in brackets, or the reporter's.

A source has two rows of words: all of them in order, and those that somebody says, from which the reporter's
`," she said. "` between two halves of one quotation is left out.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from annotations.checking.models import Given
from annotations.checking.quoted import Quoted, find_quoted
from annotations.checking.tokens import tokens_of
from annotations.models import Kind, Paragraph
from annotations.quotations.cues import verbs
from annotations.quotations.marks import Marked, find_marked

_LABEL = re.compile(
    r"(?:\[[\d:.]+\]\s*)?((?:(?:The|MR|MS|MRS|DR)\.? )?[A-Z][\w.'’-]*(?: (?:of|for|[A-Z(])[\w.'’()-]*){0,6}"
    r"(?: \([^()]*\))?):\s+(?=\S)"
)
_NOT_LABELS = frozenset(
    [
        "note",
        "read",
        "source",
        "update",
        "correction",
        "related",
        "contact",
        "tags",
        "photo",
        "editor’s",
        "editor's",
        "image",
        "date",
    ]
)
_BRACKETS = re.compile(r"\[[^\[\]]{1,120}\]")
_NOTES = re.compile(
    r"\((?:[^()]{0,40}\b)?(?:applause|laughter|laughs|laughing|crosstalk|inaudible|unintelligible|phonetic|ph|sic|cheers|cheering|"
    r"pauses?|translated|translation|translator|interpreter|speaking [A-Z]\w+|in [A-Z]\w+|off[- ]mi[ck]e?|boos|booing|"
    r"interruption|interjections?|chuckles|sighs|cries|weeps|music)\b[^()]{0,40}\)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_TWO_SENTENCES = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]['’”\"]?\s+\S*[A-Z]")
_MOST_BETWEEN = 25
"""Words that an attribution between two halves has at most."""


class Row:
    """Words in a row as one string without spaces, so that `health care` and `healthcare` are found alike.

    Where a newline stands, the words before and behind it don't follow each other.
    """

    def __init__(self, keys: Sequence[str], runs: Iterable[Sequence[int]]) -> None:
        self.words: list[int] = []
        """Numbers of the source's words, in order."""
        self.starts: list[int] = []
        """For each of them, where it begins in `text`."""
        self.breaks: set[int] = set()
        """Places in `words` before which a run begins."""
        parts: list[str] = []
        at = 0
        for run in runs:
            if not run:
                continue
            self.breaks.add(len(self.words))
            for number in run:
                self.words.append(number)
                self.starts.append(at)
                parts.append(keys[number])
                at += len(keys[number])
            parts.append("\n")
            at += 1
        self.text = "".join(parts)

    def find(self, wanted: str, begin: int = 0, until: int | None = None) -> Iterator[tuple[int, int]]:
        """The ranges of places whose keys together are `wanted`, from place `begin` on, ending before `until`."""
        if begin >= len(self.starts):
            return
        limit = len(self.text) if until is None or until >= len(self.starts) else self.starts[until]
        at = self.text.find(wanted, self.starts[begin], limit)
        while at >= 0:
            first = bisect_left(self.starts, at)
            end = at + len(wanted)
            last = bisect_left(self.starts, end)
            whole = last == len(self.starts) or self.starts[last] == end or self.text[end] == "\n"
            if first < len(self.starts) and self.starts[first] == at and whole:
                yield first, last
            at = self.text.find(wanted, at + 1, limit)


class Prepared:
    """A source with its words."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.paragraphs = _with_turns(given.paragraphs)
        self.texts = [paragraph.text for paragraph in self.paragraphs]
        self.keys: list[str] = []
        self.places: list[tuple[int, int, int]] = []
        """For each word its paragraph, start and end."""
        for number, text in enumerate(self.texts):
            begin = self.label_end(number)
            for token in tokens_of(text[begin:] if begin else text):
                self.keys.append(token.key)
                self.places.append((number, token.start + begin, token.end + begin))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All of its words."""
        return frozenset(self.keys)

    @cached_property
    def marked(self) -> list[Marked]:
        """All that stands in marks."""
        return find_marked(self.texts)

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Marked]]:
        found: dict[int, list[Marked]] = {}
        for marked in self.marked:
            found.setdefault(marked.paragraph, []).append(marked)
        return found

    def marked_in(self, paragraph: int) -> Sequence[Marked]:
        """All that stands in marks in a paragraph."""
        return self._by_paragraph.get(paragraph, ())

    @cached_property
    def speech(self) -> list[list[int]]:
        """The words that somebody says, in runs; those of a run follow each other but for an attribution."""
        runs: list[list[int]] = []
        before: tuple[int, int, int, bool] | None = None
        for stretch in self._stretches():
            words = self.within(*stretch[:3])
            if before is not None and self._follows(before, stretch):
                runs[-1] += words
            else:
                runs.append(words)
            before = stretch
        return runs

    def _stretches(self) -> list[tuple[int, int, int, bool]]:
        """Each stretch of speech: paragraph, start, end, and whether it goes on in the next one."""
        found = []
        for number, paragraph in enumerate(self.paragraphs):
            outer = [marked for marked in self.marked_in(number) if marked.depth == 0]
            whole = paragraph.kind is Kind.TURN or (paragraph.kind is Kind.QUOTE and not outer)
            if whole:
                found.append((number, self.label_end(number), len(paragraph.text), True))
                continue
            found += [(number, marked.inner_start, marked.inner_end, not marked.closed) for marked in outer]
        return found

    def _follows(self, one: tuple[int, int, int, bool], other: tuple[int, int, int, bool]) -> bool:
        if one[0] != other[0]:
            if any(text.strip() and not _is_note(text) for text in self.texts[one[0] + 1 : other[0]]):
                return False
            first, second = self.paragraphs[one[0]], self.paragraphs[other[0]]
            return one[3] and first.kind is second.kind and self.turn(one[0]) == self.turn(other[0])
        between = self.texts[one[0]][one[2] : other[1]]
        words = [word.lower() for word in _WORD.findall(between)]
        reports = sum(word in verbs() and verbs()[word].kind == "speech" for word in words)
        return 0 < reports < 2 and len(words) <= _MOST_BETWEEN and not _TWO_SENTENCES.search(between.rstrip())

    @cached_property
    def spoken(self) -> frozenset[int]:
        """The numbers of all words that somebody says."""
        return frozenset(number for run in self.speech for number in run)

    @cached_property
    def bracketed(self) -> frozenset[int]:
        """The numbers of words in brackets: notes of a transcriber, a translator or an editor."""
        found: set[int] = set()
        for number, text in enumerate(self.texts):
            for pattern in (_BRACKETS, _NOTES):
                if ("[" if pattern is _BRACKETS else "(") in text:
                    for match in pattern.finditer(text):
                        found.update(self.within(number, *match.span()))
        return frozenset(found)

    @cached_property
    def rows(self) -> list[Row]:
        """Where words are looked for: all of them, then speech; both also without what stands in brackets."""
        every = [range(len(self.keys))]
        rows = [Row(self.keys, every), Row(self.keys, self.speech)]
        if self.bracketed:
            rows += [
                Row(self.keys, [[n for n in run if n not in self.bracketed] for run in runs])
                for runs in (every, self.speech)
            ]
        return rows

    @cached_property
    def quoted(self) -> dict[int, list[Quoted]]:
        """For each paragraph what is quoted in it and who says it."""
        found: dict[int, list[Quoted]] = {}
        for quoted in find_quoted(self.paragraphs):
            found.setdefault(quoted.quotation.span.start.paragraph, []).append(quoted)
        return found

    @cached_property
    def _first_words(self) -> list[int]:
        return [place[0] << 32 | place[1] for place in self.places]

    def within(self, paragraph: int, start: int, end: int) -> list[int]:
        """The numbers of the words that begin in a range of a paragraph."""
        first = bisect_left(self._first_words, paragraph << 32 | start)
        last = bisect_left(self._first_words, paragraph << 32 | end)
        return list(range(first, last))

    def turn(self, paragraph: int) -> str:
        """Who speaks a turn of a transcript; empty elsewhere."""
        return self.paragraphs[paragraph].speaker

    def label_end(self, paragraph: int) -> int:
        """Where the words of a turn begin that still has its speaker before it; 0 elsewhere."""
        found = _LABEL.match(self.texts[paragraph]) if self.turn(paragraph) else None
        return found.end() if found and found[1] == self.turn(paragraph) else 0


def _is_note(text: str) -> bool:
    return bool(re.fullmatch(r"\s*[\[(][^\[\]()]*[\])]\W*", text))


def _with_turns(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Paragraphs that begin with a speaker as turns, where the loader took the text for something else."""
    if any(paragraph.kind is Kind.TURN for paragraph in paragraphs):
        return paragraphs
    labels = [_LABEL.match(paragraph.text) if ":" in paragraph.text[:80] else None for paragraph in paragraphs]
    names = Counter(label[1] for label in labels if label and label[1].split()[0].lower() not in _NOT_LABELS)
    known = {name for name, count in names.items() if count > 1 or name.isupper()}
    if sum(names[name] for name in known) < 3:
        return paragraphs
    found, speaker = [], ""
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label and label[1] in names:
            speaker = label[1]
        turn = speaker and not _is_note(paragraph.text)
        found.append(replace(paragraph, kind=Kind.TURN, speaker=speaker) if turn else paragraph)
    return found
