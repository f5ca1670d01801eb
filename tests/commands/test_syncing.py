"""`tuireader sync` with the real git: two laptops and a place between them."""

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.library import Library, new_version
from annotations.models import Anchor, Annotation, Article, Details, Guard, GuardKind, Paragraph, Selector, Source
from tuireader.cli import main
from tuireader.paths import config_file

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def place(tmp_path):
    return tmp_path / "stick" / "library.git"


@pytest.fixture
def sync(place):
    return lambda library, *more: main(["sync", str(place), "--library", str(library.root), *more])


@pytest.fixture
def one(tmp_path):
    return Library(tmp_path / "one")


@pytest.fixture
def two(tmp_path):
    return Library(tmp_path / "two")


def read(library, text="The talks go on.", **source):
    article = Article("/talks.txt", Source(**source), (Paragraph(text),), text.encode() + b"\r\n\xff")
    article_id = library.identify(article)
    library.keep(article_id, article, new_version(article))
    return article_id


def note(library, article, text):
    version = library.latest(article)
    words = version.texts[0]
    anchor = Anchor(version.id, (Selector(version.paragraphs[0].key, words, "", "", 0, len(words)),))
    return library.store(article).add(Annotation(anchors=(anchor,), note=text))


def notes(library, article):
    return sorted(one.note for one in Library(library.root).store(article).all(Annotation))


def files(library):
    return {path.relative_to(library.root): path.read_bytes() for path in (library.root / "articles").rglob("*.*")}


def test_two_laptops_have_the_same_after_syncing_in_both_directions(one, two, sync):
    both, other = read(one), read(two, "Nobody resigned.")
    note(one, both, "from one")
    note(two, other, "from two")
    assert [sync(one), sync(two), sync(one)] == [0, 0, 0]
    for library in (one, two):
        assert notes(library, both) == ["from one"]
        assert notes(library, other) == ["from two"]
    assert files(one) == files(two)
    (original,) = two.folder(both).glob("originals/*")
    assert original.read_bytes() == b"The talks go on.\r\n\xff"


def test_syncing_again_makes_no_commit(one, sync, place):
    read(one)
    sync(one)
    before = commits(place)
    assert sync(one) == 0
    assert commits(place) == before == 1


def test_two_laptops_with_nothing_new_stop_answering_each_other(one, two, sync, place):
    article = read(one)
    sync(one)
    sync(two)
    note(one, article, "from one")
    note(two, article, "from two")
    for library in (one, two, one, two):
        sync(library)
    settled = commits(place)
    for library in (one, two, one, two):
        assert sync(library) == 0
    assert commits(place) == settled
    assert notes(one, article) == notes(two, article) == ["from one", "from two"]


def commits(place):
    done = subprocess.run(["git", f"--git-dir={place}", "rev-list", "--count", "main"], capture_output=True, check=True)
    return int(done.stdout)


def test_a_note_edited_on_both_sides_is_kept_twice_and_told(one, two, sync, capsys):
    article = read(one)
    first = note(one, article, "first")
    deleted = note(one, article, "to be deleted")
    sync(one)
    sync(two)
    one.store(article).change(replace(first, note="mine"))
    one.store(article).remove(deleted)
    two.store(article).change(replace(first, note="yours"))
    assert sync(one) == 0
    assert sync(two) == 1
    assert "changed on both sides, and both are kept" in capsys.readouterr().err
    sync(one)
    for library in (one, two):
        (states,) = Library(library.root).store(article).conflicts()
        assert {state.note for state in states} == {"mine", "yours"}
        assert len(notes(library, article)) == 1
    settled = one.store(article).conflicts()[0]
    one.store(article).resolve(replace(settled[0], note="both"), settled[1:])
    assert [sync(one), sync(two)] == [0, 0]
    assert notes(two, article) == ["both"]
    assert Library(two.root).store(article).conflicts() == []


def test_what_was_deleted_for_good_goes_elsewhere_too_unless_it_was_changed_there(one, two, sync):
    untouched, changed = read(one), read(one, "Nobody resigned.")
    sync(one)
    sync(two)
    for article in (untouched, changed):
        one.store(article).put(Details(removed=True))
        one.delete(article)
    note(two, changed, "still needed")
    assert [sync(one), sync(two), sync(one)] == [0, 0, 0]
    for library in (one, two):
        assert library.articles() == [changed]
        assert notes(library, changed) == ["still needed"]


