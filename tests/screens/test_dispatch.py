"""Every key of the table of actions, in its context, on the real screen."""

import pytest
from textual.app import SuspendNotSupported

from tuireader.actions import Context, actions_of
from tuireader.desk.state import Tone
from tuireader.keys import Command, parse
from tuireader.screens.reader import ReaderScreen

INTO = {
    Context.READING: (),
    Context.SELECTING: ("v", "v", "e"),
    Context.SIDEBAR: ("Tab",),
    Context.EDITOR: ("a",),
}
"""Keys that lead from a focused highlight with a note into each context; the library has a test of its own."""


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[Command]:
    """The commands that the screen runs."""
    commands: list[Command] = []
    run = ReaderScreen.run

    def noted(screen: ReaderScreen, command: Command) -> None:
        commands.append(command)
        run(screen, command)

    monkeypatch.setattr(ReaderScreen, "run", noted)
    return commands


async def back_to_reading(page) -> None:
    """Close what an act opened, and see to it that there is a focused highlight with a note."""
    await page.app.workers.wait_for_complete()  # the screen that an act leads to may still be on its way
    await page.settle()
    for _ in range(5):
        if page.app.screen is not page.screen or page.screen.context is not Context.READING:
            await page.press("Esc")
            await page.pilot.pause()
    if not page.marked():
        await page.note("defend out interests", "sic")
    page.desk.go_to_annotation(page.desk.state.marks[0].annotation.id)
    await page.settle()


@pytest.mark.parametrize("context", INTO)
async def test_every_key_of_a_context_does_its_act(reading, done, context: Context):
    rows = [(action.id, keys) for action in actions_of(context) if action.id != "quit" for keys in action.keys]
    assert rows
    async with reading() as page:
        for act, keys in rows:
            await back_to_reading(page)
            await page.press(*INTO[context])
            assert page.screen.context is context
            await page.press(*parse(keys))
            assert done[-1] == Command(act, None, parse(keys))
            said = page.desk.state.message
            # Pilot's terminal can't be lent to $EDITOR; the tests in a real one do that.
            assert said.tone is not Tone.PROBLEM or act == "external_editor", f"{keys}: {said.text}"


@pytest.mark.parametrize(
    ("context", "keys"), [(c, k) for c in INTO for a in actions_of(c) if a.id == "quit" for k in a.keys]
)
async def test_every_key_that_quits_quits_and_saves(reading, context: Context, keys: str):
    async with reading() as page:
        await page.select("defend out interests")
        await page.press("H", *INTO[context])
        if context is Context.EDITOR:
            await page.type("sic")
        await page.press(keys)
        assert not page.app.is_running
    async with reading() as page:
        assert page.marked() == ["defend out interests"]
        assert page.desk.state.marks[0].annotation.note == ("sic" if context is Context.EDITOR else "")


async def test_a_terminal_that_cannot_be_lent_to_an_editor_gets_a_sentence(reading):
    async with reading() as page:
        with pytest.raises(SuspendNotSupported), page.app.suspend():
            pass
        await page.press("E")
        assert "can't be lent to another editor" in page.status
        assert page.screen.context is Context.READING
