"""What git, editors and sync tools do to the files of a library costs no note and no text."""

import codecs
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from annotations.backup import daily
from annotations.errors import Unreadable
from annotations.library import Library, new_version
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Paragraph, Selector, Source
from annotations.store import Store

TEXT = "The minister said: “We won’t resign.”"


def article(text: str = TEXT) -> Article:
    return Article("/talks.txt", Source(), (Paragraph(text), Paragraph("Nobody believed it.")), text.encode())


def mark(note: str) -> Annotation:
    return Annotation(anchors=(Anchor("v", (Selector("p1-aa", "words", "", "", 0, 5),)),), note=note)


def notes(store: Store) -> list[str]:
    return sorted(one.note for one in store.all(Annotation))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def kept(library: Library) -> str:
    """The id of an article with a text and two notes."""
    identity = library.identify(article())
    library.keep(identity, article(), new_version(article()))
    store = library.store(identity)
    store.change(replace(store.add(mark("first")), note="first, changed"))
    store.add(mark("second"))
    return identity


def as_git_on_windows(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def as_an_editor(data: bytes) -> bytes:
    return codecs.BOM_UTF8 + data


def as_both(data: bytes) -> bytes:
    return as_an_editor(as_git_on_windows(data + b"\n"))


@pytest.mark.parametrize("rewritten", [as_git_on_windows, as_an_editor, as_both])
def test_other_line_ends_and_a_mark_of_the_encoding_change_nothing_that_is_read(
    library: Library, kept: str, rewritten: Callable[[bytes], bytes]
) -> None:
    for path in [*library.folder(kept).rglob("*.json"), library.store(kept).path, library.root / "library.json"]:
        path.write_bytes(rewritten(path.read_bytes()))
    found = Library(library.root)
    assert notes(found.store(kept)) == ["first, changed", "second"]
    assert found.store(kept).notices == found.notices == []
    latest = found.latest(kept)
    assert latest is not None
    assert latest.texts == (TEXT, "Nobody believed it.")
    found.store(kept).add(mark("third"))
    assert notes(Store(found.store(kept).path)) == ["first, changed", "second", "third"]
    assert found.store(kept).take(library.store(kept).path.read_bytes()) == 0


def test_a_library_with_other_line_ends_has_nothing_new_for_its_copy(library: Library, kept: str) -> None:
    other = Library(library.root.with_name("other"))
    shutil.copytree(library.root, other.root)
    for path in other.root.rglob("*.json*"):
        path.write_bytes(as_git_on_windows(path.read_bytes()))
    merged = merge(library, other.root)
    assert (merged.lines, merged.texts, merged.problems) == (0, 0, [])
    other.store(kept).add(mark("there"))
    assert merge(library, other.root).lines == 1
    assert notes(library.store(kept)) == ["first, changed", "second", "there"]


@pytest.mark.parametrize("part", [0.3, 0.7, 0.99])
def test_a_text_of_which_a_sync_tool_left_half_is_kept_again_when_it_is_read_again(
    library: Library, kept: str, part: float
) -> None:
    (name,) = library.versions(kept)
    path = library.folder(kept) / "versions" / f"{name}.json"
    half = path.read_bytes()[: int(path.stat().st_size * part)]
    path.write_bytes(half)
    library = Library(library.root)
    version = library.keep(kept, article(), new_version(article()))
    assert version.id != name
    again = Library(library.root).read_version(kept, version.id)
    assert again is not None
    assert again.texts == (TEXT, "Nobody believed it.")
    assert path.read_bytes() == half


def in_its_place(path: Path, data: bytes) -> None:
    path.with_name("older").write_bytes(data)
    path.with_name("older").replace(path)


@pytest.mark.parametrize("put", [in_its_place, Path.write_bytes])
@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("part", [0.0, 0.4, 0.9, 1.0])
def test_what_a_window_saved_is_put_back_where_a_sync_tool_put_an_older_file_in_place(
    library: Library, kept: str, put: Callable[[Path, bytes], object], looks: bool, part: float
) -> None:
    window = library.store(kept)
    path, older = window.path, window.path.read_bytes()
    third = window.add(mark("third"))
    window.change(replace(third, note="third, changed"))
    window.remove(next(one for one in window.all(Annotation) if one.note == "second"))
    put(path, older[: int(len(older) * part)])
    if looks:
        window.poll()
        window.poll()
    else:
        window.add(mark("fourth"))
    expected = ["first, changed", "third, changed", *([] if looks else ["fourth"])]
    for store in (window, Store(path)):
        assert notes(store) == sorted(expected)
        assert store.conflicts() == []
    assert "put back" in " ".join(window.notices)


def test_what_a_window_saved_isnt_put_back_where_nothing_of_it_is_missing(library: Library, kept: str) -> None:
    window = library.store(kept)
    third = window.add(mark("third"))
    other = Store(window.path)
    other.remove(third)
    in_its_place(window.path, window.path.read_bytes())
    window.poll()
    window.poll()
    assert window.notices == []
    assert notes(window) == notes(Store(window.path)) == ["first, changed", "second"]


def test_a_folder_that_another_user_closed_is_named_and_hinders_no_other_article(
    library: Library, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Library(library.root.with_name("other"))
    shutil.copytree(library.root, other.root)
    open_one = other.identify(article("Open."))
    other.keep(open_one, article("Open."), new_version(article("Open.")))
    look = Path.stat

    def closed(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.parent.name == kept:
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", closed)
    with pytest.raises(Unreadable, match=kept):
        other.identify(article())
    merged = merge(library, other.root)
    assert merged.added == [open_one]
    (problem,) = merged.problems
    assert kept in problem
    assert "Permission denied" in problem


def test_a_journal_that_is_no_file_is_never_waited_for(library: Library, kept: str) -> None:
    other = Library(library.root.with_name("other"))
    shutil.copytree(library.root, other.root)
    other.store(kept).path.unlink()
    os.mkfifo(other.store(kept).path)
    assert merge(library, other.root).lines == 0


def test_a_conflict_copy_that_didnt_fit_on_the_disk_is_merged_once_there_is_room(
    library: Library, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = library.store(kept)
    away = Store(window.path.with_name("away.jsonl"))
    away.add(mark("away"))
    copy = window.path.with_name("annotations 2.jsonl")
    copy.write_bytes(away.path.read_bytes() + b"{torn\n")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        window.poll()
    assert copy.exists()
    assert "isn't merged yet" in window.notices[0]
    window.poll()
    assert not copy.exists()
    assert "away" in notes(Store(window.path))
    assert "1 line of it was new. Damaged lines in it, which couldn't be taken: 1." in window.notices[1]


def test_a_text_that_was_half_there_at_the_last_backup_is_backed_up_whole(
    library: Library, kept: str, tmp_path: Path
) -> None:
    backups = tmp_path / "backups"
    files = [path for name in ("versions", "originals") for path in (library.folder(kept) / name).iterdir()]
    whole = [path.read_bytes() for path in files]
    for path, data in zip(files, whole, strict=True):
        path.write_bytes(data[:-5])
    daily(library, backups, date(2026, 11, 24))
    for path, data in zip(files, whole, strict=True):
        path.write_bytes(data)
    daily(library, backups, date(2026, 11, 25))
    for path, data in zip(files, whole, strict=True):
        copy = backups / "texts" / path.relative_to(library.root)
        assert copy.read_bytes() == data
        path.write_bytes(data[:-5])
    daily(library, backups, date(2026, 11, 26))
    for path, data in zip(files, whole, strict=True):
        assert (backups / "texts" / path.relative_to(library.root)).read_bytes() == data
