"""A long report is on its way: its first page can be read at once, the rest has a bar, and Esc cancels."""

from threading import Event

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from annotations.models import Source
from tuireader.app import TuireaderApp
from tuireader.articles.opening import takes_long
from tuireader.articles.progress import Progress, Unit
from tuireader.desk.opened import Opened
from tuireader.room import ReadingRoom
from tuireader.screens.loading import Cancelled, LoadingScreen, words_of
from tuireader.screens.reader import ReaderScreen
from tuireader.widgets.sidebar import Sidebar

PAGES = 6


@pytest.fixture
def report(tmp_path):
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject(f"/{k}"): NameObject(f"/{v}")
            for k, v in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Times-Roman"))
        }
    )
    for number in range(1, PAGES + 1):
        page = writer.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 72 700 Td (Page {number} says nothing.) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    path = tmp_path / "report.pdf"
    writer.write(path)
    return path


class SlowRoom(ReadingRoom):
    """A reading room whose reader stops behind one page, until it may go on."""

    stop_behind = 2

    def read(self, location: str, given: Source, progress=None) -> Opened:
        def told(one: Progress) -> None:
            progress(one)
            if one.done == self.stop_behind:
                self.stopped.set()
                self.go_on.wait(10)

        return super().read(location, given, told)

    stopped: Event
    go_on: Event


@pytest.fixture
def room(tmp_path):
    room = SlowRoom(tmp_path / "library", tmp_path / "state")
    room.stopped, room.go_on = Event(), Event()
    yield room
    room.go_on.set()
    room.close()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (50, 20)])
async def test_the_first_page_can_be_read_while_the_rest_is_on_its_way(room, report, size, until, shown):
    app = TuireaderApp(room, location=str(report))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: room.stopped.is_set() and f"page 2 of {PAGES}" in shown(app))
        assert "Page 1 says nothing." in shown(app)
        assert "Esc cancels" in shown(app)
        room.go_on.set()
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))
        await until(pilot, lambda: "paragraphs" in shown(app))
        assert len(app.screen.desk.state.version.paragraphs) == PAGES


async def test_esc_cancels_and_leads_back_to_the_shell_without_a_trace(room, report, tmp_path, until):
    app = TuireaderApp(room, location=str(report))
    async with app.run_test() as pilot:
        await until(pilot, room.stopped.is_set)
        assert isinstance(app.screen, LoadingScreen)
        await pilot.press("escape")
        room.go_on.set()
        await until(pilot, lambda: not app.is_running)
    assert (app.return_code, app.failure) == (0, "")
    assert not (tmp_path / "library" / "articles").exists()


def test_only_what_takes_long_is_waited_for_on_a_screen(report, tmp_path):
    (tmp_path / "a.txt").write_text("A brief.")
    assert takes_long(str(report))
    assert takes_long("https://example.org/")
    assert not takes_long(str(tmp_path / "a.txt"))
    assert not takes_long("-")
    assert not takes_long(str(tmp_path / "missing.pdf"))


def test_progress_is_told_in_words_and_a_bar():
    assert words_of(Progress(0, None, Unit.BYTES)) == "connecting…"
    assert words_of(Progress(2048, None, Unit.BYTES)) == "2 KB"
    assert words_of(Progress(2048, 4096, Unit.BYTES)) == "2 KB of 4"
    bar, pages = words_of(Progress(60, 120, Unit.PAGES)).split("\n")
    assert (bar.count("━"), bar.count("─"), pages) == (12, 12, "page 60 of 120")


class WaitingRoom(SlowRoom):
    """A reading room whose source never answers."""

    def read(self, location: str, given: Source, progress=None) -> Opened:
        self.go_on.wait(10)
        raise Cancelled("nobody waited")


@pytest.mark.parametrize("size", [(40, 20), (80, 24)])
async def test_the_way_out_of_waiting_is_in_sight_however_long_the_address_is(tmp_path, size, until, shown):
    room = WaitingRoom(tmp_path / "library", tmp_path / "state")
    room.go_on = Event()
    app = TuireaderApp(room, location="https://127.0.0.1/" + "path/" * 400)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Esc cancels" in shown(app))
        assert "path/path/path/" in shown(app)
        assert "…" in shown(app)
        await pilot.press("escape")
        room.go_on.set()
    assert app.return_code == 0


async def test_whoever_leaves_before_an_article_is_drawn_leaves_in_order(tmp_path):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text(f"A brief in {file.name}.")
    opened = [room.read(str(file), Source()) for file in files]
    app = TuireaderApp(room, opened[0])
    async with app.run_test():
        app.show(opened[1])
        app.show(opened[0])
        app.show(opened[1])
        app.on_reader_screen_finished()
    assert app.return_code == 0
    room.close()


@pytest.mark.parametrize("part", [ReaderScreen, Sidebar])
async def test_a_program_that_the_system_ends_while_the_first_page_is_furnished_ends_in_order(
    tmp_path, monkeypatch, part
):
    furnish = part.furnish

    async def ended(self):
        self.app.exit(return_code=143)
        await furnish(self)

    monkeypatch.setattr(part, "furnish", ended)
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    (tmp_path / "a.txt").write_text("A brief.")
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), Source()))
    async with app.run_test() as pilot:
        await pilot.pause()
    assert app.return_code == 143
    room.close()
