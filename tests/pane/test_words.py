import pytest

from tuireader.pane.words import sentence_at, word_at


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


@pytest.mark.parametrize(
    "sentences",
    [
        ["He left.", "She stayed."],
        ["Mr. Peskov said so.", "The U.S. envoy didn’t."],
        ["It rose by 3.5 percent.", "“Why?” he asked.", "Nobody knew…"],
        ["“We won’t resign.”", "That was in May!"],
        ["Gen. J. R. Smith came.", "He saw the U.N. vote."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences)
    at = 0
    for sentence in sentences:
        for offset in (at, at + len(sentence) - 1):
            start, end = sentence_at(text, offset)
            assert text[start:end] == sentence
        at += len(sentence) + 1


def test_japanese_sentences_need_no_space() -> None:
    text = "首相は「辞任しない。」と述べた。次の日、辞任した。"
    start, end = sentence_at(text, len(text) - 2)
    assert text[start:end] == "次の日、辞任した。"
