"""Reading and marking on the screen: the one focus, highlights of every shape, the sidebar."""

import pytest

from annotations.text import Position, Span, pieces
from tuireader.actions import Context

LONG = "\n".join(f"Paragraph {number}. " + "The words of a long report go on and on. " * 6 for number in range(1, 41))


async def test_keys_select_the_exact_words_and_mark_them(reading):
    async with reading() as page:
        await page.press("}", "v", "5", "w", "v", "2", "e", "H")
        start, end = page.desk.state.marks[0].span
        text = page.desk.state.version.texts[1]
        assert page.marked() == [text[start.offset : end.offset]]
        assert page.screen.context is Context.READING
        assert "Highlighted as quote" in page.status


async def test_v_alone_selects_nothing(reading):
    async with reading() as page:
        await page.press("v", "w", "w")
        assert page.screen.pane.selection is None
        assert page.screen.context is Context.SELECTING
        await page.press("Esc")
        assert page.screen.context is Context.READING


async def test_a_highlight_may_run_over_paragraphs(reading):
    async with reading() as page:
        texts = page.desk.state.version.texts
        await page.press("v", "v", "}", "}", "H")
        span = page.desk.state.marks[0].span
        assert (span.start.paragraph, span.end.paragraph) == (0, 2)
        assert page.marked() == ["\n".join(texts[n][a:b] for n, a, b in pieces(span, texts))]


async def test_highlights_may_overlap_and_a_click_focuses_the_inner_one(reading):
    async with reading() as page:
        for words in ("will continue to defend out interests", "defend out interests using", "out interests"):
            await page.select(words)
            await page.press("H")
        assert len(page.marked()) == 3
        await page.click("out interests")
        assert page.desk.state.focused.annotation.exact == "out interests"
        await page.press("d", "d")
        assert sorted(page.marked()) == ["defend out interests using", "will continue to defend out interests"]


async def test_dd_deletes_and_u_brings_back_and_says_what(reading):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.press("d", "d")
        assert page.marked() == []
        assert "Deleted" in page.status
        await page.press("u")
        assert "Undone" in page.status
        assert "defend out" in page.status
        assert page.desk.state.marks[0].annotation.note == "sic"
        await page.press("^R")
        assert page.marked() == []


async def test_dd_on_a_page_that_is_only_read_deletes_nothing(reading):
    async with reading() as page:
        await page.note("defend out interests", "sic")
        await page.press("}", "d", "d")
        assert page.marked() == ["defend out interests"]
        assert "Nothing to delete here" in page.status


async def test_a_digit_gives_the_role_and_changes_it(reading):
    async with reading() as page:
        await page.select("over 410 residents killed")
        await page.press("r", "3")
        assert [mark.annotation.role for mark in page.desk.state.marks] == ["question"]
        await page.press("r", "2")
        assert [mark.annotation.role for mark in page.desk.state.marks] == ["fact"]
        assert "fact ¶ 4" in page.status


async def test_the_focus_passes_to_the_first_whole_paragraph_when_it_scrolls_off(reading):
    async with reading(LONG, size=(80, 24)) as page:
        await page.press("}", "^D", "^D")
        await page.press("j")
        focus = page.desk.state.focus.paragraph
        first, _ = page.screen.pane.visible_paragraphs()
        assert focus == first > 1
        starts = [y for y, row in enumerate(page.rows()) if f"Paragraph {focus + 1}." in row]
        assert starts, "the focused paragraph begins in sight"
        await page.press("k")
        assert page.desk.state.focus.paragraph == focus, "in sight it keeps the focus"


async def test_an_annotation_that_scrolls_off_is_not_acted_on_any_more(reading):
    async with reading(LONG, size=(80, 24)) as page:
        await page.select("Paragraph 1.")
        await page.press("H", "G", "d", "d")
        assert page.marked() == ["Paragraph 1."]


async def test_back_returns_to_the_line_that_was_read(reading):
    async with reading(LONG, size=(80, 24)) as page:
        await page.press("Space", "j", "j")
        before = page.screen.pane.top_position
        assert before > (0, 0)
        await page.press("2", "0", "G")
        assert "Paragraph 20." in page.shown()
        await page.press("^O")
        assert page.screen.pane.top_position == before


