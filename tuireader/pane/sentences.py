"""Sentences within one paragraph, in any script.

An end mark ends a sentence by the rules of UAX #29 (a small letter or a comma goes on with it), and by what it can't
know: abbreviations, initials, and an exclamation in quotation marks with "asked Smith" behind it.
"""

import re

from annotations.patterns import later
from tuireader.pane.graphemes import next_stop, stop_at, stop_behind

_WINDOW = 20_000
"""Characters looked at on either side of a place; no sentence is longer."""
_CLOSING = "\"'”’“«‹»›)\\]}」』）】〕〉》＂＇"
_OPENING = "\"'“‘„‚«»‹›([{¿¡「『（【〔〈《*•"
# Dot and ellipsis leave it open; marks of question and exclamation of scripts with spaces; those that need none.
_END = later(
    "(?:(?P<dots>\\.{2,}|…+|\\.(?: \\.){2,})|(?P<dot>\\.)|(?P<free>[。｡．！？][。｡．！？…!?]*)"
    "|[!?‼⁇⁈⁉؟۔।॥։՜՞።፧፨᙮៕។။၊܀܁܂᠃᠉\u037e]+[.!?…]*|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    f"(?P<closed>(?:[ \u00a0\u202f]?»(?=\\W|$)|[{_CLOSING}])*)(?:\\[\\d{{1,3}}\\])*(?P<space>\\s*)"
)
_SMALL_KANA = later("[\u3041-\u309f]")
_WORD = later("[^\\W_]+(?:['’][^\\W_]+)*")
_LAST_WORD = later("[^\\W_]+(?:[.'’][^\\W_]+)*$")
_INITIALS = later("[^\\W\\d_](?:\\.[^\\W\\d_]){0,5}")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _set(
    """mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cpl pvt maj brig cmdr cmdt adm rev hon msgr amb pres supt
    insp det st ste fr hr frl hrn mme mlle mm sra srta dña sig dott avv ing dhr mevr св проф г ул им акад тов"""
)
"""What stands before a name, and so never at a sentence's end."""
_BEFORE_FIGURES = _set(
    """no nos nr fig art arts p pp vol sec ch par para abs ca approx op ed jan feb mar apr jun jul aug sep sept oct nov
    dec mon tue tues wed thu thur thurs fri sat sun стр рис ст"""
)
"""What is an abbreviation where a figure follows."""
_SHORTENED = _set(
    """inc ltd co corp bros plc llc jr sr esq etc vs al cf viz dept univ assn gmbh ag ave blvd rd bldg est mfg intl natl
    usw bzw evtl sog vgl bspw z.b d.h u.a s.o p.ex i.e e.g a.m p.m ph.d m.d b.a m.a d.c тыс млн млрд руб т.е т.д т.п др
    пр"""
)
"""What may stand at a sentence's end: it does where a word follows with which sentences begin."""
_MONTHS = _set("januar jänner februar märz april mai juni juli august september oktober november dezember")
_BEGINNERS = _set(
    """the a an it its he she they we i you his her their our my your this that these those there here but and or so yet
    in on at by for from with of to as if when while where after before since until once although though because
    however meanwhile moreover nevertheless instead also then now still what who why how which whether not no yes some
    many most all both each several one two another such even only
    der die das ein eine er sie es wir ich aber und doch auch wenn als dies diese im am auf bei nach mit
    le la les un une il elle ils elles nous je mais et ce cette ces dans en sur pour el los las una ella pero y
    он она они мы я это но и в на"""
)
"""Words with which sentences begin and names don't."""


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence that holds `offset`, without the white space behind it."""
    base = stop_at(text, max(offset - _WINDOW, 0))
    part = text[base : offset + _WINDOW]
    start = 0
    for found in _END.finditer(part):
        if not _ends(part, start, found):
            continue
        end = stop_behind(part, found.start("space"))  # a mark without width on an end mark is part of it
        behind = _past_space(part, end)
        if base + behind > offset:
            return base + start, base + end
        start = behind
    return base + start, base + stop_behind(part, len(part.rstrip()) or len(part))


def next_sentence(text: str, offset: int) -> int:
    """Where the sentence behind the one at `offset` begins; the text's end behind the last one."""
    return _past_space(text, sentence_at(text, offset)[1])


def previous_sentence(text: str, offset: int) -> int:
    """Where the sentence at `offset` begins, or the one before it if that is `offset`."""
    start = sentence_at(text, offset)[0]
    return start if start < offset or not offset else sentence_at(text, offset - 1)[0]


def _past_space(text: str, offset: int) -> int:
    while offset < len(text) and text[offset : (behind := next_stop(text, offset))].isspace():
        offset = behind
    return offset


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether an end mark ends the sentence that began at `start`."""
    rest = text[found.end() : found.end() + 80]
    if not rest:
        return True
    following = rest.lstrip(_OPENING)[:1]
    if found["free"]:
        # 「辞任しない。」と述べた: what a bracket closed goes on with a particle.
        return not (found["closed"] and _SMALL_KANA.match(following)) and following not in "、，,"
    if not found["space"] or following.islower() or rest[0] in ",;:—–":
        return False
    if found["dots"]:
        return following.isupper() or bool(found["closed"] and not following.isalpha())
    if found["dot"]:
        return not _is_short(text, start, found, rest)
    return not (found["closed"] and _says(rest))


def _is_short(text: str, start: int, found: re.Match[str], rest: str) -> bool:
    """Whether a dot belongs to the word before it."""
    before = _LAST_WORD.search(text, max(found.start() - 20, start), found.start())
    if before is None:
        return False
    word = before[0].lower()
    next_word = _WORD.search(rest)
    following = next_word[0] if next_word else ""
    if word.isdigit():  # a number of a list, or a day: "3. Mai"
        return before.start() == start or following.lower() in _MONTHS
    if word in _TITLES:
        return True
    if word in _BEFORE_FIGURES:
        return rest[0].isdigit()
    if word not in _SHORTENED and not _INITIALS.fullmatch(word):
        return False
    beginner = following.lower() in _BEGINNERS and next_word is not None and rest[next_word.end() :][:1] != "."
    return not beginner


def _says(rest: str) -> bool:
    """Whether a name and a verb of saying follow, as behind “Why?”."""
    words = [found[0] for found in _WORD.finditer(re.split(r"[,;:!?“\"]|(?<=\w{4})\.\s", rest, maxsplit=1)[0])][:5]
    if not words or words[0].lower() in _BEGINNERS:
        return False
    from annotations.quotations.cues import verbs

    return any(word in verbs() for word in words[1:])
