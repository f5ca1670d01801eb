"""The cases of this folder: short articles with what must be found in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"
HARD = Path(__file__).parent / "hard"


@dataclass(frozen=True)
class Expected:
    """One stretch that must be found."""

    text: str
    speakers: tuple[str, ...]
    """Any of them is right; `?` is nobody."""
    kind: str = ""


@dataclass(frozen=True)
class Case:
    """A short article and all its quotations in order."""

    name: str
    paragraphs: tuple[str, ...]
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a file: `## name`, paragraphs, and a line for each quotation.

    `- TEXT = SPEAKER / OTHER` is a quotation with its speaker, `- TEXT ~ KIND` one that nobody says.
    """
    for block in path.read_text(encoding="utf-8").split("## ")[1:]:
        name, *lines = [line for line in block.splitlines() if line]
        paragraphs = tuple(line for line in lines if not line.startswith("- "))
        yield Case(name, paragraphs, tuple(_expected(line[2:]) for line in lines if line.startswith("- ")))


def _expected(line: str) -> Expected:
    if " ~ " in line:
        text, kind = line.rsplit(" ~ ", 1)
        return Expected(text, ("?",), kind)
    text, speakers = line.rsplit(" = ", 1)
    return Expected(text, tuple(speakers.split(" / ")))


@pytest.fixture(scope="session")
def hard_cases() -> list[Case]:
    """Cases written before the rules that read them; not all are read rightly."""
    return [case for path in sorted(HARD.glob("*.txt")) for case in read_cases(path)]


def pytest_generate_tests(metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = [(path.stem, case) for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]
        metafunc.parametrize("case", [case for _, case in cases], ids=[f"{stem}: {case.name}" for stem, case in cases])
