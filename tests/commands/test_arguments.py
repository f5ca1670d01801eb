"""The program's front door: options, exit codes, standard streams, one sentence where something is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tuireader.cli import arguments, main, tuireader

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"


@pytest.mark.parametrize(
    "given",
    [
        ["--library", "{}", "list"],
        ["list", "--library", "{}"],
        ["--library={}", "list"],
        ["--json", "list", "--library", "{}"],
    ],
)
def test_options_may_stand_before_or_behind_the_command(noted, tmp_path, monkeypatch, capsys, given):
    noted()
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
def test_what_cannot_be_done_is_one_sentence_and_a_2(capsys, given, why, one_sentence):
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


def test_a_library_that_is_a_file_is_said(tmp_path, capsys, one_sentence):
    (tmp_path / "library").write_text("")
    assert main(["list"]) == 2
    assert "library" in one_sentence(capsys.readouterr().err)


def test_the_program_reads_standard_input(run):
    done = run("-", feed="Prices rose — by 3 %.\n".encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "Prices rose — by 3 %.\n", b"")


@pytest.mark.parametrize("given", [["show", str(SEED)], ["show", str(SEED), "--json"], [str(SEED)]])
def test_a_reader_that_goes_away_is_no_error(run, given):
    reading, writing = os.pipe()
    os.close(reading)
    done = run(*given, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("given", [["show", str(SEED)], ["list"], ["--help"]])
def test_a_full_disk_behind_standard_output_is_said(run, given, one_sentence):
    with Path("/dev/full").open("wb") as full:
        done = run(*given, stdout=full)
    assert done.returncode == 2
    assert "No space left on device" in one_sentence(done.stderr.decode())


def test_what_may_not_be_read_is_told_by_whoever_opens_it(capsys, one_sentence, monkeypatch):
    Path("mine.txt").write_text("A text.\n")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)  # as for another user; the one of the tests may be root

    opened = Path.open

    def refuse(path, *more, **others):
        if path.name == "mine.txt":
            raise PermissionError(13, "Permission denied", "mine.txt")
        return opened(path, *more, **others)

    monkeypatch.setattr(Path, "open", refuse)
    for given in (["mine.txt"], ["show", "mine.txt"], ["check", "mine.txt"], ["import", "mine.txt"]):
        assert main(given) == 2
        assert one_sentence(capsys.readouterr().err).startswith("tuireader: mine.txt: you may not read this file;")


@pytest.mark.parametrize("given", [["exprot"], ["exprot", "article.txt"], ["qoutes", "article.txt", "--by-speaker"]])
def test_a_mistyped_command_is_taken_for_what_was_meant(capsys, one_sentence, given):
    assert main(given) == 2
    said = one_sentence(capsys.readouterr().err)
    assert ".;" not in said
    assert said.endswith(f"; did you mean tuireader {'export' if given[0] == 'exprot' else 'quotes'}?")


def test_a_file_is_no_mistyped_command(capsys, one_sentence):
    Path("exprot").write_text("")
    assert main(["exprot"]) == 2
    assert "did you mean" not in one_sentence(capsys.readouterr().err)


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_what_is_written_into_a_closed_stream_goes_nowhere(closed):
    command = f"{sys.executable} -m tuireader show '{SEED}' {closed}"
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, timeout=30)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_no_line_of_the_list_of_commands_is_cut(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.split("Commands:\n")[1].splitlines()
    assert all(line.endswith(".") and "..." not in line for line in listed)
    assert len(listed) == sum(not command.hidden for command in tuireader.commands.values())


@pytest.mark.parametrize("columns", ["40", "80"])
def test_examples_in_a_help_keep_their_lines(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    for name, command in tuireader.commands.items():
        assert main([name, "--help"]) == 0
        lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
        blocks = [block.split("\n\n")[0] for block in command.help.split("\b\n")[1:]]
        examples = [line.strip() for block in blocks for line in block.splitlines()]
        assert examples
        assert set(examples) <= set(lines), name
