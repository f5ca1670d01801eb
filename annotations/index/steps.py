"""What one article gives to the index in each step of a build: read from its files, then written in a transaction."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.errors import TuireaderError
from annotations.index.contents import Records, records_of, versions_of
from annotations.index.database import CLIP, HIGHLIGHT, PARAGRAPH, TITLE, number_of
from annotations.index.rows import Rows, remove_docs
from annotations.models import Anchored, Kind, QuotationKind, Version

Write = Callable[[sqlite3.Connection, Rows], None]
"""Writes what a step has read."""


def records_step(root: Path, article: str, stamp: str) -> Write:
    """The article's row, its title, highlights and clips, and the names that a person gave to speakers."""
    try:
        records = records_of(root, article)
    except TuireaderError as error:
        said = str(error)
        return lambda db, _: _mark_unreadable(db, article, stamp, said)
    return lambda db, rows: _write_records(db, rows, article, stamp, records)


def _mark_unreadable(db: sqlite3.Connection, article: str, stamp: str, notice: str) -> None:
    """Leave what was known of an article as it is, and say why; it is tried again when its files change."""
    db.execute(
        "insert into articles (id, stamp, notice, removed) values (?, ?, ?, null)"
        " on conflict (id) do update set stamp = excluded.stamp, notice = excluded.notice",
        (article, stamp, notice),
    )


def _write_records(db: sqlite3.Connection, rows: Rows, article: str, stamp: str, records: Records) -> None:
    source, details, header = records.source, records.details, records.header
    values = {
        "stamp": stamp,
        "notice": records.notice,
        "version": header.id if header else "",
        "title": records.title,
        "author": source.author,
        "outlet": source.outlet,
        "published": source.published,
        "url": source.url,
        "address": details.address or (header.address if header else ""),
        "agency": source.agency,
        "kind": source.kind,
        "tags": json.dumps(details.tags, ensure_ascii=False),
        "done": details.done,
        "removed": details.removed,
        "annotations": len(records.annotations),
        "clips": len(records.clips),
        "opened": records.opened,
        "accessed": header.accessed if header else "",
        "day": _day(source.published, header.accessed if header else ""),
    }
    names = ", ".join(values)
    known = ", ".join(f"{name} = excluded.{name}" for name in values)
    db.execute(
        f"insert into articles (id, {names}) values (?{', ?' * len(values)})"  # noqa: S608 - the names above
        f" on conflict (id) do update set {known}",
        (article, *values.values()),
    )
    number = db.execute("select n from articles where id = ?", (article,)).fetchone()[0]
    remove_docs(db, number, (TITLE, HIGHLIGHT, CLIP))
    rows.add(number, TITLE, records.title, details.note, " ".join((source.outlet, source.author, *details.tags)))
    for mark in records.annotations:
        key, start = _place(mark)
        rows.add(
            number,
            HIGHLIGHT,
            mark.exact,
            mark.note,
            "\n".join(mark.tags),
            key=key,
            start=start,
            id_=mark.id,
            role=mark.role,
            created=mark.created,
        )
    for clip in records.clips:
        key, start = _place(clip)
        rows.add(
            number,
            CLIP,
            clip.words,
            more=clip.text,
            key=key,
            start=start,
            id_=clip.id,
            speaker=clip.speaker,
            created=clip.created,
        )
    _confirm(db, number, records)


_ISO_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


def _day(published: str, accessed: str) -> str:
    """When an article was published, else when its text was kept."""
    return published[:10] if _ISO_DAY.match(published) else accessed[:10]


def _place(record: Anchored) -> tuple[int | None, int]:
    """The key of the paragraph where a mark was last placed, and where in it the mark begins."""
    selector = (record.anchors[-1].selectors or record.anchors[0].selectors)[0]
    return number_of(selector.key), selector.start


