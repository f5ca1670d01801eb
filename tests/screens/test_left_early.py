"""An article that is left for another before all of it is ready: nothing goes on behind the other one."""

from threading import Event

from annotations.models import Source
from tuireader.desk.desk import ReadingDesk


async def test_an_article_left_while_it_is_being_prepared_is_prepared_no_further(reading, tmp_path, monkeypatch, until):
    closed, prepare, close = Event(), ReadingDesk.prepare, ReadingDesk.close
    begun, behind = [], []

    def prepare_long(desk):
        if not begun:
            begun.append(desk)
            while not closed.is_set():
                yield
            behind.append(desk)
        yield from prepare(desk)

    def close_and_tell(desk, position=None):
        close(desk, position)
        closed.set()

    monkeypatch.setattr(ReadingDesk, "prepare", prepare_long)
    monkeypatch.setattr(ReadingDesk, "close", close_and_tell)
    (tmp_path / "other.txt").write_text("Another article.")
    async with reading(at_once=True) as page:
        await until(page.pilot, lambda: begun)
        page.app.show(page.app.room.read(str(tmp_path / "other.txt"), Source()))
        await until(page.pilot, closed.is_set)
        await until(page.pilot, lambda: page.app.screen.desk.state.article)
        assert "Another article." in page.shown()
        assert behind == []
