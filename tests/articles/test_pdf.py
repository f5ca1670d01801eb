"""A PDF's paragraphs are whole over lines, columns and pages, and know their printed page."""

import textwrap

import pytest

from annotations.errors import SourceError
from annotations.models import Kind

WORDS = str.split(
    "the committee found that ministers had been warned of rising costs and that nobody acted before the autumn when "
    "growth failed to return as had been believed by all advisers who were asked about it at the time of the inquiry"
)
LONG = [
    f"Finding {n} is that {' '.join(WORDS[(7 * n + 11 * m) % len(WORDS)] for m in range(24 + 9 * (n % 4)))}."
    for n in range(1, 10)
]


def column(texts, x=72, top=760, width=70, leading=14, gap=7):
    """Lines of paragraphs set one below the other."""
    lines, y = [], top
    for text in texts:
        for line in textwrap.wrap(text, width, break_on_hyphens=False):
            lines.append((x, y, 11, line))
            y -= leading
        y -= gap
    return lines


def report(pdf, **more):
    pages = []
    for n in range(3):
        head, foot = (72, 810, 8, "Audit Office — Annual Report"), (290, 30, 8, str(n + 46))
        pages.append([head, *column(LONG[3 * n : 3 * n + 3]), foot])
    return pdf(*pages, **more)


def test_paragraphs_are_put_together_from_lines(read, pdf):
    article = read(report(pdf, title="Annual Report"))
    assert [paragraph.text for paragraph in article.paragraphs if paragraph.kind is Kind.TEXT] == LONG
    assert (article.source.title, article.source.kind, article.suffix) == ("Annual Report", "report", ".pdf")


def test_running_heads_and_feet_are_furniture(read, pdf):
    furniture = [paragraph.text for paragraph in read(report(pdf)).paragraphs if paragraph.kind is Kind.FURNITURE]
    head = "Audit Office — Annual Report"
    assert furniture == [head, "46", head, "47", head, "48"]


def test_a_paragraph_knows_its_printed_page_and_its_sheet(read, pdf):
    found = {paragraph.text: paragraph for paragraph in read(report(pdf)).paragraphs}
    assert [(found[text].page, found[text].sheet) for text in LONG] == [(46 + n // 3, 1 + n // 3) for n in range(9)]


def test_a_paragraph_goes_on_over_a_page_end(read, pdf):
    lines = column(LONG[:1])
    article = read(pdf([*lines[:2]], [(72, 760 - 14 * n, 11, line[3]) for n, line in enumerate(lines[2:])]))
    assert [(paragraph.text, paragraph.page) for paragraph in article.paragraphs] == [(LONG[0], 1)]


def test_two_columns_are_read_one_after_the_other(read, pdf):
    left, right = column(LONG[:3], width=32), column(LONG[3:6], x=320, width=32)
    assert [paragraph.text for paragraph in read(pdf([*left, *right])).paragraphs] == LONG[:6]


def test_a_hyphen_at_a_lines_end_is_kept_and_flagged(read, pdf):
    lines = [
        "The ministry said that it would co-",
        "operate with the well-known inquiry",
        "and that it had nothing to add.",
    ]
    (paragraph,) = read(pdf([(72, 700 - 14 * n, 11, line) for n, line in enumerate(lines)])).paragraphs
    assert paragraph.text == (
        "The ministry said that it would co-operate with the well-known inquiry and that it had nothing to add."
    )
    assert not paragraph.exact


def test_what_is_set_larger_is_a_heading(read, pdf):
    page = [(72, 790, 18, "Findings"), *column(LONG[:2])]
    assert [paragraph.kind for paragraph in read(pdf(page)).paragraphs] == [Kind.HEADING, Kind.TEXT, Kind.TEXT]


def test_pages_without_text_are_named(read, pdf):
    article = read(pdf(column(LONG[:2]), [], [], column(LONG[2:4])))
    assert article.notices == ("Pages without text, perhaps pictures: 2–3.",)


def test_a_pdf_of_pictures_says_so(read, pdf):
    with pytest.raises(SourceError, match=r"^scan.pdf: its pages are pictures without text; .*\.$"):
        read(pdf([], []), "scan.pdf")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_read_or_refused_in_one_sentence(read, pdf, share):
    try:
        told = [paragraph.text for paragraph in read(report(pdf)[: int(len(report(pdf)) * share)]).paragraphs]
    except SourceError as error:
        told = [str(error)]
    assert told
    assert not any("\n" in text for text in told)


def test_an_encrypted_pdf_says_so(read, pdf, tmp_path):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "a.pdf").write_bytes(report(pdf))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "b.pdf")
    with pytest.raises(SourceError, match="this PDF is encrypted"):
        read((tmp_path / "b.pdf").read_bytes())


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_its_owner_may_change_is_read(read, pdf, tmp_path, algorithm):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "a.pdf").write_bytes(report(pdf))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    writer.encrypt("", "owner", algorithm=algorithm)
    writer.write(tmp_path / "b.pdf")
    texts = [paragraph.text for paragraph in read((tmp_path / "a.pdf").read_bytes()).paragraphs]
    assert [paragraph.text for paragraph in read((tmp_path / "b.pdf").read_bytes()).paragraphs] == texts