def _confirm(db: sqlite3.Connection, article: int, records: Records) -> None:
    """Write the names that a person gave beside those that stand in the text."""
    db.execute(
        "update quotes set confirmed = turn, speaker = found where article = ? and (confirmed or turn)", (article,)
    )
    for label, name in records.turns.items():
        db.execute("update quotes set speaker = ? where article = ? and turn and found = ?", (name, article, label))
    for speaker in records.speakers:
        for selector in speaker.anchors[-1].selectors:
            db.execute(
                "update quotes set confirmed = 1, speaker = ? where article = ? and start < ? and end > ? and paragraph"
                " in (select paragraph from docs where key = ? and article = ? and kind = ? and current = 1)",
                (speaker.name, article, selector.end, selector.start, number_of(selector.key), article, PARAGRAPH),
            )


def texts_step(root: Path, article: str) -> Write:
    """The paragraphs of all versions, each once."""
    versions = versions_of(root, article)
    return lambda db, rows: _write_texts(db, rows, article, versions)


def _write_texts(db: sqlite3.Connection, rows: Rows, article: str, versions: Sequence[Version]) -> None:
    number, newest = db.execute("select n, version from articles where id = ?", (article,)).fetchone()
    remove_docs(db, number, (PARAGRAPH,))
    db.execute("delete from versions where article = ?", (number,))
    db.executemany(
        "insert into versions values (?, ?, ?, ?)",
        [(number, place, version.id, version.accessed) for place, version in enumerate(versions)],
    )
    seen: set[str] = set()
    for place in range(len(versions) - 1, -1, -1):
        current = place == len(versions) - 1
        older: set[str] = set()
        for at, paragraph in enumerate(versions[place].paragraphs):
            key = paragraph.key
            if key is None or (not current and key in seen):
                continue
            older.add(key)
            rows.add(
                number, PARAGRAPH, paragraph.text, version=place, paragraph=at, key=number_of(key), current=current
            )
        seen |= older
    db.execute("update articles set texts = ? where n = ?", (newest, number))


def quotations_step(root: Path, article: str) -> Write:
    """The quotations of the newest version and the turns of a transcript, with who says them."""
    versions = versions_of(root, article)
    try:
        records = records_of(root, article)
    except TuireaderError:  # told by the step before
        records = None
    rows = _quotes(versions[-1]) if versions else []
    return lambda db, _: _write_quotes(db, article, rows, records)


class _Quote(NamedTuple):
    paragraph: int
    start: int
    end: int
    speaker: str
    """As the text names who says it."""
    sure: float
    turn: bool
    text: str


def _quotes(version: Version) -> list[_Quote]:
    found = [
        _Quote(number, 0, len(paragraph.text), paragraph.speaker, 1.0, True, paragraph.text)
        for number, paragraph in enumerate(version.paragraphs)
        if paragraph.kind is Kind.TURN and paragraph.speaker
    ]
    from annotations.quotations import find_quotations  # a list of articles needs no engine

    in_turns = {row.paragraph for row in found}
    for one in find_quotations(version.paragraphs):
        if one.kind in (QuotationKind.SPEECH, QuotationKind.FRAGMENT) and one.span.start.paragraph not in in_turns:
            start, end = one.span.start.offset, one.span.end.offset
            place = (one.span.start.paragraph, start, end)
            found.append(_Quote(*place, one.speaker, one.sure.speaker, False, one.text))
    return found


def _write_quotes(db: sqlite3.Connection, article: str, rows: Iterable[_Quote], records: Records | None) -> None:
    number, newest = db.execute("select n, version from articles where id = ?", (article,)).fetchone()
    db.execute("delete from quotes where article = ?", (number,))
    db.executemany(
        "insert into quotes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *row[:4], row.speaker, row.sure, row.turn, row.turn, row.text) for row in rows],
    )
    if records is not None:
        _confirm(db, number, records)
    db.execute("update articles set quoted = ? where n = ?", (newest, number))


def forget(db: sqlite3.Connection, article: str) -> None:
    """Take an article out of the index."""
    row = db.execute("select n from articles where id = ?", (article,)).fetchone()
    if row is None:
        return
    remove_docs(db, row[0], (TITLE, PARAGRAPH, HIGHLIGHT, CLIP))
    for table in ("quotes", "versions"):
        db.execute(f"delete from {table} where article = ?", row)  # noqa: S608 - the names above
    db.execute("delete from articles where n = ?", row)
