"""The index over a library: what it says is what the files say, however it came to be."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from annotations.anchoring import describe
from annotations.index import Index, building, lookups
from annotations.library import Library
from annotations.models import Anchor, Annotation, Article, Details, Paragraph, Source
from annotations.text import paragraph_key, span_of
from annotations.versions import new_version

FIRST = "The minister said that talks would go on for as long as they had to, whatever the opposition thought of it."
SECOND = "“We won’t resign,” Ann Lee told reporters on Thursday."
TEXTS = {
    "post": ("Talks go on", FIRST, SECOND),
    "ledger": ("No end of talks", FIRST.replace("’", "'"), "Something else altogether happened here."),
    "coast": ("Talks, talks", FIRST.replace("opposition", "parliament"), "And nothing more was known in the evening."),
}


def keep(library, name, texts, accessed=""):
    source = Source(texts[0], outlet=name.title(), url=f"https://example.org/{name}", agency="Reuters")
    article = Article(source.url, source, tuple(map(Paragraph, texts)), "\n".join(texts).encode())
    identity = library.identify(article)
    return identity, library.keep(identity, article, new_version(article))


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "library")
    for name, texts in TEXTS.items():
        keep(library, name, texts)
    return library


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def index(library, cache):
    index = Index(library.root, cache)
    building.update(index)
    yield index
    index.close()


def id_of(index, title):
    return next(entry.id for entry in lookups.entries(index) if entry.title == title)


def mark(library, article, paragraph=1, note="Ask her."):
    version = library.latest(article)
    anchor = Anchor(version.id, describe(version, span_of(paragraph, 0, len(version.texts[paragraph]))))
    return library.store(article).put(Annotation(anchors=(anchor,), note=note, role="fact", tags=("talks",)))


def test_the_list_is_that_of_the_library(index, library):
    article = id_of(index, "Talks go on")
    mark(library, article)
    library.store(article).put(Details(id="article", tags=("talks", "bucha"), done=True))
    library.store(id_of(index, "Talks, talks")).put(Details(id="article", removed=True))
    building.update(index)
    assert lookups.entries(index) == library.entries()
    assert lookups.entries(index, removed=True) == library.entries(removed=True)


def test_a_paragraph_is_found_in_other_articles_with_where_it_stood_and_what_was_noted(index, library):
    there = id_of(index, "No end of talks")
    mark(library, there, note="Same copy?")
    building.update(index)
    key = paragraph_key(FIRST)
    found = lookups.elsewhere(index, [key, paragraph_key(SECOND)], id_of(index, "Talks go on"))
    assert list(found) == [key]
    (seen,) = found[key]
    assert (seen.article, seen.outlet, seen.agency, seen.paragraph, seen.same) == (there, "Ledger", "Reuters", 1, True)
    assert seen.text == TEXTS["ledger"][1]
    assert [(noted.role, noted.note) for noted in seen.notes] == [("fact", "Same copy?")]


def test_a_paragraph_that_is_nearly_the_same_is_found_and_another_is_not(index):
    here = id_of(index, "Talks go on")
    found = lookups.alike(index, FIRST, here)
    assert [(seen.outlet, seen.same) for seen in found] == [("Coast", False)]
    assert "parliament" in found[0].text
    assert lookups.alike(index, SECOND, here) == []


def test_a_removed_article_is_found_nowhere_else(index, library):
    library.store(id_of(index, "No end of talks")).put(Details(id="article", removed=True))
    building.update(index)
    assert lookups.elsewhere(index, [paragraph_key(FIRST)], id_of(index, "Talks go on")) == {}


def test_only_what_changed_is_read_again(index, library):
    assert building.waiting(index) == 0
    article = id_of(index, "Talks go on")
    mark(library, article)
    assert list(building.stale(index).changed) == [article]
    seen = []
    building.update(index, lambda step, done, count: seen.append((step, count)))
    assert seen == [("notes", 1)]
    assert building.waiting(index) == 0


def test_a_new_version_takes_the_place_of_the_old_one_and_a_deleted_article_is_forgotten(index, library):
    article, _ = keep(library, "post", ("Talks go on", "Everything was written anew, and nobody was quoted.", SECOND))
    shutil.rmtree(next((library.root / "articles").glob(f"*/{id_of(index, 'Talks, talks')}")))
    building.update(index)
    (only,) = lookups.elsewhere(index, [paragraph_key(FIRST)], "")[paragraph_key(FIRST)]
    assert only.outlet == "Ledger"
    assert article in {entry.id for entry in lookups.entries(index)}
    assert len(lookups.entries(index)) == 2


@pytest.mark.parametrize("damage", [b"", b"no database at all", None], ids=["empty", "nonsense", "torn"])
def test_a_damaged_index_is_thrown_away_and_built_anew(index, library, cache, damage):
    before = lookups.entries(index)
    index.close()
    path = cache / "index.sqlite"
    for name in ("index.sqlite-wal", "index.sqlite-shm"):
        (cache / name).unlink(missing_ok=True)
    data = path.read_bytes()
    path.write_bytes(damage if damage is not None else data[:4096] + os.urandom(len(data) - 4096))
    again = Index(library.root, cache)
    building.update(again)
    assert lookups.entries(again) == before
    assert len(lookups.elsewhere(again, [paragraph_key(FIRST)], "")[paragraph_key(FIRST)]) == 2
    again.close()


def test_an_index_of_another_form_is_built_anew(library, cache):
    cache.mkdir()
    db = sqlite3.connect(cache / "index.sqlite")
    db.executescript("create table articles (strange text); pragma user_version = 999;")
    db.close()
    index = Index(library.root, cache)
    building.update(index)
    assert len(lookups.entries(index)) == 3
    index.close()


def test_two_libraries_have_an_index_each(index, tmp_path, cache):
    other = Library(tmp_path / "other")
    keep(other, "else", ("Elsewhere", FIRST))
    beside = Index(other.root, cache)
    building.update(beside)
    assert [entry.title for entry in lookups.entries(beside)] == ["Elsewhere"]
    assert len(lookups.entries(index)) == 3
    assert building.waiting(index) == 0
    beside.close()


def test_where_nothing_can_be_written_the_index_is_in_memory(library, tmp_path):
    (tmp_path / "file").write_text("in the way")
    index = Index(library.root, tmp_path / "file")
    building.update(index)
    assert index.path is None
    assert len(lookups.entries(index)) == 3
    index.close()


def test_the_index_is_for_its_owner_alone(index, cache):
    assert {path.stat().st_mode & 0o777 for path in cache.iterdir()} == {0o600}
    assert cache.stat().st_mode & 0o777 == 0o700


def test_two_processes_may_build_at_once(library, cache):
    for number in range(60):
        keep(library, f"outlet{number}", (f"Title {number}", f"{FIRST} Number {number}.", SECOND))
    code = (
        "import sys; from pathlib import Path; from annotations.index import Index, building;"
        " building._BATCH = 3; building.update(Index(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(library.root), str(cache)], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in running:
        _, error = process.communicate(timeout=60)
        assert (process.returncode, error) == (0, b"")
    index = Index(library.root, cache)
    assert building.waiting(index) == 0
    assert {entry.id for entry in lookups.entries(index)} == set(library.articles())
    assert index.all("select count(*) from docs where kind = 1")[0][0] == 63 * 3
    assert index.all("select count(*) from quotes")[0][0] == 61
    index.close()


def test_what_cant_be_read_is_told_and_stops_nothing(library, cache, index):
    article = id_of(index, "Talks go on")
    version = next((library.root / "articles").glob(f"*/{article}/versions/*.json"))
    version.write_bytes(b"{nonsense")
    os.utime(version.parent)
    building.update(index)
    assert [str(version) in notice for notice in lookups.notices(index)] == [True]
    assert len(lookups.entries(index)) == 3