def test_a_guarded_article_isnt_sent_unless_asked(one, two, sync, place, capsys):
    open_, guarded = read(one), read(one, "Nobody resigned.")
    one.store(guarded).put(Guard(id="article", kind=GuardKind.OFF_RECORD))
    assert sync(one) == 0
    assert f"not sent, because guarded: {guarded[:8]}" in capsys.readouterr().err
    sync(two)
    assert two.articles() == [open_]
    assert guarded not in listing(place)
    assert sync(one, "--guarded") == 0
    sync(two)
    assert sorted(two.articles()) == sorted([open_, guarded])
    note(two, guarded, "not to be sent")
    before = listing(place)
    assert sync(two) == 0
    assert listing(place) == before
    assert (
        "not to be sent"
        not in subprocess.run(
            ["git", f"--git-dir={place}", "log", "-p", "main"],
            capture_output=True,
            text=True,
            errors="replace",
            check=True,
        ).stdout
    )


def listing(place):
    command = ["git", f"--git-dir={place}", "ls-tree", "-r", "main"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_originals_stay_here_where_the_settings_say_so(one, two, sync, place):
    article = read(one)
    config = config_file()
    config.parent.mkdir(parents=True)
    config.write_text('author = "A. Reporter"\n[sync]\noriginals = false\n')
    assert sync(one) == 0
    assert "originals" not in listing(place)
    assert "versions" in listing(place)
    sync(two)
    assert two.latest(article) == one.latest(article)
    log = subprocess.run(
        ["git", f"--git-dir={place}", "log", "main"], capture_output=True, text=True, check=True
    ).stdout
    assert "A. Reporter" in log


def test_nobodys_settings_hooks_and_variables_change_anything(one, two, sync, home, tmp_path, monkeypatch):
    hook = tmp_path / "hooks" / "pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    for name in ("pre-push", "commit-msg", "reference-transaction", "post-checkout", "post-index-change"):
        shutil.copy(hook, hook.with_name(name))
    (tmp_path / "ignored").write_text("*.jsonl\nversions/\n")
    (tmp_path / "attributes").write_text("* text eol=crlf\n*.jsonl filter=broken\n")
    (home / ".gitconfig").write_text(
        f"[core]\n hooksPath = {hook.parent}\n autocrlf = true\n excludesFile = {tmp_path / 'ignored'}\n"
        f" attributesFile = {tmp_path / 'attributes'}\n"
        "[commit]\n gpgSign = true\n[user]\n useConfigOnly = true\n[init]\n defaultBranch = trunk\n"
        f" templateDir = {hook.parent.parent}\n[merge]\n ff = only\n[push]\n gpgSign = true\n default = nothing\n"
        '[filter "broken"]\n clean = false\n smudge = false\n required = true\n[fetch]\n prune = true\n'
    )
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_AUTHOR_DATE", "nonsense")
    monkeypatch.setenv("GIT_EDITOR", "false")
    article = read(one)
    note(one, article, "Ask.")
    other = read(two, "Nobody resigned.")
    assert [sync(one), sync(two), sync(one)] == [0, 0, 0]
    assert files(one) == files(two)
    assert notes(two, article) == ["Ask."]
    assert other in one.articles()
    assert not (tmp_path / "elsewhere").exists()


def test_what_else_lies_in_the_place_stays_there(one, two, sync, place, tmp_path):
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path / "hosted")], check=True)
    (tmp_path / "hosted" / "README.md").write_text("Of the desk.\n")
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["add", "-A"], ["commit", "-qm", "Begin"], ["clone", "-q", "--bare", ".", str(place)]):
        place.parent.mkdir(exist_ok=True)
        subprocess.run(["git", *identity, *command], cwd=tmp_path / "hosted", check=True)
    article = read(one)
    assert [sync(one), sync(two)] == [0, 0]
    assert "README.md" in listing(place)
    assert article in two.articles()
    assert not (one.root / "README.md").exists()


