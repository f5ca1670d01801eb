"""Where marked words stand in a version. A library has these by the hundred thousand: tuples are made fastest."""

from typing import NamedTuple


class Selector(NamedTuple):
    """Where a mark stands in one paragraph: W3C TextQuoteSelector and TextPositionSelector, and its surroundings."""

    key: str
    """The paragraph's key."""
    exact: str
    prefix: str
    """Up to 32 code points before `exact` in the paragraph."""
    suffix: str
    """Up to 32 code points behind it."""
    start: int
    """Code points before `exact` in the paragraph."""
    end: int
    ordinal: int = 0
    """How many paragraphs with the same key stand before this one."""
    previous: str = ""
    """The key of the paragraph before; empty at the start."""
    next: str = ""
    unique: bool = True
    """Whether the words of `exact` stood only once in the version (see `anchoring.describe`)."""


class Anchor(NamedTuple):
    """A mark's place in one version, one selector a paragraph."""

    version: str
    selectors: tuple[Selector, ...]

    @property
    def exact(self) -> str:
        """The marked words, paragraphs apart by a newline."""
        return "\n".join(selector.exact for selector in self.selectors)
