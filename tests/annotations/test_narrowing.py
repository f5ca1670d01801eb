"""Where some words stand in the library: the few texts that have them, found without reading the others."""

import random

import pytest

from annotations.index import Index, building
from annotations.index.narrowing import Text, texts_with
from annotations.index.tokens import words_of
from annotations.library import Library
from annotations.models import Anchor, Article, Clip, Details, Paragraph, Selector, Source
from annotations.versions import new_version

COMMON = ["the", "of", "a", "to", "in", "he", "said", "that", "ferry", "council", "vote", "bridge", "rain", "night"]
RANDOM = random.Random(5)


def sentence(number: int) -> str:
    words = [f"word{number}{part}" if RANDOM.random() < 0.3 else RANDOM.choice(COMMON) for part in range(12)]
    return " ".join(words).capitalize() + "."


TEXTS = [[sentence(number * 9 + one) for one in range(3)] + [sentence(number % 4)] for number in range(24)]
CHANGED = "The ferry was never built, he told the council in the end of the night."


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = Library(tmp_path_factory.mktemp("narrow") / "library")
    for number, texts in enumerate(TEXTS):
        keep(library, number, texts)
    return library


def keep(library, number, texts):
    source = Source(f"Title {number}", url=f"https://example.org/{number}")
    article = Article(source.url, source, tuple(map(Paragraph, texts)), "\n".join(texts).encode())
    identity = library.identify(article)
    return identity, library.keep(identity, article, new_version(article))


@pytest.fixture(scope="module")
def index(library):
    index = Index(library.root, None)
    building.update(index)
    yield index
    index.close()


def holding(library, phrase):
    """The texts that have the phrase, found by reading them all."""
    wanted = f" {' '.join(words_of(phrase))} "
    return {
        Text(article, version)
        for article in library.articles()
        for version in library.versions(article)
        if any(wanted in f" {' '.join(words_of(text))} " for text in library.read_version(article, version).texts)
    }


@pytest.mark.parametrize("size", [2, 3, 5, 8])
def test_the_texts_that_have_words_in_a_row_are_those_that_reading_finds(index, library, size):
    for texts in TEXTS[::3]:
        words = texts[1].split()
        for at in range(0, len(words) - size, 3):
            phrase = " ".join(words[at : at + size])
            assert set(texts_with(index, [phrase], 99)) == holding(library, phrase), phrase


def test_words_in_another_order_are_found_in_no_row_but_by_the_rarest_of_them(index, library):
    words = next(text.split() for texts in TEXTS for text in texts if text.count("word") >= 4)
    (only,) = holding(library, " ".join(words))
    assert texts_with(index, [" ".join(reversed(words))], 1) == [only]
    assert texts_with(index, ["nothing whatever resembles this"], 5) == []


def test_the_newest_text_and_what_was_copied_from_come_first_and_a_tag_leaves_out_the_others(tmp_path):
    library = Library(tmp_path / "library")
    article, old = keep(library, 1, [CHANGED, "More."])
    _, new = keep(library, 1, [CHANGED, "More of it."])
    other, alone = keep(library, 2, [CHANGED])
    library.store(other).put(Details(id="article", tags=("ferries",)))
    index = Index(library.root, None)

    def found(**more):
        building.update(index)
        return texts_with(index, [CHANGED], 9, **more)

    assert set(found()) == {Text(article, new.id), Text(other, alone.id)}
    assert found(tag="ferries") == [Text(other, alone.id)]
    for copied in (article, other):
        selector = Selector("p1-aa", "ferry", "", "", 0, 5)
        library.store(copied).put(Clip(anchors=(Anchor("v", (selector,)),), text="ferry"))
        if copied == article:
            assert found()[0] == Text(article, new.id)
    keep(library, 2, ["Quite another text."])
    assert found() == [Text(article, new.id), Text(other, alone.id)]
    assert old.id != new.id
    index.close()
