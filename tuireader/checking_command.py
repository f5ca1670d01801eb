"""`tuireader check`: the quotations of drafts against files or the library, as a report."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from annotations.checking import Checked, Given, check
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
from annotations.errors import Unreadable, UsageError
from annotations.guarding import Guards, held_by
from annotations.library import Library
from annotations.models import Anchor, Clip, Guard, Speaker, Version
from annotations.text import Span, clean, span_of
from tuireader.articles import load
from tuireader.manuscript import Manuscript, read_manuscript

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
    manuscripts = [read_manuscript(draft) for draft in drafts]
    given = given_files(against) if against else given_library(folder, tag)
    if not given:
        where = f"no article has the tag “{tag}”" if tag else "the library is empty"
        raise UsageError(f"There is nothing to check against: {where}; name files with --against FILE…")
    shelf = Shelf(given)
    entries = [entry for manuscript in manuscripts for entry in entries_of(manuscript, check(manuscript.draft, shelf))]
    sys.stdout.write(render(entries, form, colour=colour))
    if form == "lines":
        sys.stderr.write(f"tuireader: {summary(entries)}\n")
    return int(any(entry.checked.label.problem for entry in entries))


def entries_of(manuscript: Manuscript, checked: Iterable[Checked]) -> list[Entry]:
    """What was found, with lines and columns."""
    return [Entry(manuscript.name, *manuscript.line_and_column(one.span.start), one) for one in checked]


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


def given_library(folder: Path, tag: str) -> list[Given]:
    """The latest versions of the library's articles, of all or of those with a tag; those with clips first."""
    library = Library(folder, read_only=True)
    found = []
    for entry in library.entries():
        if tag and tag not in entry.tags:
            continue
        try:
            given = _given(library, entry.id, entry.title)
        except Unreadable as error:
            sys.stderr.write(f"tuireader: {clean(str(error)).text}\n")
            continue
        found += [given] if given else []
    return sorted(found, key=lambda given: not given.clips)


def _given(library: Library, article: str, title: str) -> Given | None:
    version = library.latest(article)
    if version is None:
        return None
    store = library.store(article)
    speakers = [
        (span, speaker.name)
        for speaker in store.all(Speaker)
        for anchor in speaker.anchors
        if anchor.version == version.id
        for span in _spans(version, anchor)
    ]
    clips, source = [clip.words for clip in store.all(Clip)], library.source(article)
    guards = Guards.of(store.all(Guard), source, datetime.now(UTC))
    guarded = version.texts if guards.article else [guard.exact for guard in guards.quotations if held_by(guard)]
    return Given(title, version.paragraphs, source, speakers, clips, guarded=guarded, article=article)


def _spans(version: Version, anchor: Anchor) -> list[Span]:
    """Where an anchor's words stand in its version."""
    found = []
    for selector in anchor.selectors:
        numbers = version.places.get(selector.key, ())
        if selector.ordinal < len(numbers):
            found.append(span_of(numbers[selector.ordinal], selector.start, selector.end))
    return found
