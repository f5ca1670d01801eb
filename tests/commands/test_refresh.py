"""Articles read again from where they came: a page on loopback that its outlet edits three times."""

import json
import os
import shutil
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.models import Details, Source
from tuireader.cli import main
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.room import ReadingRoom

TEXT = (
    "The council of Northbridge met on Tuesday evening to talk about the library of the town and its leaking roof.",
    "“Prices for repairs rose by 3 per cent last year,” the treasurer, Dan Moss, said to the people who had come.",
    "The mayor, Ann Lee, said that she would not resign before the summer, whatever the newspapers might write of her.",
    "A neighbour said that the roof had been leaking since the storm of 2019, and that nobody had come to look at it.",
    "The next meeting of the council is planned for the first week of October, when the repair shall be voted on.",
)
COPIED = "Prices for repairs rose by 3 per cent last year"
CORRECTION = "Correction: An earlier version of this article gave a wrong figure for the prices of repairs."


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = "<meta charset=utf-8><title>The roof of the library</title>"
    return f"<html><head>{head}</head><body><article><h1>The roof</h1>{body}</article></body></html>".encode()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


def read_and_copy(location: str, words: str = COPIED, library: Path | None = None) -> str:
    """Open a source as the program does, copy some of its words; the article's id."""
    from tuireader.paths import state_folder

    copied = Copied((Way("xclip", Outcome.VERIFIED),))
    room = ReadingRoom(Path(os.environ["TUIREADER_LIBRARY"]), state_folder(), clipboard=lambda _: copied)
    desk = room.desk(room.read(location, Source()))
    list(desk.prepare())
    desk.find(words)
    desk.copy(desk.state.hits[0])
    desk.go_to_paragraph(desk.state.hits[0].start.paragraph + 2)
    desk.highlight()
    desk.settle()
    article = desk.state.article
    room.close()
    return article


def refreshed(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, list[str], str]:
    capsys.readouterr()
    code = main(["refresh", *given])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def test_a_page_that_is_edited_three_times(server, capsys, library):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")

    code, lines, _ = refreshed(capsys)
    assert code == 0
    assert len(lines) == 1
    assert "as on" in lines[0]
    assert "copied: 1 same · marked: 1 same" in lines[0]

    server.give("/roof", page("The weather was fine on that evening in Northbridge.", *TEXT))
    code, lines, _ = refreshed(capsys)
    assert code == 0
    assert "new text, version 2 · copied: 1 same · marked: 1 same" in lines[0]

    server.give("/roof", page(TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), *TEXT[2:], CORRECTION))
    code, lines, _ = refreshed(capsys)
    assert code == 1
    assert "version 3 · copied: 1 reworded · marked: 1 same" in lines[0]
    assert CORRECTION in lines[1]
    assert COPIED in lines[2]
    assert lines[2].strip().startswith("copied before it")
    assert lines[3].startswith("  - copied on")
    assert COPIED in lines[3]
    assert lines[4] == "  + now: “Prices for repairs rose by 5 per cent last year”"

    server.give("/roof", page(TEXT[0], *TEXT[2:], CORRECTION))
    code, lines, _ = refreshed(capsys)
    assert code == 1
    assert "version 4 · copied: 1 gone" in lines[0]
    assert lines[-1].startswith("  + gone")
    assert len(library.versions(article)) == 4


def test_a_changed_copy_is_told_each_time_that_is_asked(server, capsys):
    server.give("/roof", page(*TEXT))
    read_and_copy(f"{server.address}/roof")
    server.give("/roof", page(TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), *TEXT[2:]))
    assert refreshed(capsys)[0] == 1
    code, lines, _ = refreshed(capsys)
    assert code == 1
    assert "as on" in lines[0]


def see(library: Library, article: str) -> None:
    """Say in the program that the change of all copies is known."""
    desk = ReadingDesk.of_library(library, article)
    desk.settle()
    for clip in desk.state.clips:
        desk.see(clip.id)
    desk.close()


def test_a_change_that_a_person_has_seen_is_told_no_more_until_the_words_change_again(server, capsys, library):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")
    server.give("/roof", page(TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), *TEXT[2:], CORRECTION))
    assert refreshed(capsys)[0] == 1
    see(library, article)
    code, lines, _ = refreshed(capsys)
    assert (code, len(lines)) == (0, 1)
    assert "copied: 1 reworded (1 seen)" in lines[0]
    server.give("/roof", page("The weather was fine.", TEXT[0], TEXT[1].replace("3 per", "5 per"), CORRECTION))
    code, lines, _ = refreshed(capsys)
    assert (code, len(lines)) == (0, 1), "the words that were seen still stand there"
    server.give("/roof", page(TEXT[0], TEXT[1].replace("3 per cent", "6 per cent"), *TEXT[2:], CORRECTION))
    code, lines, _ = refreshed(capsys)
    assert code == 1
    assert lines[-1] == "  + now: “Prices for repairs rose by 6 per cent last year”"
    assert COPIED in lines[-2], "a copy is told as it was copied"


