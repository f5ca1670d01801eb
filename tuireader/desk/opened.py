"""What is put on a desk."""

from collections.abc import Mapping
from dataclasses import field, fields

from annotations.dataclass import dataclass
from annotations.models import Article, Source, Version


@dataclass(frozen=True)
class Opened:
    """What was opened: a source just read, or an article of the library."""

    version: Version
    location: str
    source: Source
    """As the document gives it."""
    given: Source = field(default_factory=Source)
    """As the person gave it on the way in; it wins, and is kept."""
    article: Article | None = None
    """The source just read; None for an article of the library, which it is from when it was kept."""
    id: str = ""
    """Of an article of the library."""
    found: Mapping[str, str] = field(default_factory=dict)
    """For each source field that the document fills, where it was found."""
    asked: str = ""
    """The address that was asked for, where the page that came isn't the article; it counts for which article it is."""
    refusal: str = ""
    """Why nothing of it is kept: it stands in the way of the article that was asked for; empty where it is kept."""
    said: str = ""
    """What is to be told of the reading: another encoding, characters that were taken out."""


def merged(found: Source, given: Source) -> Source:
    """The source with what was given laid over what was found."""
    return Source(**{one.name: getattr(given, one.name) or getattr(found, one.name) for one in fields(Source)})
