"""The reporter's own words as tokens: a frame is a paragraph in which each quotation is one token."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from annotations.quotations.marks import Marked
from annotations.quotations.words import (
    ABBREVIATIONS,
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SAID,
    STATES,
    SUBORDINATORS,
    adverb,
    word_set,
)

_TOKEN = re.compile(r"(?<=\s)['’]t(?=\s)|@?\w(?:[\w&]|[.’'‘‑-](?=\w)|(?<=\d),(?=\d{3}))*|\.{3}|-{2,}|[^\w\s]")
_POSSESSIVE = re.compile(r"[’'‘]s$", re.IGNORECASE)
_CONTRACTED = re.compile(
    r"(?:i|you|he|she|it|we|they|who|that|there|here|what)([’'](?:s|re|ve|d|ll|m))$", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:al|el|ul|as|ash|ad|an|ar|az|d|l|o)[-’'‘][A-Z]")
"""The article or particle that begins a name in lower case: `al-Sisi`, `d’Estaing`."""
_SENTENCE_END = frozenset(".?!")
_CLOSING = "”\"“»«’'」』*"

QUOTE, NAME, WORD, NUMBER, STOP, POSSESSIVE = "quote", "name", "word", "number", "stop", "possessive"


@dataclass(slots=True)
class Token:
    """A word, a punctuation mark, or a whole quotation in its marks."""

    text: str
    low: str
    start: int
    """Offset in the paragraph."""
    end: int
    tag: str
    quote: int = -1
    """The quotation's number in the frame's `quotes`, -1 for a word."""

    @property
    def adverb(self) -> bool:
        """Whether it may stand between a subject and its verb; a capital within a sentence makes it a name."""
        return self.low in ADVERBS or (self.tag is WORD and adverb(self.low))

    @property
    def noun(self) -> bool:
        """Whether it may stand in a noun phrase as a content word."""
        return self.tag in _CONTENT and self.low not in _FUNCTION


_CONTENT = frozenset({NAME, WORD, NUMBER})
_FUNCTION = (
    AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | RELATIVES | SUBORDINATORS | ADVERBS
)  # fmt: skip

_SURNAMES = word_set("will may from so do no an on over down back long young long such like")
"""Function words that are names when they are capitalised within a sentence."""


@dataclass
class Frame:
    """The tokens of a paragraph, or of the words inside an outer quotation."""

    paragraph: int
    text: str
    quotes: Sequence[Marked]
    """The quotations that are tokens here, in order."""
    tokens: list[Token] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of token numbers."""

    @cached_property
    def place(self) -> dict[int, int]:
        """For each quotation's number the number of its token."""
        return {token.quote: number for number, token in enumerate(self.tokens) if token.quote >= 0}

    def ends_in_comma(self, token: Token) -> bool:
        """Whether a token is a quotation with a comma within its closing mark."""
        return token.tag is QUOTE and self.text[self.quotes[token.quote].inner_end - 1] == ","

    def sentence(self, number: int) -> tuple[int, int]:
        """The range of token numbers of the sentence that holds a token."""
        return next((s for s in self.sentences if s[0] <= number < s[1]), (0, len(self.tokens)))


def frame_of(paragraph: int, text: str, quotes: Sequence[Marked], start: int = 0, end: int | None = None) -> Frame:
    """The frame of `text` between two offsets, with the given quotations (in order, none within another) as tokens."""
    frame = Frame(paragraph, text, quotes)
    at = start
    for number, quote in enumerate(quotes):
        _add_words(frame.tokens, text, at, quote.start)
        frame.tokens.append(Token(text[quote.start : quote.end], "", quote.start, quote.end, QUOTE, number))
        at = quote.end
    _add_words(frame.tokens, text, at, len(text) if end is None else end)
    frame.sentences = _sentences(frame)
    return frame


def _add_words(tokens: list[Token], text: str, start: int, end: int) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word, at = match[0], match.start()
        if word == "*":
            continue  # emphasis of Markdown
        if not (word[0].isalnum() or word[1:] == "t" or (word[0] == "@" and len(word) > 1)):
            _add_stop(tokens, word, at)
        elif word.isalpha() or not _add_parts(tokens, word, at):
            tokens.append(_word(word, at, _inside(tokens, text)))


def _add_parts(tokens: list[Token], word: str, at: int) -> bool:
    """Add `he` and `’s`, `Peskov` and `’s` of what is written as one word; False for what is one."""
    if contracted := _CONTRACTED.match(word):
        cut = contracted.start(1)
        tokens.append(_word(word[:cut], at))
        tokens.append(_word(word[cut:], at + cut))
    elif len(word) > 2 and _POSSESSIVE.search(word):
        tokens.append(_word(word[:-2], at))
        tokens.append(Token(word[-2:], "'s", at + len(word) - 2, at + len(word), POSSESSIVE))
    else:
        return False
    return True


