import errno
import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import storage
from annotations.errors import SyncFailed
from annotations.locking import Lock
from annotations.models import Annotation
from annotations.store import Store

Mark = Callable[[str], Annotation]
Child = Callable[..., "subprocess.Popen[str]"]

COMPACTS = """
storage.COMPACT_FROM = 1
store = Store(path)
record = store.add(mark("0"))
other = store.add(mark("stays"))
for number in range(2):
    record = store.change(replace(record, note=str(number + 1)))
print("begun", flush=True)
die_before(int(sys.argv[2]))
for number in range(3, 7):
    record = store.change(replace(record, note=str(number)))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
print("done", flush=True)
"""


def notes(store: Store) -> list[str]:
    return [record.note for record in store.all(Annotation)]


def test_a_kill_before_any_call_of_saves_and_compactions_loses_nothing(path: Path, child: Child, mark: Mark) -> None:
    for number in range(400):
        shutil.rmtree(path.parent, ignore_errors=True)
        process = child(COMPACTS, number)
        said = process.communicate(timeout=30)[0].split()
        newest = int(said[-1]) if said[-1].isdigit() else 6 if said[-1] == "done" else 2
        store = Store(path)
        note, other = notes(store)
        assert other == "stays"
        assert int(note) in (newest, newest + 1)
        store.add(mark("afterwards"))
        assert notes(Store(path)) == [note, "stays", "afterwards"]
        if said[-1] == "done":
            assert path.read_bytes().count(b"\n") < 8
            return
        assert process.returncode == -signal.SIGKILL
    raise AssertionError("the child never lived to its end")


