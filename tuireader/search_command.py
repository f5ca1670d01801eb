"""`tuireader search`: what the library has of some words, or of a speaker, as text or as JSON."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.index import building, lookups
from annotations.index.hits import Hit, HitKind
from annotations.index.query import Query, parse
from annotations.index.searching import search
from annotations.index.snippets import Snippet
from annotations.index.speaking import Saying, sayings
from annotations.library import Library
from tuireader.finder import MOST, MOST_SAID
from tuireader.indexing import indexed
from tuireader.printing import print_json, print_text, tell

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def search_library(folder: Path, ways: Sequence[str], *, as_json: bool) -> int:
    """Print what fits a query, the first of the ways to read it that something fits; exit code 1 where nothing does."""
    queries = [parse(words) for words in ways]
    query, hits = queries[0], []
    with indexed(folder, building.STEPS) as index:
        for query in queries:
            hits = search(index, query, MOST_SAID if query.speaker else MOST)
            if hits:
                break
        tell([*Library(folder, read_only=True).notices, *lookups.notices(index)])
    if as_json:
        print_json([as_dict(hit) for hit in hits])
    elif not hits:
        tell(["nothing in the library fits; fewer words find more, and a word that ends in * finds all that begin so"])
    else:
        print_text("\n".join(_lines(hits, query, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)))
    return 0 if hits else 1


def as_dict(hit: Hit) -> dict[str, Any]:
    """A hit as JSON has it; paragraphs are counted from 1."""
    fields = asdict(hit)
    shown = fields.pop("shown")
    fields["paragraph"] = None if hit.paragraph is None else hit.paragraph + 1
    return {**fields, "snippet": shown[0], "hits": [list(one) for one in shown[1]]}


def _lines(hits: list[Hit], query: Query, *, colour: bool) -> Iterator[str]:
    if not query.speaker:
        for hit in hits:
            yield from _hit(hit, colour=colour)
        return
    for saying in sayings(hits):
        yield from _saying(saying, colour=colour)


def _hit(hit: Hit, *, colour: bool) -> Iterator[str]:
    yield _painted(where(hit), _DIM, colour=colour)
    yield f"  {said_as(hit)}{_marked(hit.shown, colour=colour)}"


def _saying(saying: Saying, *, colour: bool) -> Iterator[str]:
    """Words with all places that have them; where these differ, each wording with its own."""
    several = len(saying.wordings) > 1
    if several:
        yield _painted(f"the same words in {len(saying.wordings)} versions:", _BOLD, colour=colour)
    for wording in saying.wordings:
        margin = "  " if several else ""
        yield f"{margin}{said_as(wording[0])}“{wording[0].text}”"
        for hit in wording:
            yield margin + "  " + _painted(where(hit), _DIM, colour=colour)


def where(hit: Hit) -> str:
    """The place of a hit in one line: title, outlet, date, paragraph, id."""
    paragraph = f"¶ {hit.paragraph + 1}" if hit.paragraph is not None else "" if hit.current else "an older version"
    known = [hit.title or hit.address, hit.outlet, hit.published or hit.day, paragraph, hit.article[:8]]
    return " · ".join(filter(None, known))


def said_as(hit: Hit) -> str:
    """What was found, and whose words they are, as a beginning of its line."""
    if hit.kind is HitKind.ARTICLE or hit.kind is HitKind.TEXT:
        return ""
    if hit.kind is HitKind.NOTE:
        return f"[{hit.role}] "
    return f"{'copied, ' if hit.kind is HitKind.CLIP else ''}{hit.spoken_by}: "


def _marked(shown: Snippet, *, colour: bool) -> str:
    if not colour:
        return shown.text
    parts, at = [], 0
    for start, end in shown.hits:
        parts += [shown.text[at:start], _BOLD, shown.text[start:end], _PLAIN]
        at = end
    return "".join([*parts, shown.text[at:]])


def _painted(text: str, code: str, *, colour: bool) -> str:
    return f"{code}{text}{_PLAIN}" if colour else text
