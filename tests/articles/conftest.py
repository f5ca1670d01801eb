"""Documents of every kind, made as small as they can be."""

import io
import zipfile
import zlib

import pytest

from annotations.models import Source
from tuireader.articles import load_bytes


@pytest.fixture
def read():
    """The article in some bytes or some text, as if a file of that name had been opened."""

    def read_bytes(data, name="source", **told):
        return load_bytes(name, data.encode() if isinstance(data, str) else data, Source(), **told)

    return read_bytes


@pytest.fixture
def texts(read):
    return lambda data, name="source": [paragraph.text for paragraph in read(data, name).paragraphs]


def _archive(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def archive():
    return _archive


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


@pytest.fixture
def word():
    """A Word document of (style, text) pairs, with more parts if they are given."""

    def make(*paragraphs, **parts):
        body = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
            for style, text in paragraphs
        )
        names = {style for style, _ in paragraphs}
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in names
        )
        return _archive(
            {
                "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
                "_rels/.rels": f"<Relationships xmlns='{RELATIONS}'><Relationship Id='a' Type='{OFFICE}/officeDocument'"
                " Target='word/document.xml'/></Relationships>",
                "word/_rels/document.xml.rels": f"<Relationships xmlns='{RELATIONS}'><Relationship Id='s' "
                f"Type='{OFFICE}/styles' Target='styles.xml'/></Relationships>",
                "word/styles.xml": f"<w:styles xmlns:w='{WORD}'>{styles}</w:styles>",
                "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>",
                **{name.replace("__", "/"): content for name, content in parts.items()},
            }
        )

    return make


@pytest.fixture
def book():
    """An e-book of chapters, each the inside of a page's body."""

    def make(*chapters, **parts):
        items = "".join(f'<item id="c{n}" href="ch%20{n}.xhtml"/>' for n in range(len(chapters)))
        spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
        return _archive(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
                '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
                "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
                'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Flood</dc:title><dc:creator>Ann Lee'
                f"</dc:creator><dc:date>2020-01-02</dc:date></metadata><manifest>{items}</manifest>"
                f"<spine>{spine}</spine></package>",
                **{
                    f"OEBPS/ch {n}.xhtml": '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
                    f"<title/></head><body>{chapter}</body></html>"
                    for n, chapter in enumerate(chapters)
                },
                **{name.replace("__", "/"): content for name, content in parts.items()},
            }
        )

    return make


@pytest.fixture
def pdf():
    """A PDF of pages, each a list of (x, y, size, text); the type is Helvetica."""

    def make(*pages, title=""):
        streams = [
            "".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj ET\n" for x, y, size, text in page)
            for page in pages
        ]
        kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            f"<< /Title ({title}) >>".encode(),
        ]
        for n, stream in enumerate(streams):
            packed = zlib.compress(stream.encode("cp1252"))
            objects += [
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * n} 0 R "
                "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
                f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream",
            ]
        return _file(objects)

    return make


def _escaped(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects):
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        made
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R "
        f"/Info 4 0 R >>\nstartxref\n{len(made)}\n%%EOF\n".encode()
    )