async def test_find_goes_from_hit_to_hit_and_esc_clears_it(reading):
    async with reading() as page:
        await page.press("/")
        await page.type("bucha")
        await page.press("Enter")
        assert "Hit 1 of 3" in page.status
        await page.press("n", "N", "N")
        assert "Hit 3 of 3" in page.status
        await page.press("Esc")
        assert not page.screen.pane.hits


async def test_furniture_is_passed_over_and_f_makes_a_paragraph_of_it(reading):
    async with reading() as page:
        await page.press("}", "}", "}", "}")
        assert page.desk.state.focus.paragraph == 5, "“For the latest headlines…” is passed over"
        await page.press("5", "G", "f", "{", "}")
        assert page.desk.state.focus.paragraph == 4


async def test_the_sidebar_goes_to_the_place_of_a_note_and_back(reading):
    async with reading() as page:
        await page.note("1,351 soldiers", "TASS only")
        await page.press("g", "g")
        await page.note("its interests", "whose?")
        await page.press("Tab", "j")
        assert page.desk.state.focused.annotation.note == "TASS only"
        assert page.screen.context is Context.SIDEBAR
        await page.press("Enter")
        assert page.screen.context is Context.READING
        assert page.desk.state.focus.paragraph == 12
        assert "1,351 soldiers" in page.shown()


async def test_the_sidebar_filters_by_words_role_and_tag(reading):
    async with reading() as page:
        await page.note("its interests", "whose?")
        await page.select("over 410 residents killed")
        await page.press("r", "3", "t")
        await page.type("bucha deaths")
        await page.press("Enter", "Tab")
        for query, left in (("WHOSE", "whose?"), ("question", "over 410"), ("#deaths", "over 410")):
            await page.press("/", *["Backspace"] * 20, *query, "Enter")
            listed = page.screen.sidebar.entries.entries
            assert len(listed) == 1, query
            assert any(left in part.text for part in listed[0].parts)
        await page.press("/", *["Backspace"] * 20, *"nowhere", "Enter")
        assert "No note has “nowhere”" in page.shown()
        await page.press("/", *["Backspace"] * 20, "Enter")
        assert len(page.screen.sidebar.entries.entries) == 2


async def test_a_step_in_the_sidebar_stays_among_the_filtered_notes(reading):
    async with reading() as page:
        for words, role in (("its interests", "1"), ("We are sorry", "2"), ("1,351 soldiers", "1")):
            await page.select(words)
            await page.press("r", role)
        await page.press("Tab", "/", *"quote", "Enter", "g", "g", "j")
        assert page.desk.state.focused.annotation.exact == "1,351 soldiers"


async def test_a_copy_is_listed_under_clips_and_enter_goes_to_its_words(reading):
    async with reading() as page:
        await page.select("1,351 soldiers")
        await page.press("y")
        assert len(page.copied) == 1
        assert "1,351 soldiers" in page.copied[0]
        assert "xclip ✓" in page.status
        await page.press("g", "g", "Tab", "3")
        assert "1,351 soldiers" in "\n".join(page.rows())
        await page.press("j", "Enter")
        assert page.desk.state.focus.paragraph == 12


async def test_reading_only_refuses_marks_with_a_sentence_and_still_copies(reading, tmp_path):
    async with reading(keep=False) as page:
        for keys in (("h",), ("a",), ("A",), ("r", "2"), ("t", "x", "Enter"), ("s", "x", "Enter"), ("f",)):
            await page.press(*keys)
            assert "--no-keep" in page.status, keys
            assert page.screen.context is Context.READING
        await page.press("y")
        assert "Copied" in page.status
        assert page.copied
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["One line.", "Word"])
async def test_every_motion_is_safe_in_the_shortest_article(reading, text):
    async with reading(text, size=(40, 10)) as page:
        await page.press(*"}{.][><nNjkG", "g", "g", "^D", "^U", "Space", "b", "9", "9", "G", "g", "c", "^O")
        await page.press("v", *"wbelhjk0$}{", "v", "e", "H")
        assert page.marked()[0] in text


async def test_a_wide_selection_is_the_same_in_any_width(reading):
    span = Span(Position(1, 3), Position(5, 40))
    async with reading(size=(120, 40)) as page:
        page.screen.pane.select(span)
        await page.press("H")
    async with reading(size=(50, 20)) as page:
        assert page.desk.state.marks[0].span == span
