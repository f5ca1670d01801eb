"""The main job from end to end on the article in seeds/, in a tmux of 120×40 with a real clipboard."""

import re
import shutil
import subprocess

import pytest
from markdown_it import MarkdownIt

QUOTE = "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,”"
CLIP = f"{QUOTE} — Dmitry Peskov, Euronews, “Kremlin admits losses”, 2022-04-07, https://www.euronews.com/x"


def pasted(display: str) -> str:
    done = subprocess.run(
        ["xclip", "-o", "-selection", "clipboard"],
        capture_output=True,
        text=True,
        check=True,
        env={"DISPLAY": display, "PATH": "/usr/bin:/bin"},
    )
    return done.stdout


def text_of(markdown: str) -> str:
    """The words of a Markdown document as a renderer shows them."""
    tokens = MarkdownIt().parse(markdown)
    return "\n".join(
        "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or [])
        for token in tokens
        if token.type == "inline"
    )


def open_article(screen, seed) -> None:
    screen.run(f"tuireader {seed}; echo left with $?")
    screen.wait("Russia will continue", "Notes", "? help")


def test_by_keyboard_from_the_first_page_to_the_draft_and_back(tmux, display, seed, home):
    screen = tmux(DISPLAY=display)
    open_article(screen, seed)

    # Marked to the exact word, whatever the width: caret, two ends, highlight.
    screen.send("}")
    screen.wait("paragraph ¶ 2")
    screen.send("vv")
    screen.wait("H highlight")
    screen.send("15e")
    screen.send("3eH")
    screen.wait("Notes 1", "Highlighted as quote")
    screen.send("u")
    screen.wait("Notes 0", "Undone")

    # The whole quotation, by its own last word.
    screen.send("/means,\r")
    screen.wait("Hit 1 of 1")
    screen.send("v")
    screen.wait("H highlight")
    screen.send("v{")
    screen.wait("H highlight")
    screen.send("o7l")
    screen.send("H")
    screen.wait("Notes 1", "Highlighted as quote")

    screen.send("a")
    screen.wait("^S saves")
    screen.send("sic: “out interests”. *Ask* Sky")
    screen.key("C-s")
    screen.wait("Note saved", "sic: “out")
    screen.send("t")
    screen.wait("tags")
    screen.send("un kremlin\r")
    screen.wait("Tagged: un kremlin", "#un #kremlin")
    screen.send("s")
    screen.wait("who says this?")
    screen.send("Dmitry Peskov\r")
    screen.wait("Speaker: Dmitry Peskov", "— Dmitry Peskov")

    screen.send("S")
    screen.wait("Source", "the headline")
    fields = ("Kremlin admits losses", "", "Euronews", "2022-04-07", "https://www.euronews.com/x")
    for field in fields:
        screen.send(field + "\r")
    screen.wait("Source saved", "Euronews · 2022-04-07")

    screen.send("y")
    screen.wait("Copied ", "xclip ✓", "Clips 1")
    assert pasted(display) == CLIP
    assert screen.ask("show-buffer") == CLIP

    screen.send("x")
    screen.wait("Exported 1 note")
    exported = next(home.glob("*.md")).read_text(encoding="utf-8")
    shown = text_of(exported)
    assert QUOTE in shown
    assert "Dmitry Peskov" in shown
    assert "sic: “out interests”" in shown
    assert {"un", "kremlin"} <= set(re.findall(r"\w+", shown))

    screen.send("7G")
    screen.wait("paragraph ¶ 7")
    screen.send("q")
    screen.wait("left with 0")

    screen.run("clear")
    open_article(screen, seed)
    screen.wait("Notes 1  Quotes 8  Clips 1", "sic: “out", "— Dmitry Peskov", "#un #kremlin", "Kremlin admits losses")
    screen.send("\t3")
    screen.wait("xclip")
    screen.send("\t]y")
    screen.wait("Clips 2")
    assert pasted(display) == CLIP


def test_the_place_is_kept_from_one_reading_to_the_next(tmux, seed):
    screen = tmux()
    open_article(screen, seed)
    screen.send("G")
    screen.wait("100 %", "Ukraine tells NATO allies")
    screen.send("q")
    screen.wait("left with 0")
    screen.run("clear")
    screen.run(f"tuireader {seed}")
    screen.wait("Ukraine tells NATO allies", "100 %")
    assert "Russia will continue" not in screen.shown()


def test_vim_reads_the_last_clip_into_the_draft(tmux, seed, home):
    if shutil.which("vim") is None:
        pytest.skip("vim is not installed")
    screen = tmux()
    open_article(screen, seed)
    screen.send("}y")
    screen.wait("Clips 1")
    screen.ask("split-window", "-c", str(home), "exec sh")
    screen.run("vim -u NONE draft.txt")
    screen.wait("draft.txt")
    screen.send(":r !tuireader clips --last\r")
    screen.wait("— [source?]")
    screen.send(":x\r")
    draft = home / "draft.txt"
    screen.until(draft.exists, "the draft")
    assert draft.read_text().strip() == f"{seed.read_text().splitlines()[1]} — [source?]"


def test_two_windows_on_one_article_show_each_others_marks(tmux, seed):
    screen = tmux()
    open_article(screen, seed)
    screen.ask("split-window", "exec sh")
    open_article(screen, seed)
    screen.send("}h")
    screen.wait("Highlighted as quote")
    screen.ask("select-pane", "-U")
    screen.wait("quote", "Notes 1")
    screen.send("]")
    screen.wait("quote ¶ 2")
    screen.send("dd")
    screen.wait("Deleted")
    screen.ask("select-pane", "-D")
    screen.wait("Notes 0")


def test_the_note_is_written_in_the_persons_own_editor(tmux, seed, home):
    editor = home / "editor"
    editor.write_text("#!/bin/sh\nprintf 'Ask Sky for the tape' >\"$1\"\n")
    editor.chmod(0o755)
    screen = tmux(EDITOR=str(editor))
    open_article(screen, seed)
    screen.send("}")
    screen.wait("paragraph ¶ 2")
    screen.send("E")
    screen.wait("Note saved", "Ask Sky for the tape", "? help")