def test_a_disk_that_is_full_during_compaction_costs_no_save(
    path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "COMPACT_FROM", 1)
    store = Store(path)
    record = store.add(mark("0"))
    real = os.open

    def full(name: str, flags: int, *more: int) -> int:
        if str(name).endswith(".tmp"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(name, flags, *more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", full)
        for number in range(1, 9):
            record = store.change(replace(record, note=str(number)))
            assert notes(store) == notes(Store(path)) == [str(number)]
    assert path.read_bytes().count(b"\n") == 9
    monkeypatch.setattr(storage, "COMPACT_FROM", 0)
    store = Store(path)
    store.change(replace(record, note="9"))
    assert path.read_bytes().count(b"\n") == 1
    assert notes(Store(path)) == ["9"]


def test_a_sync_that_failed_is_told_and_never_retried_as_if_it_had_worked(
    path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(path)
    kept = store.add(mark("kept"))
    before, calls = path.read_bytes(), []

    def broken(descriptor: int) -> None:
        calls.append(descriptor)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fdatasync", broken)
        with pytest.raises(SyncFailed, match="didn't confirm"):
            store.add(mark("lost"))
        with pytest.raises(SyncFailed):
            store.change(replace(kept, note="changed"))
    assert len(calls) == 2
    assert path.read_bytes() == before
    assert notes(store) == notes(Store(path)) == ["kept"]
    store.add(mark("again"))
    assert notes(Store(path)) == ["kept", "again"]


def test_a_failed_sync_during_compaction_leaves_the_journal_as_it_was(
    path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "COMPACT_FROM", 1)
    store = Store(path)
    record = store.add(mark("0"))
    real = os.fdatasync

    def broken_for_others(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino != path.stat().st_ino:
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fdatasync", broken_for_others)
    for number in range(1, 6):
        record = store.change(replace(record, note=str(number)))
    assert path.read_bytes().count(b"\n") == 6
    assert notes(Store(path)) == ["5"]
    assert sorted(file.name for file in path.parent.iterdir()) == [".lock", "annotations.jsonl"]


def test_a_reader_sees_only_whole_notes_while_long_ones_are_written(path: Path, child: Child) -> None:
    process = child(
        """
        store = Store(path)
        for number in range(60):
            store.add(mark(f"{number} " + "x" * 60_000))
        """
    )
    reader, seen = Store(path), 0
    while process.poll() is None:
        reader.poll()
        found = notes(reader)
        assert all(len(note.partition(" ")[2]) == 60_000 for note in found)
        assert len(found) >= seen
        assert reader.notices == []
        seen = len(found)
    reader.poll()
    assert process.returncode == 0
    assert len(notes(reader)) == 60


def test_a_line_whose_writer_ends_just_behind_the_look_is_not_called_damaged(
    path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Store(path)
    writer.add(mark("first"))
    writer.add(mark("second"))
    whole, reader = path.read_bytes(), Store(path)
    path.write_bytes(whole[:-40])

    def ends_writing(_: Lock) -> bool:
        path.write_bytes(whole)
        return True

    monkeypatch.setattr(Lock, "is_free", ends_writing)
    reader.poll()
    assert reader.notices == []
    reader.poll()
    assert (notes(reader), reader.notices) == (["first", "second"], [])


def test_windows_that_write_at_once_lose_nothing_of_each_other(path: Path, child: Child) -> None:
    program = """
    store = Store(path)
    for number in range(40):
        record = store.add(mark(f"{sys.argv[2]}-{number}"))
        record = store.change(replace(record, note=record.note + "!"))
        if number % 4 == 0:
            store.remove(record)
    """
    processes = [child(program, name) for name in "abc"]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    expected = {f"{name}-{number}!" for name in "abc" for number in range(40) if number % 4}
    assert set(notes(Store(path))) == expected
    assert len(notes(Store(path))) == len(expected)
    assert Store(path).notices == []


def test_a_window_shows_what_a_second_program_wrote(path: Path, child: Child) -> None:
    store = Store(path)
    assert notes(store) == []
    assert child('Store(path).add(mark("from the other"))').wait(timeout=30) == 0
    assert store.poll()
    assert notes(store) == ["from the other"]


def test_conflicts_outlive_compaction(path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, yours = Store(path), Store(path)
    first = mine.add(mark("first"))
    notes(yours)
    mine.change(replace(first, note="mine"))
    yours.change(replace(first, note="yours"))
    monkeypatch.setattr(storage, "COMPACT_FROM", 1)
    busy = mine.add(mark("0"))
    for number in range(12):
        busy = mine.change(replace(busy, note=str(number)))
    assert path.read_bytes().count(b"\n") < 12
    for store in (mine, yours, Store(path)):
        ((winner, other),) = store.conflicts()
        assert [winner.note, other.note] == ["yours", "mine"]


def test_a_window_goes_on_after_another_compacted(path: Path, mark: Mark, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, yours = Store(path), Store(path)
    record = mine.add(mark("0"))
    assert notes(yours) == ["0"]
    monkeypatch.setattr(storage, "COMPACT_FROM", 1)
    for number in range(1, 12):
        record = mine.change(replace(record, note=str(number)))
    changed = yours.change(replace(yours.all(Annotation)[0], note="yours"))
    assert changed.parent == record.updated
    mine.add(mark("more"))
    assert notes(mine) == notes(yours) == notes(Store(path)) == ["yours", "more"]
    assert Store(path).conflicts() == []


@pytest.mark.parametrize(
    "name",
    [
        "annotations.sync-conflict-20261124-101010-ABCDEFG.jsonl",
        "annotations (desk's conflicted copy 2026-11-24).jsonl",
        "annotations 2.jsonl",
    ],
)
def test_a_sync_tools_copy_is_taken_in_by_lines_and_put_away(path: Path, mark: Mark, name: str) -> None:
    here = Store(path)
    both, deleted = here.add(mark("both")), here.add(mark("deleted here"))
    away = path.parent.parent / "away" / "annotations.jsonl"
    shutil.copytree(path.parent, away.parent)
    there = Store(away)
    there.add(mark("there"))
    there.change(replace(both, note="changed there"))
    here.remove(deleted)
    here.add(mark("here"))
    copy = path.with_name(name)
    shutil.copy(away, copy)
    here.poll()
    for store in (here, Store(path)):
        assert sorted(notes(store)) == ["changed there", "here", "there"]
        assert store.conflicts() == []
    assert not copy.exists()
    assert (path.parent / "recovered" / name).read_bytes() == away.read_bytes()
    assert "2 lines of it were new" in " ".join(here.notices)


def test_a_copy_that_cant_be_merged_stays_and_is_said(path: Path, mark: Mark) -> None:
    Store(path).add(mark("here"))
    copy = path.with_name("annotations 2.jsonl")
    shutil.copy(path, copy)
    looking = Store(path, read_only="Opened for reading only.")
    assert notes(looking) == ["here"]
    assert "isn't merged yet" in looking.notices[0]
    assert copy.exists()


def test_two_copies_of_one_name_are_both_kept(path: Path, mark: Mark) -> None:
    store = Store(path)
    store.add(mark("here"))
    for number in range(2):
        path.with_name("annotations 2.jsonl").write_bytes(b"torn %d" % number)
        store.poll()
    recovered = path.parent / "recovered"
    assert {file.read_bytes() for file in recovered.iterdir()} == {b"torn 0", b"torn 1"}
