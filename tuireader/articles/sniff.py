"""What the bytes of a source are, by their beginning; never by a file's name alone."""

import codecs
import re

from annotations.errors import SourceError
from tuireader.articles.opening import name_of

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, or an office document or e-book"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound recording"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_SAMPLE = 8192
"""Bytes looked at for characters that no text has; a program's or a picture's beginning is full of them."""
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""ESC isn't among them: a terminal's log is text."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def refuse_binary(location: str, data: bytes) -> None:
    """Raise SourceError, saying what it is where that can be told, if the bytes aren't a text."""
    found = binary_kind(data)
    if found:
        raise SourceError(f"{name_of(location)}: this is {found}, not a text; save the article as plain text first.")


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file the bytes are, in words; None for a text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:8] == b"ftyp":
        return "a film or sound recording"
    sample = data[:_SAMPLE]
    if sample.startswith(_UTF16):
        return None
    if b"\0" in sample or len(_CONTROLS.findall(sample)) > len(sample) / 10:
        return "a binary file"
    return None
