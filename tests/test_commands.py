"""The commands, through their front door: answers on standard output, one sentence where something is wrong."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import arguments, main
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"
SKY = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07")
NOTHING_GIVEN = Source()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home and a current folder of the test's own."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TUIREADER_LIBRARY", str(tmp_path / "library"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Callable[..., ReadingDesk]]:
    """Opens a source as the reading screen does."""
    from tuireader.paths import state_folder

    desks = []

    def read(path: Path = SEED, given: Source = NOTHING_GIVEN) -> ReadingDesk:
        article = load(str(path))
        opened = Opened(new_version(article), os.path.abspath(path), article.source, given, article)  # noqa: PTH100 - as it is
        copied = Copied((Way("xclip", Outcome.VERIFIED),))
        desk = ReadingDesk(opened, Library(tmp_path / "library"), Memory(state_folder()), lambda _: copied)
        list(desk.prepare())
        desk.settle()
        desks.append(desk)
        return desk

    yield read
    for desk in desks:
        desk.close()


def noted(reader: Callable[..., ReadingDesk], given: Source = SKY) -> ReadingDesk:
    desk = reader(given=given)
    desk.go_to_paragraph(2)
    desk.open_note()
    desk.save_note("Ask Sky for the tape")
    desk.copy()
    desk.settle()
    return desk


def one_sentence(text: str) -> str:
    """What was said on standard error, if it is one line of the program's."""
    assert re.fullmatch(r"tuireader: [^\n]+\n", text), text
    return text.strip()


def run(*given: str, feed: bytes = b"", **more) -> subprocess.CompletedProcess:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "tuireader", *given], input=feed, capture_output=True, env=environ, timeout=30, **more
    )


# list


