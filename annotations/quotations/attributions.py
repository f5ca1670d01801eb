"""What a rule answers, and what it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.quotations.frames import NAME, NUMBER, WORD, Frame, Token
from annotations.quotations.phrases import Phrase
from annotations.quotations.roles import roles
from annotations.quotations.words import (
    DETERMINERS,
    PRONOUNS,
    word_set,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, and by which rule; token ranges in a frame."""

    rule: str
    frame: Frame
    phrase: Phrase
    cue: tuple[int, int] | None = None
    origin: str = ""
    """The rule that found the speaker, where the speaker was carried over from another quotation."""

    def carried(self, rule: str) -> "Attribution":
        """The same speaker for another quotation."""
        return replace(self, rule=rule, origin=self.origin or self.rule)


@dataclass(frozen=True, slots=True)
class Place:
    """A quotation in its sentence: the frame, its token, and the sentence's range of tokens."""

    frame: Frame
    at: int
    first: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        """The frame's tokens."""
        return self.frame.tokens

    @property
    def words(self) -> str:
        """The words within the marks."""
        quote = self.frame.quotes[self.tokens[self.at].quote]
        return self.frame.text[quote.inner_start : quote.inner_end]

    @property
    def last(self) -> str:
        """The last character within the marks, marks of inner quotations apart."""
        return self.words.rstrip("’'”\"» ")[-1:]


_SPEAKING_PRONOUNS = word_set(
    "he she they i we it who you another some someone everyone everybody nobody one many others several most both few "
    "himself herself those somebody all"
)


def plausible(tokens: Sequence[Token], phrase: Phrase, strong: bool) -> bool:
    """Whether a phrase may speak; a `strong` cue lends a voice to any noun (`the sign said`)."""
    head = tokens[phrase.head]
    if head.low in PRONOUNS or head.low in DETERMINERS:
        return head.low in _SPEAKING_PRONOUNS
    last = tokens[phrase.end - 1]
    if last.tag is NAME and any(token.text == "," for token in tokens[phrase.head : phrase.end - 1]):
        return True  # His opposite number, Unai Emery
    return head.tag is NAME or bool(roles().kind(head.low)) or (strong and head.tag in (WORD, NUMBER))
