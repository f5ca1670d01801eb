"""One focus, jumps and the way back."""

import pytest

from annotations.text import Position, Span
from tuireader.desk.moves import step

TEXT = """The first paragraph of this article says a thing at length, and ends with a full stop.

First heading

The second paragraph of this article says another thing at length, and ends with a stop.

Read more:

The third paragraph of this article says a last thing at length, and ends with a full stop.

Second heading

The fourth paragraph of this article says nothing new at length, and ends with a full stop.
"""


def focused(one):
    mark = one.desk.state.focused
    return mark.annotation.exact if mark else one.desk.state.focus.paragraph


def test_the_first_paragraph_is_in_focus_at_first(window):
    assert focused(window()) == 0


def test_a_focus_that_scrolled_off_passes_to_the_first_paragraph_shown(window):
    one = window()
    one.mark("war crimes")
    one.desk.seen(Position(2, 0), 2, 6)
    assert focused(one) == "war crimes"
    one.desk.seen(Position(6, 0), 6, 9)
    assert focused(one) == 6
    one.desk.seen(Position(1, 0), 1, 5)
    assert focused(one) == 5 or focused(one) == 1


def test_a_highlight_over_paragraphs_stays_in_focus_while_some_of_it_is_seen(window):
    one = window()
    span = Span(one.span("The UN General").start, one.span("war crimes").end)
    one.desk.highlight(span)
    one.desk.settle()
    one.desk.seen(Position(4, 0), 4, 12)
    assert one.desk.state.focused is not None
    one.desk.seen(Position(9, 0), 9, 12)
    assert focused(one) == 9


def test_the_innermost_of_overlapping_highlights_is_focused(window):
    one = window()
    for words in (
        "a “provocation” for",
        "Kyiv “staged” a “provocation” for Western media",
        "“provocation” for Western media",
    ):
        one.mark(words)
    one.focus("provocation")
    assert focused(one) == "“provocation” for Western media"
    one.focus("Kyiv “staged”")
    assert focused(one) == "Kyiv “staged” a “provocation” for Western media"
    one.focus("Moscow denied")
    assert focused(one) == one.number("Moscow denied")


def test_of_highlights_that_begin_together_the_shorter_is_focused(window):
    one = window()
    one.mark("Kyiv “staged” a “provocation”")
    one.mark("Kyiv “staged”")
    one.focus("Kyiv “staged”")
    assert focused(one) == "Kyiv “staged”"


def test_a_place_just_behind_a_highlight_is_not_on_it(window):
    one = window()
    one.mark("war crimes")
    one.desk.focus_at(one.span("war crimes").end)
    assert focused(one) == one.number("war crimes")


def test_annotations_are_gone_through_in_the_order_of_the_page_to_both_ends(window):
    one = window()
    words = ["Bucha, which", "Sky News", "war crimes", "significant losses of troops"]
    for each in words:
        one.mark(each)
    order = ["Sky News", "Bucha, which", "war crimes", "significant losses of troops"]
    one.desk.go_to_paragraph(1)
    seen = []
    for _ in range(4):
        one.desk.next_annotation(1)
        seen.append(focused(one))
    assert seen == order
    one.desk.next_annotation(1)
    assert one.said == "No further highlight"
    assert focused(one) == order[-1]
    one.desk.next_annotation(-2)
    assert focused(one) == order[1]
    one.desk.next_annotation(-9)
    assert focused(one) == order[0]
    one.desk.next_annotation(-1)
    assert one.said == "No further highlight"
    one.desk.next_annotation(99)
    assert focused(one) == order[-1]


def test_from_a_paragraph_the_next_annotation_is_in_it_or_behind_it(window):
    one = window()
    one.mark("Sky News")
    one.mark("war crimes")
    one.desk.go_to_paragraph(one.number("Sky News") + 1)
    one.desk.next_annotation(1)
    assert focused(one) == "Sky News"
    one.desk.go_to_paragraph(one.number("war crimes") + 1)
    one.desk.next_annotation(-1)
    assert focused(one) == "Sky News"


def test_no_annotation_is_an_occasion_to_say_how_to_make_one(window):
    one = window()
    one.desk.next_annotation(1)
    assert "h marks the focused paragraph" in one.said


