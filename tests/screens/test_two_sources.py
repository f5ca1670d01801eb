"""What two laptops said of one article, merged: shown with both on the screen, and settled there."""

import shutil
from dataclasses import replace

from annotations.library import Library
from annotations.merging import merge
from annotations.models import Annotation, Source, SourceFields


async def test_a_source_that_two_laptops_set_is_shown_with_both_and_settled_by_the_form(reading, tmp_path):
    async with reading() as page:
        article = page.desk.state.article
    shutil.copytree(tmp_path / "library", tmp_path / "laptop")
    for name, outlet in (("laptop", "Sky News"), ("library", "The Guardian")):
        store = Library(tmp_path / name).store(article)
        store.put(SourceFields(id="source", source=Source(title="Interview", outlet=outlet)))
    assert merge(Library(tmp_path / "library"), tmp_path / "laptop").conflicts == [article]
    async with reading() as page:
        assert "changed in two places: S shows both" in page.status
        shown = page.desk.state.source.outlet
        other = {"Sky News", "The Guardian"} - {shown}
        await page.press("S")
        assert "changed in two places" in page.shown()
        assert f"or: {other.pop()}" in page.shown()
        await page.press("Enter", "Enter", "^O", "^S")
        assert page.desk.state.source.outlet != shown
        assert page.desk.state.source_rivals == ()
    assert Library(tmp_path / "library").store(article).conflicts() == []
    async with reading() as page:
        assert "two places" not in page.status


async def test_a_source_may_be_settled_as_it_stands(reading, tmp_path):
    async with reading() as page:
        article = page.desk.state.article
    shutil.copytree(tmp_path / "library", tmp_path / "laptop")
    for name in ("laptop", "library"):
        Library(tmp_path / name).store(article).put(SourceFields(id="source", source=Source(outlet=name)))
    merge(Library(tmp_path / "library"), tmp_path / "laptop")
    async with reading() as page:
        shown = page.desk.state.source
        await page.press("S", "^S")
        assert page.desk.state.source == shown
    assert Library(tmp_path / "library").store(article).conflicts() == []


async def test_a_note_that_two_laptops_changed_is_settled_by_a(reading, tmp_path):
    async with reading() as page:
        await page.note("We are sorry", "first")
        article = page.desk.state.article
    shutil.copytree(tmp_path / "library", tmp_path / "laptop")
    for name, text in (("laptop", "Ask Sky"), ("library", "Ask the UN")):
        store = Library(tmp_path / name).store(article)
        (mark,) = store.all(Annotation)
        store.change(replace(mark, note=text))
    merge(Library(tmp_path / "library"), tmp_path / "laptop")
    async with reading() as page:
        assert "also changed elsewhere" in page.shown()
        assert "a settles it" in page.shown()
        await page.press("]", "a", "^S")
    (mark,) = Library(tmp_path / "library").store(article).all(Annotation)
    assert {"Ask Sky", "Ask the UN"} <= set(mark.note.split("\n"))
    assert Library(tmp_path / "library").store(article).conflicts() == []
