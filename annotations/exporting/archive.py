"""All that a library holds of one article but the original bytes, as plain data between a journal and a format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One state of one document of the journal; a document in conflict has several."""

    table: str
    id: str
    document: Mapping[str, Any]
    """The fields as they stand in the journal, those of a later program among them."""
    past: tuple[str, ...] = ()
    """The names (`updated`) of older states, so that a copy of one is known as old."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An article: its texts, and what stands in its journal. What was deleted doesn't travel."""

    article: str
    versions: tuple[Mapping[str, Any], ...]
    """The files of the versions, oldest first (see `versions`)."""
    entries: tuple[Entry, ...]
    """By time of creation."""
