"""PDFs with text in them."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from annotations.errors import SourceError
from annotations.models import Article, Kind, Paragraph, Source
from annotations.text import clean_line
from tuireader.articles.assembling import Document, assemble
from tuireader.articles.opening import name_of
from tuireader.articles.progress import Progress, Told, Unit
from tuireader.articles.sourcing import Fields, as_author
from tuireader.articles.transcript import find_turns
from tuireader.articles.typeset import Line, printed_offset, running_lines, set_paragraphs

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_NO_TITLE = re.compile(
    r"^(?:untitled\W*\d*|\(?(?:anonymous|unspecified)\)?|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|pptx?|tex)"
    r"|microsoft word\b.*|\W*)$",
    re.IGNORECASE,
)
_SPACE = re.compile("[ \t\r\n\f]+")
_SHOWN_AFTER = (1, 4)
"""Sheets after which the text so far is shown: at once, and when running heads and feet can be told."""
_WHERE = "document properties"
_PICTURES = "its pages are pictures without text; run text recognition on it first (ocrmypdf does it)."


def load(
    location: str,
    data: bytes,
    source: Source,
    *,
    address: str = "",
    progress: Told | None = None,
) -> Article:
    """The paragraphs of a PDF with their printed pages; running heads and feet are furniture.

    `progress` is told of each page, and of the paragraphs on the first ones; what it raises cancels. Raises
    SourceError for a PDF that is damaged, encrypted or without text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it reports repairs on standard error, under the screen
    reader = _open(location, data)
    fields = Fields(source)
    lines, mute = _read_pages(reader, progress)
    if not lines:
        raise SourceError(f"{name_of(location)}: {_PICTURES if mute else 'this PDF holds no pages; get it again.'}")
    _read_properties(reader, fields)
    notices = (f"Pages without text, perhaps pictures: {_ranges(mute)}.",) if mute else ()
    found = _paragraphs(lines, _outline(reader))
    document = Document(".pdf", usual="report", address=address, notices=notices)
    return assemble(location, data, fields, find_turns(found) or found, document, empty=_PICTURES)


def _open(location: str, data: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    locked = f"{name_of(location)}: this PDF is encrypted; open it with its password and print it to a new PDF."
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(locked)
        len(reader.pages)
    except (DependencyError, NotImplementedError) as error:
        raise SourceError(locked) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise SourceError(f"{name_of(location)}: this PDF is damaged or cut off; get it again.") from error
    return reader


def _read_pages(reader: "PdfReader", progress: Told | None) -> tuple[list[Line], list[int]]:
    """All lines, and the sheets that have none."""
    lines: list[Line] = []
    mute: list[int] = []
    count = len(reader.pages)
    for sheet in range(1, count + 1):
        try:
            here = list(_lines(reader.pages[sheet - 1], sheet))
        except Exception:  # noqa: BLE001 - pypdf raises whatever a damaged page makes it trip over; the others are read
            here = []
        lines += here
        if not here:
            mute.append(sheet)
        if progress is not None:
            beginning = tuple(_paragraphs(lines, set())) if sheet in _SHOWN_AFTER and lines else ()
            progress(Progress(sheet, count, Unit.PAGES, beginning))
    return lines, mute


def _lines(page: "PageObject", sheet: int) -> Iterator[Line]:
    pieces: list[tuple[str, float, float, float, bool]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = (abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0) if tm else 1.0
        name = str((font or {}).get("/BaseFont", "")).lower()
        bold = "bold" in name or "black" in name
        pieces.extend((part, x, y, size * scale, bold) for part in re.findall(r"[^\n]*\n|[^\n]+", text))

    page.extract_text(visitor_text=visit)
    row: list[tuple[str, float, float, float, bool]] = []
    for piece in [*pieces, ("\n", 0.0, 0.0, 0.0, False)]:
        row.append(piece)
        if piece[0].endswith("\n"):
            text = _SPACE.sub(" ", "".join(part[0] for part in row)).strip()
            worded = [part for part in row if part[0].strip()]
            if text and worded:
                _, x, y, *_ = worded[0]
                size = max(worded, key=lambda part: len(part[0]))[3]
                yield Line(text, round(x, 1), round(y, 1), size, all(part[4] for part in worded), sheet)
            row = []


def _paragraphs(lines: Sequence[Line], outline: set[tuple[int, str]]) -> list[Paragraph]:
    running = running_lines(lines)
    edges = [line for line in lines if line in running]
    offset = printed_offset(edges)
    body = [line for line in lines if line not in running]
    found = [
        replace(paragraph, kind=Kind.HEADING) if (paragraph.sheet, _letters(paragraph.text)) in outline else paragraph
        for paragraph in set_paragraphs(body, offset)
    ]
    middle = {sheet: _middle(lines, sheet) for sheet in {line.sheet for line in edges}}
    for is_head in (False, True):  # a foot stands before the next page's head
        for line in edges if is_head else reversed(edges):
            if (line.y > middle[line.sheet]) == is_head:
                _insert(
                    found, Paragraph(line.text, Kind.FURNITURE, page=line.sheet + offset, sheet=line.sheet), is_head
                )
    return found


def _insert(found: list[Paragraph], line: Paragraph, is_head: bool) -> None:
    """Put a running head before what begins on its page, a running foot behind it."""
    assert line.sheet is not None
    limit = line.sheet if is_head else line.sheet + 1
    place = next(
        (n for n, one in enumerate(found) if (one.sheet or 0) >= limit and one.kind is not Kind.FURNITURE), len(found)
    )
    found.insert(place, line)


def _middle(lines: Sequence[Line], sheet: int) -> float:
    heights = [line.y for line in lines if line.sheet == sheet]
    return (max(heights) + min(heights)) / 2


def _outline(reader: "PdfReader") -> set[tuple[int, str]]:
    """Each entry of the outline as its sheet and its letters."""
    found: set[tuple[int, str]] = set()
    try:
        waiting: list[Any] = list(reader.outline)
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, list):
                waiting += entry
            else:
                number = reader.get_destination_page_number(entry)
                if number is not None:
                    found.add((number + 1, _letters(str(entry.title))))
    except Exception:  # noqa: BLE001 - an outline is a help; a damaged one, which pypdf answers in many ways, is left out
        return found
    return found


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _read_properties(reader: "PdfReader", fields: Fields) -> None:
    try:
        properties = reader.metadata
        title, author = (clean_line(properties.title or ""), properties.author) if properties else ("", "")
    except Exception:  # noqa: BLE001 - the same: properties are a help
        return
    if not _NO_TITLE.match(title):
        fields.offer("title", title, _WHERE)
    fields.offer("author", as_author((author or "").strip("()")), _WHERE)


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as people write them: "3, 7–9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
