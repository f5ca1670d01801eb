"""What came of an import, counted by notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

UNSEEN = "nothing"
"""What a state was made from that nobody here has seen: no line's name, so that both states are kept."""
TAKEN = "imported"
"""The field of a record that holds the sum of what was last imported into it."""


@dataclass
class Summary:
    """What came of it, by the number of notes."""

    new: int = 0
    changed: int = 0
    known: int = 0
    conflicts: int = 0
    """Changed here and there: both are kept."""
    without_place: int = 0
    """New, but their words aren't to be found, or not beyond doubt."""
    deleted: int = 0
    removed: list[str] = field(default_factory=list)
    """Parts that were taken out of a document; their notes stay, unless it was asked to delete them."""
    not_in_library: list[str] = field(default_factory=list)
    """Addresses or titles of articles, or ids of notes, that the library doesn't have."""
    unread: list[str] = field(default_factory=list)
    """Why files weren't read."""

    @property
    def sentences(self) -> Iterator[str]:
        """What came of it, for a person."""
        counts = {
            "new": self.new,
            "changed": self.changed,
            "known already": self.known,
            "changed on both sides, both kept": self.conflicts,
            "deleted": self.deleted,
        }
        yield ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing to import"
        if self.without_place:
            yield f"{self.without_place} without a place in the text, kept as lost"
        if self.removed:
            yield f"{len(self.removed)} taken out of the file and kept here; --delete-removed deletes them"
        for name in dict.fromkeys(self.not_in_library):
            yield f"not in the library: {name}"
