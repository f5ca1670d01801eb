"""Bringing an index up to the library: what changed, by size and date of the files, and that alone.

An article is taken in three steps, each for all articles before the next: its records and head (a list and the notes
can be looked at), its text (words and paragraphs), its quotations with who says them. Each batch is written whole, so
a build may end at any time and go on at any time, in another process too.
"""

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.errors import TuireaderError
from annotations.index.contents import Records, records_of, versions_of
from annotations.index.database import CLIP, HIGHLIGHT, PARAGRAPH, TITLE, Damaged, Index, number_of
from annotations.index.rows import Rows, remove_docs
from annotations.models import Anchored, Kind, QuotationKind, Speaker, Version
from annotations.pausing import no_collection

Progress = Callable[[str, int, int], None]
"""Told what is being indexed, how many articles are done, and of how many."""

STEPS = ("notes", "texts", "quotations")
_BATCH = 500
"""Articles that are written at once."""


def stamps(root: Path) -> dict[str, str]:
    """For each article of a library what tells that something in it changed: sizes and dates of its files."""
    found: dict[str, str] = {}
    stat = os.stat
    try:
        parts = [part.path for part in os.scandir(root / "articles") if len(part.name) == 2]
        for part in parts:
            for article in os.scandir(part):
                if len(article.name) != 16:
                    continue
                path = article.path
                try:
                    journal = stat(f"{path}/annotations.jsonl")
                    said = f"{journal.st_size}.{journal.st_mtime_ns}"
                except OSError:
                    said = ""
                try:
                    found[article.name] = f"{said} {stat(f'{path}/versions').st_mtime_ns}"
                except OSError:
                    if said:
                        found[article.name] = said
    except OSError:  # no library yet, or none that can be read: the list of articles tells
        return found
    return found


class Stale(NamedTuple):
    """How a library differs from its index."""

    changed: dict[str, str]
    """The articles that changed or are new with their stamps, the oldest text first."""
    gone: list[str]


def stale(index: Index) -> Stale:
    """What changed since the last update."""
    now = stamps(index.root)
    known = dict(index.all("select id, stamp from articles"))
    changed = [article for article, stamp in now.items() if known.get(article) != stamp]
    changed.sort(key=lambda article: (now[article].rpartition(" ")[2], article))
    return Stale({article: now[article] for article in changed}, [one for one in known if one not in now])


def waiting(index: Index) -> int:
    """How many articles an update would look at, in whichever step."""
    changed, gone = stale(index)
    rest = index.all("select count(*) from articles where texts <> version or quoted <> version")[0][0]
    return max(len(changed) + len(gone), int(rest))


def update(index: Index, progress: Progress = lambda *_: None, steps: Sequence[str] = STEPS) -> None:
    """Bring an index up to its library, with some of STEPS. A damaged index is built anew."""
    with no_collection():
        try:
            _update(index, progress, steps)
        except Damaged:
            _update(index, progress, steps)


def _update(index: Index, progress: Progress, steps: Sequence[str]) -> None:
    changed, gone = stale(index)
    for batch in _batches(gone):
        with index.writing() as db:
            for article in batch:
                _forget(db, article)
    if "notes" in steps:
        _step(index, "notes", list(changed), progress, lambda one: _read_records(index.root, one, changed[one]))
    if "texts" in steps:
        _step(index, "texts", _without(index, "texts"), progress, lambda article: _read_texts(index.root, article))
    if "quotations" in steps:
        behind = _without(index, "quoted")
        _step(index, "quotations", behind, progress, lambda article: _read_quotes(index, article))


def _without(index: Index, column: str) -> list[str]:
    sql = f"select id from articles where {column} <> version order by n"  # noqa: S608 - a column named above
    return [row[0] for row in index.all(sql)]


_Write = Callable[[sqlite3.Connection, Rows], None]


def _step(index: Index, step: str, todo: Sequence[str], progress: Progress, read: Callable[[str], _Write]) -> None:
    """One step for some articles: read in batches, written whole."""
    done = 0
    for batch in _batches(todo):
        writes = [read(article) for article in batch]
        with index.writing() as db:
            rows = Rows(db)
            for write in writes:
                write(db, rows)
            rows.write()
        done += len(batch)
        progress(step, done, len(todo))


def _batches(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(articles), _BATCH):
        yield articles[start : start + _BATCH]


