"""What is heavy is imported only where it is used."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ["feedparser", "httpx", "lxml", "mammoth", "markdown_it", "pypdf", "textual", "trafilatura"]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Just words.\n\nAnd more of them.", []),
        ("SMITH: So?\n\nJONES: Yes.\n\nSMITH: Ah.", []),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.", []),
        ("From: a@b.c\nSubject: x\n\nWords.", []),
        ("# Title\n\nSome **words**.", ["lxml", "markdown_it"]),
        ("<html><body><p>Words that make a page, and more of them.</p></body></html>", ["lxml", "trafilatura"]),
    ],
)
def test_a_source_loads_only_what_it_needs(tmp_path, text, used):
    (tmp_path / "source").write_text(text)
    program = (
        "import sys, json; from tuireader.articles import load; load(sys.argv[1]); "
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "source"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert json.loads(done.stdout) == used
