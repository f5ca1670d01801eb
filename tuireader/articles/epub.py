"""E-books (.epub): the chapters in the order of the spine (EPUB 3.3, package documents)."""

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from annotations.errors import SourceError
from annotations.models import Article, Paragraph, Source
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.opening import name_of
from tuireader.articles.packages import markup, member, open_package
from tuireader.articles.sourcing import Fields, as_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_WHERE = "book's metadata"
_EMPTY = "this book holds no text; if its pages are pictures, run text recognition first."


def load(location: str, data: bytes, source: Source) -> Article:
    """The chapters of a book, one after the other. Raises SourceError if it is damaged, locked or empty."""
    package = open_package(location, data)
    path = _attribute(_xml(location, package, _CONTAINER), "rootfile", "full-path")
    if not path:
        raise SourceError(f"{name_of(location)}: this book doesn't say where its contents are; get it again.")
    contents = _xml(location, package, path)
    chapters = list(_spine(contents, posixpath.dirname(path)))
    _refuse_locked(location, package, chapters)
    fields = Fields(source)
    for name, field in (("title", "title"), ("creator", "author"), ("publisher", "outlet")):
        texts = [element.text or "" for element in _all(contents, name)]
        fields.offer(field, ", ".join(filter(None, texts)) if field == "author" else next(iter(texts), ""), _WHERE)
    fields.offer("published", as_date(next((element.text for element in _all(contents, "date")), "")), _WHERE)
    found = (paragraph for chapter in chapters for paragraph in _chapter(location, package, chapter))
    return assemble(location, data, fields, found, Document(".epub"), empty=_EMPTY)


def _xml(location: str, package: zipfile.ZipFile, name: str) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root: Any = etree.fromstring(markup(location, package, name), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError(f"{name_of(location)}: a part of this book ({name}) is damaged; get it again.")
    found: _Element = root
    return found


def _all(root: "_Element", name: str) -> "list[_Element]":
    return list(root.iter(f"{{*}}{name}"))


def _attribute(root: "_Element", name: str, attribute: str) -> str:
    return next((str(element.get(attribute) or "") for element in _all(root, name)), "")


def _spine(contents: "_Element", folder: str) -> Iterator[str]:
    items = {str(item.get("id")): item for item in _all(contents, "item")}
    for reference in _all(contents, "itemref"):
        item = items.get(str(reference.get("idref")))
        # The contents are navigation, whoever puts them among the chapters.
        if item is not None and item.get("href") and "nav" not in str(item.get("properties") or "").split():
            path = unquote(str(item.get("href"))).partition("#")[0]
            yield posixpath.normpath(posixpath.join(folder, path))


def _refuse_locked(location: str, package: zipfile.ZipFile, chapters: list[str]) -> None:
    if _ENCRYPTION not in package.namelist():
        return
    locked = {
        unquote(str(element.get("URI") or ""))
        for element in _all(_xml(location, package, _ENCRYPTION), "CipherReference")
    }
    if locked & set(chapters):  # obfuscated fonts are listed there too, and lock nothing
        raise SourceError(f"{name_of(location)}: this book is locked by its shop (DRM); read it in the shop's program.")


def _chapter(location: str, package: zipfile.ZipFile, name: str) -> Iterator[Paragraph]:
    from tuireader.articles.walker import walk
    from tuireader.articles.webpage import parse

    tree, _ = parse(member(location, package, name))
    for mark in tree.xpath("//a[contains(@*[name()='epub:type'], 'noteref') or @role='doc-noteref']"):
        mark.drop_tree()  # a small figure at a word, no part of it
    for block in walk(tree):
        if not block.caption:
            yield Paragraph(block.text, block.kind)
