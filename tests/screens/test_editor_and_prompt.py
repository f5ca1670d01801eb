"""Where words are typed: the note's editor and the line at the foot. No typed word is lost, and no key is dead."""

from threading import Event

import pytest
from textual import events

from annotations.errors import NoSpace
from annotations.library import Library
from annotations.store import Store
from tuireader.actions import Context
from tuireader.drafts import Drafts
from tuireader.widgets.prompt import Prompt

FULL = "The disk is full: free some space and try again"


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch):
    """A disk that can be full."""
    state = {"full": False}

    def failing(name: str):
        real = getattr(Store, name)

        def write(store, *args, **more):
            if state["full"]:
                raise NoSpace(FULL)
            return real(store, *args, **more)

        monkeypatch.setattr(Store, name, write)

    for name in ("add", "change", "remove", "restore"):
        failing(name)
    return state


async def test_a_highlight_that_cannot_be_saved_is_taken_back_with_a_sentence(reading, disk):
    async with reading() as page:
        disk["full"] = True
        await page.select("defend out interests")
        await page.press("H")
        assert page.marked() == []
        assert FULL in page.status
        disk["full"] = False
        await page.select("defend out interests")
        await page.press("H")
        assert page.marked() == ["defend out interests"]


async def test_the_editor_keeps_the_words_of_a_note_that_cannot_be_saved(reading, disk):
    async with reading() as page:
        await page.select("defend out interests")
        await page.press("a")
        await page.type("Ask Sky")
        disk["full"] = True
        await page.press("^S")
        assert page.editor.text == "Ask Sky"
        assert page.screen.context is Context.EDITOR
        assert FULL in page.status
        disk["full"] = False
        await page.type(" News")
        await page.press("^S")
        assert page.desk.state.marks[0].annotation.note == "Ask Sky News"
        assert page.screen.context is Context.READING


async def test_a_note_on_a_plain_paragraph_that_cannot_be_saved_is_still_there_after_q(reading, disk):
    async with reading() as page:
        await page.press("a")
        await page.type("Who?")
        disk["full"] = True
        await page.press("^Q")
        assert page.app.is_running
        assert page.editor.text == "Who?"
        disk["full"] = False
        await page.press("^Q")
        assert not page.app.is_running
    async with reading() as page:
        assert page.desk.state.marks[0].annotation.note == "Who?"


async def test_a_click_on_the_page_saves_the_note_that_was_being_written(reading):
    async with reading() as page:
        await page.note("1,351 soldiers", "TASS only")
        await page.press("g", "g")
        await page.note("Human Rights Council", "vote: 93 to 24")
        await page.press("a")
        await page.type("!")
        await page.click("Moscow denied")
        assert page.screen.context is Context.READING
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["vote: 93 to 24!", "TASS only"]


async def test_another_note_does_not_push_out_one_that_could_not_be_saved(reading, disk):
    async with reading() as page:
        await page.press("a")
        await page.type("Who counted?")
        disk["full"] = True
        await page.click("Moscow denied")
        assert FULL in page.status
        await page.press("a")
        assert page.screen.context is Context.EDITOR
        assert page.editor.text == "Who counted?"


async def test_esc_saves_a_note_and_an_empty_one_is_not_kept(reading):
    async with reading() as page:
        await page.press("a", "Esc")
        assert page.marked() == []
        await page.press("a")
        await page.type("Who?")
        await page.press("Esc")
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["Who?"]


async def test_every_key_types_in_the_editor(reading):
    async with reading() as page:
        await page.press("a")
        await page.type("dd q?:u")
        await page.press("Enter")
        await page.type("x")
        assert page.editor.text == "dd q?:u\nx"


async def test_a_note_on_the_whole_article_stands_at_the_head_of_the_notes(reading):
    async with reading() as page:
        await page.press("A")
        await page.type("Follow up on Monday")
        await page.press("^S")
        assert "Follow up on Monday" in page.shown()
        await page.press("A")
        assert page.editor.text == "Follow up on Monday"


@pytest.mark.parametrize("key", ["/", "t", "s"])
async def test_esc_closes_a_prompt_and_changes_nothing(reading, key):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        before = page.desk.state
        await page.press(key)
        await page.type("zz")
        assert page.screen.context is None
        assert page.footer.split() == ["Enter", "done", "Esc", "leave"]
        await page.press("Esc")
        assert page.screen.context is Context.READING
        assert page.desk.state.marks == before.marks
        assert not page.desk.state.hits
        assert "quote ¶ 2" in page.status


async def test_esc_leaves_the_filter_for_the_sidebar_that_asked(reading):
    async with reading() as page:
        await page.press("Tab", "/", "Esc")
        assert page.screen.context is Context.SIDEBAR