def test_that_a_lost_quote_was_seen_holds_on_the_other_laptop_too(server, capsys, library, tmp_path):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")
    server.give("/roof", page(TEXT[0], *TEXT[2:]))
    assert refreshed(capsys)[0] == 1
    other = tmp_path / "other"
    shutil.copytree(library.root, other)
    see(Library(other), article)
    assert main(["merge", str(other)]) == 0
    code, lines, _ = refreshed(capsys)
    assert (code, len(lines)) == (0, 1)
    server.give("/roof", page(TEXT[0], TEXT[1], *TEXT[2:]))
    assert "copied: 1 same" in refreshed(capsys)[1][0]


def test_json_has_the_words_as_they_were_and_as_they_are(server, capsys):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")
    server.give("/roof", page(TEXT[0], TEXT[1].replace("3 per cent", "5 per cent"), *TEXT[2:], CORRECTION))
    code, lines, _ = refreshed(capsys, "--json")
    (told,) = json.loads("\n".join(lines))
    assert code == 1
    assert (told["article"], told["new"], told["versions"]) == (article, True, 2)
    (copied,) = told["copied"]
    assert (copied["outcome"], copied["state"]) == ("reworded", "changed")
    assert (copied["words"], copied["now"]) == (COPIED, COPIED.replace("3", "5"))
    assert [one["copied_before"] for one in told["notices"]] == [[copied["id"]]]
    assert [mark["outcome"] for mark in told["marked"]] == ["same"]


def test_an_error_page_is_no_version_and_a_line_for_each_article_that_failed(server, capsys, library):
    server.give("/a", page(*TEXT))
    server.give("/b", page(*(text.replace("Northbridge", "Southport").replace("roof", "wall") for text in TEXT)))
    first = read_and_copy(f"{server.address}/a")
    second = read_and_copy(f"{server.address}/b")
    server.give("/a", page("Not found."), status=404)
    code, lines, said = refreshed(capsys, "--all")
    assert code == 0
    assert len(lines) == 1
    assert lines[0].startswith(second[:8])
    assert [line for line in said.splitlines() if "404" in line] == [said.splitlines()[-1]]
    assert len(library.versions(first)) == 1
    assert refreshed(capsys, first)[0] == 2


def test_a_page_that_leads_to_another_article_is_no_version(server, capsys, library):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")
    others = [
        f"Story number {n} of the day is about the weather at sea and the boats that came home." for n in range(5)
    ]
    server.give("/today", page(*others))
    server.send_on("/roof", "/today")
    code, _, said = refreshed(capsys, article)
    assert code == 2
    assert "leads to another text" in said
    assert len(library.versions(article)) == 1


def test_a_withdrawn_article_is_a_version(server, capsys, library):
    server.give("/roof", page(*TEXT))
    article = read_and_copy(f"{server.address}/roof")
    gone = "This article was removed on 3 May because the council had not met at all, as we know now."
    server.give("/roof", page(gone))
    code, lines, _ = refreshed(capsys, article)
    assert code == 1
    assert gone in lines[1]
    assert len(library.versions(article)) == 2


def test_a_file_is_read_again_from_wherever_one_stands(tmp_path, monkeypatch, capsys):
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    Path("roof.txt").write_text("\n\n".join(TEXT), encoding="utf-8")
    assert main(["add", "roof.txt"]) == 0
    Path("roof.txt").write_text("\n\n".join((*TEXT, CORRECTION)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, lines, _ = refreshed(capsys, "--all")
    assert code == 0
    assert "version 2" in lines[0]
    assert CORRECTION in lines[1]


def test_what_came_by_standard_input_cannot_be_read_again(tmp_path, monkeypatch, capsys):
    (tmp_path / "in").write_text("\n\n".join(TEXT), encoding="utf-8")
    with (tmp_path / "in").open() as text:
        monkeypatch.setattr("sys.stdin", text)
        article = read_and_copy("-")
    code, _, said = refreshed(capsys, article)
    assert code == 2
    assert "no place to read it again from" in said


def test_a_story_is_refreshed_by_its_tag_and_what_is_in_the_trash_is_not(server, capsys, library):
    server.give("/a", page(*TEXT))
    server.give("/b", page(*(text.replace("Northbridge", "Southport").replace("roof", "wall") for text in TEXT)))
    first, second = read_and_copy(f"{server.address}/a"), read_and_copy(f"{server.address}/b")
    library.store(first).put(Details(id="article", tags=("roof",)))
    assert [line[:8] for line in refreshed(capsys, "--tag", "roof")[1]] == [first[:8]]
    library.store(second).put(Details(id="article", removed=True))
    assert [line[:8] for line in refreshed(capsys, "--all")[1]] == [first[:8]]


@pytest.mark.parametrize("given", [["--all", "--tag", "x"], ["x", "--all"], ["--tag", "nothing"], ["no such article"]])
def test_a_request_that_means_nothing_is_refused(given, capsys):
    code, lines, said = refreshed(capsys, *given)
    assert (code, lines) == (2, [])
    assert said.count("\n") == 1


def test_an_empty_library_says_how_to_begin(capsys):
    code, lines, _ = refreshed(capsys, "--all")
    assert code == 0
    assert "The library is empty" in lines[0]
