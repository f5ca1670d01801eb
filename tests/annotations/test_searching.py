"""Finding in the whole library: what is meant by a query, and that all of it and nothing else is found."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.errors import UsageError
from annotations.index import Index, building
from annotations.index.hits import HitKind
from annotations.index.query import Query, Term, parse, typed
from annotations.index.searching import search
from annotations.index.snippets import snippet
from annotations.index.speaking import sayings
from annotations.index.tokens import words_of
from annotations.library import Library
from annotations.models import Anchor, Annotation, Article, Clip, Details, Kind, Paragraph, Source, Speaker, TurnName
from annotations.text import span_of
from annotations.versions import new_version

STORIES = (
    (
        "Harbour Post",
        "2024-03-05",
        ("Berths for the harbour", "“We won’t pay for forty berths,” Ann Lee said.", "It rained in Zürich on Tuesday."),
    ),
    (
        "The Ledger",
        "2024-04-01",
        (
            "No berths",
            "“We won’t pay for the forty berths,” Ann Lee said on Monday.",
            "The mayor, Tom Poe, was silent.",
        ),
    ),
    ("Nippon", "2023-01-02", ("Talks", "日本の首相は「辞任しない」と述べた。", "Mr Poe said: “Berths are for boats.”")),
)


@pytest.fixture
def library(tmp_path):
    library = Library(tmp_path / "library")
    for outlet, day, texts in STORIES:
        source = Source(texts[0], outlet=outlet, published=day, url=f"https://example.org/{day}")
        article = Article(source.url, source, tuple(map(Paragraph, texts)), b"x")
        library.keep(library.identify(article), article, new_version(article))
    return library


@pytest.fixture
def find(library, tmp_path):
    index = Index(library.root, tmp_path / "cache")

    def found(words):
        building.update(index)
        return search(index, parse(words))

    yield found
    index.close()


def anchor(library, outlet, paragraph, words):
    article = next(entry.id for entry in library.entries() if entry.outlet == outlet)
    version = library.latest(article)
    start = version.texts[paragraph].index(words)
    return article, Anchor(version.id, describe(version, span_of(paragraph, start, start + len(words))))


def mark(library, outlet, paragraph, words, **fields):
    article, place = anchor(library, outlet, paragraph, words)
    library.store(article).put(Annotation(anchors=(place,), **fields))


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ("berths forty", {"Harbour Post", "The Ledger"}),
        ('"the forty berths"', {"The Ledger"}),
        ("won't", {"Harbour Post", "The Ledger"}),
        ("WON’T PAY", {"Harbour Post", "The Ledger"}),
        ("zurich", {"Harbour Post"}),
        ("ber*", {"Harbour Post", "The Ledger", "Nippon"}),
        ("berths outlet:ledger", {"The Ledger"}),
        ("berths before:2024", {"Nippon"}),
        ("berths before:2024-04-01", {"Harbour Post", "Nippon"}),
        ("berths after:2024-04-01", {"The Ledger"}),
        ("辞任", {"Nippon"}),
        ("speaker:Lee", {"Harbour Post", "The Ledger"}),
        ("speaker:lee monday", set()),
        ("speaker:lee the", {"The Ledger"}),
        ('speaker:"Tom Poe"', {"Nippon"}),
        ("nowhere", set()),
    ],
)
def test_all_words_and_fields_must_fit(find, query, outlets):
    assert {hit.outlet for hit in find(query)} == outlets


def test_a_hit_says_what_it_is_where_it_stands_and_who_says_it(find):
    (hit,) = find('"the forty berths"')
    assert (hit.kind, hit.speaker, hit.confirmed, hit.paragraph) == (HitKind.QUOTATION, "Ann Lee", False, 1)
    assert hit.text == "We won’t pay for the forty berths,"
    assert [hit.shown.text[start:end] for start, end in hit.shown.hits] == ["the forty berths"]


def test_a_speakers_quotation_says_where_in_its_paragraph_it_begins(find):
    assert {(hit.outlet, hit.paragraph, hit.start) for hit in find("speaker:Lee")} == {
        ("Harbour Post", 1, 1),
        ("The Ledger", 1, 1),
    }


def test_titles_are_left_out_where_they_are_found_otherwise(find, library, tmp_path):
    assert HitKind.ARTICLE in {hit.kind for hit in find("berths")}
    index = Index(library.root, tmp_path / "cache")
    kinds = {hit.kind for hit in search(index, parse("berths"), titles=False)}
    index.close()
    assert kinds == {HitKind.TEXT, HitKind.QUOTATION}


def test_notes_highlights_and_clips_are_found_by_words_role_tag_and_note(find, library):
    mark(library, "The Ledger", 2, "The mayor, Tom Poe", note="Ask why he is silent", role="question", tags=("poe",))
    mark(library, "The Ledger", 2, "was silent", role="fact")
    article, place = anchor(library, "Nippon", 2, "Berths are for boats.")
    library.store(article).put(Clip(anchors=(place,), text="“Berths are for boats.” — Tom Poe", speaker="Tom Poe"))
    assert [(hit.kind, hit.note, hit.paragraph) for hit in find("ask silent")] == [("note", "Ask why he is silent", 2)]
    assert {hit.role for hit in find("has:note")} == {"question"}
    assert [hit.text for hit in find("role:Fact")] == ["was silent"]
    assert [hit.text for hit in find("tag:poe silent")] == ["The mayor, Tom Poe"]
    assert [hit.kind for hit in find('speaker:"Tom Poe"')] == ["quotation", "clip"]
    assert "clip" in {hit.kind for hit in find("boats")}


@pytest.mark.parametrize(
    ("tag", "query"),
    [("poe", "tag:#Poe"), ("Été", "tag:été"), ("war-crimes", "tag:war-crimes"), ("O’Brien’s", "tag:o'brien’s")],
)
def test_a_tag_is_found_however_it_is_typed_on_a_highlight_and_on_an_article(find, library, tag, query):
    mark(library, "The Ledger", 2, "was silent", note="Ask", tags=("other", tag))
    ids = {entry.outlet: entry.id for entry in library.entries()}
    library.store(ids["Nippon"]).put(Details(id="article", tags=(tag,)))
    assert {(hit.outlet, hit.kind) for hit in find(query)} == {("The Ledger", "note"), ("Nippon", "article")}
    assert {hit.outlet for hit in find(f"{query} ask")} == {"The Ledger"}


@pytest.mark.parametrize("query", ["tag:war_crimes", "tag:war", "tag:war*", "tag:%", "tag:crimes"])
def test_a_tag_like_another_is_not_taken_for_it(find, library, query):
    mark(library, "The Ledger", 2, "was silent", note="War crimes", tags=("war-crimes", "a war"))
    assert find(query) == []


def test_a_tag_of_the_article_finds_all_of_it_and_what_was_removed_is_not_found(find, library):
    ids = {entry.outlet: entry.id for entry in library.entries()}
    library.store(ids["Nippon"]).put(Details(id="article", tags=("Asia",)))
    library.store(ids["The Ledger"]).put(Details(id="article", removed=True))
    assert {hit.outlet for hit in find("tag:asia")} == {"Nippon"}
    assert {hit.outlet for hit in find("tag:asia berths")} == {"Nippon"}
    assert "The Ledger" not in {hit.outlet for hit in find("berths")}


def test_a_confirmed_speaker_counts_and_is_forgotten_with_the_confirmation(find, library):
    article, place = anchor(library, "Harbour Post", 1, "We won’t pay for forty berths,")
    store = library.store(article)
    record = store.put(Speaker(anchors=(place,), name="Greta Olsen"))
    assert [(hit.speaker, hit.confirmed) for hit in find("speaker:olsen")] == [("Greta Olsen", True)]
    store.remove(record)
    assert find("speaker:olsen") == []
    assert len(find("speaker:lee")) == 2


def test_who_a_label_of_a_transcript_is_counts_from_the_moment_it_is_said(find, library):
    turns = (Paragraph("We will win.", Kind.TURN, "Speaker 1"), Paragraph("You won’t.", Kind.TURN, "Speaker 2"))
    talk = Article("-", Source("A talk"), turns, b"x")
    article = library.identify(talk)
    library.keep(article, talk, new_version(talk))
    assert [hit.text for hit in find('speaker:"Speaker 1"')] == ["We will win."]
    store = library.store(article)
    named = store.put(TurnName(label="Speaker 1", name="Greta Olsen"))
    assert [(hit.text, hit.confirmed) for hit in find("speaker:olsen")] == [("We will win.", True)]
    assert find('speaker:"Speaker 1"') == []
    store.remove(named)
    assert find("speaker:olsen") == []
    assert [(hit.text, hit.confirmed) for hit in find('speaker:"Speaker 1"')] == [("We will win.", True)]


SAID = ("rain", "Rain", "raining", "the", "of", "won’t", "Zürich", "rain-bow", "日本", "ёлка")
PARAGRAPH = st.lists(st.sampled_from([*SAID, "“No”"]), min_size=1, max_size=6).map(" ".join)
PHRASE = st.lists(st.sampled_from([*SAID, "no"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=5, unique=True), st.lists(PHRASE, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_what_is_found_is_what_reading_every_paragraph_finds(texts, phrases):
    with TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library")
        article = Article("-", Source(), tuple(map(Paragraph, texts)), b"x")
        library.keep(library.identify(article), article, new_version(article))
        index = Index(library.root, None)
        building.update(index)
        found = search(index, parse(" ".join(f'"{phrase}"' for phrase in phrases)))
        index.close()

    def row(text):
        return f" {' '.join(words_of(text))} "

    read = {number for number, text in enumerate(texts) if all(row(phrase) in row(text) for phrase in phrases)}
    assert {hit.paragraph for hit in found if hit.kind is not HitKind.ARTICLE} == read
    assert all(hit.shown.hits for hit in found)


def test_the_same_words_in_differing_versions_stand_side_by_side(find):
    (saying,) = sayings(find("speaker:Lee"))
    assert [[hit.outlet for hit in wording] for wording in saying.wordings] == [["The Ledger"], ["Harbour Post"]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "names no word"),
        ("—", "names no word"),
        ("spaeker:lee", "spaeker:"),
        ('"open', "isn't closed"),
        ("before:soon", "no date"),
        ("after:2024-13", "no date"),
        ("has:coffee", "has:note"),
        ("speaker:", "names nothing"),
    ],
)
def test_a_bad_query_is_one_sentence_with_the_way_out(query, said):
    with pytest.raises(UsageError) as caught:
        parse(query)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_address_and_a_colon_in_a_phrase_are_words():
    assert parse("https://example.org").terms == (Term(("https", "example", "org")),)
    assert parse('"note: 10:30"').terms == (Term(("note", "10", "30")),)


def test_what_is_typed_is_understood_before_it_is_whole():
    assert typed("pesk") == Query((Term(("pesk",), beginning=True),))
    assert typed("ferry speaker:") == Query((Term(("ferry",)),))
    assert typed('"on thur').terms == (Term(("on", "thur")),)
    assert typed("before:20") == Query()
    assert typed("p") == Query((Term(("p",)),))


@given(
    st.lists(st.sampled_from(["ferry", "One.", "two", "“three”", "日本", "  ", "Ferry-boat", "x" * 90]), max_size=60)
)
def test_a_snippet_of_any_text_is_cut_at_words_and_has_its_hits(words):
    text = " ".join(words)
    shown = snippet(text, parse("ferry").terms)
    cut = shown.text.removeprefix("… ").removesuffix(" …")
    assert cut in text
    assert len(shown.text) <= 160 + len("… … ferry")
    assert all(shown.text[start:end].lower() == "ferry" for start, end in shown.hits)
    assert bool(shown.hits) == ("ferry" in text.lower())
    assert shown.text == text or len(text) > 160


def test_a_snippet_is_where_most_of_what_is_looked_for_stands():
    text = "The ferry left. " + "Nothing. " * 40 + "A ferry, a ferry and a boat. " + "Nothing. " * 40
    shown = snippet(text, parse("ferry boat").terms)
    assert [shown.text[start:end] for start, end in shown.hits] == ["ferry", "ferry", "boat"]


def test_a_snippet_is_of_the_texts_own_words_around_the_hits():
    text = "One. " * 60 + "Then the ferry sank. " + "Two. " * 60
    shown = snippet(text, [Term(("ferry",))])
    assert [shown.text[start:end] for start, end in shown.hits] == ["ferry"]
    assert shown.text.strip("… ") in text
    assert len(shown.text) < 200
