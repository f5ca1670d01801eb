import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tuireader.clipboard import Copied, Outcome, Way, copy

QUOTE = "“We won’t defend out interests [But] …” — Dmitry Peskov, RT"
OVER_SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22", "SSH_TTY": "/dev/pts/3"}
TEXTS = {
    "quote": QUOTE,
    "trailing newlines": "one\ntwo\n\n",
    "leading dash": "-n --help -- [sic]",
    "leading and trailing spaces": "  \u00a0both ends  ",
    "scripts": "日本の首相は「辞任しない」 العربية हिन्दी שלום e\u0301 \u200d\u00ad",
    "emoji": "👩‍👩‍👧‍👦 🇺🇦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽",
    "control sequence": "a\x1b]52;c;ZXZpbA==\x07b",
    "desktop entry": "[Desktop Entry]\nName=x",
    "a megabyte": "Ünï “quoted” 日本\n" * 40_000,
}


def outcomes(copied: Copied) -> dict[str, Outcome]:
    return {way.name: way.outcome for way in copied.ways}


READERS = {"xclip": ["xclip", "-selection", "clipboard", "-o"], "xsel": ["xsel", "--clipboard", "--output"]}


def pasted(display: str, tool: str) -> bytes:
    """What the clipboard gives to a program that knows nothing of tuireader."""
    environ = {"DISPLAY": display, "PATH": os.environ["PATH"], "HOME": "/"}
    return subprocess.run(READERS[tool], env=environ, capture_output=True, check=True, timeout=10).stdout


# xsel's own hand-over of long texts stalls now and then, so what becomes of those has a test of its own.
# In this order each copy replaces other words: those of before can't be taken for it.
@pytest.mark.parametrize(
    ("tool", "text"),
    [pytest.param("xclip", text, id=f"xclip-{name}") for name, text in TEXTS.items()]
    + [pytest.param("xsel", text, id=f"xsel-{name}") for name, text in TEXTS.items() if len(text) < 4000],
)
def test_a_desktop_tool_holds_the_very_words(tool, text, display, having):
    copied = copy(text, having(tool, DISPLAY=display))
    assert copied.summary == f"{tool} ✓"
    assert copied.arrived
    assert pasted(display, tool) == text.encode()


def test_a_long_text_in_xsel_arrives_or_is_not_called_copied(display, having):
    copied = copy(TEXTS["a megabyte"], having("xsel", DISPLAY=display))
    assert copied.arrived
    assert set(outcomes(copied)) <= {"xsel", "pyperclip"}


def test_the_first_tool_that_holds_the_words_is_enough(display, having):
    copied = copy(QUOTE, having("xclip", "xsel", DISPLAY=display), terminal=pytest.fail)
    assert copied.ways == (Way("xclip", Outcome.VERIFIED),)


def test_a_dead_display_is_a_failure_though_pyperclip_says_it_copied(having, capfd):
    environ = having("xclip", DISPLAY=":99999")
    said = subprocess.run(
        [sys.executable, "-c", "import pyperclip; pyperclip.copy('x'); print('copied')"],
        env=environ,
        capture_output=True,
        check=True,
    )
    assert said.stdout == b"copied\n"

    copied = copy(QUOTE, environ)
    assert outcomes(copied) == {"xclip": Outcome.FAILED, "pyperclip": Outcome.FAILED}
    assert not copied.arrived
    assert copied.summary.startswith(
        "Not copied: xclip ✗ (Error: Can't open display: :99999); run tuireader inside tmux"
    )
    assert capfd.readouterr() == ("", "")


def test_behind_a_dead_display_the_words_go_to_the_terminal_and_are_not_called_copied(having):
    received = []
    copied = copy(QUOTE, having("xsel", DISPLAY=":99999"), received.append)
    assert base64.b64decode(received[0].removeprefix("\x1b]52;c;").removesuffix("\x07")).decode() == QUOTE
    assert copied.arrived
    assert copied.summary.startswith("terminal (OSC 52): sent, can't be checked; xsel ✗")


def test_without_any_tool_the_way_out_is_named(having):
    copied = copy(QUOTE, having())
    assert not copied.arrived
    assert copied.summary == ("Not copied: no clipboard tool was found; install xclip or wl-clipboard, or use tmux")


