"""Reading beside other programs: start, keys, memory and copying, in interleaved rounds of the same run.

    python benchmarks/reading.py [PROGRAM ...] [--texts seed 20 2000 15000 60000] [--rounds 7]

PROGRAM: `tuireader` and `hello` (a Textual program that only says hello) are always measured; `less`, `epy`, `baca` and
`frogmouth` too if they are named and installed. Prints medians, 95th percentiles, and how many times tuireader's median
each is; then, of each text, whether what is promised was kept, and the exit code is 1 if something wasn't. Needs pyte;
Xvfb and xclip for the copy.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from terminal import Answer, Terminal
from texts import SEED, write_texts

SIZE, SIZE_OF_SEED = (120, 40), (80, 24)
"""Columns and rows; the seed would fit on a larger page, and nothing would move."""
MILLION = 15_000
"""Paragraphs of a text of a million words."""
ARTICLE = 100
"""Paragraphs of an article, at most."""
PAGE_KEYS, ARROWS = (b"\x1b[6~", b"\x1b[5~"), (b"\x1b[B", b"\x1b[A")
HELLO = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Hello(App):
    def compose(self) -> ComposeResult:
        yield Static("Hello, world")

Hello().run()
"""
Figures = dict[str, list[float]]
"""What was measured, by its name."""


@dataclass(frozen=True)
class Program:
    """What is measured, and how it is used."""

    argv: tuple[str, ...]
    suffix: str = ".txt"
    """Of the form of the text that it reads."""
    ready: str = ""
    """What is on the screen once it can be used; empty: the first words."""
    pages: tuple[bytes, bytes] = (b" ", b"b")
    """Down and up."""
    lines: tuple[bytes, bytes] = (b"j", b"k")


def programs(names: list[str], scratch: Path) -> dict[str, Program]:
    """Those of the names that are installed; said of the others."""
    (scratch / "hello.py").write_text(HELLO)
    beside = Path(sys.executable).parent / "tuireader"
    ours = str(beside) if beside.exists() else "tuireader"
    known = {
        "tuireader": Program((ours,), ready="? help"),
        "hello": Program((sys.executable, str(scratch / "hello.py")), ready="Hello, world"),
        "less": Program(("less",)),
        "epy": Program(("epy",), ".epub"),
        "baca": Program(("baca",), ".epub", pages=PAGE_KEYS),
        "frogmouth": Program(("frogmouth",), ".md", pages=PAGE_KEYS, lines=ARROWS),
    }
    found = {}
    for name in dict.fromkeys(["tuireader", "hello", *names]):
        if shutil.which(known[name].argv[0]):
            found[name] = known[name]
        else:
            print(f"{name} isn't installed: left out", file=sys.stderr)
    return found


@contextmanager
def display() -> Iterator[str]:
    """The name of an X display of our own; empty where Xvfb or xclip isn't installed."""
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        yield ""
        return
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def environment(home: Path, screen: str) -> dict[str, str]:
    """A home without a past, on a local desktop with nothing but X."""
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {**kept, "HOME": str(home), **({"DISPLAY": screen} if screen else {})}


def milliseconds(seconds: float | None) -> float:
    """From seconds; NaN for what didn't happen."""
    return float("nan") if seconds is None else seconds * 1e3


def measure(
    program: Program, argv: list[str], words: str, size: tuple[int, int], screen: str, put: Callable[[str, float], None]
) -> None:
    """One round with one program and one text."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        variables = environment(Path(home), screen)
        with Terminal(argv, *size, variables) as terminal:
            first, ready = terminal.wait_for(words, program.ready or words, since=terminal.started)
            put("first words, ms", milliseconds(first))
            put("ready, ms", milliseconds(ready))
            terminal.settle(0.5)
            put("memory, MiB", terminal.memory)
            if words != program.ready:
                _read(program, terminal, size, put)
            if "tuireader" in argv[0]:
                _work(terminal, variables, put)


def _put(answer: Answer, name: str, put: Callable[[str, float], None]) -> None:
    if answer.settled is not None:  # a key at the end of a text has nothing to show
        put(f"{name}, ms", milliseconds(answer.settled))
        put(f"{name}, bytes", answer.size)


def _read(program: Program, terminal: Terminal, size: tuple[int, int], put: Callable[[str, float], None]) -> None:
    """What all readers can do."""
    for key in program.pages * 4:
        _put(terminal.press(key), "page", put)
    for key in program.lines:
        for _ in range(10):
            _put(terminal.press(key), "line", put)
    put("200 lines at once, ms", milliseconds(terminal.press(program.lines[0] * 200, 0.25).settled))
    columns, rows = size
    put("resize, ms", milliseconds(terminal.resize(columns - 30, rows).settled))
    terminal.resize(columns, rows)


def _work(terminal: Terminal, variables: dict[str, str], put: Callable[[str, float], None]) -> None:
    """What only tuireader does: a caret, and a copy that is read back before it is told."""
    for key in (b"g", b"g", b"v"):
        terminal.press(key)
    for number in range(20):
        _put(terminal.press(b"wl"[number % 2 :][:1]), "caret", put)
    terminal.press(b"\x1b", 0.3)
    put("memory after reading, MiB", terminal.memory)
    if "DISPLAY" not in variables:
        return
    terminal.show()
    since = time.perf_counter()
    terminal.send(b"y")
    put("copied and verified, ms", milliseconds(*terminal.wait_for("xclip ✓", since=since, limit=5)))


def high(taken: list[float]) -> float:
    """The 95th percentile; NaN of nothing."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))] if taken else float("nan")


