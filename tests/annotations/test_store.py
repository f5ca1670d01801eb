import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb.table import Document

from annotations import stamps, storage
from annotations.errors import Busy, Gone, StoreError
from annotations.locking import Lock
from annotations.models import Anchor, Annotation, Details, FurnitureMark, Selector, Source, SourceFields, Speaker
from annotations.storage import JournalDB
from annotations.store import Store


def mark(note: str = "", key: str = "p1-aa") -> Annotation:
    words = "The minister said: “We won’t resign.”"
    return Annotation(anchors=(Anchor("v1", (Selector(key, words, "", "", 0, len(words)),)),), note=note)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "article" / "annotations.jsonl"


@pytest.fixture
def window(path: Path) -> Callable[[], Store]:
    return lambda: Store(path)


def notes(store: Store) -> list[str]:
    return [record.note for record in store.all(Annotation)]


def test_what_was_saved_is_there_after_a_restart(window: Callable[[], Store]) -> None:
    saved = window().add(mark("Ask"))
    assert saved.id
    assert saved.created == saved.updated
    assert window().all(Annotation) == [saved]
    assert window().get(Annotation, saved.id) == saved
    assert window().get(Annotation, "none") is None


def test_records_come_in_order_of_creation_and_by_class(window: Callable[[], Store]) -> None:
    store = window()
    for number in range(5):
        store.add(mark(str(number), key=f"p1-{9 - number}"))
        store.add(Speaker(anchors=mark().anchors, name=f"Speaker {number}"))
    assert notes(store) == notes(window()) == list("01234")
    assert [record.name for record in store.all(Speaker)] == [f"Speaker {number}" for number in range(5)]


def test_what_is_on_a_paragraph_is_found_by_its_key(window: Callable[[], Store]) -> None:
    store = window()
    store.add(mark("one", "p1-aa"))
    store.add(mark("two", "p1-bb"))
    store.add(mark("three", "p1-aa"))
    assert [record.note for record in store.on_paragraph("p1-aa")] == ["one", "three"]
    assert store.on_paragraph("p1-cc") == store.on_paragraph("speakers") == []


def test_a_change_replaces_what_was_seen_and_names_it_as_its_parent(window: Callable[[], Store]) -> None:
    store = window()
    first = store.add(mark("one"))
    second = store.change(replace(first, note="two", tags=("x",)))
    assert (second.parent, second.created) == (first.updated, first.created)
    assert second.updated > first.updated
    assert window().all(Annotation) == [second]
    assert window().conflicts() == []


def test_a_deleted_note_does_not_come_back(window: Callable[[], Store]) -> None:
    store, other = window(), window()
    first = store.add(mark("one"))
    assert notes(other) == ["one"]
    gone = store.remove(store.change(replace(first, note="two")))
    assert gone.deleted
    with pytest.raises(Gone, match="deleted in another window"):
        other.change(replace(first, note="mine"))
    assert notes(store) == notes(other) == notes(window()) == []
    assert window().conflicts() == []
    assert other.remove(first).deleted


def test_a_removed_note_is_restored_by_a_new_line(path: Path, window: Callable[[], Store]) -> None:
    store = window()
    gone = store.remove(store.add(mark("one")))
    before = path.read_bytes()
    back = store.restore(gone)
    assert path.read_bytes().startswith(before)
    assert window().all(Annotation) == [back]
    assert (back.note, back.deleted, back.parent) == ("one", False, gone.updated)
    store.remove(back)
    assert notes(window()) == []


def test_there_is_one_set_of_source_fields_and_of_details(window: Callable[[], Store]) -> None:
    store = window()
    store.put(SourceFields(source=Source(title="One")))
    store.put(SourceFields(source=Source(title="Two")))
    store.put(replace(store.put(Details(note="n")), done=True))
    store.put(FurnitureMark(id="p1-aa", furniture=True))
    store.put(FurnitureMark(id="p1-aa", furniture=False))
    fresh = window()
    assert [record.source.title for record in fresh.all(SourceFields)] == ["Two"]
    assert [(record.note, record.done) for record in fresh.all(Details)] == [("n", True)]
    assert [(record.id, record.furniture) for record in fresh.all(FurnitureMark)] == [("p1-aa", False)]
    assert fresh.conflicts() == []


def test_a_record_that_is_there_is_not_added_over(window: Callable[[], Store]) -> None:
    store = window()
    saved = store.add(mark("one"))
    with pytest.raises(StoreError, match="there already"):
        store.add(replace(saved, note="two"))
    assert notes(window()) == ["one"]


def test_two_windows_never_overwrite_each_other(window: Callable[[], Store]) -> None:
    mine, yours = window(), window()
    first = mine.add(mark("first"))
    assert notes(yours) == ["first"]
    my_change = mine.change(replace(first, note="mine"))
    your_change = yours.change(replace(first, note="yours"))
    for store in (mine, yours, window()):
        assert store.conflicts() == [(your_change, my_change)]
        assert notes(store) == ["yours"]


def test_a_conflict_is_settled_by_a_line_that_names_all_its_sides(window: Callable[[], Store]) -> None:
    mine, yours = window(), window()
    first = mine.add(mark("first"))
    my_change = mine.change(replace(first, note="mine"))
    yours.change(replace(first, note="yours"))
    ((winner, other),) = mine.conflicts()
    settled = mine.resolve(replace(my_change, note="both"), [winner])
    assert set(settled.parent.split()) == {winner.updated, other.updated}
    for store in (mine, yours, window()):
        assert store.conflicts() == []
        assert notes(store) == ["both"]


