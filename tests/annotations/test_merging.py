"""Two libraries become one: nothing is lost, nothing old comes back, and the order doesn't matter."""

import json
import shutil
import zipfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import stamps
from annotations.errors import ReadOnly, Unreadable, UsageError
from annotations.joining import find_twins, join
from annotations.library import Library, new_version
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Details, Paragraph, Selector, Source, SourceFields

ADDRESS = "https://example.org/talks"


def opened(*texts: str, url: str = ADDRESS) -> Article:
    paragraphs = tuple(map(Paragraph, texts or ("The minister said: “We won’t resign.”", "The talks go on.")))
    return Article("/talks.txt", Source(url=url), paragraphs, "\n".join(texts).encode() + b"\xff")


def read(library: Library, article: Article | None = None) -> str:
    article = article or opened()
    article_id = library.identify(article)
    library.keep(article_id, article, new_version(article))
    return article_id


def mark(library: Library, article_id: str, note: str = "") -> Annotation:
    version = library.latest(article_id)
    assert version is not None
    text, key = version.texts[0], version.paragraphs[0].key
    assert key is not None
    return Annotation(anchors=(Anchor(version.id, (Selector(key, text, "", "", 0, len(text)),)),), note=note)


def everything(library: Library) -> dict[str, object]:
    """All that a person would see of a library."""
    return {
        article: (
            library.versions(article),
            library.store(article).all(Annotation),
            library.store(article).all(Details),
            library.store(article).all(SourceFields),
            sorted(library.store(article).conflicts(), key=repr),
        )
        for article in library.articles()
    }


@pytest.fixture
def here(tmp_path: Path) -> Library:
    return Library(tmp_path / "here")


@pytest.fixture
def there(tmp_path: Path) -> Library:
    return Library(tmp_path / "there")


def notes(library: Library, article: str) -> list[str]:
    return [one.note for one in library.store(article).all(Annotation)]


def test_a_second_laptops_articles_texts_and_notes_arrive(here: Library, there: Library) -> None:
    both, only_there = read(here), read(there, opened("Another article.", url="https://example.org/2"))
    read(there)
    here.store(both).add(mark(here, both, "here"))
    there.store(both).add(mark(there, both, "there"))
    there.store(only_there).add(mark(there, only_there, "only there"))
    merged = merge(here, there.root)
    assert sorted(notes(here, both)) == ["here", "there"]
    assert notes(here, only_there) == ["only there"]
    assert here.latest(only_there) == there.latest(only_there)
    assert (merged.added, merged.changed, merged.lines, merged.problems) == ([only_there], [both], 2, [])
    (original,) = here.folder(only_there).glob("originals/*")
    assert original.read_bytes() == b"Another article.\xff"
    for store in (here.store(both), Library(here.root).store(both)):
        assert store.conflicts() == []


def test_merging_again_changes_no_byte(here: Library, there: Library) -> None:
    article = read(there)
    there.store(article).add(mark(there, article, "there"))
    merge(here, there.root)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in here.root.rglob("*") if path.is_file()}
    again = merge(here, there.root)
    assert (again.added, again.changed, again.lines, again.texts) == ([], [], 0, 0)
    files = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in here.root.rglob("*") if path.is_file()}
    assert files == before


def test_what_was_deleted_stays_deleted_and_an_edit_that_didnt_see_it_survives(here: Library, there: Library) -> None:
    article = read(here)
    deleted, edited = (here.store(article).add(mark(here, article, note)) for note in ("deleted", "edited"))
    merge(there, here.root)
    here.store(article).remove(deleted)
    here.store(article).remove(edited)
    there.store(article).change(replace(edited, note="edited there"))
    for library, other in ((here, there), (there, here)):
        merge(library, other.root)
        assert notes(library, article) == ["edited there"]


def test_one_note_edited_on_both_sides_is_a_conflict_with_both(here: Library, there: Library) -> None:
    article = read(here)
    note = here.store(article).add(mark(here, article, "first"))
    merge(there, here.root)
    for library, text in ((here, "mine"), (there, "yours")):
        library.store(article).change(replace(note, note=text))
    merged = merge(here, there.root)
    assert merged.conflicts == [article]
    (states,) = here.store(article).conflicts()
    assert {one.note for one in states if isinstance(one, Annotation)} == {"mine", "yours"}
    settled = here.store(article).resolve(replace(states[0], note="both"), states[1:])
    merge(there, here.root)
    assert there.store(article).conflicts() == []
    assert there.store(article).all(Annotation) == [settled]


