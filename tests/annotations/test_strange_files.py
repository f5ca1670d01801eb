"""Files that nobody wrote by this program: each is told in a sentence or kept aside, and the rest goes on."""

import json
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest

from annotations.errors import Gone, StoreError, UsageError
from annotations.joining import Twins, follow, join
from annotations.library import Library, new_version
from annotations.locking import Lock
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Details, Paragraph, Selector, Source
from annotations.store import Store

KEY = "p1-00000000000000000000000000000000"
NOTE = Annotation(anchors=(Anchor("20260101T000000Z-00000000", (Selector(KEY, "words", "", "", 0, 5),)),), note="mine")
EARLY, LATE = "2026-01-01T00:00:00.000000Z", "2026-01-02T00:00:00.000000Z"


def line(**fields: object) -> bytes:
    """A line that is sound by its check, whatever it says."""
    body = json.dumps({"table": KEY, "id": "a", "schema": 1, **fields}).encode()[:-1]
    return b'%b,"~":"%08x"}\n' % (body, crc32(body))


def marked(**fields: object) -> bytes:
    anchor = {"version": "20260101T000000Z-00000000", "selectors": [NOTE.anchors[0].selectors[0]._asdict()]}
    return line(anchors=[anchor], note="there", **fields)


def article(name: str) -> Article:
    return Article(f"/{name}.txt", Source(url=f"https://example.org/{name}"), (Paragraph(f"{name} words."),), b"words")


def read(library: Library, name: str) -> str:
    identity = library.identify(article(name))
    library.keep(identity, article(name), new_version(article(name)))
    return identity


def test_a_newer_librarys_notice_names_its_folder_as_it_is_written(tmp_path: Path) -> None:
    root = tmp_path / "My Library"
    root.mkdir()
    (root / "library.json").write_text('{"library": 2}')
    (notice,) = Library(root).notices
    assert notice.startswith("The library ")
    assert str(root) in notice
    assert "Update tuireader" in notice


@pytest.mark.parametrize("content", ["[" * 100_000, '{"library": 1e999}', '{"library": null}', "", "[1]", '"1"'])
def test_a_strange_number_of_the_library_is_a_notice(tmp_path: Path, content: str) -> None:
    (tmp_path / "library.json").write_text(content)
    library = Library(tmp_path)
    assert "damaged" in library.notices[0]
    read(library, "a")


@pytest.mark.parametrize("first", ["[" * 100_000, "", "null", '{"version":'])
def test_a_strange_version_is_a_notice(tmp_path: Path, first: str) -> None:
    library = Library(tmp_path)
    identity = read(library, "a")
    (library.folder(identity) / "versions" / "29990101T000000Z-00000000.json").write_text(first + "\n]}\n")
    assert library.latest(identity) is not None
    assert library.source(identity).url
    assert library.notices


def test_a_version_dated_on_no_day_doesnt_keep_new_ones_from_being_kept(tmp_path: Path) -> None:
    library = Library(tmp_path)
    identity = read(library, "a")
    (library.folder(identity) / "versions" / "99999999T999999Z-00000000.json").write_text("{}")
    newer = replace(article("a"), paragraphs=(Paragraph("Other words."),))
    kept = library.keep(identity, newer, new_version(newer))
    assert library.read_version(identity, kept.id) == kept


@pytest.mark.parametrize("anchors", [None, 1, "x", {"version": 1}, [None], [{"version": {}}]])
def test_a_stray_journal_with_strange_anchors_is_refused_in_a_sentence(tmp_path: Path, anchors: object) -> None:
    library = Library(tmp_path / "library")
    read(library, "a")
    stray = tmp_path / "stray.jsonl"
    stray.write_bytes(line(anchors=anchors, created=EARLY, updated=EARLY))
    with pytest.raises(UsageError, match="nobody can tell whose notes"):
        merge(library, stray)


def test_a_deletion_that_names_nothing_stands_beside_the_note(tmp_path: Path) -> None:
    path = tmp_path / "annotations.jsonl"
    path.write_bytes(marked(created=EARLY, updated=EARLY) + line(updated=LATE, deleted=True))
    store = Store(path)
    ((shown, deletion),) = store.conflicts()
    assert (shown.deleted, deletion.deleted) == (False, True)
    assert [one.note for one in store.all(Annotation)] == ["there"]


def test_what_a_later_program_nested_deeply_is_kept_or_refused_in_a_sentence(tmp_path: Path) -> None:
    for depth in (50, 300, 800):
        path = tmp_path / f"{depth}" / "annotations.jsonl"
        path.parent.mkdir()
        nested: object = "deep"
        for _ in range(depth):
            nested = [nested]
        path.write_bytes(marked(created=EARLY, updated=EARLY, later=nested))
        store = Store(path)
        (known,) = store.all(Annotation)
        try:
            store.change(replace(known, note="changed"))
        except StoreError:
            continue
        (changed,) = Store(path).all(Annotation)
        assert changed.note == "changed"
        assert changed.extra["later"] == nested


