"""What a document says of itself is shown as not confirmed until a person has said so."""

from annotations.library import Library
from annotations.models import Source
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory
from tuireader.room import ReadingRoom
from tuireader.wording import byline

PAGE = """---
title: The vote
author: Jo Doe
date: 2022-04-07
tags: [un, russia]
---

The UN General Assembly suspended Russia from the Human Rights Council on Thursday.

Ninety-three states voted for it, and twenty-four against.
"""


def open_desk(tmp_path, name="vote.md", text=PAGE):
    path = tmp_path / name
    path.write_text(text)
    article = load(str(path))
    opened = Opened(new_version(article), str(path), article.source, article=article, found=article.found)
    desk = ReadingDesk(opened, Library(tmp_path / "library"), Memory(None), lambda _: Copied(()))
    list(desk.prepare())
    desk.settle()
    return desk


def test_found_fields_are_unconfirmed_until_one_key_confirms_them_all(tmp_path):
    desk = open_desk(tmp_path)
    assert desk.state.source.title == "The vote"
    assert set(desk.state.found) >= {"title", "author", "published"}
    assert "not confirmed" in byline(desk.state)
    desk.set_source(desk.state.source)
    desk.settle()
    assert desk.state.found == {}
    assert "not confirmed" not in byline(desk.state)
    desk.close()
    again = open_desk(tmp_path)
    assert again.state.found == {}
    again.close()


def test_a_documents_own_tags_are_the_articles(tmp_path):
    desk = open_desk(tmp_path)
    assert desk.state.details.tags == ("un", "russia")
    desk.close()


def test_a_changed_text_is_a_new_version_of_the_same_article(tmp_path):
    first = open_desk(tmp_path)
    first.close()
    second = open_desk(tmp_path, "copy.md", PAGE.replace("Ninety-three", "Ninety-four"))
    second.close()
    library = Library(tmp_path / "library")
    assert len(library.articles()) == 2  # another path, another text: nothing says that they are one
    path = tmp_path / "vote.md"
    path.write_text(PAGE.replace("Thursday", "Friday"))
    article = load(str(path))
    version = library.keep(first.state.article, article, new_version(article))
    assert len(library.versions(first.state.article)) == 2
    assert library.latest(first.state.article).id == version.id


def test_an_embargo_stands_first(tmp_path):
    desk = open_desk(tmp_path)
    state = desk.state
    desk.set_source(Source(title="Release", embargo="00:01 on 8 April"))
    desk.settle()
    assert byline(desk.state).startswith("EMBARGO: 00:01 on 8 April")
    assert not byline(state).startswith("EMBARGO")
    desk.close()


def test_what_a_document_says_of_itself_and_where_is_still_known_when_it_is_opened_from_the_library(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        '<html><head><title>The vote</title><meta property="og:site_name" content="The Paper">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The vote",'
        ' "author": {"name": "Jo Doe"}, "datePublished": "2022-04-07"}</script></head><body><article>'
        "<p>GENEVA (Reuters) – The assembly suspended Russia from the Human Rights Council on Thursday evening.</p>"
        f"{'<p>Ninety-three states voted for it, and twenty-four voted against it after a long debate.</p>' * 4}"
        "</article></body></html>"
    )
    room = ReadingRoom(tmp_path / "library", tmp_path / "state")
    desk = room.desk(room.read(str(path), Source()))
    list(desk.prepare())
    desk.settle()
    source, found = desk.state.source, dict(desk.state.found)
    assert {source.agency, source.outlet, source.author} == {"Reuters", "The Paper", "Jo Doe"}
    assert found["author"] == "JSON-LD"
    again = room.of_library(desk.state.article)
    assert (again.source, dict(again.found)) == (source, found)
    room.close()
