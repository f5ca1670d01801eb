"""What is read and written stays on the machine, in files of one's own."""

import logging
import os
import stat

import pytest

from tuireader.desk.worker import Worker
from tuireader.log import Log

SECRET = "the source is called Miriam"


@pytest.fixture
def open_mask():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def log(tmp_path):
    handler = Log(tmp_path / "state")
    logging.getLogger("tuireader").addHandler(handler)
    yield tmp_path / "state" / "log"
    logging.getLogger("tuireader").removeHandler(handler)


def _failing(words):
    raise ValueError(words)


def _fail():
    worker = Worker("test")
    worker.submit(lambda: _failing(SECRET), lambda _: None, lambda _: None)
    worker.close()


def _modes(home):
    kept = [path for path in home.rglob("*") if "tuireader" in path.parts[len(home.parts) :]]
    return {path: path.stat().st_mode for path in kept if path.suffix != ".new"}  # those become drafts at any moment


def test_whatever_is_kept_is_of_one_person_alone(window, article, home, open_mask):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    opened.do("h", "Highlighted")
    opened.do("y", "Copied")
    opened.do("a", "^S saves")
    for length in range(1, 20):  # a draft is written behind the key: to type on shows that it got there
        opened.do("x", "x" * length)
        if list(home.rglob("drafts/*.json")):
            break
    modes = _modes(home)
    assert any(path.parent.name == "drafts" and path.suffix == ".json" for path in modes)
    opened.do("\x13", "Note saved")
    assert opened.quit() == 0
    modes |= _modes(home)
    assert any(path.name == "reading.json" for path in modes)
    assert any(path.name == "annotations.jsonl" for path in modes)
    assert {
        path: mode for path, mode in modes.items() if mode not in (stat.S_IFDIR | 0o700, stat.S_IFREG | 0o600)
    } == {}


@pytest.mark.parametrize("arguments", [(), ("list",), ("show", "ARTICLE"), ("ARTICLE",)], ids=" ".join)
def test_nothing_is_sent_and_no_program_is_started_unasked(window, article, tmp_path, arguments):
    record = tmp_path / "record"
    given = [str(article) if word == "ARTICLE" else word for word in arguments]
    opened = window(*given, HOSTILE_RECORD=str(record))
    if arguments == ("ARTICLE",):
        opened.see("Votes for", "No notes yet")
        opened.do("h", "Highlighted")
        assert opened.quit() == 0
    elif not arguments:
        opened.see("Welcome")
        assert opened.quit() == 0
    else:
        assert opened.wait() in (0, 1)
    assert record.read_text() == ""


def test_the_log_names_the_failure_and_its_place_and_quotes_no_text(log):
    _fail()
    written = log.read_text()
    assert "ERROR tuireader.desk.worker: a job failed: ValueError" in written
    assert "test_private.py" in written
    assert "Miriam" not in written


def test_the_log_is_of_one_person_alone_and_does_not_grow_for_ever(log, open_mask):
    _fail()
    with log.open("a") as file:
        file.write("x" * 100_000)
    _fail()
    old = log.with_name("log.old")
    assert log.stat().st_size < 10_000 < old.stat().st_size
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (log, old)} == {0o600}


def test_reading_without_failures_leaves_no_log(window, article, home):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    assert opened.quit() == 0
    assert list(home.rglob("log*")) == []
