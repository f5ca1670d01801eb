"""The library screen by its keys, and the way from one article to the next."""

import pytest
from textual import events

from annotations.models import Details
from tuireader.actions import Context, actions_of
from tuireader.adding import add_source
from tuireader.app import TuireaderApp
from tuireader.config import Config
from tuireader.keys import parse
from tuireader.room import ReadingRoom
from tuireader.screens.library import LibraryScreen
from tuireader.screens.reader import ReaderScreen
from tuireader.widgets.prompt import Prompt
from tuireader.widgets.status import KeyBar

TEXTS = {
    "vote.txt": "The assembly voted on Thursday.\n\nNinety-three states were for it.",
    "storm.txt": "A storm reached the coast.\n\nNobody was hurt, officials said.",
    "match.txt": "The match ended without a goal.\n\nThe crowd went home early.",
}


@pytest.fixture
def room(room_with):
    return room_with(TEXTS)


def listed(app):
    screen = app.screen
    return [entry.id for entry in screen.entries.entries if entry.id] if isinstance(screen, LibraryScreen) else []


def reading(app):
    return isinstance(app.screen, ReaderScreen) and bool(app.screen.desk.state.article)


async def test_from_the_library_to_an_article_to_the_next_unread_and_back(room, until):
    app = TuireaderApp(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("enter")
        await until(pilot, lambda: reading(app))
        first = app.screen.desk.state.article
        await pilot.press("D")
        await until(pilot, lambda: reading(app) and app.screen.desk.state.article != first)
        second = app.screen.desk.state.article
        await pilot.press("L")
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("q")
        await until(pilot, lambda: reading(app) and app.screen.desk.state.article == second)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_place_is_remembered_when_another_article_is_opened(room, tmp_path, until):
    (tmp_path / "long.txt").write_text("\n\n".join(f"Paragraph {n} says this and that." for n in range(200)))
    add_source(room.library, str(tmp_path / "long.txt"))
    app = TuireaderApp(room, room.read(str(tmp_path / "long.txt"), room.of_library(room.library.articles()[0]).given))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: reading(app))
        article = app.screen.desk.state.article
        await pilot.press("9", "9", "G")
        await pilot.pause()
        top = app.screen.pane.top_position
        await pilot.press("L")
        await until(pilot, lambda: len(listed(app)) == 4)
        await pilot.press("enter")
        await until(pilot, lambda: reading(app) and app.screen.desk.state.article != article)
        await until(pilot, lambda: room.memory.position(article) == top)
        assert top.paragraph > 50


async def test_filtering_while_it_is_typed_and_emptying_the_filter(room, until):
    app = TuireaderApp(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("slash", *"storm")
        await until(pilot, lambda: len(listed(app)) == 1)
        await pilot.press("enter")
        assert not app.screen.query_one(Prompt).is_open
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app)) == 3)


async def test_removing_is_undone_and_the_trash_is_emptied_only_after_a_yes(room, until):
    app = TuireaderApp(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("d", "d")
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("u")
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("d", "d")
        await until(pilot, lambda: len(listed(app)) == 2)
        await pilot.press("g", "t")
        await until(pilot, lambda: len(listed(app)) == 1)
        await pilot.press("X", "n", "enter")
        await pilot.pause()
        assert len(room.library.articles()) == 3
        await pilot.press("X", "y", "enter")
        await until(pilot, lambda: len(room.library.articles()) == 2)


async def test_an_empty_library_says_how_to_begin(tmp_path, until):
    app = TuireaderApp(ReadingRoom(tmp_path / "none", tmp_path / "state"))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: app.screen.entries.entries)
        shown = " ".join(part.text for entry in app.screen.entries.entries for part in entry.parts)
        assert "tuireader add" in shown


async def test_every_key_of_the_library_does_its_act(room, monkeypatch, until):
    done = []
    run = LibraryScreen.run

    def noted(screen, command):
        done.append(command.action)
        run(screen, command)

    monkeypatch.setattr(LibraryScreen, "run", noted)
    names = {"PgDn": "pagedown", "PgUp": "pageup", "Esc": "escape"}
    for action in actions_of(Context.LIBRARY):
        for keys in action.keys:
            app = TuireaderApp(room)
            async with app.run_test(size=(100, 30)) as pilot:
                await until(pilot, lambda app=app: len(listed(app)) == 3)
                for press in parse(keys):
                    key = f"ctrl+{press[1].lower()}" if press[0] == "^" and len(press) == 2 else press
                    app.post_message(events.Key(names.get(key, key if len(key) == 1 else key.lower()), press[:1]))
                await until(pilot, lambda: bool(done))
                assert done.pop() == action.id
            for article in room.library.articles():
                room.library.store(article).put(Details(id="article"))


async def test_an_empty_library_welcomes_and_offers_a_text_to_try_on(tmp_path, until):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    app = TuireaderApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(
            pilot, lambda: "Welcome" in " ".join(strip.text for strip in app.screen._compositor.render_strips())
        )
        await pilot.press("enter")
        await until(pilot, lambda: reading(app) and app.screen.desk.state.quotations)
        state = app.screen.desk.state
        assert state.source.title == "A page to try things on"
        assert {"Ada Quill", "Tom Reed"} <= set(state.cast)
    room.close()


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_welcome_is_whole_and_esc_ends_nothing_in_any_size(tmp_path, size, until, shown):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    app = TuireaderApp(room)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "q quits" in shown(app))
        assert "Welcome. What you read is kept here, with all that you mark in it." in shown(app)
        assert "opens a short text to try it on. Three keys to begin:" in shown(app)
        assert "tuireader add FILE… for later" in shown(app)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "library q quits" in shown(app))
        assert app.is_running
    room.close()


@pytest.mark.parametrize("size", [(40, 20), (80, 24)])
async def test_the_foot_and_the_heading_tell_what_is_being_done(room, size, until, shown):
    app = TuireaderApp(room)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(listed(app)) == 3)
        assert "1 of 3" in shown(app)
        await pilot.press("slash", *"storm")
        await until(pilot, lambda: len(listed(app)) == 1)
        assert "Enter done Esc leave" in shown(app), "the keys of the line, not of the list"
        assert "/storm: 1 title" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: len(listed(app)) == 3)
        await pilot.press("d", "d")
        await until(pilot, lambda: "In the trash; u takes it back" in shown(app))
        await pilot.press("g", "t")
        await until(pilot, lambda: "Enter takes out" in shown(app))
        assert "remove" not in app.screen.query_one(KeyBar).render().plain
        await pilot.press("u")
        await until(pilot, lambda: "Undone: in the trash" in shown(app))


async def test_what_is_wrong_with_the_settings_is_said_in_the_library_too(tmp_path, until, shown):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state", config=Config(theme="sepia"))
    app = TuireaderApp(room)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "no theme “sepia”" in shown(app))
        assert "tries all of them" in shown(app), "the sentence is shown to its end"
    room.close()


async def test_an_empty_library_names_only_keys_that_act(room_with, until, shown):
    app = TuireaderApp(room_with({}))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welcome" in shown(app))
        keys = app.screen.query_one(KeyBar).render().plain.split("   ")
        assert [key.strip() for key in keys if key.strip()] == ["Enter read", "gt trash", "? help", "q leave"]
