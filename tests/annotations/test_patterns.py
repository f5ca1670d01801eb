"""A pattern that waits is the same pattern."""

import re

import pytest

from annotations.patterns import later


@pytest.mark.parametrize(("pattern", "flags"), [(r"(?P<word>\w+)'s", re.IGNORECASE), (rb"[\x00-\x08]+", 0)])
def test_a_pattern_that_waits_answers_as_one_that_was_compiled(pattern, flags):
    waiting, compiled = later(pattern, flags), re.compile(pattern, flags)
    text = "It's Ann's" if isinstance(pattern, str) else b"a\x01b"
    assert (waiting.pattern, waiting.flags) == (compiled.pattern, compiled.flags)
    for _ in range(2):
        assert waiting.findall(text) == compiled.findall(text)
        assert waiting.search(text).span() == compiled.search(text).span()
        assert waiting.match("" if isinstance(text, str) else b"") is None


def test_a_pattern_that_waits_has_nothing_else():
    with pytest.raises(AttributeError):
        later("a").serach("a")  # type: ignore[attr-defined]  # the mistake is the point
