"""Who says which words: as a person set it, as a transcript has it, or as the engine found it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from annotations.dataclass import dataclass
from annotations.marks import quoted
from annotations.models import Kind, Paragraph, Quotation, Speaker, Version
from annotations.text import Position, Span

_EXCERPT = 28
"""Characters of a passage that a message quotes."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker set by the journalist, with the words that he or she says in the open version."""

    speaker: Speaker
    span: Span
    others: tuple[Speaker, ...] = ()
    """What was set for the same words elsewhere, unseen; a deletion is a `deleted` one."""

    @property
    def names_elsewhere(self) -> tuple[str, ...]:
        """Who else they are said to be by; an empty name where the speaker was cleared."""
        names = dict.fromkeys("" if one.deleted else one.name for one in self.others)
        return tuple(name for name in names if name != self.speaker.name)


_PARAGRAPH = attrgetter("span.start.paragraph")


class Saying:
    """Looks up who says words of one version; the quotations are in the order of the text."""

    def __init__(
        self, version: Version, voices: Sequence[Voice], names: Mapping[str, str], quotations: Sequence[Quotation]
    ) -> None:
        self._version, self._names = version, names
        self._corrected = corrections(quotations, voices)
        self._voices: dict[int, list[Voice]] = {}
        for voice in voices:
            for number in range(voice.span.start.paragraph, voice.span.end.paragraph + 1):
                self._voices.setdefault(number, []).append(voice)
        self._quotations = quotations

    def of(self, span: Span) -> str:
        """As set by a person; else the speaker of the turn; else as the engine has it, with a `?`.

        Empty where nobody is known, or a person said that nobody is.
        """
        voice = self.voice(span)
        if voice is not None:
            return voice.speaker.name
        return turn_speaker(self._version, span, self._names) or self._guessed(span)

    def of_quotation(self, quotation: Quotation) -> str:
        """The same of a whole quotation, at once where the engine's answer stands: a book has thousands."""
        number = quotation.span.start.paragraph
        settled = number in self._voices or self._version.paragraphs[number].kind is Kind.TURN
        return self.of(quotation.span) if settled or not quotation.speaker else self.name(quotation) + "?"

    def voice(self, span: Span) -> Voice | None:
        """What a person set for the words, or for the narrowest passage around them."""
        holding = voices_of(span, self._voices.get(span.start.paragraph, ()))
        return narrowest(holding) if holding else None

    def _guessed(self, span: Span) -> str:
        for quotation in reversed(quotations_from(self._quotations, span.start.paragraph)):
            if around(quotation.span, span.start) and around(quotation.span, span.end) and quotation.speaker:
                return self.name(quotation) + "?"
        return ""

    def name(self, quotation: Quotation) -> str:
        """The engine's speaker, with the name as a person corrected it elsewhere.

        A name is corrected where both have a word in common ("Peskov", "Dmitry Peskov"); another person's name is
        said of that one quotation alone.
        """
        return self._corrected.get(quotation.speaker, quotation.speaker)


def turn_of(version: Version, span: Span) -> Paragraph | None:
    """The turn of a transcript that all the words are said in; of several turns by one speaker the first."""
    turns = version.paragraphs[span.start.paragraph : span.end.paragraph + 1]
    same = turns and all(one.kind is Kind.TURN and one.speaker == turns[0].speaker for one in turns)
    return turns[0] if same and turns[0].speaker else None


def turn_speaker(version: Version, span: Span, names: Mapping[str, str]) -> str:
    """Who says the turn that holds the words; empty where they aren't of one speaker's turns."""
    turn = turn_of(version, span)
    return names.get(turn.speaker, turn.speaker) if turn else ""


def voices_of(span: Span, voices: Iterable[Voice]) -> list[Voice]:
    """The voices that hold all of the words."""
    return [voice for voice in voices if voice.span.start <= span.start and span.end <= voice.span.end]


def corrections(quotations: Sequence[Quotation], voices: Iterable[Voice]) -> dict[str, str]:
    """For names of the cast the name that a person wrote instead (see `DeskState.corrected`)."""
    pairs = ((_guess(quotations, voice.span), voice.speaker.name) for voice in voices)
    return {was: now for was, now in pairs if was and now and was != now and set(was.split()) & set(now.split())}


def _guess(quotations: Sequence[Quotation], span: Span) -> str:
    """The engine's speaker of a quotation; empty where none is exactly there, or nobody was found for it."""
    there = quotations_from(quotations, span.start.paragraph)
    return next(
        (quotation.speaker for quotation in reversed(there) if quotation.span == span and quotation.speaker), ""
    )


def quotations_from(quotations: Sequence[Quotation], paragraph: int) -> Sequence[Quotation]:
    """Those of ordered quotations that begin in a paragraph."""
    first = bisect_left(quotations, paragraph, key=_PARAGRAPH)
    return quotations[first : bisect_right(quotations, paragraph, first, key=_PARAGRAPH)]


def around(span: Span, position: Position) -> bool:
    """Whether a place is in a quotation or on its marks."""
    start, end = span
    return start.paragraph <= position.paragraph <= end.paragraph and (
        start.paragraph,
        start.offset - 1,
    ) <= position <= (end.paragraph, end.offset + 1)


def narrowest(voices: Iterable[Voice]) -> Voice:
    """The voice with the fewest words; ValueError where there is none."""
    return min(voices, key=lambda voice: _length(voice.span))


def _length(span: Span) -> tuple[int, int]:
    paragraphs = span.end.paragraph - span.start.paragraph
    return paragraphs, span.end.offset - span.start.offset if not paragraphs else 0


def excerpt(text: str) -> str:
    """The first words of a passage in marks, for a message."""
    words = " ".join(text.split())
    short = words if len(words) <= _EXCERPT else words[:_EXCERPT].rsplit(" ", 1)[0] + "…"
    return quoted([short]).text
