"""Marks of other programs, taken in where their words stand beyond doubt, and kept as lost elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from annotations.exporting.fences import sum_of
from annotations.identity import canonical, url_id
from annotations.importing import Foreign
from annotations.importing.placing import anchor_of
from annotations.library import Library
from annotations.models import Annotation, Details
from tuireader.import_summary import TAKEN, UNSEEN, Summary


class Marks:
    """Takes marks into a library."""

    def __init__(self, library: Library, summary: Summary) -> None:
        self._library, self._summary = library, summary

    def take(self, rows: Iterable[Foreign]) -> None:
        """Keep each mark with the article that it names."""
        places: dict[tuple[str, str], str] = {}
        for foreign in rows:
            named = (foreign.address, foreign.title)
            if named not in places:
                places[named] = self._article_of(foreign)
            if places[named]:
                self._take_one(places[named], foreign)
            else:
                self._summary.not_in_library.append(foreign.address or foreign.title or "an article without a name")

    def _article_of(self, foreign: Foreign) -> str:
        by_url = url_id(foreign.address)
        entries = self._library.entries()
        if by_url and by_url in {entry.id for entry in entries}:
            return by_url
        for entry in entries:
            if by_url and canonical(foreign.address) in self._addresses(entry.id, entry.address):
                return entry.id
        name = foreign.title.casefold()
        titled = [one.id for one in entries if name and (one.title.casefold() == name or one.id[:8] == name)]
        return titled[0] if len(titled) == 1 and not by_url else ""

    def _addresses(self, article: str, address: str) -> set[str | None]:
        return {canonical(self._library.source(article).url), canonical(address)}

    def _take_one(self, article: str, foreign: Foreign) -> None:
        store = self._library.store(article)
        stated = (foreign.note, "", foreign.tags)
        known = store.get(Annotation, foreign.id)
        if known is None and (foreign.exact, foreign.note) in {(one.exact, one.note) for one in store.all(Annotation)}:
            self._summary.known += 1
        elif known is not None:
            self._again(article, known, stated)
        elif anchor := anchor_of(foreign, self._library.latest(article)):
            store.add(
                Annotation(
                    id=foreign.id,
                    anchors=(anchor,),
                    note=foreign.note,
                    tags=tuple(foreign.tags),
                    author=foreign.author,
                    created=foreign.created,
                    extra={TAKEN: sum_of(stated)},
                )
            )
            self._summary.new += 1
            self._summary.without_place += not anchor.version
        else:
            self._note_on_whole(article, foreign)

    def _again(self, article: str, known: Annotation, stated: Any) -> None:
        """What was imported before: changed there, here, on both sides, or not at all."""
        here, before, there = sum_of((known.note, "", known.tags)), known.extra.get(TAKEN), sum_of(stated)
        if there in (before, here):
            self._summary.known += 1
            return
        base = known.updated if here == before else UNSEEN
        note, _, tags = stated
        changed = replace(known, note=note, tags=tuple(tags), updated=base, extra={**known.extra, TAKEN: there})
        self._library.store(article).change(changed)
        if base == UNSEEN:
            self._summary.conflicts += 1
        else:
            self._summary.changed += 1

    def _note_on_whole(self, article: str, foreign: Foreign) -> None:
        store = self._library.store(article)
        details = store.get(Details, "article") or Details(id="article")
        if not foreign.note or f"\n\n{foreign.note}\n\n" in f"\n\n{details.note}\n\n":
            self._summary.known += 1
            return
        store.put(replace(details, note="\n\n".join(filter(None, [details.note, foreign.note]))))
        self._summary.new += 1
