"""Notebooks as Markdown: front matter, then each annotation between two comments that carry its id.

Text is escaped so that CommonMark, GitHub's Markdown and pandoc's (with smart punctuation) show exactly its
characters; what was typed as a note is text too. What stands outside the comments is the person's (see `merging`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from annotations.anchoring import Orphan
from annotations.attribution import ADDRESS, NO_SPEAKER, NOT_EXACT, credit, quoted
from annotations.exporting import Item, Notebook
from annotations.exporting.escaping import escape, escape_lines
from annotations.exporting.fences import ARTICLE, fenced, ledger
from annotations.exporting.flavours import FLAVOURS, Quote
from annotations.text import clean_line

SCHEMA = 1
"""The number of this layout, for programs that read it back."""


def render(notebook: Notebook, flavour: str = "") -> str:
    """The notebook as one Markdown document, ending in a newline."""
    written = _written(notebook, ARTICLE)
    return "\n\n".join([_front_matter(notebook), *_body(notebook, 1, ARTICLE, flavour), ledger(written)]) + "\n"


def render_story(tag: str, notebooks: Sequence[Notebook], flavour: str = "") -> str:
    """The notebooks of a story, all articles that have a tag, as one Markdown document with a heading an article.

    Without a tag it is the whole library's.
    """
    articles = ", ".join(_yaml(notebook.article) for notebook in notebooks)
    title = tag or "Library"
    fields = [f"title: {_yaml(title)}", f"tags: [{_yaml(tag) if tag else ''}]", "tuireader:", f"  story: {_yaml(tag)}"]
    fields.append(f"  articles: [{articles}]")
    blocks = ["\n".join(["---", *fields, f"  schema: {SCHEMA}", "---"]), f"# {escape(clean_line(title))}"]
    written = []
    for notebook in notebooks:
        name = f"{ARTICLE}-{notebook.article}"
        heading, *rest = _body(notebook, 2, name, flavour)
        where = ", ".join(_linked(field) for field in credit(notebook.source))
        blocks += [heading, where, *rest]
        written += _written(notebook, name)
    return "\n\n".join([*blocks, ledger(written)]) + "\n"


def _written(notebook: Notebook, name: str) -> list[str]:
    ids = [item.annotation.id for item in [*notebook.placed(), *notebook.orphans()]]
    return [*([name] if notebook.details.note.strip() else []), *ids]


def _body(notebook: Notebook, level: int, name: str, flavour: str) -> list[str]:
    blocks = [f"{'#' * level} {escape(clean_line(notebook.source.title)) or 'Notes'}"]
    details = notebook.details
    if details.note.strip():
        blocks.append(fenced(name, details.updated, (details.note, "", ()), [escape_lines(details.note)]))
    blocks += [_annotation(notebook, item, flavour) for item in notebook.placed()]
    orphans = notebook.orphans()
    if orphans:
        blocks.append(f"{'#' * (level + 1)} Not found in the version read")
        blocks += [_annotation(notebook, item, flavour) for item in orphans]
    return blocks


def _front_matter(notebook: Notebook) -> str:
    source = notebook.source
    fields = {
        "title": source.title,
        "outlet": source.outlet,
        "author": source.author,
        "published": source.published,
        "accessed": notebook.accessed,
        "url": source.url,
    }
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items()]
    lines += [
        f"tags: [{', '.join(map(_yaml, notebook.details.tags))}]",
        "tuireader:",
        f"  article: {_yaml(notebook.article)}",
        f"  schema: {SCHEMA}",
    ]
    return "\n".join(["---", *lines, "---"])


_YAML_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def _yaml(value: str) -> str:
    """A double-quoted YAML scalar: JSON's, which is YAML's too, without the characters that YAML can't hold."""
    return _YAML_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _annotation(notebook: Notebook, item: Item, flavour: str) -> str:
    annotation = item.annotation
    words = [selector.exact for selector in annotation.anchors[0].selectors]
    quote = Quote(
        annotation.id,
        annotation.role,
        [escape(text) for text in words if text.strip()],
        _attribution(notebook, item, words),
        escape_lines(annotation.note) if annotation.note.strip() else "",
    )
    about = [f"Role: {escape(clean_line(annotation.role))}"]
    if annotation.tags:
        about.append(f"Tags: {', '.join(escape(clean_line(tag)).replace(',', '&#44;') for tag in annotation.tags)}")
    if isinstance(item.place, Orphan):
        about.append(f"Not found: {escape(item.place.reason)}")
    blocks = [*FLAVOURS[flavour](quote), "\\\n".join(about)]
    state = (annotation.note, annotation.role, annotation.tags)
    return fenced(annotation.id, annotation.updated, state, blocks)


def _attribution(notebook: Notebook, item: Item, words: list[str]) -> str:
    """Who said it where. Prose, and a mark that isn't for quoting, names nobody unless somebody was set."""
    speaker = clean_line(item.speaker)
    if item.annotation.role == "quote" and not quoted(words).mixed:
        speaker = speaker or NO_SPEAKER
    source = replace(notebook.source, url=item.link or notebook.source.url)
    fields = [speaker, *credit(source, item.locator), *([] if item.exact else [NOT_EXACT])]
    return ", ".join(_linked(field) for field in fields if field)


def _linked(field: str) -> str:
    """The field as text, or as a link where it is an address that shows as it is written."""
    return f"<{field}>" if ADDRESS.fullmatch(field) else escape(field)
