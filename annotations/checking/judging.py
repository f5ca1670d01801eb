"""A place in a source judged: whether the draft may print it so, and whether it names the right speaker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.checking.comparing import RANK, Comparison, compare, compare_ends
from annotations.checking.matching import Match
from annotations.checking.models import Change, Label
from annotations.checking.pieces import ELLIPSIS, Edit, Link, Piece
from annotations.checking.quotes import DraftQuote
from annotations.checking.sources import Prepared
from annotations.checking.tokens import tokens_of
from annotations.checking.voices import Voice, voice_of

_OMISSION = re.compile(rf"[\[(]{ELLIPSIS.pattern}[\])]|\[\s*…\s*\]|\[\s*\.\.\.\s*\]")
_NOT = re.compile(r"\s+(not|never|nothing|nobody|no)\b", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(not|never|\w+n[’']t|cannot)\s+$", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=\w)[-\xad‐]\s+(?=\w)")
_ANY = re.compile(r"\bany (?=(?:more|time)\b)")
"""American papers write `anymore` and `anytime` as one word."""
_NEVER_JOINED = frozenset({"not", "no", "a", "an", "never", "in", "un", "non", "dis", "all", "any", "some"})
"""Words that mean something else when they are written together with the next: `not able`, `notable`."""
_ATTRIBUTED = "the attribution between two halves is left out: the words follow each other"
_NOTED = "a note in brackets is left out: it isn't the speaker's"


@dataclass(frozen=True, slots=True)
class Judged:
    """A place with its label."""

    match: Match
    label: Label
    allowed: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    marked: tuple[Change, ...] = ()
    voice: Voice | None = None
    question: bool = False

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """Orders places, the best first."""
        return self.label.problem, RANK[self.label], self.question


def judge(quote: DraftQuote, match: Match, pieces: tuple[Piece, ...], edits: tuple[Edit, ...]) -> Judged:
    """The label of a place where all words match."""
    judged = _words(quote, match, pieces, edits)
    if judged.label.problem:
        return replace(judged, voice=voice_of(quote, match.source, match.all_numbers))
    voice = voice_of(quote, match.source, match.all_numbers)
    if voice.several:
        return replace(judged, label=Label.STITCHED, voice=voice)
    if voice.wrong:
        return replace(judged, label=Label.WRONG_SPEAKER, voice=voice, question=not voice.sure)
    return replace(judged, voice=voice)


def _words(quote: DraftQuote, match: Match, pieces: tuple[Piece, ...], edits: tuple[Edit, ...]) -> Judged:
    text = quote.text
    labels = [Label.VERBATIM]
    allowed: list[str] = []
    wordy = [piece for piece in pieces if piece.words]
    for number, piece in enumerate(wordy):
        start, end = piece.words[0].start, piece.words[-1].end
        within = edits if len(pieces) == 1 else [edit for edit in edits if start <= edit.start < end]
        compared, problem = _piece(quote, match, number, piece, within)
        if problem is not None:
            return problem
        labels.append(compared.label)
        allowed += compared.allowed
    if cut := _negation_cut(text, match, wordy) or _negation_before(text, match, wordy):
        return Judged(match, Label.ALTERED, changes=(Change(cut, ""),))
    ends = _ends(text, match, wordy, edits)
    labels.append(ends.label)
    allowed += ends.allowed
    marked = _marked(text, match, wordy)
    if marked or len(pieces) > 1:
        labels.append(Label.MARKED_EDIT)
    label = max(labels, key=RANK.__getitem__)
    return Judged(match, label, tuple(dict.fromkeys(allowed)), marked=tuple(marked))


def _piece(
    quote: DraftQuote, match: Match, number: int, piece: Piece, edits: Sequence[Edit]
) -> tuple[Comparison, Judged | None]:
    source, numbers = match.source, list(match.numbers(number))
    draft = quote.text[piece.words[0].start : piece.words[-1].end]
    printed = stretch(source, numbers)
    both = [word.key for word in piece.words], [source.keys[number] for number in numbers]
    if _joined_wrongly(_unbroken(draft), _unbroken(printed)) and _joined_wrongly(*both):
        return Comparison(Label.ALTERED), Judged(match, Label.ALTERED, changes=(Change(printed, draft),))
    compared = compare(draft, printed, *both)
    if compared.label in (Label.VERBATIM, Label.TYPOGRAPHY):
        return compared, None
    open_brackets = [n for n in numbers if n in source.bracketed]
    if open_brackets and not any(edit.link is Link.INSERT for edit in edits):
        word = stretch(source, open_brackets)
        return compared, Judged(match, Label.ALTERED, changes=(Change(f"[{word}]", word),))
    if _OMISSION.search(printed) and not any(edit.link is Link.GAP for edit in edits):
        return compared, Judged(match, Label.STITCHED, changes=(Change("[…]", ""),))
    left_out = set(range(numbers[0], numbers[-1] + 1)) - set(numbers)
    reasons = []
    if left_out - source.bracketed:
        reasons.append(_ATTRIBUTED)
    if left_out & source.bracketed:
        reasons.append(_NOTED)
    if left_out:
        compared = Comparison(Label.CASE_OR_PUNCT, tuple(reasons))
    if edits:
        return Comparison(Label.MARKED_EDIT, compared.allowed if left_out else ()), None
    return compared, None


def _negation_cut(text: str, match: Match, pieces: list[Piece]) -> str:
    """The `not` behind the last word, where the draft ends a sentence before it."""
    paragraph, _, end = match.source.places[match.last]
    found = _NOT.match(match.source.texts[paragraph], end)
    return found[1] if found and text[pieces[-1].words[-1].end :].strip()[:1] in tuple(".!?") else ""


def _negation_before(text: str, match: Match, pieces: list[Piece]) -> str:
    """The negation before the first word, where the draft begins a sentence behind it (`Don’t log it` as `Log it`)."""
    paragraph, start, _ = match.source.places[match.first]
    printed = match.source.texts[paragraph]
    begins = text[pieces[0].words[0].start].isupper() and printed[start].islower()
    found = _NOT_BEFORE.search(printed, 0, start) if begins else None
    return found[1] if found else ""


def _ends(text: str, match: Match, pieces: list[Piece], edits: tuple[Edit, ...]) -> Comparison:
    first, last = pieces[0].words[0].start, pieces[-1].words[-1].end
    lead, trail = text[:first], text[last:]
    source = match.source
    paragraph, start, _ = source.places[match.first]
    behind, _, end = source.places[match.last]
    compared = compare_ends(lead, trail, source.texts[paragraph][:start], source.texts[behind][end:])
    edited = any(edit.end <= first or edit.start >= last for edit in edits)
    if edited and compared.label is Label.CASE_OR_PUNCT:
        return Comparison(Label.MARKED_EDIT)
    return compared


def _marked(text: str, match: Match, wordy: list[Piece]) -> list[Change]:
    """What stands in the source where the draft has an edit between two pieces."""
    found = []
    for number in range(1, len(wordy)):
        begin, end = match.ranges[number - 1][1], match.ranges[number][0]
        was = stretch(match.source, match.row.words[begin:end]) if begin < end else ""
        now = " ".join(text[edit.start : edit.end] for edit in wordy[number].edits)
        found.append(Change(was, now))
    return found


def stretch(source: Prepared, numbers: list[int]) -> str:
    """The source's text from the first to the last of some words, paragraphs apart by a space.

    A mark that opens a quotation anew in a paragraph is left out, as it is where the quotation is printed in one.
    """
    if not numbers:
        return ""
    first, start, _ = source.places[numbers[0]]
    last, _, end = source.places[numbers[-1]]
    parts = []
    for number in range(first, last + 1):
        text = source.texts[number]
        part = text[start if number == first else source.label_end(number) : end if number == last else len(text)]
        parts.append(part.lstrip('“"«„ ') if number > first else part)
    return " ".join(parts)


def _unbroken(text: str) -> list[str]:
    """The keys of a text's words, those that a line's end broke as one."""
    return [word.key for word in tokens_of(_BROKEN.sub("", text))]


def _joined_wrongly(draft: list[str], source: list[str]) -> bool:
    """Whether words are parted otherwise in a way that may change the sense."""
    draft, source = (_ANY.sub("any", " ".join(words)).split() for words in (draft, source))
    if draft == source:
        return False
    one, other = set(draft), set(source)
    return bool((one ^ other) & _NEVER_JOINED)
