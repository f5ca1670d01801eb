"""Which paragraphs of a plain text aren't the article, and which are headings: by rule, never by guess of meaning.

Furniture is dimmed and passed over, never removed, so a rule may err; on the paragraphs of real articles it errs in
one of three hundred at most.
"""

import re
from collections.abc import Sequence
from functools import cache

from annotations.models import Kind
from annotations.patterns import later

_MOST_WORDS = 40
_LISTED_WORDS = 25
_HEADING_WORDS = 12
_LONGEST_HEADING = 120
"""Characters, for scripts that set no spaces between words."""
_LONGEST = 400
"""Characters: forty words are shorter, so a longer line needs no closer look."""

_CALLS = r"""about the (author|writer)s?\b
additional (reporting|writing|editing)\b
advertisements?\W*($|[-–—:|·(]|story\b|article\b|continue|scroll|skip)
advertising\W*$
all rights reserved
also (read|see|watch)\b
also on\b.{0,30}:
also:
anzeige\W*$
article continues
auch interessant\b
citation:
click (here|below)\b
click to (read|see|view|watch|enlarge|expand|listen|subscribe|tweet|share|play|download)\b
click on (the |this )?(image|photo|picture|link|headline|here)s?\b
comments (are|have been) (closed|disabled)
comments?\W*(\d+)?\W*$
contact (us|the (author|writer|reporter))\b
continue reading
copyright\b(?! ?(act|bill|case|claim|holder|infring|issue|law|office|owner|protect|rule|suit))(?! (and|in|is|was|has)\b)
don['’]t miss\b
donate\b.{0,40}$
download (the|our)\b.*\bapp\b
editing by\b
editor['’]?s['’]? picks?\W*$
email (us|the author|him|her)\b
explore (further|more)\b
filed (under|to)\b[^.]{0,80}$
follow (us|our|@|\w+( \w+)? (on|at|via) (twitter|facebook|instagram|x|telegram|whatsapp)\b)
for (the latest|more|all the latest|breaking)\b.{0,80}\b(follow|subscribe|visit|sign up|download|click|go to)\b
get (\S+ ){0,12}(inbox|newsletters?|app|alerts)\b
get (access to|the day['’]s)\b
get in touch\b
got a (news )?(tip|story)\b
have (\S+ ){0,12}(inbox|newsletter)\b
have (you got )?a (news )?(tip|story)\b
if you buy (something|anything|a product|through)\b
image (source|caption|copyright)\b
images?\s*:
join (us|our|the (conversation|discussion))\b
last (updated|modified)\b
latest (stories|news|headlines)\b.{0,20}$
lea también\b
leave a (comment|reply)
lee también\b
leer más\b
lees (ook|meer)\b
leggi anche\b
leia (também|mais)\b
les også\b
lesen sie (auch|hier)\b
like (us|our|what you|this (story|article))\b
lire aussi\b
listen to (the|this|our)\b.{0,60}\b(podcast|episode|show)\b
listen( now)?\s*:
loading\W*$
läs (också|mer)\b
mehr zum thema\b
more (on|from|about|like|in)\b.{0,40}$
more (stories|news|coverage|headlines|videos)\b.{0,30}$
more [^.]{0,30}: ?https?:
more:
most (read|popular|viewed|shared|commented)\b.{0,20}$
photo(graph)?s? (by|courtesy)\b.{0,60}$
photo(graph)?s?( credits?)?\s*[:/]
please (subscribe|sign (up|in)|log in|enable|share (this|it|your)|click)\b
please consider (a|making|donating|support\w*|subscri\w*|becoming|joining)\b
please follow (us|our|@)
popular (on \w+|stories|now|posts)\b.{0,20}$
posted (on|by|in|at)\b[^.]{0,60}$
print( this)?( article)?\W*$
publicidad\W*$
publicité\W*$
reach the (reporter|author|writer)s?\b
read (also|next|now|related|the (full|original|whole|rest)|our|this next)\b
read more(\W*$|\s*[:|>»→…–—-]| (about|at|from|here|in|news|of|on|stories)\b| (?-i:[A-Z“‘"]))
recommended\b.{0,30}$
register (now|here|for free)\b
related (\w+ ){0,2}\w+\W*$
related( \w+){0,3}:
related\W*$
reporting by\b(?!.{0,60}\b(found|ha[sd]|have|reveal\w*|show\w*|suggest\w*|was|were)\b)
see also\b
see (more|all)(\W*$|\s*[:|>»→])
see (more|all) (\w+ )?(about|articles|at|comments|from|galler\w+|here|images|in|news)\b
see (more|all) (\w+ )?(of|on|photos|pictures|posts|results|stories|videos)\b
share (this (article|story|post|page)|on|via)\b
share\W*$
siehe auch\b
sign (up|in)\W*$
sign (up|in)\b.{0,80}\b(alerts?|brief\w*|comment|digest|for free|inbox|newsletters?|our|subscri\w+)\b
sign (up|in)\b.{0,80}\b(below|daily|here|now|read|receive|today|updates?|weekly)\b
skip (to|past|ad)\b
sources?\s*:
sponsored\b.{0,30}$
story continues
subscribe\b
subscribers (only|get|can (access|log|read|sign))\b
support (our|us|independent|quality)\b
tags?\s*:
tap here\b
tap to (read|see|view|watch|enlarge|expand|listen|subscribe|play)\b
te puede interesar\b
tell us what you think\b
thanks for (signing|subscribing)\b
this (article|story|post|piece) (was|is|has|first)\b.{0,30}\b(originally|(re)?published|part of|updated)\b
this report (was|has been)\b.{0,30}\b(originally|first|republished|updated)\b
top (stories|news|headlines)\b.{0,20}$
topics?\s*:
trending\b.{0,15}$
updated\b.{0,60}\d.{0,20}$
veja também\b
video (loading|unavailable)
videos?\s*:
watch (the|this) (full )?(video|clip|interview)\b
watch( now| live| more| below)?\s*:
werbung\W*$
with (files|agencies|agency inputs|inputs?|reporting)( (from|by)\b|\W*$)
writing by\b
you (may|might|could) also (like|enjoy|be interested)
you (may|might|could) (like|enjoy)(\W*$|\s*:)
you (may|might|could) be interested in\W*$
you can (also )?(follow|find|reach) (us|me)\b
à lire (aussi|également)\b
читайте также\b"""
"""How a line begins, one pattern a line, that calls the reader elsewhere, or that credits the makers of the page."""
_HOLDS = (
    b"google news channel",
    b"all rights reserved",
    b"may not be published",
    b"may not be reproduced",
    b"to your inbox",
    b"sign up for our",
    b"sign up to our",
    b"subscribe to our",
    b"click to tweet",
    b"follow us on",
    b"find us on",
    b"by clicking here",
    b"contributed to this report",
)
"""What only such a line holds, wherever in it."""
_WHOLE = later(
    r"((https?://)?(mobile\.)?(twitter|x|facebook|instagram)\.com/|@)\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|.*\[(video|photos?|pictures|gallery|watch|listen|podcast|news|insight|warning|analysis)\]",
    re.IGNORECASE,
)
"""A line that is nothing but a person's address, or a headline that says in brackets what it leads to."""
_LIST_HEAD = later(
    r"(read (more|also|next|related)|also read|related( \w+){0,3}|see also|more (on|from|about)\b.{0,40}"
    r"|more (stories|news|headlines)\b.{0,30}|recommended\b.{0,30}|you (may|might) (also )?like|most (read|popular)"
    r"|top (stories|news|headlines)|latest (stories|news|headlines)|trending( now)?|editor['’]?s['’]? picks?)\W*$",
    re.IGNORECASE,
)
"""A whole line behind which other headlines are listed."""


