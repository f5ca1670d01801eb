"""How well the quotations of drafts are judged, and how long a draft of 50 takes against more and more sources.

    python benchmarks/checking.py [CASES] [--sources 10 40 160 640] [--libraries 100 1000 10000] [--rounds 5]

CASES is a folder of case files, each with its sources, a draft and labels (see tests/annotations/checking); those of
the tests by default. The sources that are timed are made up: 24 paragraphs of 45 words, half of them quotations. The
time includes finding the draft's quotations and preparing the sources, not reading files. Libraries are made up (see
`libraries`); against them it includes the look whether the index is up to date, narrowing, and reading what is left.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from importlib import util
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from libraries import BEATS, words_of, write_library

from annotations.checking import Draft, Given, Label, check
from annotations.checking.checker import check_quotes
from annotations.checking.quotes import quotes_of
from annotations.index import Index, building, shelving
from annotations.library import Library
from annotations.models import Paragraph
from annotations.quotations.words import word_set

ROOT = Path(__file__).resolve().parents[1]
_COMMON = sorted(
    word_set("the a of to and in that is was for it with as on be at by this have from not but they which")
)
_NAMES = ["Ann Lee", "Tom Pascoe", "Maria Delgado", "Colm Reilly", "Greta Olsen", "Paul Aster", "Lena Strand"]
_QUOTATIONS = 50


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--sources", type=int, nargs="+", default=[10, 40, 160, 640])
    parser.add_argument("--libraries", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    _quality(given.cases)
    _speed(given.sources, given.rounds)
    _library_speed(given.libraries, given.rounds)


def _quality(folder: Path | None) -> None:
    spec = util.spec_from_file_location("cases", ROOT / "tests" / "annotations" / "checking" / "conftest.py")
    cases = util.module_from_spec(spec)
    sys.modules["cases"] = cases
    spec.loader.exec_module(cases)
    print(f"{'cases':14} quotations  label right  problems missed  false alarms")
    total: Counter[str] = Counter()
    for case in cases.read_cases(folder or cases.CASES):
        counts = Counter(cases.tally(case, check(case.draft, case.sources)))
        total += counts
        print(_row(case.name, counts))
    print(_row("all", total))


def _row(name: str, counts: Counter[str]) -> str:
    share = counts["right"] / counts["all"]
    missed, alarms = f"{counts['missed']} of {counts['problems']}", f"{counts['alarms']} of {counts['good']}"
    return f"{name:14} {counts['all']:10}  {share:11.3f}  {missed:>15}  {alarms:>12}"


def _speed(sizes: list[int], rounds: int) -> None:
    print(f"\n{'sources':>7}  {'words':>9}  median, 50 quotations")
    for size in sizes:
        chance = random.Random(size)
        articles = [_article(chance) for _ in range(size)]
        draft = _draft(chance, articles)
        taken = []
        for _ in range(rounds):
            given = [Given(f"{number}.txt", tuple(map(Paragraph, texts))) for number, texts in enumerate(articles)]
            start = time.perf_counter()
            found = check(draft, given)
            taken.append(time.perf_counter() - start)
        words = sum(len(text.split()) for texts in articles for text in texts)
        labels = Counter(one.label for one in found)
        right = labels[Label.VERBATIM], labels[Label.ALTERED], labels[Label.NOT_FOUND]
        middle = 1000 * statistics.median(taken)
        print(f"{size:7}  {words:9,}  {middle:6.0f} ms   verbatim, altered, not found: {right}")


def _library_speed(sizes: list[int], rounds: int) -> None:
    print(f"\n{'articles':>8}  {'looked at':>9}  median, 50 quotations")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            library = write_library(Path(folder) / "library", size, size)
            index = Index(library.root, Path(folder) / "cache")
            building.update(index)
            draft = _draft_of(index, random.Random(size))
            taken = []
            for _ in range(rounds):
                library = Library(library.root, read_only=True)
                start = time.perf_counter()
                building.update(index, steps=["notes", "texts"])
                quotes = quotes_of(draft)
                given = shelving.sources_of(index, library, quotes)
                found = check_quotes(quotes, given)
                taken.append(time.perf_counter() - start)
            index.close()
        labels = Counter(one.label.value for one in found)
        middle = 1000 * statistics.median(taken)
        print(f"{size:8,}  {len(given):9}  {middle:6.0f} ms   {dict(labels)}")


def _draft_of(index: Index, chance: random.Random) -> Draft:
    """As `_draft`, of quotations in the library."""
    rows = index.all("select text, speaker from quotes where length(text) > 80 order by article, paragraph")
    paragraphs = []
    for number, (text, who) in enumerate(chance.sample(rows, _QUOTATIONS)):
        said = text.strip(",.").split()
        if 30 <= number < 40:
            said[len(said) // 2] = "zebra"
        if number >= 40:
            said = words_of(chance, chance.choice(list(BEATS)), 20).split()
        paragraphs.append(f"{who} said: “{' '.join(said)}”")
    return Draft(tuple(map(Paragraph, paragraphs)))


def _article(chance: random.Random) -> list[str]:
    paragraphs = []
    for number in range(24):
        words = _sentence(chance, 36)
        paragraphs.append(f"“{words},” {chance.choice(_NAMES)} said." if number % 2 else f"{words}.")
    return paragraphs


def _sentence(chance: random.Random, size: int) -> str:
    made = [
        chance.choice(_COMMON) if chance.random() < 0.45 else f"{chance.choice(_STEMS)}{chance.choice(_ENDINGS)}"
        for _ in range(size)
    ]
    return " ".join(made).capitalize()


_FIRST = sorted(word_set("bar con del fam gor hul jin kel lop mer nav pol rit sum tel vor"))
_STEMS = [first + last for first in _FIRST for last in ("ab", "er", "im", "on", "ut", "as", "el", "id")]
_ENDINGS = ["", "s", "ed", "ing", "er", "ly", "tion", "ment", "ful", "ous"]


def _draft(chance: random.Random, articles: list[list[str]]) -> Draft:
    """Thirty quotations as they are, ten with a word changed, ten that stand nowhere."""
    paragraphs = []
    for number in range(_QUOTATIONS):
        words, who = chance.choice(chance.choice(articles)[1::2])[1:].split(",” ")
        said = words.split()[chance.randint(0, 8) : chance.randint(18, 36)]
        if 30 <= number < 40:
            said[len(said) // 2] = "zebra"
        if number >= 40:
            said = _sentence(chance, 20).split()
        paragraphs.append(f"{who.removesuffix(' said.')} said: “{' '.join(said)}”")
    return Draft(tuple(map(Paragraph, paragraphs)))


if __name__ == "__main__":
    main()
