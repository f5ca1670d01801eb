"""The quotations of the article in seeds/: gone through, listed with their speakers, confirmed and corrected."""

import json
from pathlib import Path
from threading import Event

import pytest

from annotations.library import Library
from annotations.quotations import find_quotations
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import main
from tuireader.clipboard import Copied, Outcome, Way
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.desk.quotes import who
from tuireader.entries import quote_entries
from tuireader.memory import Memory
from tuireader.quoting import Listener
from tuireader.wording import where

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


@pytest.fixture
def copies():
    return []


@pytest.fixture
def desk(tmp_path, copies):
    article = load(str(SEED))

    def clipboard(text):
        copies.append(text)
        return Copied((Way("xclip", Outcome.VERIFIED),))

    opened = Opened(new_version(article), str(SEED), article.source, article=article)
    desk = ReadingDesk(opened, Library(tmp_path), Memory(None), clipboard)
    list(desk.prepare())
    desk.settle()
    yield desk
    desk.close()


def speakers(desk):
    desk.settle()
    return [who(desk.state, desk.state.quotations[number]) for number in desk.state.said]


def test_each_quotation_has_its_speaker_in_words_and_nobody_is_confirmed(desk):
    assert speakers(desk) == [
        "Dmitry Peskov?",
        "Western leaders?",
        "Moscow?",
        "Moscow?",
        "Dmitry Peskov?",
        "he → Dmitry Peskov?",
        "The Kremlin spokesman → Dmitry Peskov?",
        "he → Dmitry Peskov?",
    ]


def test_the_words_that_gave_the_name_are_told_at_the_focus_until_the_speaker_is_confirmed(desk):
    number = next(n for n in desk.state.said if desk.state.quotations[n].text.startswith("We insist"))
    desk.go_to_quotation(number)
    assert where(desk.state).endswith("he → Dmitry Peskov?  from “Kremlin spokesman Dmitry Peskov” ¶ 1")
    desk.set_speaker("Dmitry Peskov")
    desk.settle()
    assert where(desk.state).endswith("· Dmitry Peskov")


def test_nothing_is_told_of_a_name_that_stands_with_its_quotation(desk):
    desk.go_to_quotation(next(n for n in desk.state.said if desk.state.quotations[n].text == "staged"))
    assert where(desk.state).endswith("· Moscow?")


def test_every_unconfirmed_speaker_is_copied_with_a_question_mark_however_sure(desk, copies):
    desk.next_quotation(1)
    for _ in desk.state.said:
        sure = desk.state.quotation.speaker
        desk.copy()
        desk.settle()
        assert f"{sure}?," in copies[-1]
        desk.next_quotation(1)


def test_the_keys_go_from_one_quotation_to_the_next_and_back(desk):
    texts = []
    for _ in range(8):
        desk.next_quotation(1)
        texts.append(desk.state.quotation.text)
    assert texts[0].startswith("We are sorry")
    assert texts[-1].startswith("We have suffered")
    desk.next_quotation(1)
    assert desk.state.message.text == "No further quotation"
    desk.next_quotation(-7)
    assert desk.state.quotation.text == texts[0]


def test_a_copy_of_an_unconfirmed_quotation_has_a_question_mark_and_a_confirmed_one_none(desk, copies):
    desk.next_quotation(1)
    desk.copy()
    desk.settle()
    words = "We are sorry about that… [But] will continue to defend out interests using every possible legal means,"
    assert copies[-1] == f"“{words}” — Dmitry Peskov?, [source?]"
    desk.set_speaker("Dmitry Peskov")
    desk.settle()
    desk.copy()
    desk.settle()
    assert copies[-1] == f"“{words}” — Dmitry Peskov, [source?]"


def test_a_confirmation_is_of_one_quotation_and_a_corrected_name_of_all_by_that_person(desk):
    desk.next_quotation(1)
    desk.set_speaker("Dmitry Peskov")
    assert speakers(desk)[4:6] == ["Dmitry Peskov?", "he → Dmitry Peskov?"]
    desk.set_speaker("Dmitry S. Peskov")
    assert speakers(desk)[0] == "Dmitry S. Peskov"
    assert speakers(desk)[5] == "he → Dmitry S. Peskov?"
    desk.set_speaker("Antony Blinken")
    assert speakers(desk)[0] == "Antony Blinken"
    assert speakers(desk)[5] == "he → Dmitry Peskov?"


def test_a_speaker_can_be_said_to_be_unknown(desk):
    desk.next_quotation(1)
    desk.set_speaker("")
    assert speakers(desk)[0] == "not identified"
    desk.undo()
    assert speakers(desk)[0] == "Dmitry Peskov?"


def test_the_tab_counts_by_speaker_and_names_cue_and_venue(desk):
    counts, first, *_ = quote_entries(desk.state)
    assert [part.text.split(" ", 1)[1] for part in counts.parts] == ["5 Dmitry Peskov", "2 Moscow", "1 Western leaders"]
    assert first.parts[-1].text == "said · in an interview with Britain’s Sky News"


def test_a_long_article_is_listened_to_in_a_process_of_its_own():
    paragraphs = load(str(SEED)).paragraphs
    many = paragraphs * 10
    answers = list(Listener().find(many))
    found = [quotation for quotations, _ in answers for quotation in quotations]
    assert found == find_quotations(many)
    assert len(found) == 10 * len(find_quotations(paragraphs))
    assert "Dmitry Peskov" in answers[-1][1]


def test_a_search_that_is_stopped_ends_quietly_long_before_the_end():
    listener = Listener()
    parts = listener.find(load(str(SEED)).paragraphs * 2_000)
    next(parts)
    listener.stop()
    assert len(list(parts)) < 200
    assert not list(listener.find(load(str(SEED)).paragraphs))
    assert not list(listener.find(load(str(SEED)).paragraphs * 10))


def test_the_command_prints_them_for_programs_and_for_people(capsys):
    assert main(["quotes", str(SEED), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) == 13
    fields = "text kind speaker mention cue venue paragraph start end sure rule"
    assert list(listed[0]) == fields.split()
    assert list(listed[0]["sure"]) == ["mention", "speaker"]
    assert listed[0]["venue"] == "in an interview with Britain’s Sky News"
    assert {one["kind"] for one in listed} == {"speech", "fragment", "scare", "heading"}
    assert main(["quotes", str(SEED)]) == 0
    assert "Dmitry Peskov?: “We are sorry" in capsys.readouterr().out


def test_an_article_that_is_closed_is_not_searched_for_quotations_to_its_end(desk, monkeypatch, tmp_path):
    begun, stopped, ends = Event(), Event(), []
    stop = Listener.stop

    def find(_listener, _paragraphs):
        begun.set()
        ends.append(stopped.wait(20))
        yield from ()

    def stop_and_tell(listener):
        stop(listener)
        stopped.set()

    monkeypatch.setattr(Listener, "find", find)
    monkeypatch.setattr(Listener, "stop", stop_and_tell)
    article = load(str(SEED))
    opened = Opened(new_version(article), str(SEED), article.source, article=article)
    other = ReadingDesk(opened, Library(tmp_path / "other"), Memory(None), lambda _: Copied(()))
    list(other.prepare())
    assert begun.wait(20)
    other.close()
    assert ends == [True]
