"""Reading with many notes: keys in the sidebar and on the page beside it, each to the settled screen.

    python benchmarks/sidebar.py [--annotations 5000] [--paragraphs 2000] [--rounds 3]

Prints medians and 95th percentiles, then whether what is promised was kept; the exit code is 1 if something wasn't.
Needs pyte; Linux for the memory.
"""

import argparse
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from libraries import words_of, write_article
from reading import SIZE, environment, high, milliseconds
from terminal import Terminal

MEDIAN, HIGH = 10, 20
"""Milliseconds that a key may take: the median, and the 95th percentile."""
BEAT, TERM = "harbour", "ferry"
IN_SIDEBAR = (
    ("next and previous entry", (b"j", b"k") * 10),
    ("a page of entries", (b" ", b" ", b"b", b"b") * 3),
    ("last and first entry", (b"G", b"gg") * 5),
    ("another tab", (b"2", b"3", b"1") * 4),
)
"""What is done in the sidebar, and the keys that do it."""


def write(folder: Path, paragraphs: int, annotations: int) -> Path:
    """A library of one article with its annotations, and the article as a file; returns the file."""
    chance = random.Random(paragraphs)
    texts = [words_of(chance, BEAT, 60).capitalize() + "." for _ in range(paragraphs)]
    library = folder / "library"
    library.mkdir()
    write_article(library, 0, (BEAT, texts), annotations, chance)
    (library / "library.json").write_text('{"library": 1}\n', encoding="utf-8")
    source = folder / "article.txt"
    source.write_text("\n".join(texts), encoding="utf-8")
    return source


def measure(annotations: int, paragraphs: int, taken: dict[str, list[float]]) -> float:
    """One round; returns the memory at its end, in MiB."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        source = write(Path(home), paragraphs, annotations)
        variables = {**environment(Path(home), ""), "TUIREADER_LIBRARY": str(Path(home) / "library")}
        argv = [str(Path(sys.executable).parent / "tuireader"), str(source)]
        with Terminal(argv, *SIZE, variables) as terminal:
            terminal.wait_for(f"Notes {annotations}", since=terminal.started)
            terminal.settle(1, 5)

            def press(what: str, *keys: bytes) -> None:
                for key in keys:
                    if (settled := terminal.press(key).settled) is not None:
                        taken[what].append(milliseconds(settled))

            press("a line of the page", *(b"j", b"k") * 8)
            press("a highlight on the page", *(b"}", b"h") * 6)
            del taken["a highlight on the page"][-12::2]  # only the second key highlights
            press("to the sidebar and back", *(b"\t",) * 7)
            for what, keys in IN_SIDEBAR:
                press(what, *keys)
            for _ in range(3):
                press("a filter is begun", b"/")
                press("a letter of a filter", *(bytes([letter]) for letter in TERM.encode()))
                press("a filter is set", b"\r")
                press("a filter is cleared", b"/")
                terminal.press(b"\x15")
                press("a filter is cleared", b"\r")
            return terminal.memory


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annotations", type=int, default=5000)
    parser.add_argument("--paragraphs", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    taken: dict[str, list[float]] = defaultdict(list)
    memory = [measure(given.annotations, given.paragraphs, taken) for _ in range(given.rounds)]
    good = True
    for what, times in taken.items():
        middle, most = statistics.median(times), high(times)
        kept = middle <= MEDIAN and most <= HIGH
        good = good and kept
        print(f"{'kept  ' if kept else 'MISSED'}  {what:26} {middle:6.1f} ms, p95 {most:6.1f} ms, n = {len(times)}")
    print(f"        memory {statistics.median(memory):.0f} MiB")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
