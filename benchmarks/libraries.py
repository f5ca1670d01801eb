"""A made-up library of any size, to measure and to look at: news of a few beats, run by several outlets, with notes.

    python benchmarks/libraries.py FOLDER [--articles 10000] [--annotations 100000]

One article in eight shares paragraphs with another outlet's, as agency copy does, some with words changed. Files are
written as the program would write them, without its syncs.
"""

import argparse
import random
import sys
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotations.anchoring import describe
from annotations.journal import Journal
from annotations.library import Library
from annotations.lines import encode
from annotations.models import (
    ROLES,
    Anchor,
    Annotation,
    Article,
    Clip,
    Details,
    Paragraph,
    Record,
    Source,
    Speaker,
    Version,
)
from annotations.quotations.words import word_set
from annotations.records import table_of, to_document
from annotations.text import span_of
from annotations.versions import as_file

FIRST = sorted(word_set("Ann Tom Maria Colm Greta Paul Lena Idris Dmitry Olga Nadia Femi Yusuf Clara Hugo Ines"))
LAST = sorted(word_set("Lee Pascoe Delgado Reilly Olsen Aster Strand Okoro Peskov Haddad Marsh Levin Novak"))
PEOPLE = [f"{first} {last}" for first in FIRST for last in LAST]
OUTLETS = ["Harbour Post", "The Ledger", "Evening Standard Bearer", "Radio North", "Coast Daily", "Reuters", "AP"]
BEATS = {
    "harbour": "berth pier ferry quay dredging trawler lighthouse cargo breakwater mooring",
    "council": "budget levy councillor ward referendum by-election chamber motion amendment clerk",
    "health": "ward surgeon vaccine clinic waiting-list nurse paediatric outbreak screening rota",
    "schools": "pupil curriculum headteacher classroom exam bursary attendance tutor syllabus dormitory",
    "energy": "turbine grid reactor pipeline tariff outage substation methane refinery solar",
    "courts": "verdict appeal jury prosecutor bail testimony injunction barrister acquittal sentence",
    "war": "ceasefire shelling convoy envoy sanctions militia prisoner checkpoint armistice drone",
    "money": "inflation bond lender bankruptcy dividend audit currency deficit pension mortgage",
}
VERBS = sorted(word_set("approve delay abandon expand defend question withdraw review publish suspend"))
COMMON = sorted(
    word_set(
        "the of and to in a that it is was for on with as by at from this have be are not but had they which or an "
        "were when there more will would if been has its who about out up into them than then could some other time"
    )
)
_BEGINNINGS = sorted(word_set("bar con del fam gor hul jin kel lop mer nav pol rit sum tel vor"))
STEMS = [beginning + end for beginning in _BEGINNINGS for end in ("ab", "er", "im", "on")]
ENDINGS = ["", "s", "ed", "ing", "ly", "tion", "ment", "ous"]
RARE = [stem + other + ending for stem in STEMS for other in ["", *STEMS[::5]] for ending in ENDINGS]


