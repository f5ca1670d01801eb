"""What was marked in an article, gathered for handing out; one module a format."""

from dataclasses import dataclass

from annotations.anchoring import Orphan, Placed
from annotations.models import Annotation, Details, Source


@dataclass(frozen=True)
class Item:
    """An annotation with its place in the version that is read, and who says its words."""

    annotation: Annotation
    place: Placed | Orphan
    speaker: str = ""
    locator: str = ""
    """Where in the source: "p. 47", "00:12:33"."""
    exact: bool = True
    """Whether these very characters stand in the source."""


@dataclass(frozen=True)
class Notebook:
    """All that was marked in one article."""

    article: str
    """The article's id."""
    source: Source
    details: Details
    accessed: str
    """When the version was read, ISO 8601 in UTC."""
    items: tuple[Item, ...]

    def placed(self) -> list[Item]:
        """The items that have a place, in the order of the article."""
        found = [(item.place.span, item) for item in self.items if isinstance(item.place, Placed)]
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]

    def orphans(self) -> list[Item]:
        """The items whose words aren't to be found, in the order given."""
        return [item for item in self.items if isinstance(item.place, Orphan)]