@pytest.mark.parametrize("time", ["9998-12-31T23:59:59.999999Z", "9998-12-31T23:59:59.999998Z"])
def test_a_note_dated_at_the_end_of_all_time_can_be_changed(tmp_path: Path, time: str) -> None:
    path = tmp_path / "annotations.jsonl"
    path.write_bytes(marked(created=time, updated=time))
    store = Store(path)
    (known,) = store.all(Annotation)
    store.change(replace(known, note="changed"))
    assert [one.note for one in Store(path).all(Annotation)] == ["changed"]
    assert Store(path).conflicts() == []


@pytest.mark.parametrize("time", ["20260101T000000.000000+0100", "2026-01-01 00:00:00.000000Z", EARLY.lower()])
def test_a_note_dated_in_another_way_is_kept_and_told(tmp_path: Path, time: str) -> None:
    path = tmp_path / "annotations.jsonl"
    path.write_bytes(marked(updated=time))
    store = Store(path)
    assert store.all(Annotation) == []
    assert "line 1 is damaged" in store.notices[0]
    store.add(NOTE)
    assert path.read_bytes().startswith(marked(updated=time))


def test_three_articles_that_are_one_are_read_and_noted_in_the_last_of_them(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first, second, third = (read(library, name) for name in "abc")
    join(library, Twins(second, first, "text"))
    join(library, Twins(third, second, "address"))
    assert library.identify(article("a")) == third
    library.store(first).add(replace(NOTE, note="later"))
    assert follow(library, first) == third
    assert [one.note for one in library.store(third).all(Annotation)] == ["later"]


def test_articles_that_were_joined_to_each_other_are_found_all_the_same(tmp_path: Path) -> None:
    library = Library(tmp_path)
    first, second = (read(library, name) for name in "ab")
    for one, other in ((first, second), (second, first)):
        library.store(one).put(Details(id="article", joined=other, removed=True))
    assert library.identify(article("a")) in (first, second)
    assert follow(library, first) in (first, second)


def test_what_another_window_took_out_of_the_trash_isnt_deleted(tmp_path: Path) -> None:
    library, other = Library(tmp_path), Library(tmp_path)
    identity = read(library, "a")
    details = library.store(identity).put(Details(id="article", removed=True))
    assert other.store(identity).get(Details, "article") == details
    library.store(identity).put(replace(details, removed=False))
    with pytest.raises(StoreError, match="isn't in the trash"):
        other.delete(identity)
    assert library.articles() == [identity]


@pytest.mark.parametrize(
    "strange", [{"start": -1}, {"end": "5"}, {"ordinal": -2}, {"prefix": 5}, {"next": None}, {"exact": 1}, {"key": []}]
)
def test_a_place_that_cant_be_is_a_notice_and_the_other_notes_are_shown(
    tmp_path: Path, strange: dict[str, object]
) -> None:
    selector = {**NOTE.anchors[0].selectors[0]._asdict(), **strange}
    path = tmp_path / "annotations.jsonl"
    anchors = [{"version": "20260101T000000Z-00000000", "selectors": [selector]}]
    path.write_bytes(line(anchors=anchors, created=EARLY, updated=EARLY) + marked(id="b", created=LATE, updated=LATE))
    store = Store(path)
    assert [one.id for one in store.all(Annotation)] == ["b"]
    assert "can't be understood" in store.notices[0]


def test_a_place_without_its_surroundings_is_understood(tmp_path: Path) -> None:
    selector = {"key": KEY, "exact": "words", "start": 0, "end": 5}
    path = tmp_path / "annotations.jsonl"
    anchors = [{"version": "20260101T000000Z-00000000", "selectors": [selector]}]
    path.write_bytes(line(anchors=anchors, created=EARLY, updated=EARLY))
    (found,) = Store(path).all(Annotation)
    assert found.anchors == NOTE.anchors


def test_notes_come_in_the_order_in_which_they_were_made_whatever_their_names(tmp_path: Path) -> None:
    path = tmp_path / "annotations.jsonl"
    path.write_bytes(marked(id="a", created=LATE, updated=LATE) + marked(id="b", created=EARLY, updated=LATE))
    assert [one.id for one in Store(path).all(Annotation)] == ["b", "a"]


def test_half_a_line_is_no_damage_as_long_as_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "annotations.jsonl"
    written = marked(created=EARLY, updated=EARLY)
    store = Store(path)
    with Lock(path.with_name(".lock")).held():
        path.write_bytes(written[:40])
        assert store.all(Annotation) == []
        assert store.notices == []
        path.write_bytes(written)
    assert len(store.all(Annotation)) == 1
    path.write_bytes(written[:40])
    assert store.all(Annotation) == []
    assert "damaged" in store.notices[0]


def test_a_note_whose_file_is_gone_isnt_changed_but_can_be_added_anew(tmp_path: Path) -> None:
    store = Store(tmp_path / "annotations.jsonl")
    saved = store.add(NOTE)
    store.path.unlink()
    with pytest.raises(Gone):
        store.change(replace(saved, note="changed"))
    store.add(NOTE)
    assert [one.note for one in Store(store.path).all(Annotation)] == ["mine"]
