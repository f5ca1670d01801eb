"""A library of the first program is read whole and goes on; one of a later program is read and not written.

`library-1` was written by the first program that had a library, and is never written anew.
"""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from annotations.backup import daily
from annotations.errors import ReadOnly, StoreError, UsageError
from annotations.evidence import examine
from annotations.library import LIBRARY, Library
from annotations.lines import SCHEMA
from annotations.merging import merge
from annotations.models import Annotation, Clip, Details, FurnitureMark, SourceFields, Speaker

FIRST = Path(__file__).parent / "library-1"
ARTICLE = "f03e4467790713d8"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRST, tmp_path / "library"))


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_all_that_the_first_program_wrote_is_read(old: Path) -> None:
    library = Library(old)
    store = library.store(ARTICLE)
    (mark,) = store.all(Annotation)
    assert (mark.exact, mark.note, mark.role, mark.tags) == (" “We won’t resign", "Asked.", "fact", ("talks",))
    assert [one.name for one in store.all(Speaker)] == ["The minister"]
    assert [one.text for one in store.all(Clip)] == ["“We won’t resign,” — The minister"]
    assert [one.furniture for one in store.all(FurnitureMark)] == [True]
    (details,) = store.all(Details)
    assert (details.note, details.tags, details.done, details.removed, details.joined) == (
        "On the whole.",
        ("bucha",),
        True,
        False,
        "",
    )
    assert [one.source.outlet for one in store.all(SourceFields)] == ["The Paper"]
    latest = library.latest(ARTICLE)
    assert latest is not None
    assert latest.texts == ("The minister said: “We won’t resign.”", "The talks go on.")
    assert store.notices == library.notices == []
    assert examine(library, ARTICLE).holds


def test_reading_it_changes_no_byte_and_a_change_only_adds(old: Path) -> None:
    library = Library(old)
    before = contents(old)
    library.entries()
    (mark,) = library.store(ARTICLE).all(Annotation)
    assert contents(old) == before
    library.store(ARTICLE).change(replace(mark, note="Asked again."))
    journal = f"articles/f0/{ARTICLE}/annotations.jsonl"
    after = contents(old)
    assert after.pop(journal).startswith(before.pop(journal))
    assert after == before


def test_it_is_merged_into_a_library_of_today(old: Path, tmp_path: Path) -> None:
    today = Library(tmp_path / "today")
    assert merge(today, old).problems == []
    assert [one.note for one in today.store(ARTICLE).all(Annotation)] == ["Asked."]
    assert merge(today, old).lines == 0


def test_a_library_of_a_later_program_is_read_and_by_no_way_written(old: Path, tmp_path: Path) -> None:
    (old / "library.json").write_text(json.dumps({"library": LIBRARY + 1}))
    before = contents(old)
    library = Library(old)
    (mark,) = library.store(ARTICLE).all(Annotation)
    assert [entry.title for entry in library.entries()] == ["Talks"]
    for act in (
        lambda: library.store(ARTICLE).change(replace(mark, note="mine")),
        lambda: library.store(ARTICLE).remove(mark),
        lambda: library.delete(ARTICLE),
        lambda: library.make(),
        lambda: merge(library, FIRST),
    ):
        with pytest.raises((ReadOnly, StoreError)):
            act()
    with pytest.raises(UsageError, match="newer"):
        merge(Library(tmp_path / "today"), old)
    backup = daily(library, tmp_path / "backups", date(2026, 11, 24))
    assert backup is not None
    with pytest.raises(UsageError, match="newer"):
        merge(Library(tmp_path / "today"), backup)
    assert contents(old) == before


def test_lines_of_a_later_program_are_kept_through_changes_and_merges(old: Path, tmp_path: Path) -> None:
    journal = old / "articles" / "f0" / ARTICLE / "annotations.jsonl"
    later = json.dumps({"table": "p1-aa", "id": "1", "mood": "new", "schema": SCHEMA + 1}).encode()
    journal.write_bytes(journal.read_bytes() + later + b"\n")
    library = Library(old)
    (mark,) = library.store(ARTICLE).all(Annotation)
    library.store(ARTICLE).change(replace(mark, note="mine"))
    assert later in journal.read_bytes()
    assert "newer tuireader" in library.store(ARTICLE).notices[0]
    merge(Library(tmp_path / "today"), old)
    assert later in (tmp_path / "today" / "articles" / "f0" / ARTICLE / "annotations.jsonl").read_bytes()
