"""What the screen says of the open article."""

from dataclasses import replace

import pytest

from annotations.anchoring import Orphan
from annotations.models import Anchor, Annotation, Paragraph, Selector, Source, Version
from tuireader.desk.state import DeskState, Focus, Mark
from tuireader.wording import byline, file_title, title, where

VERSION = Version("20260101T000000Z-00000000", "", "", "", tuple(Paragraph("word " * 20) for _ in range(17)))
STATE = DeskState("aa", VERSION, Source(), "/a/article.txt")
MARK = Mark(
    Annotation(id="x", role="fact", anchors=(Anchor("v", (Selector("p1-a", "words", "", "", 0, 5),)),)),
    Orphan("lost"),
    "Dmitry Peskov",
    pending=False,
)


@pytest.mark.parametrize(
    ("source", "location", "shown", "file"),
    [
        (Source(title="A title"), "/a/article.txt", "A title", "A title"),
        (Source(), "/a/article.txt", "article.txt", "article"),
        (Source(), "/a/000_62df.b.txt", "000_62df.b.txt", "000_62df.b"),
        (Source(), "-", "standard input", ""),
        (Source(), "/a/\x1b[31mred\x07\udce9.txt", "red\ufffd.txt", "red\ufffd"),
    ],
)
def test_an_article_is_called_by_its_title_or_file(source, location, shown, file):
    assert title(source, location) == shown
    assert file_title(source, location) == file


def test_the_byline_says_how_to_fill_in_the_source():
    assert byline(STATE) == "no source yet: S fills it · 17\N{NO-BREAK SPACE}paragraphs · 1\N{NO-BREAK SPACE}min"


def test_the_byline_names_the_source():
    source = Source(outlet="Sky News", author="A. Writer", published="2022-04-07")
    one = replace(STATE, source=source, version=replace(VERSION, paragraphs=(Paragraph("word " * 2600),)))
    assert byline(one) == "Sky News · A. Writer · 2022-04-07 · 1\N{NO-BREAK SPACE}paragraph · 10\N{NO-BREAK SPACE}min"


def test_the_focus_in_words():
    assert where(STATE) == "paragraph ¶ 1"
    assert where(replace(STATE, furniture=frozenset({4}), focus=Focus(4))) == "not the article ¶ 5"
    marked = replace(STATE, marks=(MARK,), focus=Focus(2, "x"))
    assert where(marked) == "fact ¶ 3 · Dmitry Peskov"
    assert where(replace(marked, marks=(replace(MARK, pending=True),))).endswith("saving…")