def test_a_change_beside_an_unseen_deletion_survives_and_is_shown_as_a_conflict(path: Path, tmp_path: Path) -> None:
    here = Store(path)
    first = here.add(mark("first"))
    there_path = tmp_path / "there" / "annotations.jsonl"
    there_path.parent.mkdir()
    there_path.write_bytes(path.read_bytes())
    Store(there_path).change(replace(first, note="changed there"))
    here.remove(first)
    path.write_bytes(path.read_bytes() + there_path.read_bytes())  # a merge by lines
    assert notes(here) == ["changed there"]
    ((live, stone),) = here.conflicts()
    assert (live.deleted, stone.deleted) == (False, True)
    assert here.resolve(stone, [live]).deleted
    assert notes(Store(path)) == []
    assert Store(path).conflicts() == []


def test_a_window_hears_what_another_wrote_and_not_what_it_wrote_itself(window: Callable[[], Store]) -> None:
    mine, yours = window(), window()
    assert notes(mine) == notes(yours) == []
    assert not mine.poll()
    mine.add(mark("mine"))
    assert not mine.poll()
    yours.add(mark("yours"))
    assert mine.poll()
    assert not mine.poll()
    assert notes(mine) == ["mine", "yours"]


def test_what_a_read_found_meanwhile_is_still_news_to_a_poll(window: Callable[[], Store]) -> None:
    mine, yours = window(), window()
    mine.all(Annotation)
    mine.poll()
    yours.add(mark("yours"))
    assert notes(mine) == ["yours"]
    assert mine.poll()


def test_times_grow_even_when_the_clock_is_set_back(
    window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = window()
    first = store.add(mark("one"))
    monkeypatch.setattr(stamps, "now", lambda: "2001-01-01T00:00:00.000000Z")
    second = store.change(replace(first, note="two"))
    third = store.change(replace(second, note="three"))
    assert first.updated < second.updated < third.updated
    assert notes(window()) == ["three"]
    assert store.remove(third).updated > third.updated
    assert notes(window()) == []


def test_a_save_gives_up_where_another_program_holds_the_lock(
    path: Path, window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = window()
    store.add(mark("one"))
    monkeypatch.setattr(storage.JournalStorage.exclusive.__wrapped__, "__defaults__", (0.05,))
    with Lock(path.with_name(".lock")).held():
        with pytest.raises(Busy, match="another program is writing"):
            store.add(mark("two"))
        assert notes(store) == notes(window()) == ["one"]
    store.add(mark("three"))
    assert notes(window()) == ["one", "three"]


def test_a_read_does_not_wait_for_a_save(window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    store = window()
    store.add(mark("one"))
    syncing, go_on = threading.Event(), threading.Event()

    def slow(descriptor: int) -> None:
        syncing.set()
        assert go_on.wait(10)

    monkeypatch.setattr("annotations.files.sync", slow)
    saving = threading.Thread(target=lambda: store.add(mark("two")))
    saving.start()
    assert syncing.wait(10)
    assert notes(store) == ["one"]  # and what isn't safe yet isn't shown
    store.poll()
    go_on.set()
    saving.join()
    assert notes(store) == ["one", "two"]


def test_a_damaged_line_is_named_and_the_rest_works(path: Path, window: Callable[[], Store]) -> None:
    store = window()
    for number in range(3):
        store.add(mark(str(number)))
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"minister", b"monister")
    path.write_bytes(b"\n".join(lines))
    fresh = window()
    assert notes(fresh) == ["0", "2"]
    assert [notice for notice in fresh.notices if str(path) in notice and "line 2 is damaged" in notice]
    fresh.add(mark("3"))
    assert notes(window()) == ["0", "2", "3"]


def test_a_document_that_is_no_annotation_is_said_and_kept(path: Path, window: Callable[[], Store]) -> None:
    window().add(mark("one"))
    JournalDB(path).table("p1-aa").insert(Document({"note": "by hand"}, "hand"))
    store = window()
    assert notes(store) == ["one"]
    assert "hand" in store.notices[0]
    assert b"by hand" in path.read_bytes()


steps = st.lists(st.tuples(st.integers(0, 1), st.sampled_from("acrup"), st.integers(0, 5)), max_size=25)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_any_interleaving_of_two_windows_reads_back_alike_in_both(done: list[tuple[int, str, int]]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotations.files.sync", lambda descriptor: None)
        patch.setattr(storage, "COMPACT_FROM", 2000)
        path = Path(folder) / "annotations.jsonl"
        windows = [Store(path), Store(path)]
        opened: list[list[Annotation]] = [[], []]
        removed: list[Annotation] = []
        written: set[str] = set()
        for number, (who, act, which) in enumerate(done):
            store, seen = windows[who], opened[who]
            record = seen[which % len(seen)] if seen else None
            if act == "a":
                seen.append(store.add(mark(f"n{number}")))
            elif act == "p":
                store.poll()
                opened[who] = store.all(Annotation)
            elif act == "u" and removed:
                seen.append(store.restore(removed.pop()))
            elif record and act == "c":
                try:
                    seen[which % len(seen)] = store.change(replace(record, note=f"n{number}"))
                    written.add(f"n{number}")
                except Gone:
                    assert record.id not in {found.id for found in store.all(Annotation)}
            elif record and act == "r":
                removed.append(store.remove(record))
        one, two, fresh = ((store.all(Annotation), store.conflicts()) for store in (*windows, Store(path)))
        assert one == two == fresh
        assert Store(path).notices == []