async def test_a_click_beside_a_prompt_closes_it_and_leaves_no_dead_keys(reading):
    async with reading() as page:
        await page.press("/")
        await page.click("Moscow denied")
        assert not page.screen.query_one(Prompt).is_open
        await page.press("}")
        assert "¶ 8" in page.status


async def test_an_export_that_exists_is_overwritten_only_after_y(reading, tmp_path):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.press("x")
        file = next(tmp_path.glob("*.md"))
        assert str(file) in page.desk.state.message.text
        file.write_text("mine")
        await page.press("x")
        await page.type("n")
        await page.press("Enter")
        assert file.read_text() == "mine"
        await page.press("x")
        await page.type("y")
        await page.press("Enter")
        assert "defend out interests" in file.read_text()


async def test_the_source_form_takes_a_field_a_line_and_u_takes_it_back(reading):
    async with reading() as page:
        await page.press("S")
        await page.type("Kremlin says losses significant")
        await page.press("Enter", "Enter")
        await page.type("Euronews")
        await page.press("Esc")
        await page.settle()
        source = page.desk.state.source
        assert (source.title, source.outlet) == ("Kremlin says losses significant", "Euronews")
        assert "Kremlin says losses significant" in page.rows()[0]
        await page.press("u")
        assert page.desk.state.source.outlet == ""


async def test_words_typed_fast_behind_a_key_that_asks_for_them_arrive(reading):
    async with reading() as page:
        await page.note("1,351 soldiers", "TASS only")
        await page.burst("/", *"bucha", "Enter")
        assert page.desk.state.hits.query == "bucha"
        await page.burst("]", "a", *"dd: qu?")
        assert page.screen.context is Context.EDITOR
        assert page.editor.text == "TASS onlydd: qu?"
        await page.press("^S")
        assert page.desk.state.marks[0].annotation.note == "TASS onlydd: qu?"


async def test_words_typed_while_the_library_is_still_looked_through_arrive_in_the_note(reading, monkeypatch, until):
    found, identify = Event(), Library.identify
    monkeypatch.setattr(Library, "identify", lambda *given, **more: found.wait(20) and identify(*given, **more))
    async with reading(at_once=True) as page:
        for press in ("a", *"who?"):
            page.app.post_message(events.Key(press, press))
        await until(page.pilot, lambda: page.desk.is_opening)
        found.set()
        await page.open()
        await until(page.pilot, lambda: page.editor.text == "who?")
        assert page.screen.context is Context.EDITOR


async def test_keys_in_one_packet_act_in_their_order(reading):
    async with reading() as page:
        await page.burst("}", "v", "v", "2", "e", "H", "]", "t", *"un", "Enter")
        assert [(mark.annotation.exact, mark.annotation.tags) for mark in page.desk.state.marks] == [
            ("“We are", ("un",))
        ]


async def test_fields_of_the_source_typed_fast_stay_in_their_lines(reading):
    async with reading() as page:
        await page.press("S")
        await page.pilot.pause()
        await page.burst(*"Title", "Enter", "Tab", *"Outlet", "Down", *"2022", "Enter", *"u", "Enter")
        await page.pilot.pause()
        source = page.desk.state.source
        assert (source.title, source.author, source.outlet, source.published) == ("Title", "", "Outlet", "2022")
        assert source.url == "u"


async def test_keys_in_one_packet_with_the_one_that_saves_are_not_of_the_note(reading):
    async with reading() as page:
        await page.press("a")
        await page.burst(*"Who?", "^S", *"}}")
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["Who?"]


async def test_a_saved_note_goes_at_once_whatever_is_still_to_be_done_behind_it(reading, monkeypatch, until):
    held, drop = Event(), Drafts.drop
    monkeypatch.setattr(Drafts, "drop", lambda *given: held.wait(20) and drop(*given))
    monkeypatch.setattr("tuireader.screens.reader._GRACE", 3600)
    async with reading() as page:
        await page.press("a")
        await page.tap("W")
        await page.tap("^S")
        try:
            await until(page.pilot, lambda: not page.editor.is_open)
        finally:
            held.set()


async def test_the_page_takes_keys_while_a_note_is_being_saved(reading, monkeypatch):
    held, add = Event(), Store.add

    def slow(store, record):
        held.wait(10)
        return add(store, record)

    monkeypatch.setattr(Store, "add", slow)
    async with reading() as page:
        await page.press("a")
        await page.type("Who?")
        await page.tap("^S")
        await page.tap("}")
        assert page.desk.state.focus.paragraph == 1
        held.set()
        await page.settle()
        assert [mark.annotation.note for mark in page.desk.state.marks] == ["Who?"]


async def test_words_typed_fast_behind_a_key_that_opens_a_screen_arrive_there(reading):
    async with reading() as page:
        await page.burst("S", *"Peskov said")
        await page.pilot.pause()
        await page.pilot.pause()
        assert page.app.focused.value.endswith("Peskov said")
