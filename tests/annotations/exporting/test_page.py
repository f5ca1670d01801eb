"""The page: the article's very characters, its notes, nothing from elsewhere, nothing that runs."""

import html
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Orphan
from annotations.exporting import Item, Notebook
from annotations.exporting.page import render
from annotations.models import Details, Kind, Paragraph, Source
from annotations.text import clean

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
EVIL = "<script>document.title='ran'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='ran'\">\"'>&amp;"


class Texts(HTMLParser):
    """The text of each paragraph of the article, and all tags with what they carry."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "row":
            self.rows.append("")
            self._depth = 1
        elif dict(attrs).get("class") == "notes":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.rows[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._depth = 0


def test_every_paragraph_has_exactly_its_characters(book):
    notebook = book(note="Ask")
    found = Texts(render([notebook]))
    assert found.rows[: len(notebook.paragraphs)] == [paragraph.text for paragraph in notebook.paragraphs]


@given(st.lists(st.text(min_size=1), max_size=3))
def test_any_text_is_shown_as_it_is(texts):
    texts = [clean(text).text.replace("\n", " ") for text in texts]
    notebook = Notebook("3f", Source(title=EVIL), Details(), "", (), tuple(map(Paragraph, texts)))
    assert Texts(render([notebook])).rows == texts


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "1 line that isn’t the"), (2, "2 lines that aren’t the")])
def test_what_isnt_of_the_article_is_left_out_and_counted(count, said):
    paragraphs = (Paragraph("One."), *[Paragraph("Subscribe now.", Kind.FURNITURE)] * count, Paragraph("Two."))
    page = render([Notebook("3f", Source(), Details(), "", (), paragraphs)])
    assert Texts(page).rows == ["One.", "Two."]
    assert "Subscribe" not in page
    assert f"{said} article left out" in page if said else "left out" not in page


def test_a_page_without_the_text_has_the_words_with_their_notes(book):
    notebook = replace(book(note="Ask"), paragraphs=())
    page = render([notebook])
    assert 'aria-label="Note 1"' in page
    assert html.escape(notebook.items[0].annotation.exact) in page
    assert "href" not in page.partition("<main>")[2].partition('role="note"')[2]


def test_nothing_is_loaded_and_nothing_runs_whatever_the_texts_say(book):
    evil = Source(title=EVIL, author=EVIL, outlet=EVIL, published=EVIL, url="javascript:alert(1)", agency=EVIL)
    notebook = book(evil, article_note=EVIL, speaker=EVIL, note=EVIL, role=EVIL, tags=(EVIL,))
    lost = Item(notebook.items[0].annotation, Orphan(EVIL))
    page = render([notebook, Notebook("ff", evil, Details(), EVIL, (lost,), (Paragraph(EVIL),))], EVIL)
    tags = Texts(page).tags
    assert not {tag for tag, _ in tags} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not [name for _, given in tags for name in given if name.startswith("on") or name in ("src", "style")]
    assert {given["href"][:1] for tag, given in tags if tag == "a"} == {"#"}
    (policy,) = [given["content"] for tag, given in tags if given.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_each_note_leads_to_its_words_and_back(book):
    tags = Texts(render([book(note="Ask")])).tags
    names = {given["id"] for _, given in tags if "id" in given}
    targets = {given["href"][1:] for tag, given in tags if tag == "a" and given["href"].startswith("#")}
    assert targets == {"m-000000000000000000000a1", "n-000000000000000000000a1"}
    assert targets <= names
    assert all(given.get("aria-label") for tag, given in tags if given.get("class") == "ref")


def chromium(tmp_path: Path, page: str, *more: str) -> str:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *more, path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


MEASURE = """<script>onload = () => {
  const page = document.documentElement, mark = document.querySelector('mark')
  document.title = `wide ${page.scrollWidth - innerWidth} ${getComputedStyle(mark).backgroundColor}`
}</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_on_a_phone_nothing_is_wider_than_the_screen_and_the_style_is_allowed(book, tmp_path):
    notebook = book(note="https://example.org/" + "a" * 300, tags=("x" * 200,))
    page = re.sub('<meta http-equiv="Content-Security-Policy"[^>]*>', "", render([notebook]))
    measured = chromium(tmp_path, page.replace("</body>", MEASURE + "</body>"), "--window-size=390,844", "--dump-dom")
    title = html.unescape(re.search("<title>(.*?)</title>", measured)[1])
    assert re.fullmatch(r"wide -?\d+ rgb\(251, 231, 161\)", title)
    assert int(title.split()[1]) <= 0


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_the_policy_stops_a_script_and_lets_the_style_in(book, tmp_path):
    page = render([book()]).replace("</body>", MEASURE + "</body>")
    assert "<title>Kremlin admits losses</title>" in chromium(tmp_path, page, "--dump-dom")
    plain = re.sub("(?s)<style>.*?</style>", "", render([book()]))
    assert picture(tmp_path, render([book()])) != picture(tmp_path, plain)


def picture(tmp_path: Path, page: str) -> bytes:
    path = tmp_path / "page.png"
    chromium(tmp_path, page, "--window-size=390,844", f"--screenshot={path}")
    return path.read_bytes()
