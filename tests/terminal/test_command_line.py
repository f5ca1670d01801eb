"""The program without its screen: printed paragraphs, and one clear sentence for what can't be read."""

import pytest


def test_an_output_that_is_no_terminal_gets_the_paragraphs(command, seed):
    done = command(str(seed))
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode().rstrip("\n").split("\n\n") == seed.read_text(encoding="utf-8").rstrip("\n").split("\n")


def test_a_narrow_terminal_shows_a_screen_all_the_same(terminal, seed):
    screen = terminal(str(seed), size=(40, 12))
    screen.wait("Russia will continue")
    screen.send("q")
    assert screen.ended() == 0


BAD = {
    "nowhere.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8,
    "folder": ...,
}


@pytest.fixture(params=BAD)
def bad(request, home):
    path, content = home / request.param, BAD[request.param]
    if content is ...:
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path


def test_what_cannot_be_read_gets_one_sentence(command, bad):
    done = command(str(bad))
    said = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert said.startswith("tuireader: ")
    assert bad.name in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_what_cannot_be_read_gets_one_sentence_in_a_terminal_too(terminal, bad):
    screen = terminal(str(bad))
    assert screen.ended() == 2
    said = " ".join(screen.shown().split())
    assert said.startswith("tuireader: ")
    assert bad.name in said
    assert "Traceback" not in said
    assert b"\x1b[?1049h" not in screen.received


def test_an_empty_standard_input_gets_one_sentence(command):
    done = command("-", given=b"")
    assert done.returncode == 2
    assert done.stderr.startswith(b"tuireader: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("size", "beside"), [((80, 24), True), ((60, 20), False)])
def test_the_sidebar_stands_beside_the_page_or_over_it(terminal, seed, size, beside):
    screen = terminal(str(seed), size=size)
    screen.wait("Russia will", "? help")
    assert ("Notes 0" in screen.shown()) is beside
    first = screen.find("Russia will")
    screen.send("\t")
    screen.wait("Notes 0", "No notes yet")
    assert screen.find("Russia will") == first
    x = screen.find("Notes 0")[0]
    assert (x > 50) is beside
    screen.send("\t")
    if not beside:
        screen.gone("Notes 0")


def test_files_and_times_of_the_source_are_given_on_the_way_in(terminal, seed):
    given = ("--title", "Kremlin admits losses", "--outlet", "Euronews", "--date", "2022-04-07")
    screen = terminal(str(seed), *given)
    screen.wait("Kremlin admits losses", "Euronews · 2022-04-07")
    screen.send("y")
    screen.wait("Clips 1")
    screen.send("q")
    assert screen.ended() == 0
    terminal(str(seed)).wait("Kremlin admits losses", "Clips 1")
