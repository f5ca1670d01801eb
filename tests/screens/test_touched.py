"""No key looks at the whole of a long article: what its handler and its frame touch is counted."""

from typing import Any, SupportsIndex

import pytest
from textual import events

from tuireader.pane.layout import Layout
from tuireader.pane.widget import ArticlePane

COUNT = 4000
FEW = 400
"""Paragraphs that a key may look at: a few screens of them, and a tenth of the article."""

READING = ["j", "k", "^D", "^U", "space", "b", "}", "{", ".", ",", "]", "[", ">", "<", "G", "g g", "2 0 0 0 G", "^O",
           "h", "h", "r 3", "u", "^R", "d d", "\\", "\\", "f", "f", "V", "y", "c"]  # fmt: skip
SELECTING = ["l", "h", "j", "k", "w", "b", "e", "0", "$", ")", "(", "}", "{", "o", "i w", "i s", "i p", "i q", "+",
             "-", "9 j", "G", "g g"]  # fmt: skip
_NAMES = {"space": " "}


class Watched(tuple[Any, ...]):
    """A tuple that counts how many of its items were looked at."""

    looked = 0

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        found = super().__getitem__(index)
        Watched.looked += len(found) if isinstance(index, slice) else 1
        return found

    def __iter__(self) -> Any:
        for item in super().__iter__():
            Watched.looked += 1
            yield item


@pytest.fixture
def touched(monkeypatch):
    """What was touched since it was asked the last time: paragraphs looked at, and paragraphs wrapped."""
    # What is measured in slices between the keys isn't a key's work.
    monkeypatch.setattr(ArticlePane, "_measure_on", lambda _: None)
    wrapped: list[int] = []
    wrap = Layout._wrap
    monkeypatch.setattr(Layout, "_wrap", lambda layout, number: wrapped.append(number) or wrap(layout, number))

    def count() -> tuple[int, int]:
        found, Watched.looked = (Watched.looked, len(wrapped)), 0
        wrapped.clear()
        return found

    return count


@pytest.fixture
def text() -> str:
    spoken = "“We won’t resign,” said Ana Ruiz. The council left at 9 p.m. "
    return "\n".join(
        f"P{number} {spoken if not number % 50 else 'The vote was on Thursday. '}" * 3 for number in range(COUNT)
    )


async def watched(page) -> None:
    """Have all that is looked at of the article counted."""
    version = page.desk.state.version
    object.__setattr__(version, "paragraphs", Watched(version.paragraphs))
    version.__dict__["texts"] = Watched(version.texts)
    page.screen.pane._view.texts = Watched(page.screen.pane._view.texts)
    page.screen.pane._layers.paragraphs = version.paragraphs


def strike(page, press: str) -> None:
    """Handle a key and lay out the frame behind it, with nothing else in between."""
    name = f"ctrl+{press[1].lower()}" if press.startswith("^") else press
    character = None if press.startswith("^") else _NAMES.get(press, press)
    page.screen.read_key(events.Key(name, character))
    page.screen.pane._prepare()


@pytest.mark.parametrize(("before", "acts"), [((), READING), (("v",), SELECTING), (("V",), SELECTING)])
async def test_no_key_touches_more_than_a_few_screens(reading, text, touched, before, acts):
    async with reading(text) as page:
        await page.press("1", "5", "G", "h", "u", *before)  # the first mark joins the text, once
        await watched(page)
        for act in acts:
            touched()
            for press in act.split():
                strike(page, press)
            looked, wrapped = touched()
            assert looked <= FEW, act
            assert wrapped <= FEW, act
            await page.settle()


async def test_what_is_typed_to_find_is_looked_for_in_slices(reading, text, touched):
    async with reading(text) as page:
        await page.press("/")
        await watched(page)
        for letter in "P3999":
            touched()
            await page.tap(letter)
            assert touched()[1] <= FEW
        await page.press("Enter", "n", "N")
        assert "Hit 1 of 3" in page.status


@pytest.mark.parametrize("change", ["width", "sidebar"])
async def test_another_width_wraps_what_is_in_sight(reading, text, touched, change):
    async with reading(text) as page:
        await page.press("2", "0", "0", "0", "G")
        touched()
        if change == "width":
            await page.pilot.resize_terminal(90, 40)
        else:
            strike(page, "\\")
        await page.settle()
        assert touched()[1] <= FEW
        assert page.screen.pane.top_position.paragraph >= 1980