def test_a_place_that_cant_be_reached_is_one_sentence_and_nothing_hangs(one, capsys):
    read(one)
    for remote in ("ssh://nobody@127.0.0.1:1/x.git", "http://127.0.0.1:1/x.git"):
        assert main(["sync", remote, "--library", str(one.root)]) == 2
        said = capsys.readouterr().err
        assert "git fetch failed (" in said
        assert len([line for line in said.splitlines() if line.startswith("tuireader:")]) == 1


def test_without_a_remote_all_is_committed_and_the_next_step_told(one, capsys):
    read(one)
    assert main(["sync", "--library", str(one.root)]) == 0
    assert "tuireader sync REMOTE" in capsys.readouterr().out
    assert (one.root / ".git").is_dir()


def test_another_library_is_no_place_to_sync_with(one, two, capsys):
    read(one)
    read(two)
    assert main(["sync", str(two.root), "--library", str(one.root)]) == 2
    assert "tuireader merge" in capsys.readouterr().err


def test_a_library_of_a_newer_program_is_not_merged(one, two, sync, place, capsys):
    read(one)
    sync(one)
    subprocess.run(["git", "clone", "-q", str(place), str(two.root) + "-newer"], check=True)
    newer = Path(str(two.root) + "-newer")
    (newer / "library.json").write_text('{"library": 2}\n')
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *identity, "commit", "-qam", "Newer"], cwd=newer, check=True)
    subprocess.run(["git", "push", "-q"], cwd=newer, check=True)
    assert sync(one) == 2
    assert "newer tuireader" in capsys.readouterr().err


def test_a_kill_in_the_middle_loses_nothing_and_syncing_again_goes_on(one, two, sync, place, tmp_path):
    article = read(one)
    note(one, article, "from one")
    sync(one)
    other = read(two, "Nobody resigned.")
    note(two, other, "from two")
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    real = shutil.which("git")
    # A git that ends the program that called it at its n-th call, and leaves a lock as a git that was killed does.
    program.write_text(
        f"#!/bin/sh\necho x >> {tmp_path}/calls\n"
        f'if [ "$(wc -l < {tmp_path}/calls)" -ge "$KILL_AT" ]; then\n'
        f"touch {two.root}/.git/index.lock; kill -9 $PPID; exit 1; fi\n"
        f'exec {real} "$@"\n'
    )
    program.chmod(0o755)
    for number in range(1, 60, 3):
        (tmp_path / "calls").unlink(missing_ok=True)
        environ = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "KILL_AT": str(number)}
        command = [sys.executable, "-m", "tuireader", "sync", str(place), "--library", str(two.root)]
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, check=False)
        assert notes(two, other) == ["from two"]
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        if number % 2:  # each second time from what is left, else from where the last good one left it
            assert sync(two) == 0
            note(two, other, f"more {number}")
            two.store(other).remove(two.store(other).all(Annotation)[-1])
    else:
        raise AssertionError("it never came to its end")
    assert [sync(two), sync(one)] == [0, 0]
    for library in (one, two):
        assert notes(library, article) == ["from one"]
        assert notes(library, other) == ["from two"]


def test_a_line_written_while_git_works_is_not_lost(one, two, sync, monkeypatch):
    article = read(one)
    note(one, article, "first")
    sync(one)
    sync(two)
    note(two, article, "from two")
    sync(two)
    from tuireader.git import Git

    real, written = Git.run, []

    def slow(self, *arguments, **more):
        if arguments[0] in ("fetch", "write-tree", "checkout-index"):
            written.append(note(one, article, f"meanwhile {len(written)}").note)
        return real(self, *arguments, **more)

    monkeypatch.setattr(Git, "run", slow)
    sync(one)
    monkeypatch.setattr(Git, "run", real)
    assert notes(one, article) == sorted(["first", "from two", *written])
    assert [sync(one), sync(two)] == [0, 0]
    assert notes(two, article) == notes(one, article)


def test_what_was_committed_before_there_was_a_place_is_counted_when_it_is_sent(one, two, sync, place, capsys):
    note(one, read(one), "first")
    assert main(["sync", "--library", str(one.root)]) == 0
    committed = re.search(r"Committed (\d+) files", capsys.readouterr().out)[1]
    assert sync(one) == 0
    assert f"sent {committed} files" in capsys.readouterr().out
    assert sync(one) == 0
    assert "sent 0 files" in capsys.readouterr().out
    assert sync(two) == 0
    assert "sent 0 files" in capsys.readouterr().out
