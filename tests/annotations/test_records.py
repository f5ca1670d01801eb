import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import Unreadable
from annotations.models import (
    Anchor,
    Annotation,
    Clip,
    Details,
    FurnitureMark,
    Guard,
    GuardKind,
    Record,
    Selector,
    Source,
    SourceFields,
    Speaker,
)
from annotations.records import from_document, table_of, to_document
from annotations.text import clean, clean_line

TIME = "2026-11-24T12:00:00.000001Z"
plain = st.text(max_size=30).map(clean_line)
lines = st.text(max_size=60).map(lambda text: clean(text).text)
lists = st.lists(plain, max_size=3).map(tuple)
numbers = st.integers(0, 10**6)
keys = plain.map("p1-{}".format)  # no paragraph's key is the name of another table
selectors = st.builds(Selector, keys, lines, lines, lines, numbers, numbers, numbers, plain, plain, st.booleans())
anchors = st.lists(
    st.builds(Anchor, plain, st.lists(selectors, min_size=1, max_size=3).map(tuple)), min_size=1, max_size=2
).map(tuple)
common: dict[str, Any] = {
    "id": st.text("0123456789abcdef", min_size=23, max_size=23),
    "created": st.just(TIME),
    "updated": st.just(TIME),
    "author": plain,
}
anchored = {**common, "anchors": anchors}
records = st.one_of(
    st.builds(Annotation, **anchored, role=plain, note=lines, tags=lists),
    st.builds(Speaker, **anchored, name=plain),
    st.builds(Clip, **anchored, text=lines, speaker=plain, style=plain, ways=lists, changes=lists, guard=plain),
    st.builds(FurnitureMark, **common, furniture=st.booleans()),
    st.builds(SourceFields, **common, source=st.builds(Source, plain, plain, plain, plain, plain)),
    st.builds(Details, **common, address=plain, note=lines, tags=lists, done=st.booleans(), removed=st.booleans()),
    st.builds(Guard, **anchored, kind=st.sampled_from(GuardKind), until=plain),
    st.builds(Guard, **common, kind=st.sampled_from(GuardKind), until=plain),
)
MARK = Annotation(
    id="1", updated=TIME, anchors=(Anchor("v", (Selector("p1-aa", "words", "be", "hind", 2, 7),)),), note="Ask"
)


@given(records)
def test_every_record_comes_back_from_its_document_as_it_was(record: Record) -> None:
    document = json.loads(json.dumps(to_document(record)))
    assert from_document(table_of(record), record.id, document) == record


def test_a_record_lives_in_the_table_of_its_kind_and_a_mark_in_that_of_its_first_paragraph() -> None:
    second = Anchor("w", (Selector("p1-cc", "words", "", "", 0, 5),))
    longer = Anchor("v", (*MARK.anchors[0].selectors, Selector("p1-bb", "more", "", "", 0, 4)))
    assert table_of(replace(MARK, anchors=(longer, second))) == "p1-aa"
    assert table_of(Speaker(anchors=MARK.anchors, name="Ana Ruiz")) == "speakers"
    assert table_of(Clip(anchors=MARK.anchors, text="x")) == "clips"
    assert table_of(FurnitureMark(furniture=True)) == "furniture"
    assert table_of(SourceFields(source=Source())) == "source"
    assert table_of(Details()) == "article"
    assert table_of(Guard(kind=GuardKind.EMBARGO)) == "guards"


def test_fields_of_a_later_program_travel_along() -> None:
    document = {**to_document(MARK), "mood": {"happy": [1, 2]}}
    record = from_document("p1-aa", "1", document)
    assert record.extra == {"mood": {"happy": [1, 2]}}
    assert to_document(record) == document


def test_a_field_of_this_program_is_never_hidden_by_one_carried_along() -> None:
    assert to_document(replace(MARK, extra={"note": "old"}))["note"] == "Ask"


@pytest.mark.parametrize("field", ["note", "role", "author"])
def test_a_journal_from_elsewhere_brings_no_escape_sequences_in(field: str) -> None:
    document = {**to_document(MARK), field: "a\x1b]52;c;ZXZpbA==\x07b\x9b31mc\u202ed"}
    assert getattr(from_document("p1-aa", "1", document), field) == "abcd"


def test_marked_words_and_tags_from_elsewhere_are_cleaned_too() -> None:
    document = to_document(MARK)
    document["anchors"][0]["selectors"][0]["exact"] = "wo\x1b[2Jrds"
    document["tags"] = ["\x1b[31mred\nline"]
    record = from_document("p1-aa", "1", document)
    assert isinstance(record, Annotation)
    assert (record.exact, record.tags) == ("words", ("red line",))


@pytest.mark.parametrize(
    "broken",
    [
        {"anchors": []},
        {"anchors": [{"version": "v", "selectors": []}]},
        {"anchors": None},
        {"anchors": [{"version": "v", "selectors": [{"key": "k"}]}]},
        {"note": 5},
        {"tags": [["a"]]},
        {"author": {}},
    ],
)
def test_a_document_that_cant_be_a_record_is_said_to_be_none(broken: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match="Record 1 in the table p1-aa"):
        from_document("p1-aa", "1", {**to_document(MARK), **broken})


def test_tables_that_no_one_knows_are_no_annotations() -> None:
    with pytest.raises(Unreadable, match="isn't known"):
        from_document("versions", "1", {"updated": TIME})


def test_terms_that_only_a_later_program_knows_hold_the_words_back() -> None:
    record = from_document("guards", "1", {"updated": TIME, "kind": "not-for-attribution"})
    assert isinstance(record, Guard)
    assert record.kind is GuardKind.OFF_RECORD


@pytest.mark.parametrize("broken", [{"kind": 5}, {"kind": "embargo", "until": 5}, {"anchors": [{}], "kind": "embargo"}])
def test_a_guard_that_cant_be_understood_is_said_to_be_none(broken: dict[str, object]) -> None:
    with pytest.raises(Unreadable, match="Record 1 in the table guards"):
        from_document("guards", "1", {"updated": TIME, **broken})
