"""Finding marks again in later versions: right, wrong and lost are counted by a scorer that knows the true places.

    python benchmarks/anchoring.py DIR OUT.jsonl
    python benchmarks/anchoring.py DIR --paragraphs 100 10000

DIR holds `docs` and `cases`, each as .jsonl or .jsonl.gz: a doc has the paragraphs of an article in an `old` and a
`new` version, a case marks [start, end) of the old paragraph `p`. Each answer is a line of OUT.jsonl: `id`, `spans` in
the new version (empty where the mark is lost), for a lost one the best `guess`, and `us`, the microseconds that placing
took; indexing the versions is timed apart, since one index serves all of an article's marks. With --paragraphs nothing
is answered: the docs are strung together to versions of that length and their marks placed in them.
"""

import argparse
import gc
import gzip
import json
import statistics
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotations.anchoring import Placed, describe, place
from annotations.models import Anchor, Paragraph, Version
from annotations.stream import stream_of
from annotations.text import pieces, span_of

MOST_MARKS = 400
"""Marks timed in a long version, spread over it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--paragraphs", type=int, nargs="+", default=[])
    asked = parser.parse_args()
    docs = list(read(asked.dir, "docs"))
    cases = list(read(asked.dir, "cases"))
    if asked.out:
        answer_all(docs, cases, asked.out)
    for length in asked.paragraphs:
        time_at(length, docs, cases)


def read(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The lines of a file, packed or not."""
    packed = folder / f"{name}.jsonl.gz"
    with (
        gzip.open(packed, "rt", encoding="utf-8")
        if packed.exists()
        else (folder / f"{name}.jsonl").open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line) for line in lines if line.strip())


def version(name: str, texts: list[str]) -> Version:
    return Version(name, "", "", "", tuple(map(Paragraph, texts)))


def index(each: Version) -> None:
    """Makes what placing needs of a version, and keeps: keys and words."""
    _ = each.places
    stream_of(each)


def answer_all(docs: list[dict[str, Any]], cases: list[dict[str, Any]], out: Path) -> None:
    """Writes an answer for each case."""
    versions = {doc["doc"]: (version("old", doc["old"]), version("new", doc["new"])) for doc in docs}
    indexing = sum(timed(index, each)[1] for pair in versions.values() for each in pair)
    length = sum(len(each.paragraphs) for pair in versions.values() for each in pair)
    gc.freeze()  # or collections would look through all indexes again and again, while an article has but two
    with out.open("w") as lines:
        for case in cases:
            old, new = versions[case["doc"]]
            print(json.dumps(answer(case, old, new)), file=lines)
    print(f"indexing: {indexing / 1000 / length:.3f} ms a paragraph")


def answer(case: dict[str, Any], old: Version, new: Version) -> dict[str, Any]:
    """What became of one mark."""
    anchor = Anchor(old.id, describe(old, span_of(case["p"], case["start"], case["end"])))
    found, spent = timed(place, anchor, old, new)
    if isinstance(found, Placed):
        return {"id": case["id"], "spans": pieces(found.span, new.texts), "us": spent, "state": found.state}
    guess = pieces(found.guess, new.texts)[0] if found.guess else None
    return {"id": case["id"], "spans": [], "us": spent, "guess": guess, "reason": found.reason}


def time_at(length: int, docs: list[dict[str, Any]], cases: list[dict[str, Any]]) -> None:
    """Prints how long indexing and placing take in versions of at least `length` paragraphs."""
    indexing, placing, paragraphs = 0.0, [], 0
    for old, new, first in strung(docs, length):
        before, after = version("old", old), version("new", new)
        indexing += timed(index, before)[1] + timed(index, after)[1]
        paragraphs += len(old) + len(new)
        gc.freeze()
        marks = [case for case in cases if case["doc"] in first]
        for case in marks[:: len(marks) // MOST_MARKS + 1]:
            span = span_of(first[case["doc"]] + case["p"], case["start"], case["end"])
            placing.append(timed(place, Anchor("old", describe(before, span)), before, after)[1])
        if len(placing) >= MOST_MARKS / 2:
            break
    print(
        f"{length} paragraphs: indexing {indexing / 1000 / paragraphs:.3f} ms a paragraph, placing mean "
        f"{statistics.fmean(placing) / 1000:.3f} ms, worst {max(placing) / 1000:.1f} ms ({len(placing)} marks)"
    )


def strung(docs: list[dict[str, Any]], length: int) -> Iterator[tuple[list[str], list[str], dict[str, int]]]:
    """Old and new texts of docs in a row, and where each doc begins in the old; again from the first with a number."""
    old: list[str] = []
    new: list[str] = []
    first: dict[str, int] = {}
    for number in count():
        for doc in docs:
            if not number:
                first[doc["doc"]] = len(old)
            old += [f"{text} {number}" if number else text for text in doc["old"]]
            new += [f"{text} {number}" if number else text for text in doc["new"]]
            if len(old) >= length:
                yield old, new, first
                old, new, first = [], [], {}


def timed(function: Any, *arguments: Any) -> tuple[Any, float]:
    """What the function gives, and the microseconds that it took."""
    start = time.perf_counter_ns()
    result = function(*arguments)
    return result, (time.perf_counter_ns() - start) / 1000


if __name__ == "__main__":
    main()