def table(figures: dict[str, Figures]) -> None:
    """Medians, 95th percentiles, and how many times tuireader's median each is."""
    names = list(figures)
    print(f"{'':28}" + "".join(f"{name:>26}" for name in names))
    for measure_of in figures["tuireader"]:
        cells = []
        base = statistics.median(figures["tuireader"][measure_of])
        for name in names:
            taken = sorted(figures[name].get(measure_of, []))
            if not taken:
                cells.append(f"{'–':>26}")
                continue
            middle = statistics.median(taken)
            times = "" if name == "tuireader" or not base else f"×{middle / base:.2f}"
            cells.append(f"{middle:10.1f} p95{high(taken):6.0f} {times:>6}")
        print(f"{measure_of:28}" + "".join(cells))


def promises(paragraphs: int, figures: dict[str, Figures]) -> Iterator[tuple[str, float, float]]:
    """What is promised for a text so long, as far as it was measured: its name, the value, the most it may be."""
    ours = figures["tuireader"]

    def middle(what: str, name: str = "tuireader") -> float:
        return statistics.median(figures.get(name, {}).get(what) or [float("nan")])

    long = paragraphs > ARTICLE
    if paragraphs <= MILLION:
        for peer, most in (("hello", 2.2 if long else 1.4), ("baca", 0.7), ("frogmouth", 0.5)):
            yield f"ready, times {peer}", middle("ready, ms") / middle("ready, ms", peer), most
        yield "memory, MiB", middle("memory, MiB"), 130 if long else 60
    for name in ("page", "line", "caret"):
        yield f"{name}, ms", middle(f"{name}, ms"), 10
        yield f"{name}, 95th percentile, ms", high(ours[f"{name}, ms"]), 20
    for peer in ("baca", "epy"):
        yield f"page, times {peer}", middle("page, ms") / middle("page, ms", peer), 0.1
    for what, most in (("200 lines at once, ms", 80), ("resize, ms", 100), ("caret, bytes", 600)):
        yield what, middle(what), most
    yield "copied and verified, ms", middle("copied and verified, ms"), 100


def kept(paragraphs: int, figures: dict[str, Figures]) -> bool:
    """Whether what is promised held; said of each."""
    good = True
    for name, value, most in promises(paragraphs, figures):
        if value == value:  # else it wasn't measured
            good = good and value <= most
            print(f"{'kept  ' if value <= most else 'MISSED'}  {name}: {value:.4g} (at most {most:g})")
    return good


def main() -> int:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="less, epy, baca, frogmouth")
    parser.add_argument(
        "--texts", nargs="+", default=["seed", "20", "2000", "15000", "60000"], help="seed, or paragraphs"
    )
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder, display() as screen:
        scratch = Path(folder)
        measured = programs(arguments.programs, scratch)
        for text in arguments.texts:
            source = write_texts(scratch, text, {program.suffix for program in measured.values()})
            figures: dict[str, Figures] = {name: defaultdict(list) for name in measured}
            size = SIZE_OF_SEED if text == SEED else SIZE
            for number in range(arguments.rounds + 1):
                for name, program in measured.items():
                    hello = name == "hello"
                    argv = [*program.argv, *([] if hello else [str(source.path(program.suffix))])]

                    def put(what: str, value: float, into: Figures = figures[name], counts: bool = number > 0) -> None:
                        if counts and value == value:  # the first round only warms the caches
                            into[what].append(value)

                    measure(program, argv, program.ready if hello else source.words, size, screen, put)
            print(f"\n{text}: {source.about}; {size[0]}×{size[1]}; {arguments.rounds} rounds")
            table(figures)
            good = kept(source.paragraphs, figures) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
