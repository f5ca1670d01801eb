"""Subtitle files, SubRip (.srt) and WebVTT (.vtt), as turns with their speakers and times.

WebVTT by the W3C's candidate recommendation: `<v Name>` names a speaker; NOTE, STYLE and REGION blocks aren't text.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape

from annotations.models import Article, Kind, Paragraph, Source
from annotations.text import clean
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.charset import decode
from tuireader.articles.sniff import CUE_TIMES
from tuireader.articles.sourcing import Fields
from tuireader.articles.transcript import SENTENCE_END

_EMPTY = "these subtitles hold no words; get the file again."
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]+)>")
_MARKUP = re.compile(r"</?(?:[ibu]|v|ruby|rt|lang|font)\b[^<>]*>|\{\\[^{}]*\}", re.IGNORECASE)
_STAMP = re.compile(r"<(?:\d+:)?\d+:\d+\.\d+>|</?c\b[^<>]*>")
"""When each word of a line is spoken; the line comes again in the next cue without that."""
_CAPITALS = re.compile(r"^(?:>+\s*)?([^\W\d_a-z][^a-z:\[\]()“”\"?!]{0,40}(?:\s?\([^()]{1,30}\))?):(?:\s+|$)")
_NAMED = re.compile(
    r"^(?:>+\s*)?((?:[^\W\d_a-z][\w.'’-]*|\d+)(?:\s(?:[^\W\d_a-z][\w.'’-]*|\d+|de|van|von|al|bin)){0,4}):(?:\s+|$)"
)
_CHANGE = re.compile(r"^(?:>>+|[-–—])\s*(?=\S)")
_ROLLING = 0.3
"""Of the cues of a file: where so many repeat lines of the one before, it rolls."""
_SPACE = re.compile("[ \t]+")
_DIRECTION = re.compile(r"[\[(♪][^\[\]()]*[\])♪]$")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one voice says within one cue."""

    text: str
    speaker: str | None
    """None where the cue doesn't say who speaks."""
    time: str
    changes: bool
    """Whether the cue says that somebody else begins to speak here."""


def load(location: str, data: bytes, source: Source) -> Article:
    """The turns of a subtitle file. A cue without a speaker goes on with what the last one began.

    Where no cue names anybody, a turn ends with a sentence. A turn's time is that at which its first cue begins, as it
    is written. Raises SourceError if no cue holds a word.
    """
    text, encoding = decode(data)
    text = clean(text).text
    suffix = ".vtt" if text.lstrip().startswith("WEBVTT") else ".srt"
    document = Document(suffix, encoding, usual="interview")
    return assemble(location, data, Fields(source), _turns(_lines(text)), document, empty=_EMPTY)


def _lines(text: str) -> list[_Line]:
    cues = [(time, [row for raw in body if (row := _STAMP.sub("", raw).strip())]) for time, body in _cues(text)]
    # Captions that roll repeat the last lines of the cue before; elsewhere who says "No." twice said it twice.
    overlaps = [_overlap(before, rows) for (_, before), (_, rows) in zip([("", []), *cues], cues, strict=False)]
    rolls = sum(map(bool, overlaps)) > _ROLLING * len(cues)
    said = [(time, rows[overlap * rolls :]) for (time, rows), overlap in zip(cues, overlaps, strict=True)]
    named = Counter(found[1] for _, rows in said for row in rows if (found := _NAMED.match(row)))
    known = {name for name, count in named.items() if count > 1 or 2 * named.total() > len(cues)}
    return [line for time, rows in said for line in _voices(rows, time, known)]


def _overlap(before: list[str], rows: list[str]) -> int:
    return next((count for count in range(len(rows), 0, -1) if rows[:count] == before[-count:]), 0)


def _cues(text: str) -> list[tuple[str, list[str]]]:
    """Each cue's time and lines. A cue ends with an empty line, or where the next one's number and time begin.

    Its first line may be of blanks, as in captions that roll.
    """
    cues: list[tuple[str, list[str]]] = []
    lines, number = text.split("\n"), 0
    while number < len(lines):
        found = CUE_TIMES.match(lines[number])
        number += 1
        if found is None:
            continue
        body: list[str] = []
        while number < len(lines) and _goes_on(lines[number], body) and not CUE_TIMES.match(lines[number]):
            body.append(lines[number])
            number += 1
        if number < len(lines) and CUE_TIMES.match(lines[number]) and body and body[-1].strip().isdigit():
            body.pop()
        cues.append((found[1], body))
    return cues


def _goes_on(line: str, body: list[str]) -> bool:
    return bool(line.strip()) or (line != "" and not body)


def _voices(rows: list[str], time: str, known: set[str]) -> list[_Line]:
    """What each voice says in a cue; `known` are the names that are written like other words."""
    voices: list[_Line] = []
    for row in rows:
        parts = _VOICE.split(row)
        for speaker, words in zip([None, *parts[1::2]], parts[::2], strict=True):
            said = _SPACE.sub(" ", unescape(_MARKUP.sub("", words))).strip()
            if not said:
                continue
            change = _CHANGE.match(said)
            named = _CAPITALS.match(said) or _NAMED.match(said)
            who = speaker
            if who is None and named and (named[1] in known or named[1].isupper()):
                who, said = named[1].strip(), said[named.end() :].strip()
            elif change:
                said = said[change.end() :]
            goes_on = who is None and not change and bool(voices)
            if goes_on:
                last = voices.pop()
                voices.append(_Line(f"{last.text} {said}".strip(), last.speaker, time, last.changes))
            else:
                voices.append(_Line(said, unescape(who) if who else None, time, bool(change)))
    return voices


def _turns(lines: list[_Line]) -> list[Paragraph]:
    named = any(line.speaker for line in lines)
    turns: list[Paragraph] = []
    speaker = ""
    for line in lines:
        if _DIRECTION.match(line.text) and line.speaker is None:
            turns.append(Paragraph(line.text, time=line.time))
            continue
        last = turns[-1] if turns and turns[-1].kind is Kind.TURN else None
        same = line.speaker in (None, speaker) and not line.changes
        if last and same and (named or not SENTENCE_END.search(last.text)):
            turns[-1] = Paragraph(f"{last.text} {line.text}".strip(), Kind.TURN, last.speaker, last.time)
            continue
        speaker = line.speaker or ("" if line.changes else speaker)
        turns.append(Paragraph(line.text, Kind.TURN, speaker, line.time))
    return [turn for turn in turns if turn.text]
