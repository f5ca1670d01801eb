"""Whatever the locale says, words stay the same; wherever standard input and error lead, a window can be used."""

import json

import pytest

WORDS = "“Café,” he said — 新."
ODD = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no such locale": {"LC_ALL": "xx_YY", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii asked for": {"PYTHONIOENCODING": "ascii"},
    "utf-16 asked for": {"PYTHONIOENCODING": "utf-16"},
}


@pytest.fixture(params=ODD.values(), ids=ODD.keys())
def odd(request):
    return request.param


def test_the_same_words_are_printed_in_any_locale(command, tmp_path, odd):
    (tmp_path / "é.txt").write_text(WORDS, encoding="utf-8")
    shown = command("show", "é.txt", **odd)
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, f"{WORDS}\n".encode(), b"")
    fields = json.loads(command("show", "é.txt", "--json", "--title=Müller 新", **odd).stdout)
    assert fields["source"]["title"] == "Müller 新"


def test_an_error_names_the_file_as_it_was_typed_in_any_locale(command, odd):
    missing = command("show", "öö.txt", **odd)
    assert missing.returncode == 2
    assert missing.stderr.decode() == "tuireader: öö.txt: there is no such file; check the name.\n"


def test_a_page_is_the_same_in_any_locale(window, tmp_path, odd):
    (tmp_path / "é.txt").write_text(WORDS, encoding="utf-8")
    opened = window(str(tmp_path / "é.txt"), **odd)
    opened.see("“Café,” he said —", "é.txt", "No notes yet")
    opened.do("h", "Highlighted")
    assert opened.quit() == 0


@pytest.mark.parametrize("number", [0, 2], ids=["standard input", "standard error"])
def test_a_window_can_be_used_where_a_stream_is_redirected(window, article, number):
    opened = window(str(article), HOSTILE_REDIRECTED=str(number))
    opened.see("Votes for", "No notes yet")
    opened.do("h", "Highlighted")
    assert opened.quit() == 0
