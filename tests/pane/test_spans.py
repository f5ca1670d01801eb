from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.models import ROLES, Kind, Paragraph
from annotations.text import Position, Span, span_of
from tuireader.pane.graphemes import stop_at
from tuireader.pane.spans import Layers, PageMark

TEXT = "“We are sorry about that… [But] will continue,” he said. 👩‍👩‍👧‍👦 e\u0301."
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: span_of(0, *sorted(ends)))


def layers(*paragraphs: Paragraph) -> Layers:
    return Layers(paragraphs or (Paragraph(TEXT),), ROLES)


@given(st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=3), SPANS, st.integers(0, 20), st.integers(21, len(TEXT)))
def test_runs_cover_a_line_once_and_never_cut_a_character(
    found: Any, marks: list[Span], hits: list[Span], selection: Span, start: int, end: int
) -> None:
    start, end = stop_at(TEXT, start), stop_at(TEXT, end)
    page = layers()
    page.marks = tuple(PageMark(str(number), span, number % 5) for number, span in enumerate(marks))
    page.hits = found(*hits)
    page.selection = selection
    runs = page.line(0, start, end).runs
    assert [run.start for run in runs] == [start, *(run.end for run in runs[:-1])]
    assert runs[-1].end == end
    assert all(stop_at(TEXT, run.start) == run.start for run in runs)


def test_layers_lie_in_their_order(found: Any) -> None:
    page = layers(Paragraph(TEXT, Kind.HEADING))
    page.marks = (PageMark("b", span_of(0, 5, 12), 1), PageMark("a", span_of(0, 0, 20), 0))
    page.focused_mark = "a"
    page.hits, page.hit = found(span_of(0, 6, 9), span_of(0, 30, 33)), span_of(0, 6, 9)
    page.selection, page.caret = span_of(0, 7, 9), Position(0, 8)
    styles = {run.start: run.styles for run in page.line(0, 0, len(TEXT)).runs}
    assert styles[8] == ("heading", "focused-0", "role-1", "current", "selection", "caret")
    assert styles[30] == ("heading", "hit")
    assert styles[33] == ("heading",)


def test_the_gutter_names_focus_and_role_in_the_first_line_of_a_mark() -> None:
    page = layers()
    page.marks = (PageMark("a", span_of(0, 3, 40), 2, pending=True),)
    page.focused_span = span_of(0, 3, 40)
    assert page.line(0, 0, 20).gutter == (("▌", ("focus",)), ("?", ("sign-2", "pending")))
    assert page.line(0, 20, 50).gutter == (("▌", ("focus",)),)
    assert page.line(0, 50, len(TEXT)).gutter == ()


def test_a_mark_over_several_paragraphs_shows_in_each_and_goes_from_each() -> None:
    page = layers(Paragraph("One."), Paragraph("Two."), Paragraph("Three."))
    page.marks = (PageMark("a", Span(Position(0, 2), Position(2, 3)), 0),)
    shown = [[run.styles for run in page.line(number, 0, 4).runs] for number in range(3)]
    assert shown == [[(), ("role-0",)], [("role-0",)], [("role-0",), ()]]
    page.marks = ()
    assert all(page.line(number, 0, 4).runs[0].styles == () for number in range(3))
