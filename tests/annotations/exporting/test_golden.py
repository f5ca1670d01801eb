"""Each format as agreed, on the article of the seed. `tests/golden/` is read by people: look at what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.exporting.archive import Archive, Entry
from annotations.exporting.formats import FORMATS, markdown
from annotations.records import to_document

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture
def noted(book):
    fields = {"note": "sic: “out interests”.\nAsk Sky for the tape.", "tags": ("un", "to check"), "role": "quote"}
    notebook = book(article_note="Compare with AP.", updated="2026-11-24T08:00:00.000000Z", **fields)
    annotation = notebook.items[0].annotation
    table = annotation.anchors[0].selectors[0].key
    return replace(
        notebook, archive=Archive(notebook.article, (), (Entry(table, annotation.id, to_document(annotation)),))
    )


@pytest.mark.parametrize("name", ["html", "webannotation", "csv", "csl"])
def test_a_format_is_as_agreed(noted, name):
    found = FORMATS[name].render([noted], "")
    assert found.encode() == (GOLDEN / f"seed{FORMATS[name].suffix}").read_bytes()


@pytest.mark.parametrize("flavour", ["obsidian", "pandoc"])
def test_a_flavour_is_as_agreed(noted, flavour):
    assert markdown([noted], "", flavour) == (GOLDEN / f"seed.{flavour}.md").read_text(encoding="utf-8")
