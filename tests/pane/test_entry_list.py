"""The sidebar's list makes and wraps what is in sight, however much is listed."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult

from tuireader.entries import Entry, LaterEntries, Look, Part
from tuireader.widgets.entry_list import EntryList, rows_of

COUNT, HEIGHT = 5000, 30


class ListApp(App[None]):
    """A list, and the numbers of the entries that were made for it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.list = EntryList()
        self.made: list[int] = []
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def entries(self) -> LaterEntries:
        def make(number: int) -> Entry:
            self.made.append(number)
            words = " ".join(f"w{number}" for _ in range(number % 40))
            return Entry(
                f"id{number}", (Part(f"# {number}", Look.HEAD, indent=0), Part(words, Look.NOTE)), f"¶ {number}"
            )

        return LaterEntries([f"id{number}" for number in range(COUNT)], make)

    def on_entry_list_chosen(self, event: EntryList.Chosen) -> None:
        self.chosen.append(event.id)

    def shown(self) -> list[str]:
        return [self.list.render_line(y).text.rstrip() for y in range(self.list.size.height)]


ACTS: dict[str, Callable[[EntryList], None]] = {
    "first": lambda entries: setattr(entries, "current", "id0"),
    "last": lambda entries: setattr(entries, "current", f"id{COUNT - 1}"),
    "middle": lambda entries: setattr(entries, "current", "id2500"),
    "next": lambda entries: setattr(entries, "current", entries.step(1)),
    "wheel": lambda entries: entries._scroll(3),
}


@pytest.mark.parametrize("act", ACTS)
async def test_no_act_makes_or_wraps_more_than_a_few_screens_of_five_thousand(act: str) -> None:
    app = ListApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.list.show(app.entries())
        app.list.current = "id100"
        await pilot.pause()
        app.made.clear()
        before = rows_of.cache_info().misses
        ACTS[act](app.list)
        await pilot.pause()
        assert len(app.made) <= 2 * HEIGHT
        assert rows_of.cache_info().misses - before <= 2 * HEIGHT
        assert (
            app.list.current == ""
            or any(f"# {app.list.current[2:]} " in line + " " for line in app.shown())
            or act == "wheel"
        )


async def test_all_entries_come_by_in_order_whatever_their_height() -> None:
    app = ListApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.list.show(app.entries())
        seen: list[str] = []
        for _ in range(120):
            app.list.current = app.list.step(1)
            await pilot.pause()
            lines = (line.lstrip("▌ ") for line in app.shown())
            shown = [line.split("¶")[0].strip() for line in lines if line.startswith("#")]
            assert f"# {app.list.current[2:]}" in shown
            seen += shown[-1:]
        numbers = [int(line[2:]) for line in seen]
        assert numbers == sorted(numbers)
        assert numbers[-1] >= 119


async def test_a_click_chooses_the_entry_under_the_mouse_and_the_wheel_scrolls_to_the_end() -> None:
    app = ListApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.list.show(app.entries())
        await pilot.pause()
        row = next(y for y, line in enumerate(app.shown()) if line.strip().startswith("# 3 "))
        await pilot.click(offset=(5, row))
        assert app.chosen == ["id3"]
        app.list._scroll(10_000_000)
        await pilot.pause()
        assert any(f"# {COUNT - 1} " in line for line in app.shown())
        assert app.shown()[-1]
        app.list._scroll(-10_000_000)
        await pilot.pause()
        assert app.shown()[0].strip().startswith("# 0")
