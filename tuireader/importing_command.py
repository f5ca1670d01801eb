"""What `tuireader import` does: takes in what files say, changes nothing that wasn't changed there, and sums up."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.archiving import take_in
from annotations.errors import SourceError, TuireaderError, UsageError
from annotations.importing import hypothesis, markdown, readwise, webannotation
from annotations.library import Library
from tuireader.articles.opening import name_of, read
from tuireader.articles.plain import decode
from tuireader.import_edits import Edits
from tuireader.import_marks import Marks
from tuireader.import_summary import Summary
from tuireader.printing import print_json, print_text, tell


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
        print_text("\n".join(summary.sentences))
    if len(summary.unread) == len(files):
        return 2
    return 1 if summary.unread or summary.not_in_library else 0


class Importer:
    """Takes one file's text after the other into a library."""

    def __init__(self, library: Library, summary: Summary, *, delete_removed: bool) -> None:
        self._library, self._summary = library, summary
        self._edits, self._marks = Edits(library, summary, delete_removed=delete_removed), Marks(library, summary)

    def take(self, text: str) -> None:
        """Whatever of the formats that are known the text has. Raises UsageError where it has none."""
        document = markdown.parse(text)
        if document.edits or document.removed:
            self._edits.take(document)
            return
        data = _json(text)
        if webannotation.is_ours(data):
            for archive in webannotation.parse(data):
                self._take_archive(archive)
        elif rows := hypothesis.parse(data):
            self._marks.take(rows)
        elif data is None and readwise.is_table(text):
            self._marks.take(readwise.parse(text))
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


def _json(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
