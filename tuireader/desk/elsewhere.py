"""Paragraphs of the open article that stand in others of the library too: what an agency sent, a release, a repeat."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotations.folding import words_of
from annotations.models import Kind, Version

if TYPE_CHECKING:
    from annotations.index import Index
    from annotations.index.lookups import Seen

_FEWEST = 8
"""Words; a shorter paragraph stands in many articles by chance."""


def outlet_of(seen: "Seen") -> str:
    """Where it was published, in a few words: the agency and the outlet, else the title."""
    agency = seen.agency if seen.agency.casefold() not in seen.outlet.casefold() else ""
    return ", in ".join(filter(None, [agency, seen.outlet])) or seen.title or "an article without a title"


def seen_elsewhere(index: "Index", version: Version, article: str) -> Mapping[int, str]:
    """For the paragraphs that stand elsewhere word for word, as far as the index knows, in whose articles."""
    import sqlite3

    from annotations.index.database import Damaged
    from annotations.index.lookups import elsewhere

    keys = {
        number: paragraph.key
        for number, paragraph in enumerate(version.paragraphs)
        if paragraph.key and paragraph.kind is not Kind.FURNITURE
    }
    try:
        found = elsewhere(index, keys.values(), article)
    except (Damaged, sqlite3.Error):
        return {}
    names = {key: ", ".join(dict.fromkeys(map(outlet_of, seen))) for key, seen in found.items()}
    # Words are counted of those that were found alone: in a book that would take long for each paragraph.
    seen = {number: names[key] for number, key in keys.items() if key in names}
    return {number: who for number, who in seen.items() if len(words_of(version.texts[number])) >= _FEWEST}


def seen_paragraph(index: "Index", version: Version, article: str, number: int) -> "tuple[Seen, ...]":
    """Where one paragraph stands elsewhere, the same first, then nearly; the index is brought up before.

    It may take long, so not on the screen's thread.
    """
    import sqlite3

    from annotations.index.database import Damaged
    from annotations.index.lookups import alike, elsewhere
    from tuireader.indexing import Indexer

    paragraph = version.paragraphs[number]
    if not paragraph.key:
        return ()
    try:
        Indexer(index, lambda *_: None).run()
        same = elsewhere(index, [paragraph.key], article).get(paragraph.key, [])
        return (*same, *alike(index, paragraph.text, article))
    except (Damaged, sqlite3.Error):
        return ()
