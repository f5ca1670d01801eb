"""Whose words a place in a source holds, beside whom the draft names for them."""

import re
from dataclasses import dataclass

from annotations.checking.quotes import DraftQuote
from annotations.checking.sources import Prepared
from annotations.checking.speakers import Agreement, agree, name_of
from annotations.quotations.cues import verbs
from annotations.quotations.firstnames import folded

_DOCUMENTS = re.compile(
    r"\b(?:reports?|statements?|release|letters?|filings?|memos?|memorandum|stud(?:y|ies)|posts?|blog|articles?|editorial|"
    r"website|papers?|newspapers?|documents?|agency|ruling|judge?ment|lawsuit|complaint|e-?mails?|texts?|messages?|bill|law|act|"
    r"guidance|review|audit|survey|minutes|transcript|notice|leaflet|manifesto|book|column|story|magazine|tweet|order|"
    r"indictment|affidavit|authors?|researchers|writes|wrote|according to the|prospectus|contract|treaty|resolution)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"for immediate release|press release|media release|news release|notes? to editors|media contact|press contact|"
    r"media enquiries|press enquiries|^ends$|^###$|^-ends-$|embargoed until|for more information,? (?:please )?contact",
    re.IGNORECASE | re.MULTILINE,
)
_BYLINE = re.compile(
    r"^(?:by|from|remarks|speech|statement|address|posted by|written by|opinion|testimony|lecture|letter)\b.{0,120}$",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\(([A-Z][\w ]{1,30})\)\s[-–—]")
"""The agency that an article is of, as its first lines name it: `LONDON, March 3 (Reuters) -`."""
_SURE = 0.8
"""The least sureness of who "he" is at which two speakers are held against each other."""
_SURE_BESIDE_SURE = 0.78
"""The same where the draft is as sure of its speaker."""
_SURE_NAMED = 0.5
"""The same where the name itself stands there."""
_SURE_BESIDE = 0.62
"""The same where the other name stands near too."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says the words by the source."""

    speaker: str = ""
    wrong: bool = False
    """Whether the draft gives them to somebody else."""
    sure: bool = False
    """Whether both sides name the speaker, so that it is no question."""
    several: bool = False
    """Whether the words are those of several speakers."""
    prose: bool = False
    """Whether they are the reporter's own."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    sure: float
    named: bool


def voice_of(quote: DraftQuote, source: Prepared, numbers: list[int]) -> Voice:
    """Whose words some words of a source are, and whether that contradicts the draft."""
    stretches = _stretches(source, numbers)
    spoken = sum(number in source.spoken for number in numbers)
    if spoken < len(numbers) and not _leaves_marks(source, stretches, spoken):
        spoken = len(numbers)
    confirmed = _confirmed(source, stretches)
    if (
        spoken == len(numbers)
        and len({one[0] for one in stretches}) == 1
        and not confirmed
        and _says_plainly(quote, source, stretches[0][0])
    ):
        return Voice(quote.speaker)
    speakers = [_speakers(source, *stretch) for stretch in stretches]
    names = [group[-1] for group in speakers if group]
    shown = confirmed or (names[0].name if names else "")
    several = any(
        agree(one.name, other.name) is Agreement.OTHER and min(one.sure, other.sure) >= _SURE_NAMED
        for one in names
        for other in names
    )
    if spoken < len(numbers) and not confirmed:
        return _prose(quote, source, shown, spoken, len(numbers), several)
    if not quote.speaker or not shown:
        return Voice(shown, several=several)
    if confirmed:
        return Voice(shown, wrong=agree(quote.speaker, confirmed) is Agreement.OTHER, sure=quote.named)
    near = " ".join(source.texts[max(0, stretches[0][0] - 1) : stretches[-1][0] + 1])
    wrong = [_contradicts(quote, source, group, near) for group in speakers if group]
    sure = quote.named and all(speaker.named for speaker in names)
    return Voice(shown, wrong=any(wrong), sure=sure, several=several)


def _stretches(source: Prepared, numbers: list[int]) -> list[tuple[int, int, int]]:
    """The words' ranges, one for each run of words without another between them, in one paragraph."""
    found: list[tuple[int, int, int]] = []
    last = -2
    for number in numbers:
        paragraph, start, end = source.places[number]
        if found and number == last + 1 and found[-1][0] == paragraph:
            found[-1] = (paragraph, found[-1][1], end)
        else:
            found.append((paragraph, start, end))
        last = number
    return found


_A_MARK = re.compile(r"[“”„«»\"]|[‘’'](?!\w)|(?<!\w)[‘']")


def _leaves_marks(source: Prepared, stretches: list[tuple[int, int, int]], spoken: int) -> bool:
    """Whether words that aren't all within marks truly stand outside, rather than that marks were paired wrongly."""
    if spoken:
        return (
            any(_A_MARK.search(source.texts[paragraph][start:end]) for paragraph, start, end in stretches)
            or len(stretches) > 1
        )
    (paragraph, start, _), (last, _, end) = stretches[0], stretches[-1]
    opened = re.search(r"[“„«»\"‘']$", source.texts[paragraph][:start])
    closed = re.match(r"[.,!?…]{0,2}[”“»«\"’']", source.texts[last][end:])
    return not (opened and closed)


def _says_plainly(quote: DraftQuote, source: Prepared, paragraph: int) -> bool:
    """Whether the draft's speaker stands beside the only reporting verb of a paragraph: then nobody else is meant.

    It spares the search for everybody who is named in the source, which takes longer than all the rest of a check.
    """
    name = name_of(quote.speaker) if quote.named else None
    marked = source.marked_in(paragraph)
    if name is None or not name.words or source.turn(paragraph) or any(one.depth for one in marked):
        return False
    text = list(source.texts[paragraph])
    for one in marked:
        text[one.start : one.end] = " " * (one.end - one.start)
    outside = re.findall(r"[^\W\d_][\w’'-]*|[.;]", "".join(text))
    verbal = [number for number, word in enumerate(outside) if word in verbs() and verbs()[word].kind == "speech"]
    if len(verbal) != 1:
        return False
    at = verbal[0]
    beside = [folded(word) for word in (outside[at - 1 : at] or []) + outside[at + 1 : at + 4]]
    return name.words[-1] in beside


def _speakers(source: Prepared, paragraph: int, start: int, end: int) -> list[_Speaker]:
    """Who says a range, the innermost last."""
    found = []
    turn = source.turn(paragraph)
    if turn and start >= source.label_end(paragraph):
        found.append(_Speaker(turn, 1.0, True))
    text = source.texts[paragraph]
    if turn and not source.marked_in(paragraph):
        return found
    for quoted in source.quoted.get(paragraph, ()):
        quotation = quoted.quotation
        if quotation.span.start.offset <= start and end <= quotation.span.end.offset and quotation.speaker:
            mention = quotation.mention
            words = (
                source.texts[mention.start.paragraph][mention.start.offset : mention.end.offset] if mention else text
            )
            named = quotation.speaker.split()[-1] in words
            found.append(
                _Speaker(quotation.speaker, quotation.sure.mention if named else quotation.sure.speaker, named)
            )
    return found


def _confirmed(source: Prepared, stretches: list[tuple[int, int, int]]) -> str:
    for span, name in source.given.speakers:
        for paragraph, start, end in stretches:
            if span.start < (paragraph, end) and (paragraph, start) < span.end:
                return name
    return ""


def _contradicts(quote: DraftQuote, source: Prepared, speakers: list[_Speaker], near: str) -> bool:
    """Whether the draft's speaker is none of those who say the words, each of them known well enough.

    Where either side names the other's speaker beside the quotation too, who says it could be mistaken: both must
    then be surer.
    """
    inner = speakers[-1]
    beside = _last_name(quote.speaker) in near.casefold() or _last_name(inner.name) in quote.sentence.casefold()
    least = _SURE_BESIDE if beside else _SURE_NAMED
    worked_out = _SURE_BESIDE_SURE if quote.sure >= _SURE else _SURE
    if quote.sure < (least if quote.named else _SURE) or inner.sure < (least if inner.named else worked_out):
        return False
    agreement = agree(quote.speaker, inner.name)
    if agreement is Agreement.UNKNOWN:
        return _strangers(quote.speaker, inner.name, source)
    return agreement is Agreement.OTHER


def _last_name(text: str) -> str:
    name = name_of(text)
    return name.words[-1] if name and name.words else text.casefold()


def _strangers(one: str, other: str, source: Prepared) -> bool:
    """Whether a person and a body have nothing to do with each other: the draft's name isn't in the source at all."""
    first, second = name_of(one), name_of(other)
    if first is None or second is None:
        return False
    words = {key.removesuffix("'s").removesuffix("’s") for key in source.keys}
    return not any(word in words for word in first.words)


def _prose(quote: DraftQuote, source: Prepared, shown: str, spoken: int, all_words: int, several: bool) -> Voice:
    """Words of which some or all stand outside the source's quotations."""
    if not quote.speaker and not quote.mention:
        return Voice(shown, several=several, prose=True)
    if not source.speech or _is_author(quote, source):
        return Voice(shown or "the document itself", prose=True)
    if spoken and spoken >= 0.9 * all_words and all_words > 12:
        return Voice(shown, wrong=True, prose=True, several=several)
    return Voice("the reporter, not in quotation marks", wrong=True, sure=False, prose=True)


def _is_author(quote: DraftQuote, source: Prepared) -> bool:
    """Whether the draft quotes the document itself, or who wrote it."""
    said_by = f"{quote.mention} {quote.cue} {quote.venue}"
    if _DOCUMENTS.search(said_by) or (quote.block and _DOCUMENTS.search(quote.sentence)):
        return True
    head = [text for text in source.texts[:4] if len(text) < 200]
    fields = source.given.source
    known = [
        fields.author,
        fields.outlet,
        fields.title,
        fields.agency,
        *_DATELINE.findall(" ".join(text[:80] for text in source.texts[:4])),
    ]
    name = name_of(quote.speaker)
    lines = [*known, *(text for text in head if _BYLINE.match(text))]
    if name and any(word in line.casefold() for word in name.words[-1:] for line in lines):
        return True
    whole = "\n".join([*source.texts[:3], *source.texts[-4:]])
    if not _RELEASE.search(whole):
        return False
    first = source.places[source.speech[0][0]][0] if source.speech and source.speech[0] else 4
    issued = " ".join(source.texts[:first]).casefold()
    return name is None or name.body or all(word in issued for word in name.words)
