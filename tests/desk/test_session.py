"""An article is found again, windows see each other, and what can't be kept can be read."""

from pathlib import Path
from threading import Event, Thread

import pytest

from annotations.models import Source
from annotations.text import Position
from tuireader.desk.desk import ReadingDesk
from tuireader.room import ReadingRoom

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"
PARAGRAPHS = SEED.read_text(encoding="utf-8").split("\n")


def tree(folder):
    return {str(p): p.read_bytes() if p.is_file() else p.stat().st_mtime_ns for p in [folder, *folder.rglob("*")]}


def test_all_is_there_when_the_article_is_opened_again(window):
    one = window()
    one.note("war crimes", "By whom?")
    one.desk.tag("bucha")
    one.desk.set_speaker("Western leaders")
    one.desk.close(Position(5, 10))
    two = window()
    mark = two.desk.state.marks[0]
    assert (mark.annotation.exact, mark.annotation.note, mark.annotation.tags, mark.speaker) == (
        "war crimes",
        "By whom?",
        ("bucha",),
        "Western leaders",
    )
    assert two.desk.left_at == Position(5, 10)
    assert len(two.library.articles()) == 1


def test_where_reading_stopped_is_remembered_though_the_article_was_not_found_yet(window):
    window(prepared=False).desk.close(Position(5, 10))
    assert window().desk.left_at == Position(5, 10)


def test_the_same_text_under_another_path_is_the_same_article(window, tmp_path):
    window().mark("war crimes")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(SEED.read_bytes())
    assert window(copy).marked == ["war crimes"]


def test_an_edited_file_is_the_same_article_with_its_marks(window, article):
    path = article("\n".join(PARAGRAPHS))
    one = window(path)
    one.mark("war crimes")
    one.mark("over 410 residents killed")
    changed = [
        text if n % 5 in (0, 2) else f"Quite another paragraph, number {n}, of the day."
        for n, text in enumerate(PARAGRAPHS)
    ]
    article("\n".join(changed))
    two = window(path)
    assert two.desk.state.article == one.desk.state.article
    assert [(m.annotation.exact, m.span is not None) for m in two.desk.state.marks] == [
        ("war crimes", True),
        ("over 410 residents killed", False),
    ]


def test_another_text_under_the_same_path_is_another_article(window, article):
    one = window(article("\n".join(PARAGRAPHS)))
    two = window(article("A wholly different text stands in this file now.\n"))
    assert one.desk.state.article != two.desk.state.article


def test_windows_see_each_other(window):
    one, two = window(), window()
    one.note("war crimes", "By whom?")
    two.poll()
    assert two.notes == ["By whom?"]
    two.focus("war crimes")
    two.desk.delete()
    two.desk.settle()
    one.poll()
    assert one.marked == []


def test_what_a_window_is_saving_stays_on_the_page_when_another_wrote(window, slow_disk):
    one, two = window(), window()
    two.mark("Bucha, which")
    slow_disk.clear()
    one.desk.highlight(one.span("war crimes"))
    one.desk.poll()
    assert one.marked == ["war crimes"]
    slow_disk.set()
    one.desk.settle()
    assert one.marked == ["Bucha, which", "war crimes"]


@pytest.mark.parametrize("known", [True, False])
def test_a_window_that_keeps_nothing_writes_nothing_at_all(window, tmp_path, known):
    if known:
        first = window()
        first.mark("war crimes")
        first.desk.close()
    before = tree(tmp_path)
    one = window(keep=False, read_only=True)
    assert one.marked == (["war crimes"] if known else [])
    for act in (
        lambda: one.desk.highlight(one.span("Bucha, which")),
        lambda: one.desk.tag("sky", one.span("Bucha, which")),
        lambda: one.desk.set_speaker("Peskov"),
        one.desk.toggle_furniture,
        one.desk.open_note,
        one.desk.open_article_note,
    ):
        act()
        one.desk.settle()
        assert "Nothing is kept in this window" in one.said
        assert one.desk.state.draft is None
    one.desk.copy()
    one.desk.settle()
    assert one.said.startswith("Copied ")
    one.poll()
    one.desk.undo()
    one.desk.close(Position(3, 0))
    assert tree(tmp_path) == before


