"""Transcripts as text: who speaks, and when. Subtitle files are read in `subtitles`.

The forms are those of newsrooms, courts and transcription services: `SMITH: …`, `Q: …`, `[00:01:02] Ann Lee: …`,
`Speaker 1 [00:12:33]` above or before what is said, `>> SMITH: …`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from annotations.dataclass import dataclass
from annotations.models import Kind, Paragraph
from annotations.patterns import later

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?(?!\d|:\d)"
_TIME = rf"(?<![\d:])[\[(]?(?P<NAME>{_CLOCK})(?:\s*(?:-->|[-–—])\s*{_CLOCK})?[\])]?"
"""When a turn begins, perhaps until when."""
_BEFORE, _AFTER = _TIME.replace("NAME", "before"), _TIME.replace("NAME", "after")
_NAME = (
    r"(?P<name>[^\W_](?:[^:\[\]()<>“”\"!?;\n]{0,58}[^\s:\[\]()<>“”\"!?;\n–—-])?"
    r"(?:\s?(?:\([^()\d]{1,40}\)|\[[^\[\]\d]{1,40}\]))?)"
)
_SPOKEN = later(rf"(?:{_BEFORE}\s*[-–—]?\s*)?(?:>+\s*)?{_NAME}\s*(?:{_AFTER}\s*)?:(?:\s+(?P<said>.*)|$)", re.DOTALL)
_QUESTION = later(r"(?P<name>[QA])(?:\.\s+|(?<=Q)\s+(?!&|and\b))(?P<said>.*)", re.DOTALL)
"""Courts write `Q.`, the White House `Q` and blanks; no sentence begins with that letter alone."""
_HEAD = later(
    rf"(?:(?P<open>\[)?{_NAME}(?(open)\])\s*[-–—,|]?\s+{_AFTER}"
    rf"|{_BEFORE}\s*[-–—|]?\s+{_NAME.replace('<name>', '<behind>')})$"
)
_BESIDE = later(rf"{_NAME}\s*(?=[\[(]){_AFTER}\s+(?P<said>.+)", re.DOTALL)
_TIMED = later(rf"(?=[\[(]|\d{{1,2}}:\d{{2}}:\d{{2}}){_BEFORE}(?:\s+(?P<said>.+)|$)", re.DOTALL)
_HAS_TIME = later(r"\d:\d\d")
_LINE = later(r"\S.*")
SENTENCE_END = later(r"""[.!?…。！？]["'”’»)\]]*$""")
_DIRECTION = later(r"[\[(][^\[\]()]*[\])]\W*$")

_SMALL_WORDS = frozenset((
    "the", "of", "and", "a", "de", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "y", "di",
    "da", "do", "dos", "du", "zu", "for",
))  # fmt: skip
_NOT_NAMES = later(
    r"(?:(?:at|on|in|around|but|and|so|yet|still|now|then|yes|no|well|look|listen|remember|again|finally|however|plus|first|second"
    r"|third|last|next|for|against|pros|cons|price|rating|verdict|claim|myth|fact|transcript|location|venue|place|duration"
    r"|recorded|participants|attendees|present|attending|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$|(?:read|related|see|also|more|note|notes|photo|photos|image|source|sources|update|updated|correction|tags?|topics?|"
    r"subject|from|to|cc|date|time|where|when|who|what|why|how|contact|phone|tel|e-?mail|web|website|url|title|author|"
    r"editor'?s? note|published|sent|watch|listen|video|breaking|exclusive|opinion|analysis|ps|nb|re|attention)\b)",
    re.IGNORECASE,
)
_PERSON = later(
    r"\b(?:audience|unidentified|unknown|inaudible|(?:fe)?male|(?:wo)?man|voice|speaker|reporter|journalist|questioner|member"
    r"|student|caller|host|operator|interpreter|translator|moderator|juror|witness|judge|counsel|clerk|chair(?:man|woman)?)\b",
    re.IGNORECASE,
)
"""Words for one who speaks without a name."""
_REPORTING = frozenset((
    "said", "says", "added", "adds", "asked", "asks", "wrote", "writes", "told", "replied", "continued", "is", "are",
    "was", "were", "follows", "this", "that", "thing", "point", "example", "question", "reason", "reasons", "simple",
))  # fmt: skip
"""How a sentence ends that goes on behind a colon."""
_NAME_WORDS, _ROLE_WORDS = 7, 4
_PROBE = 400
"""Paragraphs or lines within which a transcript has begun: a whole book isn't looked through for nothing."""
_REACH = 160
"""Characters within which a label ends; most texts need no closer look."""
_SHARE_OF_PARAGRAPHS, _SHARE_OF_LINES = 0.3, 0.05
"""From the first speaker on, the least part that begins with a speaker in a transcript; more where names are written
like other words ("Lakers: …"), without a time."""
_NEARLY_ALL = 0.8
"""Of the paragraphs: where so many begin with a speaker, one who speaks once is one too."""


