"""The examples of the README and of each command's help do what they say, typed as they stand."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.models import Source
from tuireader.cli import main, tuireader

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PROGRAM = Path(sys.executable).parent / "tuireader"
WORDS = "using every possible legal means"
PAGE = b"<title>The vote</title><article>" + b"<p>The council said no to the library of the town on Tuesday.</p>" * 4
A_NO = ("check", "doctor", "where", "clips", "merge", "refresh", "do")
"""Commands whose examples may be answered by a no."""
OTHERS = {
    "jq": "import json, sys; print(json.load(sys.stdin))",
    "xclip": f"print('{WORDS}')",
    "mail": "import sys; print(sys.argv)",
    "notify-send": "import sys; print(sys.argv)",
}
"""Other people's programs, as far as the examples need them."""


def typed(text: str) -> list[str]:
    """The command lines of a text, without Vim's prompt."""
    lines = (re.split(r"\s{2,}", line.strip().removeprefix(":r !"))[0] for line in text.splitlines())
    return [line for line in lines if re.match(r"(?:[\w-]+ [^|]*\| )?tuireader (?!COMMAND)", line)]


OF_HELP = [line for command in (tuireader, *tuireader.commands.values()) for line in typed(command.help or "")]
OF_README = [line for block in re.findall(r"```(?:sh|vim)\n(.*?)```", README, re.DOTALL) for line in typed(block)]
SAID_TWICE = set(OF_README) & set(OF_HELP)


@pytest.fixture
def desk(tmp_path, seed, noted, server, monkeypatch):
    """A journalist's folder and surroundings, with all that the examples name."""
    here = tmp_path / "here"
    for name in ("saved", "sources", "media/laptop", "media/stick", "bin"):
        (here / name).mkdir(parents=True)
    for name in ("article.txt", "sources/sky.txt"):
        shutil.copy(seed, here / name)
    (here / "saved" / "page.html").write_bytes(PAGE)
    (here / "marks.csv").write_text(re.search(r"```csv\n(.*?)```", README, re.DOTALL)[1])
    (here / "addresses.txt").write_text("article.txt\n")
    (here / "draft.md").write_text(f"“We will continue to defend our interests {WORDS},” Peskov said.\n")
    (here / "corridor.md").write_text(
        "---\noutlet: Reuters\ndate: 2022-03-10\n---\nA ceasefire for a human corridor was agreed on.\n"
    )
    noted(Source("Human Rights Council votes", "Sky News", published="2022-04-07")).close()
    for given in (
        ["add", "article.txt", "corridor.md", "--tag", "bucha"],
        ["export", "-o", "notes.md"],
        ["backup", "backup.zip"],
    ):
        assert main(given) == 0
    assert main(["export", "--all", "--format", "webannotation", "-o", "colleague.jsonld"]) == 0
    shutil.copytree(tmp_path / "library", here / "media/laptop/library")
    journals = (tmp_path / "library").rglob("annotations.jsonl")
    journal = max(journals, key=lambda path: path.stat().st_size)  # the one that has marks: they tell its article
    for name in ("annotations (conflicted copy).jsonl", "annotations.sync-conflict-20261124-101010-ABCDEFG.jsonl"):
        shutil.copy(journal, here / name)
    for name, does in OTHERS.items():
        (here / "bin" / name).write_text(f"#!{sys.executable}\n{does}\n")
        (here / "bin" / name).chmod(0o700)
    if shutil.which("git") is not None:
        place = here / "desk.git"
        (tmp_path / "home" / ".gitconfig").write_text(
            f'[url "file://{place}"]\n insteadOf = git@example.org:desk/library.git\n'
        )
        subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)
    server.give("/article", PAGE)
    monkeypatch.setenv("PATH", f"{here / 'bin'}:{PROGRAM.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return lambda line: line.replace("/media/", f"{here}/media/").replace("https://example.org", server.address)


def wrong(lines: list[str]) -> list[str]:
    """What is wrong with some examples, run by a shell one after the other."""
    git = shutil.which("git") is not None
    return [why for line in lines if (git or "tuireader sync" not in line) and (why := wrong_with(line))]


def wrong_with(line: str) -> str:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], input=f"{WORDS}\n", capture_output=True, text=True, timeout=60
    )
    command = re.search(r"tuireader (\w*)", line)[1]
    allowed = (0, 1) if command in A_NO else (0,)
    fine = done.returncode in allowed and "Traceback" not in done.stderr
    return "" if fine else f"{line}: {done.returncode} {done.stderr}{done.stdout[:300]}"


def test_every_command_has_an_example_in_its_help_and_all_of_them_work(desk):
    named = {re.search(r"tuireader (\S+)", line)[1] for line in OF_HELP}
    assert {name for name, command in tuireader.commands.items() if not command.hidden} <= named
    assert wrong(list(map(desk, OF_HELP))) == []


def test_the_examples_of_the_readme_work(desk):
    assert len(OF_README) > 20
    assert wrong([desk(line) for line in OF_README if line not in SAID_TWICE]) == []