def test_tags_and_done_set_on_both_sides_are_no_conflict_but_two_notes_on_the_whole_are(
    here: Library, there: Library
) -> None:
    article = read(here)
    merge(there, here.root)
    here.store(article).put(Details(tags=("a",), note="Ask."))
    there.store(article).put(Details(tags=("b",), done=True))
    merge(here, there.root)
    assert here.store(article).conflicts() == []
    (details,) = here.store(article).all(Details)
    assert (set(details.tags), details.note) == ({"a", "b"}, "Ask.")
    here.store(article).put(replace(details, note="Asked."))
    merge(there, here.root)
    (details,) = there.store(article).all(Details)
    assert (set(details.tags), details.note) == ({"a", "b"}, "Asked.")
    here.store(article).put(replace(details, note="one"))
    there.store(article).put(replace(details, note="two"))
    merge(here, there.root)
    ((shown, other),) = here.store(article).conflicts()
    assert isinstance(shown, Details)
    assert isinstance(other, Details)
    assert {shown.note, other.note} == {"one", "two"}


def test_two_machines_whose_clocks_stand_behind_keep_both_changes(
    here: Library, there: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = read(here)
    note = here.store(article).add(mark(here, article, "first"))
    merge(there, here.root)
    monkeypatch.setattr(stamps, "now", lambda: "2001-01-01T00:00:00.000000Z")
    monkeypatch.setattr(stamps, "randbelow", lambda _: 0)
    for library, text in ((here, "mine"), (there, "yours")):
        library.store(article).change(replace(note, note=text))
    for library, other in ((here, there), (there, here)):
        merge(library, other.root)
        (states,) = library.store(article).conflicts()
        assert {one.note for one in states if isinstance(one, Annotation)} == {"mine", "yours"}


def work(machine: Library, article: str, act: str, number: int, which: int) -> None:
    """One act of a person at one machine."""
    store = machine.store(article)
    seen = store.all(Annotation)
    one = seen[which % len(seen)] if seen else None
    if act == "a":
        store.add(mark(machine, article, f"n{number}"))
    elif act == "d":
        store.put(Details(tags=(f"t{number}",)))
    elif act == "s":
        store.put(SourceFields(source=Source(title=f"s{number % 2}")))
    elif one is not None and act == "c":
        store.change(replace(one, note=f"n{number}"))
    elif one is not None and act == "r":
        store.remove(one)


steps = st.lists(st.tuples(st.integers(0, 2), st.sampled_from("aacrdsm"), st.integers(0, 5)), max_size=18)


@settings(max_examples=30, deadline=None)
@given(steps)
def test_any_order_of_merges_gives_the_same_records(done: list[tuple[int, str, int]]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotations.files.sync", lambda descriptor: None)
        patch.setattr("annotations.files.sync_folder", lambda folder: None)
        machines = [Library(Path(folder) / str(number)) for number in range(3)]
        article = read(machines[0])
        for machine in machines[1:]:
            merge(machine, machines[0].root)
        for number, (who, act, which) in enumerate(done):
            if act == "m":
                merge(machines[who], machines[which % 3 if which % 3 != who else (who + 1) % 3].root)
            else:
                work(machines[who], article, act, number, which)
        results = []
        for number, order in enumerate(permutations(range(3))):
            target = Library(Path(folder) / f"all-{number}")
            for index in order:
                merge(target, machines[index].root)
            results.append(everything(target))
        assert all(result == results[0] for result in results)
        shown = {one.id for _, marks, *_ in results[0].values() for one in marks}
        ids = [{one.id for one in machine.store(article).all(Annotation)} for machine in machines]
        assert set.intersection(*ids) <= shown <= set.union(*ids)


def zipped(library: Library, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(library.root.rglob("*")):
            if file.is_file():
                target.write(file, str(file.relative_to(library.root)))
    return path


def test_a_backup_is_merged_like_the_library_that_it_is_of(here: Library, there: Library, tmp_path: Path) -> None:
    article = read(there)
    there.store(article).add(mark(there, article, "there"))
    merge(here, zipped(there, tmp_path / "backup.zip"))
    assert everything(here) == everything(there)


@pytest.mark.parametrize(
    "name",
    [
        "../../escaped",
        "/tmp/escaped",
        "articles/aa/../../escaped.json",
        "articles/aa/aaaaaaaaaaaaaaaa/versions/../../../../escaped.json",
        "articles/aa/aaaaaaaaaaaaaaaa/originals/20261124T101010Z-aaaaaaaa.html/../../x",
        "articles/aa/bbbbbbbbbbbbbbbb/annotations.jsonl",
        "articles/aa/aaaaaaaaaaaaaaaa/.lock",
    ],
)
def test_a_name_in_a_backup_leads_nowhere_else(here: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / "box" / "backup.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("library.json", '{"library": 1}')
        target.writestr(name, "hostile")
    merge(here, path)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == [path]


def test_a_backup_that_swells_is_refused(here: Library, tmp_path: Path) -> None:
    path = tmp_path / "backup.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(2):
            target.writestr(f"articles/aa/aaaaaaaaaaaaaaa{number}/annotations.jsonl", b"\0" * (48 << 20))
    with pytest.raises(Unreadable, match="which no backup does"):
        merge(here, path)


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_torn_backup_is_refused_in_a_sentence(here: Library, there: Library, tmp_path: Path, cut: int) -> None:
    article = read(there)
    there.store(article).add(mark(there, article, "there"))
    path = zipped(there, tmp_path / "backup.zip")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Unreadable, match="name a backup"):
        merge(here, path)


def test_a_conflict_copy_is_merged_wherever_it_lies(here: Library, there: Library, tmp_path: Path) -> None:
    article = read(here)
    merge(there, here.root)
    there.store(article).add(mark(there, article, "there"))
    journal = there.folder(article) / "annotations.jsonl"
    stray = tmp_path / "annotations.sync-conflict-20261124-101010-ABCDEFG.jsonl"
    shutil.copy(journal, stray)
    assert merge(here, stray).lines == 1
    assert notes(here, article) == ["there"]
    assert merge(here, journal).lines == 0
    with pytest.raises(UsageError, match="whose notes"):
        merge(Library(tmp_path / "empty"), stray)


def test_what_cant_be_merged_is_said_and_changes_nothing(here: Library, there: Library, tmp_path: Path) -> None:
    read(here)
    for path, why in (
        (here.root, "this library itself"),
        (tmp_path / "nothing", "There is no"),
        (tmp_path, "is no library"),
    ):
        with pytest.raises(UsageError, match=why):
            merge(here, path)
    with pytest.raises(ReadOnly):
        merge(Library(there.root, read_only=True), here.root)
    read(there)
    (there.root / "library.json").write_text(json.dumps({"library": 2}))
    with pytest.raises(UsageError, match="update"):
        merge(here, there.root)


def test_a_damaged_text_is_replaced_by_the_whole_one_and_kept_aside(here: Library, there: Library) -> None:
    article = read(here)
    merge(there, here.root)
    (path,) = here.folder(article).glob("versions/*")
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    merged = merge(here, there.root)
    assert path.read_bytes() == whole
    assert (here.folder(article) / "recovered" / path.name).read_bytes() == whole[:-20]
    assert "differs" in merged.problems[0]


def test_damaged_lines_of_the_other_side_are_said_and_the_rest_is_taken(here: Library, there: Library) -> None:
    article = read(there)
    there.store(article).add(mark(there, article, "whole"))
    with (there.folder(article) / "annotations.jsonl").open("ab") as file:
        file.write(b'{"table":"p1-aa","id":"x"\n')
    merged = merge(here, there.root)
    assert notes(here, article) == ["whole"]
    assert "1 damaged line of" in merged.problems[0]


def test_articles_that_are_one_are_found_and_joined_and_later_notes_follow(here: Library, there: Library) -> None:
    by_text = read(there, opened(url=""))
    there.store(by_text).add(mark(there, by_text, "there"))
    there.store(by_text).put(Details(tags=("talks",), note="On the whole."))
    by_address = read(here)
    here.store(by_address).add(mark(here, by_address, "here"))
    merged = merge(here, there.root)
    (twins,) = find_twins(here, merged.added)
    assert (twins.kept, twins.other, twins.why) == (by_address, by_text, "text")
    join(here, twins)
    assert sorted(notes(here, by_address)) == ["here", "there"]
    (details,) = here.store(by_address).all(Details)
    assert (details.tags, details.note, details.removed) == (("talks",), "On the whole.", False)
    assert [entry.id for entry in here.entries()] == [by_address]
    assert find_twins(here, here.articles()) == []
    assert here.identify(opened(url="")) == here.identify(opened()) == by_address
    there.store(by_text).add(mark(there, by_text, "later"))
    merge(here, there.root)
    assert sorted(notes(here, by_address)) == ["here", "later", "there"]
    assert [entry.id for entry in here.entries()] == [by_address]
