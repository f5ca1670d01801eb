"""What counts as the same word: figures in words or digits, British and American spelling, and nothing else."""

import pytest

from annotations.checking.tokens import tokens_of


def keys(text: str) -> str:
    return "".join(token.key for token in tokens_of(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("two million people", "2m people"),
        ("$5 million", "five million dollars"),
        ("10%", "ten per cent"),
        ("10 percent", "10 per cent"),
        ("1,351 soldiers", "1351 soldiers"),
        ("10 000 men", "10,000 men"),
        ("nineteen eighty-four", "1984"),
        ("one hundred and five", "105"),
        ("twenty-first", "21st"),
        ("2½ years", "two and a half years"),
        ("a hundred", "100"),
        ("the first hundred days", "the first 100 days"),
        ("at 7.30pm", "at 7:30 p.m."),
        ("half a million", "500,000"),
        ("30mph", "30 miles per hour"),
        ("£2.5bn", "2.5 billion pounds"),
        ("the nineties", "the 90s"),
        ("No. 10", "number 10"),
        ("−5 degrees", "minus five degrees"),
        ("5 km", "five kilometres"),
        ("the U.S. is", "the US is"),
        ("organised labour", "organized labor"),
        ("travelled to the centre", "traveled to the center"),
        ("a sceptical neighbour", "a skeptical neighbor"),
        ("health care", "healthcare"),
        ("Mr Lee & Co", "Mr. Lee and Co."),
    ],
)
def test_house_styles_set_the_same_words(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 miles", "5 km"),
        ("5 dollars", "5 pounds"),
        ("1 2 3", "123"),
        ("2,000 300", "2,000,300"),
        ("in 2019 300 people", "in 2,019,300 people"),
        ("hundreds of", "100 of"),
        ("fit for a hundred years", "fit for hundred years"),
        ("2.5bn", "25bn"),
        ("filled", "filed"),
        ("four", "for"),
        ("hour", "or"),
        ("were", "we're"),
        ("can", "can't"),
        ("ten percent", "ten percentage points"),
        ("1st", "1"),
        ("minus five", "five"),
    ],
)
def test_other_words_stay_other_words(one, other):
    assert keys(one) != keys(other)


def test_every_word_knows_where_it_stands():
    text = "We lost 2.5 million kr. – “honestly” – in £3bn of trades."
    assert [text[token.start : token.end] for token in tokens_of(text)] == [
        "We", "lost", "2.5 million", "kr", "honestly", "in", "£3bn", "£3bn", "of", "trades",
    ]  # fmt: skip
