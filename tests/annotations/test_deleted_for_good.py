"""An emptied trash stays empty when libraries are merged, and nothing is lost that wasn't known when it was emptied."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.backup import pack
from annotations.library import Library, new_version
from annotations.merging import merge
from annotations.models import Anchor, Annotation, Article, Details, Paragraph, Selector, Source

TALKS = Article("/talks.txt", Source(url="https://example.org/talks"), (Paragraph("The talks go on."),), b"The talks")


@pytest.fixture
def here(tmp_path: Path) -> Library:
    return Library(tmp_path / "here")


@pytest.fixture
def there(here: Library, tmp_path: Path) -> Library:
    """A second laptop that has all that is here, and here nobody wants it any more."""
    article = here.identify(TALKS)
    version = here.keep(article, TALKS, new_version(TALKS))
    here.store(article).add(note(version.id, "Ask the minister"))
    other = Library(tmp_path / "there")
    merge(other, here.root)
    delete(here, article)
    return other


def note(version: str, words: str) -> Annotation:
    key = TALKS.paragraphs[0].key
    assert key is not None
    return Annotation(anchors=(Anchor(version, (Selector(key, "talks", "", "", 4, 9),)),), note=words)


def delete(library: Library, article: str) -> None:
    library.store(article).put(Details(id="article", removed=True))
    library.delete(article)


def notes(library: Library) -> list[str]:
    return [one.note for article in library.articles() for one in library.store(article).all(Annotation)]


def test_what_was_deleted_for_good_stays_so(here: Library, there: Library) -> None:
    (article,) = there.articles()
    merged = merge(here, there.root)
    assert merged.deleted == [article]
    assert (merged.added, merged.lines, merged.texts) == ([], 0, 0)
    assert here.articles() == []
    assert notes(there) == ["Ask the minister"]


def test_no_word_of_it_stays(here: Library, there: Library) -> None:
    for path in here.root.rglob("*"):
        assert not path.is_file() or b"minister" not in path.read_bytes()


@pytest.mark.parametrize("done", ["noted", "changed", "taken back", "read again"])
def test_what_was_done_there_unseen_brings_it_back_with_all_that_it_had(
    here: Library, there: Library, done: str
) -> None:
    (article,) = there.articles()
    store, version = there.store(article), there.latest(article)
    assert version is not None
    (known,) = store.all(Annotation)
    if done == "noted":
        store.add(note(version.id, "Later"))
    elif done == "changed":
        store.change(replace(known, note="Ask the minister again"))
    elif done == "taken back":
        store.remove(known)
    else:
        newer = replace(TALKS, paragraphs=(*TALKS.paragraphs, Paragraph("They ended.")))
        there.keep(article, newer, new_version(newer))
    assert merge(here, there.root).added == [article]
    assert sorted(notes(here)) == sorted(notes(there))
    assert here.versions(article) == there.versions(article)


def test_what_came_back_and_was_deleted_again_stays_deleted_with_what_came(here: Library, there: Library) -> None:
    (article,) = there.articles()
    there.store(article).put(Details(id="article", note="On the whole"))
    merge(here, there.root)
    delete(here, article)
    assert merge(here, there.root).deleted == [article]


def test_a_journal_that_was_shortened_there_has_nothing_new(here: Library, there: Library) -> None:
    (article,) = there.articles()
    for number in range(400):
        (known,) = there.store(article).all(Annotation)
        there.store(article).change(replace(known, note=f"{number} " + "and so on " * 20))
    merge(here, there.root)
    delete(here, article)
    assert (there.folder(article) / "annotations.jsonl").stat().st_size < 100_000  # superseded lines were taken out
    assert merge(here, there.root).deleted == [article]


def test_a_backup_brings_it_back(here: Library, there: Library, tmp_path: Path) -> None:
    pack(there, tmp_path / "backup.zip", originals=True)
    assert merge(here, tmp_path / "backup.zip").added == there.articles()
    assert notes(here) == ["Ask the minister"]


def test_its_own_journal_named_for_it_brings_it_back(here: Library, there: Library) -> None:
    (article,) = there.articles()
    merge(here, there.folder(article) / "annotations.jsonl")
    assert notes(here) == ["Ask the minister"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"article": 1}\n', b"[" * 100_000, b"\xff\xfe"])
def test_a_damaged_list_of_the_deleted_loses_nothing(here: Library, there: Library, damage: bytes) -> None:
    (here.root / "deleted.jsonl").write_bytes(damage)
    merge(here, there.root)
    assert notes(here) == ["Ask the minister"]


def test_a_damaged_line_there_brings_it_back_since_nobody_knows_what_it_says(here: Library, there: Library) -> None:
    (article,) = there.articles()
    with (there.folder(article) / "annotations.jsonl").open("ab") as file:
        file.write(b'{"table":"p1-a","id":"b","note":"torn')
        file.write(b"\n")
    merge(here, there.root)
    assert notes(here) == ["Ask the minister"]


def test_a_line_of_a_later_program_there_brings_it_back(here: Library, there: Library) -> None:
    (article,) = there.articles()
    journal = there.folder(article) / "annotations.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"schema":99}\n')
    assert merge(here, there.root).added == [article]


def test_a_full_disk_is_emptied_all_the_same(here: Library, there: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (article,) = there.articles()
    there.store(article).put(Details(id="article", removed=True))
    monkeypatch.setattr("annotations.emptied.append", full)
    there.delete(article)
    assert there.articles() == []


def test_a_list_of_the_deleted_that_was_torn_goes_on_in_a_new_line(here: Library, there: Library) -> None:
    (article,) = there.articles()
    merge(here, there.folder(article) / "annotations.jsonl")
    (here.root / "deleted.jsonl").write_bytes(b'{"article": "0123')
    delete(here, article)
    assert merge(here, there.root).deleted == [article]