@dataclass(frozen=True, slots=True)
class _Label:
    speaker: str
    time: str
    said: str


def find_turns(paragraphs: Sequence[Paragraph]) -> list[Paragraph] | None:
    """The paragraphs with each turn's speaker and time taken out of its text; None if this is no transcript.

    A paragraph without a speaker of its own goes on with the one before; one wholly in brackets ("[laughter]") is
    said by nobody. What stands before the first speaker stays as it is.
    """
    labels = _labels([paragraph.text for paragraph in paragraphs], _SHARE_OF_PARAGRAPHS)
    if labels is None:
        return None
    found: list[Paragraph] = []
    now = _Label("", "", "")
    begun = waits = False
    """Whether somebody has spoken, and whether the last label still waits for its words."""
    for paragraph, label in zip(paragraphs, labels, strict=True):
        said = paragraph.text
        if label is not None:
            # A time on a line of its own is the time of the speaker named below it, or of the one who goes on.
            now = _Label(label.speaker or now.speaker, label.time or (now.time if waits else ""), "")
            begun, said = True, label.said
        if label is None and (not begun or (_DIRECTION.match(said) and not waits)):
            found.append(replace(paragraph, kind=Kind.TEXT) if begun else paragraph)
        elif said:
            found.append(replace(paragraph, text=said, kind=Kind.TURN, speaker=now.speaker, time=now.time))
        waits = not said
    return found


def split_lines(text: str) -> str:
    """A text with a blank line before each line that opens a turn, so that no turn is joined to the one before."""
    if not _may_have_turns([found[0].strip() for found in islice(_LINE.finditer(text), _PROBE)]):
        return text
    lines = text.splitlines()
    labels = _labels([line.strip() for line in lines if line.strip()], _SHARE_OF_LINES)
    if labels is None:
        return text
    parted = []
    for line in lines:
        label = next_label = labels.pop(0) if line.strip() else None
        if label is not None:
            parted.append("")
        parted.append(line)
        if next_label is not None and not next_label.said:
            parted.append("")
    return "\n".join(parted)


def _may_have_turns(texts: Sequence[str]) -> bool:
    return sum(_label(text) is not None for text in texts) > 1


