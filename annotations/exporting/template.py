"""A person's own template: `string.Template` text that is filled once for each annotation.

A template whose name ends in .md, .html or .htm gets its values escaped for that language; any other gets them as they
are.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from string import Template

from annotations.attribution import credit, quoted
from annotations.errors import UsageError
from annotations.exporting import Item, Notebook
from annotations.exporting.escaping import escape


def _markdown(value: str) -> str:
    return "\\\n".join(map(escape, value.split("\n")))


_ESCAPES: Mapping[str, Callable[[str], str]] = {".md": _markdown, ".html": html.escape, ".htm": html.escape}


def render(template: str, suffix: str, notebooks: Sequence[Notebook], story: str = "") -> str:
    """The template filled for each annotation of each notebook, one after the other.

    Raises UsageError where it names a field that there isn't, or has a lone `$`.
    """
    chosen = Template(template)
    escaped = _ESCAPES.get(suffix.lower(), str)
    found = []
    for notebook in notebooks:
        for item in [*notebook.placed(), *notebook.orphans()]:
            values = {name: escaped(value) for name, value in _fields(notebook, item, story).items()}
            try:
                found.append(chosen.substitute(values))
            except KeyError as error:
                names = ", ".join(f"${name}" for name in values)
                raise UsageError(f"The template names ${error.args[0]}, which there isn't; there are {names}") from None
            except ValueError as error:
                raise UsageError(f"The template can't be read ({error}); a dollar sign is written $$") from None
    return "".join(found)


def _fields(notebook: Notebook, item: Item, story: str) -> dict[str, str]:
    annotation, source = item.annotation, notebook.source
    words = [selector.exact for selector in annotation.anchors[0].selectors]
    return {
        "words": annotation.exact,
        "quote": quoted(words).text,
        "speaker": item.speaker,
        "credit": ", ".join(credit(source, item.locator)),
        "title": notebook.title,
        "author": source.author,
        "outlet": source.outlet,
        "published": source.published,
        "url": source.url,
        "accessed": notebook.accessed,
        "locator": item.locator,
        "role": annotation.role,
        "note": annotation.note,
        "tags": ", ".join(annotation.tags),
        "created": annotation.created,
        "id": annotation.id,
        "story": story,
    }
