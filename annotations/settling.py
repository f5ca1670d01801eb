"""What stands side by side after a change in two places: what is the same after all, and what a person must settle."""

from collections.abc import Sequence
from dataclasses import replace

from annotations.models import Details, Record
from annotations.records import to_document

_STAMPS = ("created", "updated", "author")


def told_apart(states: Sequence[Record]) -> tuple[Record, ...]:
    """The states of one record, the one to show first, those that say the same as one.

    The `updated` of a state names all lines that it stands for, so that its change replaces them all. Two states of
    an article's details are one unless their notes differ: it has the tags of both, and is in the trash only if both
    are.
    """
    groups: dict[str, list[Record]] = {}
    for state in states:
        groups.setdefault(_content(state), []).append(state)
    apart = [replace(group[0], updated=_names(group)) for group in groups.values()]
    details = [state for state in apart if isinstance(state, Details)]
    if len(details) < 2 or any(one.deleted for one in details):
        return tuple(apart)
    shown = replace(
        details[0],
        tags=tuple(dict.fromkeys(tag for one in details for tag in one.tags)),
        removed=all(one.removed for one in details),
    )
    notes = list(dict.fromkeys(filter(None, (one.note for one in details))))
    if len(notes) > 1:
        return (shown, *details[1:])
    return (replace(shown, note="".join(notes), updated=_names(details)),)


def _content(record: Record) -> str:
    if record.deleted:
        return "deleted"
    return repr([(name, value) for name, value in to_document(record).items() if name not in _STAMPS])


def _names(records: Sequence[Record]) -> str:
    return " ".join(dict.fromkeys(name for record in records for name in record.updated.split()))
