"""Sources as CSL-JSON, for pandoc, Zotero and other programs that cite (schema csl-data.json, CSL 1.0.2)."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from annotations.exporting import Notebook
from annotations.models import Source
from annotations.text import clean_line

_TYPES = {"interview": "interview", "release": "report", "report": "report", "speech": "speech"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")
_AND = re.compile(r"\s*(?:;|\s&\s|\sand\s)\s*", re.IGNORECASE)


def render(notebooks: Sequence[Notebook], story: str = "") -> str:
    """The articles' sources, one entry each; the notes on whole articles stand in `annote`."""
    del story  # a bibliography has no heading
    return json.dumps([entry(notebook) for notebook in notebooks], ensure_ascii=False, indent=1) + "\n"


def entry(notebook: Notebook) -> dict[str, Any]:
    """One source; its id is the article's. Names stay as they are written, as literals: none is taken apart."""
    source = notebook.source
    names = [{"literal": name} for name in _AND.split(clean_line(source.author)) if name]
    fields: dict[str, Any] = {
        "id": f"tuireader-{notebook.article}",
        "type": _type(source),
        "title": notebook.title,
        "author": names,
        "container-title": clean_line(source.outlet),
        "issued": _date(clean_line(source.published)),
        "accessed": _date(notebook.accessed) if source.url else None,
        "URL": clean_line(source.url),
        "source": clean_line(source.agency),
        "annote": notebook.details.note.strip(),
        "keyword": ", ".join(map(clean_line, notebook.details.tags)),
    }
    return {name: value for name, value in fields.items() if value}


def _type(source: Source) -> str:
    return _TYPES.get(source.kind) or (
        "article-newspaper" if source.outlet else "webpage" if source.url else "document"
    )


def _date(written: str) -> dict[str, Any] | None:
    """A date as numbers where it is ISO 8601, else as it is written."""
    found = _DATE.match(written)
    if not found:
        return {"literal": written} if written else None
    parts = [int(part) for part in found.groups() if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return {"literal": written}
    return {"date-parts": [parts]}
