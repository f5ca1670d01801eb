"""No text that is opened, given or synced can make a command print what acts, or break out of an export."""

import json
import re

import pytest
from markdown_it import MarkdownIt

from tuireader.cli import main

COMMANDS = [
    ["show", "ARTICLE"],
    ["show", "ARTICLE", "--json"],
    ["list"],
    ["list", "--json"],
    ["clips"],
    ["clips", "--last", "--json"],
    ["export"],
    ["export", "ARTICLE"],
    ["export", "HOSTILE"],
    ["export", "-o", "NAME"],
    ["export", "-o", "no folder/HOSTILE"],
    ["show", "HOSTILE"],
    ["show", "ARTICLE", "--title=HOSTILE", "--url=HOSTILE", "--json"],
    ["show", "--HOSTILE"],
    ["list", "HOSTILE"],
    ["list", "--library=HOSTILE\n"],
    ["HOSTILE"],
    [],
]


PLACES = [
    *("what_is_typed", "article", "source_options", "file_name", "environment", "library_that_cannot_be_made"),
    *("journal", "version", "library_files", "draft"),
]


def test_every_place_is_tried(places):
    assert set(PLACES) == places


@pytest.mark.parametrize("place", PLACES)
def test_no_command_prints_what_could_act(place, plant, environ, monkeypatch, capfdbinary, acting):
    planted = plant(place)
    words = {"ARTICLE": str(planted.path), "HOSTILE": planted.hostile, "NAME": planted.name}
    for name, value in (environ | planted.environ).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(planted.folder)
    for command in COMMANDS:
        code = main([re.sub("ARTICLE|HOSTILE|NAME", lambda found: words[found[0]], word) for word in command])
        out, err = capfdbinary.readouterr()
        assert code in (0, 1, 2), command
        assert acting(out + err) == [], command
        if "--json" in command and code == 0:
            json.loads(out)


def test_no_text_breaks_out_of_an_export(plant, environ, monkeypatch, capfdbinary):
    plant("journal")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert main(["export"]) == 0
    written = capfdbinary.readouterr().out.decode()
    front, body = written.removeprefix("---\n").split("\n---\n", 1)
    fields = dict(line.split(": ", 1) for line in front.split("\n") if ": " in line)
    assert list(fields) == [
        "title",
        "outlet",
        "author",
        "published",
        "accessed",
        "url",
        "tags",
        "  article",
        "  schema",
    ]
    for name, value in fields.items():
        json.loads(value), name
    tokens = MarkdownIt("commonmark").parse(body)
    html = [token.content for token in tokens if token.type.startswith("html")]
    inline = [child for token in tokens for child in token.children or () if child.type.startswith("html")]
    assert inline == []
    assert all(re.fullmatch(r"<!-- /?tuireader:[0-9a-z]+ -->\n?", line) for line in html), html
    assert not [token for token in tokens if token.type in ("fence", "code_block", "hr")]
    assert next(token.content for token in tokens if token.type == "inline").startswith("A title")
