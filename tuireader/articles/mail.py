"""Mails (.eml) and the web archives (.mht) that browsers save in the same form."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from annotations.errors import SourceError
from annotations.furniture import furniture
from annotations.models import Article, Kind, Paragraph, Source
from annotations.text import clean_line
from tuireader.articles import webpage
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.charset import decode
from tuireader.articles.opening import name_of
from tuireader.articles.plain import paragraphs
from tuireader.articles.sourcing import Fields, as_date, clean_url
from tuireader.articles.transcript import find_turns, split_lines

_WHERE = "mail header"
_STUB = 200
"""Characters; a text part shorter than this beside a longer page says only that the mail is to be read as a page."""
_QUOTED = re.compile(r"^(?:>\s?)+")
_SIGNATURE = "-- "
_EMPTY = "this mail holds no text; open it in your mail program and save the text."
_MOST_PARTS = 1000


def load(location: str, data: bytes, source: Source) -> Article:
    """The text of a mail, or the article of a .mht archive. From, Date and Subject become source fields.

    The plain text part is read, with its flowed lines joined (RFC 3676); else the page. Quoted lines keep their kind
    and lose their marks. Raises SourceError if there is no text.
    """
    message = _parse(location, data)
    page, text = _part(message, "text/html"), _part(message, "text/plain")
    if message.get("Snapshot-Content-Location") or (message.get_content_type() == "multipart/related" and text is None):
        return _archive(location, data, message, page, source)
    fields = Fields(source)
    _read_headers(message, fields)
    notices = _attachments(message)
    if page is not None and (text is None or _is_stub(text, page)):
        found = webpage.read(_bytes(page), fields, charset=page.get_content_charset())
        document = Document(".eml", found.encoding, notices=notices)
        return assemble(location, data, fields, found.paragraphs, document, empty=_EMPTY)
    if text is None:
        raise SourceError(f"{name_of(location)}: {_EMPTY}")
    body, encoding = decode(_bytes(text), text.get_content_charset())
    flowed = (text.get_param("format") or "").lower() == "flowed"  # type: ignore[union-attr]  # a str unless encoded
    delsp = (text.get_param("delsp") or "").lower() == "yes"  # type: ignore[union-attr]  # the same
    lines = unflow(body, delete_space=delsp) if flowed else body
    document = Document(".eml", encoding, notices=notices)
    return assemble(location, data, fields, _paragraphs(lines, flowed=flowed), document, empty=_EMPTY)


def _parse(location: str, data: bytes) -> EmailMessage:
    try:
        message = message_from_bytes(data.lstrip(b"\r\n \t"), policy=policy.default)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise SourceError(
            f"{name_of(location)}: this mail is damaged; save it again from your mail program."
        ) from error
    assert isinstance(message, EmailMessage)
    return message


def _archive(location: str, data: bytes, message: EmailMessage, page: EmailMessage | None, source: Source) -> Article:
    if page is None:
        raise SourceError(f"{name_of(location)}: this web archive holds no page; save the page again.")
    fields = Fields(source)
    address = clean_url(_header(message, "Snapshot-Content-Location") or _header(page, "Content-Location"))
    found = webpage.read(_bytes(page), fields, address=address, charset=page.get_content_charset())
    document = Document(".mht", found.encoding, usual="article")
    empty = "this web archive holds no article; save the page again."
    return webpage.with_obstacle(found, assemble(location, data, fields, found.paragraphs, document, empty=empty))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    return next(
        (
            part
            for part in _parts(message)
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment"
        ),
        None,
    )


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _is_stub(text: EmailMessage, page: EmailMessage) -> bool:
    return len(_bytes(text).strip()) < _STUB and len(_bytes(page)) > 4 * len(_bytes(text))


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [
        clean_line(part.get_filename() or part.get_content_type()) for part in _parts(message) if part.is_attachment()
    ]
    return (f"Attached and not read: {', '.join(names)}.",) if names else ()


def _header(message: EmailMessage, name: str) -> str:
    try:
        return clean_line(str(message.get(name, "")))
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # what the parser raises on broken headers
        return ""


def _read_headers(message: EmailMessage, fields: Fields) -> None:
    fields.offer("title", _header(message, "Subject"), f"{_WHERE} Subject")
    name, address = parseaddr(_header(message, "From"))
    fields.offer("author", name or address, f"{_WHERE} From")
    fields.offer("published", as_date(_header(message, "Date")), f"{_WHERE} Date")
    fields.offer("url", clean_url(_header(message, "Archived-At").strip("<>")), f"{_WHERE} Archived-At")


def unflow(text: str, *, delete_space: bool = False) -> str:
    """The text of a format=flowed part with its soft line breaks joined, one line a paragraph (RFC 3676, section 4).

    A line that ends with a space goes on in the next one of the same quote depth; the signature's mark never does.
    `delete_space` is the part's DelSp=yes: that space isn't of the text.
    """
    lines: list[str] = []
    depth_before, open_line = 0, False
    for raw in text.replace("\r\n", "\n").split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        line = raw[depth:].removeprefix(" ")
        flows = line.endswith(" ") and line != _SIGNATURE
        content = line[:-1] if flows and delete_space else line
        if open_line and depth == depth_before and line != _SIGNATURE:
            lines[-1] += content
        else:
            lines.append(">" * depth + " " * bool(depth) + content)
        depth_before, open_line = depth, flows
    return "\n".join(line if line == _SIGNATURE else line.rstrip(" ") for line in lines)


def _paragraphs(text: str, *, flowed: bool) -> list[Paragraph]:
    body, mark, signature = text.replace("\r\n", "\n").partition(f"\n{_SIGNATURE}\n")
    found: list[Paragraph] = []
    for quoted, lines in _runs(body.split("\n")):
        block = "\n".join(_QUOTED.sub("", line) for line in lines) if quoted else "\n".join(lines)
        texts = (
            [line.strip() for line in block.split("\n") if line.strip()] if flowed else paragraphs(split_lines(block))
        )
        calls = furniture(texts)
        kind = Kind.QUOTE if quoted else Kind.TEXT
        found += [Paragraph(text, Kind.FURNITURE if call else kind) for text, call in zip(texts, calls, strict=True)]
    found = find_turns(found) or found
    return found + [Paragraph(line.strip(), Kind.FURNITURE) for line in (mark + signature).split("\n") if line.strip()]


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    run: list[str] = []
    quoted = False
    for line in lines:
        if run and line.strip() and line.startswith(">") != quoted:
            yield quoted, run
            run = []
        if line.strip():
            quoted = line.startswith(">")
        run.append(line)
    if run:
        yield quoted, run
