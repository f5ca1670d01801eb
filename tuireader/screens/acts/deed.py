"""What an act of the reading screen is in the code."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from tuireader.keys import Command

if TYPE_CHECKING:
    from tuireader.screens.reader import ReaderScreen

Reader: TypeAlias = "ReaderScreen"
"""The screen whose keys are read; it imports the acts, so they know it by name only."""
Deed = Callable[["Reader", Command], object]
"""Does what a key asks for."""
