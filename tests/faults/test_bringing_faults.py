"""A merge or a backup that is killed, or finds no room, loses nothing, and is simply done again."""

import shutil
import signal
from pathlib import Path

import pytest

from annotations import files
from annotations.errors import NoSpace
from annotations.library import Library, new_version
from annotations.merging import merge
from annotations.models import Annotation, Article, Paragraph, Source

MERGES = """
from annotations.library import Library
from annotations.merging import merge
library = Library(path.parent / "here")
die_before(int(sys.argv[2]))
merge(library, path.parent / "there")
print("done", flush=True)
"""
BACKS_UP = """
from datetime import date
from annotations.backup import daily
from annotations.library import Library
library = Library(path.parent / "here")
die_before(int(sys.argv[2]))
daily(library, path.parent / "backups", date(2026, 11, 24), anew=True)
print("done", flush=True)
"""


def fill(root: Path, mark, notes: tuple[str, ...]) -> Library:
    library = Library(root)
    for text in ("The talks go on.", "Nobody resigned."):
        article = Article("/talks.txt", Source(), (Paragraph(text),), text.encode())
        article_id = library.identify(article)
        library.keep(article_id, article, new_version(article))
        for note in notes:
            library.store(article_id).add(mark(note))
    return library


def shown(root: Path) -> dict[str, list[str]]:
    library = Library(root)
    stores = {article: library.store(article) for article in library.articles()}
    assert [store.notices for store in stores.values()] == [[] for _ in stores]
    return {article: sorted(one.note for one in store.all(Annotation)) for article, store in stores.items()}


def test_a_kill_before_any_call_of_a_merge_loses_nothing_and_merging_again_completes_it(path, child, mark, tmp_path):
    base = path.parent
    fill(base / "there", mark, ("there",))
    fill(base / "before", mark, ("here",))
    article = Library(base / "before").articles()[0]
    shutil.rmtree(Library(base / "before").folder(article))  # so that one is new and one is known
    ended = False
    for number in range(0, 400, 4):
        shutil.rmtree(base / "here", ignore_errors=True)
        shutil.copytree(base / "before", base / "here")
        process = child(MERGES, number)
        ended = process.communicate(timeout=30)[0] == "done\n"
        found = shown(base / "here")
        assert all("here" in notes for one, notes in found.items() if one != article)
        merge(Library(base / "here"), base / "there")
        assert sorted(map(tuple, shown(base / "here").values())) == [("here", "there"), ("there",)]
        if ended:
            break
        assert process.returncode == -signal.SIGKILL
    assert ended


def test_a_kill_before_any_call_of_a_backup_leaves_a_whole_one(path, child, mark):
    base = path.parent
    before = shown(fill(base / "here", mark, ("here",)).root)
    ended = False
    for number in range(0, 200, 3):
        process = child(BACKS_UP, number)
        ended = process.communicate(timeout=30)[0] == "done\n"
        assert shown(base / "here") == before
        for backup in (base / "backups").glob("*.zip"):
            shutil.rmtree(base / "restored", ignore_errors=True)
            merge(Library(base / "restored"), backup)
            assert shown(base / "restored") == before
        if ended:
            break
        assert process.returncode == -signal.SIGKILL
    assert ended


@pytest.mark.parametrize("room", [0, 3, 5, 8])
def test_a_disk_that_fills_up_in_a_merge_loses_nothing(path, mark, monkeypatch, room):
    base = path.parent
    here = fill(base / "here", mark, ("here",))
    fill(base / "there", mark, ("there",))
    real, left = files.write_all, [room]

    def full(descriptor: int, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(descriptor, data)

    with monkeypatch.context() as patched:
        patched.setattr("annotations.files.write_all", full)
        if room < 2:
            with pytest.raises(NoSpace):
                merge(here, base / "there")
    assert all("here" in notes for notes in shown(base / "here").values())
    merge(Library(base / "here"), base / "there")
    assert all(notes == ["here", "there"] for notes in shown(base / "here").values())
