"""Saving and opening beside SQLite and stock TinyDB, interleaved in the same run on the same disk.

    python benchmarks/storage.py [SCRATCH] [--sizes 1000 10000 100000] [--articles 10000] [--saves 200]

Prints medians and 99th percentiles in milliseconds, and the ratio to SQLite (WAL, synchronous=FULL). A save is durable
when it returns; stock TinyDB's isn't, and it rewrites its whole file. It is left out above 10,000 annotations, where
one save takes seconds.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tinydb import TinyDB

from annotations.journal import Journal
from annotations.library import Library, new_version
from annotations.lines import encode
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Paragraph, Selector, Source
from annotations.records import table_of, to_document
from annotations.versions import as_file, text_hash

STOCK_UP_TO = 10_000
EXACT = "“We won’t resign,” the minister said, adding that the talks would go on for as long as they had to."


def annotation(number: int) -> Annotation:
    """A note as they are: a sentence marked, a line written, a tag."""
    key = f"p1-{number % 40:032x}"
    selector = Selector(key, EXACT, "x" * 32, "y" * 32, 40, 40 + len(EXACT), 0, f"p1-{1:032x}", f"p1-{2:032x}")
    anchor = Anchor("20261124T120000Z-0a1b2c3d", (selector,))
    return Annotation(anchors=(anchor,), note=f"Note {number}: ask the ministry whether this stands.", tags=("talks",))


def article_id(number: int) -> str:
    """One of the made-up articles."""
    return f"{number * 2654435761 % 2**64:016x}"


def fill_library(root: Path, size: int, articles: int) -> Library:
    """A library with `size` annotations over `articles` articles, written as the store would, without its syncs."""
    library = Library(root)
    for number in range(articles):
        folder = root / "articles" / article_id(number)[:2] / article_id(number)
        folder.mkdir(parents=True)
        write_journal(folder / "annotations.jsonl", range(number, size, articles))
    return library


def write_journal(path: Path, numbers: range) -> None:
    """A journal with these annotations."""
    journal = Journal()
    lines = [
        encode(journal.next_line(table_of(record), f"{number:023x}", to_document(record)))
        for number in numbers
        for record in [annotation(number)]
    ]
    path.write_bytes(b"".join(lines))


def fill_sqlite(path: Path, size: int, articles: int) -> sqlite3.Connection:
    """The same in a table of SQLite with an index by article."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table annotation (id integer primary key, article text, key text, body text)")
    db.execute("create index by_article on annotation (article, key)")
    db.execute("begin")
    db.executemany(
        "insert into annotation (article, key, body) values (?, ?, ?)",
        ((article_id(n % articles), f"p1-{n % 40:032x}", json.dumps(to_document(annotation(n)))) for n in range(size)),
    )
    db.execute("commit")
    return db


def fill_stock(path: Path, size: int) -> TinyDB:
    """The same in TinyDB as it comes."""
    db = TinyDB(path)
    db.insert_multiple(to_document(annotation(number)) for number in range(size))
    return db


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that a call takes."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1e3


def row(name: str, taken: list[float], base: list[float]) -> None:
    """One line of figures."""
    ordered = sorted(taken)
    p50, p99 = statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"  {name:28} p50 {p50:9.3f}   p99 {p99:9.3f}   x SQLite {p50 / statistics.median(base):8.2f}")


def saves(folder: Path, size: int, articles: int, count: int) -> None:
    """Saving one more annotation, and changing it, at `size` annotations."""
    articles = min(articles, size)
    library = fill_library(folder / "library", size, articles)
    sqlite = fill_sqlite(folder / "sqlite.db", size, articles)
    stock = fill_stock(folder / "stock.json", size) if size <= STOCK_UP_TO else None
    added: list[float] = []
    changed: list[float] = []
    plain: list[float] = []
    tiny: list[float] = []
    for number in range(count):
        article, record = article_id(number * 7 % articles), annotation(number)
        store = library.store(article)
        store.all(Annotation)  # the article is open
        saved: list[Annotation] = []
        added.append(timed(lambda store=store, record=record, saved=saved: saved.append(store.add(record))))
        newer = replace(saved[0], note="Asked.")
        changed.append(timed(lambda store=store, newer=newer: store.change(newer)))
        values = (article, f"p1-{number % 40:032x}")
        plain.append(
            timed(
                lambda values=values, record=record: sqlite.execute(
                    "insert into annotation (article, key, body) values (?, ?, ?)",
                    (*values, json.dumps(to_document(record))),
                )
            )
        )
        if stock and number < 20:
            tiny.append(timed(lambda record=record: stock.insert(to_document(record))))
    print(f"save, {size:,} annotations over {articles:,} articles")
    row("SQLite (WAL, FULL)", plain, plain)
    row("tuireader, add", added, plain)
    row("tuireader, change", changed, plain)
    if tiny:
        row("stock TinyDB", tiny, plain)
    sqlite.close()


