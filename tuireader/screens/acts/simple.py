"""The acts that need nothing but the page or the desk."""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.models import ROLES
from annotations.text import Span
from tuireader.desk.desk import ReadingDesk
from tuireader.keys import Command
from tuireader.pane.widget import ArticlePane

ON_PAGE: Mapping[str, Callable[[ArticlePane, int], Any]] = {
    "line_down": lambda pane, count: pane.scroll_by(count),
    "line_up": lambda pane, count: pane.scroll_by(-count),
    "half_down": lambda pane, count: pane.turn(0.5 * count),
    "half_up": lambda pane, count: pane.turn(-0.5 * count),
    "page_down": lambda pane, count: pane.turn(count),
    "page_up": lambda pane, count: pane.turn(-count),
    "caret_left": lambda pane, count: pane.move("left", count),
    "caret_right": lambda pane, count: pane.move("right", count),
    "caret_down": lambda pane, count: pane.move("down", count),
    "caret_up": lambda pane, count: pane.move("up", count),
    "caret_word": lambda pane, count: pane.move("word", count),
    "caret_back": lambda pane, count: pane.move("back", count),
    "caret_end": lambda pane, count: pane.move("end", count),
    "caret_line_start": lambda pane, count: pane.move("line_start", count),
    "caret_line_end": lambda pane, count: pane.move("line_end", count),
    "caret_next_sentence": lambda pane, count: pane.move("next_sentence", count),
    "caret_previous_sentence": lambda pane, count: pane.move("previous_sentence", count),
    "caret_next_paragraph": lambda pane, count: pane.move("next_paragraph", count),
    "caret_previous_paragraph": lambda pane, count: pane.move("previous_paragraph", count),
    "caret_top": lambda pane, _: pane.move("top", 1),
    "caret_bottom": lambda pane, _: pane.move("bottom", 1),
    "take_word": lambda pane, _: pane.move("take_word"),
    "take_sentence": lambda pane, _: pane.move("take_sentence"),
    "take_paragraph": lambda pane, _: pane.move("take_paragraph"),
    "anchor_paragraph": lambda pane, _: pane.move("take_paragraph"),
    "grow": lambda pane, count: pane.resize_selection(count),
    "shrink": lambda pane, count: pane.resize_selection(-count),
    "swap": lambda pane, _: pane.swap(),
}
"""Motions; the count is 1 where none was typed."""

AT_DESK: Mapping[str, Callable[[ReadingDesk, Command, Span | None], Any]] = {
    "next_paragraph": lambda desk, command, _: desk.next_paragraph(command.times),
    "previous_paragraph": lambda desk, command, _: desk.next_paragraph(-command.times),
    "next_quotation": lambda desk, command, _: desk.next_quotation(command.times),
    "previous_quotation": lambda desk, command, _: desk.next_quotation(-command.times),
    "next_annotation": lambda desk, command, _: desk.next_annotation(command.times),
    "previous_annotation": lambda desk, command, _: desk.next_annotation(-command.times),
    "next_heading": lambda desk, command, _: desk.next_heading(command.times),
    "previous_heading": lambda desk, command, _: desk.next_heading(-command.times),
    "next_hit": lambda desk, command, _: desk.next_hit(command.times),
    "previous_hit": lambda desk, command, _: desk.next_hit(-command.times),
    "highlight": lambda desk, _, span: desk.highlight(span),
    "role": lambda desk, command, span: desk.highlight(span, ROLES[int(command.keys[-1]) - 1].name),
    "note": lambda desk, _, span: desk.open_note(span),
    "article_note": lambda desk, *_: desk.open_article_note(),
    "furniture": lambda desk, *_: desk.toggle_furniture(),
    "undo": lambda desk, *_: desk.undo(),
    "redo": lambda desk, *_: desk.redo(),
}
"""Acts on the selection or the focus."""

ENDS_SELECTING = frozenset({"highlight", "role", "note", "copy", "copy_words"})
"""Acts behind which the selection has served."""

WRITES = frozenset({"note", "article_note", "external_editor"})
"""Acts that open a note; while one is open, which is then one that couldn't be saved, they go back to it."""