def main() -> None:
    """Writes the library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--annotations", type=int, default=100_000)
    given = parser.parse_args()
    write_library(given.folder, given.articles, given.annotations)


def write_library(folder: Path, articles: int, annotations: int) -> Library:
    """A library of so many articles, with annotations spread evenly over them; the same for the same numbers."""
    chance = random.Random(articles)
    shared: list[list[str]] = []
    for number in range(articles):
        paragraphs = _article(chance, shared)
        count = annotations // articles + (number < annotations % articles)
        write_article(folder, number, paragraphs, count, chance)
    (folder / "library.json").write_text('{"library": 1}\n', encoding="utf-8")
    return Library(folder)


def words_of(chance: random.Random, beat: str, size: int) -> str:
    """Some words in a row, half of them common, one in nine of the beat."""
    terms = BEATS[beat].split()
    made = []
    for _ in range(size):
        dice = chance.random()
        made.append(chance.choice(COMMON if dice < 0.55 else terms if dice < 0.66 else RARE))
    return " ".join(made)


def _article(chance: random.Random, shared: list[list[str]]) -> tuple[str, list[str]]:
    beat = chance.choice(list(BEATS))
    cast = chance.sample(PEOPLE, 3)
    terms = BEATS[beat].split()
    row = f"{chance.choice(terms)} after {chance.choice(terms)} row"
    title = f"{chance.choice(cast).split()[1]} to {chance.choice(VERBS)} {row}"
    texts = [title]
    for number in range(chance.randint(12, 30)):
        said, name = words_of(chance, beat, chance.randint(12, 34)), chance.choice(cast)
        if number % 3 == 0:
            texts.append(f"“{said.capitalize()},” {name} said on Thursday.")
        elif number % 3 == 1:
            texts.append(f"{name} said: “{said.capitalize()}.” {words_of(chance, beat, 8).capitalize()}.")
        else:
            texts.append(f"{said.capitalize()}, {words_of(chance, beat, 12)}.")
    if chance.random() < 0.125 and shared:
        copied = chance.choice(shared)
        texts[2:2] = [copied[0], copied[1].replace(" the ", " this ", 1)]
    if chance.random() < 0.05:
        shared.append(texts[3:5])
    return beat, texts


def write_article(folder: Path, number: int, made: tuple[str, list[str]], count: int, chance: random.Random) -> None:
    """Write one article of a beat into a library, its title first, with so many annotations."""
    beat, texts = made
    identity = f"{number * 2654435761 % 2**32:08x}{number:08x}"
    at = folder / "articles" / identity[:2] / identity
    time = datetime(2024, 1, 1) + timedelta(hours=2 * number)
    url = f"https://news.example/{beat}/{number}"
    source = Source(texts[0], chance.choice(PEOPLE), chance.choice(OUTLETS), time.date().isoformat(), url)
    paragraphs = tuple(map(Paragraph, texts))
    original = "\n".join(texts).encode()
    article = Article(source.url, source, paragraphs, original)
    stamp = sha256(original).hexdigest()
    name, accessed = f"{time:%Y%m%dT%H%M%SZ}-{stamp[:8]}", f"{time:%Y-%m-%dT%H:%M:%S.000000Z}"
    version = Version(name, accessed, source.url, stamp, paragraphs)
    for name in ("versions", "originals"):
        (at / name).mkdir(parents=True)
    (at / "versions" / f"{version.id}.json").write_bytes(b"".join(as_file(version, article)))
    (at / "originals" / f"{version.id}.txt").write_bytes(original)
    (at / "article.json").write_text(f'{{"article": "{identity}", "schema": 1}}\n', encoding="utf-8")
    records = [_annotation(version, chance, beat) for _ in range(count)] + _other(version, chance, beat)
    journal = Journal()
    lines = [
        encode(journal.next_line(table_of(record), record.id or f"{n:023x}", to_document(record)))
        for n, record in enumerate(records)
    ]
    (at / "annotations.jsonl").write_bytes(b"".join(lines))


def _anchor(version: Version, chance: random.Random) -> Anchor:
    number = chance.randrange(1, len(version.paragraphs))
    text = version.paragraphs[number].text
    start = chance.randrange(0, len(text) // 2)
    selectors = describe(version, span_of(number, start, min(len(text), start + chance.randint(20, 120))))
    return Anchor(version.id, tuple(selectors))


def _annotation(version: Version, chance: random.Random, beat: str) -> Annotation:
    asked = f"Ask {chance.choice(PEOPLE)} about the {chance.choice(BEATS[beat].split())}."
    note = asked if chance.random() < 0.6 else ""
    tags = (beat,) if chance.random() < 0.3 else ()
    return Annotation(anchors=(_anchor(version, chance),), role=chance.choice(ROLES).name, note=note, tags=tags)


def _other(version: Version, chance: random.Random, beat: str) -> list[Record]:
    found: list[Record] = [Details(id="article", address=version.address, tags=(beat,), done=chance.random() < 0.7)]
    if chance.random() < 0.5:
        anchor, who = _anchor(version, chance), chance.choice(PEOPLE)
        found.append(Clip(anchors=(anchor,), text=f"“{anchor.exact}” — {who}", speaker=who))
    if chance.random() < 0.2:
        found.append(Speaker(anchors=(_anchor(version, chance),), name=chance.choice(PEOPLE)))
    return found


if __name__ == "__main__":
    main()
