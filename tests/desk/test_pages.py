"""In a report with printed pages a number is a page, since that is what a footnote or a colleague gives."""

import pytest

from annotations.library import Library
from annotations.models import Kind, Paragraph, Source, Version
from annotations.text import Position
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory
from tuireader.wording import where

PAGES = (
    Paragraph("Audit Office", Kind.FURNITURE, page=41, sheet=1),
    Paragraph("What was found.", page=41, sheet=1),
    Paragraph("Audit Office", Kind.FURNITURE, page=42, sheet=2),
    Paragraph("Nobody could say why.", page=42, sheet=2),
    Paragraph("It rose again.", page=42, sheet=2),
    Paragraph("The end.", page=44, sheet=4),
)


@pytest.fixture
def desk(tmp_path):
    version = Version("20220407T100000Z-00000000", "2022-04-07T10:00:00Z", "report.pdf", "", PAGES)
    desk = ReadingDesk(
        Opened(version, "report.pdf", Source()), Library(tmp_path), Memory(None), lambda _: Copied(()), keep=False
    )
    yield desk
    desk.close()


def test_reading_begins_behind_the_running_head(desk):
    assert desk.state.focus.paragraph == 1


@pytest.mark.parametrize(("number", "paragraph"), [(41, 1), (42, 3), (44, 5), (1, 1), (43, 5), (300, 5)])
def test_a_number_leads_to_the_printed_page(desk, number, paragraph):
    desk.go_to_number(number)
    assert desk.state.focus.paragraph == paragraph
    assert desk.state.jump == Position(paragraph, 0)


def test_it_is_said_which_page_it_is_and_that_one_is_missing(desk):
    desk.go_to_number(42)
    assert desk.state.message.text == "Page 42"
    assert "p. 42" in where(desk.state)
    desk.go_to_number(43)
    assert desk.state.message.text == "There is no page 43; this is page 44"
    desk.go_to_number(300)
    assert desk.state.message.text == "There is no page 300; this is page 44"
    desk.back()
    desk.back()
    assert desk.state.jump == Position(0, 0)
