"""`tuireader merge`: what a person types, reads, and finds afterwards."""

import json
import shutil
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Details, Guard, GuardKind
from tuireader.cli import main

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


@pytest.fixture
def laptop(tmp_path):
    folder = tmp_path / "laptop"
    text = tmp_path / "other.txt"
    text.write_text("Another article, about the talks.\n\nIt has two paragraphs.\n")
    assert main(["add", str(SEED), str(text), "--library", str(folder)]) == 0
    return folder


def test_all_of_a_second_laptop_arrives_and_merging_again_brings_nothing(laptop, tmp_path, capsys):
    assert main(["merge", str(laptop)]) == 0
    assert "2 articles added" in capsys.readouterr().out
    assert len(Library(tmp_path / "library").entries()) == 2
    assert main(["merge", str(laptop)]) == 0
    assert "nothing new" in capsys.readouterr().out


def test_two_notes_on_one_article_are_told_with_its_title(laptop, tmp_path, capsys):
    here = tmp_path / "library"
    shutil.copytree(laptop, here)
    article = Library(here).articles()[0]
    for folder, note in ((here, "Ask Sky."), (laptop, "Ask the UN.")):
        Library(folder).store(article).put(Details(note=note))
    assert main(["merge", str(laptop)]) == 1
    assert (
        f"changed on both sides, and both are kept until you settle it there: {article[:8]}" in capsys.readouterr().err
    )


def test_a_guarded_article_stays_where_it_is_until_asked_for(laptop, tmp_path, capsys):
    article = Library(laptop).articles()[0]
    Library(laptop).store(article).put(Guard(id="article", kind=GuardKind.OFF_RECORD))
    assert main(["merge", str(laptop)]) == 1
    assert f"left out, because guarded: {article[:8]}" in capsys.readouterr().err
    assert article not in Library(tmp_path / "library").articles()
    assert main(["merge", str(laptop), "--guarded"]) == 0
    assert article in Library(tmp_path / "library").articles()


def test_an_article_opened_here_by_its_address_and_there_as_a_file_is_joined_on_request(tmp_path, capsys):
    text = "The minister said that nobody would resign.\n\nThe talks go on.\n"
    plain, page = tmp_path / "talks.txt", tmp_path / "talks.md"
    plain.write_text(text)
    page.write_text(f"---\nurl: https://example.org/talks\n---\n{text}")
    assert main(["add", str(page)]) == 0
    assert main(["add", str(plain), "--library", str(tmp_path / "laptop")]) == 0
    assert main(["merge", str(tmp_path / "laptop")]) == 1
    assert "are one article by their text; tuireader merge --join makes one of them" in capsys.readouterr().err
    assert main(["merge", str(tmp_path / "laptop"), "--join", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["joined"]) == 1
    (entry,) = Library(tmp_path / "library").entries()
    assert entry.address.endswith("talks.md")
    assert main(["merge", str(tmp_path / "laptop")]) == 0


@pytest.mark.parametrize(("name", "why"), [("nothing.zip", "There is no"), ("folder", "is no library")])
def test_what_is_no_library_is_said_in_a_sentence(tmp_path, capsys, name, why):
    (tmp_path / "folder").mkdir()
    assert main(["merge", str(tmp_path / name)]) == 2
    assert why in capsys.readouterr().err
