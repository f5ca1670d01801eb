"""The cases of this folder: drafts with their sources, and the label that each quotation must get."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotations.checking import Checked, Draft, Given, Label
from annotations.furniture import kinds
from annotations.models import Paragraph, Source
from tuireader.manuscript import markdown_manuscript, text_manuscript

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Expected:
    """What a quotation must be called; any of several labels is right."""

    labels: tuple[str, ...]
    begins: str

    @property
    def is_problem(self) -> bool:
        return Label(self.labels[0]).problem


@dataclass(frozen=True)
class Case:
    """A draft, its sources, and its quotations in order."""

    name: str
    draft: Draft
    sources: tuple[Given, ...]
    expected: tuple[Expected, ...]


def read_case(path: Path) -> Case:
    """A case file: `### source NAME` (a paragraph a line, or Markdown), `### draft NAME`, and `### labels`.

    A label's line is `label<TAB>how the quotation begins`; `one/other` allows both.
    """
    sources: list[Given] = []
    draft = Draft(())
    expected: list[Expected] = []
    for section in path.read_text(encoding="utf-8").split("### ")[1:]:
        head, _, body = section.partition("\n")
        kind, _, name = head.partition(" ")
        if kind == "source":
            sources.append(_source(name, body))
        elif kind == "draft":
            manuscript = markdown_manuscript(name, body) if name.endswith(".md") else text_manuscript(name, body)
            draft = manuscript.draft
        else:
            lines = [line.split("\t") for line in body.splitlines() if line]
            expected += [Expected(tuple(label.split("/")), begins) for label, begins in lines]
    return Case(path.stem, draft, tuple(sources), tuple(expected))


def _source(name: str, body: str) -> Given:
    if name.endswith(".md"):
        author = next((line.split(":", 1)[1].strip() for line in body.splitlines() if line.startswith("author:")), "")
        return Given(name, tuple(markdown_manuscript(name, body).draft.paragraphs), Source(author=author))
    lines = [line for line in body.splitlines() if line]
    return Given(name, tuple(map(Paragraph, lines, kinds(lines))))


def read_cases(folder: Path = CASES) -> Iterator[Case]:
    """All cases of a folder."""
    for path in sorted(folder.glob("*.txt")):
        yield read_case(path)


def pair(case: Case, found: Sequence[Checked]) -> Iterator[tuple[Expected, Checked | None]]:
    """What was expected beside what was found; None where the quotation wasn't found in the draft."""
    left = list(found)
    for expected in case.expected:
        here = next((one for one in left if one.quote.startswith(expected.begins)), None)
        if here is not None:
            left.remove(here)
        yield expected, here


def tally(case: Case, found: Sequence[Checked]) -> Iterator[str]:
    """What is counted: `all`, `right`, `problems` and those `missed`, `good` ones and false `alarms` on them."""
    for expected, one in pair(case, found):
        wanted = Label(expected.labels[0])
        yield "all"
        if one is not None and one.label in expected.labels:
            yield "right"
        if wanted.problem:
            yield "problems"
            if one is None or not one.label.problem:
                yield "missed"
        elif wanted is not Label.PHRASE:
            yield "good"
            if one is not None and one.label.problem:
                yield "alarms"


def pytest_generate_tests(metafunc) -> None:
    if "case" in metafunc.fixturenames:
        cases = list(read_cases())
        metafunc.parametrize("case", cases, ids=[case.name for case in cases])


@pytest.fixture
def paired():
    return pair


@pytest.fixture(scope="session")
def cases() -> list[Case]:
    return list(read_cases())


@pytest.fixture(scope="session")
def read():
    return read_cases


@pytest.fixture(scope="session")
def tallied():
    return tally
