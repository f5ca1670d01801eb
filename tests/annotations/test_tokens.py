"""The words by which the library is searched: in any script, case and accents the index has what is asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.index import Index, building
from annotations.index.database import PARAGRAPH
from annotations.index.query import parse
from annotations.index.rows import Rows
from annotations.index.searching import search
from annotations.index.snippets import hits_in
from annotations.index.tokens import printed_words, words_of
from annotations.library import Library
from annotations.models import Article, Paragraph, Source
from annotations.versions import new_version

TEXTS = (
    "대통령은 “사임하지 않겠다”고 말했다.",
    "Русский йод, сказал Зеленский, и ёлка.",
    "Ο Πρωθυπουργός είπε όχι στους πολίτες.",
    "प्रधानमंत्री ने हिन्दी में कहा।",
    "قال الوزير أمس إن الحكومة لن تستقيل.",
    "ראש הממשלה לא יתפטר.",
    "日本の首相は「辞任しない」とがっこうで述べた。",
    "นายกรัฐมนตรีไม่ลาออก",
    "The minis\u00adter’s re\u0301sume\u0301 at the oﬃce in ŁÓDŹ, Straße 3.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    library = Library(folder / "library")
    article = Article("-", Source("Title"), tuple(map(Paragraph, TEXTS)), b"x")
    library.keep(library.identify(article), article, new_version(article))
    index = Index(library.root, folder / "cache")
    building.update(index)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("사임하지", "사임하지"),
        ("대통*", "대통령은"),
        ("русский", "Русский"),
        ("РУССКИЙ", "Русский"),
        ("елка", "ёлка"),
        ("όχι", "όχι"),
        ("πρωθυπουργος", "Πρωθυπουργός"),
        ("ΠΟΛΊΤΕΣ", "πολίτες"),
        ("हिन्दी", "हिन्दी"),
        ("أمس", "أمس"),
        ("الحكومة", "الحكومة"),
        ("יתפטר", "יתפטר"),
        ('"首相は"', "首相は"),
        ('"がっこう"', "がっこう"),
        ("ลาออก", "ลาออก"),
        ("minister", "minis\u00adter"),
        ("résumé", "re\u0301sume\u0301"),
        ("office", "oﬃce"),
        ("łódź", "ŁÓDŹ"),
        ("STRASSE", "Straße"),
    ],
)
def test_a_word_is_found_and_shown_in_any_script(index, query, shown):
    (hit,) = search(index, parse(query))
    start, end = hit.shown.hits[0]
    assert hit.shown.text[start:end] == shown


@pytest.mark.parametrize("query", ['"かっこう"', "русс", "हिनद"])
def test_what_is_another_word_is_not_found(index, query):
    assert search(index, parse(query)) == []


LETTERS = st.sampled_from("aBéßİıςΣάйЁأىשׁが한คि1²_-’“\u0301\u00ad\u200d\ue000🫠 ")


@given(st.lists(LETTERS | st.characters(max_codepoint=0x52F, categories=["L", "N", "M", "P", "Z"])).map("".join))
def test_sqlite_has_the_words_of_any_text_and_no_others(text):
    index = Index(Path("nowhere"), None)
    with index.writing() as db:
        rows = Rows(db)
        rows.add(1, PARAGRAPH, text)
        rows.write()
    assert {row[0] for row in index.all("select term from vocabulary")} == set(words_of(text))
    index.close()


@given(st.lists(LETTERS).map("".join))
def test_each_word_has_its_place_in_the_text(text):
    printed = printed_words(text)
    assert [one.word for one in printed] == words_of(text)
    assert all(one.word in words_of(text[one.start : one.end]) for one in printed)
    for word in set(words_of(text)):
        assert hits_in(text, parse(f'"{word}"').terms)
