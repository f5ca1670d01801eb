"""Which paragraphs of a plain text aren't the article, and which are headings: by rule, never by guess of meaning.

Furniture is dimmed and passed over, never removed, so a rule may err; on the paragraphs of real articles it errs in
one of three hundred at most.
"""

import re
from collections.abc import Sequence

from annotations.models import Kind

_MOST_WORDS = 40
_LISTED_WORDS = 25
_HEADING_WORDS = 12
_LONGEST = 400
"""Characters: forty words are shorter, so a longer line needs no closer look."""

_CALLS = r"""read (more|also|next|now|related|the (full|original|whole|rest)|our|this next)\b
also (read|see|watch)\b
also on\b.{0,30}:
related\W*$
related (\w+ ){0,2}\w+\W*$
related( \w+){0,3}:
see (also|more|all)\b
more:
more (stories|news|coverage|headlines|videos)\b.{0,30}$
more (on|from|about|like|in)\b.{0,40}$
recommended\b.{0,30}$
register (now|here|for free)\b
reporting by\b
you (may|might|could) (also )?(like|enjoy|be interested)
you can (also )?(follow|find|reach|subscribe)
explore (further|more)\b
most (read|popular|viewed|shared|commented)\b.{0,20}$
trending\b.{0,15}$
top (stories|news|headlines)\b.{0,20}$
latest (stories|news|headlines)\b.{0,20}$
last (updated|modified)\b
popular (stories|now|posts)\b.{0,20}$
editor'?s'? picks?\W*$
editing by\b
email (us|the author|him|her)\b
watch( now| live| more| below)?\s*:
watch (the|this) (full )?(video|clip|interview)\b
listen( now)?\s*:
listen to (the|this|our)\b.{0,60}\b(podcast|episode|show)\b
photo(graph)?s?( credits?)?\s*[:/]
photo(graph)?s? (by|courtesy)\b
videos?\s*:
video (loading|unavailable)
click (here|to|on|below)\b
tap (here|to)\b
advertisements?\b
advertising\W*$
sponsored\b.{0,30}$
story continues
article continues
continue reading
skip (to|past|ad)\b
share (this|on|via|your|with)\b
share\W*$
comments?\W*(\d+)?\W*$
comments (are|have been) (closed|disabled)
leave a (comment|reply)
tags?\s*:
topics?\s*:
filed (under|to)\b
sign (up|in)\b
subscrib(e|ers?)\b
sources?\s*:
support (our|us|independent|quality)\b
follow (us|our|@|\w+( \w+)? (on|at|via) (twitter|facebook|instagram|x|telegram|whatsapp)\b)
like (us|our|what you)\b
join (us|our|the (conversation|discussion))\b
download (the|our)\b.*\bapp\b
get (\S+ ){0,12}(inbox|newsletters?|app|alerts)\b
get in touch\b
got a (news )?(tip|story)\b
have (you got )?a (news )?(tip|story)\b
have (\S+ ){0,12}(inbox|newsletter)\b
for (the latest|more|all the latest|breaking)\b.{0,80}\b(follow|subscribe|visit|sign up|download|click|go to)\b
copyright\b
all rights reserved
contact (us|the (author|writer|reporter))\b
image (source|credit|caption|copyright)s?\b
images?\s*:
additional (reporting|writing|editing)\b
writing by\b
with (files|agencies|agency inputs|inputs?|reporting)( (from|by)\b|\W*$)
this (article|story|report|post|piece) (was|is|has|first)\b.{0,30}\b(originally|(re)?published|part of|updated)\b
originally published\b
first published\b.{0,60}\d{4}\b.{0,20}$
published\b.{0,60}\d{4}\b.{0,20}$
posted (on|by|in|at)\b.{0,60}$
updated\b.{0,60}\d.{0,20}$
print( this)?( article)?\W*$
donate\b.{0,40}$
don't miss\b
about the (author|writer)s?\b
loading\W*$
please (subscribe|sign|log|enable|follow|share|click|consider)\b"""
"""How a line begins, one pattern a line, that calls the reader elsewhere, or that credits the makers of the page."""
_HOLDS = (
    "google news channel",
    "all rights reserved",
    "may not be published",
    "may not be reproduced",
    "delivered to your",
    "straight to your inbox",
    "in your inbox",
    "to your inbox",
    "sign up for our",
    "sign up to our",
    "subscribe to our",
    "subscribing to our",
    "click to tweet",
    "follow us on",
    "like us on",
    "find us on",
    "join us on",
)
"""What only such a line holds, wherever in it."""
_LIST_HEAD = re.compile(
    r"(read (more|also|next|related)|also read|related( \w+){0,3}|see also|more (on|from|about)\b.{0,40}"
    r"|more (stories|news|headlines)\b.{0,30}|recommended\b.{0,30}|you (may|might) (also )?like|most (read|popular)"
    r"|top (stories|news|headlines)|latest (stories|news|headlines)|trending( now)?|editor'?s'? picks?)\W*$",
    re.IGNORECASE,
)
"""A whole line behind which other headlines are listed."""


def _by_beginning() -> dict[str, re.Pattern[str]]:
    """The calls by their first two letters, since most lines of a long text need no pattern at all."""
    grouped: dict[str, list[str]] = {}
    for pattern in _CALLS.splitlines():
        grouped.setdefault(pattern[:2], []).append(pattern)
    return {first: re.compile("|".join(branches)) for first, branches in grouped.items()}


_CALLED = _by_beginning()
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"""[.!?…。！？｡]["'”’»›」』)\]]*$""")
_GOES_ON = re.compile(r"""[.!?…。！？｡:：,，、;；]["'”’»›」』)\]]*$""")


def furniture(texts: Sequence[str]) -> list[bool]:
    """For each paragraph whether it isn't of the article: a call to read, subscribe or follow, or a credit.

    Behind a whole line that heads a list ("Read more:", "Most read") so is each line of at most 25 words that isn't
    a sentence.
    """
    found, in_list = [], False
    for text in texts:
        called = len(text) <= _LONGEST and _is_call(text)
        if called:
            in_list = _LIST_HEAD.match(text) is not None
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


def _is_call(text: str) -> bool:
    low = text.lower().replace("’", "'")
    first = _LETTER.search(low)
    if first is None:
        return text.startswith(("©", "(c)"))
    pattern = _CALLED.get(low[first.start() : first.start() + 2])
    called = (pattern and pattern.match(low, first.start())) or any(phrase in low for phrase in _HOLDS)
    return bool(called) and len(text.split()) <= _MOST_WORDS


def _is_short(text: str) -> bool:
    return len(text) <= 120 and len(text.split()) <= _HEADING_WORDS and not _GOES_ON.search(text)
