"""Each act of the screen by a command: on words that are given, with a line on what came of it."""

import pytest

from annotations.library import Library
from annotations.models import Annotation, Clip, Details, Guard, GuardKind, Speaker
from tuireader.acting_command import IN_LIBRARY
from tuireader.actions import ACTIONS, Context
from tuireader.acts import ACTS
from tuireader.cli import main, tuireader

TITLE = "Peskov interview"
MEANS = "using every possible legal means"
TEXT = "The mayor spoke on Monday.\n\n“Prices rose by 3 per cent last year,” said Ann Lee.\n\nNobody else spoke.\n"
MOVES = {
    "line",
    "half",
    "page",
    "top",
    "back",
    "next",
    "previous",
    "contents",
    "find",
    "leave",
    "sidebar",
    "toggle",
} | {
    *(
        "list",
        "caret",
        "take",
        "select",
        "anchor",
        "swap",
        "grow",
        "shrink",
        "filter",
        "tab",
        "trash",
        "earlier",
        "later",
    ),
    *("paragraph", "help", "palette", "quit", "interrupt", "everything", "again", "save"),
}
"""Beginnings of acts that move, show and leave: a page that is printed needs none."""
ELSEWHERE = {
    "highlight": "do",
    "role": "do",
    "copy_as": "quotes",
    "copy_words": "show",
    "source": "add",
    "export": "export",
    "review": "refresh",
    "by_speaker": "search",
    "elsewhere": "where",
    "library": "list",
    "follow": "add",
    "check_draft": "check",
    "open_original": "list",
    "external_editor": "import",
    "versions": "do",
    "open_entry": "show",
}
"""The command of an act that goes by another name."""
ONLY_THERE = {"undo", "redo", "empty_trash"}
"""Acts are taken back by their opposites; and nothing is deleted for good by a slip in a script."""


@pytest.fixture
def library(seed, tmp_path, capsys):
    """The article of the seed in a library."""
    assert main(["add", str(seed), "--title", TITLE, "--outlet", "Sky News"]) == 0
    capsys.readouterr()
    return Library(tmp_path / "library")


@pytest.fixture
def kept(library):
    """All records of a kind of the one article."""

    def records(kind):
        (article,) = library.articles()
        return library.store(article).all(kind)

    return records


def test_each_act_of_the_screen_has_a_command():
    for action in ACTIONS:
        if action.context is Context.EDITOR or action.id.split("_")[0] in MOVES or action.id in ONLY_THERE:
            continue
        assert action.id in (*ACTS, *IN_LIBRARY) or ELSEWHERE[action.id] in tuireader.commands, action.id


def test_words_are_highlighted_noted_tagged_and_deleted(library, kept, capsys):
    assert main(["do", "highlight", TITLE, MEANS, "--text", "fact"]) == 0
    assert capsys.readouterr().out == "Highlighted as fact\n"
    assert main(["do", "note", TITLE, MEANS, "--text", "Ask for the tape"]) == 0
    assert main(["do", "tags", TITLE, MEANS, "--text", "un tape"]) == 0
    (mark,) = kept(Annotation)
    assert (mark.exact, mark.role, mark.note, mark.tags) == (MEANS, "fact", "Ask for the tape", ("un", "tape"))
    assert main(["do", "delete", TITLE, MEANS]) == 0
    assert kept(Annotation) == []


def test_who_was_found_is_confirmed_of_all_the_quotation_and_another_name_is_set(library, kept, capsys):
    assert main(["do", "speaker", TITLE, "We are sorry"]) == 0
    assert main(["do", "speaker", TITLE, "We are sorry", "--text", "D. Peskov"]) == 0
    assert capsys.readouterr().out == "Speaker: Dmitry Peskov\nSpeaker: D. Peskov\n"
    (speaker,) = kept(Speaker)
    assert speaker.name == "D. Peskov"
    assert MEANS in speaker.exact
    assert main(["do", "speaker", TITLE, "We are sorry", "--text", ""]) == 0
    assert kept(Speaker) == []


def test_words_and_the_whole_article_are_guarded(library, kept, capsys):
    assert main(["do", "guard", TITLE, MEANS, "--text", "embargo 2036-12-01 09:00"]) == 0
    assert main(["do", "guard", TITLE, "--text", "off-record"]) == 0
    assert sorted(guard.kind for guard in kept(Guard)) == [GuardKind.EMBARGO, GuardKind.OFF_RECORD]
    assert main(["do", "copy", TITLE, MEANS]) == 2
    assert "Not copied" in capsys.readouterr().err
    assert kept(Clip) == []
    assert main(["do", "guard", TITLE, "--text", "lifted"]) == 0
    assert main(["do", "guard", TITLE, "--text", "secret"]) == 2
    assert "off-record, embargo, background, lifted" in capsys.readouterr().err


def test_an_article_is_done_tagged_removed_and_restored(library, kept, capsys):
    assert main(["do", "done", TITLE]) == main(["do", "tags", TITLE, "--text", "bucha"]) == 0
    assert main(["do", "article_note", TITLE, "--text", "Call on Monday"]) == 0
    (details,) = kept(Details)
    assert (details.done, details.tags, details.note) == (True, ("bucha",), "Call on Monday")
    assert main(["do", "remove", TITLE]) == 0
    assert main(["do", "done", TITLE]) == 2
    capsys.readouterr()
    assert main(["do", "restore", TITLE]) == 0
    assert capsys.readouterr().out == "Taken out of the trash\n"
    assert main(["do", "restore", TITLE]) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["highlight", TITLE, "no such words"], "doesn't have the words"),
        (["highlight", TITLE, "Russia"], "give more of the words"),
        (["highlight", TITLE], "This act is on some words"),
        (["highlight", TITLE, MEANS, "--text", "yellow"], "There is no role “yellow”"),
        (["note", TITLE, MEANS], "--text"),
        (["delete", TITLE, MEANS], "No mark"),
        (["done", "Nothing"], "No article is called"),
        (["seen", "Nothing"], "No article is called"),
        (["speaker", TITLE, "The vote was triggered"], "Nobody was found"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_way_out(library, kept, given, said, one_sentence, capsys):
    assert main(["do", *given]) == 2
    assert said in one_sentence(capsys.readouterr().err)
    assert kept(Annotation) == []


def test_a_change_that_was_seen_is_told_no_longer(tmp_path, monkeypatch, capsys):
    path = tmp_path / "prices.txt"
    path.write_text(TEXT)
    assert main(["add", str(path)]) == 0
    assert main(["do", "highlight", str(path), "rose by 3 per cent last year"]) == 0
    assert main(["do", "highlight", str(path), "Nobody else spoke"]) == 0
    assert main(["do", "copy", str(path), "Prices rose by 3 per cent"]) in (0, 2)  # with a clipboard, or without one
    path.write_text(TEXT.replace("3 per", "5 per").replace("Nobody else spoke.", "Then the lights went out."))
    assert main(["refresh", str(path)]) == 1
    capsys.readouterr()
    assert main(["do", "versions", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "- “Prices rose by 3 per cent" in shown
    assert "+ “Prices rose by 5 per cent" in shown
    assert main(["do", "attach", str(path), "rose by 3 per cent last year"]) == 0
    assert main(["do", "keep", str(path), "Nobody else spoke"]) == 0
    assert main(["do", "seen", str(path)]) == 0
    assert main(["refresh", str(path)]) == 0
    capsys.readouterr()
    assert main(["do", "seen", str(path)]) == 1
    assert capsys.readouterr().out == "Nothing to change\n"
