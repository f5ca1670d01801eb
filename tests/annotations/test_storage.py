import errno
import inspect
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document, Table

from annotations import storage as storage_module
from annotations.errors import NoSpace, ReadOnly, Unreadable
from annotations.journal import Journal
from annotations.lines import decode, encode
from annotations.stamps import later_than, new_id
from annotations.storage import JournalDB, JournalStorage

KEY = "p1-8f2a76d69b4c21e006fc2effcbe39a05"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a" / "annotations.jsonl"


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def small_compaction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage_module, "COMPACT_FROM", 1)


def test_tinydb_still_writes_through_the_one_private_method_that_is_overridden() -> None:
    assert list(inspect.signature(Table._update_table).parameters) == ["self", "updater"]
    for method in (Table.insert, Table.insert_multiple, Table.update, Table.update_multiple, Table.remove):
        assert "self._update_table(updater)" in inspect.getsource(method)
    for method in (Table.insert, Table.insert_multiple, Table.update, Table.remove, Table.truncate):
        assert "storage.write" not in inspect.getsource(method)
    assert "self._get_next_id()" in inspect.getsource(Table.insert)


def test_a_journal_is_a_tinydb_with_a_table_a_paragraph(path: Path) -> None:
    db = JournalDB(path)
    assert isinstance(db, TinyDB)
    db.table(KEY).insert(Document({"note": "Ask the ministry"}, "n1"))
    (found,) = JournalDB(str(path)).table(KEY).all()
    assert (found.doc_id, found["note"]) == ("n1", "Ask the ministry")
    assert JournalDB(path).tables() == {KEY}


def test_all_that_tinydb_can_do_to_a_table_is_read_back_by_another_window(path: Path) -> None:
    mine, other = JournalDB(path).table(KEY), JournalDB(path).table(KEY)
    first, second = mine.insert_multiple([{"n": 1}, {"n": 2}])
    mine.update({"n": 3}, doc_ids=[first])
    mine.update(lambda document: document.update(tags=["a"]), where("n") == 2)
    mine.update_multiple([({"m": 1}, where("n") == 3)])
    mine.upsert(Document({"n": 4}, "third"))
    mine.upsert({"k": 1}, where("n") == 4)
    mine.remove(doc_ids=[second])
    assert {document.doc_id: (document["n"], document.get("m")) for document in other.all()} == {
        first: (3, 1),
        "third": (4, None),
    }
    mine.truncate()
    assert other.all() == []


def test_a_query_asked_again_sees_what_another_window_wrote_meanwhile(path: Path) -> None:
    mine, other = JournalDB(path).table(KEY), JournalDB(path).table(KEY)
    assert mine.search(where("n") == 1) == []
    other.insert({"n": 1})
    assert len(mine.search(where("n") == 1)) == 1


def test_a_table_that_isnt_touched_costs_no_line_and_a_change_costs_one(path: Path) -> None:
    table = JournalDB(path).table(KEY)
    (first, _) = table.insert_multiple([{"tags": ["a"]}, {"tags": ["b"]}])
    assert lines(path) == 2
    table.update({"tags": ["a"]}, doc_ids=[first])
    assert lines(path) == 2
    table.update(lambda document: document["tags"].append("c"), doc_ids=[first])
    assert lines(path) == 3


def test_a_save_is_one_write_and_one_sync(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = JournalDB(path).table(KEY)
    table.insert({"n": 0})
    calls: list[str] = []
    for name in ("write", "fdatasync", "fsync"):
        real = getattr(os, name)

        def counted(*args: object, name: str = name, real: object = real) -> object:
            calls.append(name)
            return real(*args)

        monkeypatch.setattr(os, name, counted)
    table.insert({"n": 1})
    assert calls == ["write", "fdatasync"]


def test_nothing_is_made_on_disk_before_the_first_change(path: Path) -> None:
    db = JournalDB(path)
    assert db.table(KEY).all() == []
    assert db.tables() == set()
    assert not path.parent.exists()


def test_folders_are_for_the_owner_and_files_too(path: Path) -> None:
    JournalDB(path).table(KEY).insert({})
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_dropped_table_stays_dropped_in_every_window(path: Path) -> None:
    mine, other = JournalDB(path), JournalDB(path)
    mine.table("one").insert({})
    mine.table("two").insert({})
    assert other.tables() == {"one", "two"}
    mine.drop_table("one")
    assert other.tables() == {"two"}
    assert JournalDB(path).tables() == {"two"}


def test_all_tables_dropped_leave_tombstones_and_the_journal_works_on(path: Path) -> None:
    mine = JournalDB(path)
    for name in ("one", "two"):
        mine.table(name).insert({"n": 1})
    mine.drop_tables()
    assert JournalDB(path).tables() == set()
    assert path.read_bytes().count(b'"deleted":true') == 2
    mine.table("one").insert({"n": 2})
    assert [document["n"] for document in JournalDB(path).table("one").all()] == [2]


def test_memory_is_never_ahead_of_the_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = JournalDB(path).table(KEY)
    id_ = table.insert({"tags": ["a"]})
    before = path.read_bytes()

    real = os.write

    def short(descriptor: int, data: bytes) -> int:
        if len(data) <= 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data[:20])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", short)
        with pytest.raises(NoSpace, match=r"no space left in .*Make room"):
            table.update(lambda document: document["tags"].append("b"), doc_ids=[id_])
    assert path.read_bytes() == before
    assert [document["tags"] for document in table.all()] == [["a"]]
    table.update(lambda document: document["tags"].append("b"), doc_ids=[id_])
    assert [document["tags"] for document in JournalDB(path).table(KEY).all()] == [["a", "b"]]


