"""`tuireader doctor`: what is wrong here and how to put it right; and whether the evidence holds."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from annotations.evidence import Evidence, examine
from annotations.library import Library
from annotations.text import clean_line
from tuireader.choice import chosen
from tuireader.config import read_config
from tuireader.findings import (
    Finding,
    backup_finding,
    clipboard_findings,
    index_finding,
    library_findings,
    terminal_findings,
    today,
)
from tuireader.memory import Memory
from tuireader.printing import print_json, print_text, tell

OUR_OWN = (
    "This is our own record: no outside clock vouches for the dates, and who can write the library could write the"
    " record too."
)


def diagnose(folder: Path, backups: Path, cache: Path, config: Path, *, as_json: bool) -> int:
    """Look at everything and print what was found, with what to do; exit code 1 where there is something to do."""
    library = Library(folder, read_only=True)
    found = [
        *library_findings(library),
        index_finding(library, cache),
        backup_finding(library, backups, today()),
        *(Finding("settings", problem, f"edit {config}") for problem in read_config(config).problems),
        *clipboard_findings(os.environ),
        *terminal_findings(os.environ),
    ]
    if as_json:
        print_json([asdict(finding) | {"ok": finding.ok} for finding in found])
    else:
        for finding in found:
            print_text(f"{'ok ' if finding.ok else '!! '} {finding.area}: {clean_line(finding.text)}")
            if finding.fix:
                print_text(f"     → {clean_line(finding.fix)}")
    return int(any(not finding.ok for finding in found))


def check_evidence(folder: Path, state: Path, article: str | None, *, as_json: bool) -> int:
    """Check one article's evidence, or all; exit code 1 where something doesn't hold, which is named."""
    library = Library(folder, read_only=True)
    tell(library.notices)
    articles = chosen(library, Memory(state), [article], "", everything=False) if article else library.articles()
    results = [examine(library, one) for one in articles]
    if as_json:
        print_json([asdict(result) | {"holds": result.holds} for result in results])
    else:
        _print(library, results)
    return int(any(not result.holds for result in results))


def _print(library: Library, results: Sequence[Evidence]) -> None:
    for result in results:
        if result.holds and len(results) > 1:
            continue
        title = library.source(result.article).title
        name = " ".join(filter(None, [result.article[:8], f"“{title}”" if title else ""]))
        print_text(
            f"{name}: {_counted(result.versions, 'stored copy', 'stored copies')} since {result.since[:10]},"
            f" {_counted(result.passages, 'marked passage', 'marked passages')}:"
            f" {'unchanged' if result.holds else 'not all of it holds'}"
        )
        for problem in result.problems:
            print_text(f"  !! {clean_line(problem)}")
    held = sum(result.holds for result in results)
    hold = "holds" if held == 1 else "hold"
    print_text(f"{held:,} of {_counted(len(results), 'article', 'articles')} {hold}. {OUR_OWN}")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
