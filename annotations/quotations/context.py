"""Who says a quotation that its own sentence leaves open: the paragraph around it and the paragraphs next to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotations.quotations.attributions import Attribution, plausible
from annotations.quotations.cues import is_passive, is_verb, verbs
from annotations.quotations.frames import NAME, QUOTE, STOP, Frame, frame_of
from annotations.quotations.phrases import Phrase, right_phrase
from annotations.quotations.rules import by_sentence
from annotations.quotations.subjects import first_phrase, subject, verb_group
from annotations.quotations.words import BE, PRONOUNS, word_set

_SIGNED = re.compile(r"\s*[-—–]{1,2}\s?(?=[A-Z])")
_SUBSTANTIAL = 4
"""Words from which a quotation counts as more than a term."""


@dataclass
class Article:
    """The paragraphs that hold words, their frames, and what the rules found so far."""

    texts: Sequence[str]
    frames: Mapping[int, Frame]
    """For each paragraph with quotations its frame."""
    order: Sequence[int]
    """Numbers of the paragraphs that aren't empty."""
    found: dict[int, list[Attribution | None]] = field(default_factory=dict)

    def neighbour(self, paragraph: int, step: int) -> int | None:
        """The next paragraph with words before (-1) or behind (1)."""
        at = self.order.index(paragraph) + step
        return self.order[at] if 0 <= at < len(self.order) else None

    def frame(self, paragraph: int) -> Frame:
        """The frame of any paragraph."""
        return self.frames.get(paragraph) or frame_of(paragraph, self.texts[paragraph], [])


def attribute(article: Article) -> dict[int, list[Attribution | None]]:
    """For each paragraph with quotations who says each of them."""
    for paragraph, frame in article.frames.items():
        article.found[paragraph] = [by_sentence(frame, number) for number in range(len(frame.quotes))]
        _within_paragraph(article, paragraph, frame)
    return article.found


def _within_paragraph(article: Article, paragraph: int, frame: Frame) -> None:
    found = article.found[paragraph]
    for number, quote in enumerate(frame.quotes):
        if found[number] is not None:
            continue
        if quote.continues and (before := _last_of(article, article.neighbour(paragraph, -1))):
            found[number] = before.carried("opened anew")
        elif number and _interrupted(frame, number, found[number - 1]):
            found[number] = _continued(found, number)
        elif joined := _joined(frame, number):
            found[number] = joined
        elif _stands_alone(frame, number) or _words(frame, number) >= _SUBSTANTIAL:
            found[number] = (
                _acted_before(frame, number)
                or _continued(found, number)
                or _sentence_before(frame, number)
                or _continued_backwards(frame, number)
                or _across(article, paragraph, frame, number)
            )


def _interrupted(frame: Frame, number: int, before: Attribution | None) -> bool:
    """Whether a quotation goes on behind the reporting clause of the one before (`“We came,” said X, “and won.”`)."""
    if before is None or "Q, " not in before.rule:
        return False
    at = frame.place[number]
    same = frame.sentence(at) == frame.sentence(frame.place[number - 1])
    return same and at > 0 and frame.tokens[at - 1].text == ","


def _words(frame: Frame, number: int) -> int:
    quote = frame.quotes[number]
    return frame.text.count(" ", quote.inner_start, quote.inner_end) + 1


def _stands_alone(frame: Frame, number: int) -> bool:
    """Whether nothing but quotations and punctuation stands in the quotation's sentence."""
    first, end = frame.sentence(frame.place[number])
    depth = 0
    for token in frame.tokens[first:end]:
        depth += (token.text == "(") - (token.text == ")")
        if not depth and token.tag not in (QUOTE, STOP):
            return False
    return True


def _last_of(article: Article, paragraph: int | None) -> Attribution | None:
    if paragraph is None:
        return None
    return next((a for a in reversed(article.found.get(paragraph, [])) if a is not None), None)


def _continued(found: Sequence[Attribution | None], number: int) -> Attribution | None:
    """The speaker of the quotation before it in the paragraph."""
    before = next((a for a in reversed(found[:number]) if a is not None), None)
    return before.carried("then Q") if before else None


