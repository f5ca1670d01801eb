"""A morning without the screen: a source is kept, marked, quoted and handed on by commands alone."""

import json
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Guard, GuardKind, SourceFields
from tuireader.cli import main


@pytest.fixture
def kept(seed, tmp_path):
    """The article of the seed, kept with its source by a command; its id."""
    assert main(["add", str(seed), "--outlet", "Sky News", "--title", "Peskov interview", "--date", "2022-04-07"]) == 0
    (article,) = Library(tmp_path / "library").articles()
    return article


def test_add_takes_the_source_of_an_article(kept, tmp_path):
    source = Library(tmp_path / "library").source(kept)
    assert (source.outlet, source.title, source.published) == ("Sky News", "Peskov interview", "2022-04-07")


def test_adding_again_changes_only_what_is_given(kept, seed, tmp_path):
    assert main(["add", str(seed), "--outlet", "Sky"]) == 0
    library = Library(tmp_path / "library")
    source = library.source(kept)
    assert (source.outlet, source.title) == ("Sky", "Peskov interview")
    assert main(["add", str(seed)]) == 0
    assert Library(tmp_path / "library").source(kept) == source
    assert len(library.store(kept).all(SourceFields)) == 1


def test_one_title_is_not_that_of_many_sources(seed, one_sentence, capsys):
    Path("other.txt").write_text("Another article.\n")
    assert main(["add", str(seed), "other.txt", "--title", "Peskov interview"]) == 2
    assert "add these one by one" in one_sentence(capsys.readouterr().err)
    assert main(["add", str(seed), "other.txt", "--outlet", "Sky News"]) == 0


def test_quotes_are_printed_as_they_are_copied(kept, seed, capsys):
    capsys.readouterr()
    assert main(["quotes", str(seed), "--style", "plain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("“We are sorry about that… [But] will continue to defend out interests")
    assert lines[0].endswith("— Dmitry Peskov?, Sky News, “Peskov interview”, 2022-04-07")
    assert main(["quotes", str(seed), "--style", "fancy"]) == 2
    assert "There is no style “fancy”" in capsys.readouterr().err


def test_guarded_quotes_are_left_out(kept, seed, tmp_path, capsys):
    Library(tmp_path / "library").store(kept).put(Guard(id="article", kind=GuardKind.OFF_RECORD))
    capsys.readouterr()
    assert main(["quotes", str(seed), "--style", "plain"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "left out" in err


def test_words_are_marked_by_a_table_that_names_the_article_as_list_does(kept, capsys):
    capsys.readouterr()
    assert main(["list"]) == 0
    name = capsys.readouterr().out.split()[0]
    Path("marks.csv").write_text(f"Highlight,Title,Note\nsignificant losses of troops,{name},Ask for figures\n")
    assert main(["import", "marks.csv"]) == 0
    assert capsys.readouterr().out == "1 new\n"
    assert main(["export", name, "--format", "csv"]) == 0
    out = capsys.readouterr().out
    assert "significant losses of troops" in out
    assert "Ask for figures" in out


def test_a_note_is_changed_where_it_was_exported(kept, capsys, monkeypatch):
    Path("marks.csv").write_text(f"Highlight,Title,Note\nsignificant losses of troops,{kept[:8]},Ask\n")
    assert main(["import", "marks.csv"]) == 0
    assert main(["export", kept[:8], "-o", "notes.md"]) == 0
    notes = Path("notes.md")
    notes.write_text(notes.read_text().replace("\nAsk\n", "\nAsked\n").replace("Role: quote", "Role: fact\\\nTags: un"))
    assert main(["import", "notes.md"]) == 0
    capsys.readouterr()
    assert main(["search", "has:note", "Asked", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["note"], hit["role"]) == ("Asked", "fact")
