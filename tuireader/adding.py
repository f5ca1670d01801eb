"""Keeping a source for later, without reading it on the screen."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.errors import TuireaderError
from annotations.library import Library
from annotations.models import Article, Details
from annotations.versions import new_version
from tuireader.articles import load


class Added(StrEnum):
    """What a source was to the library."""

    NEW = "new"
    CHANGED = "changed"
    """A known article with another text: a new version of it."""
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source."""

    added: Added | None
    problem: str = ""
    """Why it couldn't be kept, as a sentence."""


def add_source(library: Library, location: str, tag: str = "") -> Result:
    """Read a source and keep it; a tag is added to those that the article has."""
    try:
        article = load(location)
        identity = library.identify(article)
        before = library.versions(identity) if identity in library.articles() else []
        library.keep(identity, article, new_version(article))
        keep_tags(library, identity, article, tag)
    except TuireaderError as error:
        return Result(None, str(error))
    after = library.versions(identity)
    return Result(Added.NEW if not before else Added.CHANGED if len(after) > len(before) else Added.KNOWN)


def keep_tags(library: Library, identity: str, article: Article, tag: str = "") -> None:
    """Give an article a tag, and, the first time, those that its document gives itself."""
    store = library.store(identity)
    details = store.get(Details, "article")
    own = details.tags if details else article.tags
    tags = tuple(dict.fromkeys([*own, *filter(None, [tag])]))
    if tags != (details.tags if details else ()):
        store.put(replace(details or Details(id="article"), tags=tags))