def _continued_backwards(frame: Frame, number: int) -> Attribution | None:
    """The speaker of the next quotation of the paragraph."""
    following = [by_sentence(frame, n) for n in range(number + 1, len(frame.quotes))]
    behind = next((a for a in following if a is not None), None)
    return behind.carried("Q, then Q") if behind and behind.rule.startswith("Q, ") else None


def _joined(frame: Frame, number: int) -> Attribution | None:
    """The speaker of the next quotation of the sentence, named behind it (`It is “Q” and “Q,” S said`)."""
    if number + 1 >= len(frame.quotes):
        return None
    if frame.sentence(frame.place[number]) != frame.sentence(frame.place[number + 1]):
        return None
    behind = by_sentence(frame, number + 1)
    between = frame.tokens[frame.place[number] + 1 : frame.place[number + 1]]
    joins = any(token.low in ("and", "but", "or") or token.text == "," for token in between)
    named_behind = behind is not None and behind.rule.startswith(("Q, ", "… Q, "))
    return behind.carried("Q, then Q") if behind and named_behind and joins else None


def _acted_before(frame: Frame, number: int) -> Attribution | None:
    """The speaker whom a short sentence between two quotations shows (`“…,” she was told. Anna laughs. “…”`)."""
    first, _ = frame.sentence(frame.place[number])
    position = next((n for n, s in enumerate(frame.sentences) if s[0] == first), 0)
    if position < 2 or not _stands_alone(frame, number):
        return None
    begin, end = frame.sentences[position - 1]
    tokens = frame.tokens[begin:end]
    if len(tokens) > _SHORT or any(token.tag is QUOTE for token in tokens) or len(tokens) < 2:
        return None
    acts = tokens[0].tag is NAME and tokens[1].tag not in (STOP, QUOTE) and tokens[1].low in _ACTS
    return _speaker_of(frame, begin, end, "sentence before") if acts else None


_SHORT = 8
"""Tokens of a sentence that only shows who speaks next."""
_ACTS = word_set(
    "laughs laughed smiles smiled pauses paused shrugs shrugged nods nodded sighs sighed grins grinned shakes shook "
    "leans leaned frowns frowned hesitates hesitated looks looked points pointed"
)


def _sentence_before(frame: Frame, number: int) -> Attribution | None:
    """The speaker that the sentence before names (`S shook his head. “Q”`, `S was clear: “Q”`)."""
    at = frame.place[number]
    first, _ = frame.sentence(at)
    position = next((n for n, s in enumerate(frame.sentences) if s[0] == first), 0)
    if position == 0:
        return None
    begin, end = frame.sentences[position - 1]
    return _speaker_of(frame, begin, end, "sentence before")


def _speaker_of(
    frame: Frame, begin: int, end: int, rule: str, kinds: Sequence[str] = ("speech",)
) -> Attribution | None:
    """The subject of a sentence's first reporting verb, else the subject of the sentence."""
    tokens = frame.tokens
    for number in range(begin, end):
        entry = verbs().get(tokens[number].low)
        if (
            entry is None
            or entry.kind not in kinds
            or entry.form == "ing"
            or not is_verb(tokens, number, begin)
            or is_passive(tokens, number, begin)
        ):
            continue
        phrase = subject(tokens, number, begin)
        if phrase and plausible(tokens, phrase, strong=False):
            return Attribution(f"{rule} S V", frame, phrase, (verb_group(tokens, number, begin), number + 1))
    phrase = first_phrase(tokens, begin, end)
    if phrase and phrase.end - phrase.start == 1 and phrase.end < end and tokens[phrase.end].tag is STOP:
        return None  # Pause. Wait, …
    if phrase and plausible(tokens, phrase, strong=False):
        return Attribution(f"{rule} S", frame, phrase)
    return None


