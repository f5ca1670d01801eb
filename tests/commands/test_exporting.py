"""`export` and `import` through their front door."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Annotation, Details, Guard, GuardKind, Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import main
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.session import Opened
from tuireader.memory import Memory
from tuireader.paths import state_folder

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with the seed and a note in it."""
    article = load(str(SEED))
    found = Library(tmp_path / "library")
    given = Source(title="Peskov is sorry", outlet="Sky News", published="2022-04-07", url="https://example.org/peskov")
    opened = Opened(new_version(article), str(SEED), article.source, given, article)
    desk = ReadingDesk(opened, found, Memory(state_folder()), lambda _: Copied(()))
    list(desk.prepare())
    desk.settle()
    desk.go_to_paragraph(2)
    desk.open_note()
    desk.save_note("Ask Sky for the tape")
    desk.settle()
    desk.close()
    return found


def note_of(library: Library) -> Annotation:
    (article,) = library.articles()
    (found,) = library.store(article).all(Annotation)
    return found


def test_an_edited_note_comes_back_and_the_file_is_exported_again_around_what_was_written_there(library, capsys):
    assert main(["export", "-o", "notes.md"]) == 0
    path = Path("notes.md")
    path.write_text("My lead.\n" + path.read_text().replace("Ask Sky for the tape", "Asked; *none* kept"))
    path.write_text(path.read_text().removeprefix("My lead.\n") + "\nMy end.\n")
    assert main(["export", "-o", "notes.md"]) == 2
    assert "tuireader import takes that in first" in capsys.readouterr().err
    assert main(["import", "notes.md"]) == 0
    assert capsys.readouterr().out == "1 changed\n"
    assert note_of(library).note == "Asked; *none* kept"
    assert main(["import", "notes.md"]) == 0
    assert capsys.readouterr().out == "1 known already\n"
    assert main(["export", "-o", "notes.md"]) == 0
    assert "My end." in path.read_text()
    assert r"Asked; \*none\* kept" in path.read_text()


