"""Everything goes out as Web Annotations and comes in again as it was."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.archiving import archive_of, take_in
from annotations.errors import Unreadable
from annotations.exporting import Notebook
from annotations.exporting.archive import Archive, Entry
from annotations.exporting.webannotation import annotation_of, entry_of, render
from annotations.importing.webannotation import is_ours, parse
from annotations.library import Library
from annotations.models import Anchor, Annotation, Article, Clip, Details, FurnitureMark, Paragraph, Source, Speaker
from annotations.text import Position, Span, span_of
from annotations.versions import new_version

TEXTS = (
    "“We are sorry,” he said.",
    "Nobody answered.",
    "“We are sorry,” he said.",
    "日本の首相は「辞任しない」と述べた。",
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def kept(library: Library, title: str) -> str:
    article = Article("-", Source(title=title), tuple(map(Paragraph, (title, *TEXTS))), b"original")
    name = library.identify(article)
    library.keep(name, article, new_version(article))
    return name


def exported(library: Library) -> str:
    books = [
        Notebook(one, library.source(one), Details(), "", (), archive=archive_of(library, one))
        for one in library.articles()
    ]
    return render(books)


def imported(text: str, library: Library) -> None:
    data = json.loads(text)
    assert is_ours(data)
    for archive in parse(data):
        take_in(library, archive)


@given(
    notes=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=5), st.integers(0, 4), PLAIN), max_size=4),
    deleted=st.booleans(),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_out_and_into_an_empty_library_and_out_again_is_the_same_to_the_byte(tmp_path_factory, notes, deleted):
    folder = tmp_path_factory.mktemp("library")
    one = Library(folder / "one")
    for title in ("First", "Second \x9b31m"):
        article = kept(one, title)
        store, version = one.store(article), one.latest(article)
        for note, tag, number, extra in notes:
            anchor = Anchor(version.id, describe(version, span_of(number, 0, len(version.texts[number]))))
            found = store.add(
                Annotation(anchors=(anchor,), note=note, tags=(tag, tag), extra={"later": extra, "role": 7})
            )
            found = store.change(replace(found, note=note + "!", anchors=(*found.anchors, anchor)))
            store.change(replace(found, note="theirs", updated="nothing"))
        wide = Anchor(version.id, describe(version, Span(Position(1, 2), Position(3, 5))))
        gone = store.add(Annotation(anchors=(wide,), role="fact"))
        store.add(Speaker(anchors=(wide,), name="Dmitry Peskov"))
        store.add(Clip(anchors=(wide,), text="copied", ways=("xclip ✓",)))
        store.put(Details(id="article", note="all of it", tags=("un",)))
        store.put(FurnitureMark(id=version.paragraphs[1].key, furniture=True))
        if deleted:
            store.remove(gone)
    text = exported(one)
    two = Library(folder / "two")
    imported(text, two)
    assert exported(two) == text
    imported(text, two)
    assert exported(two) == text


@given(st.dictionaries(st.sampled_from(["anchors", "note", "tags", "role", "parent", "created", "author", "x"]), PLAIN))
def test_a_document_of_any_program_is_carried_as_it_is(document):
    document = {**document, "updated": "2026-11-24T08:00:00.000000Z"}
    archive = Archive("3fa9c0ffee001122", (), ())
    entry = Entry("p1-00", "a1", document, ("2026-11-24T07:00:00.000000Z",))
    back = entry_of(json.loads(json.dumps(annotation_of(archive, entry))))
    assert json.dumps(back.document, sort_keys=True) == json.dumps(document, sort_keys=True)
    assert (back.table, back.id, back.past) == (entry.table, entry.id, entry.past)


def test_an_annotation_is_as_the_recommendation_has_it(tmp_path):
    library = Library(tmp_path)
    article = kept(library, "First")
    version = library.latest(article)
    anchor = Anchor(version.id, describe(version, span_of(3, 0, 14)))
    library.store(article).add(Annotation(anchors=(anchor,), note="Ask", tags=("un",), author="Ann"))
    collection = json.loads(exported(library))
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 1)
    (item,) = collection["first"]["items"]
    assert (item["type"], item["motivation"], item["creator"]["name"]) == ("Annotation", "commenting", "Ann")
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("commenting", "Ask"),
        ("classifying", "quote"),
        ("tagging", "un"),
    ]
    (target,) = item["target"]
    selectors = {selector["type"]: selector for selector in target["selector"]}
    quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
    assert quote["exact"] == "“We are sorry,"
    assert version.text[place["start"] : place["end"]] == quote["exact"]
    assert version.text[: place["start"]].count("\n") == 3
    assert item["record"].keys() <= {"table", "fields"}


def test_a_text_that_is_not_what_it_says_is_refused_and_nothing_of_it_taken(tmp_path):
    library = Library(tmp_path / "one")
    kept(library, "First")
    text = exported(library).replace("Nobody answered.", "Everybody answered.")
    with pytest.raises(Unreadable, match="isn't what it says"):
        imported(text, Library(tmp_path / "two"))
    assert Library(tmp_path / "two").articles() == []
    with pytest.raises(Unreadable, match="can't be understood"):
        imported(exported(library).replace('"article": "', '"article": "../'), Library(tmp_path / "two"))