def test_a_last_line_without_its_newline_counts_and_is_not_run_into(path: Path) -> None:
    JournalDB(path).table(KEY).insert({"n": 1})
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    db = JournalDB(path)
    assert len(db.table(KEY)) == 1
    db.table(KEY).insert({"n": 2})
    fresh = JournalDB(path)
    assert sorted(document["n"] for document in fresh.table(KEY).all()) == [1, 2]
    assert sorted(document["n"] for document in db.table(KEY).all()) == [1, 2]
    assert isinstance(fresh.storage, JournalStorage)
    assert fresh.storage.notices == []


def test_a_torn_last_line_is_named_and_closed_before_the_next(path: Path) -> None:
    JournalDB(path).table(KEY).insert({"n": 1})
    path.write_bytes(path.read_bytes() + b'{"table":"p1-')
    db = JournalDB(path)
    assert len(db.table(KEY)) == 1
    assert isinstance(db.storage, JournalStorage)
    assert "line 2 is damaged" in db.storage.notices[0]
    db.table(KEY).insert({"n": 2})
    assert len(JournalDB(path).table(KEY)) == 2
    assert b'{"table":"p1-\n' in path.read_bytes()


def test_a_journal_that_is_a_symbolic_link_stays_one_through_compaction(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = JournalDB(path).table(KEY)
    id_ = table.insert({"n": 0})
    away = path.parent.parent / "away.jsonl"
    path.rename(away)
    path.symlink_to(away)
    small_compaction(monkeypatch)
    for number in range(5):
        table.update({"n": number + 1}, doc_ids=[id_])
    assert path.is_symlink()
    assert lines(away) <= 2
    assert [document["n"] for document in JournalDB(path).table(KEY).all()] == [5]


def test_a_journal_whose_file_cant_be_read_is_not_taken_for_an_empty_one(path: Path) -> None:
    path.mkdir(parents=True)  # a folder in its place: works for root too
    with pytest.raises(Unreadable, match="can't be read"):
        JournalDB(path).table(KEY).all()
    with pytest.raises(Unreadable):
        JournalDB(path).table(KEY).insert({})


def test_a_read_only_journal_refuses_with_its_reason(path: Path) -> None:
    with pytest.raises(ReadOnly, match="for looking only"):
        JournalDB(path, read_only="It was opened for looking only.").table(KEY).insert({})
    assert not path.exists()


def test_compaction_keeps_damaged_and_newer_lines_as_they_are(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = JournalDB(path).table(KEY)
    id_ = table.insert({"n": 0})
    odd = b'{"half": \n{"table":"x","id":"y","schema":999,"new":"\xc3\xa9"}\n'
    path.write_bytes(path.read_bytes() + odd)
    small_compaction(monkeypatch)
    for number in range(9):
        table.update({"n": number + 1}, doc_ids=[id_])
    assert lines(path) < 8
    assert odd in path.read_bytes()
    notices = JournalDB(path).storage.notices
    assert notices == []  # nothing was read yet
    db = JournalDB(path)
    assert [document["n"] for document in db.table(KEY).all()] == [9]
    assert len(db.storage.notices) == 2


def test_compaction_keeps_lines_that_another_program_wrote_a_moment_ago() -> None:
    journal = Journal()
    line = encode(journal.next_line(KEY, "here", {"n": 0}))
    journal.take(line)
    theirs = [encode(Journal().next_line(KEY, id_, {"n": 1})) for id_ in ("here", "there")]
    assert list(journal.compacted(line + b"".join(theirs))) == [line, *theirs]


def test_an_old_copy_of_a_compacted_journal_brings_nothing_old_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = JournalDB(path).table(KEY)
    kept, gone = table.insert({"n": 0}), table.insert({"n": 0})
    table.update({"n": 1})
    old = path.read_bytes()
    table.update({"n": 2})
    table.remove(doc_ids=[gone])
    small_compaction(monkeypatch)
    for number in range(3, 9):
        table.update({"n": number}, doc_ids=[kept])
    assert lines(path) <= 4
    path.write_bytes(path.read_bytes() + old)
    db = JournalDB(path)
    assert [(document.doc_id, document["n"]) for document in db.table(KEY).all()] == [(kept, 8)]
    assert db.storage.contested() == []


actions = st.lists(
    st.tuples(st.sampled_from("adcr"), st.integers(0, 4), st.text(max_size=20), st.booleans()), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(actions)
def test_compaction_changes_nothing_that_is_read(done: list[tuple[str, int, str, bool]]) -> None:
    journal, written = Journal(), b""
    seen: dict[str, str] = {}
    for act, number, text, stale in done:
        id_ = f"id{number}"
        document = {"note": text, "updated": seen.get(id_, "") if stale else ""}
        line = encode(journal.next_line(f"t{number % 2}", id_, {"deleted": True} if act == "d" else document))
        seen.setdefault(id_, decode(line[:-1]).updated)
        written += line + (line if act == "r" else b"") + (b"{torn\n" if act == "c" else b"")
        journal.take(written[len(written) - len(line) :] if act == "a" else line)
    whole = Journal()
    whole.take(written)
    compacted = b"".join(whole.compacted(written))
    again = Journal()
    again.take(compacted)
    assert again.tables == whole.tables
    assert [[leaf[:4] for leaf in leaves] for leaves in sorted(again.contested())] == [
        [leaf[:4] for leaf in leaves] for leaves in sorted(whole.contested())
    ]
    assert len(again.damaged) == len(whole.damaged)
    assert b"".join(again.compacted(compacted)) == compacted
    again.take(written)  # an old copy, merged by lines
    assert again.tables == whole.tables


@given(st.binary(max_size=200))
def test_no_bytes_make_a_journal_unreadable(data: bytes) -> None:
    journal = Journal()
    line = encode(journal.next_line("t", "x", {"note": "whole"}))
    journal.take(data.replace(b"\n", b"") + b"\n" + line)
    assert journal.tables["t"]["x"]["note"] == "whole"


@given(st.text(), st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
def test_a_line_says_what_was_put_into_it(note: str, more: dict[str, object]) -> None:
    journal = Journal()
    document = {**more, "note": note, "updated": ""}
    document.pop("deleted", None)
    document.pop("parent", None)
    written = encode(journal.next_line("t", "x", document))
    assert written.count(b"\n") == 1
    journal.take(written)
    stamps = {"created", "updated", "parent", "table", "id", "schema", "past", "~"}
    found = journal.tables["t"]["x"]
    assert {k: v for k, v in found.items() if k not in stamps} == {k: v for k, v in document.items() if k not in stamps}


def test_times_grow_even_when_the_clock_is_set_back() -> None:
    assert later_than("2999-12-31T23:59:59.999999Z") == "3000-01-01T00:00:00.000000Z"
    assert later_than("") > "2026"


def test_a_parent_that_is_no_time_hinders_no_later_save() -> None:
    journal = Journal()
    journal.take(encode(journal.next_line("t", "x", {"updated": "zzz", "n": 1})))
    journal.take(encode(journal.next_line("t", "x", {"n": 2})))
    assert journal.tables["t"]["x"]["n"] == 2


def test_ids_sort_by_time_and_never_meet() -> None:
    ids = [new_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert [id_[:11] for id_ in ids] == sorted(id_[:11] for id_ in ids)
    assert all(len(id_) == 23 and int(id_, 16) for id_ in ids)


def test_a_journal_conforms_to_a_copy_that_has_all_of_it_and_to_no_other(path: Path) -> None:
    table = JournalDB(path).table(KEY)
    table.insert({"n": 1})
    table.insert({"n": 2})
    storage, lines_ = JournalStorage(path), path.read_bytes().splitlines(keepends=True)
    storage.read()
    other = b"".join(reversed(lines_))
    assert storage.conform(other)
    assert path.read_bytes() == other
    assert not storage.conform(lines_[0])
    assert not storage.conform(other[:-1])
    assert path.read_bytes() == other
    table.insert({"n": 3})
    assert not storage.conform(b"".join(lines_))
    assert {document["n"] for document in JournalDB(path).table(KEY).all()} == {1, 2, 3}
    assert storage.read()[KEY].keys() == JournalStorage(path).read()[KEY].keys()
