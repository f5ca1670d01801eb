"""Strange files, homes, terminals and locales: each gives a right page or one sentence."""

import codecs
import os
import threading

import pytest

from tuireader.articles import load

WORDS = "“Café,” he said."


def _texts(path):
    return [paragraph.text for paragraph in load(str(path)).paragraphs]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + WORDS.encode("cp1252"), "\ufffdCaf\ufffd,\ufffd he said."),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-be"), None),
        (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le") + b"x", WORDS + "\ufffd"),
        (codecs.BOM_UTF8 * 2 + WORDS.encode(), WORDS),
        ((WORDS + "\r\r" + WORDS).encode(), WORDS),
    ],
    ids=["UTF-8 mark on windows-1252", "UTF-16 mark of the other order", "half a unit", "two marks", "CR only"],
)
def test_a_wrong_mark_gives_a_page_on_which_damage_is_seen(tmp_path, data, text):
    (tmp_path / "a.txt").write_bytes(data)
    texts = _texts(tmp_path / "a.txt")
    assert texts
    assert text is None or texts[0] == text


def test_mixed_line_ends_part_the_same_paragraphs(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"One.\r\n\r\nTwo.\r\rThree.\n\nFour.\xe2\x80\xa9Five.")
    assert _texts(tmp_path / "a.txt") == ["One.", "Two.", "Three.", "Four.", "Five."]


def test_a_file_that_grows_while_it_is_read_is_read_as_far_as_it_was(tmp_path):
    path = tmp_path / "growing.txt"
    line = b"A line that is too long to have been wrapped by a program. " * 3 + b"\n"
    path.write_bytes(line * 1000)
    done = threading.Event()

    def grow():
        with path.open("ab", buffering=0) as file:
            while not done.is_set() and file.tell() < 8_000_000:
                file.write(line * 100)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        article = load(str(path))
    finally:
        done.set()
        writer.join()
    assert path.read_bytes().startswith(article.original)
    assert len(article.paragraphs) == len(article.original.splitlines()) >= 1000


def test_a_file_that_vanishes_while_it_is_open_is_kept_with_its_marks(window, article, home):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    original = article.read_bytes()
    article.unlink()
    opened.do("h", "Highlighted")
    assert opened.quit() == 0
    assert [path.read_bytes() for path in home.rglob("originals/*")] == [original]
    gone = window(str(article))
    assert gone.wait() == 2
    assert b"there is no such file" in gone.sent


@pytest.mark.parametrize(
    "text",
    ["word " * 200_000, "a" + "\u0301" * 100_000 + "z"],
    ids=["a line of 1 MB", "100,000 combining marks"],
)
def test_a_monstrous_line_can_be_read_and_marked(window, tmp_path, text, acting):
    (tmp_path / "long.txt").write_text(text + "\n\nThe end.\n")
    opened = window(str(tmp_path / "long.txt"))
    opened.see("No notes yet", "? help")
    opened.do("G", "The end.")
    opened.do("h", "Highlighted", "Notes 1")
    assert opened.quit() == 0
    assert acting(opened.sent) == []


def _read_and_refused(opened, why):
    """The page is there; a mark is refused in one sentence; it ends in good order."""
    opened.see("Votes for", why)
    opened.press("}")
    opened.see_no(why)
    opened.do("h", why, "Notes 0")
    assert opened.quit() == 0
    assert b"Traceback" not in opened.sent
    assert b"Highlighted" not in opened.sent


def test_without_a_home_an_article_is_read(window, article):
    _read_and_refused(window(str(article), HOME="/proc/nowhere"), "Not saved")


def test_a_file_for_a_home_is_named_in_one_sentence(window, article):
    opened = window(str(article), HOME=str(article))
    assert opened.wait() == 2
    assert b"isn't a folder" in opened.sent
    assert opened.sent.count(b"\n") == 1


def test_in_a_home_that_is_read_only_an_article_is_read(window, article, mount):
    _read_and_refused(window(str(article), HOME=str(mount("ro"))), "Not saved")


def test_in_a_home_on_a_full_disk_an_article_is_read(window, article, mount):
    disk = mount("size=64k")
    _fill(disk)
    _read_and_refused(window(str(article), HOME=str(disk)), "no space")


def _fill(disk):
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while ballast.write(b"x" * 4096):
                pass
        except OSError:
            os.fsync(ballast.fileno())


LONG = 6000
"""Characters: a record of more than a page of memory doesn't fit behind what a page holds already."""


def test_a_disk_that_fills_up_takes_a_mark_back_and_keeps_the_words(window, tmp_path, mount):
    disk = mount("size=512k")
    article = tmp_path / "article.txt"
    article.write_text("The council voted.\n\n" + "Long. " * (LONG // 6) + "\n\nThe end.\n")
    opened = window(str(article), TUIREADER_LIBRARY=str(disk / "library"))
    opened.see("The council", "No notes yet")
    opened.do("h", "Highlighted", "Notes 1")
    _fill(disk)
    opened.do("}h", "no space", "Notes 1")
    opened.do("[", "¶ 1")
    opened.do("a", "^S saves")
    opened.paste("words " * (LONG // 6))
    opened.do("at its end", "at its end")
    opened.do("\x13", "no space", "at its end", "^S saves")
    (disk / "ballast").unlink()
    opened.do("\x13", "Note saved")
    opened.do("}h", "Highlighted", "Notes 2")
    assert opened.quit() == 0
    again = window(str(article), TUIREADER_LIBRARY=str(disk / "library"))
    again.see("Notes 2", "words words")
    assert again.quit() == 0


@pytest.mark.parametrize(
    ("size", "variables"),
    [((20, 5), {}), ((120, 40), {"TERM": "dumb"}), ((120, 40), {"LC_ALL": "C"}), ((120, 40), {"LC_ALL": "nowhere"})],
    ids=["20x5", "dumb", "C", "unknown locale"],
)
def test_in_a_strange_terminal_an_article_is_read_and_marked(window, article, size, variables, acting):
    opened = window(str(article), size=size, **variables)
    opened.see("article.txt", "¶")
    opened.do("jjjjj", "The council")
    opened.do("ggh", "Highlighted")
    opened.press("q")
    opened.process.wait(15)
    assert opened.settings() == opened.before
    assert opened.wait() == 0
    assert acting(opened.sent) == []
