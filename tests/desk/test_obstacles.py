"""A page that stands in an article's way is shown for what it is, and makes no version unless that is asked for."""

import pytest

from annotations.models import Source
from tuireader.room import ReadingRoom

PAGE = """<html><head><title>The vote</title></head><body><article>
<p>The assembly suspended the country from the council on Thursday evening after a debate of three hours.</p>
<p>“We are sorry about that,” the spokesman said in an interview with a broadcaster later that evening.</p>
<p>Ninety-three states voted for it, twenty-four against it, and fifty-eight did not vote on it at all.</p>
</article></body></html>"""
WALL = """<html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1>
<p>You don't have permission to access this resource on this server.</p></body></html>"""


@pytest.fixture
def opened(tmp_path, server):
    """Opens an address as the screen does, with marks found and versions kept; gives the desk when all is settled."""
    rooms = []

    def open_page(body: str, **how: bool):
        server.give("/vote", body.encode())
        room = ReadingRoom(tmp_path / "library", tmp_path / "state", **how)
        rooms.append(room)
        desk = room.desk(room.read(f"{server.address}/vote", Source()))
        list(desk.prepare())
        desk.settle()
        return room, desk

    yield open_page
    for room in rooms:
        room.close()


def versions(room, desk):
    return room.library.versions(desk.state.article)


def test_an_error_page_of_a_known_source_is_told_and_makes_no_version(opened):
    room, desk = opened(PAGE)
    kept = versions(room, desk)
    desk.highlight()
    desk.settle()
    again, wall = opened(WALL)
    assert "looks like an error page" in wall.state.message.text
    assert "--as-it-is" in wall.state.message.text
    assert wall.state.article == desk.state.article
    assert versions(again, wall) == kept
    assert [mark.annotation.exact for mark in wall.state.marks] == [desk.state.version.texts[0]]


def test_asked_for_it_becomes_a_version_of_the_source_and_the_mark_is_kept_as_lost(opened):
    _, desk = opened(PAGE)
    desk.highlight()
    desk.settle()
    again, wall = opened(WALL, as_it_is=True)
    assert wall.state.article == desk.state.article
    assert len(versions(again, wall)) == 2
    assert [mark.span for mark in wall.state.marks] == [None]


def test_an_error_page_of_an_unknown_source_is_no_article(opened):
    room, desk = opened(WALL)
    assert room.library.articles() == []
    desk.highlight()
    desk.settle()
    assert desk.state.marks == ()
