"""A file that a person asked for is written whole or not at all, and over no other unasked."""

import os
import stat

import pytest

from annotations.errors import NoSpace, ReadOnly, StoreError, UsageError
from tuireader.files import write_file


def test_a_text_is_written_as_it_is(tmp_path):
    write_file(tmp_path / "notes.md", "“é”\r\nnext\n", overwrite=False)
    assert (tmp_path / "notes.md").read_bytes() == "“é”\r\nnext\n".encode()


def test_another_file_is_overwritten_only_if_it_may_be(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("mine")
    with pytest.raises(UsageError, match=r"notes.md” exists; --force overwrites it"):
        write_file(path, "new", overwrite=False)
    assert path.read_text() == "mine"
    write_file(path, "new", overwrite=True)
    assert path.read_text() == "new"


def test_a_new_file_can_be_read_by_whom_the_umask_allows(tmp_path):
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "notes.md", "new", overwrite=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "notes.md").stat().st_mode) == 0o644


def test_an_overwritten_file_keeps_its_mode_and_a_link_stays_one(tmp_path):
    path = tmp_path / "real.md"
    path.write_text("mine")
    path.chmod(0o640)
    (tmp_path / "link.md").symlink_to(path)
    write_file(tmp_path / "link.md", "new", overwrite=True)
    assert path.read_text() == "new"
    assert (tmp_path / "link.md").is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_pipe_is_written_into_and_stays_one(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(path, "new", overwrite=False)
        assert os.read(reader, 100) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(UsageError, match="is a folder; name a file in it"):
        write_file(tmp_path, "new", overwrite=True)


@pytest.mark.parametrize("name", ["missing/notes.md", "file/notes.md", "n" * 300 + ".md"])
def test_a_file_that_cannot_be_made_is_said_with_a_way_out(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"wasn't written: .+; (create it|choose)"):
        write_file(tmp_path / name, "new", overwrite=False)


@pytest.mark.parametrize(("number", "error"), [(28, NoSpace), (122, NoSpace), (13, ReadOnly), (30, ReadOnly)])
def test_a_failed_write_leaves_what_was_there_and_nothing_beside_it(tmp_path, monkeypatch, number, error):
    path = tmp_path / "notes.md"
    path.write_text("mine")

    def fail(_):
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error):
        write_file(path, "new", overwrite=True)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]