# Notes: the article's row, its title, highlights and clips.


def _read_records(root: Path, article: str, stamp: str) -> _Write:
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
    rows.add(number, TITLE, records.title, details.note, f"{source.outlet} {source.author} {_tags(details.tags)}")
    for mark in records.annotations:
        key, start = _place(mark)
        rows.add(
            number,
            HIGHLIGHT,
            mark.exact,
            mark.note,
            _tags(mark.tags),
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
    _confirm(db, number, records.speakers)


_ISO_DAY = re.compile(r"[12]\d{3}-\d\d-\d\d")


def _day(published: str, accessed: str) -> str:
    """When an article was published, else when its text was kept."""
    return published[:10] if _ISO_DAY.match(published) else accessed[:10]


def _tags(tags: Iterable[str]) -> str:
    return " ".join(f"#{tag}" for tag in tags)


def _place(record: Anchored) -> tuple[int | None, int]:
    """The key of the paragraph where a mark was last placed, and where in it the mark begins."""
    selector = (record.anchors[-1].selectors or record.anchors[0].selectors)[0]
    return number_of(selector.key), selector.start


def _confirm(db: sqlite3.Connection, article: int, speakers: Iterable[Speaker]) -> None:
    """Write confirmed names beside what the engine found."""
    db.execute("update quotes set confirmed = 0, speaker = found where article = ? and confirmed = 1", (article,))
    for speaker in speakers:
        for selector in speaker.anchors[-1].selectors:
            db.execute(
                "update quotes set confirmed = 1, speaker = ? where article = ? and start < ? and end > ? and paragraph"
                " in (select paragraph from docs where key = ? and article = ? and kind = ? and current = 1)",
                (speaker.name, article, selector.end, selector.start, number_of(selector.key), article, PARAGRAPH),
            )


# Texts: the paragraphs of all versions, each once.


def _read_texts(root: Path, article: str) -> _Write:
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


# Quotations.


def _read_quotes(index: Index, article: str) -> _Write:
    versions = versions_of(index.root, article)
    try:
        records = records_of(index.root, article)
    except TuireaderError:
        records = None
    rows = _quotes(versions[-1], records.turns if records else {}) if versions else []
    return lambda db, _: _write_quotes(db, article, rows, records.speakers if records else ())


_Quote = tuple[int, int, int, str, float, int, str]


def _quotes(version: Version, turns: Mapping[str, str]) -> list[_Quote]:
    """Paragraph, start, end, speaker, how sure, whether confirmed, words: of quotations and of turns."""
    found: list[_Quote] = [
        (number, 0, len(paragraph.text), turns.get(paragraph.speaker, paragraph.speaker), 1.0, 2, paragraph.text)
        for number, paragraph in enumerate(version.paragraphs)
        if paragraph.kind is Kind.TURN and paragraph.speaker
    ]
    from annotations.quotations import find_quotations  # a list of articles needs no engine

    in_turns = {row[0] for row in found}
    for one in find_quotations(version.paragraphs):
        if one.kind in (QuotationKind.SPEECH, QuotationKind.FRAGMENT) and one.span.start.paragraph not in in_turns:
            start, end = one.span.start.offset, one.span.end.offset
            found.append((one.span.start.paragraph, start, end, one.speaker, one.sure.speaker, 0, one.text))
    return found


def _write_quotes(db: sqlite3.Connection, article: str, rows: Iterable[_Quote], speakers: Iterable[Speaker]) -> None:
    number, newest = db.execute("select n, version from articles where id = ?", (article,)).fetchone()
    db.execute("delete from quotes where article = ?", (number,))
    db.executemany(
        "insert into quotes values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *row[:4], *row[3:]) for row in rows],
    )
    _confirm(db, number, speakers)
    db.execute("update articles set quoted = ? where n = ?", (newest, number))


def _forget(db: sqlite3.Connection, article: str) -> None:
    row = db.execute("select n from articles where id = ?", (article,)).fetchone()
    if row is None:
        return
    remove_docs(db, row[0], (TITLE, PARAGRAPH, HIGHLIGHT, CLIP))
    for table in ("quotes", "versions"):
        db.execute(f"delete from {table} where article = ?", row)  # noqa: S608 - the names above
    db.execute("delete from articles where n = ?", row)
