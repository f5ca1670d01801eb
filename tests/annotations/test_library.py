import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations import versions
from annotations.errors import NoSpace, ReadOnly, Unreadable, UsageError
from annotations.identity import canonical
from annotations.library import Library, new_version
from annotations.models import (
    Anchor,
    Annotation,
    Article,
    Clip,
    Details,
    Kind,
    Paragraph,
    Selector,
    Source,
    SourceFields,
    Version,
)
from annotations.text import clean_line

TEXTS = ("The minister said: “We won’t resign.”", "Nobody believed it.", "The talks go on.")


def article(*texts: str, url: str = "", title: str = "", location: str = "/talks.txt") -> Article:
    paragraphs = tuple(map(Paragraph, texts or TEXTS))
    return Article(location, Source(title=title, url=url), paragraphs, b"bytes as they came \xff")


def keep(library: Library, opened: Article) -> tuple[str, Version]:
    article_id = library.identify(opened)
    return article_id, library.keep(article_id, opened, new_version(opened))


def mark(note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
    return Annotation(anchors=(Anchor("v", (Selector("p1-aa", "words", "", "", 0, 5),)),), note=note, tags=tags)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library"


@pytest.fixture
def library(root: Path) -> Library:
    return Library(root)


def test_looking_makes_nothing_on_disk(root: Path, library: Library) -> None:
    library.identify(article())
    assert library.articles() == library.entries() == library.resolve("talks") == []
    assert library.latest("0" * 16) is library.read_version("0" * 16, "x") is None
    assert library.store("0" * 16).all(Annotation) == []
    assert not root.parent.exists()


def test_a_kept_text_is_read_back_character_by_character(root: Path, library: Library) -> None:
    article_id, version = keep(library, article())
    assert Library(root).articles() == [article_id]
    assert Library(root).versions(article_id) == [version.id]
    assert Library(root).latest(article_id) == version
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{8}", version.id)


def test_the_original_stays_as_it_came(root: Path, library: Library) -> None:
    _, version = keep(library, article())
    (original,) = root.rglob("originals/*")
    assert original.name == f"{version.id}.txt"
    assert original.read_bytes() == b"bytes as they came \xff"


paragraphs = st.builds(
    Paragraph,
    st.text(min_size=1).map(clean_line),
    st.sampled_from(Kind),
    st.text(max_size=9).map(clean_line),
    st.text(max_size=9).map(clean_line),
    st.none() | st.integers(1, 999),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(paragraphs, max_size=5).map(tuple))
def test_every_version_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, given: tuple[Paragraph, ...]) -> None:
    opened = replace(article(), paragraphs=given)
    version = new_version(opened)
    path = tmp_path_factory.mktemp("versions") / f"{version.id}.json"
    path.write_bytes(b"".join(versions.as_file(version, opened)))
    assert versions.read_version(path) == version
    assert len(json.loads(path.read_bytes())["paragraphs"]) == len(given)
    assert path.read_bytes().count(b"\n") == 2 + len(given)


def test_the_same_text_is_kept_once(root: Path, library: Library) -> None:
    article_id, version = keep(library, article())
    before = sorted(root.rglob("*"))
    assert keep(Library(root), article()) == (article_id, version)
    assert sorted(root.rglob("*")) == before


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(library: Library) -> None:
    opened = article(url="https://example.org/talks")
    article_id, first = keep(library, opened)
    later = replace(opened, paragraphs=(*opened.paragraphs, Paragraph("Update.")))
    second = library.keep(article_id, later, new_version(later))
    assert library.latest(article_id) == second
    assert library.read_version(article_id, first.id) == first
    third = library.keep(article_id, opened, new_version(opened))
    assert library.versions(article_id) == [first.id, second.id, third.id]