def _by_beginning() -> dict[str, str]:
    """The calls by their first two letters, since most lines of a long text need no pattern at all."""
    grouped: dict[str, list[str]] = {}
    for pattern in _CALLS.splitlines():
        grouped.setdefault(pattern[:2], []).append(pattern)
    return {first: "|".join(branches) for first, branches in grouped.items()}


@cache
def _compiled(call: str) -> re.Pattern[str]:
    """Compiled when a line needs it: an article needs few of them, and its first page waits for none of the others."""
    return re.compile(call, re.IGNORECASE)


_CALLED = _by_beginning()
_COPYRIGHT = later(r"(©|\(c\)) ?\d{4}\b", re.IGNORECASE)
_LETTER = later(r"[^\W\d_]")
_OUTSIDE = " \u00a0-–—*•·>→»|[(#+=~▶►◆■▪☞"
"""What may stand before a call; a line that begins with a quotation mark is somebody's words."""
_SENTENCE_END = later(r"""[.!?…。！？｡]["'”’»›」』)\]]*$""")
_GOES_ON = later(r"""[.!?…。！？｡:：,，、;；]["'”’»›」』)\]]*$""")


def furniture(texts: Sequence[str]) -> list[bool]:
    """For each paragraph whether it isn't of the article: a call to read, subscribe or follow, or a credit.

    Behind a whole line that heads a list ("Read more:", "Most read") so is each line of at most 25 words that isn't
    a sentence.
    """
    held = _holding(texts)
    found, in_list = [], False
    for number, text in enumerate(texts):
        called = (
            len(text) <= _LONGEST
            and (_calls(text) or number in held or _is_whole(text))
            and len(text.split()) <= _MOST_WORDS
        )
        if called:
            in_list = _LIST_HEAD.match(text.lstrip(_OUTSIDE)) is not None
        elif in_list:
            in_list = called = len(text.split()) <= _LISTED_WORDS and not _SENTENCE_END.search(text)
        found.append(called)
    return found


