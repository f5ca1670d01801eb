"""A mark finds its words again in another version, or is said to be lost; it never lies on other words."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring import Orphan, Placed, State, describe, place
from annotations.folding import words_of
from annotations.models import Anchor
from annotations.text import Position, Span, normalise, span_of

SEED = (Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt").read_text().splitlines()
APOLOGY = "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,”"


def test_a_selector_says_what_stands_where_and_what_stands_around(version, quote):
    selectors = describe(version(SEED), quote(SEED, "out interests"))
    assert [(s.exact, s.prefix, s.suffix, s.start, s.ordinal, s.unique) for s in selectors] == [
        ("out interests", "… [But] will continue to defend ", " using every possible legal means"[:32], 56, 0, True)
    ]
    keys = [paragraph.key for paragraph in version(SEED).paragraphs]
    assert (selectors[0].previous, selectors[0].key, selectors[0].next) == tuple(keys[:3])


def test_a_mark_over_paragraphs_has_one_selector_a_paragraph(version):
    selectors = describe(version(SEED), Span(Position(0, 10), Position(2, 6)))
    assert [selector.exact for selector in selectors] == [SEED[0][10:], SEED[1], SEED[2][:6]]
    assert selectors[0].previous == ""


def test_words_that_stand_twice_are_not_unique(version, quote):
    assert not describe(version(SEED), quote(SEED, "Peskov"))[0].unique


@given(st.lists(st.text("no ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4), st.data())
def test_words_are_unique_where_they_stand_once_in_the_whole_text_also_one_over_the_other(version, texts, data):
    number = data.draw(st.integers(0, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[number]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[number])))
    words, whole = texts[number][start:end], "\n".join(texts)
    times = sum(whole.startswith(words, at) for at in range(len(whole)))
    assert describe(version(texts), span_of(number, start, end))[0].unique is (times == 1)


@given(st.data())
def test_in_its_own_version_a_mark_is_exactly_where_it_was_made(version, data):
    texts = data.draw(st.lists(st.sampled_from([*SEED, "Advertisement", "no no no"]), min_size=1, max_size=9))
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    start = data.draw(st.integers(0, len(texts[first]) - 1))
    end = data.draw(st.integers(1 + (start if first == last else 0), len(texts[last])))
    span, article = Span(Position(first, start), Position(last, end)), version(texts)
    assert place(Anchor("new", describe(article, span)), None, article) == Placed(span, State.SAME, "new")


@pytest.mark.parametrize("with_old", [True, False])
def test_paragraphs_before_and_behind_do_not_matter(again, quote, with_old):
    new = ["A standfirst.", *SEED[:3], "An advertisement.", *SEED[3:]]
    assert again(SEED, quote(SEED, APOLOGY), new, with_old=with_old) == (APOLOGY, State.SAME)


@pytest.mark.parametrize("with_old", [True, False])
@pytest.mark.parametrize(
    ("old", "marked", "new", "expected"),
    [
        ("The ﬁnal oﬃce vote", "oﬃce", "The final office vote", "office"),
        ("The final office vote", "office", "The ﬁnal oﬃce vote", "oﬃce"),
        ("The ﬁnal oﬃce vote", "ﬁnal o", "The final office vote", None),
        ("In the Café — 3–2 they", "Café — 3–2", unicodedata.normalize("NFD", "In the Café - 3-2 they"), None),
        (
            unicodedata.normalize("NFD", "In the Café they"),
            unicodedata.normalize("NFD", "fé"),
            "In the Café they",
            "fé",
        ),
        ("He said “we won’t” twice", "“we won’t”", 'He said "we won\'t" twice', '"we won\'t"'),
        ("We re\u00adsign to\u00a0day", "sign to", "We resign  to day", "sign  to"),
        ("We resign today", "resign", "We re\u00adsign today", "re\u00adsign"),
        ("A 👩\u200d🚒 came by", "👩\u200d🚒", "A  👩\u200d🚒 came\u00a0by", "👩\u200d🚒"),
        ("قال: “لن نستقيل” اليوم", "لن نستقيل", 'قال: "لن نستقيل" اليوم', "لن نستقيل"),
    ],
)
def test_offsets_map_exactly_through_typography(again, quote, old, marked, new, expected, with_old):
    found = again([old], quote([old], marked), [new], with_old=with_old)
    if expected is None:
        assert normalise(found[0]) == normalise(marked) or found[1] is State.CHANGED
    else:
        assert found[0] == expected
        assert found[1] in (State.SAME, State.TYPOGRAPHY)


def test_another_case_or_other_marks_are_typography(again, quote):
    old = ["Before it.", "The minister said: “We will not resign, ever.”"]
    new = ["Before it.", "THE MINISTER SAID, “WE WILL NOT RESIGN – EVER!”"]
    assert again(old, quote(old, "We will not resign"), new) == ("WE WILL NOT RESIGN", State.TYPOGRAPHY)


def test_a_quote_survives_a_split_and_a_merge(again, quote):
    old = ["One here.", "The first sentence is here. The second sentence is there.", "Last."]
    split = ["One here.", "The first sentence is here.", "The second sentence is there.", "Last."]
    span = quote(old, "sentence is here. The second sentence")
    assert again(old, span, split) == ("sentence is here.\nThe second sentence", State.SAME)
    back = Span(Position(1, 10), Position(2, 19))
    assert again(split, back, old) == ("sentence is here. The second sentence", State.SAME)


def test_a_quote_in_an_edited_paragraph_is_found(again, quote):
    new = [text.replace("Peskov said in an interview", "Peskov told viewers in a long talk") for text in SEED]
    assert again(SEED, quote(SEED, APOLOGY), new) == (APOLOGY, State.SAME)


def test_a_paragraph_that_went_elsewhere_has_moved(again, quote):
    new = [*SEED[:1], *SEED[2:], SEED[1]]
    assert again(SEED, quote(SEED, APOLOGY), new) == (APOLOGY, State.MOVED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Prices in the capital rose 3 % over the whole of last year", "rose 5 %"),
        ("The government will not raise the taxes on fuel this year", "will raise"),
        ("They lost $5 in every single trade on that day alone", "lost €5"),
    ],
)
def test_another_figure_or_a_missing_not_is_said_to_be_a_change(again, old, new):
    changed = {"rose 5 %": old.replace("3 %", "5 %"), "will raise": old.replace("not ", "")}.get(new)
    changed = changed or old.replace("$5", "€5")
    found = again(["Before.", old, "Behind."], span_of(1, 0, len(old)), ["Before.", changed, "Behind."])
    assert found == (changed, State.CHANGED)


@pytest.mark.parametrize("marked", ["rose 3 %", "not", "will not raise"])
def test_a_short_mark_on_changed_words_is_never_the_same(again, quote, marked):
    old = ["Prices rose 3 % in May, the office said.", "The cabinet will not raise the taxes on fuel.", "That is all."]
    new = ["Prices rose 5 % in May, the office said.", "The cabinet will raise the taxes on fuel.", "That is all."]
    found = again(old, quote(old, marked), new)
    assert isinstance(found, str) or (found[1] is State.CHANGED and found[0] in {"rose 5 %", "will raise"})


def test_a_look_alike_is_not_taken_for_a_quote_that_is_gone(again, quote):
    old = ["One of many.", "The mayor of Bucha said on Thursday that 410 people died.", "Two of many."]
    new = ["The mayor of Irpin said on Thursday that 290 people came.", "Something else altogether.", "And more."]
    assert isinstance(again(old, quote(old, "said on Thursday that"), new), str)


def test_the_same_sentence_twice_is_told_apart_by_its_neighbours(version):
    line = "The same sentence stands here."
    old, new = (
        ["Top.", line, "Middle.", "Text.", line, "End."],
        ["New.", "Top.", line, "Middle.", "Text.", line, "End."],
    )
    for number in (1, 4):
        before, after = version(old, "old"), version(new)
        found = place(Anchor("old", describe(before, span_of(number, 4, 17))), before, after)
        assert found == Placed(span_of(number + 1, 4, 17), State.SAME, "new")


@pytest.mark.parametrize(
    ("new", "is_found"),
    [
        (["X.", "Line.", "D."], True),
        (["C.", "Line.", "Y."], True),
        (["A.", "Line.", "D."], False),
        (["C.", "Line.", "B."], False),
        (["A.", "Line.", "B."], False),
        (["X.", "Line.", "Y."], False),
    ],
)
def test_of_two_copies_the_one_that_is_left_is_known_by_a_neighbour_that_the_other_never_had(again, new, is_found):
    found = again(["A.", "Line.", "B.", "Text.", "C.", "Line.", "D."], span_of(5, 0, 5), new)
    assert (found == ("Line.", State.SAME)) is is_found


def test_a_line_that_stands_twice_does_not_lose_a_mark_that_runs_over_it(again):
    old = ["Top.", "Advertisement", SEED[0], "Advertisement", SEED[1], "End."]
    words, state = again(old, Span(Position(2, 0), Position(4, 20)), ["New.", SEED[0], "Advertisement", SEED[1], "Z."])
    assert (words, state) == ("\n".join([SEED[0], "Advertisement", SEED[1][:20]]), State.SAME)


def test_a_copy_that_nobody_can_tell_apart_is_lost(again):
    old = ["A.", "Advertisement", "B.", "Advertisement", "C."]
    assert isinstance(again(old, span_of(3, 0, 13), ["X.", "Advertisement", "Y."]), str)


def test_a_page_behind_a_paywall_loses_all_marks(again, quote):
    assert isinstance(again(SEED, quote(SEED, APOLOGY), ["Subscribe to go on reading."]), str)


def test_a_short_mark_is_lost_when_its_paragraph_is(again, quote):
    assert isinstance(again(SEED, quote(SEED, "TASS"), [*SEED[:12], "Another word from TASS."]), str)


def test_marks_of_the_same_version_are_placed_without_loading_rapidfuzz():
    script = (
        "import sys\n"
        "from annotations.anchoring import describe, place\n"
        "from annotations.models import Anchor, Paragraph, Version\n"
        "from annotations.text import span_of\n"
        "here = Version('v', '', '', '', (Paragraph('The very same words.'),))\n"
        "place(Anchor('v', describe(here, span_of(0, 4, 13))), None, here)\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False).returncode == 0


WORDS = st.sampled_from(
    ["the", "The", "rose", "fell", "3", "5", "%", "not", "Kyiv", "said.", "“we", "ﬁnal", "東", "京", "👩\u200d🚒"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=6)


@settings(max_examples=200)
@given(st.data(), TEXTS, TEXTS)
def test_whatever_was_written_a_mark_lies_on_words_that_are_there_or_is_lost(version, words_at, data, old, new):
    number = data.draw(st.integers(0, len(old) - 1))
    start = data.draw(st.integers(0, len(old[number]) - 1))
    end = data.draw(st.integers(start + 1, len(old[number])))
    before, after = version(old, "old"), version(new)
    anchor = Anchor("old", describe(before, span_of(number, start, end)))
    found = place(anchor, before, after)
    span = found.span if isinstance(found, Placed) else found.guess
    if span is not None:
        assert 0 <= span.start.paragraph <= span.end.paragraph < len(new)
        assert 0 <= span.start.offset < len(new[span.start.paragraph])
        assert 0 < span.end.offset <= len(new[span.end.paragraph])
        assert span.start < span.end
    if isinstance(found, Placed):
        same = words_of(words_at(found, after)) == words_of(anchor.exact)
        assert same or found.state is State.CHANGED


def test_paragraphs_that_were_put_in_between_say_that_the_words_changed(again):
    new = [*SEED[:2], "An advertisement came here.", *SEED[2:]]
    words, state = again(SEED, Span(Position(1, 0), Position(2, 20)), new)
    assert state is State.CHANGED
    assert words.startswith(SEED[1])


EDITS = st.sampled_from(
    [
        lambda texts, at: texts[:at] + texts[at + 1 :],
        lambda texts, at: [*texts[:at], texts[at], *texts[at:]],
        lambda texts, at: [*texts[:at], "Advertisement", *texts[at:]],
        lambda texts, at: [*texts[at:], *texts[:at]],
        lambda texts, at: [*texts[:at], texts[at].upper(), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], texts[at].replace("“", '"').replace(" of ", "\u00a0of "), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], *texts[at].split(". ", 1), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], " ".join(texts[at : at + 2]), *texts[at + 2 :]],
        lambda texts, at: [*texts[:at], texts[at].replace("the", "a"), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], " ".join(texts[at].split()[::2]), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], " ".join(texts[at].split(". ")[::-1]), *texts[at + 1 :]],
        lambda texts, at: [*texts[:at], texts[at].replace("2", "7").replace("S", "B"), *texts],
    ]
)


@given(st.data())
def test_a_placed_mark_has_its_words_or_says_that_they_changed(version, words_at, data):
    new = list(SEED)
    for edit in data.draw(st.lists(EDITS, max_size=5)):
        new = edit(new, data.draw(st.integers(0, len(new) - 1))) or ["Gone."]
    first = data.draw(st.integers(0, len(SEED) - 1))
    last = data.draw(st.integers(first, min(first + 2, len(SEED) - 1)))
    start = data.draw(st.integers(0, len(SEED[first]) - 1))
    end = data.draw(st.integers(1 + (start if first == last else 0), len(SEED[last])))
    before, after = version(SEED, "old"), version(new)
    anchor = Anchor("old", describe(before, Span(Position(first, start), Position(last, end))))
    found = place(anchor, data.draw(st.sampled_from([before, None])), after)
    if isinstance(found, Orphan):
        assert found.reason
        return
    words = words_at(found, after)
    assert words
    assert found.state is State.CHANGED or words_of(words) == words_of(anchor.exact)
    if found.state is State.SAME:
        assert words.replace("\n", " ") == anchor.exact.replace("\n", " ")