def test_pyperclip_is_the_last_rung_and_is_read_back_too(having, stand_in, tmp_path):
    environ = having("cat", "which", DISPLAY=":99999")
    kept = tmp_path / "klipper"
    stand_in("qdbus", f'[ "$3" = setClipboardContents ] && printf %s "$4" >{kept} || {{ cat {kept}; echo; }}')
    stand_in("klipper", "")
    copied = copy(QUOTE, environ)
    assert copied.summary == "pyperclip ✓"


def test_a_file_named_pyperclip_in_the_working_folder_is_not_run(having, tmp_path, monkeypatch):
    (tmp_path / "pyperclip.py").write_text("open('was-run', 'w')")
    monkeypatch.chdir(tmp_path)
    copy(QUOTE, having())
    assert not (tmp_path / "was-run").exists()


def test_a_tool_that_hangs_is_given_up_and_the_next_one_copies(display, having, stand_in):
    environ = having("xsel", "sleep", DISPLAY=display)
    stand_in("xclip", "exec sleep 60")
    copied = copy(QUOTE, environ)
    assert copied.summary == "xsel ✓"


def test_a_tool_that_keeps_other_words_is_not_believed(having, stand_in):
    environ = having("cat", DISPLAY=":99999")
    stand_in("xclip", 'case "$*" in *-o) printf "other words";; *) cat >/dev/null;; esac')
    copied = copy(QUOTE, environ)
    assert outcomes(copied)["xclip"] is Outcome.FAILED
    assert "it doesn't hold the words" in copied.summary


def test_a_tool_that_cannot_be_started_is_a_failure_with_its_reason(having):
    environ = having(DISPLAY=":99999")
    program = Path(environ["PATH"]) / "xclip"
    program.write_bytes(b"\x7fELF")
    program.chmod(0o755)
    copied = copy(QUOTE, environ)
    assert copied.summary.startswith("Not copied: xclip ✗ (Exec format error)")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize(
    ("name", "reader", "variables"),
    [("wl-copy", "wl-paste", {"WAYLAND_DISPLAY": "wayland-0"}), ("pbcopy", "pbpaste", {})],
    ids=["wayland", "mac"],
)
def test_wayland_and_mac_tools_are_read_back(name, reader, variables, text, having, stand_in, tmp_path):
    environ = having("cat", **variables)
    stand_in(name, f"cat >{tmp_path}/clipboard")
    stand_in(reader, f"cat {tmp_path}/clipboard")
    assert copy(text, environ).summary == f"{name} ✓"
    assert (tmp_path / "clipboard").read_bytes() == text.encode()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_windows_gets_utf_16_and_is_asked_through_powershell(text, having, stand_in, tmp_path):
    environ = having("cat", "iconv", "base64", WSL_DISTRO_NAME="Debian")
    stand_in("clip.exe", f"cat >{tmp_path}/clipboard")
    stand_in("powershell.exe", f"iconv -f utf-16le -t utf-8 {tmp_path}/clipboard | base64 -w 0; printf '\\r\\n'")
    copied = copy(text, environ)
    assert copied.summary == "clip.exe ✓"
    assert (tmp_path / "clipboard").read_bytes() == text.encode("utf-16-le")


def test_windows_without_powershell_is_sent_and_not_called_copied(having, stand_in):
    environ = having("cat", WSL_DISTRO_NAME="Debian")
    stand_in("clip.exe", "cat >/dev/null")
    copied = copy(QUOTE, environ)
    assert outcomes(copied)["clip.exe"] is Outcome.SENT
    assert copied.summary.startswith("clip.exe: sent, can't be checked")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_tmux_holds_the_very_bytes(text, tmux, having, tmp_path):
    server = tmux("external")
    copied = copy(text, having("tmux", TMUX=server.variable, **OVER_SSH))
    assert copied.ways[0] == Way("tmux buffer", Outcome.VERIFIED)
    server.ask("save-buffer", str(tmp_path / "pasted"))
    assert (tmp_path / "pasted").read_bytes() == text.encode()


