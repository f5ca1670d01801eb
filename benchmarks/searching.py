"""How fast the index of a library is built, checked and asked.

    python benchmarks/searching.py LIBRARY [--rounds 5]

LIBRARY is a folder as `libraries.py` makes it. Prints articles and annotations a second for each step of the build, the
look for what changed, and the median, 95th percentile and slowest of queries as people write them, in milliseconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotations.index import Index, building, lookups
from annotations.index.query import parse
from annotations.index.searching import search

QUERIES = """
ferry; inflation bond; "the pension"; ask peskov; the of and; nurse ward; war*; pipel* outage; verdict; zzz
speaker:"Dmitry Peskov"; speaker:Peskov ferry; speaker:Lee; outlet:reuters ferry; tag:harbour has:note; tag:war envoy
role:fact ferry; before:2024-06 ferry; the after:2026; "said on Thursday"; has:note nurse; role:quote; before:2025
after:2024-02-01 outlet:"Radio North"; mortgage deficit audit
""".replace("\n", ";").split(";")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        index = Index(given.library, Path(cache))
        for step in building.STEPS:
            start = time.perf_counter()
            building.update(index, steps=[step])
            taken = time.perf_counter() - start
            articles, notes = index.all("select count(*), sum(annotations) from articles")[0]
            print(
                f"{step:12} {taken:6.1f} s   {articles / taken:8,.0f} articles/s   {notes / taken:8,.0f} annotations/s"
            )
        _ask(index, given.rounds)
        index.close()


def _ask(index: Index, rounds: int) -> None:
    looked = [_timed(lambda: building.stale(index)) for _ in range(rounds)]
    listed = [_timed(lambda: lookups.entries(index)) for _ in range(rounds)]
    print(f"what changed {statistics.median(looked):6.1f} ms;  the list {statistics.median(listed):6.1f} ms")
    taken = sorted(
        (_timed(lambda words=words: search(index, parse(words))), words)
        for _ in range(rounds)
        for words in filter(str.strip, QUERIES)
    )
    times = [one for one, _ in taken]
    print(
        f"search        p50 {statistics.median(times):5.1f} ms   p95 {times[int(0.95 * len(times))]:5.1f} ms"
        f"   slowest {times[-1]:5.1f} ms ({taken[-1][1]})"
    )


def _timed(act: object) -> float:
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main()
