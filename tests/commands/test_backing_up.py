"""`tuireader backup`, and that what it writes restores the notes as they were."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from annotations.backup import daily
from annotations.library import Library
from annotations.models import Details
from tuireader.backing_up import begin
from tuireader.cli import main
from tuireader.paths import backup_folder

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


@pytest.fixture
def article(tmp_path):
    assert main(["add", str(SEED)]) == 0
    library = Library(tmp_path / "library")
    (article,) = library.articles()
    library.store(article).put(Details(note="Ask Sky for the tape.", tags=("un",)))
    return article


def exported(article, capsys, *more):
    capsys.readouterr()
    assert main(["export", article, *more]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--full"]])
def test_a_backup_restored_into_an_empty_place_exports_the_same(article, tmp_path, capsys, options):
    before = exported(article, capsys)
    assert main(["backup", *options, str(tmp_path / "stick" / "all.zip")]) == 0
    assert "1 article, " in capsys.readouterr().out
    shutil.rmtree(tmp_path / "library")
    assert main(["merge", str(tmp_path / "stick" / "all.zip"), "--library", str(tmp_path / "restored")]) == 0
    assert exported(article, capsys, "--library", str(tmp_path / "restored")) == before


def test_the_backup_of_the_day_restores_too(article, tmp_path, capsys):
    before = exported(article, capsys)
    assert main(["backup"]) == 0
    path = Path(capsys.readouterr().out.split(": the notes of 1 article")[0])
    assert path.parent == backup_folder()
    shutil.rmtree(tmp_path / "library")
    assert main(["merge", str(path)]) == 0
    assert exported(article, capsys) == before


def test_a_command_that_writes_makes_the_backup_of_the_day(article):
    assert main(["add", str(SEED)]) == 0
    assert len(list(backup_folder().glob("*.zip"))) == 1


def test_a_file_is_overwritten_only_when_asked(article, tmp_path, capsys):
    (tmp_path / "all.zip").write_text("mine")
    assert main(["backup", str(tmp_path / "all.zip")]) == 2
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "all.zip").read_text() == "mine"
    assert main(["backup", "--force", str(tmp_path / "all.zip")]) == 0


def test_nothing_to_back_up_is_said(capsys):
    assert main(["backup"]) == 1
    assert "is empty" in capsys.readouterr().err


def test_a_backup_that_cant_be_made_stops_nothing(article, tmp_path):
    (tmp_path / "blocked").write_text("a file where the folder should be")
    begin(Library(tmp_path / "library"), tmp_path / "blocked" / "backups").join()
    assert daily(Library(tmp_path / "library"), tmp_path / "fine", date(2026, 11, 24)) is not None
