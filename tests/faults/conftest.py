import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from textwrap import dedent

import pytest

from annotations.models import Anchor, Annotation, Selector

# What a child process needs to save notes as a window does, and to die before a given call to the system.
CHILD = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from annotations import storage
from annotations.models import Anchor, Annotation, Selector
from annotations.store import Store

def mark(note):
    return Annotation(anchors=(Anchor("v", (Selector("p1-aa", "words", "", "", 0, 5),)),), note=note)

def die_before(number):
    left = [number]
    for name in ("open", "write", "fdatasync", "fsync", "replace", "rename", "ftruncate", "close", "unlink"):
        def counted(*args, real=getattr(os, name), **more):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **more)
        setattr(os, name, counted)

path = Path(sys.argv[1])
"""
SOURCES = Path(__file__).resolve().parents[2]


@pytest.fixture
def mark() -> Callable[[str], Annotation]:
    def make(note: str) -> Annotation:
        return Annotation(anchors=(Anchor("v", (Selector("p1-aa", "words", "", "", 0, 5),)),), note=note)

    return make


@pytest.fixture
def child(path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a program that saves in the journal."""
    with ExitStack() as stack:

        def start(program: str, *args: object) -> subprocess.Popen[str]:
            command = [sys.executable, "-c", CHILD + dedent(program), str(path), *map(str, args)]
            process = subprocess.Popen(command, cwd=SOURCES, stdout=subprocess.PIPE, text=True)
            return stack.enter_context(process)

        yield start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "article" / "annotations.jsonl"
