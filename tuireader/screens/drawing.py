"""The page brought to the desk's state; what didn't change is left alone."""

from collections.abc import Callable

from annotations.models import ROLES
from annotations.text import Position, Span
from tuireader.desk.state import DeskState, Mark
from tuireader.pane.spans import PageMark
from tuireader.pane.widget import ArticlePane
from tuireader.wording import byline, title

_ROLE_NUMBERS = {role.name: number for number, role in enumerate(ROLES)}


def draw_page(
    pane: ArticlePane, state: DeskState, before: DeskState | None, left_at: Callable[[], Position | None]
) -> None:
    """Draw a state where another (none at first) is drawn; `left_at` tells where an article was left, once it is known.

    The page moves only where the state asks for it.
    """
    if before is None or before.marks is not state.marks:
        pane.marks = tuple(_page_mark(mark, mark.span) for mark in state.marks if mark.span is not None)
    if before is None or before.marks is not state.marks or before.focus != state.focus:
        pane.focused_mark, pane.focused_span = state.focus.annotation, state.target()
    pane.hits, pane.hit = state.hits, state.hit
    pane.furniture = state.furniture
    if before is None or before.quotations is not state.quotations:
        pane.quotations = tuple(state.quotations[number].span for number in state.said)
    pane.underlined = state.quotation.span if state.quotation else None
    pane.names = state.names
    if before is not None and _head(before) != _head(state):
        pane.head(title(state.source, state.location), byline(state))
    if before is not None:
        _move(pane, state, before, left_at)


def _head(state: DeskState) -> tuple[object, ...]:
    return state.source, state.found, state.versions, state.guards.article


def _move(pane: ArticlePane, state: DeskState, before: DeskState, left_at: Callable[[], Position | None]) -> None:
    if before.article != state.article and not state.jumps:
        if position := left_at():
            pane.go_to(position, "top")
    elif before.jumps != state.jumps and state.jump is not None:
        pane.go_to(state.jump, "show")


def _page_mark(mark: Mark, span: Span) -> PageMark:
    return PageMark(mark.annotation.id, span, _ROLE_NUMBERS.get(mark.annotation.role, 0), mark.pending)
