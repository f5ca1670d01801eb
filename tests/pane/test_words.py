import pytest

from tuireader.pane.words import word_at


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council’s vote", ["The", "council’s", "vote"]),
        ("about 3.5 percent, or 1,000", ["about", "3.5", "percent", ",", "or", "1,000"]),
        ("“significant losses”", ["“", "significant", "losses", "”"]),
        ("e\u0301le\u0300ve naïve", ["e\u0301le\u0300ve", "naïve"]),
        ("東京タワーへ行く", ["東京", "タワー", "へ", "行", "く"]),
        ("first-hand — Bucha", ["first-hand", "—", "Bucha"]),
        ("हिन्दी किताब", ["हिन्दी", "किताब"]),
    ],
)
def test_words_are_those_of_a_reader(text: str, words: list[str]) -> None:
    for word in words:
        start = text.index(word)
        for offset in range(start, start + len(word)):
            first, end = word_at(text, offset)
            assert text[first:end] == word
