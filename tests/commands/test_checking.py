"""`tuireader check` through its front door: options, formats, exit codes, and an editor that reads its lines."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Details, Guard, GuardKind, Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.checking_command import spread
from tuireader.cli import main

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"
DRAFT = """Peskov spoke to Sky News.

“We have suffered significant losses of troops,” Dmitry Peskov said.

“Those dead bodies there were victims of Russian military personnel,” Peskov said.
"""


@pytest.fixture(autouse=True)
def folder(home: Path, tmp_path: Path) -> Path:
    """The current folder with a draft and two sources."""
    here = tmp_path / "here"
    (here / "sources").mkdir()
    (here / "draft.md").write_text(DRAFT)
    shutil.copy(SEED, here / "sources" / "sky.txt")
    (here / "sources" / "other.txt").write_text("Another article, in which nobody says a word about it.\n")
    return here


def run(*given: str, feed: str = "", shell: bool = False) -> subprocess.CompletedProcess:
    command = (
        f"{sys.executable} -m tuireader {' '.join(given)}" if shell else [sys.executable, "-m", "tuireader", *given]
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, input=feed, capture_output=True, text=True, env=environ, shell=shell, timeout=30)


def test_a_dropped_not_is_a_line_for_the_editor_and_exit_code_1(capsys):
    assert main(["check", "draft.md", "--against", "sources/sky.txt"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "draft.md:5:2: altered: “Those dead bodies there were victims of Russian military personnel,” → "
        "“those dead bodies there were not victims of Russian military personnel” (sky.txt ¶ 9)\n"
    )
    assert err == "tuireader: 1 match, 1 altered\n"


def test_against_takes_what_a_shells_glob_gives():
    done = run("check draft.md --against sources/* --json", shell=True)
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(one["label"], one["source"], one["line"]) for one in found] == [
        ("case_or_punct", "sky.txt", 3),
        ("altered", "sky.txt", 5),
    ]
    assert (found[1]["was"], found[1]["now"], found[1]["par"]) == ("not", "", [9])


def test_against_may_stand_first_be_repeated_and_ends_at_an_option():
    for given in (
        ["check", "--against", "a", "b", "--json", "draft.md"],
        ["check", "--against", "a", "--json", "--against", "b", "--", "draft.md"],
    ):
        found = spread(given)
        assert [found[at + 1] for at, word in enumerate(found) if word == "--against"] == ["a", "b"]
        assert found[-1] == "draft.md"


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (["check", "draft.md"], "library is empty"),
        (["check", "draft.md", "--against"], "names no file"),
        (["check", "draft.md", "--against", "--json"], "names no file"),
        (["check", "draft.md", "--against", "nowhere.txt"], "no such file"),
        (["check", "nowhere.md", "--against", "sources/sky.txt"], "no such file"),
        (["check"], "DRAFT"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_2(given, word, capsys):
    assert main(given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert word in err
    assert len(err.splitlines()) == 1


def test_without_a_problem_the_exit_code_is_0(folder, capsys):
    (folder / "good.txt").write_text(
        "He said the losses were “significant”. Dmitry Peskov called it “a huge tragedy”.\n"
    )
    assert main(["check", "good.txt", "--against", "sources/sky.txt", "--format", "text"]) == 0
    assert "match" in capsys.readouterr().out.splitlines()[0]


def test_standard_input_is_a_draft():
    done = run("check", "-", "--against", "sources/sky.txt", feed=DRAFT)
    assert done.stdout.startswith("-:5:2: altered: ")


def test_the_library_is_checked_against_or_the_articles_with_a_tag(tmp_path, capsys):
    library = Library(tmp_path / "library")
    for path, tag in (("sources/sky.txt", "bucha"), ("sources/other.txt", "else")):
        article = load(path, Source(title=path))
        known = library.identify(article)
        library.keep(known, article, new_version(article))
        library.store(known).add(Details(id="article", tags=(tag,)))
    main(["check", "draft.md", "--json"])
    assert [one["label"] for one in json.loads(capsys.readouterr().out)] == ["case_or_punct", "altered"]
    assert main(["check", "draft.md", "--tag", "else", "--json"]) == 1
    assert {one["label"] for one in json.loads(capsys.readouterr().out)} == {"not_found"}
    assert main(["check", "draft.md", "--tag", "nobody"]) == 2
    assert "no article has the tag" in capsys.readouterr().err


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# Quotations checked"), ("html", "<!doctype html>")])
def test_reports_are_printed_for_people_elsewhere(form, begins, capsys):
    main(["check", "draft.md", "--against", "sources/sky.txt", "--format", form])
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim isn't installed")
def test_make_in_vim_jumps_to_the_dropped_not(folder):
    (folder / "tuireader").write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m tuireader "$@"\n')
    (folder / "tuireader").chmod(0o755)
    script = (
        r"set makeprg=./tuireader\ check\ %\ --against\ sources/*.txt errorformat=%f:%l:%v:\ %m",
        "silent make!",
        "cfirst",
        "call writefile([line('.').':'.virtcol('.').':'.getline('.')[:4]], 'at')",
        "qall!",
    )
    given = [part for line in script for part in ("-c", line)]
    subprocess.run(["vim", "-Nu", "NONE", "-es", "draft.md", *given], timeout=30, capture_output=True, check=False)
    assert (folder / "at").read_text().startswith("5:2:")


def test_a_quotation_of_guarded_words_gets_a_warning(folder, tmp_path, capsys):
    library = Library(tmp_path / "library")
    article = load(str(SEED))
    known = library.identify(article)
    library.keep(known, article, new_version(article))
    assert main(["check", "draft.md", "--format", "text"]) == 1
    assert "guarded" not in capsys.readouterr().out
    library.store(known).put(Guard(id="article", kind=GuardKind.EMBARGO, until="2099-01-01T00:00+00:00"))
    assert main(["check", "draft.md", "--format", "text"]) == 1
    assert "these words are guarded" in capsys.readouterr().out