def opening(folder: Path, sizes: tuple[int, ...] = (100, 1000), count: int = 30) -> None:
    """Opening one article with all its annotations."""
    for size in sizes:
        path = folder / f"opening-{size}"
        fill_library(path / "library", size, 1)
        sqlite = fill_sqlite(path / "sqlite.db", size, 1)
        fill_stock(path / "stock.json", size).close()
        found: dict[str, list[float]] = {"SQLite, rows and JSON": [], "tuireader": [], "stock TinyDB": []}
        kept: list[object] = []  # what is opened stays open: letting go of it is no part of opening
        for _ in range(count):
            kept.clear()
            found["tuireader"].append(
                timed(lambda: kept.append(Library(path / "library").store(article_id(0)).all(Annotation)))  # noqa: B023  # called at once
            )
            found["SQLite, rows and JSON"].append(
                timed(
                    lambda: kept.append(  # noqa: B023  # called at once
                        [json.loads(body) for (body,) in sqlite.execute("select body from annotation")]  # noqa: B023  # called at once
                    )
                )
            )
            found["stock TinyDB"].append(timed(lambda: kept.append(TinyDB(path / "stock.json").all())))  # noqa: B023  # called at once
        print(f"open an article with {size:,} annotations")
        for name, taken in found.items():
            row(name, taken, found["SQLite, rows and JSON"])
        sqlite.close()


def starting(folder: Path, sizes: tuple[int, ...], articles: int, count: int = 30) -> None:
    """What a window does with the library when it opens a source, beside libraries of several sizes."""
    print("open a source that is new, in a library of so many annotations")
    roots = {size: fill_library(folder / f"start-{size}", size, min(articles, size)).root for size in sizes}
    found: dict[int, list[float]] = {size: [] for size in sizes}
    for number in range(count):
        for size, root in roots.items():
            text = f"{number}: the minister said that nobody would resign."
            article = Article("/a.txt", Source(), (Paragraph(text),), text.encode())
            found[size].append(timed(lambda root=root, article=article: open_source(Library(root), article)))
    for size, taken in found.items():
        row(f"{size:,} annotations", taken, found[sizes[0]])


def open_source(library: Library, article: Article) -> None:
    """Find out which article a source is, keep it, read its journal."""
    identity = library.identify(article)
    library.keep(identity, article, new_version(article))
    library.store(identity).all(Annotation)


def merging(folder: Path, count: int = 1_000) -> None:
    """Two laptops with the same articles and `count` notes of its own each, brought together."""
    for articles in (10, count):
        place = folder / f"merge-{articles}"
        libraries = [fill_laptop(place / name, articles, range(first, first + count)) for name, first in TWO]
        taken = timed(lambda: merge(libraries[0], libraries[1].root))  # noqa: B023  # called at once
        notes = sum(len(libraries[0].store(one).all(Annotation)) for one in libraries[0].articles())
        print(
            f"merge two laptops, {count:,} notes each over {articles:,} articles: {taken / 1e3:.2f} s, {notes:,} notes"
        )


TWO = (("one", 0), ("two", 1_000_000))


def fill_laptop(root: Path, articles: int, numbers: range) -> Library:
    """A library with texts and notes, the texts the same in all, written without syncs."""
    library = Library(root)
    library.make()
    for number in range(articles):
        text = f"{number}: {EXACT}"
        article = Article("/a.txt", Source(), (Paragraph(text),), text.encode())
        identity = library.identify(article)
        target = library.folder(identity)
        for name in ("versions", "originals"):
            (target / name).mkdir(parents=True)
        version = replace(
            new_version(article),
            id=f"20261124T120000Z-{text_hash(article)[:8]}",
            accessed="2026-11-24T12:00:00.000000Z",
        )
        (target / "versions" / f"{version.id}.json").write_bytes(b"".join(as_file(version, article)))
        (target / "originals" / f"{version.id}.txt").write_bytes(article.original)
        (target / "article.json").write_text("{}")
        write_journal(target / "annotations.jsonl", numbers[number::articles])
    return library


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scratch", nargs="?", help="a folder on the disk to be measured")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=200)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="storage-", dir=arguments.scratch))
    try:
        opening(folder)
        merging(folder)
        starting(folder, (1, *arguments.sizes), arguments.articles)
        for size in arguments.sizes:
            (folder / str(size)).mkdir()
            saves(folder / str(size), size, arguments.articles, arguments.saves)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