def test_a_version_kept_while_the_clock_stands_back_is_still_the_latest(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = article(url="https://example.org/talks")
    article_id, first = keep(library, opened)
    monkeypatch.setattr(versions, "now", lambda: "2001-01-01T00:00:00.000000Z")
    later = replace(opened, paragraphs=(Paragraph("New."),))
    second = library.keep(article_id, later, new_version(later))
    assert library.versions(article_id) == [first.id, second.id]
    assert second.accessed.startswith("2001")


def test_folders_and_files_are_for_their_owner_only(root: Path, library: Library) -> None:
    article_id, _ = keep(library, article())
    library.store(article_id).add(mark())
    assert {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()} == {0o600}
    assert (root / ".gitattributes").read_text() == "*.jsonl merge=union\n"


def test_an_article_is_known_again_by_its_address_whatever_its_text(library: Library) -> None:
    article_id, _ = keep(library, article(url="https://www.example.org/talks/?utm_source=x#top"))
    assert library.identify(article("All new.", url="http://example.org/talks")) == article_id
    assert library.identify(article("All new."), url="http://example.org/talks") == article_id
    assert library.identify(article("All new.", url="http://example.org/other")) != article_id


def test_an_article_is_known_again_by_its_first_text_in_any_typography(library: Library) -> None:
    article_id, _ = keep(library, article())
    pasted = [text.replace("“", '"').replace("”", '"').replace("’", "'") for text in TEXTS]
    assert library.identify(article(*pasted, location="-")) == article_id
    assert library.identify(article(*pasted, url="https://example.org/found-later")) == article_id


def test_what_the_caller_thinks_counts_if_a_third_of_the_paragraphs_stand_in_it(library: Library) -> None:
    article_id, _ = keep(library, article())
    changed = article(TEXTS[0], "New.", "Newer.")
    assert library.identify(changed) != article_id
    assert library.identify(changed, hint=article_id) == article_id
    assert library.identify(article(TEXTS[0], "New.", "Newer.", "Newest."), hint=article_id) != article_id
    assert library.identify(changed, hint="../../etc") == library.identify(changed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://EXAMPLE.org/a?fbclid=1&id=2", "https://example.org:443/a?id=2#:~:text=words"),
    ],
)
def test_two_ways_to_an_address_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize("other", ["https://example.org/A", "https://example.org/a?id=2", "https://b.example.org/a"])
def test_what_may_be_another_page_is_another_address(other: str) -> None:
    assert canonical("https://example.org/a") != canonical(other)


@pytest.mark.parametrize(
    "url",
    ["http://[broken", "https://example.org:99999/", "n/a", "/news/1", "file:///news/1", "mailto:a@b.org", "https:"],
)
def test_what_is_no_address_of_the_web_makes_no_two_texts_one_article(library: Library, url: str) -> None:
    first, second = article("One.", url=url), article("Another one.", url=url)
    keep(library, first)
    assert library.identify(first) == library.identify(article("One."))
    assert library.identify(second) == library.identify(article("Another one.")) != library.identify(first)


def test_entries_say_what_the_person_gave_before_what_the_document_says(library: Library) -> None:
    article_id, version = keep(library, article(title="Found", location="/talks.txt"))
    store = library.store(article_id)
    (entry,) = library.entries()
    assert (entry.title, entry.address, entry.opened) == ("Found", "/talks.txt", version.accessed)
    store.put(SourceFields(source=Source(title="Given", outlet="Paper", published="2026-11-20")))
    store.put(Details(tags=("b",), done=True))
    store.add(mark(tags=("a",)))
    clip = store.add(Clip(anchors=mark().anchors, text="“words”"))
    (entry,) = library.entries()
    assert (entry.title, entry.outlet, entry.published) == ("Given", "Paper", "2026-11-20")
    assert (entry.annotations, entry.clips, entry.tags, entry.done) == (1, 1, ("b",), True)
    assert entry.opened == clip.updated
    assert library.source(article_id).title == "Given"


def test_an_article_without_a_title_is_listed_by_how_it_begins(library: Library) -> None:
    keep(library, article("One word after the other. " * 9))
    (entry,) = library.entries()
    assert entry.title.startswith("One word after")
    assert entry.title.endswith("…")
    assert len(entry.title) <= 81


