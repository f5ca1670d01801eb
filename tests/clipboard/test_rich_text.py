"""HTML is pasted as rich text where the tool can say so, and what offers no plain text says that."""

import os
import subprocess

from tuireader.clipboard import copy

HTML = '<blockquote cite="https://x.org/#:~:text=a"><p>“We won’t <b>defend</b> out interests”</p></blockquote>'


def asked(display: str, *target: str) -> subprocess.CompletedProcess[bytes]:
    """What the clipboard answers a program that asks for a type."""
    environ = {"DISPLAY": display, "PATH": os.environ["PATH"], "HOME": "/"}
    command = ["xclip", "-selection", "clipboard", "-o", *target]
    return subprocess.run(command, env=environ, capture_output=True, check=False, timeout=10)


def test_xclip_offers_html_and_no_plain_text_and_that_is_said(display, having):
    copied = copy(HTML, having("xclip", DISPLAY=display), html=True)
    assert copied.summary == "xclip (rich text, no plain) ✓"
    assert asked(display, "-t", "text/html").stdout.decode() == HTML
    assert b"text/html" in asked(display, "-t", "TARGETS").stdout
    assert b"UTF8_STRING" not in asked(display, "-t", "TARGETS").stdout


def test_the_next_copy_is_plain_text_again(display, having):
    environ = having("xclip", DISPLAY=display)
    copy(HTML, environ, html=True)
    assert copy("words", environ).summary == "xclip ✓"
    assert asked(display).stdout == b"words"


def test_a_tool_without_types_holds_the_source_and_that_is_said(display, having):
    copied = copy(HTML, having("xsel", DISPLAY=display), html=True)
    assert copied.summary == "xsel (HTML source) ✓"
    assert asked(display).stdout.decode() == HTML


def test_wl_copy_is_told_the_type(having, stand_in, tmp_path):
    kept = tmp_path / "kept"
    stand_in("wl-copy", f'[ "$2" = text/html ] && cat >{kept}')
    stand_in("wl-paste", f'[ "$3" = text/html ] && cat {kept}')
    copied = copy(HTML, having("cat", WAYLAND_DISPLAY="wayland-0"), html=True)
    assert copied.summary == "wl-copy (rich text, no plain) ✓"


def test_the_terminal_gets_the_source_and_that_is_said(having):
    received: list[str] = []
    copied = copy(HTML, having(SSH_TTY="/dev/pts/3"), received.append, html=True)
    assert received
    assert copied.summary == "terminal (OSC 52) (HTML source): sent, can't be checked"
