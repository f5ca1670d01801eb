from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tuireader.pane.graphemes import drawn, is_narrow, measure, next_stop, previous_stop, shortened, stop_at

WHOLE = (
    *("é", "e\u0301", "👩‍👩‍👧‍👦", "👍🏽", "🇺🇦", "❤️", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    *("🏳️‍🌈", "🧑‍⚕️", "\u1112\u1161\u11ab", "한", "का", "क्ष", "กำ", "新", "\u0915\u094d\u200d\u0937"),
)
PIECES = st.sampled_from([*WHOLE, *"a 。🇬ำو”—\u200d\u200c\u00ad\u0301\u200f"])
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30
)


def whole(grapheme: str) -> bool:
    return measure(f"a{grapheme}b").stops == [0, 1, 1 + len(grapheme), 2 + len(grapheme)]


@pytest.mark.parametrize("grapheme", WHOLE)
def test_what_a_person_sees_as_one_character_is_one(grapheme: str) -> None:
    assert whole(grapheme)


def test_flags_in_a_row_are_told_apart() -> None:
    assert measure("🇺🇦🇬🇧🇫").stops == [0, 2, 4, 5]


def test_a_joiner_ties_pictures_and_not_letters() -> None:
    assert measure("و\u200dو").stops == [0, 2, 3]
    assert drawn("و\u200dو") == "وو"
    assert drawn("👩‍🚒") == "👩‍🚒"


def test_a_soft_hyphen_takes_no_room_and_is_not_drawn() -> None:
    assert drawn("reso\u00adlution") == "resolution"
    assert measure("o\u00adl").cells == [0, 1, 2]


@given(TEXTS)
def test_steps_forward_and_back_visit_the_same_stops(text: str) -> None:
    stops = measure(text).stops
    forward = [0]
    while forward[-1] < len(text):
        forward.append(next_stop(text, forward[-1]))
    backward = [len(text)]
    while backward[-1] > 0:
        backward.append(previous_stop(text, backward[-1]))
    assert forward == stops == backward[::-1]
    assert all(stop_at(text, stop) == stop for stop in stops)


@given(TEXTS)
def test_reckoned_cells_are_those_that_textual_draws(text: str) -> None:
    measured = measure(text)
    for (start, before), (end, behind) in zip(
        zip(*measured, strict=True), list(zip(*measured, strict=True))[1:], strict=False
    ):
        assert behind - before == cell_len(drawn(text[start:end]))


@given(TEXTS)
def test_narrow_texts_need_no_measuring(text: str) -> None:
    if is_narrow(text):
        assert measure(text).stops == measure(text).cells == list(range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("अर्थात्।", ["अ", "र्था", "त्", "।"]),  # a danda is no consonant, nor is a figure or a vowel
        ("क्१क्अ", ["क्", "१", "क्", "अ"]),
        ("ক্। ক্ষ", ["ক্", "।", " ", "ক্ষ"]),
        ("क्\u200cष", ["क्\u200c", "ष"]),  # the non-joiner asks for no conjunct
        ("র\u200c্যা", ["র\u200c্যা"]),
        ("ന്\u200cമ", ["ന്\u200c", "മ"]),
        ("ក្រុម", ["ក្រុ", "ម"]),
        ("က္ကမြန်မာ", ["က္က", "မြ", "န်", "မာ"]),
        ("ｶﾞｷﾟ", ["ｶﾞ", "ｷﾟ"]),
    ],
)
def test_a_consonant_joins_the_one_before_only_over_the_sign_for_it(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in pairwise(measure(text).stops)] == parts
    assert [text[: next_stop(text, 0)], text[previous_stop(text, len(text)) :]] == [parts[0], parts[-1]]


@given(st.text(st.sampled_from("ab 新👩\u200d🇺🇦e\u0301क\u094dष"), max_size=20), st.integers(0, 20))
def test_a_shortened_text_has_room_and_says_that_it_is_cut(text: str, width: int) -> None:
    short = shortened(text, width)
    assert measure(short).cells[-1] <= width
    assert short == text or not width or (short.endswith("…") and text.startswith(short[:-1]))


def test_a_pile_of_marks_is_drawn_as_far_as_unicode_calls_it_safe_and_is_one_character_to_the_caret() -> None:
    pile = "e" + "\u0301\u0316" * 500
    text = f"h{pile}l新o"
    assert drawn(text) == f"he{pile[1:31]}l新o"
    assert measure(text).stops == [0, 1, 1 + len(pile), 2 + len(pile), 3 + len(pile), 4 + len(pile)]
    assert measure(text).cells[-1] == 6
    family = "👩\u200d👩\u200d👧\u200d👦" * 20
    assert drawn(family) == family
