"""How entries of a list look: what differs is marked where it stands, the current one has a bar, hints are quiet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.color import Color

from tuireader.entries import Entry, Look, Part
from tuireader.pane.painter import contrast
from tuireader.themes import INK, PAPER, legible
from tuireader.widgets.entry_list import EntryList, rows_of


class ListApp(App[None]):
    """Three entries, the second of them the current one."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        for own in (INK, PAPER):
            self.register_theme(own)
        self.theme = theme

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = legible(super().get_css_variables())
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield EntryList()

    def on_mount(self) -> None:
        entries = self.query_one(EntryList)
        entries.show(
            [Entry(name, (Part(name, Look.TITLE), Part("below", Look.MUTED))) for name in ("one", "two", "six")]
        )
        entries.current = "two"


@given(
    st.text("ab c\n“日", min_size=1, max_size=80),
    st.integers(12, 40),
    st.integers(0, 60),
    st.integers(1, 30),
)
def test_what_differs_is_marked_on_whatever_line_it_comes_to_stand(
    text: str, width: int, start: int, size: int
) -> None:
    end = min(start + size, len(text))
    entry = Entry("", (Part(text, Look.OLD, indent=0, lead="- ", marked=((start, end),) if start < end else ()),))
    rows = rows_of(entry, width)
    shown = "".join(row.text[one:stop] for row in rows for one, stop in row.marked)
    wanted = text[start:end]
    assert "".join(shown.split()) == "".join(wanted.split())


@given(st.text("ab c\n“日", min_size=1, max_size=80), st.integers(12, 40))
def test_the_lines_behind_the_first_are_indented_to_where_its_text_begins(text: str, width: int) -> None:
    first, *others, _ = rows_of(Entry("", (Part(text, Look.OLD, indent=0, lead="- "),)), width)
    assert first.text.startswith("- ")
    assert all(row.text.startswith("  ") for row in others)


@pytest.mark.parametrize("theme", ["ink", "paper", "textual-dark", "textual-light"])
async def test_the_current_entry_has_a_bar_and_hints_are_quiet_and_readable(theme: str) -> None:
    app = ListApp(theme)
    async with app.run_test(size=(30, 12)):
        lines = [app.query_one(EntryList).render_line(y) for y in range(9)]
        assert [line.text[0] for line in lines] == [*"   ", "▌", "▌", " ", *"   "]
        title, hint = (next(piece for piece in line if piece.text.strip()) for line in lines[:2])
        (ink, paper), (muted, _) = (
            (Color.from_rich_color(piece.style.color), Color.from_rich_color(piece.style.bgcolor))
            for piece in (title, hint)
        )
        assert contrast(ink, paper) > contrast(muted, paper) >= 4.5


async def test_an_entry_that_is_taller_than_the_list_can_be_read_to_its_end_and_back() -> None:
    app = ListApp("ink")
    async with app.run_test(size=(30, 8)):
        entries = app.query_one(EntryList)
        words = "\n".join(f"line {number}" for number in range(30))
        entries.show([Entry("long", (Part(words, Look.NOTE),)), Entry("next", (Part("next", Look.NOTE),))])
        entries.current = "long"
        seen: dict[str, None] = {}
        while True:
            seen |= {line.text.strip(" ▌"): None for line in map(entries.render_line, range(8))}
            if not entries.scroll_within(1):
                break
        assert [line for line in seen if line.startswith("line")] == words.split("\n")
        last = entries.render_line(6).text
        entries.show(entries.entries)
        assert entries.render_line(6).text == last, "drawn again it stays where it was read"
        while entries.scroll_within(-1):
            pass
        assert entries.render_line(0).text.strip(" ▌") == "line 0"
        assert not entries.scroll_within(-1)
