"""A transcript's turns have their speakers: a copy names them, with the time, and a name given once is in all turns."""

from pathlib import Path

import pytest

from annotations.library import Library
from annotations.text import span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

TALK = """Speaker 1 [00:00:05] Good morning. Did you “see” the report?

Speaker 2 [00:00:09] I did. It was not good.

Speaker 1 [00:00:14] What happens now?

Speaker 2 [00:00:20] We publish it in full on Thursday.
"""


def open_desk(path: Path, folder: Path, copies: list[str]) -> ReadingDesk:
    article = load(str(path))

    def clipboard(text: str) -> Copied:
        copies.append(text)
        return Copied((Way("xclip", Outcome.VERIFIED),))

    opened = Opened(new_version(article), str(path), article.source, article=article, found=article.found)
    desk = ReadingDesk(opened, Library(folder), Memory(None), clipboard)
    list(desk.prepare())
    desk.settle()
    return desk


@pytest.fixture
def copies():
    return []


@pytest.fixture
def desk(tmp_path, copies):
    path = tmp_path / "talk.txt"
    path.write_text(TALK)
    desk = open_desk(path, tmp_path / "library", copies)
    yield desk
    desk.close()


def copied(desk, span, copies):
    desk.copy(span)
    desk.settle()
    return copies[-1]


def test_a_copy_inside_a_turn_names_its_speaker_and_the_time(desk, copies):
    text = desk.state.version.texts[1]
    start = text.index("not good")
    got = copied(desk, span_of(1, start, start + 8), copies)
    assert got == "“not good” — Speaker 2, [source?], 00:00:09"


def test_marks_inside_a_turn_are_the_speakers_own(desk, copies):
    got = copied(desk, desk.state.paragraph_span(0), copies)
    assert got.startswith("“Good morning. Did you “see” the report?” — Speaker 1")


def test_a_name_given_in_one_turn_is_in_all_of_them_and_undone_in_all(desk, copies):
    desk.set_speaker("Ann Smith", span_of(0, 0, 4))
    desk.settle()
    assert "Ann Smith" in copied(desk, desk.state.paragraph_span(2), copies)
    assert "Speaker 2" in copied(desk, desk.state.paragraph_span(3), copies)
    assert "2 turns" in desk.state.message.text or desk.state.names == {"Speaker 1": "Ann Smith"}
    desk.undo()
    desk.settle()
    assert "Speaker 1" in copied(desk, desk.state.paragraph_span(2), copies)


def test_a_given_name_is_there_when_the_transcript_is_opened_again(desk, copies, tmp_path):
    desk.set_speaker("Ann Smith", span_of(0, 0, 4))
    desk.settle()
    again = open_desk(tmp_path / "talk.txt", tmp_path / "library", copies)
    assert "Ann Smith" in copied(again, again.state.paragraph_span(2), copies)
    again.close()


def test_words_of_two_speakers_have_no_one_speaker(desk, copies):
    state = desk.state
    both = state.paragraph_span(0)._replace(end=state.paragraph_span(1).end)
    assert "Speaker" not in copied(desk, both, copies).split(" — ")[1]
