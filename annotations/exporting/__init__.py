"""What was marked in an article, gathered for handing out; one module a format."""

from dataclasses import dataclass

from annotations.anchoring import Orphan, Placed
from annotations.exporting.archive import Archive
from annotations.models import Annotation, Details, Kind, Paragraph, Source
from annotations.text import clean_line


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
    link: str = ""
    """Leads to the very words; empty where nothing does."""


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
    paragraphs: tuple[Paragraph, ...] = ()
    """The version's, furniture as the person sees it; for formats that show the article."""
    archive: Archive | None = None
    """All that the library holds of the article; for the lossless format."""

    @property
    def title(self) -> str:
        """The title, else the beginning of the article's text."""
        text = (one.text for one in self.paragraphs if one.kind is not Kind.FURNITURE)
        return clean_line(self.source.title) or _beginning(next(text, ""))

    def placed(self) -> list[Item]:
        """The items that have a place, in the order of the article."""
        found = [(item.place.span, item) for item in self.items if isinstance(item.place, Placed)]
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]

    def orphans(self) -> list[Item]:
        """The items whose words aren't to be found, in the order given."""
        return [item for item in self.items if isinstance(item.place, Orphan)]


_BEGINNING = 80
"""Characters of an article's beginning that stand for a title where it has none."""


def _beginning(text: str) -> str:
    return text if len(text) <= _BEGINNING else text[:_BEGINNING].rsplit(" ", 1)[0] + "…"
