"""What somebody should look at although the words are right: the sense may still have been turned."""

import re
from collections.abc import Iterator, Sequence

from annotations.checking.judging import Judged, stretch
from annotations.checking.quotes import DraftQuote
from annotations.checking.sources import Prepared
from annotations.checking.tokens import tokens_of
from annotations.text import Position, Span

_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|nor|neither|cannot|without|hardly|barely|unless|except|\w+n['’]t)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d|#")
_TURNS_BEFORE = re.compile(
    r"\b(?:(?:do|did|does|would|could|can)(?:n['’]t| not)(?: (?:think|believe|say|mean|suggest|know|accept|agree))?|"
    r"if|unless|not|never|no|no one|nobody|none|nothing|neither|nor|few|rarely|seldom|"
    r"deny|denied|denies|untrue|false|wrong|claims?|some (?:people )?(?:say|think|believe)|"
    r"people (?:say|think)|suppose|imagine|as if|as though|hardly|without|(?:they|he|she) says?|rather than|instead of)"
    r"(?: (?:that|to|it|is|was|be|the|a|an|true|have|has|been|there|say))*[\s,:“”\"'‘’]*$",
    re.IGNORECASE,
)
_TURNS_AFTER = re.compile(
    r"^[\s,;:—–-]*(?:but|unless|if|except|although|though|however|only if|provided|as long as|until|without|"
    r"were it not|is (?:false|wrong|untrue|nonsense|a lie)|is not|isn['’]t|would be (?:wrong|false))\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]{2,}")
_CLOSE = 60


def cautions(quote: DraftQuote, best: Judged, others: Sequence[Judged]) -> Iterator[str]:
    """Sentences on a quotation whose words match."""
    source, numbers = best.match.source, best.match.all_numbers
    yield from _gaps(best)
    yield from _cut(source, numbers)
    if any(number in source.bracketed for number in numbers):
        yield "the source itself has brackets: they are its editor's"
    elsewhere = [one for one in others if one.match.first != best.match.first or one.match.source is not source]
    if elsewhere and len(numbers) > 3:
        where = sorted({one.match.source.given.name for one in elsewhere})
        yield f"the same words stand in other places too: {', '.join(where[:3])}"
    yield from _recorded(source, numbers)
    yield from _beside(quote, source, numbers)


def _gaps(best: Judged) -> Iterator[str]:
    for change in best.marked:
        if _NEGATION.search(change.was) or (_NEGATION.search(change.now) and "[" in change.now):
            yield f"a negation is in what was left out or replaced: “{change.was}”"
        if _FIGURE.search("".join(token.key for token in tokens_of(change.was))):
            yield f"a figure is in what was left out or replaced: “{change.was}”"


def _cut(source: Prepared, numbers: Sequence[int]) -> Iterator[str]:
    paragraph, start, _ = source.places[numbers[0]]
    before = re.split(r"[.!?…]\s", source.texts[paragraph][:start])[-1]
    if _TURNS_BEFORE.search(before):
        yield f"the words before may turn the sense: “{before.strip()[-_CLOSE:]} …”"
    last, _, end = source.places[numbers[-1]]
    behind = source.texts[last][end:]
    if _TURNS_AFTER.match(behind):
        yield f"the words behind may turn the sense: “… {behind.strip()[:_CLOSE]}”"


def _recorded(source: Prepared, numbers: Sequence[int]) -> Iterator[str]:
    given = source.given
    words = stretch(source, list(numbers))
    wanted = _keys(words)
    if given.newer and not any(wanted in _keys(paragraph.text) for paragraph in given.newer):
        yield "a newer version of the source has these words no more, or otherwise"
    (first, start, _), (last, _, end) = source.places[numbers[0]], source.places[numbers[-1]]
    held = given.guards.on_span(Span(Position(first, start), Position(last, end)), words)
    if held is not None:
        yield f"these words are guarded: {held}"


def _keys(text: str) -> str:
    return "".join(token.key for token in tokens_of(text))


def _beside(quote: DraftQuote, source: Prepared, numbers: Sequence[int]) -> Iterator[str]:
    """Figures in the sentence around the quotation that its source hasn't near these words."""
    paragraphs = {source.places[number][0] for number in numbers}
    near = {number + step for number in paragraphs for step in (-1, 0, 1)}
    held = {key for place, key in zip(source.places, source.keys, strict=True) if place[0] in near}
    sentence = _sentence(quote)
    missing = [
        sentence[t.start : t.end]
        for t in tokens_of(sentence)
        if t.key.startswith("#") and t.key not in held and t.key != "#1;"
    ]
    known = set(source.keys)
    missing += [word for word in _NAME.findall(sentence) if word.casefold().removesuffix("’s") not in known]
    if missing:
        yield f"beside the quotation, but not in its source: {', '.join(dict.fromkeys(missing))}"


def _sentence(quote: DraftQuote) -> str:
    return quote.sentence if len(quote.sentence) < 400 else ""
