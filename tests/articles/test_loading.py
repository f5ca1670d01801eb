"""A path or standard input becomes an article, or one clear sentence says why not."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SourceError
from annotations.models import Kind, Source
from tuireader.articles import load, opening
from tuireader.articles.plain import decode

SEED = Path(__file__).parents[2] / "seeds" / "000_62dfbb86b6db87cd.txt"


def test_the_article_in_seeds_comes_in_unchanged():
    article = load(str(SEED))
    assert [paragraph.text for paragraph in article.paragraphs] == SEED.read_text().split("\n")
    assert article.original == SEED.read_bytes()
    assert (article.encoding, article.removed, article.source, article.suffix) == ("utf-8", 0, Source(), ".txt")


def test_the_lines_of_the_seed_that_are_not_the_article_are_told_apart():
    kinds = [paragraph.kind for paragraph in load(str(SEED)).paragraphs]
    assert [number for number, kind in enumerate(kinds) if kind is Kind.FURNITURE] == [4, 13, 14, 15, 16]
    assert [number for number, kind in enumerate(kinds) if kind is Kind.HEADING] == [9]


def test_given_source_fields_are_kept_clean():
    article = load(str(SEED), Source(title="A\x1b[31m title\n here", outlet="Daily Sabah"))
    assert article.source == Source(title="A title here", outlet="Daily Sabah")


def test_standard_input_is_read_as_bytes(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("“Non”\r\n\r\nFin.".encode("cp1252"))))
    article = load("-")
    assert [paragraph.text for paragraph in article.paragraphs] == ["“Non”", "Fin."]
    assert (article.location, article.encoding) == ("-", "cp1252")


def test_empty_standard_input_is_named(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(SourceError, match=r"^standard input: it is empty"):
        load("-")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("“é”".encode(), "“é”", "utf-8"),
        ("“é”".encode("utf-8-sig"), "“é”", "utf-8-sig"),
        ("“é”".encode("utf-16"), "“é”", "utf-16"),
        (b"\xfe\xff" + "“é”".encode("utf-16-be"), "“é”", "utf-16"),
        ("“é” €".encode("cp1252"), "“é” €", "cp1252"),
        (b"a\x81\x8d\x8f\x90\x9db", "a\x81\x8d\x8f\x90\x9db", "cp1252"),
        ("“é”".encode()[:-1], "“é\ufffd", "utf-8"),
        (b"caf\xe9", "café", "cp1252"),
    ],
)
def test_the_encoding_is_found_and_said(data, text, encoding):
    assert decode(data) == (text, encoding)


@given(st.binary())
def test_any_bytes_can_be_decoded(data):
    assert isinstance(decode(data).text, str)


def test_bytes_that_windows_leaves_undefined_do_not_reach_the_page(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"na\x81\xefve \x93yes\x94")
    article = load(str(tmp_path / "a.txt"))
    assert article.paragraphs[0].text == "naïve “yes”"
    assert article.removed == 1


def refused(path) -> str:
    with pytest.raises(SourceError) as caught:
        load(str(path))
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_missing_file_is_named(tmp_path):
    assert refused(tmp_path / "no.txt").startswith(f"{tmp_path / 'no.txt'}: there is no such file")
    assert "no such file" in refused(tmp_path / "no" / "no.txt")
    assert refused("").startswith("(no name): ")


def test_a_folder_is_no_article(tmp_path):
    assert "folder" in refused(tmp_path)


def test_a_name_with_a_newline_or_a_nul_is_shown_on_one_line(tmp_path):
    assert "a b.txt: there is no such file" in refused(tmp_path / "a\nb.txt")
    assert "no file can have this name" in refused("a\0b")


def test_a_text_given_as_a_name_is_refused():
    assert "too long" in refused("word " * 1000)


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "leads back to itself" in refused(tmp_path / "loop")


def test_a_file_that_may_not_be_read_is_refused(monkeypatch):
    def denied(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)  # root, as tests may run, may read every file
    assert "you may not read this file" in refused(SEED)


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "empty"), (b" \n\t\r\n\xc2\xa0", "white space"), (b"\xe2\x80\x8b", "white space")]
)
def test_a_file_without_words_is_refused(tmp_path, content, word):
    (tmp_path / "a.txt").write_bytes(content)
    assert word in refused(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0abc", "JPEG"),
        (b"\x7fELF\x02", "a program"),
        (b"words\0words", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
    ],
)
def test_a_binary_file_is_refused_and_says_what_it_is(tmp_path, content, word):
    (tmp_path / "a.txt").write_bytes(content)
    assert word in refused(tmp_path / "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(read, encoding):
    article = read("The vote was won.\n\n“Never,” she said.".encode(encoding))
    assert [paragraph.text for paragraph in article.paragraphs] == ["The vote was won.", "“Never,” she said."]
    assert article.original == "The vote was won.\n\n“Never,” she said.".encode(encoding)


def test_a_stray_nul_makes_no_page_binary(read):
    assert read("<html><body><p>The vote\0 was won.</p></body></html>").paragraphs[0].text == "The vote was won."


def test_a_log_of_a_terminal_is_a_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x1b[1mBold\x1b[0m and \x1b[31mred\x1b[0m.\x07")
    assert load(str(tmp_path / "a.txt")).paragraphs[0].text == "Bold and red."


def test_a_source_that_never_ends_is_read_within_a_bound(monkeypatch):
    monkeypatch.setattr(opening, "LIMIT", 1_000_000)
    assert "larger than 1 MB" in refused("/dev/zero")


def test_a_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("One.\n\nTwo.",))
    writer.start()
    article = load(str(pipe))
    writer.join()
    assert [paragraph.text for paragraph in article.paragraphs] == ["One.", "Two."]


def test_a_file_that_is_named_like_standard_input_can_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("Words.")
    assert load("./-").paragraphs[0].text == "Words."
