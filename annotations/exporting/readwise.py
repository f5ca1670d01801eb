"""Notebooks as a table in the columns that Readwise imports; the first row names them.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which the import takes off again.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO

from annotations.anchoring import Placed
from annotations.exporting import Item, Notebook

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠|%]")
"""What a spreadsheet may take for the beginning of a formula, or of a command to another program."""


def harmless(cell: str) -> str:
    """The cell as no spreadsheet runs it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    """The cell without the apostrophe that `harmless` set."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def render(notebooks: Sequence[Notebook], story: str = "") -> str:
    """A row an annotation, in the order of each article; lines end as RFC 4180 has it.

    Tags stand at the end of a note as Readwise reads them, `.tag` on a line each. The location is the paragraph's
    number. The note on a whole article has no place in this format.
    """
    del story  # a table has no heading
    text = StringIO()
    table = csv.writer(text, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for notebook in notebooks:
        for item in [*notebook.placed(), *notebook.orphans()]:
            table.writerow(map(harmless, _row(notebook, item)))
    return text.getvalue()


def _row(notebook: Notebook, item: Item) -> Iterator[str]:
    annotation, source, place = item.annotation, notebook.source, item.place
    yield annotation.exact
    yield notebook.title
    yield source.author
    yield source.url
    yield "\n".join(filter(None, [annotation.note, *map(_tag, annotation.tags)]))
    yield str(place.span.start.paragraph + 1) if isinstance(place, Placed) else ""
    yield _time(annotation.created)


def _tag(tag: str) -> str:
    """Readwise's tags have no spaces."""
    return "." + re.sub(r"\s+", "-", tag.strip())


def _time(created: str) -> str:
    try:
        return f"{datetime.fromisoformat(created):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return ""
