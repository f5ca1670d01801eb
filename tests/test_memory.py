"""What this machine remembers of reading may be lost, and never ends reading."""

import json

import pytest

from annotations.text import Position
from tuireader.memory import Memory


def test_places_and_paths_are_remembered(tmp_path):
    memory = Memory(tmp_path / "state")
    memory.opened("aa", "/one.txt")
    memory.left("aa", Position(3, 14))
    memory.opened("bb", "/two.txt")
    again = Memory(tmp_path / "state")
    assert (again.article_at("/one.txt"), again.article_at("/two.txt"), again.article_at("/three.txt")) == (
        "aa",
        "bb",
        "",
    )
    assert again.position("aa") == Position(3, 14)
    assert again.position("bb") is None
    assert again.last == "bb"


def test_a_path_that_is_no_text_is_remembered(tmp_path):
    memory = Memory(tmp_path)
    memory.opened("aa", "/caf\udce9.txt")
    assert memory.article_at("/caf\udce9.txt") == "aa"


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"null",
        b'{"paths": [], "positions": 3, "last": null, "read": []}',
        b'{"paths": {"/one.txt": 3}, "positions": {"aa": [-1, "x"]}, "last": 7}',
        b'{"positions": {"aa": [-1, 4]}}',
        b'{"positions": {"aa": [1, -4]}}',
    ],
)
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path, damage):
    (tmp_path / "reading.json").write_bytes(damage)
    memory = Memory(tmp_path)
    assert memory.article_at("/two.txt") == ""
    assert memory.position("aa") is None
    assert isinstance(memory.last, str)
    assert memory.read_times() == {}
    memory.left("aa", Position(1, 2))
    memory.opened("aa", "/one.txt")
    assert memory.position("aa") == Position(1, 2)
    assert memory.article_at("/one.txt") == "aa"


def test_a_folder_that_cannot_be_written_ends_nothing(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    memory = Memory(tmp_path / "state")
    memory.opened("aa", "/one.txt")
    assert memory.article_at("/one.txt") == ""


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    memory = Memory(None)
    memory.opened("aa", "/one.txt")
    memory.left("aa", Position(1, 2))
    assert memory.position("aa") is None
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_entries_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr("tuireader.memory._KEPT", 3)
    memory = Memory(tmp_path)
    for name in "abcde":
        memory.left(name, Position(0, 1))
    assert list(json.loads((tmp_path / "reading.json").read_bytes())["positions"]) == ["c", "d", "e"]
    assert not [path for path in tmp_path.iterdir() if path.name != "reading.json"]