def _labels(texts: Sequence[str], share: float) -> list[_Label | None] | None:
    """For each text the label that it begins with; None where too few of them do, or nobody speaks twice."""
    if not _may_have_turns(texts[:_PROBE]):
        return None
    labels = [_label(text) for text in texts]
    speakers = Counter(label.speaker for label in labels if label)
    # In a transcript people speak more than once; what a single line begins with is an announcement or a place.
    known = {name for name, count in speakers.items() if count > 1 or name in {"Q", "A"}}
    known |= {label.speaker for label in labels if label and label.time}
    in_capitals = bool(known - {""}) and all(name.isupper() for name in known - {""})
    all_speak = sum(label is not None for label in labels) >= _NEARLY_ALL * len(labels)
    kept = [
        label if label and (label.speaker in known or all_speak or (in_capitals and label.speaker.isupper())) else None
        for label in labels
    ]
    if not known:
        return None
    kept = _without_heads(kept, known)
    first = next((number for number, label in enumerate(kept) if label), 0)
    spoken = sum(label is not None for label in kept)
    told = sum(not _DIRECTION.match(text) for text in texts[first:])
    sure = in_capitals or any(label.time or label.speaker == "Q" for label in kept if label)
    if spoken < 2 or spoken < (share if sure else 1.7 * share) * told:
        return None
    return _with_roles(texts, kept)


def _without_heads(labels: list[_Label | None], known: set[str]) -> list[_Label | None]:
    """Without what stands above the first one who speaks again: "Date: 5 March"."""
    first = next(number for number, label in enumerate(labels) if label and label.speaker in known)
    return [
        label if label is None or number >= first or SENTENCE_END.search(label.said) else None
        for number, label in enumerate(labels)
    ]


def _with_roles(texts: Sequence[str], labels: list[_Label | None]) -> list[_Label | None]:
    """With speakers who have no name: "Audience member:", "Le ministre :", written like other words.

    Left out, their words would go on with what the one before said. So would those of a full name that comes once.
    """
    roles = [_role(text) if label is None else None for text, label in zip(texts, labels, strict=True)]
    counts = Counter(role.speaker for role in roles if role)
    return [
        label or (role if role and (counts[role.speaker] > 1 or _is_somebody(role.speaker)) else None)
        for label, role in zip(labels, roles, strict=True)
    ]


def _is_somebody(name: str) -> bool:
    words = name.split()
    return _PERSON.search(name) is not None or (len(words) > 1 and all(word[0].isupper() for word in words))


def _role(text: str) -> _Label | None:
    found = _SPOKEN.match(text) if ":" in text[:_REACH] and text[:1].isupper() else None
    if not found or _NOT_NAMES.match(found["name"]):
        return None
    words = found["name"].split()
    if len(words) > _ROLE_WORDS or words[-1].casefold() in _REPORTING:
        return None
    time = found["before"] or found["after"] or ""
    return _Label(found["name"], time, (found["said"] or "").strip())


def _label(text: str) -> _Label | None:
    """The speaker, the time and the words of a text that opens a turn; None for any other."""
    if ":" not in text[:_REACH] and not text.startswith(("Q.", "A.", "Q ", "Q\u00a0")):
        return None
    if text[:1].islower() and text.split(None, 1)[0] not in _SMALL_WORDS:
        return None
    timed = _HAS_TIME.search(text[:_REACH])
    for pattern in (_SPOKEN, _QUESTION, *((_HEAD, _BESIDE) if timed else ())):
        if (found := pattern.match(text)) and _is_name(name := _group(found, "name") or _group(found, "behind")):
            said = _group(found, "said").strip()
            inside = _TIMED.match(said) if said.startswith(("[", "(")) else None
            time = _group(found, "before") or _group(found, "after") or (inside["before"] if inside else "")
            return _Label(name, time, (inside["said"] or "").strip() if inside else said)
    if timed and (found := _TIMED.match(text)):
        return _Label("", found["before"], (found["said"] or "").strip())
    return None


def _group(found: re.Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""


def _is_name(name: str) -> bool:
    words = re.split(r"\s*[(\[]", name, maxsplit=1)[0].split()
    return (
        0 < len(words) <= _NAME_WORDS
        and all(word.casefold() in _SMALL_WORDS or not word[0].islower() for word in words)
        and words[0].casefold() not in _SMALL_WORDS - {"the", "de", "la", "le", "van", "von", "al", "el", "a"}
        and not _NOT_NAMES.match(name)
    )
