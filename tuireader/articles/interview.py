"""Whether a page is plainly an interview, and then its turns: who asks and who answers.

Most pages with bold questions or with colons are something else (an explainer, a list of pros and cons, a review), and
words put into the wrong mouth are worse than words without a speaker. So each form asks for several alternating turns
and for a proof of its own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from annotations.models import Kind, Paragraph
from tuireader.articles.transcript import find_turns

QUESTION, ANSWER = "Q", "A"
"""The speakers where the page tells them apart by type alone; one name given to each holds in all turns."""
_TURNS, _EACH = 4, 2
"""Turns in an interview, and of each of two speakers, at least."""
_QUESTIONS = 3
_MOSTLY, _HALF = 0.8, 0.5
_QUESTION_END = re.compile(r"""[?？][”"’»)\]]*$""")
_QUOTED = re.compile('[“„«"][^“”„«»"]*[”“»"]')
_I = re.compile(
    r"\b(?:i|i['’]\w+|my|me|myself|we|our|us|ich|mir|mich|mein\w*|wir|uns|unser\w*|je|j['’]\w+|moi|mon|nous|notre|yo|mi|nosotros"
    r"|nuestr\w+|io|noi|nostr\w+|eu|meu|minha|nós|ik|mijn|wij|ons|jag|min|jeg|я|мы|мне|меня|мой|нас|нам)\b",
    re.IGNORECASE,
)
"""The first person of a dozen languages: whoever is interviewed says it, an explainer doesn't."""
_REPORTED = re.compile(r"[”\"»],?\s+(?:\w+\s+){0,3}(?:said|says|told|added|sagte|déclare|dijo)\b")
"""A quotation with who said it: the answer is a reporter's text."""
_ANNOUNCED = re.compile(
    r"\b(?:interview\w*|conversation|q\s?&\s?a|(?:talk|spoke|speak|chat)(?:s|ed|ing)? (?:to|with)|sat down with"
    r"|answer\w*|gespräch|entretien|entrevista\w*|intervista\w*|vraaggesprek|wywiad|интервью|беседа)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(?:this|the) (?:interview|conversation|transcript|q\s?&\s?a)\b|\b(?:edited|condensed) (?:for|and)\b"
    r"|^\W*(?:interview|transcript|translat\w+) (?:by|conducted)\b"
    r"|^\W*(?:das (?:interview|gespräch) führte|propos recueillis)",
    re.IGNORECASE,
)
"""What an editor writes below an interview."""
_NOTE_LENGTH = 300


def as_interview(
    paragraphs: Sequence[Paragraph], leads: Sequence[str], titles: Sequence[str]
) -> list[Paragraph] | None:
    """The paragraphs of a page with its turns, each with its speaker; None where it isn't plainly an interview.

    `leads` are the words in bold with which each paragraph begins, `titles` what the page calls itself.
    """
    return _by_labels(paragraphs, leads) or _by_type(paragraphs, leads, titles)


def _by_labels(paragraphs: Sequence[Paragraph], leads: Sequence[str]) -> list[Paragraph] | None:
    """Labels count where they are in bold, in capitals, `Q` and `A` or beside a time; in bold, somebody must ask."""
    own = [(number, one) for number, one in enumerate(paragraphs) if one.kind not in (Kind.FURNITURE, Kind.HEADING)]
    turns = find_turns([one for _, one in own])
    if turns is None or len(turns) != len(own):
        return None
    pairs = zip(own, turns, strict=True)
    spoken = [(number, turn) for (number, one), turn in pairs if turn.kind is Kind.TURN and turn.text != one.text]
    speakers = Counter(turn.speaker for _, turn in spoken)
    changes = sum(before.speaker != turn.speaker for (_, before), (_, turn) in pairwise(spoken))
    if sum(count >= _EACH for count in speakers.values()) < 2 or changes < _TURNS - 1:
        return None
    bold = sum(leads[number].startswith(turn.speaker) for number, turn in spoken) >= _MOSTLY * len(spoken)
    asks = any(
        sum(_asks(turn) for _, turn in spoken if turn.speaker == speaker) >= _HALF * count
        for speaker, count in speakers.items()
        if count >= _EACH
    )
    plain = set(speakers) <= {QUESTION, ANSWER} or all(turn.time for _, turn in spoken)
    capitals = all(speaker.isupper() for speaker in speakers)
    if not (plain or (asks and (bold or capitals))):
        return None
    found = list(paragraphs)
    for (number, _), turn in zip(own, turns, strict=True):
        found[number] = turn
    return _without_notes(found, {number for number, _ in spoken})


def _asks(turn: Paragraph) -> bool:
    return _QUESTION_END.search(turn.text) is not None


def _by_type(paragraphs: Sequence[Paragraph], leads: Sequence[str], titles: Sequence[str]) -> list[Paragraph] | None:
    """Questions in bold, or as headings, with what one person says below each.

    Headings that ask nothing may part several people, and the same question comes again to another one.
    """
    own = [number for number, one in enumerate(paragraphs) if one.kind is not Kind.FURNITURE]
    loud = [
        number for number in own if leads[number] == paragraphs[number].text or paragraphs[number].kind is Kind.HEADING
    ]
    asking = [number for number in loud if _asks(paragraphs[number])]
    if len(asking) < _QUESTIONS:
        return None
    asked = {number for number in loud if number >= asking[0]}
    alike = len({paragraphs[number].text for number in asked}) < len(asked)
    parted = any(paragraphs[number].kind is Kind.HEADING for number in asked - set(asking))
    answered = all(before not in asked or here not in asked for before, here in pairwise(own)) and own[-1] not in asked
    above = [*titles, *(one.text for one in paragraphs[: asking[0]])]
    if alike or parted or not answered or len(asking) < _MOSTLY * len(asked) or not any(map(_ANNOUNCED.search, above)):
        return None
    said = dict.fromkeys(asked, "")
    found = list(paragraphs)
    for number in own[own.index(asking[0]) :]:
        one = paragraphs[number]
        found[number] = replace(one, kind=Kind.TURN, speaker=QUESTION if number in asked else ANSWER)
        if number not in asked and not _is_note(one):
            said[max(place for place in asked if place < number)] += f" {_QUOTED.sub('', one.text)}"
            if _REPORTED.search(one.text):
                return None
    if sum(_I.search(text) is not None for text in said.values()) < _HALF * len(said):
        return None
    return _without_notes(found, asked | {here for before, here in pairwise(own) if before in asked})


def _is_note(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _NOTE_LENGTH and _NOTE.search(paragraph.text) is not None


def _without_notes(found: list[Paragraph], opened: set[int]) -> list[Paragraph]:
    """With what an editor added given back; behind the last turn it goes on only if turns do so elsewhere."""
    goes_on = any(
        one.kind is Kind.TURN and number not in opened for number, one in enumerate(found) if number < max(opened)
    )
    return [
        replace(one, kind=Kind.TEXT, speaker="", time="")
        if one.kind is Kind.TURN and number not in opened and ((number > max(opened) and not goes_on) or _is_note(one))
        else one
        for number, one in enumerate(found)
    ]
