"""What a house changes in a quotation: its marks, the marks within, its end; and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.marks import quoted
from annotations.setting import House, Setting, set_words
from annotations.styles import HOUSES

PRINTED, US, UK, PART = (HOUSES[name] for name in ("quote", "us", "uk", "part"))
NASTY = st.lists(
    st.text("aB .,?!…-s:)]['\"’‘“”«»„「」‚\u00a0 5", min_size=1, max_size=14).filter(str.strip), min_size=1, max_size=3
)


def ways(words: str, *, inside: bool = True) -> tuple[str, str, str]:
    """The words set in American, in British, and for one's own sentence."""
    us, uk, part = (set_words([words], house, inside=inside).text for house in (US, UK, PART))
    return us, uk, part


def take_back(setting: Setting) -> str:
    """The source's words, paragraphs apart as they were set."""
    text = setting.text
    for change in reversed(setting.changes):
        text = text[: change.at] + change.before + text[change.at + len(change.after) :]
    return text


@pytest.mark.parametrize(
    ("words", "us", "uk", "part"),
    [
        ("We won’t resign.", "“We won’t resign,”", "‘We won’t resign,’", "“We won’t resign”"),
        ("We won’t resign,", "“We won’t resign,”", "‘We won’t resign,’", "“We won’t resign”"),
        ("Why?", "“Why?”", "‘Why?’", "“Why?”"),
        ("Never!", "“Never!”", "‘Never!’", "“Never!”"),
        ("We won’t…", "“We won’t…”", "‘We won’t…’", "“We won’t…”"),
        ("We won’t...", "“We won’t...”", "‘We won’t...’", "“We won’t...”"),
        ("We won’t. . .", "“We won’t. . .”", "‘We won’t. . .’", "“We won’t. . .”"),
        ("But I—", "“But I—”", "‘But I—’", "“But I—”"),
        ("No.", "“No,”", "‘No,’", "“No”"),
        ("of human rights", "“of human rights,”", "‘of human rights’,", "“of human rights”"),
        ("We left the U.S.", "“We left the U.S.,”", "‘We left the U.S.’,", "“We left the U.S.”"),
        ("It was 5 p.m.", "“It was 5 p.m.,”", "‘It was 5 p.m.’,", "“It was 5 p.m.”"),
        ("We won. (Laughs.)", "“We won. (Laughs.)”", "‘We won. (Laughs.)’", "“We won. (Laughs.)”"),
        ("He said: ‘No.’", "“He said: ‘No,’”", "‘He said: “No,”’", "“He said: ‘No’”"),
        ("He said: ‘No’.", "“He said: ‘No’,”", "‘He said: “No”,’", "“He said: ‘No’”"),
        ("He said: ‘Why?’", "“He said: ‘Why?’”", "‘He said: “Why?”’", "“He said: ‘Why?’”"),
        ("He called it ‘staged’", "“He called it ‘staged,’”", "‘He called it “staged”’,", "“He called it ‘staged’”"),
        ("He said “no” to us.", "“He said ‘no’ to us,”", "‘He said “no” to us,’", "“He said ‘no’ to us”"),
        ("I said “a ‘no’ is” so.", "“I said ‘a “no” is’ so,”", "‘I said “a ‘no’ is” so,’", "“I said ‘a “no” is’ so”"),
        ("Er sagte ‚nein‘.", "“Er sagte ‘nein’,”", "‘Er sagte “nein”,’", "“Er sagte ‘nein’”"),
        ("Il dit « non » enfin.", "“Il dit ‘non’ enfin,”", "‘Il dit “non” enfin,’", "“Il dit ‘non’ enfin”"),
        ("The boys’ isn’t ’90s.", "“The boys’ isn’t ’90s,”", "‘The boys’ isn’t ’90s,’", "“The boys’ isn’t ’90s”"),
        ("the workers’", "“the workers’,”", "‘the workers’’,", "“the workers’”"),
        ("He's 'no' man.", "“He's 'no' man,”", "‘He's “no” man,’", "“He's 'no' man”"),
        ("辞任しない。", "“辞任しない。”", "‘辞任しない。’", "“辞任しない。”"),
    ],
)  # fmt: skip
def test_words_within_a_quotation_end_as_the_house_wants(words, us, uk, part):
    assert ways(words) == (us, uk, part)


