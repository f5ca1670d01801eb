"""What the library screen shows, as one immutable value: articles, and the passages that have what is looked for."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.library import Entry
from tuireader.desk.state import Message

if TYPE_CHECKING:
    from annotations.index.hits import Hit
    from tuireader.finder import Passage


@dataclass(frozen=True)
class Listed:
    """An article in the list."""

    entry: Entry
    read: str
    """When it was last opened on this machine, ISO 8601 in UTC; empty if it never was."""

    @property
    def unread(self) -> bool:
        """Whether it still waits to be read."""
        return not self.read and not self.entry.done

    @cached_property
    def found_in(self) -> str:
        """What the list shows of it, folded, for finding."""
        entry = self.entry
        tags = " ".join(f"#{tag}" for tag in entry.tags)
        return f"{entry.title} {entry.outlet} {entry.published} {entry.address} {tags}".casefold()

    def matches(self, query: str) -> bool:
        """Whether all words of a query stand in what the list shows of it."""
        return all(word in self.found_in for word in query.casefold().split())


@dataclass(frozen=True)
class CatalogueState:
    """What the library screen shows."""

    articles: tuple[Listed, ...] = ()
    """All that are shown: unread first, the newest of them first; then by last read."""
    loaded: bool = False
    query: str = ""
    trash: bool = False
    """Whether the removed articles are shown instead of the others."""
    current: str = ""
    """The id of the article or the passage that the keys act on."""
    passages: "tuple[Passage, ...]" = ()
    """What the texts, notes and clips have of the query, the likeliest first."""
    answered: str = ""
    """The query that the passages are for."""
    message: Message = field(default_factory=Message)
    searches: bool = False
    """Whether the contents are looked through too, which takes an index."""
    indexing: str = ""
    """How far the index is on its way, as a phrase; empty where it is there."""

    @cached_property
    def shown(self) -> tuple[Listed, ...]:
        """The articles that fit the query."""
        if not self.query:
            return self.articles
        return tuple(article for article in self.articles if article.matches(self.query))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Of all that is listed, in order: articles, then passages."""
        return (*(article.entry.id for article in self.shown), *map(passage_id, range(len(self.passages))))

    @property
    def passage(self) -> "Hit | None":
        """The passage that the keys act on; None where it is an article."""
        number = self.current.removeprefix(_PASSAGE)
        return self.passages[int(number)].hit if number != self.current and self.current in self.ids else None


_PASSAGE = "passage "


def passage_id(number: int) -> str:
    """The id of a passage in the list."""
    return f"{_PASSAGE}{number}"