@pytest.mark.parametrize("set_clipboard", ["on", "external"])
def test_tmux_takes_the_words_on_to_the_readers_terminal(set_clipboard, tmux, having):
    server = tmux(set_clipboard)
    environ = having("tmux", TMUX=server.variable, **OVER_SSH)
    copied = copy(QUOTE, environ, terminal=pytest.fail)
    assert copied.summary == "tmux buffer ✓; your own clipboard: sent, can't be checked"
    server.terminal.wait_for(base64.b64encode(QUOTE.encode()))


def test_tmux_that_must_not_set_clipboards_is_not_made_to(tmux, having):
    server = tmux("off")
    environ = having("tmux", TMUX=server.variable, **OVER_SSH)
    copied = copy(QUOTE, environ, terminal=pytest.fail)
    assert copied.summary == "tmux buffer ✓; your own clipboard ✗ (tmux has set-clipboard off)"
    server.ask("set-buffer", "-w", "the last word")
    server.terminal.wait_for(base64.b64encode(b"the last word"))
    assert base64.b64encode(QUOTE.encode()) not in server.terminal.received


def test_a_tmux_that_knows_no_forwarding_still_keeps_the_words(tmux, having, stand_in, tmp_path):
    server, received = tmux("external"), []
    environ = having(TMUX=server.variable, **OVER_SSH)
    stand_in("tmux", f'[ "$2" = -w ] && exit 1; exec {shutil.which("tmux")} "$@"')
    copied = copy(QUOTE, environ, received.append)
    assert copied.summary == "tmux buffer ✓; terminal (OSC 52): sent, can't be checked"
    assert server.ask("show-buffer") == QUOTE
    assert len(received) == 1


def test_on_a_desktop_in_tmux_both_are_named(display, tmux, having):
    server = tmux("external")
    copied = copy(QUOTE, having("xclip", "tmux", TMUX=server.variable, DISPLAY=display))
    assert copied.summary == "xclip ✓ · tmux buffer ✓"


def test_a_tmux_that_has_ended_is_a_failure(having, tmp_path):
    copied = copy(QUOTE, having("tmux", TMUX=f"{tmp_path}/gone,1,0", **OVER_SSH))
    assert not copied.arrived
    assert copied.summary.startswith("Not copied: tmux buffer ✗ (")


def test_over_ssh_the_display_of_the_far_machine_is_left_alone(display, having):
    environ = having("xclip", DISPLAY=display)
    copy("kept", environ)
    received = []
    copied = copy(QUOTE, {**environ, **OVER_SSH}, received.append)
    assert copied.summary == "terminal (OSC 52): sent, can't be checked"
    assert len(received) == 1
    assert pasted(display, "xclip") == b"kept"


def test_over_ssh_without_a_terminal_the_way_out_is_named(having):
    copied = copy(QUOTE, having(**OVER_SSH))
    assert copied == Copied(())
    assert not copied.arrived
    assert copied.summary == "Not copied: nothing leads from here to your clipboard; run tuireader inside tmux"


@pytest.mark.parametrize("text", [TEXTS["control sequence"], TEXTS["emoji"], TEXTS["trailing newlines"]])
def test_no_text_acts_on_the_terminal(text, having):
    received = []
    copy(text, having(**OVER_SSH), received.append)
    opening, payload, end = received[0][:7], received[0][7:-1], received[0][-1]
    assert (opening, end) == ("\x1b]52;c;", "\x07")
    assert payload.isascii()
    assert payload.isprintable()
    assert base64.b64decode(payload).decode() == text


def test_what_a_terminal_would_cut_is_not_sent(having):
    copied = copy(TEXTS["a megabyte"], having(**OVER_SSH), terminal=pytest.fail)
    assert not copied.arrived
    assert "terminal (OSC 52) ✗ (more than the 100 KB that terminals take)" in copied.summary


def test_what_a_terminal_would_cut_stays_in_the_buffer_of_tmux(tmux, having):
    environ = having("tmux", TMUX=tmux("on").variable, **OVER_SSH)
    copied = copy(TEXTS["a megabyte"], environ, terminal=pytest.fail)
    assert copied.summary == "tmux buffer ✓; your own clipboard ✗ (more than the 100 KB that terminals take)"


def test_a_terminal_that_is_gone_is_a_failure(having):
    def gone(_: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    copied = copy(QUOTE, having(**OVER_SSH), gone)
    assert not copied.arrived
    assert "terminal (OSC 52) ✗ (Broken pipe)" in copied.summary