def _across(article: Article, paragraph: int, frame: Frame, number: int) -> Attribution | None:
    """The speaker that a neighbouring paragraph names."""
    if signed := _signed(article, article.neighbour(paragraph, 1)):
        return signed
    if named := _named_after(article, paragraph, frame, number):
        return named
    before = article.neighbour(paragraph, -1)
    if before is None or not _stands_alone(frame, number):
        return None
    text = article.texts[before].rstrip()
    if not text.endswith((":", "：")):
        last = _last_of(article, before)
        if last is not None:
            return _turn(article, before, last)
    led = article.frame(before)
    if not led.sentences:
        return None
    begin, end = led.sentences[-1]
    return _speaker_of(led, begin, end, "lead-in:" if text.endswith((":", "：")) else "lead-in")


def _named_after(article: Article, paragraph: int, frame: Frame, number: int) -> Attribution | None:
    """The speaker whom the paragraph behind names by pointing back (`That was how X put it`, `So said X`)."""
    after = article.neighbour(paragraph, 1)
    if after is None or number + 1 < len(frame.quotes) or not _stands_alone(frame, number):
        return None
    behind = article.frame(after)
    if not behind.sentences:
        return None
    begin, end = behind.sentences[0]
    if behind.tokens[begin].low not in _POINTING or end - begin < 3:
        return None
    if behind.tokens[begin + 1].low not in BE and behind.tokens[begin].low not in ("so", "thus"):
        return None
    found = _inverted(behind, begin + 1, end) or _speaker_of(behind, begin + 1, end, "sentence before", _ANY)
    named = found is not None and found.phrase.start > begin + 1
    return found.carried("Q, then S") if found and named else None


def _inverted(frame: Frame, begin: int, end: int) -> Attribution | None:
    """`So said X`."""
    tokens = frame.tokens
    entry = verbs().get(tokens[begin].low)
    phrase = right_phrase(tokens, begin + 1, end) if entry and entry.kind == "speech" else None
    speaks = phrase is not None and plausible(tokens, phrase, strong=False)
    return Attribution("sentence before S V", frame, phrase, (begin, begin + 1)) if phrase and speaks else None


_ANY = ("speech", "naming", "linked")
_POINTING = word_set("that this those these so thus such")
"""Words that point back to what was quoted."""


def _turn(article: Article, before: int, last: Attribution) -> Attribution | None:
    """Who speaks in a paragraph of its own behind another speaker's: the same, or in a dialogue the one before.

    A question is answered by whoever spoke before it, where that was the paragraph before; nobody is known to answer
    one that was “asked”.
    """
    frame = article.frames.get(before)
    asked = bool(frame and frame.quotes and frame.text[frame.quotes[-1].inner_end - 1] == "?")
    if asked or last.rule == "in turn":
        other = _last_of(article, article.neighbour(before, -1))
        if other is not None and _two(last, other):
            return other.carried("in turn")
    was_asked = last.cue is not None and verbs()[last.frame.tokens[last.cue[1] - 1].low].base in _ASKING
    return None if asked and was_asked else last.carried("next paragraph")


_ASKING = word_set("ask inquire enquire wonder press reply retort counter")
"""Verbs of a dialogue: a question that they report has somebody else's answer behind it."""


def _two(one: Attribution, other: Attribution) -> bool:
    """Whether two names are surely those of two people."""
    heads = [found.frame.tokens[found.phrase.head] for found in (one, other)]
    return all(head.tag is NAME and head.low not in PRONOUNS for head in heads) and heads[0].low != heads[1].low


def _signed(article: Article, paragraph: int | None) -> Attribution | None:
    """The name on the line below: `— Michelle Marks, Philadelphia`."""
    if paragraph is None or len(article.texts[paragraph]) > 90 or paragraph in article.frames:
        return None
    match = _SIGNED.match(article.texts[paragraph])
    if match is None:
        return None
    frame = article.frame(paragraph)
    first = next((n for n, token in enumerate(frame.tokens) if token.start >= match.end()), 0)
    if first >= len(frame.tokens) or not frame.tokens[first].noun:
        return None
    last = first
    while last + 1 < len(frame.tokens) and frame.tokens[last + 1].tag is NAME:
        last += 1
    return Attribution("signed", frame, Phrase(first, last + 1, last))
