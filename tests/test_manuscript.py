"""Drafts as they are checked: what counts as text, and where each quotation stands in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.checking.quotes import quotes_of
from annotations.errors import SourceError
from annotations.models import Kind
from tuireader.manuscript import markdown_manuscript, read_manuscript, text_manuscript

MARKDOWN = """---
title: "Not a quotation"
---

# A *draft* with “a heading’s words”

Ann said: “We **won’t** [resign](https://example.org "no quotation") &mdash; ever,[^1] she
wrote.”

> A block quote
> over two lines.
>
> — Ann Lee

- A point: “one”
- Another: "two 'inner' words"

```
code with “marks” isn’t prose
```

| Who | Claim |
|-----|-------|
| Bo Dahl | “It is \\| down” |

<!-- “a comment” -->
[^1]: A footnote with “its own words”.

[ref]: https://example.org "also none"

See [the “linked” text][ref] and [But] an ![image “alt”](a.png "b").
"""


def quoted(manuscript):
    return [(quote.text, *manuscript.line_and_column(quote.span.start)) for quote in quotes_of(manuscript.draft)]


def test_markup_is_taken_out_and_every_quotation_keeps_its_line_and_column():
    assert quoted(markdown_manuscript("a.md", MARKDOWN)) == [
        ("a heading’s words", 5, 19),
        ("We won’t resign — ever, she wrote.", 7, 12),
        ("A block quote over two lines.", 10, 3),
        ("one", 15, 13),
        ("two 'inner' words", 16, 13),
        ("It is | down", 24, 14),
        ("its own words", 27, 24),
        ("linked", 31, 11),
    ]


def test_brackets_that_are_no_link_stay():
    draft = markdown_manuscript("a.md", "“We are sorry […] [But] we [the board] *will* go (on).”").draft
    assert draft.paragraphs[0].text == "“We are sorry […] [But] we [the board] will go (on).”"


def test_a_table_row_names_its_speaker():
    manuscript = markdown_manuscript("a.md", MARKDOWN)
    assert [quote.speaker for quote in quotes_of(manuscript.draft) if "down" in quote.text] == ["Bo Dahl"]


def test_a_wrapped_text_is_joined_and_an_indented_paragraph_is_a_block_quote():
    text = "Ann spoke of “a town that\nhas waited” and wrote:\n\n    We did not ask\n    for this.\n\n“No,” she said"
    manuscript = text_manuscript("a.txt", text)
    assert [paragraph.kind for paragraph in manuscript.draft.paragraphs] == [Kind.TEXT, Kind.QUOTE, Kind.TEXT]
    assert quoted(manuscript) == [
        ("a town that has waited", 1, 15), ("We did not ask for this.", 4, 5), ("No,", 7, 2),
    ]  # fmt: skip


def test_a_text_with_a_paragraph_a_line_keeps_its_lines():
    manuscript = text_manuscript("a.txt", "Ann said: “One.”\nBo said: “Two.”\n")
    assert quoted(manuscript) == [("One.", 1, 12), ("Two.", 2, 11)]


@given(st.lists(st.text("ab“”'\"*_[]()>#-|`\\&; \t", min_size=1, max_size=40), min_size=1, max_size=12))
def test_every_character_shown_stands_in_the_file_where_it_is_said_to(lines):
    text = "\n".join(lines)
    for manuscript in (markdown_manuscript("a.md", text), text_manuscript("a.txt", text)):
        for paragraph, places in zip(manuscript.draft.paragraphs, manuscript.places, strict=True):
            assert len(paragraph.text) == len(places)
            assert list(places) == sorted(places)
            for character, place in zip(paragraph.text, places, strict=True):
                assert text[place] == character or character.isspace() or text[place] in "&\\"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.md", "“Ça va,” dit-il.\r\n\r\n“Non.”\r\n"), ("b", "# Title\n\n“Ça va,” dit-il.\n"), ("c.txt", "“Ça va.”\n")],
)
def test_drafts_are_read_by_what_they_are(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data.encode())
    assert "Ça va" in quoted(read_manuscript(str(path)))[0][0]


def test_a_draft_that_cannot_be_read_says_why(tmp_path):
    for data, word in ((b"", "empty"), (b"\x89PNG\r\n\x1a\n", "picture")):
        path = tmp_path / "draft.md"
        path.write_bytes(data)
        with pytest.raises(SourceError, match=word):
            read_manuscript(str(path))
