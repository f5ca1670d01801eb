"""A quotation as the rules find it in a text, with who says it."""

from enum import StrEnum

from annotations.dataclass import dataclass
from annotations.text import Span


class QuotationKind(StrEnum):
    """What a stretch in quotation marks is."""

    SPEECH = "speech"
    """Whole sentences that somebody says or writes."""
    FRAGMENT = "fragment"
    """Somebody's words within the reporter's sentence."""
    SCARE = "scare"
    """Marks of distance, a title or a name: nobody's words."""
    HEADING = "heading"
    """A quotation in a headline or a heading."""


@dataclass(frozen=True, slots=True)
class Sure:
    """How likely a quotation's two answers are right, 0 to 1, by the measured precision of the rules."""

    mention: float = 0.0
    """That the mention is the phrase of who speaks."""
    speaker: float = 0.0
    """That the speaker is the right one; at most as likely as the mention."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, and who says it where. All spans are without the marks."""

    text: str
    kind: QuotationKind
    span: Span
    speaker: str = ""
    """The name as resolved through the article; where it names nobody, the words of the mention ("Western leaders");
    empty where nobody could be identified."""
    mention: Span | None = None
    """The phrase that stands for the speaker: "he", "the Kremlin spokesman"."""
    cue: Span | None = None
    """The words that report: "said", "according to"."""
    venue: Span | None = None
    """Where or to whom it was said: "in an interview with Sky News"."""
    sure: Sure = Sure()
    rule: str = ""
    """What decided, in words."""
    antecedent: Span | None = None
    """The phrase that gave the name where the mention doesn't: "Kremlin spokesman Dmitry Peskov" for "he"."""
