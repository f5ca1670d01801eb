"""Marks in an article, and where they are found in another version of it."""

from collections.abc import Callable, Sequence

import pytest

from annotations.anchoring import Placed, State, describe, place
from annotations.models import Anchor, Paragraph, Version
from annotations.text import Span, cut, span_of


@pytest.fixture(scope="session")
def version() -> Callable[..., Version]:
    """Makes a version of some paragraphs."""

    def made(texts: Sequence[str], name: str = "new") -> Version:
        return Version(name, "", "", "", tuple(map(Paragraph, texts)))

    return made


@pytest.fixture(scope="session")
def words_at() -> Callable[[Placed, Version], str]:
    """The words of a place, paragraphs apart by a newline."""
    return lambda found, new: "\n".join(cut(found.span, new.texts))


@pytest.fixture(scope="session")
def quote() -> Callable[[Sequence[str], str], Span]:
    """The span of some words in the first paragraph that has them."""

    def found(texts: Sequence[str], words: str) -> Span:
        number = next(number for number, text in enumerate(texts) if words in text)
        return span_of(number, texts[number].index(words), texts[number].index(words) + len(words))

    return found


@pytest.fixture(scope="session")
def again(version, words_at) -> Callable[..., tuple[str, State] | str]:
    """The words and the state with which a mark in `old` is found in `new`; the reason where it is lost."""

    def sought(old: Sequence[str], span: Span, new: Sequence[str], *, with_old: bool = True) -> tuple[str, State] | str:
        before, after = version(old, "old"), version(new)
        found = place(Anchor("old", describe(before, span)), before if with_old else None, after)
        return (words_at(found, after), found.state) if isinstance(found, Placed) else found.reason

    return sought
