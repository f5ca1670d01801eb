"""A paragraph that stands in other articles of the library too, on the real screen."""

import asyncio

import pytest

from annotations.index import Index, building
from annotations.models import Source
from tuireader.app import TuireaderApp
from tuireader.clipboard import Copied
from tuireader.room import ReadingRoom
from tuireader.screens.elsewhere import ElsewhereScreen
from tuireader.screens.reader import ReaderScreen

SHARED = "The mayor, Ann Lee, said on Tuesday that she would not resign before the summer is over."
NEARLY = "Dan Moss, the treasurer, told the council that prices for repairs had risen by 3 per cent last year."
ALONE = "The roof of the library has been leaking since the storm, and water stands between the shelves."


def copied(_: str) -> Copied:
    return Copied(())


def texts(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.fixture
def room(tmp_path):
    """A library in which another outlet ran the same text, with a note on it."""
    made = ReadingRoom(tmp_path / "library", tmp_path / "state", clipboard=copied, cache=tmp_path / "cache")
    other = tmp_path / "other.txt"
    other.write_text(texts("Something else stands at the head of this one.", SHARED, NEARLY), encoding="utf-8")
    desk = made.desk(made.read(str(other), Source(outlet="Northern Echo", agency="Reuters", published="2022-04-07")))
    list(desk.prepare())
    desk.set_source(Source(outlet="Northern Echo", agency="Reuters", published="2022-04-07", title="Lee stays"))
    desk.go_to_paragraph(2)
    desk.open_note()
    desk.settle()
    desk.save_note("Ask her office")
    desk.settle()
    yield made
    made.close()


@pytest.fixture
def article(room, tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text(texts(SHARED, NEARLY.replace("3 per cent", "5 per cent"), ALONE), encoding="utf-8")
    return TuireaderApp(room, room.read(str(path), Source()))


def is_shown(screen, text):
    """Whether a screen reads an article that has the text as its second paragraph, and is drawn."""
    drawn = isinstance(screen, ReaderScreen) and screen.is_mounted and screen.desk.state.article
    return drawn and screen.desk.state.version.texts[1] == text


async def seen(page):
    await page.app.workers.wait_for_complete()
    await page.settle()


async def test_the_same_paragraph_is_offered_with_outlet_agency_date_and_notes_and_nothing_is_attached(article, seated):
    async with seated(article) as page:
        await page.press("g", "s")
        await seen(page)
        assert isinstance(page.app.screen, ElsewhereScreen)
        shown = page.shown()
        assert "Reuters, in Northern Echo · 2022-04-07 · Lee stays" in shown
        assert "the same words" in shown
        assert "Ask her office" in shown
        assert "are one source, not several" in shown
        await page.press("Esc")
        assert page.desk.state.marks == ()


async def test_a_paragraph_that_is_nearly_the_same_shows_what_differs(article, seated):
    async with seated(article) as page:
        await page.press("}", "g", "s")
        await seen(page)
        shown = page.shown()
        assert "nearly the same" in shown
        assert "had risen by 5 per cent" in shown
        assert "had risen by 3 per cent" in shown


async def test_a_paragraph_of_no_other_article_says_so(article, seated):
    async with seated(article) as page:
        await page.press("}", "}", "g", "s")
        await seen(page)
        assert "No other article of the library has this paragraph." in page.shown()


async def test_enter_reads_the_other_article(article, seated):
    async with seated(article) as page:
        await page.press("g", "s")
        await seen(page)
        await page.tap("Enter")
        async with asyncio.timeout(10):
            while not is_shown(page.app.screen, SHARED):
                await asyncio.sleep(0)


async def test_the_status_line_says_where_the_focused_paragraph_stands_too(room, tmp_path, seated):
    index = Index(room.library.root, tmp_path / "cache")
    building.update(index)
    index.close()
    path = tmp_path / "mine.txt"
    path.write_text(texts(SHARED, ALONE), encoding="utf-8")
    async with seated(TuireaderApp(room, room.read(str(path), Source()))) as page:
        await page.settle()
        assert "also in Reuters, in Northern Echo: gs" in page.status
        await page.press("}")
        assert "also in" not in page.status
