"""An article's text as it stood at one time, as a file: a header on the first line, then one paragraph a line.

So a version diffs by paragraphs, is written and read in small steps, and its header can be read alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from annotations.dataclass import dataclass
from annotations.errors import Unreadable
from annotations.files import read_error
from annotations.models import Article, Kind, Paragraph, Source, SourceFields, Version
from annotations.patterns import later
from annotations.stamps import now
from annotations.text import clean, clean_line

SCHEMA = 1
_NAME = later(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
_CHUNK = 1 << 16
_END = b"]}\n"
_TAIL = 16
"""Bytes at the end of a file in which its end is looked for."""
_TITLE = 80
"""Characters of an article's beginning that stand for a title where it has none."""
_STRANGE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a file raises that isn't as it should be."""
_SOURCE_FIELDS = tuple(one.name for one in fields(Source))


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a version without its paragraphs."""

    id: str
    accessed: str
    address: str
    sha256: str
    """Of the original bytes."""
    text: str
    """Hash of the paragraphs' texts (see `text_hash`)."""
    source: Source
    """The source fields that were found in the document."""
    found: Mapping[str, str]
    """For each of them that is filled, where it was found: "JSON-LD", "front matter"."""


def text_hash(article: Article | Version) -> str:
    """64 hex digits that are the same for the same paragraphs, character by character."""
    found = blake2b(digest_size=32, person=b"tuireader-text-1")
    for paragraph in article.paragraphs:
        found.update(paragraph.text.encode(errors="surrogatepass") + b"\n")
    return found.hexdigest()


def new_version(article: Article) -> Version:
    """The version that a source just read would be: `<UTC>-<8 hex of the text's hash>`. Nothing is written."""
    accessed = now()
    stamp = re.sub(r"[-:]|\.\d+", "", accessed)
    return Version(
        id=f"{stamp}-{text_hash(article)[:8]}",
        accessed=accessed,
        address="" if article.location == "-" else article.source.url or article.location,
        sha256=sha256(article.original).hexdigest(),
        paragraphs=article.paragraphs,
    )


def id_after(version_id: str, last: str) -> str:
    """The version's id, or where the clock was set back one that sorts behind `last`, the newest there is."""
    if version_id > last:
        return version_id
    try:
        time = datetime.strptime(last[:16], "%Y%m%dT%H%M%S%z") + timedelta(seconds=1)
    except (ValueError, OverflowError):  # of no day that there is; nothing sorts behind it
        return version_id
    return time.strftime("%Y%m%dT%H%M%SZ") + version_id[16:]


def is_version_id(name: str) -> bool:
    """Whether a version may have this name."""
    return _NAME.fullmatch(name) is not None


def version_ids(folder: Path) -> list[str]:
    """The ids of the versions in a folder, oldest first. Raises Unreadable."""
    try:
        found = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise read_error(error, folder) from error
    return sorted(name[:-5] for name in found if name.endswith(".json") and _NAME.fullmatch(name[:-5]))


def as_file(version: Version, article: Article) -> Iterator[bytes]:
    """The file of a version, in chunks of about 64 KB so that nothing holds the interpreter for long."""
    header = {
        "version": version.id,
        "schema": SCHEMA,
        "accessed": version.accessed,
        "address": version.address,
        "sha256": version.sha256,
        "text": text_hash(article),
        "encoding": article.encoding,
        "removed": article.removed,
        "source": asdict(article.source),
        "found": dict(article.found),
    }
    chunk = bytearray(_json(header)[:-1] + b',"paragraphs":[')
    separator = b"\n"
    for paragraph in version.paragraphs:
        chunk += separator + _json(_fields(paragraph))
        separator = b",\n"
        if len(chunk) >= _CHUNK:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk) + b"\n" + _END


