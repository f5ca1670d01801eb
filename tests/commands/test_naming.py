"""Which article a command is about, and where `export` writes it."""

from pathlib import Path

import pytest

from annotations.models import Source
from tuireader.cli import main

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
SKY = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07")


def test_export_prints_the_notes_of_the_article_read_last(noted, capsys):
    noted()
    assert main(["export"]) == 0
    out = capsys.readouterr().out
    assert "title: " in out
    assert "Ask Sky for the tape" in out
    assert "> “We are sorry about that… " in out


def test_export_writes_a_file_and_overwrites_one_only_by_force(noted, capsys, one_sentence):
    noted()
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
def test_export_to_where_no_file_can_be_is_said(noted, capsys, target, why, one_sentence):
    noted()
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


def test_no_article_or_several_are_said(reader, tmp_path, capsys, one_sentence):
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
