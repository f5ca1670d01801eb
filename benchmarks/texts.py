"""Texts to measure with: the seed, or made-up news of any length, in the forms that readers take."""

import html
import random
import zipfile
from dataclasses import dataclass
from pathlib import Path

SEED = "seed"
_SEED = next(Path(__file__).resolve().parents[1].glob("seeds/*.txt"))
_NEWS = """the minister said that talks would go on for as long as they had to and a spokesman for the council told
reporters after Thursday’s vote prices had risen by twelve per cent since spring while “nobody” was ready to give way on
the new law — which critics call hasty — before parliament meets again in autumn"""
_MIXED = (
    "“We have counted them twice,” said Ada Quill, “and there are fewer.”",
    "记者问她什么时候公布，她没有回答。",
    "وقالت إن الأرقام ستنشر في الأسبوع المقبل.",
    "The 👩‍👩‍👧‍👦 banner and the flag 🇺🇦 hung in the cafe\u0301 for 1️⃣ day.",
)
"""What an emulator and a wrapping have trouble with: curly quotes, wide letters, right to left, joined emoji, marks."""
_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_BOOK = (
    '<package version="2.0" unique-identifier="id" xmlns="http://www.idpf.org/2007/opf">'
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>News</dc:title><dc:language>en</dc:language>'
    '<dc:identifier id="id">news</dc:identifier></metadata>'
    '<manifest><item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine toc="toc"><itemref idref="text"/></spine></package>'
)
_CONTENTS = (
    '<ncx version="2005-1" xmlns="http://www.daisy.org/z3986/2005/ncx/"><head/><docTitle><text>News</text></docTitle>'
    '<navMap><navPoint id="n1" playOrder="1"><navLabel><text>News</text></navLabel><content src="text.xhtml"/>'
    "</navPoint></navMap></ncx>"
)


@dataclass(frozen=True)
class Text:
    """One text in several forms."""

    stem: Path
    words: str
    """With which it begins."""
    paragraphs: int
    about: str

    def path(self, suffix: str) -> Path:
        """The file in one of the forms."""
        return self.stem.with_suffix(suffix)


def write_texts(folder: Path, name: str, suffixes: set[str]) -> Text:
    """Write the seed, or a made-up text of so many paragraphs, as `.txt`, `.md` or `.epub`."""
    paragraphs = _SEED.read_text(encoding="utf-8").splitlines() if name == SEED else _made_up(int(name))
    stem = folder / name
    if ".txt" in suffixes:
        stem.with_suffix(".txt").write_text("\n".join(paragraphs) + "\n", encoding="utf-8")
    if ".md" in suffixes:
        stem.with_suffix(".md").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    if ".epub" in suffixes:
        _write_epub(stem.with_suffix(".epub"), paragraphs)
    count = sum(len(paragraph.split()) for paragraph in paragraphs)
    return Text(stem, paragraphs[0][:20].rstrip(), len(paragraphs), f"{len(paragraphs):,} paragraphs, {count:,} words")


def _made_up(count: int) -> list[str]:
    chance, words = random.Random(count), _NEWS.split()
    return [
        f"Paragraph {number} says {' '.join(chance.choices(words, k=chance.randint(20, 110)))}."
        + (f" {_MIXED[number // 3 % len(_MIXED)]}" if number % 3 == 0 else "")
        for number in range(1, count + 1)
    ]


def _write_epub(path: Path, paragraphs: list[str]) -> None:
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>News</title></head><body>{body}</body></html>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", _CONTAINER)
        book.writestr("book.opf", _BOOK)
        book.writestr("toc.ncx", _CONTENTS)
        book.writestr("text.xhtml", page)
