"""The exported Markdown shows exactly the characters of the source and of the notes."""

import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from annotations.anchoring import Orphan, describe, place
from annotations.exporting import Item, Notebook
from annotations.exporting.escaping import escape
from annotations.exporting.markdown import render, render_story
from annotations.exporting.names import file_name
from annotations.models import Anchor, Annotation, Details, Paragraph, Source, Version
from annotations.text import Position, Span, clean, span_of

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "seed.md"
SEED = (ROOT / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()
VERSION = Version("v1", "", "", "", tuple(map(Paragraph, SEED)))
SOURCE = Source(
    title="Kremlin: ‘Significant losses’ #1",
    author="A. Writer",
    outlet="Daily Sabah",
    published="2022-04-08",
    url="https://example.org/a_b",
)
RENDERERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like")]
NASTY = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"\\`*_[]<>&~|$^@#{}'\"-.=%/:+!() 1aiWé“”…—\u00a0\u3000",
                *("    ", "1. ", "2) ", "- ", "+ ", "iv. ", "(a) ", "---", "===", "```", "//", "..."),
                *("http://", "https://x.com/%C3%A9", "www.a.de", "a@b.co", "mailto:a@b.co", "example.com"),
                *("<b>", "-->", "<!-- /tuireader:x -->", "&amp;", "[a]: b", "![x](y)", "| a | b |", ":smile:"),
            ]
        ),
        st.text(max_size=3),
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: clean("".join(parts)).text.replace("\n", " "))


def marked(span: Span, speaker: str = "", **fields) -> Item:
    anchor = Anchor("v1", describe(VERSION, span))
    return Item(Annotation(anchors=(anchor,), **fields), place(anchor, VERSION, VERSION), speaker)


def notebook(*items: Item, note: str = "", source: Source = SOURCE) -> Notebook:
    return Notebook("3fa9c0ffee", source, Details(note=note, tags=("un",)), "2026-11-24T08:00:00.000000Z", items)


def shown(markdown: str) -> str:
    """The text of the document's paragraphs, as a browser would give it to a reader who copies it."""
    page = RENDERERS[0].render(markdown).replace("<br />\n", "\n")
    return html.unescape("\n\n".join(re.findall("<p>(.*?)</p>", page, re.DOTALL)))


@pytest.mark.parametrize("renderer", RENDERERS)
@given(text=NASTY.filter(bool))
def test_a_renderer_shows_exactly_the_characters_and_nothing_else(renderer, text):
    expected = f"<p>{html.escape(text, quote=False).replace(chr(34), '&quot;')}</p>\n"
    assert renderer.render(escape(text)) == expected
    assert renderer.render(f"> {escape(text)}") == f"<blockquote>\n{expected}</blockquote>\n"


@given(st.lists(NASTY | st.just(""), min_size=1, max_size=5).map(lambda lines: "\n".join(lines).rstrip("\n")))
def test_a_note_comes_out_as_it_was_typed(note):
    if note.strip():
        assert note in shown(render(notebook(note=note)))


def test_every_paragraph_of_the_article_is_shown_as_it_is():
    items = [
        marked(span_of(number, 0, len(text)), id=f"{number:023x}", role="fact") for number, text in enumerate(SEED)
    ]
    page = RENDERERS[0].render(render(notebook(*items)))
    assert [html.unescape(text) for text in re.findall("<blockquote>\n<p>(.*)</p>", page)] == SEED


def test_the_document_is_as_agreed():
    book = notebook(
        marked(
            span_of(12, 0, len(SEED[12])), id="000000000000000000000c3", role="fact", note="Check with TASS.\n1. when?"
        ),
        marked(
            span_of(1, 0, SEED[1].index(" Peskov")),
            "Dmitry Peskov",
            id="000000000000000000000a1",
            note='sic: "out interests". Ask Sky\nfor the tape.',
            tags=("un", "to check"),
        ),
        marked(Span(Position(10, 0), Position(11, SEED[11].index(" he"))), id="000000000000000000000b2"),
        Item(
            Annotation(id="000000000000000000000d4", anchors=(Anchor("v0", describe(VERSION, span_of(2, 0, 23))),)),
            Orphan("its words aren't in this version"),
        ),
        note="Compare with AP.\n\n-->",
    )
    assert render(book) == GOLDEN.read_text()


