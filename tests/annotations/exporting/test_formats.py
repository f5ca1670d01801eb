"""The formats other than Markdown: tables, a person's templates, callouts, names of files."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import UsageError
from annotations.exporting.formats import FORMATS, markdown
from annotations.exporting.names import file_name
from annotations.exporting.readwise import as_meant, harmless, render
from annotations.exporting.template import render as fill


def test_a_table_has_readwises_columns_and_the_words_as_they_are(book):
    header, row = csv.reader(io.StringIO(render([book(note="Check", tags=("to check", "un"))]), newline=""))
    assert header == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert row == [
        book().items[0].annotation.exact,
        "Kremlin admits losses",
        "A. Writer",
        "https://example.org/a",
        "Check\n.to-check\n.un",
        "2",
        "2026-11-24 08:00:00",
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "'=1", "＝1", "|calc", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


@given(st.text())
def test_a_cell_comes_back_as_it_was(cell):
    assert as_meant(harmless(cell)) == cell


def test_a_template_is_filled_for_each_note_and_escaped_for_its_language(book):
    notes = [book(note="<b> *x*")]
    assert fill("$speaker: $note\n", ".txt", notes) == "Dmitry Peskov: <b> *x*\n"
    assert fill("$note", ".html", notes) == "&lt;b&gt; *x*"
    assert fill("$note", ".md", notes) == r"\<b\> \*x\*"


@pytest.mark.parametrize(("template", "named"), [("$zoom", "$zoom"), ("costs $ 5", "dollar")])
def test_a_template_that_cannot_be_filled_says_why(book, template, named):
    with pytest.raises(UsageError, match=named.replace("$", r"\$")):
        fill(template, ".txt", [book()])


def test_obsidian_gets_a_callout_with_a_block_identifier_on_a_line_of_its_own(book):
    text = markdown([book(role="question", note="Who?")], "", "obsidian")
    assert "\n> [!question] Dmitry Peskov, Daily Sabah" in text
    assert "\n\n^000000000000000000000a1\n\nWho?\n" in text


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_renders_nothing_one_and_several(book, name):
    for books in ([], [book()], [book(), book()]):
        assert isinstance(FORMATS[name].render(books, "bucha"), str)


@given(st.text(), st.sampled_from(["", "3fa9c0ff"]))
def test_a_file_name_is_safe_on_every_system(title, mark):
    name = file_name(title, ".jsonld", mark)
    assert name.endswith(".jsonld")
    assert len(name.encode()) <= 144
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name.partition(".")[0].strip().casefold() not in {
        "con",
        "prn",
        "aux",
        "nul",
        "com0",
        "com1",
        "lpt9",
        "conin$",
    }
