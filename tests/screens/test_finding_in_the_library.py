"""Finding in the contents of the library from its screen: while typing, below the titles, and there by Enter."""

import pytest

from annotations.anchoring import describe
from annotations.index import building
from annotations.models import Anchor, Annotation, Source
from annotations.text import span_of
from tuireader.app import TuireaderApp
from tuireader.catalogue import Catalogue
from tuireader.memory import Memory
from tuireader.screens.reader import ReaderScreen

TEXTS = {
    "vote.txt": "The assembly voted on Thursday.\n\n“We will not leave the harbour,” Ann Lee said.\n\nIt rained.",
    "storm.txt": "A storm reached the coast.\n\n“We will never leave the harbour,” Ann Lee said.\n\nNobody was hurt.",
    "match.txt": "The match ended in the harbour.\n\nThe crowd went home early.",
}


@pytest.fixture
def room(room_with, tmp_path):
    return room_with(TEXTS, cache=tmp_path / "cache")


@pytest.fixture
def catalogue(room):
    building.update(room.index)
    catalogue = room.catalogue()
    catalogue.load()
    catalogue.settle()
    yield catalogue
    catalogue.close()


def id_of(catalogue, word):
    return next(one.entry.id for one in catalogue.state.articles if word in one.entry.title)


def find(catalogue, query):
    """What stands below the titles, once all is indexed."""
    for _ in range(200):
        catalogue.load()
        catalogue.settle()
        catalogue.filter(query)
        catalogue.settle()
        if not catalogue.state.indexing and catalogue.state.passages:
            break
    return [passage.hit for passage in catalogue.state.passages]


def test_titles_come_first_and_passages_below_them(catalogue):
    hits = find(catalogue, "harbo")
    assert [one.entry.title for one in catalogue.state.shown] == ["The match ended in the harbour."]
    assert {hit.speaker for hit in hits if hit.kind == "quotation"} == {"Ann Lee"}
    assert catalogue.state.ids[0] == catalogue.state.shown[0].entry.id
    assert len(catalogue.state.ids) == 1 + len(hits)


def test_a_speakers_words_stand_beside_the_other_versions_of_them(catalogue):
    find(catalogue, "speaker:Lee")
    worded = {(p.hit.text, *(other.text for other in p.otherwise)) for p in catalogue.state.passages}
    first, second = "We will not leave the harbour,", "We will never leave the harbour,"
    assert worded == {(first, second), (second, first)}


def test_the_acts_on_a_passage_are_those_on_its_article(catalogue):
    find(catalogue, "rained")
    catalogue.choose(catalogue.state.ids[-1])
    catalogue.toggle_done()
    catalogue.settle()
    assert [one.entry.done for one in catalogue.state.articles if "voted" in one.entry.title] == [True]


def test_what_cant_be_asked_is_said_and_an_empty_question_shows_all(catalogue):
    catalogue.filter("colour:red")
    catalogue.settle()
    assert "colour:" in catalogue.state.message.text
    catalogue.filter("")
    assert (len(catalogue.state.shown), catalogue.state.passages, catalogue.state.message.text) == (3, (), "")


def test_a_note_is_found_as_soon_as_it_is_written(catalogue, room):
    article = id_of(catalogue, "storm")
    version = room.library.latest(article)
    anchor = Anchor(version.id, describe(version, span_of(2, 0, 6)))
    room.library.store(article).put(Annotation(anchors=(anchor,), note="Really nobody? Ask the coastguard."))
    (hit,) = find(catalogue, "coastguard")
    assert (hit.kind, hit.paragraph, hit.start) == ("note", 2, 0)


def test_without_an_index_titles_are_found(tmp_path, room):
    catalogue = Catalogue(room.library, Memory(tmp_path / "state"))
    catalogue.load()
    catalogue.filter("storm")
    catalogue.settle()
    assert len(catalogue.state.ids) == 1
    catalogue.close()


async def test_enter_on_a_passage_opens_the_article_there(room, until):
    catalogue = room.catalogue()
    find(catalogue, "harbour")
    catalogue.close()
    app = TuireaderApp(room)

    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(app.screen._catalogue.state.articles) == 3)
        await pilot.press("/", *"never", "enter")
        await until(pilot, lambda: any("passage " in one for one in app.screen._catalogue.state.ids))
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.desk.state.article)
        await until(pilot, lambda: app.screen.desk.state.focus.paragraph == 1)


async def test_a_key_leads_from_a_quotation_to_all_that_its_speaker_says_elsewhere_and_back(
    room, tmp_path, until, shown
):
    building.update(room.index)
    app = TuireaderApp(room, room.read(str(tmp_path / "vote.txt"), Source()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen.desk.state.quotations)
        await pilot.press(".", "g", "w")
        await until(pilot, lambda: "We will never leave the harbour" in shown(app))
        await until(pilot, lambda: '/speaker:"Ann Lee"' in shown(app))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await pilot.press("G", "g", "w")
        await until(pilot, lambda: "Nobody is known to say this: s sets who does" in shown(app))