def _inside(tokens: Sequence[Token], text: str) -> bool:
    """Whether the next word can't begin a sentence, so that a capital makes a name of `Will` or `From`."""
    last = tokens[-1] if tokens else None
    return last is not None and (
        last.tag in (NAME, WORD, NUMBER) or (last.tag is QUOTE and text[: last.end].rstrip(_CLOSING).endswith(","))
    )  # fmt: skip


_CAPITALS = {"US": "u.s.", "WHO": "w.h.o."}
"""Abbreviations that would else be read as pronouns."""


_LETTER_WORD = re.compile(r"[A-Z]-[a-z]+")
"""A thing named by the shape of a letter: `U-turn`, `T-shirt`, `X-ray`."""


def _word(word: str, at: int, inside: bool = False) -> Token:
    low = _CAPITALS.get(word) or word.lower().replace("’", "'")
    tag = NAME if word[0].isupper() or word[0] == "@" else NUMBER if word[0].isdigit() else WORD
    if tag is WORD and (word[1:2].isupper() or (not word.isalpha() and _ARTICLE.match(word))):
        tag = NAME
    if _LETTER_WORD.fullmatch(word):
        tag = WORD
    if inside and tag is NAME and low in _SURNAMES:
        low = word
    return Token(word, low, at, at + len(word), tag)


def _add_stop(tokens: list[Token], word: str, at: int) -> None:
    last = tokens[-1] if tokens else None
    adjacent = last is not None and last.end == at
    if word == "." and adjacent and last and _abbreviated(last, tokens[-2].text if len(tokens) > 1 else ""):
        if len(last.text) == 1 or last.low.lower() == "no":
            last.low = last.low.lower() + "."
        last.text += "."
        last.end += 1
        return
    if word in "’'" and adjacent and last and last.low.endswith("s"):
        tokens.append(Token(word, "'s", at, at + 1, POSSESSIVE))
        return
    mark = "-" if word[0] in "—–―-" else word
    tokens.append(Token(mark, mark, at, at + len(word), STOP))


def _abbreviated(token: Token, before: str) -> bool:
    if token.low in STATES and before != ",":
        return False
    return token.low.lower() in ABBREVIATIONS or (token.tag is NAME and (len(token.text) == 1 or "." in token.text))


def _sentences(frame: Frame) -> list[tuple[int, int]]:
    tokens = frame.tokens
    found, begin = [], _behind_dateline(frame)
    for number in range(len(tokens)):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if following is None or number < begin:
            continue
        if _ends_sentence(number, frame):
            found.append((begin, number + 1))
            begin = number + 1
    if begin < len(tokens):
        found.append((begin, len(tokens)))
    return found


_DATELINE = re.compile(
    r"\s*[A-Z][\w.’']*(?:,? [A-Z][\w.’']*){0,4}(?:, \w+\.? \d{1,2})?(?: \([^()]{2,30}\))? ?(?:[—–]|--?(?= )) ?"
)


def _behind_dateline(frame: Frame) -> int:
    """The number of the first token behind `WASHINGTON (AP) —`."""
    match = _DATELINE.match(frame.text)
    if match is None or not frame.tokens or not (match[0].lstrip().split()[0].rstrip(",").isupper() or "(" in match[0]):
        return 0
    return next((n for n, token in enumerate(frame.tokens) if token.start >= match.end()), 0)


def _ends_sentence(number: int, frame: Frame) -> bool:
    tokens = frame.tokens
    token, following = tokens[number], tokens[number + 1]
    if token.tag is STOP:
        return token.text in _SENTENCE_END and (
            following.tag in (NAME, QUOTE, NUMBER) or following.text in "“\"'‘[(—–-…@#"
        )
    if token.text.endswith(".") and following.tag is NAME:
        return following.low in PRONOUNS or following.low in DETERMINERS
    if token.tag is QUOTE and following.tag is not STOP:
        inner_end = frame.quotes[token.quote].inner_end
        return frame.text[inner_end - 1] in ".?!…" and _begins_sentence(tokens, number + 1, frame.text[inner_end - 1])
    return False


def _begins_sentence(tokens: Sequence[Token], number: int, ending: str) -> bool:
    """Whether what follows a quotation that ends in a full stop is a new sentence and not its `he said`."""
    token = tokens[number]
    if token.tag is QUOTE:
        return True
    if token.tag is not NAME:
        return False
    if ending == ".":
        return True
    stop = next(
        (n for n in range(number, len(tokens)) if tokens[n].text in _SENTENCE_END or tokens[n].tag is QUOTE),
        len(tokens),
    )
    clause = tokens[number : min(stop, number + 16)]
    goes_on = any((one.low, two.low) in (("went", "on"), ("to", "know")) for one, two in pairwise(clause))
    return not goes_on and not any(token.low in SAID for token in clause)
