"""`tuireader check`: the quotations of drafts against files or the library, as a report."""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from annotations.checking import Checked, Given
from annotations.checking.checker import check_quotes
from annotations.checking.quotes import DraftQuote, quotes_of
from annotations.checking.report import (
    Entry,
    as_dicts,
    details,
    render_html,
    render_lines,
    render_markdown,
    summary,
)
from annotations.checking.shelf import Shelf
from annotations.errors import UsageError
from annotations.index import Index, lookups
from annotations.library import Library
from annotations.text import clean
from tuireader.articles import load
from tuireader.manuscript import Manuscript, read_manuscript
from tuireader.paths import cache_folder
from tuireader.printing import tell

FORMATS = ("text", "lines", "markdown", "html", "json")
_BOLD, _RED, _GREEN, _DIM, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"


def spread(given: Sequence[str]) -> list[str]:
    """The arguments with `--against` before each of its files: it takes every path up to the next option.

    So a shell's `--against sources/*` works, which an option of click, having a fixed number of values, can't.
    """
    found: list[str] = []
    taking = False
    for number, argument in enumerate(given):
        if argument == "--":
            return [*found, *given[number:]]
        is_path = argument == "-" or not argument.startswith("-")
        if argument == "--against":
            following = given[number + 1 : number + 2]
            if not following or (following[0].startswith("-") and following[0] != "-"):
                raise UsageError("--against names no file; give one or more, as in --against sources/*.txt")
            taking = True
        elif is_path and taking:
            found += ["--against", argument]
        else:
            taking = argument.startswith("--against=")
            found.append(argument)
    return found


def check_drafts(
    drafts: Sequence[str], against: Sequence[str], folder: Path, tag: str, form: str, *, colour: bool
) -> int:
    """Check drafts and print the report; the exit code is 1 where a quotation is a problem."""
    manuscripts = [(manuscript, quotes_of(manuscript.draft)) for manuscript in map(read_manuscript, drafts)]
    if against:
        shelf = Shelf(given_files(against))
    else:
        library = Library(folder, read_only=True)
        with closing(Index(folder, cache_folder())) as index:
            shelf = library_shelf(index, library, [quote for _, quotes in manuscripts for quote in quotes], tag)
            tell([*library.notices, *lookups.notices(index)])
    entries = [
        entry for manuscript, quotes in manuscripts for entry in entries_of(manuscript, check_quotes(quotes, shelf))
    ]
    sys.stdout.write(render(entries, form, colour=colour))
    if form == "lines":
        sys.stderr.write(f"tuireader: {summary(entries)}\n")
    return int(any(entry.checked.label.problem for entry in entries))


def entries_of(manuscript: Manuscript, checked: Iterable[Checked]) -> list[Entry]:
    """What was found, with lines and columns."""
    return [
        Entry(
            manuscript.name, *manuscript.line_and_column(one.span.start), one, manuscript.screen_column(one.span.start)
        )
        for one in checked
    ]


def render(entries: Sequence[Entry], form: str, *, colour: bool) -> str:
    """The report in one of FORMATS."""
    if form == "json":
        return json.dumps(as_dicts(entries), ensure_ascii=False, indent=1) + "\n"
    if form == "text":
        return _for_terminal(entries, colour=colour)
    return {"lines": render_lines, "markdown": render_markdown, "html": render_html}[form](entries)


def _for_terminal(entries: Sequence[Entry], *, colour: bool) -> str:
    def painted(text: str, *codes: str) -> str:
        return f"{''.join(codes)}{text}{_PLAIN}" if colour else text

    parts = [painted(summary(entries).capitalize() + ".", _BOLD), ""]
    for entry in entries:
        found = entry.checked
        shade = _RED if found.label.problem else _GREEN
        where = f"{entry.draft}:{entry.line}:{entry.column}" if entry.line else entry.draft
        parts.append(f"{painted(clean(where).text, _DIM)}  {painted(found.label.words, shade, _BOLD)}")
        parts.append(f"  “{' '.join(found.quote.split())}”")
        rows = details(found) if found.label.problem or found.warnings or found.allowed else details(found)[:1]
        parts += [f"    {painted(name, _DIM)}  {text}" for name, text in rows]
        parts.append("")
    return "\n".join(parts)


def given_files(paths: Sequence[str]) -> list[Given]:
    """Sources from files, each called by its name, or by its path where another has the same name."""
    names = [Path(path).name for path in paths]
    found = []
    for path, name in zip(paths, names, strict=True):
        article = load(path)
        found.append(Given(path if names.count(name) > 1 else name, article.paragraphs, article.source))
    return found


def library_shelf(index: Index, library: Library, quotes: Sequence[DraftQuote], tag: str = "") -> Shelf:
    """The texts of the library, of all articles or of those with a tag, that may have the words of some quotations.

    Raises UsageError where there is no text at all.
    """
    from annotations.index import shelving
    from tuireader.indexing import bring_up

    bring_up(index, ["notes", "texts"])
    if not any(not tag or tag in entry.tags for entry in lookups.entries(index)):
        where = f"no article has the tag “{tag}”" if tag else "the library is empty"
        raise UsageError(f"There is nothing to check against: {where}; name files with --against FILE…")
    return Shelf(shelving.sources_of(index, library, quotes, tag))
