"""A note that is being written survives a crash, a dropped line and an end by the system."""

import signal

import pytest

WORDS = "half a thought on the vote"


def _writing(window, article):
    """A window in which a note is being written, all of it kept."""
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    opened.do("h", "Highlighted")
    opened.do("a", "save and close")
    opened.do(WORDS, WORDS)
    return opened


def _kept(home):
    return [path for path in home.rglob("drafts/*.json") if WORDS in path.read_text()]


def _wait_until_kept(opened, home):
    # The words are written behind the key on another thread: to type on shows that it got there.
    for letter in ".......":
        opened.press(letter)
        if _kept(home):
            return
        opened.see(WORDS + letter)
    assert _kept(home)


def _end(opened, how):
    if how == "hang up":
        opened.hang_up()
    else:
        opened.process.send_signal(getattr(signal, how))
    opened.process.wait(10)


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGHUP", "hang up"])
def test_a_note_being_written_is_offered_again(window, article, home, how):
    opened = _writing(window, article)
    _wait_until_kept(opened, home)
    _end(opened, how)
    again = window(str(article))
    again.see(WORDS, "This note wasn't saved when the program ended")
    again.do("\x13", "Note saved")
    assert again.quit() == 0
    third = window(str(article))
    third.see(WORDS, "Notes 1")
    assert "save and close" not in third.text
    third.quit()


def test_a_note_being_written_is_not_offered_to_another_window_while_its_own_lives(window, article, home):
    first = _writing(window, article)
    _wait_until_kept(first, home)
    second = window(str(article))
    second.see("Notes 1")
    second.do("]h", "Already highlighted")
    assert "save and close" not in second.text
    assert WORDS not in second.text
    second.quit()
    first.do("\x13", "Note saved")
    first.quit()
    assert list(home.rglob("drafts/*")) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_ended_by_the_system_the_terminal_is_as_it_was(window, article, number):
    opened = window(str(article))
    opened.see("Votes for", "No notes yet")
    assert opened.settings() != opened.before
    opened.process.send_signal(number)
    opened.process.wait(10)
    assert opened.settings() == opened.before
    assert opened.wait() == 128 + number
    for mode in (1049, 1000, 1003, 1006, 2004, 1004):
        assert opened.sent.rfind(b"\x1b[?%dl" % mode) > opened.sent.rfind(b"\x1b[?%dh" % mode), mode
    assert opened.sent.rfind(b"\x1b[?25h") > opened.sent.rfind(b"\x1b[?25l")


def test_where_reading_stopped_is_remembered_when_the_system_ends_it(window, tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"Paragraph number {n} of a long article." for n in range(200)))
    opened = window(str(long))
    opened.see("number 0", "No notes yet")
    opened.do("150G", "number 149")
    opened.process.send_signal(signal.SIGTERM)
    opened.wait()
    window(str(long)).see("number 149")
