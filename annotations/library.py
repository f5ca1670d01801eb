"""All articles that are kept: which article is which, their versions, and the list of them.

The folder that they lie in is `libraryfolder`'s.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from annotations import files
from annotations.dataclass import dataclass
from annotations.errors import StoreError, Unreadable
from annotations.identity import text_id, url_id
from annotations.libraryfolder import LIBRARY as LIBRARY
from annotations.libraryfolder import LibraryFolder
from annotations.models import Annotation, Article, Clip, Details, Source, SourceFields, Version
from annotations.versions import (
    Header,
    as_file,
    id_after,
    is_whole,
    read_beginning,
    read_header,
    read_version,
    source_of,
    text_hash,
    title_of,
    version_ids,
)
from annotations.versions import new_version as new_version

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,12}")
_CHUNK = 1 << 18
"""Bytes of an original that are written at once."""
_SHARED = 1 / 3
"""The part of an article's paragraphs that must stand in a known one's latest version to be taken for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a list of all."""

    id: str
    title: str
    """As the person or the document gives it; else the beginning of the first paragraph."""
    outlet: str
    published: str
    address: str
    annotations: int
    clips: int
    tags: tuple[str, ...]
    done: bool
    opened: str
    """When something in it was last recorded, or its text last kept."""


class Library(LibraryFolder):
    """A library in the folder `root`, which need not exist: nothing is made before something is kept.

    A thread that keeps a long text leaves the others their turn. See `LibraryFolder` for `read_only` and `notices`.
    """

    # -- which article is it

    def identify(self, article: Article, url: str = "", hint: str = "") -> str:
        """The article's id, 16 hex digits: of a known article that it is, else a new one.

        It is the known article with its web address (`url`, else the source's), else the one that began with this
        text, else `hint`, what the caller thinks it is, if a third of the paragraphs stand in its latest version.
        """
        by_url, by_text = url_id(url or article.source.url), text_id(article)
        for known in (by_url, by_text):
            if known and self._is_known(known):
                return self.joined(known)
        if hint and self._is_known(hint) and self._is_like(article, hint):
            return hint
        return by_url or by_text

    def _is_like(self, article: Article, article_id: str) -> bool:
        latest = self.latest(article_id)
        keys = {paragraph.key for paragraph in article.paragraphs if paragraph.key}
        return latest is not None and len(keys & latest.places.keys()) >= max(1, len(keys) * _SHARED)

    # -- keeping versions

    def keep(self, article_id: str, article: Article, version: Version) -> Version:
        """Put a text and its original on the disk, unless the latest version has the same text: that one is returned.

        Raises a StoreError; a version is either whole or not there.
        """
        known = self._same(article_id, article)
        if known is not None:
            return known
        with self.filling(article_id) as folder:
            known = self._same(article_id, article)  # another window may have been faster
            if known is not None:
                return known
            newest = max(self.versions(article_id), default="")
            version = replace(version, id=id_after(version.id, newest))
            suffix = article.suffix if _SUFFIX.fullmatch(article.suffix) else ".bin"
            original = folder / "originals" / f"{version.id}{suffix}"
            files.replace(original, _chunks(article.original))
            try:
                files.replace(self._version_path(article_id, version.id), as_file(version, article))
            except (OSError, StoreError):
                original.unlink(missing_ok=True)
                raise
        return version

    def _same(self, article_id: str, article: Article) -> Version | None:
        """The latest version if it has this very text, whole."""
        header = self.header(article_id)
        if header is None or header.text != text_hash(article):
            return None
        if not is_whole(self._version_path(article_id, header.id)):
            return None
        return Version(header.id, header.accessed, header.address, header.sha256, article.paragraphs)

    # -- finding

    def versions(self, article_id: str) -> list[str]:
        """The ids of an article's versions, oldest first."""
        return version_ids(self.folder(article_id) / "versions")

    def read_version(self, article_id: str, version_id: str) -> Version | None:
        """A version; None if there is no such one. Raises Unreadable if it is damaged."""
        return read_version(self._version_path(article_id, version_id))

    def latest(self, article_id: str) -> Version | None:
        """The newest version that can be read; a damaged one is a notice."""
        for version_id in reversed(self.versions(article_id)):
            try:
                return self.read_version(article_id, version_id)
            except Unreadable as error:
                self._notice(str(error))
        return None

    def header(self, article_id: str) -> Header | None:
        """Of the newest version that can be read what is known without its text; a damaged one is a notice."""
        for version_id in reversed(self.versions(article_id)):
            try:
                return read_header(self._version_path(article_id, version_id))
            except Unreadable as error:
                self._notice(str(error))
        return None

    def source(self, article_id: str) -> Source:
        """The source fields as the person gave them, else as found in the latest version."""
        given = self.store(article_id).get(SourceFields, "source")
        header = self.header(article_id)
        return source_of(given, header)

    def found(self, article_id: str) -> Mapping[str, str]:
        """For each source field that the latest version's document fills, where in it that was found."""
        header = self.header(article_id)
        return header.found if header else {}

    def entries(self, *, removed: bool = False) -> list[Entry]:
        """All articles but the removed, or only these, the one last worked on first. What can't be read is a notice."""
        found = []
        for article_id in self.articles():
            try:
                entry = self._entry(article_id, removed=removed)
            except Unreadable as error:
                self._notice(str(error))
            else:
                found += [entry] if entry else []
        return sorted(found, key=lambda entry: entry.opened, reverse=True)

    def _entry(self, article_id: str, *, removed: bool) -> Entry | None:
        store = self._stores.get(article_id) or self._open(article_id)
        details = store.get(Details, "article") or Details()
        if details.removed is not removed:
            return None
        given, header = store.get(SourceFields, "source"), self.header(article_id)
        source = source_of(given, header)
        marks, clips = store.all(Annotation), store.all(Clip)
        times = [record.updated for record in (*marks, *clips, details, given) if record]
        return Entry(
            id=article_id,
            title=source.title or (self._beginning(article_id, header.id) if header else ""),
            outlet=source.outlet,
            published=source.published,
            address=details.address or (header.address if header else ""),
            annotations=len(marks),
            clips=len(clips),
            tags=details.tags,
            done=details.done,
            opened=max(times + ([header.accessed] if header else []), default=""),
        )

    def title(self, article_id: str) -> str:
        """What an article is called: its title, else the beginning of its text; empty where neither can be read."""
        try:
            source, versions = self.source(article_id), self.versions(article_id)
            return source.title or (self._beginning(article_id, versions[-1]) if versions else "")
        except Unreadable as error:
            self._notice(str(error))
            return ""

    def _beginning(self, article_id: str, version_id: str) -> str:
        return title_of(read_beginning(self._version_path(article_id, version_id)))

    def resolve(self, words: str, entries: Sequence[Entry] | None = None) -> list[Entry]:
        """The articles that are meant by the beginning of an id, of at least 4 digits, or by words of a title.

        `entries`: the articles, where they are known already.
        """
        entries = self.entries() if entries is None else entries
        if re.fullmatch("[0-9a-f]{4,16}", words):
            by_id = [entry for entry in entries if entry.id.startswith(words)]
            if by_id:
                return by_id
        wanted = words.casefold().split()
        return [entry for entry in entries if wanted and all(word in entry.title.casefold() for word in wanted)]

    def _version_path(self, article_id: str, version_id: str) -> Path:
        return self.folder(article_id) / "versions" / f"{Path(version_id).name}.json"


def _chunks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _CHUNK):
        yield data[start : start + _CHUNK]
