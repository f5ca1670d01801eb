"""`tuireader search` and `tuireader where` through their front door."""

import io
import json

import pytest

from annotations.anchoring import describe
from annotations.library import Library
from annotations.models import Anchor, Clip, Source, Speaker
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import main

SEED = "seeds/000_62dfbb86b6db87cd.txt"
OTHER = "“Those dead bodies there were not victims of Russian military personnel,” Peskov told Reuters.\n\nIt rained.\n"


@pytest.fixture(autouse=True)
def library(tmp_path, request):
    (tmp_path / "other.txt").write_text(OTHER)
    library = Library(tmp_path / "library")
    given = Source("Peskov is sorry", outlet="Sky News", published="2022-04-07", url="https://news.example/sorry")
    for path, source in ((request.config.rootpath / SEED, given), (tmp_path / "other.txt", Source("Other"))):
        article = load(str(path), source)
        library.keep(library.identify(article), article, new_version(article))
    return library


def of(library, title):
    return next(entry.id for entry in library.entries() if entry.title == title)


def place(library, article, words):
    version = library.latest(article)
    number = next(n for n, text in enumerate(version.texts) if words in text)
    start = version.texts[number].index(words)
    return Anchor(version.id, describe(version, span_of(number, start, start + len(words))))


def test_search_shows_the_passage_with_its_speaker_and_place(capsys):
    assert main(["search", "troops", "losses"]) == 0
    out = capsys.readouterr().out
    assert "significant losses of troops" in out
    assert "Peskov" in out
    assert "Sky News · 2022-04-07" in out


def test_a_speakers_page_has_the_same_words_together_as_a_shell_gives_the_name(capsys):
    assert main(["search", "speaker:Dmitry Peskov", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {hit["speaker"] for hit in found} == {"Dmitry Peskov", "Peskov"}
    main(["search", "speaker:Dmitry Peskov"])
    assert "versions:" in capsys.readouterr().out


def test_search_says_no_and_what_is_wrong_in_one_sentence_each(capsys):
    assert main(["search", "zebra"]) == 1
    assert main(["search", "colour:red"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2


def test_where_tells_outlet_date_address_paragraph_and_speaker(capsys):
    assert main(["where", "We have suffered significant losses of troops", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    wanted = ("Sky News", "2022-04-07", "https://news.example/sorry", False)
    assert (found["outlet"], found["published"], found["address"], found["confirmed"]) == wanted
    assert "Peskov" in found["speaker"]


def test_where_names_what_was_copied_first_and_who_was_confirmed(library, capsys, monkeypatch):
    article, words = of(library, "Other"), "Those dead bodies there were not victims"
    anchor = place(library, article, words)
    store = library.store(article)
    store.put(Clip(anchors=(anchor,), text=f"“{words}” — Dmitry Peskov", speaker="Dmitry Peskov"))
    store.put(Speaker(anchors=(anchor,), name="Dmitry Peskov"))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"“{words} of Russian military personnel,”\n"))
    assert main(["where", "-"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Other" in lines[0]
    assert "  Dmitry Peskov, confirmed" in lines
    assert any(line.startswith("  copied 20") for line in lines)
    assert any("Sky News" in line for line in lines[3:])


def test_where_shows_what_nearly_has_the_words_and_says_no(capsys):
    assert main(["where", "Those dead bodies there were victims of Russian military personnel"]) == 1
    assert capsys.readouterr().out.startswith("No text has these words; nearly:\n")
    assert main(["where", "nobody has ever said anything of this kind to a living soul"]) == 1
    assert main(["where", " "]) == 2


def test_words_that_only_an_older_version_has_are_found_with_a_warning(library, tmp_path, capsys):
    (tmp_path / "other.txt").write_text("“We know nothing of any bodies,” Peskov told Reuters.\n\nIt rained.\n")
    article = load(str(tmp_path / "other.txt"), Source("Other"))
    library.keep(of(library, "Other"), article, new_version(article))
    quote = "Those dead bodies there were not victims of Russian military personnel"
    assert main(["where", quote]) == 0
    out = capsys.readouterr().out
    assert "Other · ¶ 1 · an older version" in out
    assert "a newer version of the source has these words no more" in out
    (tmp_path / "draft.md").write_text("Peskov: “We know nothing of any bodies.”\n")
    assert main(["check", str(tmp_path / "draft.md"), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["label"], found["source"]) == ("case_or_punct", "Other")


def test_an_article_without_a_title_is_called_by_the_beginning_of_its_text_everywhere(library, tmp_path, capsys):
    words = "Nobody counts the swans of the upper lake before the first frost"
    path = tmp_path / "lake-2.txt"
    path.write_text(f"A quiet morning.\n\n“{words},” Ida Holm said.\n")
    article = load(str(path))
    library.keep(library.identify(article), article, new_version(article))
    (tmp_path / "draft.md").write_text(f"“{words},” Holm said.\n")
    called = []
    for command, name in (
        (["where", words, "--json"], "title"),
        (["check", str(tmp_path / "draft.md"), "--json"], "source"),
        (["search", "swans", "--json"], "title"),
    ):
        assert main(command) == 0
        called.append(json.loads(capsys.readouterr().out)[0][name])
    main(["list", "--json"])
    assert called == ["A quiet morning."] * 3
    assert "A quiet morning." in [entry["title"] for entry in json.loads(capsys.readouterr().out)]
