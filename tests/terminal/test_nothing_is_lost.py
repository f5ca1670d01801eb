"""What was confirmed stays, whatever ends the program; and reading only leaves no trace."""

import signal
from pathlib import Path


def everything_in(home: Path) -> list[Path]:
    return sorted(home.rglob("*"))


def test_a_kill_after_highlighted_loses_nothing(terminal, seed):
    screen = terminal(str(seed))
    screen.wait("Russia will continue", "? help")
    screen.send("}h")
    screen.wait("Highlighted as quote")
    screen.kill()
    again = terminal(str(seed))
    again.wait("Notes 1", "“We are sorry")


def test_a_note_that_was_being_written_is_offered_again_after_a_kill(terminal, seed):
    screen = terminal(str(seed))
    screen.wait("Russia will continue", "? help")
    screen.send("}a")
    screen.wait("^S saves")
    screen.send("Ask Sky for the tape")
    drafts = Path(screen.home) / ".local/state/tuireader/drafts"
    screen.until(lambda: any("the tape" in file.read_text() for file in drafts.glob("*.json")), "the draft on the disk")
    screen.kill()
    again = terminal(str(seed))
    again.wait("Ask Sky for the tape", "wasn't saved")
    again.send("\x13")
    again.wait("Note saved", "Notes 1")


def test_dd_then_u_brings_the_highlight_back_to_the_disk(terminal, seed):
    screen = terminal(str(seed))
    screen.wait("Russia will continue", "? help")
    screen.send("h")
    screen.wait("Highlighted as quote")
    screen.send("dd")
    screen.wait("Deleted", "Notes 0")
    screen.send("u")
    screen.wait("Undone", "Notes 1")
    screen.kill()
    terminal(str(seed)).wait("Notes 1  Quotes 8  Clips 0")


def test_the_terminal_is_left_as_it_was_when_the_system_ends_the_program(terminal, seed):
    screen = terminal(str(seed))
    screen.wait("Russia will continue", "? help")
    screen.process.send_signal(signal.SIGTERM)
    assert screen.ended() == 128 + signal.SIGTERM
    assert b"\x1b[?1049l" in screen.received
    assert b"\x1b[?25h" in screen.received


def test_reading_only_writes_nothing_at_all_and_refuses_marks_with_a_sentence(terminal, seed, home):
    before = everything_in(home)
    screen = terminal(str(seed), "--no-keep")
    screen.wait("Russia will continue", "? help")
    screen.send("}h")
    screen.wait("--no-keep")
    screen.send("y")
    screen.wait("words")
    screen.send("G")
    screen.wait("100 %")
    screen.send("q")
    assert screen.ended() == 0
    assert everything_in(home) == before


def test_standard_input_is_read_and_keys_come_from_the_terminal(terminal, seed):
    screen = terminal("-", stdin=seed)
    screen.wait("standard input", "Russia will continue", "? help")
    screen.send("}h")
    screen.wait("Highlighted as quote")
    screen.send("q")
    assert screen.ended() == 0
    again = terminal("-", stdin=seed)
    again.wait("Notes 1")


def test_the_library_is_the_folder_that_was_asked_for(terminal, seed, home, command):
    for arguments, more, folder in (
        (("--library", str(home / "asked")), {}, "asked"),
        ((), {"TUIREADER_LIBRARY": str(home / "set")}, "set"),
    ):
        screen = terminal(*arguments, str(seed), **more)
        screen.wait("Russia will continue", "? help")
        screen.send("h")
        screen.wait("Highlighted as quote")
        screen.send("q")
        assert screen.ended() == 0
        assert (home / folder).is_dir()
        assert b"1 note" in command("list", *arguments, **more).stdout
    assert not (home / ".local/share/tuireader").exists()
    assert b"The library is empty" in command("list").stdout
