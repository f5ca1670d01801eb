"""Differences of a word or a letter that are lawful, and such as turn the sense."""

import pytest

from annotations.checking import Draft, Given, Label, check
from annotations.models import Paragraph


def label_of(draft: str, source: str) -> Label:
    (checked,) = check(Draft([Paragraph(draft)]), [Given("source.txt", [Paragraph(source)])])
    return checked.label


@pytest.mark.parametrize(
    ("draft", "source", "label"),
    [
        (
            "“It isn’t a warning anymore,” said Nora Quist.",
            "“It isn’t a warning any more,” said Nora Quist.",
            Label.CASE_OR_PUNCT,
        ),
        (
            "“Tell them before noon,” said Nora Quist.",
            "Nora Quist said: “We were told, don’t tell them before noon.”",
            Label.ALTERED,
        ),
        (
            "“It is a splendid harvest,” said Nora Quist.",
            "“It is a huge and bitter loss for us,” said Nora Quist.",
            Label.NOT_FOUND,
        ),
        (
            "“We have won,” said Nora Quist.",
            "“We have suffered great losses on both banks,” said Nora Quist.",
            Label.NOT_FOUND,
        ),
        (
            "The outbreak is “not yet under control”, the WHO said.",
            "The World Health Organization said the outbreak was “not yet under control”.",
            Label.VERBATIM,
        ),
        (
            "The shortage is “a matter of weeks”, Carl Dorn said.",
            "Its finance director, Petra Lund, said the shortage was “a matter of weeks”. Carl Dorn said nothing.",
            Label.WRONG_SPEAKER,
        ),
        (
            "« C’est une perte pour nous », a répondu le maire, Hervé Kermarec.",
            "Le maire, Hervé Kermarec, n’est pas venu. « C’est une perte pour nous », a répondu Maëlle Tanguy, qui "
            "tient un restaurant sur le quai.",
            Label.WRONG_SPEAKER,
        ),
    ],
)
def test_a_small_difference_is_judged_by_what_it_does_to_the_sense(draft, source, label):
    assert label_of(draft, source) is label
