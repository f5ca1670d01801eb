"""The same by mouse, as a terminal reports it: in tmux, and on a plain pty."""

WHEEL_UP, WHEEL_DOWN = 64, 65


def opened(terminal, seed, **more):
    screen = terminal(str(seed), **more)
    screen.wait("Russia will continue", "? help")
    return screen


def test_a_drag_selects_to_the_exact_character(terminal, seed):
    screen = opened(terminal, seed)
    x, y = screen.find("continue to defend out")
    screen.drag((x, y), (x + len("continue to defend ou"), y))
    screen.wait("H highlight")
    screen.send("H")
    screen.wait("Highlighted as quote", "“continue to defend out”")


def test_a_drag_over_paragraphs_and_backwards_selects_both(terminal, seed, command):
    screen = opened(terminal, seed)
    x, y = screen.find("The UN General")
    screen.drag((x + len("Th"), y), screen.find("Sky News."))
    screen.wait("H highlight")
    screen.send("H")
    screen.wait("Highlighted as quote")
    screen.send("c")
    screen.wait("Clips 1")
    assert command("clips", "--last").stdout.decode() == "Sky News.\nThe\n"


def test_a_double_click_takes_the_word_and_a_triple_click_the_sentence(terminal, seed, command):
    screen = opened(terminal, seed)
    screen.click(*screen.find("Kremlin spokesman"), times=2)
    screen.wait("H highlight")
    screen.send("c")
    screen.wait("Clips 1")
    assert command("clips", "--last").stdout.decode() == "Kremlin\n"
    screen.send("}" * 7)
    screen.wait("paragraph ¶ 9")
    screen.click(*screen.find("Nothing else."), times=3)
    screen.wait("H highlight")
    screen.send("c")
    screen.wait("Clips 2")
    assert command("clips", "--last").stdout.decode().strip() == "Nothing else."


def test_a_click_on_a_highlight_focuses_its_note_and_one_in_the_sidebar_goes_to_its_place(terminal, seed):
    screen = opened(terminal, seed, size=(120, 20))
    screen.send("ha")
    screen.wait("^S saves")
    screen.send("whose?\x13")
    screen.wait("Note saved", "whose?")
    screen.send("}")
    screen.wait("paragraph ¶ 2")
    screen.click(*screen.find("its interests"))
    screen.wait("quote ¶ 1")
    screen.send("G")
    screen.gone("membership in its Human Rights Council")
    screen.click(*screen.find("whose?"))
    screen.wait("quote ¶ 1", "membership in its Human Rights Council")


def test_the_wheel_scrolls_three_lines(terminal, seed):
    screen = opened(terminal, seed)
    _, y = screen.find("“We are sorry")
    screen.mouse(WHEEL_DOWN, 20, 20)
    screen.until(lambda: screen.find("“We are sorry")[1] == y - 3, "the page three lines up")
    screen.mouse(WHEEL_UP, 20, 20)
    screen.until(lambda: screen.find("“We are sorry")[1] == y, "the page where it was")


def test_without_the_mouse_the_terminal_keeps_it(terminal, seed):
    screen = terminal(str(seed), "--no-mouse")
    screen.wait("Russia will continue", "? help")
    assert b"\x1b[?1003h" not in screen.received
    assert b"\x1b[?1000h" not in screen.received


def test_the_main_line_by_mouse_in_tmux(tmux, seed):
    screen = tmux()
    screen.run(f"tuireader {seed}; echo left with $?")
    screen.wait("Russia will continue", "? help")
    x, y = screen.find("defend out interests")
    screen.drag((x, y), (x + len("defend out interests") - 1, y))
    screen.wait("H highlight")
    screen.send("a")
    screen.wait("^S saves")
    screen.send("sic")
    screen.key("C-s")
    screen.wait("Note saved", "“defend out interests”")
    screen.send("y")
    screen.wait("Clips 1")
    assert screen.ask("show-buffer") == "“defend out interests” — Dmitry Peskov?, [source?]"
    screen.send("dd")
    screen.wait("Deleted", "Notes 0")
    screen.send("u")
    screen.wait("Undone", "Notes 1", "sic")
    screen.send("q")
    screen.wait("left with 0")
    screen.run(f"clear; tuireader {seed}")
    screen.wait("Notes 1  Quotes 8  Clips 1", "“defend out interests”", "sic")
