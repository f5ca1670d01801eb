"""The last step of every loader: cleaned paragraphs and source fields become an `Article`."""

from collections.abc import Iterable
from dataclasses import replace

from annotations.dataclass import dataclass
from annotations.errors import SourceError
from annotations.models import Article, Kind, Paragraph
from annotations.text import clean
from tuireader.articles.opening import name_of
from tuireader.articles.sourcing import Fields, enrich

_END_MARK = frozenset(("###", "# # #", "-30-", "- 30 -", "— 30 —", "ENDS", "-ENDS-", "- ENDS -", "***ENDS***", "-end-"))
"""What closes a press release; it is no part of its text."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a loader knows of a document beside its words."""

    suffix: str
    encoding: str = "utf-8"
    usual: str = ""
    """The kind of document that this form usually is (`Source.kind`), where its words don't tell."""
    address: str = ""
    tags: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def assemble(
    location: str,
    data: bytes,
    fields: Fields,
    paragraphs: Iterable[Paragraph],
    document: Document,
    *,
    empty: str,
    is_clean: bool = False,
) -> Article:
    """The article of some paragraphs, each cleaned and on one line; `is_clean` where they are that already.

    Raises SourceError, with `empty` as what is wrong, if none holds a word.
    """
    kept, removed = [], 0
    for paragraph in paragraphs:
        text, taken = (paragraph.text, 0) if is_clean else clean(paragraph.text)
        removed += taken
        text = text.replace("\n", " ").strip()
        if text in _END_MARK:
            kept.append(replace(paragraph, text=text, kind=Kind.FURNITURE))
        elif text == paragraph.text:
            kept.append(paragraph)
        else:
            kept.append(replace(paragraph, text=text))
    kept = [paragraph for paragraph in kept if paragraph.text]
    if not kept:
        raise SourceError(f"{name_of(location)}: {empty}")
    article = Article(
        location=location,
        source=fields.source,
        paragraphs=tuple(kept),
        original=data,
        suffix=document.suffix,
        encoding=document.encoding,
        removed=removed,
        address=document.address,
        tags=document.tags,
        found=fields.found,
        notices=document.notices,
    )
    return enrich(article, usual=document.usual)
