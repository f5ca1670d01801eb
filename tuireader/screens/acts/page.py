"""The acts that move the reading screen's page or what is selected on it."""

from collections.abc import Mapping

from tuireader.keys import Command
from tuireader.screens.acts.deed import Deed, Reader


def top(screen: Reader, _: Command) -> None:
    """To the top."""
    screen.desk.go_to_paragraph(1)
    screen.pane.top()


def paragraph(screen: Reader, command: Command) -> None:
    """To a page or a paragraph by its number, or to the end."""
    if command.count is None:
        screen.desk.go_to_paragraph(len(screen.desk.state.version.paragraphs))
        screen.pane.end()
    else:
        screen.desk.go_to_number(command.count)


def back(screen: Reader, _: Command) -> None:
    """Back to where the page was, with the same line on top."""
    before = screen.desk.state.jumps
    screen.desk.back()
    state = screen.desk.state
    if state.jumps != before and state.jump is not None:
        screen.draw()
        screen.pane.go_to(state.jump, "top")


def contents(screen: Reader, _: Command) -> None:
    """Choose a heading to go to."""
    from tuireader.screens.contents import ContentsScreen

    state = screen.desk.state
    if not state.headings:
        screen.desk.next_heading(1)
        return

    def go_to(number: int | None) -> None:
        if number is not None:
            screen.desk.go_to_paragraph(number + 1)

    headings = [(number, state.version.texts[number]) for number in state.headings]
    screen.app.push_screen(ContentsScreen(headings, state.focus.paragraph), go_to)


def leave(screen: Reader, _: Command) -> None:
    """Leave selecting, or clear the search."""
    if screen.pane.selecting:
        screen.pane.leave()
    else:
        screen.desk.clear_find()


def select(screen: Reader, _: Command) -> None:
    """Show a caret at the focus."""
    start = screen.desk.state.caret_start
    if start is not None:
        screen.pane.begin_caret(max(start, screen.pane.top_position))


def select_paragraph(screen: Reader, _: Command) -> None:
    """Select the focused paragraph."""
    state = screen.desk.state
    if state.version.paragraphs:
        screen.pane.select(state.paragraph_span(state.focus.paragraph))


def anchor(screen: Reader, _: Command) -> None:
    """Drop the selection's other end, or leave."""
    if screen.pane.selection is None:
        screen.pane.drop_anchor()
    else:
        screen.pane.leave()


def take_quotation(screen: Reader, _: Command) -> None:
    """Select the quotation around the caret, without its marks."""
    caret = screen.pane.caret
    quotation = screen.desk.state.quotation_at(caret) if caret is not None else None
    if quotation is not None:
        screen.pane.select(quotation.span)
    else:
        screen.desk.tell("The caret isn't in a quotation")


DEEDS: Mapping[str, Deed] = {
    "top": top,
    "paragraph": paragraph,
    "back": back,
    "contents": contents,
    "leave": leave,
    "select": select,
    "select_paragraph": select_paragraph,
    "anchor": anchor,
    "take_quotation": take_quotation,
}
"""By the act's name."""