def test_a_library_that_cannot_be_written_shows_the_page_and_says_why(window, tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "articles").write_text("a file where the folder should be")  # a mode wouldn't stop root
    one = window()
    assert one.desk.state.version.texts[0].startswith("Russia will continue")
    assert one.desk.state.message.tone == "problem"
    assert "library" in one.said
    one.mark("war crimes")
    assert one.marked == []
    assert one.desk.state.message.tone == "problem"
    one.desk.copy(one.span("war crimes"))
    one.desk.settle()
    assert one.copied


def test_a_journal_that_cannot_be_read_is_said_and_not_written_to(window):
    one = window()
    path = one.library.store(one.desk.state.article).path
    one.desk.close()
    path.mkdir()
    two = window()
    assert two.desk.state.message.tone == "problem"
    assert "annotations.jsonl" in two.said
    two.mark("war crimes")
    assert two.marked == []
    assert two.desk.state.message.tone == "problem"


def test_a_damaged_older_version_hides_no_note(window, article):
    path = article("\n".join(PARAGRAPHS))
    one = window(path)
    one.mark("war crimes")
    article("\n".join([*PARAGRAPHS, "One more paragraph that came later in the day."]))
    window(path).desk.close()
    version = one.library.root.glob(f"articles/*/*/versions/{one.desk.state.version.id}.json")
    next(version).write_text("{}")
    two = window(path)
    assert two.marked == ["war crimes"]
    two.mark("Bucha, which")
    assert two.marked == ["Bucha, which", "war crimes"]


def test_an_article_of_the_library_is_opened_without_its_file(window):
    one = window()
    one.note("war crimes", "By whom?")
    desk = ReadingDesk.of_library(one.library, one.desk.state.article)
    assert [item.annotation.note for item in desk.notebook().items] == ["By whom?"]
    desk.close()


def test_what_reading_found_strange_is_said_at_first(window, tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("Caf\xe9 is a word that isn’t in this encoding’s first half.\n".replace("’", "'").encode("cp1252"))
    one = window(path)
    assert "Caf\xe9" in one.desk.state.version.texts[0]


def test_a_file_with_a_name_that_is_no_text_is_marked_like_any_other(window, tmp_path):
    path = tmp_path / "caf\udce9\x1b[31m.txt"
    path.write_bytes(SEED.read_bytes())
    one = window(path)
    one.mark("war crimes")
    assert one.marked == ["war crimes"]
    assert window(path).marked == ["war crimes"]


def test_no_act_overtakes_one_that_waited_for_the_article(window):
    one, done = window(prepared=False), []

    def from_another_thread():
        hand = Thread(target=one.desk.when_ready, args=[lambda: done.append("later")])
        hand.start()
        hand.join()

    one.desk.when_ready(from_another_thread)
    one.desk.when_ready(lambda: done.append("earlier"))
    one.prepare()
    assert done == ["earlier", "later"]


def test_the_end_waits_for_an_article_that_is_just_being_closed(tmp_path, monkeypatch):
    begun, released, done, close = Event(), Event(), [], ReadingDesk.close

    def close_slowly(desk, position=None):
        begun.set()
        assert released.wait(20)
        close(desk, position)
        done.append("the article")

    monkeypatch.setattr(ReadingDesk, "close", close_slowly)
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    desk = room.desk(room.read(str(SEED), Source()))
    behind = Thread(target=room.close_desk, args=[desk, None])
    behind.start()
    assert begun.wait(20)
    end = Thread(target=lambda: (room.close(), done.append("the program")))
    end.start()
    end.join(0.1)  # long enough for one that doesn't wait
    released.set()
    behind.join()
    end.join()
    assert done == ["the article", "the program"]


def test_a_mark_that_a_sync_tool_took_away_comes_back_and_the_window_says_so(window):
    one = window()
    one.mark("war crimes")
    (journal,) = one.library.root.rglob("annotations.jsonl")
    older = journal.read_bytes()
    one.mark("over 410 residents killed")
    journal.write_bytes(older)
    one.poll()
    assert one.marked == ["war crimes"]
    one.poll()
    assert one.marked == ["over 410 residents killed", "war crimes"]
    assert "put back" in one.said
    assert window().marked == one.marked
