"""Our quick dataclasses are Python's own in all that a program can ask of them."""

import copy
import dataclasses
import pickle

import pytest

from annotations.dataclass import dataclass, finish
from annotations.models import Annotation, Clip, Guard, GuardKind, Paragraph, Quotation, QuotationKind, Source
from annotations.text import Position, Span

VALUES = [
    Source(title="Vote falls", outlet="The Daily"),
    Quotation("We won’t resign.", QuotationKind.SPEECH, Span(Position(0, 20), Position(0, 36))),
    Annotation(id="a", note="TASS only", tags=("bucha",)),
    Guard(kind=GuardKind.EMBARGO, until="2024-03-05T00:01Z"),
    Clip(text="“We won’t resign.”", ways=("xclip ✓",)),
]


@pytest.mark.parametrize("value", VALUES)
def test_what_has_the_same_fields_is_equal_and_found_in_a_set(value):
    for same in (dataclasses.replace(value), copy.copy(value), pickle.loads(pickle.dumps(value))):
        assert same == value
        assert same is not value
    if not isinstance(value, Annotation | Guard | Clip):  # these hold a mapping of what a later program wrote
        assert len({value, dataclasses.replace(value)}) == 1


@pytest.mark.parametrize("value", VALUES)
def test_another_field_or_another_class_makes_it_another(value):
    first = dataclasses.fields(value)[0].name
    assert dataclasses.replace(value, **{first: "other"}) != value
    assert value != dataclasses.astuple(value)


def test_a_value_is_shown_as_python_shows_it():
    fields = {"words": "it’s", "start": 3}
    own = dataclasses.make_dataclass("Found", fields, frozen=True)
    ours = dataclass(frozen=True, slots=True)(type("Found", (), {"__annotations__": dict.fromkeys(fields, str)}))
    assert repr(ours(**fields)) == repr(own(**fields))


@pytest.mark.parametrize("is_finished", [False, True])
def test_the_first_object_of_a_class_is_made_as_all_others_are(is_finished):
    fields = {"__annotations__": {"words": str, "start": int}, "start": 3}
    found = dataclass(frozen=True, slots=True)(type("Found", (), fields))
    if is_finished:
        finish()
    first, second = found("it’s"), found(words="it’s", start=3)
    assert first == second
    assert (first.words, first.start) == ("it’s", 3)
    with pytest.raises(TypeError, match="words"):
        found()


def test_what_is_worked_out_once_stays_with_a_paragraph():
    paragraph = Paragraph("The minister said: “We won’t resign.”")
    assert paragraph.key == "p1-fd35d17df4e0d69a5cd34e6cabde39c9"
    assert paragraph.key is paragraph.key
    assert hash(paragraph) == hash(Paragraph(paragraph.text))
