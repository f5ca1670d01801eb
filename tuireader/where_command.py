"""`tuireader where`: where a quote comes from, what was copied first."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.checking import Checked, Given, Label
from annotations.checking.checker import check_quote
from annotations.checking.quotes import quote_of
from annotations.checking.shelf import Shelf
from annotations.errors import UsageError
from annotations.index import Index, lookups, shelving
from annotations.index.tokens import words_of
from annotations.library import Library
from annotations.models import Clip
from annotations.text import clean, clean_line
from tuireader.indexing import indexed
from tuireader.printing import print_json, print_text, tell

_MOST = 20
"""Texts that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the library that has the words, or nearly."""

    given: Given
    found: Checked
    clips: tuple[Clip, ...]
    """What was copied of them, the newest first."""

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed who says the words."""
        return self.found.source_speaker in {name for _, name in self.given.speakers}

    @property
    def exact(self) -> bool:
        """Whether the words are the source's, but for what may lawfully differ."""
        return not self.found.label.problem


def where_from(folder: Path, words: str, *, as_json: bool) -> int:
    """Print where some words come from; exit code 1 where no text has them, though some may nearly."""
    words = clean(sys.stdin.read() if words == "-" else words).text
    if not words.strip():
        raise UsageError("There are no words to look for; give a quote, or - and the quote on standard input")
    library = Library(folder, read_only=True)
    with indexed(folder, ("notes", "texts")) as index:
        places = find_places(index, library, words)
        tell([*library.notices, *lookups.notices(index)])
    if as_json:
        print_json([as_dict(place) for place in places])
    elif places:
        nearly = "" if places[0].exact else "No text has these words; nearly:\n"
        print_text(nearly + "\n".join(line for place in places for line in _lines(place)))
    else:
        tell(["no text of the library has these words, nor nearly"])
    return 0 if places and places[0].exact else 1


def find_places(index: Index, library: Library, words: str) -> list[Place]:
    """The texts that have the words, those that they were copied from first; else those that nearly have them."""
    quote = quote_of(words)
    found = []
    for given in shelving.sources_of(index, library, [quote], most=_MOST):
        checked = check_quote(quote, Shelf([given]))
        if checked.label is not Label.NOT_FOUND and checked.source:
            clips = [clip for clip in library.store(given.article).all(Clip) if _shares(clip.words, checked.words)]
            found.append(Place(given, checked, tuple(reversed(clips))))
    exact = [place for place in found if place.exact]
    return sorted(exact or found, key=lambda place: not place.clips)


def _shares(one: str, other: str) -> bool:
    first, second = (" ".join(words_of(text)) for text in (one, other))
    return bool(first and second) and (first in second or second in first)


def as_dict(place: Place) -> dict[str, Any]:
    """A place as JSON has it; paragraphs are counted from 1."""
    source, found = place.given.source, place.found
    return {
        "article": place.given.article,
        "title": place.given.name,
        "outlet": source.outlet,
        "published": source.published,
        "address": place.given.address,
        "paragraphs": list(found.paragraphs),
        "words": found.words,
        "label": found.label.value,
        "speaker": found.source_speaker,
        "confirmed": place.confirmed,
        "newest": not place.given.newer,
        "copied": [
            {"time": clean_line(clip.created), "text": clip.text, "speaker": clip.speaker, "style": clip.style}
            for clip in place.clips
        ],
        "warnings": list(found.warnings),
    }


def _lines(place: Place) -> Iterator[str]:
    source, found = place.given.source, place.found
    older = "an older version" if place.given.newer else ""
    known = [source.outlet or "[source?]", source.published, place.given.name, f"¶ {_range(found.paragraphs)}", older]
    yield " · ".join(filter(None, known))
    yield f"  “{found.words}”"
    yield f"  {_who(place)}"
    if place.given.address:
        yield f"  {place.given.address}"
    for clip in place.clips:
        yield f"  copied {clip.created[:16].replace('T', ' ')} UTC, {clip.style}"
    for warning in found.warnings:
        yield f"  note: {warning}"


def _who(place: Place) -> str:
    name = place.found.source_speaker
    return f"{name}, confirmed" if place.confirmed else f"{name}?, not confirmed" if name else "speaker not identified"


def _range(numbers: Sequence[int]) -> str:
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