def kinds(texts: Sequence[str]) -> list[Kind]:
    """What each paragraph of a plain text is: furniture, a heading, or text.

    A heading is a line of at most 12 words without an end mark that has a paragraph behind it, and before it unless
    it opens the text; two such lines in a row are neither (a list, a poem, an address).
    """
    marked = furniture(texts)
    found = [Kind.FURNITURE if is_furniture else Kind.TEXT for is_furniture in marked]
    own = [number for number, is_furniture in enumerate(marked) if not is_furniture]
    short = [_is_short(texts[number]) for number in own]
    for place, is_short in enumerate(short):
        if is_short and short[place + 1 : place + 2] == [False] and not (place and short[place - 1]):
            found[own[place]] = Kind.HEADING
    return found


def _calls(text: str) -> bool:
    start = 0 if text[:1].isalpha() else len(text) - len(text.lstrip(_OUTSIDE))
    call = _CALLED.get(text[start : start + 2].lower())
    return call is not None and _compiled(call).match(text, start) is not None


def _holding(texts: Sequence[str]) -> set[int]:
    """The numbers of the short paragraphs that hold one of the phrases: one look at all, since hardly any does."""
    short = [number for number, text in enumerate(texts) if len(text) <= _LONGEST]
    whole = "\n".join(texts[number] for number in short).encode("utf-8", "replace").lower()
    found = set()
    for phrase in _HOLDS:
        number, looked, at = 0, 0, whole.find(phrase)
        while at >= 0:
            number += whole.count(b"\n", looked, at)
            found.add(short[number])
            looked, at = at, whole.find(phrase, at + 1)
    return found


def _is_whole(text: str) -> bool:
    if _COPYRIGHT.match(text):
        return True
    return (" " not in text or text.endswith("]")) and _WHOLE.fullmatch(text) is not None


def _is_short(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _HEADING_WORDS
        and not _GOES_ON.search(text)
        and _LETTER.search(text) is not None
    )
