"""The same cases with their sources in one library, of which an index names the few texts to look at."""

import pytest

from annotations.checking.checker import check_quotes
from annotations.checking.quotes import quotes_of
from annotations.checking.shelf import Shelf
from annotations.index import Index, building, shelving
from annotations.library import Library
from annotations.models import Article, Details, Source
from annotations.versions import new_version


@pytest.fixture(scope="module")
def shelved(cases, tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    library = Library(folder / "library")
    for case in cases:
        for given in case.sources:
            url = f"https://example.org/{case.name}/{given.name}"
            article = Article(
                url, Source(title=given.name, author=given.source.author, url=url), given.paragraphs, b"x"
            )
            known = library.identify(article)
            library.keep(known, article, new_version(article))
            library.store(known).put(Details(id="article", tags=(case.name,)))
    index = Index(library.root, folder / "cache")
    building.update(index, steps=["notes", "texts"])
    yield library, index
    index.close()


def test_every_quotation_gets_its_label_from_the_library_too(case, paired, shelved):
    library, index = shelved
    quotes = quotes_of(case.draft)
    found = check_quotes(quotes, Shelf(shelving.sources_of(index, library, quotes, case.name)))
    wrong = [
        (expected.labels, one and one.label.value, one and one.quote)
        for expected, one in paired(case, found)
        if one is None or one.label not in expected.labels
    ]
    assert wrong == []


def test_no_problem_is_missed_among_all_sources(case, paired, shelved):
    """Another case's source may hold a draft's words too, but none makes a problem good, nor good words a problem."""
    library, index = shelved
    quotes = quotes_of(case.draft)
    found = check_quotes(quotes, Shelf(shelving.sources_of(index, library, quotes)))
    for expected, one in paired(case, found):
        assert one is not None
        if "phrase" not in expected.labels:
            assert one.label.problem == expected.is_problem, (expected, one)
