"""What was backed up comes back whole, and the oldest backups make room."""

import errno
import shutil
import stat
import zipfile
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from annotations.backup import daily, holding, pack, prefix
from annotations.errors import NoSpace, Unreadable
from annotations.library import Library, new_version
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Paragraph, Selector, Source

TODAY = date(2026, 11, 24)


def add(library: Library, text: str, note: str = "Ask.") -> str:
    paragraph = Paragraph(text)
    article = Article("/talks.txt", Source(), (paragraph,), text.encode() + b"\xff")
    article_id = library.identify(article)
    version = library.keep(article_id, article, new_version(article))
    assert paragraph.key is not None
    anchor = Anchor(version.id, (Selector(paragraph.key, text, "", "", 0, len(text)),))
    library.store(article_id).add(Annotation(anchors=(anchor,), note=note))
    return article_id


def contents(root: Path) -> dict[str, bytes]:
    return {str(file.relative_to(root)): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    add(library, "The talks go on.")
    add(library, "Nobody resigned.")
    return library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "backups"


def test_a_full_backup_brought_back_is_the_library_byte_for_byte(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    assert pack(library, path, originals=True) == 2
    merge(Library(tmp_path / "restored"), path)
    assert contents(tmp_path / "restored") == contents(library.root)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_daily_backup_brings_back_all_too_from_the_texts_beside_it(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    path = daily(library, folder, TODAY)
    assert path is not None
    before = contents(library.root)
    shutil.rmtree(library.root)
    merge(Library(tmp_path / "restored"), path)
    assert contents(tmp_path / "restored") == before


def test_a_day_has_one_backup_and_texts_are_copied_once(library: Library, folder: Path) -> None:
    assert daily(library, folder, TODAY) is not None
    assert daily(library, folder, TODAY) is None
    texts = {path: path.stat().st_ino for path in (folder / "texts").rglob("*") if path.is_file()}
    assert len(texts) == 4
    assert daily(library, folder, TODAY + timedelta(1)) is not None
    assert {path: path.stat().st_ino for path in (folder / "texts").rglob("*") if path.is_file()} == texts
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o600}


def test_seven_days_and_four_weeks_are_kept_and_nothing_of_another_library(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    other = Library(tmp_path / "other")
    add(other, "Another one.")
    daily(other, folder, TODAY)
    for number in range(60):
        daily(library, folder, TODAY + timedelta(number))
    kept = sorted(path.name[-14:-4] for path in folder.glob(f"{prefix(library)}-*.zip"))
    last = TODAY + timedelta(59)
    assert kept[-7:] == [(last - timedelta(number)).isoformat() for number in range(6, -1, -1)]
    weeks = [date.fromisoformat(day) for day in kept[:-7]]
    assert len(weeks) == 4
    assert {later - earlier for earlier, later in pairwise(weeks[:-1])} == {timedelta(7)}
    assert timedelta(0) < weeks[-1] - weeks[-2] <= timedelta(7)
    assert len(list(folder.glob(f"{prefix(other)}-*.zip"))) == 1


def test_texts_that_no_backup_and_no_library_has_are_let_go(library: Library, folder: Path) -> None:
    gone, stays = library.articles()
    daily(library, folder, TODAY)
    shutil.rmtree(library.folder(gone))
    for number in range(1, 60):
        daily(library, folder, TODAY + timedelta(number))
    assert {path.name for path in (folder / "texts" / "articles").glob("*/*")} == {stays}


def test_it_is_known_which_backups_hold_an_article(library: Library, folder: Path) -> None:
    first, second = library.articles()
    daily(library, folder, TODAY)
    shutil.rmtree(library.folder(first))
    daily(library, folder, TODAY + timedelta(1))
    assert [path.name[-14:] for path in holding(folder, [first])] == ["2026-11-24.zip"]
    assert [path.name[-14:] for path in holding(folder, [second])] == ["2026-11-24.zip", "2026-11-25.zip"]
    (folder / "torn.zip").write_bytes(b"PK")
    assert [path.name for path in holding(folder, [first])][-1] == "torn.zip"
    assert holding(None, [first]) == []


@pytest.mark.parametrize("name", ["n" * 240, "é" * 120, "日" * 80])
def test_a_library_with_a_long_name_has_its_backups_and_lets_old_ones_go(
    tmp_path: Path, folder: Path, name: str
) -> None:
    library = Library(tmp_path / name)
    add(library, "The talks go on.")
    for number in range(9):
        daily(library, folder, TODAY + timedelta(number))
    assert len(list(folder.glob("*.zip"))) == 8


def test_an_empty_library_has_no_backup(folder: Path, tmp_path: Path) -> None:
    assert daily(Library(tmp_path / "empty"), folder, TODAY) is None
    assert not folder.exists()


def test_a_full_disk_leaves_the_backups_of_before(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = daily(library, folder, TODAY)
    assert path is not None
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(zipfile.ZipFile, "writestr", full)
        for day in (TODAY, TODAY + timedelta(1)):
            with pytest.raises(NoSpace):
                daily(library, folder, day, anew=True)
    assert contents(folder) == before


def unreadable(library: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The journal of an article, on a part of the disk that can't be read any more."""
    broken = library.store(library.articles()[0]).path

    def read(path: Path) -> bytes:
        if path == broken:
            raise OSError(errno.EIO, "Input/output error")
        with path.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", read)
    return broken


def test_one_file_that_cant_be_read_is_told_and_all_others_are_backed_up(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.zip"
    broken, other = unreadable(library, monkeypatch), library.store(library.articles()[1]).path
    with pytest.raises(Unreadable, match=f"all.zip has all but .*{broken.parent.name}"):
        pack(library, path, originals=True)
    for number in range(40):
        with pytest.raises(Unreadable):
            daily(library, folder, TODAY + timedelta(number))
    for backup in (path, *folder.glob("*.zip")):
        with zipfile.ZipFile(backup) as source:
            assert source.read(other.relative_to(library.root).as_posix()) == other.read_bytes()
            assert broken.relative_to(library.root).as_posix() not in source.namelist()
    assert len(list(folder.glob("*.zip"))) == 40


def test_a_line_that_is_being_written_is_left_out(library: Library, tmp_path: Path) -> None:
    article = library.articles()[0]
    journal = library.folder(article) / "annotations.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[:-30])
    pack(library, tmp_path / "all.zip", originals=False)
    with zipfile.ZipFile(tmp_path / "all.zip") as source:
        assert source.read(f"articles/{article[:2]}/{article}/annotations.jsonl") == whole
        assert not [name for name in source.namelist() if "/originals/" in name]
