"""How far the reading of a source has come."""

from collections.abc import Callable
from enum import StrEnum

from annotations.dataclass import dataclass
from annotations.models import Paragraph


class Unit(StrEnum):
    """What is counted."""

    BYTES = "bytes"
    """That came from the network."""
    PAGES = "pages"
    """Of a PDF."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A part of the way."""

    done: int
    whole: int | None
    """None where nobody knows."""
    unit: Unit
    beginning: tuple[Paragraph, ...] = ()
    """The first paragraphs, as far as they can be shown already; empty where nothing new can be."""


Told = Callable[[Progress], None]
"""Is told of progress; what it raises cancels the reading."""
