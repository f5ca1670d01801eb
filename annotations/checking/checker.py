"""The quotations of a draft against sources: each found, compared, and labelled."""

from collections.abc import Sequence
from dataclasses import replace

from annotations.checking.cautions import cautions
from annotations.checking.differences import Difference, nearest
from annotations.checking.judging import Judged, judge, stretch
from annotations.checking.matching import find_pieces, find_whole
from annotations.checking.models import Change, Checked, Draft, Given, Label
from annotations.checking.pieces import Edit, Link, Piece, edits_of, pieces_of
from annotations.checking.quotes import DraftQuote, quotes_of
from annotations.checking.shelf import Shelf, Sources
from annotations.checking.sources import Prepared
from annotations.checking.tokens import tokens_of
from annotations.checking.voices import voice_of
from annotations.quotations.words import word_set

_MOST_UNJUDGED = 3
"""Words that nobody is said to have said and that aren't judged even where a source has them."""
_SPOKEN = word_set("um uh er erm ah eh mm hmm gonna wanna gotta kinda sorta lemme dunno 'cause cos y'know yeah ain't")
_LEAST_SURE_ALTERED = 0.6
"""The part of a phrase's words that must match before it is judged as somebody's altered words."""


def check(draft: Draft, given: Sequence[Given] | Sources) -> list[Checked]:
    """Every quotation of a draft, in order, with its label.

    What one source has exactly is good even where another has it otherwise. `given` are the sources, or a `Sources`
    that finds the likely ones in more than memory holds.
    """
    return check_quotes(quotes_of(draft), given)


def check_quotes(quotes: Sequence[DraftQuote], given: Sequence[Given] | Sources) -> list[Checked]:
    """As `check`, for quotations that were found before."""
    sources: Sources = Shelf(given) if isinstance(given, Sequence) else given
    return [check_quote(quote, sources) for quote in quotes]


def check_quote(quote: DraftQuote, sources: Sources) -> Checked:
    """One quotation of a draft."""
    edits = edits_of(quote.text)
    pieces = pieces_of(quote.text, edits, keep_letters=True)
    if not any(piece.words for piece in pieces):
        return _listed(quote, Label.PHRASE if not quote.speaker else Label.NOT_FOUND)
    judged = _places(quote, edits, pieces, sources)
    size = sum(len(piece.words) for piece in pieces)
    if judged and quote.phrase and not quote.mention and not quote.heading and size <= _MOST_UNJUDGED:
        return replace(_found(quote, judged), label=Label.PHRASE, changes=(), question=False)
    if judged:
        return _found(quote, judged)
    difference = nearest(quote, pieces, sources)
    sure = difference is not None and difference.share >= _LEAST_SURE_ALTERED and len(difference.numbers) > 1
    if quote.phrase and not sure:
        return _listed(quote, Label.PHRASE)
    far = _far(quote, pieces, sources)
    if far is not None:
        return far
    return _listed(quote, Label.NOT_FOUND) if difference is None else _different(quote, difference)


def _places(quote: DraftQuote, edits: list[Edit], pieces: list[Piece], sources: Sources) -> list[Judged]:
    """All places where the words stand, whole or in marked pieces, the best first."""
    keys = [word.key for piece in pieces for word in piece.words]
    whole = pieces_of(quote.text, [edit for edit in edits if edit.within_word], keep_letters=True)
    found: list[Judged] = []
    for source in sources.holding(keys):
        matches = list(find_whole(source, whole[0].wanted))
        found += [judge(quote, match, tuple(whole), tuple(edits)) for match in matches]
        if found and not found[-1].label.problem:
            continue
        if len(pieces) > 1:
            found += [judge(quote, match, tuple(pieces), tuple(edits)) for match in find_pieces(source, pieces)]
        if any(edit.within_word for edit in edits):
            replaced = pieces_of(quote.text, edits, keep_letters=False)
            found += [judge(quote, match, tuple(replaced), tuple(edits)) for match in find_pieces(source, replaced)]
    return sorted(found, key=lambda one: one.rank)


def _far(quote: DraftQuote, pieces: list[Piece], sources: Sources) -> Checked | None:
    """Marked pieces that stand in a source, but far apart or in another order."""
    wordy = [piece for piece in pieces if piece.words]
    if len(wordy) < 2 or min(len(piece.words) for piece in wordy) < 2:
        return None
    if not any(edit.link is Link.GAP for piece in wordy for edit in piece.edits):
        return None
    for source in sources.holding([word.key for piece in wordy for word in piece.words]):
        places = [
            next((place for row in source.rows for place in find_whole(source, piece.wanted)), None) for piece in wordy
        ]
        if all(place is not None for place in places):
            first = places[0]
            assert first is not None
            numbers = first.all_numbers
            others = tuple(Change("…", stretch(source, place.all_numbers)) for place in places[1:] if place)
            return _described(quote, Label.STITCHED, source, numbers, changes=others)
    return None


def _found(quote: DraftQuote, judged: list[Judged]) -> Checked:
    best = judged[0]
    numbers = best.match.all_numbers
    others = [one for one in judged[1:] if one.label.problem == best.label.problem]
    checked = _described(quote, best.label, best.match.source, numbers)
    changes = best.changes
    if best.label is Label.WRONG_SPEAKER and best.voice:
        changes = (Change(best.voice.speaker, quote.speaker or quote.mention),)
    return replace(
        checked,
        source_speaker=best.voice.speaker if best.voice else "",
        changes=changes,
        marked=best.marked,
        allowed=best.allowed,
        question=best.question,
        warnings=tuple(cautions(quote, best, others)),
    )


def _different(quote: DraftQuote, difference: Difference) -> Checked:
    numbers = list(difference.numbers)
    voice = voice_of(quote, difference.source, numbers)
    warnings = [f"the source has {voice.speaker} as the speaker"] if voice.wrong and not voice.prose else []
    if all(_is_clean_up(change) for change in difference.changes):
        warnings.append("speech was cleaned up: kind, but AP and Reuters print what was said, or paraphrase it")
    checked = _described(quote, difference.label, difference.source, numbers, changes=difference.changes)
    return replace(checked, source_speaker=voice.speaker, warnings=tuple(warnings))


def _is_clean_up(change: Change) -> bool:
    """Whether only a sound of hesitation or a slurred word of the source went."""
    return all(token.key in _SPOKEN for token in tokens_of(change.was)) and bool(change.was)


def _described(
    quote: DraftQuote, label: Label, source: Prepared, numbers: list[int], changes: tuple[Change, ...] = ()
) -> Checked:
    first, last = source.places[numbers[0]], source.places[numbers[-1]]
    paragraphs = sorted({source.places[number][0] + 1 for number in numbers})
    return Checked(
        quote=quote.text,
        span=quote.span,
        label=label,
        speaker=quote.speaker or quote.mention,
        source=source.given.name,
        outlet=source.given.source.outlet,
        paragraphs=tuple(paragraphs),
        words=stretch(source, [min(numbers), max(numbers)]),
        before=source.texts[first[0]][: first[1]],
        after=source.texts[last[0]][last[2] :],
        end=last[2],
        article=source.given.article,
        changes=changes,
    )


def _listed(quote: DraftQuote, label: Label) -> Checked:
    return Checked(quote=quote.text, span=quote.span, label=label, speaker=quote.speaker or quote.mention)
