"""The library's texts as sources of a check: with who was confirmed, what was copied, and on what terms."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from annotations.checking import Given
from annotations.checking.pieces import edits_of, pieces_of
from annotations.checking.quotes import DraftQuote
from annotations.guarding import Guards
from annotations.index.database import Index
from annotations.index.narrowing import Text, texts_with
from annotations.library import Library
from annotations.models import Anchor, Anchored, Clip, Guard, Kind, Speaker, TurnName, Version
from annotations.surroundings import where
from annotations.text import Span, span_of

_TEXTS = 6
"""Texts that are looked at for one quotation."""


def sources_of(
    index: Index, library: Library, quotes: Iterable[DraftQuote], tag: str = "", most: int = _TEXTS
) -> list[Given]:
    """The sources that quotations may have, at most so many for each, those that something was copied from first."""
    wanted: dict[Text, None] = {}
    for quote in quotes:
        edits = [edit for edit in edits_of(quote.text) if not edit.within_word]
        pieces = pieces_of(quote.text, edits, keep_letters=True)
        passages = [quote.text[piece.words[0].start : piece.words[-1].end] for piece in pieces if piece.words]
        wanted |= dict.fromkeys(texts_with(index, passages, most, tag))
    found = [given for text in wanted if (given := given_of(library, text)) is not None]
    return sorted(found, key=lambda given: not given.clips)


def given_of(library: Library, text: Text) -> Given | None:
    """One text of an article as a source; None where it can't be read."""
    version = library.read_version(text.article, text.version)
    if version is None:
        return None
    newest = None if text.version == max(library.versions(text.article)) else library.latest(text.article)
    store = library.store(text.article)
    source = library.source(text.article)
    records = store.all(Guard)
    spans = {guard.id: found[0] for guard in records if (found := places_in(version, guard))}
    return Given(
        name=library.title(text.article) or version.address or text.article,
        paragraphs=version.paragraphs,
        source=source,
        speakers=[*_speakers(version, store.all(Speaker)), *_turns(version, store.all(TurnName))],
        clips=[clip.words for clip in store.all(Clip)],
        guards=Guards.of(records, source, datetime.now(UTC), spans),
        newer=newest.paragraphs if newest is not None and newest.id != version.id else (),
        article=text.article,
        address=source.url or version.address,
    )


def _speakers(version: Version, records: Sequence[Speaker]) -> list[tuple[Span, str]]:
    return [(span, speaker.name) for speaker in records for span in places_in(version, speaker)]


def _turns(version: Version, names: Sequence[TurnName]) -> list[tuple[Span, str]]:
    """The turns of those whose label was named."""
    named = {turn.label: turn.name for turn in names}
    return [
        (span_of(number, 0, len(paragraph.text)), named[paragraph.speaker])
        for number, paragraph in enumerate(version.paragraphs)
        if paragraph.kind is Kind.TURN and paragraph.speaker in named
    ]


def places_in(version: Version, record: Anchored) -> list[Span]:
    """Where the words of a record stand in a version: as anchored there, else in the same paragraphs."""
    anchor = next((one for one in reversed(record.anchors) if one.version == version.id), None)
    anchors = [anchor] if anchor else list(reversed(record.anchors))
    return next((found for one in anchors if (found := _spans(version, one))), [])


def _spans(version: Version, anchor: Anchor) -> list[Span]:
    places = ((selector, where(selector, version)) for selector in anchor.selectors)
    return [span_of(number, selector.start, selector.end) for selector, number in places if number is not None]
