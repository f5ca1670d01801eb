"""Notes that were edited in an exported Markdown document, taken in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from annotations.exporting.fences import ARTICLE, sum_of
from annotations.importing import Edit
from annotations.importing.markdown import Document
from annotations.library import Library
from annotations.models import Annotation, Details
from tuireader.import_summary import TAKEN, UNSEEN, Summary


class Edits:
    """Takes what was edited in one document after the other into a library."""

    def __init__(self, library: Library, summary: Summary, *, delete_removed: bool) -> None:
        self._library, self._summary, self._delete_removed = library, summary, delete_removed
        self._owners: dict[str, str] = {}

    def take(self, document: Document) -> None:
        """Bring the library up to what a document says now."""
        for edit in document.edits:
            self._take_edit(document, edit)
        for name in document.removed:
            self._take_removed(name)

    def _take_edit(self, document: Document, edit: Edit) -> None:
        article = self._owner(document, edit.name)
        record = self._record(article, edit.name) if article else None
        if record is None:
            self._summary.not_in_library.append(f"the note {edit.name}")
            return
        role = edit.role or (record.role if isinstance(record, Annotation) else "")
        tags = edit.tags if edit.tags is not None else record.tags
        stated = (edit.note, role, tags if isinstance(record, Annotation) else ())
        current = _stated(record)
        if sum_of(stated) in (edit.sum, sum_of(current), record.extra.get(TAKEN)):
            self._summary.known += 1
            return
        base = record.updated if sum_of(current) == edit.sum else edit.state or UNSEEN
        self._change(article, record, stated, base)

    def _change(self, article: str, record: Annotation | Details, stated: Any, base: str) -> None:
        note, role, tags = stated
        fields = {"role": role, "tags": tuple(tags)} if isinstance(record, Annotation) else {}
        extra = {**record.extra, TAKEN: sum_of(stated)}
        self._library.store(article).change(replace(record, note=note, updated=base, extra=extra, **fields))
        if base == record.updated:
            self._summary.changed += 1
        else:
            self._summary.conflicts += 1

    def _take_removed(self, name: str) -> None:
        article = self._owner(None, name)
        record = self._record(article, name) if article and not name.startswith(ARTICLE) else None
        if not isinstance(record, Annotation):
            return
        if self._delete_removed:
            self._library.store(article).remove(record)
            self._summary.deleted += 1
        else:
            self._summary.removed.append(name)

    def _owner(self, document: Document | None, name: str) -> str:
        """The article that a part is of; empty where none has it."""
        if name == ARTICLE:
            article = document.article if document else ""
        elif name.startswith(f"{ARTICLE}-"):
            article = name.removeprefix(f"{ARTICLE}-")
        else:
            if not self._owners:
                self._owners = {
                    one.id: article
                    for article in self._library.articles()
                    for one in self._library.store(article).all(Annotation)
                }
            return self._owners.get(name, "")
        return article if article in self._library.articles() else ""

    def _record(self, article: str, name: str) -> Annotation | Details | None:
        store = self._library.store(article)
        return store.get(Details, "article") if name.startswith(ARTICLE) else store.get(Annotation, name)


def _stated(record: Annotation | Details) -> tuple[str, str, Sequence[str]]:
    return (record.note, record.role, record.tags) if isinstance(record, Annotation) else (record.note, "", ())
