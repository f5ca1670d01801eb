"""`tuireader doctor`: finds what was broken, names the way out, and is quiet where all is well."""

import json
import shutil
import subprocess

import pytest

from annotations.library import Library, new_version
from annotations.models import Anchor, Annotation, Article, Clip, Paragraph, Selector, Source
from tuireader.cli import main
from tuireader.findings import clipboard_findings, terminal_findings
from tuireader.paths import config_file

GOOD = {"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}


@pytest.fixture(autouse=True)
def _terminal(monkeypatch):
    for name in ("TMUX", "LC_ALL", "LC_CTYPE", "NO_COLOR", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


@pytest.fixture
def article(library):
    text = "The minister said that nobody would resign."
    paragraph = Paragraph(text)
    opened = Article("/talks.txt", Source(title="Talks"), (paragraph,), text.encode())
    identity = library.identify(opened)
    version = library.keep(identity, opened, new_version(opened))
    anchors = (Anchor(version.id, (Selector(paragraph.key, "nobody", "", "", 23, 29),)),)
    library.store(identity).add(Annotation(anchors=anchors, note="Ask."))
    library.store(identity).add(Clip(anchors=anchors, text="“nobody”"))
    return identity


def findings(capsys, *arguments):
    capsys.readouterr()
    code = main(["doctor", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def fixes(found, area):
    return [finding["fix"] for finding in found if finding["area"] == area and finding["fix"]]


def test_a_library_that_is_well_needs_nothing(article, capsys):
    main(["backup"])
    _, found = findings(capsys)
    assert fixes(found, "library") == fixes(found, "index") == fixes(found, "backup") == fixes(found, "terminal") == []
    assert any("1 article in" in finding["text"] for finding in found)


def test_looking_changes_nothing_in_the_library(article, library):
    before = {path: path.stat().st_mtime_ns for path in library.root.rglob("*")}
    main(["doctor"])
    main(["doctor", "--evidence"])
    assert {path: path.stat().st_mtime_ns for path in library.root.rglob("*")} == before


def test_what_is_broken_is_found_with_its_way_out(article, library, capsys):
    with (library.folder(article) / "annotations.jsonl").open("ab") as file:
        file.write(b"torn\n")
    library.root.chmod(0o755)
    code, found = findings(capsys)
    assert code == 1
    assert f"chmod 700 '{library.root}'" in fixes(found, "library")
    assert "tuireader merge a backup that has it whole" in fixes(found, "library")
    assert fixes(found, "backup") == ["tuireader backup"]
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "!!  library: " in out
    assert f"     → chmod 700 '{library.root}'" in out


def test_settings_that_arent_understood_are_told(capsys):
    config = config_file()
    config.parent.mkdir(parents=True)
    config.write_text("width = 4\n")
    code, found = findings(capsys)
    assert (code, fixes(found, "settings")) == (1, [f"edit {config}"])


@pytest.mark.parametrize(
    ("environ", "fix"),
    [
        ({"TERM": "xterm"}, "TERM=xterm-256color"),
        ({"LANG": "C"}, "C.UTF-8"),
        ({"COLORTERM": "truecolor", "TERM": "foot"}, ""),
    ],
)
def test_a_terminal_that_shows_too_little_is_told(environ, fix):
    told = [finding.fix for finding in terminal_findings({**GOOD, **environ}) if finding.fix]
    assert (fix in told[0]) if fix else told == []


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_a_tmux_that_holds_esc_back_is_told_with_the_line_for_its_settings(tmp_path):
    tmux = ["tmux", "-S", str(tmp_path / "socket")]
    subprocess.run([*tmux, "-f", "/dev/null", "new-session", "-d", "sleep 60"], check=True)
    try:
        environ = {**GOOD, "TMUX": f"{tmp_path / 'socket'},1,0", "PATH": "/usr/bin:/bin:/usr/local/bin"}
        for delay, fixed in (("500", ["in ~/.tmux.conf: set -sg escape-time 10"]), ("10", [])):
            subprocess.run([*tmux, "set", "-sg", "escape-time", delay], check=True)
            assert [one.fix for one in terminal_findings(environ) if "holds Esc" in one.text and one.fix] == fixed
        subprocess.run([*tmux, "set", "-s", "set-clipboard", "off"], check=True)
        assert [one.fix for one in terminal_findings(environ) if "OSC 52" in one.text] == [
            "in ~/.tmux.conf: set -s set-clipboard external"
        ]
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)


def test_the_ways_to_the_clipboard_are_named(tmp_path):
    program = tmp_path / "xclip"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    (found,) = clipboard_findings({"PATH": str(tmp_path), "DISPLAY": ":0"})
    assert "xclip" in found.text
    (found,) = clipboard_findings({"PATH": str(tmp_path)})
    assert "install xclip" in found.fix


def test_evidence_that_holds_says_whose_record_it_is(article, capsys):
    assert main(["doctor", "--evidence", article[:8]]) == 0
    out = capsys.readouterr().out
    assert "“Talks”: 1 stored copy since " in out
    assert "2 marked passages: unchanged" in out
    assert "no outside clock" in out


def damage_original(folder):
    (path,) = folder.glob("originals/*")
    path.write_bytes(path.read_bytes().replace(b"nobody", b"nobodi"))


def damage_text(folder):
    (path,) = folder.glob("versions/*")
    path.write_bytes(path.read_bytes().replace(b"would resign", b"will resign."))


def lose_original(folder):
    (path,) = folder.glob("originals/*")
    path.unlink()


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (damage_original, "its sha256 differs"),
        (damage_text, "its text isn't the one that was stored"),
        (lose_original, "its original isn't here"),
    ],
)
def test_evidence_that_was_touched_is_named(article, library, capsys, act, why):
    act(library.folder(article))
    assert main(["doctor", "--evidence"]) == 1
    assert why in capsys.readouterr().out


def test_words_that_dont_stand_in_their_version_are_named(article, library, capsys):
    version = library.latest(article)
    selector = Selector(version.paragraphs[0].key, "somebody", "", "", 23, 31)
    library.store(article).add(Annotation(anchors=(Anchor(version.id, (selector,)),)))
    library.store(article).add(Annotation(anchors=(Anchor("20010101T000000Z-aaaaaaaa", (selector,)),)))
    assert main(["doctor", "--evidence", "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)
    assert not result["holds"]
    assert "“somebody” doesn't stand in version" in result["problems"][0]
    assert "isn't here" in result["problems"][1]


def test_an_article_goes_with_evidence_only(capsys):
    assert main(["doctor", "talks"]) == 2
