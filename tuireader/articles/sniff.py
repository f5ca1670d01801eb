"""What the bytes of a source are, by their beginning; never by a file's name alone."""

import codecs
import re
from enum import Enum, auto

from annotations.errors import SourceError
from annotations.patterns import later
from tuireader.articles.opening import name_of


class Form(Enum):
    """What a source is written in."""

    TEXT = auto()
    HTML = auto()
    MAIL = auto()
    """Web archives (.mht) are mails too."""
    MARKDOWN = auto()
    SUBTITLES = auto()
    FEED = auto()
    PDF = auto()
    DOCX = auto()
    EPUB = auto()
    BINARY = auto()


_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive, or an office document that isn't from Word"),
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
_STRAY = 8
"""NULs in the beginning of a page, which browsers skip."""
_MOSTLY, _LEAST = 0.7, 20
_CONTROLS = later(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""ESC isn't among them: a terminal's log is text."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PDF_WITHIN = 1024
"""Bytes before a PDF's header that viewers forgive (ISO 32000-1, implementation note 13)."""
_HEAD = 16_384
"""Characters in which a text says what it is."""

_FEED = later(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_PAGE = later(
    r"<!doctype\s+html|<(?:html|head|body|article|main|section|div|p|h1|h2|table|meta|title|center|blockquote|ul|ol)\b[^<>]*>",
    re.IGNORECASE,
)
_HEADER = later(r"^([A-Za-z][A-Za-z0-9-]*):", re.MULTILINE)
_MAIL_START = later(r"(?:From \S.*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]?\S?")
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
CUE_TIMES = later(rf"^\s*({_CLOCK})\s*-->\s*{_CLOCK}", re.MULTILINE)
"""The line of a subtitle that says from when, which is the first group, to when it is shown."""
_FRONT_MATTER = later(
    r"---[ \t]*\n(?:[A-Za-z][\w-]*[ \t]*:|#).*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)|\+\+\+[ \t]*\n.*?\n\+\+\+", re.DOTALL
)
_HEADING = later(r"^#{1,6} \S", re.MULTILINE)
_BOLD_LABEL = later(r"^(?:\*\*|__)[^*_\n]{1,60}(?::(?:\*\*|__)|(?:\*\*|__):)\s", re.MULTILINE)
"""A speaker as editors of Markdown mark one."""
_MARKUP = later(r"\[[^\]\n]+\]\((?:https?://|/|#)[^)\s]*\)|\*\*[^*\s][^*\n]*\*\*|^#{2,6} \S", re.MULTILINE)


def form_of(data: bytes, name: str = "") -> Form:
    """What some bytes are written in, by what they begin with; the name is asked only of texts that could be either."""
    if b"%PDF-" in data[:_PDF_WITHIN] and data.lstrip()[:1] != b"<":
        return Form.PDF
    if data.startswith(b"PK\x03\x04"):
        return _form_of_package(data)
    if binary_kind(data):
        return Form.BINARY
    return _form_of_text(_beginning(data), name.lower())


def _beginning(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            text = data[: 2 * _HEAD].decode(encoding, "replace")
            break
    else:
        text = data[:_HEAD].decode("utf-8", "replace")
    return text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")


def _form_of_package(data: bytes) -> Form:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        # The list stands at the end, so a file that was cut off is known by the names in its beginning.
        names = {name for name in ("word/document.xml", "META-INF/container.xml") if name.encode() in data}
    if "word/document.xml" in names:
        return Form.DOCX
    return (
        Form.EPUB
        if "META-INF/container.xml" in names or data[30:58] == b"mimetypeapplication/epub+zip"
        else Form.BINARY
    )


def _form_of_text(text: str, name: str) -> Form:
    if text.startswith("WEBVTT") or CUE_TIMES.search(text[:4000]):
        return Form.SUBTITLES
    if text.startswith("<"):
        page, feed = _PAGE.search(text), _FEED.search(text)
        if feed and (page is None or feed.start() < page.start()):
            return Form.FEED
        if page:
            return Form.HTML
    if _is_mail(text):
        return Form.MAIL
    if _FRONT_MATTER.match(text) or name.endswith((".md", ".markdown")):
        return Form.MARKDOWN
    if name.endswith((".html", ".htm", ".xhtml", ".shtml")) and _PAGE.search(text):
        return Form.HTML
    if (_HEADING.search(text) and _MARKUP.search(text)) or len(_BOLD_LABEL.findall(text)) > 1:
        return Form.MARKDOWN
    return Form.TEXT


def _is_mail(text: str) -> bool:
    if not _MAIL_START.match(text):
        return False
    names = {found.lower() for found in _HEADER.findall(text.partition("\n\n")[0])}
    written = "from" in names and not names.isdisjoint({"subject", "date", "message-id"})
    return written or names.issuperset({"mime-version", "content-type"})


def refuse_binary(location: str, data: bytes) -> None:
    """Raise SourceError, saying what it is where that can be told, if the bytes aren't a text."""
    found = binary_kind(data)
    if found:
        raise SourceError(f"{name_of(location)}: this is {found}, not a text; save the article as plain text first.")


def missing_mark(data: bytes) -> bytes:
    """The byte order mark that an UTF-16 text lacks: every other byte of most scripts' words is the same small number.

    Empty for anything else.
    """
    sample = data[:_SAMPLE]
    for mark, high, low in ((codecs.BOM_UTF16_LE, 1, 0), (codecs.BOM_UTF16_BE, 0, 1)):
        zeros = sample[high::2].count(0)
        if zeros > _MOSTLY * (len(sample) // 2) and b"\0" not in sample[low::2] and len(sample) > _LEAST:
            return mark
    return b""


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
    zeros = sample.count(0)
    if zeros > (_STRAY if sample.lstrip()[:1] == b"<" else 0) or len(_CONTROLS.findall(sample)) > len(sample) / 10:
        return "a binary file"
    return None