def test_a_removed_article_is_not_listed_and_stays_on_disk(root: Path, library: Library) -> None:
    article_id, _ = keep(library, article())
    library.store(article_id).put(Details(removed=True))
    assert library.entries() == []
    assert Library(root).latest(article_id) is not None


def test_an_article_is_meant_by_an_id_or_by_words_of_its_title(library: Library) -> None:
    first, _ = keep(library, article(title="Minister won’t resign"))
    second, _ = keep(library, article("Other.", title="Talks: the minister stays"))
    assert [entry.id for entry in library.resolve(first[:6])] == [first]
    assert [entry.id for entry in library.resolve("MINISTER stays")] == [second]
    assert {entry.id for entry in library.resolve("minister")} == {first, second}
    assert library.resolve("nobody") == library.resolve("") == library.resolve(first[:3]) == []


def test_an_id_that_is_a_path_reaches_nothing(library: Library) -> None:
    with pytest.raises(UsageError, match="no article's id"):
        library.store("../../../etc")
    article_id, _ = keep(library, article())
    assert library.read_version(article_id, "../article") is None


def test_a_library_opened_for_reading_writes_nothing(root: Path, library: Library) -> None:
    article_id, version = keep(library, article())
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    looking = Library(root, read_only=True)
    assert looking.keep(article_id, article(), new_version(article())) == version
    with pytest.raises(ReadOnly, match="opened for reading only"):
        looking.keep(article_id, article("New."), new_version(article("New.")))
    with pytest.raises(ReadOnly, match="opened for reading only"):
        looking.store(article_id).add(mark())
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_library_of_a_newer_number_is_read_and_not_written(root: Path, library: Library) -> None:
    article_id, _ = keep(library, article())
    library.store(article_id).add(mark("kept"))
    (root / "library.json").write_text('{"library": 2, "more": true}')
    later = Library(root)
    assert later.read_only
    assert "newer tuireader" in later.notices[0]
    assert [record.note for record in later.store(article_id).all(Annotation)] == ["kept"]
    with pytest.raises(ReadOnly, match="Update tuireader"):
        later.store(article_id).add(mark())
    with pytest.raises(ReadOnly, match="Update tuireader"):
        later.keep("0" * 16, article("New."), new_version(article("New.")))
    assert json.loads((root / "library.json").read_text()) == {"library": 2, "more": True}


def test_a_damaged_version_is_said_and_an_older_one_read(root: Path, library: Library) -> None:
    opened = article(url="https://example.org/talks")
    article_id, first = keep(library, opened)
    later = replace(opened, paragraphs=(Paragraph("New."),))
    second = library.keep(article_id, later, new_version(later))
    (path,) = root.rglob(f"versions/{second.id}.json")
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Unreadable, match="is damaged"):
        library.read_version(article_id, second.id)
    assert library.latest(article_id) == first
    assert str(path) in library.notices[0]


def test_a_version_from_elsewhere_brings_no_escape_sequences_in(root: Path, library: Library) -> None:
    article_id, version = keep(library, article("A quiet line."))
    (path,) = root.rglob(f"versions/{version.id}.json")
    path.write_text(path.read_text().replace("quiet", "qu\\u001b]52;c;ZXZpbA==\\u0007iet"))
    latest = library.latest(article_id)
    assert latest is not None
    assert latest.texts == ("A quiet line.",)


def test_a_version_that_didnt_fit_on_the_disk_isnt_there(
    root: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_id, first = keep(library, article(url="https://example.org/talks"))

    def full(descriptor: int, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    later = article("New.", url="https://example.org/talks")
    with monkeypatch.context() as patched:
        patched.setattr("annotations.files.write_all", full)
        with pytest.raises(NoSpace, match=article_id):
            keep(library, later)
    assert library.versions(article_id) == [first.id]
    assert not list(root.rglob("*.tmp"))
    assert len(list(root.rglob("originals/*"))) == 1
    keep(library, later)
    assert len(library.versions(article_id)) == 2
