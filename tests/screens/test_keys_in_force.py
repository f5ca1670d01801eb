"""A person who set other keys never reads a key that does something else: not on a screen, and in no message."""

import re
from dataclasses import replace

import pytest
from textual.geometry import Region

from annotations.models import Source
from tuireader.actions import ACTIONS, NUMBERED, Context, key_of
from tuireader.app import TuireaderApp
from tuireader.config import Config
from tuireader.keys import keymap, parse
from tuireader.room import ReadingRoom

OURS = tuple(
    action if action.id in NUMBERED else replace(action, keys=("Ж" + chr(0x10D0 + number % 80),))
    for number, action in enumerate(ACTIONS)
)
"""The table with a key for each act that no text of ours has by chance."""
USUAL = {
    key
    for action in ACTIONS
    if action.id not in NUMBERED
    for key in action.keys
    if re.fullmatch(r"[b-zB-Z]|\^.|g.|dd|[\[\]{}\\]", key)
}
"""The usual keys that can't be taken for a word or a mark of punctuation."""
FIXED = (
    "j k scroll",
    "X said",
    "(X)",
    "r and a digit",
    "^O takes the other",
    "^S confirms",
    "^S settles it",
    "y or n",
    "n copies those marked",
)
"""Keys of a form and of a question, which aren't in the table."""


def usual_keys(rows: list[str]) -> list[str]:
    """The usual keys that some rows name."""
    text = "\n".join(rows)
    text = re.sub(r"│ +\w  ", "│", text)  # the letters of a list to choose from are its own
    for words in FIXED:
        text = text.replace(words, "")
    return [key for key in re.findall(r"(?<![^\s(│▏·:])[^\s,;:│▏]+", text) if key in USUAL]


def named(page) -> list[str]:
    """The usual keys that a screen names; beside a dialog words may be cut to one letter."""
    screen = page.app.screen
    parts = [part.region for part in screen.walk_children() if part.region] if screen.is_modal else [screen.region]
    box = Region.from_union(parts)
    return usual_keys([row[box.x : box.right] for row in page.rows()[box.y : box.bottom]])


def keys_of(act: str) -> tuple[str, ...]:
    """The presses that ask for an act in the other table."""
    return parse(key_of(OURS, act))


def test_the_table_of_the_test_is_one():
    assert all(keymap(context, OURS) for context in Context)
    assert usual_keys([" no source yet: S fills it", " gr settles it", "u brings it back"]) == ["S", "gr", "u"]


READING = [
    "next_annotation", "delete", "next_hit", "undo", "redo", "interrupt", "follow", "versions", "review",
    "open_original", "highlight", "highlight", "undo", "redo", "delete", "undo", "copy", "furniture", "furniture",
    "export", "source", "speaker", "tags", "find", "check_draft", "guard", "copy_as", "help", "palette", "contents",
    "elsewhere", "article_note", "note", "external_editor", "select", "select_paragraph", "sidebar", "toggle_sidebar",
]  # fmt: skip
"""Acts in an order in which the first ones have nothing to act on."""


async def test_no_usual_key_is_named_while_reading(reading):
    async with reading(config=Config(actions=OURS)) as page:
        assert key_of(OURS, "source") in page.rows()[1]
        for act in READING:
            await page.press(*keys_of(act))
            await page.pilot.pause()
            assert named(page) == [], act
            await page.press(*keys_of("save_note"), "Esc")
            await page.pilot.pause()
            assert named(page) == [], f"behind {act}"
            page.screen.set_focus(page.screen.pane)
            page.screen.pane.leave()


@pytest.mark.parametrize("tab", "123")
async def test_no_usual_key_is_named_in_the_sidebar(reading, tab):
    text = "A brief without any quotation."
    for article, query in ((None, ""), (text, ""), (None, "zzz")):
        async with reading(article, config=Config(actions=OURS)) as page:
            await page.press(*keys_of("sidebar"), tab)
            assert named(page) == []
            await page.press(*keys_of("sidebar.filter"))
            await page.type(query)
            await page.press("Enter")
            assert named(page) == []


async def test_no_usual_key_is_named_at_marks_that_a_newer_text_lost(reading):
    async with reading("First words here.\n\nSecond words there.\n\nA third line stays.") as page:
        for words in ("First words", "Second words"):
            await page.note(words, "sic")
    new = "First other words.\n\nA third line stays."
    async with reading(new, config=Config(actions=OURS)) as page:
        assert key_of(OURS, "review") + " settles it" in page.shown()
        assert named(page) == []
        for act in ("review", "review.attach", "review.keep", "review.undo", "review.help", "review.leave", "versions"):
            await page.press(*keys_of(act))
            await page.pilot.pause()
            assert named(page) == [], act


async def test_no_usual_key_is_named_in_the_library_or_at_a_draft(tmp_path, until, shown):
    room = ReadingRoom(tmp_path / "library", tmp_path / "state", config=Config(actions=OURS))
    app = TuireaderApp(room)
    async with app.run_test(size=(100, 40)) as pilot:

        async def look(*keys: str) -> str:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            rows = [strip.text for strip in app.screen._compositor.render_strips()]
            assert usual_keys(rows) == []
            return " ".join(rows)

        await until(pilot, lambda: "Welcome" in shown(app))
        await look()
        for act in ("trash", "leave", "done", "undo", "empty_trash", "help"):
            await look(*keys_of(f"library.{act}"))
            await look("escape")
    room.close()
    (tmp_path / "a.txt").write_text("The mayor said: “We will rebuild every school by spring of next year.”")
    (tmp_path / "draft.md").write_text("The mayor said: “We will rebuild every school by spring of next year.”")
    room = ReadingRoom(tmp_path / "library", tmp_path / "state", cache=tmp_path / "cache", config=Config(actions=OURS))
    app = TuireaderApp(room, room.read(str(tmp_path / "a.txt"), Source()))
    async with app.run_test(size=(100, 40)) as pilot:

        async def comes(words: str) -> None:
            await until(pilot, lambda: words in shown(app))
            await look()

        await look(*keys_of("library"))
        await comes("The mayor said")
        await look(*keys_of("library.remove"))
        await comes(f"In the trash; {key_of(OURS, 'library.undo')}")
        await look(*keys_of("library.trash"))
        await comes("The mayor said")
        await look(*keys_of("library.empty_trash"))
        await comes("for good?")
        await look("escape")
        await look(*keys_of("library.undo"))
        await look(*keys_of("library.check_draft"), *str(tmp_path / "draft.md"), "enter")
        await comes("lists all of them")
    room.close()
