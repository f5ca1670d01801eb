"""`tuireader merge`: other libraries, backups and conflict copies brought into this one."""

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from annotations.joining import Twins, find_twins, join
from annotations.library import Library
from annotations.merging import Merged, merge
from annotations.text import clean_line
from tuireader.backing_up import backed_up
from tuireader.printing import going_through, print_json, print_text, tell

_BRINGS_BACK = "merge a backup, or the annotations.jsonl of one there, to bring it back"


def merge_all(
    folder: Path, backups: Path, paths: Sequence[Path], *, guarded: bool, joining: bool, as_json: bool
) -> int:
    """Merge each of `paths`; the exit code is 1 where something is left for a person to look at."""
    library = Library(folder)
    tell(library.notices)
    with backed_up(library, backups):
        return _merge_all(library, paths, guarded=guarded, joining=joining, as_json=as_json)


def _merge_all(library: Library, paths: Sequence[Path], *, guarded: bool, joining: bool, as_json: bool) -> int:
    results = {clean_line(str(path)): merge(library, path, guarded=guarded, progress=_shown) for path in paths}
    twins = find_twins(library, {article for merged in results.values() for article in merged.seen})
    joined = [pair for pair in twins if joining or _asked(library, pair, as_json=as_json)]
    for pair in joined:
        join(library, pair)
    offered = [pair for pair in twins if pair not in joined]
    if as_json:
        answer = {"merged": results, "joined": joined, "offered": offered}
        print_json(json.loads(json.dumps(answer, default=asdict)))
    for name, merged in results.items():
        if not as_json:
            print_text(f"{name}: {said(merged)}")
        tell_of(library, merged, [])
    tell_of(library, Merged(), offered)
    return int(bool(offered) or any(one.conflicts or one.left_out or one.problems for one in results.values()))


def _shown(articles: list[str]) -> Iterator[str]:
    return going_through(articles, "merging")


def tell_of(library: Library, merged: Merged, offered: Sequence[Twins]) -> None:
    """Say what is left for a person to look at."""
    tell(merged.problems)
    tell(_conflicts(library, merged.conflicts))
    if merged.left_out:
        tell([f"left out, because guarded: {titles(library, merged.left_out)}; --guarded takes them too"])
    if merged.deleted:
        count = len(merged.deleted)
        tell([f"{count} article{'s' * (count != 1)} that you deleted for good stayed deleted; {_BRINGS_BACK}"])
    tell(f"{_both(library, pair)}; tuireader merge --join makes one of them" for pair in offered)


def said(merged: Merged) -> str:
    """What came of a merge, in one line."""
    counts = (
        (len(merged.added), "article", "added"),
        (len(merged.changed), "article", "with news"),
        (merged.lines, "line", "of notes"),
        (merged.texts, "text", "copied"),
    )
    parts = [f"{count:,} {noun}{'s' * (count != 1)} {what}" for count, noun, what in counts if count]
    return ", ".join(parts) or "nothing new"


def titles(library: Library, articles: Collection[str]) -> str:
    """Some articles by their titles, else by their ids."""
    names = [f"{article[:8]} {title_of(library, article)}".strip() for article in sorted(articles)]
    return "; ".join(names[:9]) + (f" and {len(names) - 9} more" if len(names) > 9 else "")


def title_of(library: Library, article: str) -> str:
    """What an article is called, in marks; empty where that isn't known."""
    title = library.title(article) if article in library.articles() else ""
    return f"“{title}”" if title else ""


def _conflicts(library: Library, articles: Collection[str]) -> list[str]:
    if not articles:
        return []
    return [f"changed on both sides, and both are kept until you settle it there: {titles(library, articles)}"]


def _both(library: Library, pair: Twins) -> str:
    return f"{titles(library, [pair.kept])} and {titles(library, [pair.other])} are one article by their {pair.why}"


def _asked(library: Library, pair: Twins, *, as_json: bool) -> bool:
    """Whether a person wants to join two articles; no where nobody is there to be asked."""
    if as_json or not sys.stdin.isatty() or not sys.stdout.isatty():
        return False
    return click.confirm(f"{_both(library, pair)}. Join them?", default=False)
