"""No text that is opened, typed, pasted or synced can do anything in a window but be read.

Each place that text can come from is fed with the same hostile words; the program is then led through every screen
on a real terminal, and every byte that the terminal was sent is looked at.
"""

import base64
import re

import pytest

WINDOWS = [
    ["what_is_typed"],
    ["article", "file_name", "environment"],
    ["source_options", "draft"],
    ["journal"],
    ["version", "library_files"],
    ["library_that_cannot_be_made"],
]
"""All places, with as many in one window as don't hide each other."""


def test_every_place_is_seen_in_a_window(places):
    assert {place for window in WINDOWS for place in window} == places


@pytest.mark.parametrize("chosen", WINDOWS, ids="+".join)
def test_no_text_acts_on_the_terminal_of_a_window(chosen, plant, window, acting):
    planted = plant(*chosen)
    opened = window(*planted.arguments, str(planted.path), folder=planted.folder, **planted.environ)
    if "library_that_cannot_be_made" in chosen:
        assert opened.wait() == 2
    else:
        opened.see("? help")
        _walk(opened, planted, draft="draft" in chosen)
        assert opened.quit() == 0
    assert acting(opened.sent) == []


def _walk(opened, planted, *, draft):
    """Through every screen, with hostile words pasted into every line and text."""
    if draft:
        opened.see("^S save", "wasn't saved when the program ended")
        opened.do("\x13", "Note saved")
    opened.paste(f"\x1b\x1byyqdd{planted.lines}\x1byq")
    opened.do("?", "Esc closes")
    _leave(opened, "Esc closes")
    opened.do("gc", "Contents", planted.heading)
    _leave(opened, "Contents")
    opened.do(":", "what to do, in a word")
    opened.paste(planted.lines)
    opened.see("No matches found")
    _leave(opened, "No matches found")
    opened.do("/", "Esc leave")
    opened.paste(planted.lines)
    opened.press("\r")
    opened.see_no("Esc leave")
    opened.do("gg/", "Esc leave")
    opened.do("council\r", "Hit 1 of 1")
    opened.do("}vvee", "Esc leave")
    opened.press("\x1b\x1b")
    opened.see("? help")
    _export_and_open(opened)
    _mark(opened, planted)
    _export_and_open(opened)
    _sidebar(opened, planted)
    opened.do("S", "Esc keeps changes")
    for _ in range(4):
        opened.paste(planted.lines)
        opened.press("\t")
    opened.press("\x1b")
    opened.see("Source saved")


def _leave(opened, words):
    opened.press("\x1b")
    opened.see_no(words)


def _mark(opened, planted):
    opened.do("ggh", "ighlight")
    opened.do("t", "tags", "Esc leave")
    opened.paste(planted.lines)
    opened.do("\r", "Tagged: ")
    opened.do("s", "who says this?")
    opened.paste(planted.lines)
    opened.do("\r", "Speaker: ")
    for key in "aA":
        opened.do(key, "^S save")
        opened.paste(planted.lines)
        opened.do("\x13", "Note saved")
        opened.do("\x03", "q quits")
    opened.do("E", "editor")


def _export_and_open(opened):
    opened.press("x")
    opened.see_either("Exported", "Overwrite")
    if "Overwrite" in opened.text:
        opened.do("y\r", "Exported")
    opened.press("o")
    opened.do("\x03", "q quits")


def _sidebar(opened, planted):
    opened.do("\t", "go there")
    opened.press("2G1G")
    opened.do("/", "notes with")
    opened.paste(planted.lines)
    opened.do("\r", "go there")
    opened.press("\x1b")
    opened.see("? help")


def test_a_paste_is_no_key_and_no_bytes_end_the_program(window, article):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    opened.paste("\x1by\x1b\x1bq" + "h" * 40 + "\x1b[2~dd\x1b")
    opened.press(b"\xff\xed\xa0\x80")
    opened.do("a", "^S save")
    opened.press(b"\x1b[200~caf\xe9 \x1b[31mred\x1b[0m \x1b]52;c;c3RvbGVu\x07and \xe2\x82\xac\x1b[201~")
    opened.do("!\x13", "caf\ufffd red and €!", "Note saved", "Notes 1")
    assert opened.quit() == 0


def test_nothing_is_copied_but_when_it_is_asked_for_and_then_only_words(plant, window, acting):
    planted = plant("article")
    opened = window(str(planted.path))
    opened.see(planted.heading, "No notes yet")
    assert b"\x1b]52" not in opened.sent
    opened.do("y", "Copied")
    copied = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", opened.sent)
    assert len(copied) == 1
    assert acting(base64.b64decode(copied[0])) == []
    assert acting(re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", opened.sent)) == []


def test_markup_is_shown_as_it_is_written(plant, window):
    planted, markup = plant(), plant().markup
    planted.path.write_text(f"{markup}\n\nThe rest.\n")
    opened = window(f"--title={markup}", f"--outlet={markup}", str(planted.path))
    opened.see("The rest.", "Notes 0")
    opened.do("h", "Highlighted")
    opened.do("s", "who says this?")
    opened.do(f"{markup}\r", f"Speaker: {markup}")
    opened.do("a", "^S save")
    opened.do(f"note {markup}\x13", "Note saved")
    assert opened.text.count(markup) >= 4
    assert opened.quit() == 0