def test_lines_are_paragraphs_where_most_have_one_line(read, pdf):
    lines, y = [], 780
    for number in range(12):
        lines.append((72, y, 12, f"Nobody in the hall of the town said a word about the audit number {number}."))
        if number % 3 == 0:
            y -= 14
            lines.append((72, y, 12, "It was late."))
        y -= 22
    got = [paragraph.text for paragraph in read(pdf(lines)).paragraphs]
    assert len(got) == 12
    assert got[0].endswith("number 0. It was late.")


@pytest.mark.parametrize("width", [56, 70])
def test_lines_that_were_filled_by_characters_are_joined(texts, pdf, width):
    short = [text for text in LONG if len(textwrap.wrap(text, width, break_on_hyphens=False)[-1]) < width - 12]
    assert texts(pdf(column(short, width=width, gap=0))) == short


def test_a_year_that_ends_the_page_is_no_page_number(texts, pdf):
    longer = (f"{LONG[3][:-1]} {' '.join(WORDS[:count])} since 1998." for count in range(1, 20))
    last = next(text for text in longer if textwrap.wrap(text, 70, break_on_hyphens=False)[-1] == "1998.")
    assert texts(pdf(column([*LONG[:3], last]))) == [*LONG[:3], last]


def test_two_indented_paragraphs_of_a_line_each_are_two(texts, pdf):
    lines, y = [], 780
    for number in range(8):
        lines.append(
            (90, y, 11, f"Nobody in the whole of the hall of the town said a word about audit number {number}.")
        )
        if number % 3 == 0:
            lines.append(
                (90, y := y - 14, 11, "It was late, and the session in the town hall of Vrelsk had lasted for most of")
            )
            lines.append((72, y := y - 14, 11, "the day and the night."))
        y -= 14
    assert len(texts(pdf(lines))) == 11


def test_the_outlines_entries_are_headings(read, pdf, tmp_path):
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "a.pdf").write_bytes(pdf([(72, 790, 11, "What we found"), *column(LONG[:2])]))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "a.pdf"))
    writer.add_outline_item(title="What we found", page_number=0)
    writer.write(tmp_path / "b.pdf")
    first = read((tmp_path / "b.pdf").read_bytes()).paragraphs[0]
    assert (first.text, first.kind) == ("What we found", Kind.HEADING)


def test_progress_is_told_page_by_page_and_the_first_page_can_be_shown_at_once(pdf):
    from annotations.models import Source
    from tuireader.articles import pdf as reader

    seen = []
    article = reader.load("x", report(pdf), Source(), progress=seen.append)
    assert [(one.done, one.whole) for one in seen] == [(1, 3), (2, 3), (3, 3)]
    shown = seen[0].beginning
    assert shown
    assert {one.text for one in shown} <= {one.text for one in article.paragraphs if one.sheet == 1}
