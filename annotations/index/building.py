"""Bringing an index up to the library: what changed, by size and date of the files, and that alone.

An article is taken in three steps, each for all articles before the next: its records and head (a list and the notes
can be looked at), its text (words and paragraphs), its quotations with who says them. Each batch is written whole, so
a build may end at any time and go on at any time, in another process too.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.index.database import Damaged, Index
from annotations.index.rows import Rows
from annotations.index.steps import Write, forget, quotations_step, records_step, texts_step
from annotations.pausing import no_collection

Progress = Callable[[str, int, int], None]
"""Told what is being indexed, how many articles are done, and of how many."""

STEPS = ("notes", "texts", "quotations")
_BATCH = 500
"""Articles that are written at once."""


def stamps(root: Path) -> dict[str, str]:
    """For each article of a library what tells that something in it changed: sizes and dates of its files."""
    found: dict[str, str] = {}
    stat = os.stat
    try:
        parts = [part.path for part in os.scandir(root / "articles") if len(part.name) == 2]
        for part in parts:
            for article in os.scandir(part):
                if len(article.name) != 16:
                    continue
                path = article.path
                try:
                    journal = stat(f"{path}/annotations.jsonl")
                    said = f"{journal.st_size}.{journal.st_mtime_ns}"
                except OSError:
                    said = ""
                try:
                    found[article.name] = f"{said} {stat(f'{path}/versions').st_mtime_ns}"
                except OSError:
                    if said:
                        found[article.name] = said
    except OSError:  # no library yet, or none that can be read: the list of articles tells
        return found
    return found


class Stale(NamedTuple):
    """How a library differs from its index."""

    changed: dict[str, str]
    """The articles that changed or are new with their stamps, the oldest text first."""
    gone: list[str]


def stale(index: Index) -> Stale:
    """What changed since the last update."""
    now = stamps(index.root)
    known = dict(index.all("select id, stamp from articles"))
    changed = [article for article, stamp in now.items() if known.get(article) != stamp]
    changed.sort(key=lambda article: (now[article].rpartition(" ")[2], article))
    return Stale({article: now[article] for article in changed}, [one for one in known if one not in now])


def waiting(index: Index, since: Stale | None = None) -> int:
    """How many articles an update would look at, in whichever step; `since`: what changed, where that is known."""
    changed, gone = since or stale(index)
    rest = index.all("select count(*) from articles where texts <> version or quoted <> version")[0][0]
    return max(len(changed) + len(gone), int(rest))


def update(index: Index, progress: Progress = lambda *_: None, steps: Sequence[str] = STEPS) -> None:
    """Bring an index up to its library, with some of STEPS. A damaged index is built anew."""
    with no_collection():
        try:
            _update(index, progress, steps)
        except Damaged:
            _update(index, progress, steps)


def _update(index: Index, progress: Progress, steps: Sequence[str]) -> None:
    changed, gone = stale(index)
    for batch in _batches(gone):
        with index.writing() as db:
            for article in batch:
                forget(db, article)
    if "notes" in steps:
        _step(index, "notes", list(changed), progress, lambda one: records_step(index.root, one, changed[one]))
    if "texts" in steps:
        _step(index, "texts", _without(index, "texts"), progress, lambda article: texts_step(index.root, article))
    if "quotations" in steps:
        behind = _without(index, "quoted")
        _step(index, "quotations", behind, progress, lambda article: quotations_step(index.root, article))


def _without(index: Index, column: str) -> list[str]:
    sql = f"select id from articles where {column} <> version order by n"  # noqa: S608 - a column named above
    return [row[0] for row in index.all(sql)]


def _step(index: Index, step: str, todo: Sequence[str], progress: Progress, read: Callable[[str], Write]) -> None:
    """One step for some articles: read in batches, written whole."""
    done = 0
    for batch in _batches(todo):
        writes = [read(article) for article in batch]
        with index.writing() as db:
            rows = Rows(db)
            for write in writes:
                write(db, rows)
            rows.write()
        done += len(batch)
        progress(step, done, len(todo))


def _batches(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(articles), _BATCH):
        yield articles[start : start + _BATCH]
