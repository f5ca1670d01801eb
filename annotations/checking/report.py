"""What a check found, as text: lines for editors, Markdown, a page, plain values for JSON, and a summary first.

A report never says that a draft is clean or verified: words match the stored sources or they don't.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from annotations.checking.models import Checked, Label

_CONTEXT = 80
"""Characters of the source shown on each side."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation with its place in the draft's file."""

    draft: str
    """The file, as it was given."""
    line: int
    """From 1; 0 where the draft has no lines."""
    column: int
    """In characters, from 1."""
    checked: Checked
    screen_column: int = 0
    """As an editor shows it, from 1: a tab goes on to the next eighth column, a wide character takes two."""


def summary(entries: Sequence[Entry]) -> str:
    """One sentence on all quotations: how many match, and how many don't, by what is wrong."""
    counts = {label: sum(entry.checked.label is label for entry in entries) for label in Label}
    match = sum(counts[label] for label in Label if not label.problem and label is not Label.PHRASE)
    parts = [f"{match} match" + "es" * (match != 1)]
    for label, words in (
        (Label.ALTERED, "altered"),
        (Label.STITCHED, "stitched"),
        (Label.WRONG_SPEAKER, "perhaps another speaker’s"),
        (Label.NOT_FOUND, "without a source"),
    ):
        if counts[label]:
            parts.append(f"{counts[label]} {words}")
    if counts[Label.PHRASE]:
        parts.append(f"{counts[Label.PHRASE]} phrase{'s' * (counts[Label.PHRASE] != 1)} not judged")
    return ", ".join(parts) if entries else "no quotation found"


def render_lines(entries: Iterable[Entry], *, everything: bool = False) -> str:
    r"""A line a problem: `file:line:col: label: draft → source`; with `everything`, a line a quotation.

    Lines and columns count from 1, columns as they are seen; Vim reads them with `errorformat=%f:%l:%v:\ %m`.
    """
    return "".join(f"{_line(entry)}\n" for entry in entries if everything or entry.checked.label.problem)


def _line(entry: Entry) -> str:
    found = entry.checked
    quoted = f"“{_flat(found.quote)}”"
    if found.label is Label.WRONG_SPEAKER:
        asked = "?" if found.question else ""
        quoted += f" {found.speaker} → {found.source_speaker}{asked}"
    elif found.source:
        quoted += f" → “{_flat(found.words)}”"
    where = f" ({place(found)})" if found.source else ""
    return f"{_flat(entry.draft)}:{entry.line}:{entry.screen_column or entry.column}: {found.label}: {quoted}{where}"


def place(found: Checked) -> str:
    """Where the source's words stand: `report.txt ¶ 3`."""
    numbers = f"{found.paragraphs[0]}–{found.paragraphs[-1]}" if len(found.paragraphs) > 1 else f"{found.paragraphs[0]}"
    return f"{found.outlet + ', ' if found.outlet else ''}{_flat(found.source)} ¶ {numbers}"


