"""Word documents (.docx)."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.errors import SourceError
from annotations.furniture import furniture
from annotations.models import Article, Kind, Paragraph, Source
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.opening import name_of
from tuireader.articles.packages import markup, open_package
from tuireader.articles.sourcing import Fields
from tuireader.articles.transcript import find_turns

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
br[type='line'] => br
"""
"""Word's own styles that mammoth doesn't map (its style map language)."""
_PROPERTY = re.compile(r"<dc:(title|creator)\b[^>]*>([^<]+)</dc:\1>")
_NOTE_MARK = re.compile(r"(?:foot|end)note-(?:ref-)?\d+$")
_EMPTY = "this document holds no text; if its pages are pictures, run text recognition first."


def load(location: str, data: bytes, source: Source) -> Article:
    """The paragraphs of a Word document as it stands, insertions taken and deletions left out, its notes at the end.

    Title and author come from the document's properties. Raises SourceError if it is damaged, unpacks to more than any
    document, or holds no text.
    """
    package = open_package(location, data)
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            markup(location, package, name)
    fields = Fields(source)
    _read_properties(location, package, fields)
    found = list(_paragraphs(location, data))
    document = Document(".docx")
    return assemble(location, data, fields, find_turns(found) or found, document, empty=_EMPTY)


def _read_properties(location: str, package: zipfile.ZipFile, fields: Fields) -> None:
    from html import unescape

    if "docProps/core.xml" not in package.namelist():
        return
    for name, value in _PROPERTY.findall(markup(location, package, "docProps/core.xml").decode("utf-8", "replace")):
        fields.offer("title" if name == "title" else "author", unescape(value), "document properties")


def _paragraphs(location: str, data: bytes) -> Iterator[Paragraph]:
    import mammoth
    from lxml import html

    from tuireader.articles.walker import walk

    try:
        rendered = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except Exception as error:
        raise SourceError(
            f"{name_of(location)}: this document is damaged; save it again from your word processor."
        ) from error
    if not rendered.strip():
        return
    tree = html.document_fromstring(rendered.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    _drop_note_marks(tree)
    blocks = walk(tree)
    for block, call in zip(blocks, furniture([block.text for block in blocks]), strict=True):
        yield Paragraph(block.text, Kind.FURNITURE if call else block.kind)


def _drop_note_marks(tree: "HtmlElement") -> None:
    """Without the links that mammoth sets between notes and their places: Word shows a small figure, not "[1]"."""
    for link in list(tree.iter("a")):
        if _NOTE_MARK.search((link.get("href") or "").lstrip("#")):
            link.drop_tree()
