"""What comes in from files: ours, and those of other programs; one module a format, each a pure `parse`."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of one of our Markdown documents that may have been edited."""

    name: str
    """The annotation's id, or that of a note on a whole article (`article`, `article-3fa9…`)."""
    note: str
    role: str
    """Empty where the document doesn't say."""
    tags: Sequence[str] | None
    """None where the document doesn't say."""
    state: str
    """The `updated` of the state that was written into the document."""
    sum: str
    """Of that state (see `exporting.fences`)."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """An annotation of another program."""

    id: str
    """Made from the program's own, so that it is known when it comes again."""
    address: str
    title: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    note: str = ""
    tags: Sequence[str] = ()
    author: str = ""
    created: str = ""
    """ISO 8601 in UTC with microseconds, or empty."""
