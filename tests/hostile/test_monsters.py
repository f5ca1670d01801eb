"""Monstrous texts open, or are refused in one sentence; none keeps anybody waiting for long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SourceError
from tuireader.articles import load
from tuireader.terminal import Input


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\n\n" * 16_000_000, "more than 1,000,000 lines"),
        (b"word " * 10_000_000, "more than 5,000,000 characters"),
        (b"\n" * 60_000_000, "more than 1,000,000 lines"),
        (b"\x1b[31m" * 10_000_000, "nothing but white space"),
    ],
    ids=["16 million paragraphs", "50 MB on one line", "60 million line ends", "50 MB of escape sequences"],
)
def test_what_is_no_article_is_refused_in_one_sentence(tmp_path, data, why):
    path = tmp_path / "monster.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=why) as refused:
        load(str(path))
    assert "\n" not in str(refused.value)


def test_50_mb_of_text_open_and_answer(window, tmp_path):
    path = tmp_path / "long.txt"
    line = b"Line %d of a text that is as long as any text can be that is taken for an article by this program; on.\n\n"
    path.write_bytes(b"".join(line % number for number in range(470_000)))
    assert path.stat().st_size > 50_000_000
    opened = window("--no-keep", str(path))
    opened.see("Line 0 of a text", seconds=30)
    opened.do("G", "Line 469999")
    opened.do("\x03", "q quits")
    assert opened.quit() == 0


BEGIN, END = "\x1b[200~", "\x1b[201~"
bits = st.sampled_from(["a", "é", "新", "\x1b", "[", "201~", "\x1b[20", "\x1b[31m", "\x07", "\x9b", "\n", "y"])
pasted = st.lists(bits).map("".join).filter(lambda text: END not in text)


@given(st.lists(pasted, min_size=1, max_size=3), st.data())
def test_however_the_bytes_arrive_a_paste_has_no_key_in_it_and_keys_stay_keys(texts, data):
    sent = "".join(f"j\x1b[A{BEGIN}{text}{END}k" for text in texts).encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
    decoder = Input()
    read = "".join(decoder.decode(sent[a:b]) for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True))
    parts = [part for begun in read.split(BEGIN) for part in begun.split(END)]
    assert parts[::2] == ["j\x1b[A", *["kj\x1b[A"] * (len(texts) - 1), "k"]
    assert len(parts) == 2 * len(texts) + 1
    assert not {"\x1b", "\x07", "\x9b"} & set("".join(parts[1::2]))