def as_dicts(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The quotations as plain values.

    `par` are the source's paragraphs from 1, `was` the source's words that the draft has otherwise, `now` the draft's.
    """
    return [
        {
            "draft": entry.draft,
            "line": entry.line,
            "column": entry.column,
            "quote": entry.checked.quote,
            "label": entry.checked.label.value,
            "problem": entry.checked.label.problem,
            "question": entry.checked.question,
            "speaker": entry.checked.speaker,
            "source": entry.checked.source,
            "outlet": entry.checked.outlet,
            "par": list(entry.checked.paragraphs),
            "source_words": entry.checked.words,
            "source_speaker": entry.checked.source_speaker,
            "was": entry.checked.was,
            "now": entry.checked.now,
            "allowed": list(entry.checked.allowed),
            "warnings": list(entry.checked.warnings),
        }
        for entry in entries
    ]


def details(found: Checked) -> list[tuple[str, str]]:
    """What a report says of a quotation below its words, as (name, text) in order."""
    rows = []
    if found.source:
        rows.append(("source", f"{context(found)} — {place(found)}"))
    if found.label is not Label.WRONG_SPEAKER:
        rows += [
            ("source → draft", f"{_or_nothing(change.was)} → {_or_nothing(change.now)}") for change in found.changes
        ]
    rows += [("marked edit", f"{_or_nothing(change.was)} → {_or_nothing(change.now)}") for change in found.marked]
    if found.speaker or found.source_speaker:
        asked = " (a question: look)" if found.question else ""
        apart = f"{found.speaker or '—'} in the draft, {found.source_speaker or '—'} in the source"
        rows.append(("speaker", f"{found.speaker if found.speaker == found.source_speaker else apart}{asked}"))
    rows += [("allowed", reason) for reason in found.allowed]
    rows += [("look", warning) for warning in found.warnings]
    return rows


def context(found: Checked) -> str:
    """The source's words with a little of what stands around them."""
    before, after = found.before, found.after
    if len(before) > _CONTEXT:  # whole words, where the script has blanks between them
        cut = before[-_CONTEXT:]
        before = "…" + (cut.partition(" ")[2] if " " in cut.rstrip() else cut)
    if len(after) > _CONTEXT:
        cut = after[:_CONTEXT]
        after = (cut.rpartition(" ")[0] if " " in cut.lstrip() else cut) + "…"
    return f"{before}⟦{_flat(found.words)}⟧{after}"


def _or_nothing(text: str) -> str:
    return f"“{_flat(text)}”" if text else "nothing"


def _flat(text: str) -> str:
    return " ".join(text.split())


def render_markdown(entries: Sequence[Entry]) -> str:
    """The report as Markdown."""
    parts = [f"# Quotations checked\n\n{summary(entries).capitalize()}.\n"]
    for entry in entries:
        found = entry.checked
        where = f"{entry.draft}:{entry.line}" if entry.line else entry.draft
        parts.append(f"\n## {_markdown(where)}: {found.label.words}\n\n> {_markdown(_flat(found.quote))}\n")
        rows = details(found)
        if rows:
            parts.append("\n" + "".join(f"- {name}: {_markdown(text)}\n" for name, text in rows))
    return "".join(parts)


def _markdown(text: str) -> str:
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|~&!" else character for character in text)


_STYLE = (
    "body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "section{border-left:.3rem solid #999;margin:1.5rem 0;padding:.1rem 1rem}.bad{border-color:#b3261e}"
    ".good{border-color:#2e7d32}h2{font:bold .9rem sans-serif;margin:.5rem 0}"
    "blockquote{margin:.5rem 0;font-size:1.1rem}"
    "dl{display:grid;grid-template-columns:8rem 1fr;gap:.2rem .8rem;font:.9rem/1.4 sans-serif}"
    "dt{color:#666}dd{margin:0}"
    "ins,del,mark{padding:0 .1em}@media(prefers-color-scheme:dark){body{color:#ddd;background:#1c1c1c}dt{color:#aaa}}"
)


def render_html(entries: Sequence[Entry]) -> str:
    """The report as one page without scripts; nothing is loaded from elsewhere."""
    sections = "".join(_section(entry) for entry in entries)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Quotations checked</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>Quotations checked</h1>\n"
        f"<p>{escape(summary(entries).capitalize())}.</p>\n{sections}</body></html>\n"
    )


def _section(entry: Entry) -> str:
    found = entry.checked
    kind = "bad" if found.label.problem else "" if found.label is Label.PHRASE else "good"
    where = f"{entry.draft}:{entry.line}" if entry.line else entry.draft
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_html_row(name, text)}</dd>" for name, text in details(found))
    return (
        f'<section class="{kind}"><h2>{escape(where)}: {escape(found.label.words)}</h2>'
        f"<blockquote>{escape(_flat(found.quote))}</blockquote><dl>{rows}</dl></section>\n"
    )


def _html_row(name: str, text: str) -> str:
    shown = escape(text)
    if name == "source":
        return shown.replace("⟦", "<mark>").replace("⟧", "</mark>")
    if name in ("source → draft", "marked edit"):
        was, _, now = shown.partition(" → ")
        return f"<del>{was}</del> <ins>{now}</ins>"
    return shown