def _json(value: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate, in a path for example
        return json.dumps(value, separators=(",", ":")).encode()


def _fields(paragraph: Paragraph) -> dict[str, Any]:
    fields: dict[str, Any] = {"text": paragraph.text}
    if paragraph.kind is not Kind.TEXT:
        fields["kind"] = paragraph.kind
    if paragraph.speaker:
        fields["speaker"] = paragraph.speaker
    if paragraph.time:
        fields["time"] = paragraph.time
    if paragraph.page is not None:
        fields["page"] = paragraph.page
    if paragraph.sheet is not None:
        fields["sheet"] = paragraph.sheet
    if not paragraph.exact:
        fields["exact"] = False
    if paragraph.link:
        fields["link"] = paragraph.link
    return fields


def read_header(path: Path) -> Header | None:
    """A version's header; None if there is no such version. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            first = file.readline()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, path) from error
    return header_in(first, path)


def header_in(first: bytes, path: Path) -> Header:
    """The header that a version's first line is; `path` is named in the error. Raises Unreadable."""
    try:
        head = json.loads(first.rstrip() + _END)
        if head["schema"] > SCHEMA:
            raise Unreadable(f"{path} is of a newer tuireader and wasn't read. Update tuireader to see it.")
        source = {name: clean_line(head["source"].get(name, "")) for name in _SOURCE_FIELDS}
        found = head.get("found", {})  # it was not written at first
        return Header(
            path.stem,
            clean_line(head["accessed"]),
            clean_line(head["address"]),
            head["sha256"],
            head["text"],
            Source(**source),
            {name: clean_line(found.get(name, "the document")) for name, value in source.items() if value},
        )
    except _STRANGE as error:
        raise _broken(path) from error


def source_of(given: SourceFields | None, header: Header | None) -> Source:
    """The source as the person gave it, else as the document has it."""
    if given is not None:
        return given.source
    return header.source if header else Source()


def read_beginning(path: Path) -> str:
    """The first paragraph of a version that is of the article; empty if there is none. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            file.readline()
            for line in file:
                if (
                    line.rstrip() != _END.rstrip()
                    and (paragraph := _paragraph(_parsed(line))).kind is not Kind.FURNITURE
                ):
                    return paragraph.text
    except OSError as error:
        raise read_error(error, path) from error
    except _STRANGE as error:
        raise _broken(path) from error
    return ""


def title_of(beginning: str) -> str:
    """What stands for the title of an article that has none: the beginning of its text, cut between words."""
    return beginning if len(beginning) <= _TITLE else beginning[:_TITLE].rsplit(" ", 1)[0] + "…"


def read_version(path: Path) -> Version | None:
    """A version; None if there is no such one. Raises Unreadable, also if the file isn't whole."""
    try:
        with path.open("rb") as file:
            header = header_in(file.readline(), path)
            *lines, end = [line for line in file if line.strip()] or [b""]
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(error, path) from error
    try:
        paragraphs = tuple(_paragraph(_parsed(line)) for line in lines)
    except _STRANGE as error:
        raise _broken(path) from error
    if end.rstrip() != _END.rstrip():
        raise _broken(path)
    return Version(header.id, header.accessed, header.address, header.sha256, paragraphs)


def is_whole(path: Path) -> bool:
    """Whether the file of a version has its end, at the cost of a look at its last bytes. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL))
            return file.read().rstrip().endswith(_END.rstrip())
    except OSError as error:
        raise read_error(error, path) from error


def _parsed(line: bytes) -> Mapping[str, Any]:
    fields: Mapping[str, Any] = json.loads(line.rstrip().rstrip(b","))
    return fields


def _broken(path: Path) -> Unreadable:
    return Unreadable(
        f"{path} is damaged and wasn't read; the original in the folder `originals` beside it is untouched."
        " Restore the file from a backup."
    )


def _paragraph(fields: Mapping[str, Any]) -> Paragraph:
    return Paragraph(
        clean(fields["text"]).text.replace("\n", " "),  # a paragraph is one line, whoever wrote the file
        Kind(fields.get("kind", Kind.TEXT)),
        clean_line(fields.get("speaker", "")),
        clean_line(fields.get("time", "")),
        _number(fields.get("page")),
        _number(fields.get("sheet")),
        fields.get("exact", True) is not False,
        clean_line(fields.get("link", "")),
    )


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None
