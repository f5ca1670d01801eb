"""What one person is quoted with, gathered by the words that the quotations are versions of."""

from itertools import permutations

import pytest

from annotations.index.hits import Hit, HitKind
from annotations.index.snippets import Snippet
from annotations.index.speaking import sayings

WHOLE = "We will not pay for the forty berths in the old harbour this year"


def hit(text: str, outlet: str = "Post") -> Hit:
    return Hit(HitKind.QUOTATION, "a", "Title", outlet, "", "", (), text, "", Snippet(text, ()))


def gathered(*texts: str) -> list[list[str]]:
    return [[one.text for one in saying.quotations] for saying in sayings([hit(text) for text in texts])]


@pytest.mark.parametrize(
    "other",
    [
        WHOLE.upper() + "!",
        "not pay for the forty berths",
        f"I said it: {WHOLE}, and that is all",
        WHOLE.replace("not ", "").replace("this year", "now"),
    ],
    ids=["capitals", "a part", "more around it", "edited"],
)
def test_versions_of_the_same_words_stand_together_whichever_comes_first(other):
    assert gathered(WHOLE, other) == [[WHOLE, other]]
    assert gathered(other, WHOLE) == [[other, WHOLE]]


@pytest.mark.parametrize(
    "other",
    [
        "We will see",
        "not pay for",
        "The forty thieves will not rest in the old town and nobody knows for how long",
        "harbour old the in berths forty the for pay not will we",
    ],
    ids=["three words that both have", "three words in a row", "a few of them", "no three in a row"],
)
def test_other_words_stand_apart(other):
    assert gathered(WHOLE, other) == [[WHOLE], [other]]


def test_three_quarters_of_the_shorter_ones_words_are_enough_and_less_are_not():
    assert len(gathered(WHOLE, "will not pay nothing")) == 1
    assert len(gathered(WHOLE, "will not pay nothing ever")) == 2


def test_the_order_is_that_of_the_first_of_each_and_nothing_is_left_out():
    texts = [WHOLE, "No.", "The mayor has said all that he had to say", "not pay for the forty berths", "No."]
    found = gathered(*texts)
    assert found == [[texts[0], texts[3]], ["No."], [texts[2]], ["No."]]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_parts_of_one_quotation_stand_with_it_in_whatever_order_they_come(order):
    texts = (WHOLE, "will not pay for the forty berths", "in the old harbour this year")
    assert len(gathered(*(texts[number] for number in order))) == 1


def test_one_quotation_stands_for_each_other_wording():
    post, same, other = hit(WHOLE), hit(WHOLE.upper(), "Ledger"), hit(WHOLE.replace("forty", "fifty"), "Coast")
    (saying,) = sayings([post, same, other])
    assert saying.wordings == [[post, same], [other]]
    assert (saying.otherwise(post), saying.otherwise(same), saying.otherwise(other)) == ((other,), (other,), (post,))
