"""What `tuireader import` does: takes in what files say, changes nothing that wasn't changed there, and sums up."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from annotations.archiving import take_in
from annotations.errors import SourceError, TuireaderError, UsageError
from annotations.exporting.fences import ARTICLE, sum_of
from annotations.identity import canonical, url_id
from annotations.importing import Edit, Foreign, hypothesis, markdown, readwise, webannotation
from annotations.importing.placing import anchor_of
from annotations.library import Library
from annotations.models import Annotation, Details
from tuireader.articles.opening import name_of, read
from tuireader.articles.plain import decode
from tuireader.printing import print_json, print_text, tell

_UNSEEN = "nothing"
"""What a state was made from that nobody here has seen: no line's name, so that both states are kept."""
_TAKEN = "imported"
"""The field of a record that holds the sum of what was last imported into it."""


@dataclass
class Summary:
    """What came of it, by the number of notes."""

    new: int = 0
    changed: int = 0
    known: int = 0
    conflicts: int = 0
    """Changed here and there: both are kept."""
    without_place: int = 0
    """New, but their words aren't to be found, or not beyond doubt."""
    deleted: int = 0
    removed: list[str] = field(default_factory=list)
    """Parts that were taken out of a document; their notes stay, unless it was asked to delete them."""
    not_in_library: list[str] = field(default_factory=list)
    """Addresses or titles of articles, or ids of notes, that the library doesn't have."""
    unread: list[str] = field(default_factory=list)
    """Why files weren't read."""


def import_files(library: Library, files: Sequence[Path], *, delete_removed: bool, as_json: bool) -> int:
    """Import files; exit code 1 where something has no article or a file couldn't be read, 2 where none could."""
    summary = Summary()
    importer = Importer(library, summary, delete_removed=delete_removed)
    for path in files:
        try:
            text = decode(read(str(path))).text
        except SourceError as error:
            summary.unread.append(str(error))
            continue
        try:
            importer.take(text)
        except TuireaderError as error:
            summary.unread.append(f"{name_of(str(path))}: {error}")
    tell([*library.notices, *summary.unread])
    if as_json:
        print_json(asdict(summary))
    elif len(summary.unread) < len(files):
        print_text("\n".join(_sentences(summary)))
    if len(summary.unread) == len(files):
        return 2
    return 1 if summary.unread or summary.not_in_library else 0


def _sentences(summary: Summary) -> Iterator[str]:
    counts = {
        "new": summary.new,
        "changed": summary.changed,
        "known already": summary.known,
        "changed on both sides, both kept": summary.conflicts,
        "deleted": summary.deleted,
    }
    yield ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing to import"
    if summary.without_place:
        yield f"{summary.without_place} without a place in the text, kept as lost"
    if summary.removed:
        yield f"{len(summary.removed)} taken out of the file and kept here; --delete-removed deletes them"
    for name in dict.fromkeys(summary.not_in_library):
        yield f"not in the library: {name}"


class Importer:
    """Takes one file's text after the other into a library."""

    def __init__(self, library: Library, summary: Summary, *, delete_removed: bool) -> None:
        self._library, self._summary, self._delete_removed = library, summary, delete_removed
        self._owners: dict[str, str] = {}

    def take(self, text: str) -> None:
        """Whatever of the formats that are known the text has. Raises UsageError where it has none."""
        document = markdown.parse(text)
        if document.edits or document.removed:
            self._take_document(document)
            return
        data = _json(text)
        if webannotation.is_ours(data):
            for archive in webannotation.parse(data):
                self._take_archive(archive)
        elif rows := hypothesis.parse(data):
            self._take_foreign(rows)
        elif data is None and readwise.is_table(text):
            self._take_foreign(readwise.parse(text))
        else:
            raise UsageError(
                "no notes are in it; give exported Markdown, Web Annotations, Hypothesis's JSON, Readwise's CSV"
            )

    def _take_archive(self, archive: Any) -> None:
        before = len(self._library.store(archive.article).conflicts())
        count = take_in(self._library, archive)
        conflicts = max(0, len(self._library.store(archive.article).conflicts()) - before)
        self._summary.conflicts += conflicts
        self._summary.new += max(0, count - conflicts)
        self._summary.known += len(archive.entries) - count

    # -- Markdown

    def _take_document(self, document: markdown.Document) -> None:
        for edit in document.edits:
            self._take_edit(document, edit)
        for name in document.removed:
            self._take_removed(name)

    def _take_edit(self, document: markdown.Document, edit: Edit) -> None:
        article = self._owner(document, edit.name)
        record = self._record(article, edit.name) if article else None
        if record is None:
            self._summary.not_in_library.append(f"the note {edit.name}")
            return
        role = edit.role or (record.role if isinstance(record, Annotation) else "")
        tags = edit.tags if edit.tags is not None else record.tags
        stated = (edit.note, role, tags if isinstance(record, Annotation) else ())
        current = _stated(record)
        if sum_of(stated) in (edit.sum, sum_of(current), record.extra.get(_TAKEN)):
            self._summary.known += 1
            return
        base = record.updated if sum_of(current) == edit.sum else edit.state or _UNSEEN
        self._change(article, record, stated, base)

    def _change(self, article: str, record: Annotation | Details, stated: Any, base: str) -> None:
        note, role, tags = stated
        fields = {"role": role, "tags": tuple(tags)} if isinstance(record, Annotation) else {}
        extra = {**record.extra, _TAKEN: sum_of(stated)}
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

    def _owner(self, document: markdown.Document | None, name: str) -> str:
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

    # -- other programs

    def _take_foreign(self, rows: Iterable[Foreign]) -> None:
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
                    extra={_TAKEN: sum_of(stated)},
                )
            )
            self._summary.new += 1
            self._summary.without_place += not anchor.version
        else:
            self._note_on_whole(article, foreign)

    def _again(self, article: str, known: Annotation, stated: Any) -> None:
        """What was imported before: changed there, here, on both sides, or not at all."""
        here, before, there = sum_of((known.note, "", known.tags)), known.extra.get(_TAKEN), sum_of(stated)
        if there in (before, here):
            self._summary.known += 1
            return
        base = known.updated if here == before else _UNSEEN
        note, _, tags = stated
        changed = replace(known, note=note, tags=tuple(tags), updated=base, extra={**known.extra, _TAKEN: there})
        self._library.store(article).change(changed)
        if base == _UNSEEN:
            self._summary.conflicts += 1
        else:
            self._summary.changed += 1

    def _note_on_whole(self, article: str, foreign: Foreign) -> None:
        store = self._library.store(article)
        details = store.get(Details, "article") or Details(id="article")
        if not foreign.note or foreign.note in details.note:
            self._summary.known += 1
            return
        store.put(replace(details, note="\n\n".join(filter(None, [details.note, foreign.note]))))
        self._summary.new += 1


def _stated(record: Annotation | Details) -> tuple[str, str, Sequence[str]]:
    return (record.note, record.role, record.tags) if isinstance(record, Annotation) else (record.note, "", ())


def _json(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