def test_a_note_that_was_changed_here_meanwhile_is_kept_twice(library, capsys):
    assert main(["export", "-o", "notes.md"]) == 0
    path = Path("notes.md")
    path.write_text(path.read_text().replace("Ask Sky for the tape", "theirs"))
    (article,) = library.articles()
    record = note_of(library)

    library.store(article).change(replace(record, note="mine"))
    assert main(["import", "notes.md", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["conflicts"] == 1
    (states,) = library.store(article).conflicts()
    assert {state.note for state in states} == {"mine", "theirs"}


def test_a_part_that_was_taken_out_is_no_deletion_unless_said(library, capsys):
    assert main(["export", "-o", "notes.md"]) == 0
    path = Path("notes.md")
    text = path.read_text()
    start, end = text.index("<!-- tuireader:"), text.rindex("<!-- /tuireader:")
    path.write_text(text[:start] + text[text.index("\n", end) :])
    assert main(["import", "notes.md"]) == 0
    assert "taken out of the file and kept here" in capsys.readouterr().out
    note = note_of(library)
    assert main(["import", "notes.md", "--delete-removed"]) == 0
    assert capsys.readouterr().out == "1 deleted\n"
    assert library.store(library.articles()[0]).get(Annotation, note.id) is None


def test_everything_goes_into_an_empty_library_and_out_again_unchanged(library, tmp_path, capsys):
    assert main(["export", "--all", "--format", "webannotation", "-o", "all.jsonld"]) == 0
    assert main(["import", "all.jsonld", "--library", "other"]) == 0
    assert main(["export", "--all", "--format", "webannotation", "--library", "other"]) == 0
    assert capsys.readouterr().out.partition("\n")[2] == Path("all.jsonld").read_text()
    assert main(["import", "all.jsonld"]) == 0
    assert "known already" in capsys.readouterr().out


def test_marks_of_hypothesis_find_their_words_or_are_kept_as_lost(library, capsys):
    words = SEED.read_text().splitlines()[5][:60]
    rows = [
        {"id": name, "uri": uri, "text": "x", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": exact}]}]}
        for name, uri, exact in (
            ("a", "http://www.example.org/peskov/", words),
            ("b", "https://example.org/peskov", "Words that nobody has ever said there"),
            ("c", "https://example.org/other", words),
        )
    ]
    Path("h.json").write_text(json.dumps({"rows": rows, "total": 3}))
    assert main(["import", "h.json"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "2 new",
        "1 without a place in the text, kept as lost",
        "not in the library: https://example.org/other",
    ]
    found = {one.id: one for one in library.store(library.articles()[0]).all(Annotation)}
    assert found["hyp-a"].exact == words.strip()
    assert found["hyp-b"].anchors[0].version == ""
    assert main(["import", "h.json"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == "2 known already"


def test_a_note_on_the_whole_page_is_kept_even_if_its_words_are_in_another_one(library, capsys):
    rows = [
        {"id": name, "uri": "https://example.org/peskov", "text": text, "target": [{"source": "x"}]}
        for name, text in (("a", "Ask Sky News for the tape"), ("b", "Ask"))
    ]
    for expected in ("2 new\n", "2 known already\n"):
        Path("h.json").write_text(json.dumps({"rows": rows, "total": 2}))
        assert main(["import", "h.json"]) == 0
        assert capsys.readouterr().out == expected
    assert library.store(library.articles()[0]).get(Details, "article").note == "Ask Sky News for the tape\n\nAsk"


def test_our_own_table_is_known_already(library, capsys):
    assert main(["export", "--format", "csv", "-o", "notes.csv"]) == 0
    assert main(["import", "notes.csv"]) == 0
    assert capsys.readouterr().out == "1 known already\n"


def test_what_is_guarded_is_left_out_with_a_sentence_unless_asked_for(library, capsys):
    (article,) = library.articles()
    library.store(article).put(Guard(id="article", kind=GuardKind.OFF_RECORD))
    assert main(["export"]) == 0
    out, err = capsys.readouterr()
    assert "Ask Sky" not in out
    assert "1 note is off the record" in err
    assert main(["export", "--guarded"]) == 0
    assert "Ask Sky" in capsys.readouterr().out
    assert main(["export", "--format", "webannotation"]) == 0
    assert '"off' in capsys.readouterr().out


def test_a_folder_gets_a_file_an_article(library, capsys):
    Path("out").mkdir()
    assert main(["export", "--all", "-o", "out"]) == 0
    assert [path.name for path in Path("out").iterdir()] == ["Peskov is sorry.md"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "<p>", "a,b\n1,2\n", '{"type":"AnnotationCollection","articles":[]}']
)
def test_a_file_without_notes_is_said(library, capsys, text):
    Path("x").write_text(text)
    assert main(["import", "x"]) == 2
    assert capsys.readouterr().err.startswith("tuireader: x: ")


def test_a_story_stands_as_it_was_published_and_each_article_as_it_is_read(tmp_path, capsys):
    for name, published in (("later", "2026-02-02"), ("first", "2026-01-01"), ("amid", "2026-01-15")):
        Path(f"{name}.txt").write_text(f"The {name} report.\n\nAlpha said so.\n\nOmega said no.\n")
        assert main(["add", f"{name}.txt", "--tag", "s", "--date", published, "--title", name]) == 0
    rows = [f"{words},{name}" for words in ("Omega said no", "Alpha said so") for name in ("later", "amid", "first")]
    Path("marks.csv").write_text("Highlight,Title\n" + "\n".join(rows))
    assert main(["import", "marks.csv"]) == 0
    capsys.readouterr()
    assert main(["export", "--tag", "s"]) == 0
    out = capsys.readouterr().out
    places = [out.index(name, out.index("---", 3)) for name in ("first", "amid", "later")]
    assert places == sorted(places)
    words = [line for line in out.splitlines() if "Alpha said so" in line or "Omega said no" in line]
    assert ["Alpha" in line for line in words] == [True, False] * 3
