"""Office documents and e-books as the ZIP archives that they are, opened within bounds."""

import io
import re
import zipfile
import zlib

from annotations.errors import SourceError
from tuireader.articles.opening import name_of

_MOST_MEMBERS = 10_000
_MOST_TEXT = 64_000_000
"""Bytes of all markup unpacked. The longest novels have 5 MB; a few kilobytes can unpack to gigabytes."""
_MOST_OF_ALL = 512_000_000
_MARKUP = (".xml", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".rels")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE[^>]{0,500}\[|ENTITY)", re.IGNORECASE)


def open_package(location: str, data: bytes) -> zipfile.ZipFile:
    """The archive in some bytes, its sizes looked at before anything is unpacked.

    Raises SourceError for a damaged archive, one that is encrypted, or one that would unpack to more than any book.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise SourceError(f"{name_of(location)}: this file is damaged or cut off; get it again.") from error
    text = sum(member.file_size for member in members if member.filename.lower().endswith(_MARKUP))
    if len(members) > _MOST_MEMBERS or text > _MOST_TEXT or sum(m.file_size for m in members) > _MOST_OF_ALL:
        raise SourceError(f"{name_of(location)}: this file would unpack to far more than any text; it isn't opened.")
    if any(member.flag_bits & 1 for member in members):
        raise SourceError(f"{name_of(location)}: this file is encrypted; save a copy without a password.")
    return package


def member(location: str, package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of one part; SourceError if it is missing or damaged."""
    try:
        # zipfile never gives more than the size that the archive declares, which was looked at.
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise SourceError(
            f"{name_of(location)}: a part of this file ({name}) is missing or damaged; get it again."
        ) from error


def markup(location: str, package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of an XML part; SourceError also if it declares entities, which no honest document does."""
    data = member(location, package, name)
    if _DOCTYPE.search(data, 0, 100_000):
        raise SourceError(
            f"{name_of(location)}: this file declares XML entities, as no real document does; it isn't opened."
        )
    return data