def test_back_returns_from_each_jump(window):
    one = window()
    one.desk.back()
    assert one.said == "Nowhere to go back to"
    one.desk.seen(Position(1, 40), 2, 6)
    one.desk.go_to_paragraph(12)
    one.desk.seen(Position(11, 0), 11, 15)
    one.desk.find("Blinken")
    one.desk.seen(Position(14, 0), 14, 16)
    jumps = one.desk.state.jumps
    one.desk.back()
    assert one.desk.state.jump == Position(11, 0)
    one.desk.back()
    assert one.desk.state.jump == Position(1, 40)
    assert one.desk.state.jumps == jumps + 2


def test_headings(window, article):
    one = window(article(TEXT))
    assert [one.desk.state.version.texts[n] for n in one.desk.state.headings] == ["First heading", "Second heading"]
    one.desk.next_heading(1)
    assert focused(one) == one.number("First heading")
    one.desk.next_heading(5)
    assert focused(one) == one.number("Second heading")
    one.desk.next_heading(1)
    assert one.said == "No further heading"
    one.desk.next_heading(-1)
    assert focused(one) == one.number("First heading")


def test_an_article_without_headings_says_so(window, article):
    one = window(article("A sentence of a small article, which ends.\n"))
    one.desk.next_heading(1)
    assert one.said == "This article has no headings"


def test_furniture_is_passed_over_and_can_be_taken_back_in(window):
    one = window()
    plea = one.number("For the latest headlines")
    assert plea in one.desk.state.furniture
    one.desk.go_to_paragraph(plea)
    one.desk.next_paragraph(1)
    assert focused(one) == plea + 1
    one.desk.next_paragraph(-1)
    assert focused(one) == plea - 1
    one.desk.go_to_paragraph(plea + 1)
    one.desk.toggle_furniture()
    one.desk.settle()
    assert one.said == "Of the article again"
    assert plea not in window().desk.state.furniture
    one.desk.toggle_furniture()
    one.desk.settle()
    assert plea in window().desk.state.furniture


def test_at_the_ends_the_focus_stays(window):
    one = window()
    one.desk.next_paragraph(-1)
    assert focused(one) == 0
    one.desk.next_paragraph(99)
    last = focused(one)
    assert last == one.number("TASS")  # behind it there is only furniture
    one.desk.next_paragraph(1)
    assert focused(one) == last


@pytest.mark.parametrize(("number", "wanted"), [(1, 0), (12, 11), (17, 16), (99, 16), (0, 0)])
def test_to_a_paragraph_by_its_number(window, number, wanted):
    one = window()
    one.desk.go_to_paragraph(number)
    assert focused(one) == wanted


def test_a_clip_leads_to_its_words(window):
    one = window()
    one.desk.copy(one.span("war crimes"))
    one.desk.settle()
    one.desk.go_to_clip(one.desk.state.clips[0].id)
    assert one.desk.state.jump == one.span("war crimes").start
    one.desk.go_to_clip("unknown")


def test_a_lost_mark_can_be_chosen_and_deleted(window, article):
    kept = "A sentence that stays in this article, whatever else is changed.\n\n"
    path = article(kept + "These very words will be gone in a later version of it.\n")
    one = window(path)
    one.mark("These very words will be gone")
    article(kept + "Something else stands here now, of which nobody took a note.\n")
    two = window(path)
    mark = two.desk.state.marks[0]
    assert mark.span is None
    two.desk.seen(Position(0, 0), 0, 1)
    two.desk.lead_to(mark.annotation.id)
    assert "the note is kept" in two.said
    two.desk.seen(Position(0, 0), 0, 1)  # the page was drawn anew
    assert two.desk.state.focused == mark
    two.desk.delete()
    two.desk.settle()
    assert two.marked == []
    two.desk.undo()
    two.desk.settle()
    assert two.marked == ["These very words will be gone"]
    two.desk.lead_to(mark.annotation.id)
    two.desk.seen(Position(1, 0), 1, 1)  # the page was scrolled
    assert two.desk.state.focused is None


@pytest.mark.parametrize(
    ("current", "count", "wanted"),
    [(0, 1, 3), (3, 1, 5), (3, 9, 8), (8, 1, None), (8, -1, 5), (4, -1, 3), (3, -1, None), (8, -9, 3)],
)
def test_steps_go_to_the_last_there_is(current, count, wanted):
    assert step((3, 5, 8), current, count) == wanted
