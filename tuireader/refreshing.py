"""Articles read again from where they came, and what the new text means for what was marked and copied."""

from dataclasses import dataclass
from functools import cache

from annotations.errors import SourceError, StoreError, TuireaderError, Unreadable
from annotations.identity import url_id
from annotations.library import Library
from annotations.models import Annotation, Article, Clip, Version
from annotations.revision import Revision, revise
from annotations.text import clean_line
from tuireader.articles import load
from tuireader.articles.blocking import refuse_obstacle
from tuireader.paths import NOWHERE, readable
from tuireader.room import version_of


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one article."""

    article: str
    title: str
    problem: str = ""
    """Why it couldn't be read again, as a sentence; then there is no revision."""
    before: Version | None = None
    """The newest version that was there."""
    newest: Version | None = None
    number: int = 0
    """How many versions there are now."""
    revision: Revision | None = None

    @property
    def is_new(self) -> bool:
        """Whether the text had changed, so that a version was added."""
        return self.before is not None and self.newest is not None and self.newest.id != self.before.id


def refresh(library: Library, article: str, title: str) -> Refreshed:
    """Read an article again from where its newest version came from, keep the text if it changed, and compare."""
    try:
        before = library.latest(article)
        if before is None:
            raise Unreadable("none of its texts can be read; restore its folder from a backup")
        newest = _read_again(library, article, before)
        store = library.store(article)
        version_of_id = cache(lambda one: _version(library, article, one))
        revision = revise(newest, before, store.all(Annotation), store.all(Clip), version_of_id)
    except TuireaderError as error:
        return Refreshed(article, title, problem=str(error))
    return Refreshed(article, title, "", before, newest, len(library.versions(article)), revision)


def _read_again(library: Library, article: str, before: Version) -> Version:
    if before.address in ("", *NOWHERE):
        raise SourceError("it was read from standard input or the clipboard; there is no place to read it again from.")
    found = load(before.address)
    refuse_obstacle(found, "tuireader add --as-it-is")
    if _is_another(library, article, found, before):
        raise SourceError(
            f"{readable(before.address)}: this leads to another text now ({clean_line(found.source.url)}); open that to"
            " read it."
        )
    return library.keep(article, found, version_of(found))


def _is_another(library: Library, article: str, found: Article, before: Version) -> bool:
    """Whether what came is the page of another address, without one paragraph of this article."""
    known = {article, url_id(library.source(article).url), url_id(before.address)}
    there = url_id(found.source.url)
    return there is not None and there not in known and not any(one.key in before.places for one in found.paragraphs)


def _version(library: Library, article: str, version: str) -> Version | None:
    try:
        return library.read_version(article, version)
    except StoreError:  # less can be placed without it
        return None