@pytest.mark.parametrize(
    ("words", "us", "uk", "part"),
    [
        ("“We resign.”", "“We resign,”", "‘We resign,’", "“We resign”"),
        ('"We resign."', "“We resign,”", "‘We resign,’", "“We resign”"),
        ("‘We resign’.", "“We resign,”", "‘We resign’,", "“We resign”"),
        ("“We resign”,", "“We resign,”", "‘We resign’,", "“We resign”"),
        ("„Wir gehen.“", "“Wir gehen,”", "‘Wir gehen,’", "“Wir gehen”"),
        ("«\u00a0Oui, je “viens”.\u00a0»", "“Oui, je ‘viens’,”", "‘Oui, je “viens”,’", "“Oui, je ‘viens’”"),
        ("»Ja?«", "“Ja?”", "‘Ja?’", "“Ja?”"),
        ("‘He said “no” to us.’", "“He said ‘no’ to us,”", "‘He said “no” to us,’", "“He said ‘no’ to us”"),
        ("“No.” “Never.”", "“No.” “Never,”", "‘No.’ ‘Never,’", "“No.” “Never”"),
        ("“We are sorry", "“We are sorry,”", "‘We are sorry’,", "“We are sorry”"),
        ("every means,”", "“every means,”", "‘every means,’", "“every means”"),
    ],
)
def test_words_that_bring_their_marks_get_those_of_the_house(words, us, uk, part):
    assert ways(words, inside=False) == (us, uk, part)


def test_prose_with_a_quotation_in_it_is_quoted_with_its_quotation_within():
    assert ways("“No,” he said.", inside=False) == ("“‘No,’ he said,”", "‘“No,” he said,’", "“‘No,’ he said”")
    assert set_words(["“No,” he said."], US).mixed


@pytest.mark.parametrize("cut", ["He said ‘no to us.", "it’s “over.", "and ‘so’ “it", "no’ way’ “x”"])
def test_marks_within_that_dont_pair_up_are_left_alone(cut):
    assert set_words([cut], UK, inside=True).text.strip("‘’,.") == cut.strip("‘’,.")


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        (["“One.", "“Two.", "“Three.”"], False),
        (['"One.', '"Two.', '"Three."'], False),
        (["One.", "“Two.", "“Three."], True),
        (["One.", "Two.", "Three."], True),
        (["One.", "Two.", "Three."], False),
    ],
)
def test_each_paragraph_begins_with_the_opening_mark_and_only_the_last_closes(words, inside):
    assert set_words(words, US, inside=inside, joint="\n\n").text == "“One.\n\n“Two.\n\n“Three,”"
    assert set_words(words, UK, inside=inside, joint="\n\n").text == "‘One.\n\n‘Two.\n\n‘Three,’"


def test_what_was_changed_is_told_in_words():
    def told(words: str, house: House) -> list[str]:
        return list(dict.fromkeys(change.what for change in set_words([words], house).changes if change.what))

    assert told("“He said ‘no’.”", UK) == ["“ ” → ‘ ’", "‘ ’ → “ ”", "final . → ,"]
    assert told("“He said ‘no’.”", US) == ["final . → ,"]
    assert told("“He said ‘no’”.", US) == ["final . → ,"]
    assert told("abuses of human rights", US) == ["comma added"]
    assert told("abuses of human rights", UK) == []
    assert told("“We resign.”", PART) == ["final . left out"]
    assert told("“We resign.”", PRINTED) == []


@given(NASTY, st.sampled_from(list(HOUSES.values())), st.booleans(), st.sampled_from([" ", "\n\n"]))
def test_taking_the_changes_back_gives_the_sources_characters(words, house, inside, joint):
    setting = set_words(words, house, inside=inside, joint=joint)
    assert take_back(setting) == joint.join(text.strip() for text in words)
    assert all(not change.before.strip("“”„‟\"‘’'‚«»‹›「」『』., \u00a0") for change in setting.changes)
    assert all(not change.after.strip("“”\"‘’'«»‹›「」„,‚") for change in setting.changes)


@given(NASTY)
def test_words_as_printed_lose_nothing_and_get_no_more_than_a_pair_of_marks(words):
    assert set_words(words, PRINTED).text == quoted(words).text


def test_a_text_of_nothing_but_marks_ends():
    for mark in "„“‘'«「":
        assert take_back(set_words([mark * 5000], US, inside=True)) == mark * 5000
