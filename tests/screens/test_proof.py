"""A draft beside its sources: the dropped word is seen, Enter leads to the passage, a key copies the right words."""

from threading import Event

import pytest

from annotations.errors import UsageError
from tuireader.actions import Context, actions_of
from tuireader.app import TuireaderApp
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.keys import Command, parse
from tuireader.pane.widget import ArticlePane
from tuireader.screens.proof import ProofScreen
from tuireader.screens.reader import ReaderScreen

SOURCE = """The harbour vote

“We will not close the harbour before the spring,” mayor Ann Miller said on Friday.

“The ferry made 94 trips in May,” said Tom Reed, who runs it. “That is more than in any month before.”
"""
DRAFT = """# The harbour

“We will close the harbour before the spring,” Miller said.

“The ferry made 94 trips in May,” said Reed.

“Nobody asked us,” said a fisherman.
"""


@pytest.fixture
def copied():
    return []


@pytest.fixture
def room(tmp_path, copied, room_with, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")

    def copy(words):
        copied.append(words)
        return Copied((Way("xclip", Outcome.VERIFIED),))

    return room_with({"harbour.txt": SOURCE}, clipboard=copy)


@pytest.fixture
def checked(until, shown):
    """Checks a draft from the library screen, and waits for what is found."""

    async def check(pilot, app, path="draft.md"):
        await until(pilot, lambda: "1 article" in shown(app))
        await pilot.press("g", "k", *path, "enter")
        await until(pilot, lambda: isinstance(app.screen, ProofScreen) and "checking…" not in shown(app))

    return check


async def test_the_dropped_not_and_the_quote_without_a_source_are_listed_and_the_rest_on_request(
    room, until, shown, checked
):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        page = shown(app)
        assert "1 match, 1 altered, 1 without a source" in page
        assert "“will not close” → “will close”" in page or "“not” → nothing" in page
        assert "94 trips" in page, "the draft stands beside the list"
        assert "2 of 3" in page
        await pilot.press("a")
        await until(pilot, lambda: "3 of 3" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: "2 of 3" in shown(app))


async def test_a_key_copies_the_right_words_and_keeps_the_clip_with_the_source(room, copied, until, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press("y")
        await until(pilot, lambda: "Copied" in shown(app))
    assert "We will not close the harbour before the spring" in copied[0]
    store = room.library.store(room.library.articles()[0])
    from annotations.models import Clip

    assert [clip.text for clip in store.all(Clip)] == copied


async def test_enter_leads_to_the_passage_in_the_source_and_gk_back_to_the_draft(room, until, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen) and app.screen.desk.state.focus.paragraph == 1)
        await pilot.press("g", "k", "enter")
        await until(pilot, lambda: isinstance(app.screen, ProofScreen) and "1 altered" in shown(app))
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, ReaderScreen))


async def test_the_quotation_that_the_keys_act_on_is_focused_in_the_draft_too(room, until, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 30)) as pilot:
        await checked(pilot, app)
        pane = app.screen.query_one(ArticlePane)

        def focused():
            rows = [pane.render_line(y).text for y in range(pane.size.height)]
            return " ".join(row for row in rows if row.startswith("▌"))

        assert "We will close the harbour" in focused()
        await pilot.press("j")
        await until(pilot, lambda: "Nobody asked us" in focused())
        assert "We will close the harbour" not in focused()


async def test_a_draft_that_was_put_right_is_checked_again(room, tmp_path, until, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        (tmp_path / "draft.md").write_text(DRAFT.replace("will close", "will not close").split("“Nobody")[0])
        await pilot.press("r")
        await until(pilot, lambda: "Every quotation has its words in a source" in shown(app))
        assert "0 of 2" in shown(app)


async def test_a_draft_that_is_not_there_is_told_in_one_sentence(room, until, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app, "missing.md")
        assert "missing.md: there is no such file" in shown(app)
        await pilot.press("y", "enter", "j", "escape")
        await until(pilot, lambda: not isinstance(app.screen, ProofScreen))


async def test_on_a_narrow_screen_the_list_has_all_of_it(room, shown, checked):
    app = TuireaderApp(room)
    async with app.run_test(size=(40, 20)) as pilot:
        await checked(pilot, app)
        assert "altered" in shown(app)
        assert "Ann" in shown(app) or "not" in shown(app)


PRESSES = {"Enter": "enter", "Down": "down", "Up": "up", "Home": "home", "End": "end", "Esc": "escape", "^Q": "ctrl+q"}


@pytest.mark.parametrize(
    ("act", "keys"), [(action.id, keys) for action in actions_of(Context.CHECKING) for keys in action.keys]
)
async def test_every_key_of_checking_does_its_act(room, monkeypatch, act, keys, until, checked):
    done = []
    monkeypatch.setattr(ProofScreen, f"act_{act}", lambda _, command: done.append(command))
    app = TuireaderApp(room)
    async with app.run_test(size=(120, 40)) as pilot:
        await checked(pilot, app)
        await pilot.press(*({"?": "question_mark", **PRESSES}.get(press, press) for press in parse(keys)))
        await until(pilot, lambda: done == [Command(act, None, parse(keys))])


def test_a_click_on_a_quotation_that_is_no_longer_in_the_draft_is_passed_over(room, tmp_path):
    proof = room.proof("draft.md")
    proof.check()
    proof.settle()
    proof.choose(2)
    (tmp_path / "draft.md").write_text(DRAFT.partition("“The ferry")[0], encoding="utf-8")
    proof.check()
    proof.settle()
    proof.choose(2)
    assert proof.state.current == 0
    assert proof.state.checked.quote.startswith("We will close")
    proof.close()


async def test_a_check_that_takes_long_is_left_at_once(room, until, shown, monkeypatch):
    begun, held, waited = Event(), Event(), []

    def slow(*_):
        begun.set()
        waited.append(held.wait(10))
        raise UsageError("nothing")

    monkeypatch.setattr("tuireader.proof.library_shelf", slow)
    app = TuireaderApp(room)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "1 article" in shown(app))
        await pilot.press("g", "k", *"draft.md", "enter")
        await until(pilot, begun.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: "1 article" in shown(app))
        held.set()
        await until(pilot, lambda: waited)
    assert waited == [True]
