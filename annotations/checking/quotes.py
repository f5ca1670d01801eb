"""The quotations of a draft, and who says them there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.checking.models import Draft
from annotations.checking.quoted import find_quoted
from annotations.models import Quotation, QuotationKind
from annotations.quotations.marks import find_marked
from annotations.text import Span, span_of

_MOST_IN_PHRASE = 6
"""Words of a stretch in marks that nobody is said to have said, and that isn't judged."""


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """One quotation of a draft."""

    text: str
    span: Span
    speaker: str
    """Empty where nobody is said to say it."""
    mention: str
    """The words that stand for the speaker."""
    cue: str
    sentence: str
    """The paragraph around it, the quotation itself left out."""
    sure: float
    """How likely the speaker is right."""
    named: bool
    """Whether the mention itself is the name."""
    phrase: bool
    """Whether it is short, and nobody is said to have said it."""
    block: bool = False
    heading: bool = False
    venue: str = ""


def quote_of(text: str) -> DraftQuote:
    """Words alone, that nobody is said to have said: those in the text's first marks, where it begins with some."""
    words = " ".join(text.split())
    marked = next((one for one in find_marked([words]) if one.start == 0 and one.closed), None)
    if marked is not None:
        words = words[marked.inner_start : marked.inner_end]
    return DraftQuote(
        text=words,
        span=span_of(0, 0, len(words)),
        speaker="",
        mention="",
        cue="",
        sentence="",
        sure=0.0,
        named=False,
        phrase=False,
    )


def quotes_of(draft: Draft) -> list[DraftQuote]:
    """All quotations of a draft in order, one a paragraph; those within others belong to them."""
    texts = [paragraph.text for paragraph in draft.paragraphs]
    found = []
    for quoted in find_quoted(draft.paragraphs):
        if not quoted.outer:
            continue
        quotation = quoted.quotation
        number, start = quotation.span.start
        beside = draft.beside_of(number) if not quotation.speaker else ""
        if quoted.block and not _introduced(texts, quotation):
            quotation = replace(quotation, speaker="", mention=None)
        mention = _words(texts, quotation.mention)
        speaker = quotation.speaker or beside
        short = len(re.findall(r"\w+", quotation.text)) <= _MOST_IN_PHRASE
        phrase = not speaker and short and not quoted.block and quotation.kind is not QuotationKind.SPEECH
        found.append(
            DraftQuote(
                text=quotation.text,
                span=quotation.span,
                speaker=speaker,
                mention=mention or beside,
                cue=_words(texts, quotation.cue),
                sentence=f"{texts[number][:start]} {texts[number][quotation.span.end.offset :]}",
                sure=1.0 if beside else quotation.sure.speaker,
                named=bool(beside) or _is_named(speaker, mention),
                phrase=phrase,
                block=quoted.block,
                heading=quotation.kind is QuotationKind.HEADING,
                venue=_words(texts, quotation.venue),
            )
        )
    return found


def _introduced(texts: Sequence[str], quotation: Quotation) -> bool:
    """Whether a block quote is signed, or led in by a colon; else nobody near it is said to say it."""
    number = quotation.span.start.paragraph
    if quotation.mention is not None and quotation.mention.start.paragraph >= number:
        return True
    before = next((text for text in reversed(texts[:number]) if text.rstrip().endswith(":")), "")
    behind = texts[texts.index(before) + 1 : number] if before else []
    return bool(before) and len(behind) < 8


def _is_named(speaker: str, mention: str) -> bool:
    last = speaker.split()[-1:] or [""]
    return last[0] in mention and last[0][:1].isupper()


def _words(texts: Sequence[str], span: Span | None) -> str:
    if span is None:
        return ""
    return texts[span.start.paragraph][span.start.offset : span.end.offset]
