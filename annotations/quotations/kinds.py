"""What a stretch in marks is: somebody's words, marks of distance, a title, or a heading."""

import re

from annotations.models import Kind, Paragraph, QuotationKind
from annotations.quotations.attributions import Attribution
from annotations.quotations.cues import verbs
from annotations.quotations.frames import NAME, POSSESSIVE, QUOTE, STOP, Frame
from annotations.quotations.words import word_set

_LED_IN = ("S: Q", "S V: Q", "plain S V: Q", "V S: Q", "S …: Q")
_ATTACHED = (*_LED_IN, "Q, S V", "Q, V S", "Q, V S, …")
_SENTENCE_END = tuple(".?!…:;。！？\"”’'»」)")
_WORKS = word_set(
    "film movie documentary book novel memoir play musical "
    "show series sitcom program programme podcast album song "
    "single track band episode magazine newspaper journal article essay column poem painting exhibition game app "
    "website blog hit drama comedy ballad anthem opera "
    "debut sequel trilogy novella ballet thriller bestseller bestselling classic hashtag "
    "host hosts anchor co-host star author"
)
_NAMING = word_set("titled entitled called named dubbed nicknamed known starring headlined")
"""What stands right before a title or a name."""
_BEFORE_TITLES = word_set("on from of in watch watching to at by with and")
_BEHIND_TITLES = word_set(
    "host anchor star co-host show program programme series album author creator episode movie film"
)
_SMALL = word_set("a an the of and or in on to for with at by from as is vs")
_SO_CALLED = frozenset(["so-called", "self-styled", "self-described", "self-proclaimed"])
_TERMS = frozenset(["word", "words", "term", "phrase"])


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a headline: by its loader, by capitals, or by being short without a full stop."""
    text = paragraph.text.strip()
    if paragraph.kind in (Kind.HEADING, Kind.FURNITURE):  # furniture is mostly headlines of other articles
        return True
    if paragraph.kind is not Kind.TEXT or len(text) > 160 or text[:1] in "-—–" or not _no_report(text):
        return False
    if is_headline(text):
        return True
    if _QUOTED_SENTENCE.match(text):
        return False
    words = text.split()
    if _SIGNED.search(text):
        return False
    bare = text.strip("‘’“”'\"«»„‚‹›「」『』｢｣*_ \u00a0\u202f")
    if bare[-1:] in tuple(".?!…,。！？—-"):
        return False
    return not text.endswith((":", "：")) and len(words) <= 20


_QUOTED_SENTENCE = re.compile(r"[“\"«„‘'「].*[.?!,…][”\"»“’'」]")
_SIGNED = re.compile(r"^[“\"«„‘'「].*[”\"»“’'」]\s*[—–-]{1,2}\s*[A-Z]")
_SAID = "(?:said|says|told|added|asked|wrote|replied)"
_REPORT = re.compile(rf"[,?!”’\"'»」]\s*(?:\w+[ ]){{0,4}}{_SAID}\b|\b(?:he|she|they|I|we)\s+(?:\w+\s)?{_SAID}\b")


def _no_report(text: str) -> bool:
    """Whether a line doesn't look like a reporter's sentence with a quotation."""
    return not _REPORT.search(text)


def is_headline(text: str) -> bool:
    """Whether nearly all words of a line begin with capitals."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]+", text) if len(word) > 3]
    small = sum(word[0].islower() for word in words)
    return len(text) < 200 and len(words) > 3 and (small == 0 or (len(words) > 6 and small <= 0.2 * len(words)))


def kind_of(frame: Frame, number: int, found: Attribution | None) -> QuotationKind:
    """The kind of a quotation in running text."""
    quote = frame.quotes[number]
    words = frame.text[quote.inner_start : quote.inner_end]
    attached = found is not None and found.rule in _ATTACHED
    if not (found and found.rule in _LED_IN) and _is_title(
        frame, number, words, weak=found is None or found.rule == "S … Q"
    ):
        return QuotationKind.SCARE
    if not attached and not any(character.isalpha() for character in words):
        return QuotationKind.SCARE
    if found is not None and found.rule == "S … Q" and " " not in words and not _judges(found):
        return QuotationKind.SCARE  # a single word and no verb that reports
    sentence = words[:1].isupper() and words[-1:] in tuple(".?!…,。！？") and words.count(" ") >= 2
    if found is None:
        whole = (sentence and words.count(" ") >= 7) or _is_alone(frame, number)
        return QuotationKind.SPEECH if whole else QuotationKind.SCARE
    if (attached and (words[:1].isupper() or not words[:1].isalpha())) or sentence or _is_alone(frame, number):
        return QuotationKind.SPEECH
    return QuotationKind.FRAGMENT


_JUDGING = word_set(
    "thank praise credit blame criticise criticize laud applaud commend welcome attack accuse reject defend rebuke"
)


def _judges(found: Attribution) -> bool:
    """Whether the cue is a verb of judging, whose reason is its subject's word (`thanked him for his “calm”`)."""
    verb = verbs().get(found.frame.tokens[found.cue[1] - 1].low) if found.cue else None
    return verb is not None and verb.base in _JUDGING


def _is_alone(frame: Frame, number: int) -> bool:
    first, end = frame.sentence(frame.place[number])
    return all(token.tag in (QUOTE, STOP) for token in frame.tokens[first:end])


def _is_title(frame: Frame, number: int, words: str, weak: bool) -> bool:
    """Whether the words are a title or a name by their capitals and by what stands beside the marks."""
    at = frame.place[number]
    tokens = frame.tokens
    before = tokens[at - 1] if at else None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        before is not None
        and before.low == "for"
        and at > 2
        and tokens[at - 2].tag == NAME
        and tokens[at - 3].text == ","
    ):
        return True  # “…,” Swahili for “…”
    if before is not None and words.count(" ") < 4 and (before.low in _SO_CALLED or (weak and before.low in _TERMS)):
        return True
    parts = words.rstrip(",.").split()
    capitals = bool(parts) and all(part[:1].isupper() or part[:1].isdigit() or part.lower() in _SMALL for part in parts)
    capitals = capitals and parts[0][:1].isupper() and words[-1:] not in tuple("?!") and len(parts) <= 8
    if not capitals:
        return False
    near = {token.low for token in tokens[max(0, at - 3) : at]}
    namer = tokens[at - 2] if before is not None and before.low == "as" and at > 1 else before
    if (
        near & _WORKS
        or (namer is not None and namer.low in _NAMING)
        or (behind is not None and behind.low in _BEHIND_TITLES)
    ):
        return True
    if before is None:
        return False
    return before.tag == POSSESSIVE or (before.low in _BEFORE_TITLES and len(parts) > 1)
