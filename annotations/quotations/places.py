"""Names of places: countries, states, capitals and large cities, as speakers they stay what they are."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def places() -> frozenset[str]:
    """The names of `data/places.txt` in lower case."""
    return _names(_lists()[0])


@cache
def demonyms() -> frozenset[str]:
    """What people of a place are called, and its adjective, in lower case (`russian`)."""
    return _names(_lists()[1])


def _lists() -> list[str]:
    return (_DATA / "places.txt").read_text(encoding="utf-8").split("[demonym]")


def _names(text: str) -> frozenset[str]:
    lines = [line for line in text.splitlines() if not line.startswith(("#", "["))]
    return frozenset(name.strip().lower() for line in lines for name in line.split(",") if name.strip())
