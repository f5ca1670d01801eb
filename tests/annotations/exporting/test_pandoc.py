"""What pandoc makes of an export: exactly the source's characters, and a bibliography."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.exporting.csl import render as render_csl
from annotations.exporting.escaping import escape, unescape
from annotations.exporting.formats import markdown
from annotations.models import Source
from annotations.text import clean

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc")
PIECES = [
    *"\\`*_[]<>&~|$^@#{}'\"-.=%/:+!() 1aiWé“”‘’…—\u00a0\u3000\u0301\u2000",
    *("    ", "1. ", "(@x) ", "iv. ", "---", "```", "...", "https://x.com/%C3%A9", "a@b.co", "<b>", "-->", "&amp;"),
    *(
        "[a]: b",
        "![x](y)",
        "| a | b |",
        ":smile:",
        "::: {.x}",
        "$x$",
        "H~2~O",
        "[^1]: ",
        "Mr. T",
        "{.x}",
        " ”",
        "‘bout",
    ),
]
NASTY = (
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=8)
    .map(lambda parts: clean("".join(parts)).text.replace("\n", " "))
    .filter(str.strip)
)


def pandoc(*arguments: str, feed: str) -> str:
    return subprocess.run(["pandoc", *arguments], input=feed, capture_output=True, text=True, check=True).stdout


def shown(inlines: list) -> str:
    """The characters that pandoc would print of a paragraph."""
    marks = {"DoubleQuote": "“”", "SingleQuote": "‘’"}
    found = []
    for inline in inlines:
        match inline:
            case {"t": "Str", "c": text}:
                found.append(text)
            case {"t": "Space"}:
                found.append(" ")
            case {"t": "Quoted", "c": [kind, inner]}:
                found.append(shown(inner).join(marks[kind["t"]]))
            case _:
                found.append(f"<{inline['t']}>")
    return "".join(found)


@needs_pandoc
@pytest.mark.parametrize("form", ["gfm", "markdown-smart", "markdown", "commonmark_x-smart"])
@settings(max_examples=4, deadline=None)
@given(texts=st.lists(NASTY, min_size=20, max_size=60))
def test_pandoc_shows_exactly_the_characters(form, texts):
    document = "\n\n<!-- x -->\n\n".join(f"> {escape(text)}" for text in texts)
    blocks = json.loads(pandoc("-f", form, "-t", "json", feed=document))["blocks"]
    quotes = [block["c"] for block in blocks if block["t"] == "BlockQuote"]
    assert [[shown(one["c"]) for one in quote] for quote in quotes] == [[text] for text in texts]


@given(NASTY)
def test_what_was_escaped_is_read_back(text):
    assert unescape(escape(text)) == text


@needs_pandoc
def test_pandoc_makes_footnotes_and_divs_of_its_flavour_and_shows_no_comment(book):
    page = pandoc(
        "-f", "markdown", "-t", "html", feed=markdown([book(note="Ask *Sky*", role="follow-up")], "", "pandoc")
    )
    assert '<div id="n000000000000000000000a1" class="tuireader-follow-up">' in page
    assert '<div class="note">\n<p>Ask *Sky*</p>' in page
    assert "Dmitry Peskov, Daily Sabah" in page.partition('class="footnotes')[2]
    text = pandoc("-f", "markdown", "-t", "plain", feed=markdown([book()], "", "pandoc"))
    assert "tuireader" not in text


@needs_pandoc
def test_pandoc_cites_an_article(book, tmp_path):
    bibliography = tmp_path / "sources.json"
    bibliography.write_text(render_csl([book()]), encoding="utf-8")
    cited = pandoc(
        "-f", "markdown", "-t", "plain", "--citeproc", f"--bibliography={bibliography}", "--wrap=none",
        feed="Losses [@tuireader-3fa9c0ffee001122].",
    )  # fmt: skip
    assert "Kremlin Admits Losses" in cited or "Kremlin admits losses" in cited
    for part in ("A. Writer", "Daily Sabah", "2022", "https://example.org/a"):
        assert part in cited


def test_an_entry_has_the_fields_and_types_of_the_csl_schema(book):
    (entry,) = json.loads(render_csl([book(article_note="Compare with AP")]))
    assert entry["id"] == "tuireader-3fa9c0ffee001122"
    assert entry["type"] == "article-newspaper"
    assert entry["author"] == [{"literal": "A. Writer"}]
    assert entry["issued"] == {"date-parts": [[2022, 4, 8]]}
    assert entry["accessed"] == {"date-parts": [[2026, 11, 24]]}
    texts = {"title", "container-title", "URL", "annote", "keyword"}
    assert {name for name, value in entry.items() if isinstance(value, str)} == texts | {"id", "type"}


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2022", {"date-parts": [[2022]]}),
        ("2022-04", {"date-parts": [[2022, 4]]}),
        ("2022-04-08T10:00:00Z", {"date-parts": [[2022, 4, 8]]}),
        ("2022-13-01", {"literal": "2022-13-01"}),
        ("Spring 2022", {"literal": "Spring 2022"}),
    ],
)
def test_a_date_is_numbers_only_where_it_is_one(book, published, issued):
    (entry,) = json.loads(render_csl([book(Source(title="A", author="B and C; D", published=published))]))
    assert entry["issued"] == issued
    assert [name["literal"] for name in entry["author"]] == ["B", "C", "D"]
    assert entry["type"] == "document"
