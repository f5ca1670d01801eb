"""What was set in two places unseen by each other: which of it counts, and how a person's word settles it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from annotations.models import Record
from tuireader.config import Config
from tuireader.desk.saying import excerpt
from tuireader.desk.shelf import Change
from tuireader.desk.state import DeskState

R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)


def latest_first(
    records: Iterable[R], subject: Callable[[R], K], rivals: Mapping[str, Sequence[Record]]
) -> dict[K, tuple[R, ...]]:
    """By subject (a passage, a label) all that was set about it, on whatever machine: the latest, which counts, first.

    `rivals`: by id what else a record became; a deletion is a `deleted` one. What says the same is there once.
    """
    found: dict[K, list[R]] = {}
    for record in sorted(records, key=lambda one: one.updated, reverse=True):
        states = [record, *(one for one in rivals.get(record.id, ()) if isinstance(one, type(record)))]
        found.setdefault(subject(record), []).extend(states)
    return {key: tuple(states) for key, states in found.items()}


def based_on(record: R, rivals: Iterable[Record]) -> R:
    """The record as made from all its states, so that a change of it settles what was changed in two places."""
    names = [record.updated, *(one.updated for one in rivals if one.id == record.id)]
    return replace(record, updated=" ".join(names)) if len(names) > 1 else record


def settled(states: Sequence[Record], **values: Any) -> tuple[Change, ...]:
    """The changes that give what was set, perhaps twice, these values; without any, that take all of it back."""
    shown, *others = states
    before = based_on(shown, others)
    doubles = {one.id: one for one in others if one.id != shown.id and not one.deleted}
    after = replace(before, **values) if values else None
    return (Change(before, after), *(Change(one, None) for one in doubles.values()))


def told(state: DeskState, config: Config) -> list[str]:
    """What of an article was set in two places, each as a sentence with the way to settle it."""
    found = []
    if state.source_rivals:
        found.append(f"The source was changed in two places: {config.key('source')} shows both, ^S settles it")
    for label, (shown, *others) in state.turns.items():
        names = dict.fromkeys(one.name for one in (shown, *others) if not one.deleted)
        if len(names) > 1:
            found.append(_which(f"Who is {label}", names, config))
    for voice in state.voices:
        if voice.names_elsewhere:
            names = dict.fromkeys((voice.speaker.name, *voice.names_elsewhere))
            found.append(_which(f"Who says {excerpt(voice.speaker.exact)}", names, config))
    return found


def _which(question: str, names: Iterable[str], config: Config) -> str:
    return f"{question}: {' or '.join(name or 'nobody' for name in names)}? {config.key('speaker')} there settles it"