def test_an_empty_library_says_how_to_begin(capsys):
    for given in ([], ["list"]):
        assert main(given) == 0
        assert "tuireader article.txt" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_articles_are_listed_the_last_worked_on_first(reader, tmp_path, capsys):
    other = tmp_path / "here" / "other.txt"
    other.write_text("Another article, in which nobody took a note so far.\n")
    desk = noted(reader)
    reader(other)
    assert main(["list"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "Another article, in which" in first
    assert first.endswith(" · 0 notes")
    assert second.startswith(desk.state.article[:8])
    assert "Peskov is sorry · Sky News · 2022-04-07 · 1 note" in second
    assert main(["list", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [entry["title"] for entry in entries] == ["Another article, in which nobody took a note so far.", SKY.title]
    assert (entries[1]["annotations"], entries[1]["clips"]) == (1, 1)


@pytest.mark.parametrize(
    "given",
    [
        ["--library", "{}", "list"],
        ["list", "--library", "{}"],
        ["--library={}", "list"],
        ["--json", "list", "--library", "{}"],
    ],
)
def test_options_may_stand_before_or_behind_the_command(reader, tmp_path, monkeypatch, capsys, given):
    noted(reader)
    monkeypatch.setenv("TUIREADER_LIBRARY", str(tmp_path / "elsewhere"))
    assert main([part.format(tmp_path / "library") for part in given]) == 0
    assert "Peskov is sorry" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["a.txt"], ["read", "a.txt"]),
        ([], ["read"]),
        (["./list"], ["read", "./list"]),
        (["-"], ["read", "-"]),
        (["--title", "list", "a.txt"], ["read", "--title", "list", "a.txt"]),
        (["--title=list", "export"], ["export", "--title=list"]),
        (["-o", "clips", "export"], ["export", "-o", "clips"]),
        (["--library", "show", "list"], ["list", "--library", "show"]),
        (["--", "list"], ["read", "--", "list"]),
        (["--no-keep", "a.txt"], ["read", "--no-keep", "a.txt"]),
        (["--help"], ["--help"]),
        (["--version"], ["--version"]),
        (["export", "--help"], ["export", "--help"]),
    ],
)
def test_the_command_is_found_among_options(given, wanted):
    assert arguments(given) == wanted


def test_a_file_named_like_a_command_is_read_by_its_path(capsys):
    Path("list").write_text("A file with the name of a command.\n")
    assert main(["./list"]) == 0
    assert capsys.readouterr().out == "A file with the name of a command.\n"
    assert main(["--", "list"]) == 0
    assert capsys.readouterr().out == "A file with the name of a command.\n"


# show


def test_show_prints_the_articles_every_character(capsys):
    assert main(["show", str(SEED)]) == 0
    lines = SEED.read_text(encoding="utf-8").strip().split("\n")
    assert capsys.readouterr().out == "\n\n".join(lines) + "\n"


def test_show_answers_in_json_and_keeps_nothing(tmp_path, capsys):
    assert main(["show", str(SEED), "--json", "--outlet", "Sky News", "--date", "2022-04-07"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert re.fullmatch("[0-9a-f]{16}", answer["article"])
    known = {name: value for name, value in answer["source"].items() if value}
    assert known == {"outlet": "Sky News", "published": "2022-04-07"}
    assert len(answer["paragraphs"]) == 17
    assert set(answer["paragraphs"][0]) >= {"text", "kind", "key", "speaker", "time", "page"}
    assert [p["kind"] for p in answer["paragraphs"]].count("furniture") == 5
    assert not (tmp_path / "library").exists()
    assert not (tmp_path / "home").exists()


def test_show_names_the_article_as_the_library_does(reader, capsys):
    desk = noted(reader, NOTHING_GIVEN)
    assert main(["show", str(SEED), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"] == desk.state.article


def test_without_a_terminal_reading_prints_the_paragraphs(capsys):
    assert main([str(SEED)]) == 0
    assert "“We are sorry about that… [But] will continue" in capsys.readouterr().out


# clips


def test_no_clip_is_a_no(capsys):
    assert main(["clips"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing was copied yet" in one_sentence(err)
    assert main(["clips", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_clips_are_printed_the_latest_last(reader, capsys):
    desk = noted(reader)
    desk.go_to_paragraph(7)
    desk.copy(bare=True)
    desk.settle()
    texts = desk.state.version.texts
    assert main(["clips"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("Sky News, “Peskov is sorry”, 2022-04-07")
    assert second == texts[6]
    assert main(["clips", "--last"]) == 0
    assert capsys.readouterr().out == texts[6] + "\n"
    assert main(["clips", "--last", "--json"]) == 0
    (clip,) = json.loads(capsys.readouterr().out)
    assert (clip["words"], clip["style"], clip["ways"]) == (texts[6], "words", ["xclip ✓"])
    assert (clip["article"], clip["version"]) == (desk.state.article, desk.state.version.id)
    assert clip["source"]["outlet"] == "Sky News"


def test_a_journal_that_cannot_be_read_hides_no_clip_of_another(reader, tmp_path, capsys):
    noted(reader)
    other = tmp_path / "other.txt"
    other.write_text("Another article, whose journal will be a folder.\n")
    broken = reader(other)
    (tmp_path / "library" / "articles" / broken.state.article[:2] / broken.state.article / "annotations.jsonl").mkdir()
    assert main(["clips"]) == 0
    out, err = capsys.readouterr()
    assert "Sky News" in out
    assert "annotations.jsonl" in one_sentence(err)
    assert main(["list"]) == 0
    out, err = capsys.readouterr()
    assert "Peskov is sorry" in out
    assert "annotations.jsonl" in one_sentence(err)


# export


def test_export_prints_the_notes_of_the_article_read_last(reader, capsys):
    noted(reader)
    assert main(["export"]) == 0
    out = capsys.readouterr().out
    assert "title: " in out
    assert "Ask Sky for the tape" in out
    assert "> “We are sorry about that… " in out


def test_export_writes_a_file_and_overwrites_one_only_by_force(reader, capsys):
    noted(reader)
    assert main(["export", "-o", "notes.md"]) == 0
    assert capsys.readouterr().out == ""
    written = Path("notes.md").read_text(encoding="utf-8")
    assert "Ask Sky" in written
    Path("notes.md").write_text("mine")
    assert main(["export", "-o", "notes.md"]) == 2
    assert "“notes.md” exists; --force overwrites it" in one_sentence(capsys.readouterr().err)
    assert Path("notes.md").read_text() == "mine"
    assert main(["export", "--output", "notes.md", "--force"]) == 0
    assert Path("notes.md").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("target", "why"), [("missing/notes.md", "no such folder"), ("missing/x/notes.md", "no such folder")]
)
def test_export_to_where_no_file_can_be_is_said(reader, capsys, target, why):
    noted(reader)
    assert main(["export", "-o", target]) == 2
    assert why in one_sentence(capsys.readouterr().err)


@pytest.mark.parametrize("wanted", ["path", "other way", "id", "short id", "title", "words"])
def test_an_article_is_named_by_path_id_or_title(reader, tmp_path, capsys, wanted):
    path = tmp_path / "here" / "article.txt"
    path.write_bytes(SEED.read_bytes())
    desk = reader(path, SKY)
    desk.highlight()
    desk.settle()
    reader(SEED.with_name("README.md"))  # the last one read is another
    name = {
        "path": "article.txt",
        "other way": "../here/article.txt",
        "id": desk.state.article,
        "short id": desk.state.article[:4],
        "title": "Peskov is sorry",
        "words": "SORRY peskov",
    }[wanted]
    assert main(["export", name]) == 0
    assert f"article: {desk.state.article}" in capsys.readouterr().out.replace('"', "")


def test_no_article_or_several_are_said(reader, tmp_path, capsys):
    assert main(["export"]) == 2
    assert "No article was read here yet" in one_sentence(capsys.readouterr().err)
    assert main(["export", "zelenskyy"]) == 2
    assert "No article is called “zelenskyy”" in one_sentence(capsys.readouterr().err)
    ids = []
    for title in ("Sorry about that", "Sorry about this"):
        path = tmp_path / f"{title}.txt"
        path.write_text(f"The text of the article {title} is this one.\n")
        ids.append(reader(path, Source(title=title)).state.article)
    assert main(["export", "sorry"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "“sorry” fits several articles" in err
    for article, title in zip(ids, ("Sorry about that", "Sorry about this"), strict=True):
        assert f"  {article[:8]}  {title}" in err


# What can be wrong


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["--zoom", "a.txt"], "No such option"),
        (["list", "--zoom"], "No such option"),
        (["list", "extra"], "unexpected extra argument"),
        (["show"], "Missing argument"),
        (["clips", "--last=3"], "does not take a value"),
        (["export", "-o"], "requires an argument"),
        (["a.txt", "b.txt"], "unexpected extra argument"),
        (["missing.txt"], "missing.txt"),
        (["show", "."], "folder"),
        (["show", "empty.txt"], "empty"),
        (["show", "binary.txt"], "binary"),
        (["show", "evil\x1b]0;title\x07.txt"], "evil"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_2(capsys, given, why):
    Path("empty.txt").write_text("")
    Path("binary.txt").write_bytes(bytes(range(256)) * 4)
    assert main(given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert why in one_sentence(err)
    assert "\x1b" not in err


def test_help_and_version_are_a_yes(capsys):
    assert main(["--help"]) == 0
    assert "tuireader article.txt" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert "tuireader" in capsys.readouterr().out
    for command in ("list", "show", "clips", "export"):
        assert main([command, "--help"]) == 0
        assert "tuireader clips" in capsys.readouterr().out or command != "clips"


def test_a_library_that_is_a_file_is_said(tmp_path, capsys):
    (tmp_path / "library").write_text("")
    assert main(["list"]) == 2
    assert "library" in one_sentence(capsys.readouterr().err)


def test_the_program_reads_standard_input():
    done = run("-", feed="Prices rose — by 3 %.\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Prices rose — by 3 %.\n", b"")


@pytest.mark.parametrize("given", [["show", str(SEED)], ["show", str(SEED), "--json"], [str(SEED)]])
def test_a_reader_that_goes_away_is_no_error(given):
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "tuireader", *given]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environ, timeout=30)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("given", [["show", str(SEED)], ["list"], ["--help"]])
def test_a_full_disk_behind_standard_output_is_said(given):
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "tuireader", *given]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environ, timeout=30)
    assert done.returncode == 2
    assert "No space left on device" in one_sentence(done.stderr.decode())