def test_the_annotations_stand_in_the_order_of_the_article_and_the_lost_ones_last():
    lost = Item(Annotation(id="c", anchors=(Anchor("v0", describe(VERSION, span_of(0, 0, 6))),)), Orphan("gone"))
    text = render(notebook(lost, marked(span_of(5, 0, 6), id="b"), marked(span_of(1, 0, 6), id="a")))
    assert re.findall("<!-- tuireader:(.*?) -->", text) == ["a", "b", "c"]
    assert text.index("## Not found") < text.index("tuireader:c")


@pytest.mark.parametrize(("tag", "title", "tags"), [("bucha", "bucha", '["bucha"]'), ("", "Library", "[]")])
def test_a_story_has_its_tag_for_a_title_and_a_heading_an_article(tag, title, tags):
    text = render_story(tag, [notebook(marked(span_of(1, 0, 6), id="a")), notebook(note="All of it")])
    front = text.split("\n---\n")[0]
    assert f'title: "{title}"\ntags: {tags}\ntuireader:\n  story: "{tag}"' in front
    headings = re.findall("<h([12])>(.*?)</h", RENDERERS[0].render(text))
    assert [html.unescape(words) for _, words in headings] == [title, SOURCE.title, SOURCE.title]


def test_a_paragraph_of_the_mark_is_a_paragraph_of_the_block_quote():
    text = render(notebook(marked(Span(Position(0, 0), Position(2, 5)), id="a")))
    assert RENDERERS[0].render(text).count("<blockquote>") == 1
    assert f"> {escape(SEED[0])}\n>\n> {escape(SEED[1])}\n>\n> {SEED[2][:5]}\n" in text


def test_a_hostile_note_cannot_close_the_fence():
    text = render(notebook(marked(span_of(1, 0, 6), id="a", note="<!-- /tuireader:a -->\n<script>x</script>")))
    assert text.count("<!-- /tuireader:a -->") == 1
    assert "<script>" not in RENDERERS[0].render(text)


def test_a_quote_without_a_speaker_asks_for_one_and_a_fact_does_not():
    assert "\\[speaker?\\], Daily Sabah" in render(notebook(marked(span_of(8, 0, 70), id="a")))
    assert "speaker?" not in render(notebook(marked(span_of(12, 0, 70), id="a", role="fact")))
    assert "\\[source?\\]" in render(notebook(marked(span_of(8, 0, 70), id="a"), source=Source()))


@given(st.text(), st.text())
def test_any_field_is_safe_in_the_front_matter(title, outlet):
    lines = render(notebook(source=Source(title=title, outlet=outlet))).split("\n")
    assert lines[0] == lines[11] == "---"
    assert json.loads(lines[1].removeprefix("title: ")) == title
    assert json.loads(lines[2].removeprefix("outlet: ")) == outlet


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kremlin admits losses", "Kremlin admits losses.md"),
        ("AC/DC: who? <what>", "AC DC who what.md"),
        ("..", "notes.md"),
        ("", "notes.md"),
        ("con", "_con.md"),
        ("LPT1.x", "_LPT1.x.md"),
        ("Console", "Console.md"),
        ("--force", "force.md"),
        ("ends with a dot.", "ends with a dot.md"),
        ("a\nb\x00c", "a bc.md"),
        ("日本の首相", "日本の首相.md"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title, name):
    assert file_name(title) == name


@given(st.text())
def test_no_file_name_is_too_long_or_leaves_the_folder(title):
    name = file_name(title)
    assert name.endswith(".md")
    assert len(name.encode()) <= 144
    assert not re.search(r'[/\\:*?"<>|\x00-\x1f\x7f]', name)
    assert not name.startswith((".", "-", " "))
