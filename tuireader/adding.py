"""Keeping a source for later, without reading it on the screen."""

from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.errors import SourceError, TuireaderError
from annotations.library import Library
from annotations.models import Article, Details, Source, SourceFields
from annotations.text import clean_line
from tuireader.articles import load
from tuireader.articles.blocking import refuse_obstacle, said_of_obstacle
from tuireader.desk.opened import merged
from tuireader.memory import Memory
from tuireader.paths import is_address, place_of
from tuireader.room import version_of


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


def add_source(
    library: Library,
    location: str,
    tag: str = "",
    *,
    given: Source | None = None,
    memory: Memory | None = None,
    as_it_is: bool = False,
) -> Result:
    """Read a source and keep it; a tag is added to those that the article has, and what is `given` of it counts.

    `memory` knows which path was which article. A page that only stands in the way of an article (`Article.blocked`)
    is refused unless `as_it_is`, so that it becomes no version of what was read at its address before.
    """
    try:
        place = place_of(location)
        article = load(location, given or Source())
        hint = memory.article_at(place) if memory else ""
        identity = library.identify(article, url=address_asked(article), hint=hint)
        known = identity if identity in library.articles() else hint
        if article.blocked and not as_it_is:
            _refuse(library, article, known)
        elif article.blocked and known:  # nothing of its text shows what it is a version of, but the person said so
            identity = known
        before = library.versions(identity) if identity == known else []
        library.keep(identity, article, version_of(article))
        keep_tags(library, identity, article, tag)
        if given is not None and given != Source():
            _keep_source(library, identity, given)
        if memory:
            memory.kept(identity, place)
    except TuireaderError as error:
        return Result(None, str(error))
    after = library.versions(identity)
    return Result(Added.NEW if not before else Added.CHANGED if len(after) > len(before) else Added.KNOWN)


def address_asked(article: Article) -> str:
    """The address by which the article is known: a page in its way names another as its own, or none."""
    return article.location if article.blocked and is_address(article.location) else article.source.url


def _refuse(library: Library, article: Article, known: str) -> None:
    if known and known in library.articles():
        title = library.source(known).title or known
        raise SourceError(
            f"{said_of_obstacle(article)}, so no version was added to “{clean_line(title)}”; save the page in your"
            " browser and add the file, or keep what came with --as-it-is."
        )
    refuse_obstacle(article, "--as-it-is")


def _keep_source(library: Library, identity: str, given: Source) -> None:
    store = library.store(identity)
    known = store.get(SourceFields, "source")
    source = merged(library.source(identity), given)
    store.put(replace(known, source=source) if known else SourceFields(id="source", source=source))


def keep_tags(library: Library, identity: str, article: Article, tag: str = "") -> None:
    """Give an article a tag, and, the first time, those that its document gives itself."""
    store = library.store(identity)
    details = store.get(Details, "article")
    own = details.tags if details else article.tags
    tags = tuple(dict.fromkeys([*own, *filter(None, [tag])]))
    if tags != (details.tags if details else ()):
        store.put(replace(details or Details(id="article"), tags=tags))
