"""`list`, `show` and `clips`: what they print, as lines and as JSON."""

import json
import re
from pathlib import Path

from annotations.models import Source
from tuireader.cli import main

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
SKY = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07")


def test_an_empty_library_says_how_to_begin(capsys):
    for given in ([], ["list"]):
        assert main(given) == 0
        assert "tuireader article.txt" in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_articles_are_listed_the_last_worked_on_first(noted, reader, tmp_path, capsys):
    other = tmp_path / "here" / "other.txt"
    other.write_text("Another article, in which nobody took a note so far.\n")
    desk = noted()
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
    assert list((tmp_path / "home").iterdir()) == []


def test_show_names_the_article_as_the_library_does(noted, capsys):
    desk = noted(Source())
    assert main(["show", str(SEED), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"] == desk.state.article


def test_without_a_terminal_reading_prints_the_paragraphs(capsys):
    assert main([str(SEED)]) == 0
    assert "“We are sorry about that… [But] will continue" in capsys.readouterr().out


def test_no_clip_is_a_no(capsys, one_sentence):
    assert main(["clips"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing was copied yet" in one_sentence(err)
    assert main(["clips", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_clips_are_printed_the_latest_last(noted, capsys):
    desk = noted()
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


def test_a_journal_that_cannot_be_read_hides_no_clip_of_another(noted, reader, tmp_path, capsys, one_sentence):
    noted()
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
