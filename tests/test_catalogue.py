"""The library as a list: unread first, filtered, marked as done, tagged, put into the trash and back."""

from threading import Event

import pytest

from annotations.library import Library
from annotations.models import Details
from tuireader.adding import Added, add_source
from tuireader.catalogue import Catalogue
from tuireader.memory import Memory

TEXTS = {
    "vote.txt": "The assembly voted on Thursday.\n\nNinety-three states were for it.",
    "storm.txt": "A storm reached the coast.\n\nNobody was hurt, officials said.",
    "match.txt": "The match ended without a goal.\n\nThe crowd went home early.",
}


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "state")


@pytest.fixture
def catalogue(tmp_path, library, memory):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
        assert add_source(library, str(tmp_path / name)).added is Added.NEW
    catalogue = Catalogue(library, memory, tmp_path / "backups")
    catalogue.load()
    catalogue.settle()
    yield catalogue
    catalogue.close()


def titles(catalogue):
    catalogue.settle()
    return [article.entry.title for article in catalogue.state.shown]


def find(catalogue, word):
    return next(one.entry.id for one in catalogue.state.articles if word in one.entry.title)


def test_unread_articles_come_first_and_then_the_one_read_last(catalogue, memory):
    memory.opened(find(catalogue, "storm"), "storm.txt")
    memory.opened(find(catalogue, "match"), "match.txt")
    catalogue.load()
    got = titles(catalogue)
    assert "voted" in got[0]
    assert "match" in got[1]
    assert "storm" in got[2]


def test_a_filter_takes_all_its_words_from_what_is_shown(catalogue):
    catalogue.filter("STORM coast")
    assert len(titles(catalogue)) == 1
    catalogue.filter("storm match")
    assert titles(catalogue) == []
    catalogue.filter("")
    assert len(titles(catalogue)) == 3


def test_done_is_kept_and_undone(catalogue, library):
    article = find(catalogue, "voted")
    catalogue.choose(article)
    catalogue.toggle_done()
    catalogue.settle()
    assert library.store(article).get(Details, "article").done
    assert not next(one for one in catalogue.state.articles if one.entry.id == article).unread
    catalogue.undo()
    catalogue.settle()
    assert not library.store(article).get(Details, "article").done


def test_a_tag_holds_a_story_together(catalogue, library):
    for word in ("voted", "storm"):
        catalogue.choose(find(catalogue, word))
        catalogue.tag("#week, north")
        catalogue.settle()
    assert sorted(entry.title for entry in library.entries() if "week" in entry.tags) == sorted(
        title for title in titles(catalogue) if "match" not in title
    )


def test_what_is_removed_waits_in_the_trash_with_all_its_notes(catalogue, library):
    article = find(catalogue, "storm")
    catalogue.choose(article)
    catalogue.remove()
    assert len(titles(catalogue)) == 2
    catalogue.show_trash(True)
    assert len(titles(catalogue)) == 1
    catalogue.restore()
    catalogue.settle()
    catalogue.show_trash(False)
    assert len(titles(catalogue)) == 3
    assert library.latest(article) is not None


def test_emptying_the_trash_deletes_only_what_is_in_it_and_names_the_backups(catalogue, library, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "2026-11-23.zip").touch()
    article = find(catalogue, "storm")
    catalogue.choose(article)
    catalogue.remove()
    catalogue.settle()
    catalogue.show_trash(True)
    catalogue.settle()
    catalogue.empty_trash()
    catalogue.settle()
    assert "2026-11-23.zip" in catalogue.state.message.text
    assert article not in library.articles()
    assert len(library.articles()) == 2


def test_the_next_unread_article_is_another_one(catalogue, memory):
    first = catalogue.next_unread()
    assert catalogue.next_unread(first) not in ("", first)
    for article in catalogue.state.articles:
        memory.opened(article.entry.id, article.entry.address)
    assert catalogue.next_unread() == ""


def test_adding_the_same_text_again_adds_nothing_and_a_changed_one_a_version(catalogue, library, tmp_path):
    assert add_source(library, str(tmp_path / "vote.txt")).added is Added.KNOWN
    assert "no such file" in add_source(library, str(tmp_path / "gone.txt")).problem


@pytest.fixture
def held(library, monkeypatch):
    """Holds back every look at the disk until it is set."""
    go, store, entries = Event(), library.store, library.entries

    def behind(call):
        def wait(*given, **more):
            assert go.wait(20)
            return call(*given, **more)

        return wait

    monkeypatch.setattr(library, "store", behind(store))
    monkeypatch.setattr(library, "entries", behind(entries))
    yield go
    go.set()


def test_undo_typed_fast_behind_an_act_takes_that_act_back(catalogue, held):
    catalogue.choose(find(catalogue, "storm"))
    catalogue.remove()
    catalogue.undo()
    held.set()
    assert len(titles(catalogue)) == 3
    assert catalogue.state.message.text == "Undone: in the trash"


def test_the_library_is_never_shown_for_the_trash(catalogue, held):
    shown = []
    catalogue.listen(lambda: shown.append((catalogue.state.trash, len(catalogue.state.articles))))
    catalogue.load()
    catalogue.show_trash(True)
    held.set()
    assert titles(catalogue) == []
    assert catalogue.state.loaded
    assert (True, 3) not in shown
