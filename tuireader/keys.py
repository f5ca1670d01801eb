"""Key presses become a count and an action. Pure: a state and a press give the next state and perhaps a command.

In reading and selecting digits are a count (`0` only behind another digit); a prefix such as `g` swallows the next
press whatever it is, so that a mistyped sequence never does something else.
"""

import re
from collections.abc import Mapping
from functools import cache

from annotations.dataclass import dataclass
from tuireader.actions import Action, Context

Sequence = tuple[str, ...]

_NAMED = ("Space", "Enter", "Esc", "Tab", "PgDn", "PgUp", "Home", "End", "Up", "Down", "Left", "Right")
_PRESS = re.compile("|".join(_NAMED) + r"|\^.|.")
_COUNTING = (Context.READING, Context.SELECTING)
_LONGEST_COUNT = 6
"""Digits; no article has a million paragraphs, and a cat on the keyboard shouldn't ask for them."""


def parse(sequence: str) -> Sequence:
    """The presses of a sequence as `actions` writes it: `gg` → (g, g), `^D` → (^D,), `PgDn` → (PgDn,)."""
    return tuple(_PRESS.findall(sequence))


@dataclass(frozen=True, slots=True)
class Command:
    """An act that was asked for."""

    action: str
    count: int | None
    """As typed; None where no count was."""
    keys: Sequence

    @property
    def times(self) -> int:
        """The count, or 1."""
        return self.count or 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was typed of a command so far."""

    count: str = ""
    keys: Sequence = ()

    def __str__(self) -> str:
        return self.count + "".join(self.keys)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The sequences of one context."""

    context: Context
    actions: Mapping[Sequence, str]
    prefixes: frozenset[Sequence]

    def read(self, waiting: Waiting, press: str) -> tuple[Waiting, Command | None]:
        """The state after a press, and the command that it completes, if any."""
        if not waiting.keys and self._counts(waiting, press):
            return Waiting((waiting.count + press)[:_LONGEST_COUNT]), None
        keys = (*waiting.keys, press)
        if keys in self.prefixes:
            return Waiting(waiting.count, keys), None
        action = self.actions.get(keys)
        if action is None:
            return Waiting(), None
        return Waiting(), Command(action, int(waiting.count) if waiting.count else None, keys)

    def _counts(self, waiting: Waiting, press: str) -> bool:
        if self.context not in _COUNTING or press not in "0123456789" or len(press) != 1:
            return False
        return press != "0" or bool(waiting.count)


@cache
def keymap(context: Context, actions: tuple[Action, ...]) -> Keymap:
    """The map of one context; ValueError names both acts where two clash or one sequence begins another."""
    found: dict[Sequence, str] = {}
    for action in actions:
        if action.context is not context:
            continue
        for sequence in map(parse, action.keys):
            if sequence in found:
                raise ValueError(f"{''.join(sequence)} in {context} means both {found[sequence]} and {action.id}")
            found[sequence] = action.id
    prefixes = {sequence[:cut] for sequence in found for cut in range(1, len(sequence))}
    for sequence in prefixes & found.keys():
        longer = next(found[other] for other in found if other[: len(sequence)] == sequence and other != sequence)
        raise ValueError(f"{''.join(sequence)} in {context} means {found[sequence]} and begins a key of {longer}")
    return Keymap(context, found, frozenset(prefixes))


_TEXTUAL_NAMES = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
}


def presses_of(key: str, character: str | None) -> tuple[str, ...]:
    """The presses that one event of the terminal stands for; Alt and a letter is Esc, then the letter.

    Args:
        key: the event's name as Textual gives it (`ctrl+d`, `pagedown`, `left_square_bracket`).
        character: what it would type, if it is a printable character.
    """
    if key in _TEXTUAL_NAMES:
        return (_TEXTUAL_NAMES[key],)
    if key.startswith("ctrl+") and len(key) == 6:
        return ("^" + key[-1].upper(),)
    if key.startswith("alt+"):
        return ("Esc", *presses_of(key[4:], key[4:] if len(key) == 5 else character))
    return (character,) if character and character.isprintable() else ()
