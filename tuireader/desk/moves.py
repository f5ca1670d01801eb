"""Jumps through the open article, and the focus that they leave."""

from collections.abc import Sequence
from typing import Any

from annotations.anchoring import Placed
from annotations.text import Position
from tuireader.desk.state import DeskState, Focus, Mark, Message, Tone
from tuireader.desk.undoing import Undoing


class Moves(Undoing):
    """What moves the page and the focus; nothing of it is saved but the place where reading stopped."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._back: list[Position] = []
        self._top = Position(0, 0)

    def seen(self, top: Position, first: int, last: int) -> None:
        """The page shows the paragraphs `first` to `last`; a focus that scrolled off passes to the first of them."""
        still, self._top = top == self._top, top
        span = self.state.target()
        # Lost words are nowhere on the page: their note is in focus until the page moves.
        shown = still if span is None else span.start.paragraph <= last and span.end.paragraph >= first
        if not shown and self.state.version.paragraphs:
            self._set(focus=Focus(first))

    def go(self, focus: Focus, position: Position | None = None) -> None:
        """Focus something and bring it onto the page; `back` returns."""
        self._back.append(self._top)
        self._set(focus=focus, jump=position or Position(focus.paragraph, 0), jumps=self.state.jumps + 1)

    def focus_at(self, position: Position) -> None:
        """Focus what stands at a place of the page: the shortest highlight over it, else its paragraph."""
        holding = [m for m in self.state.marks if m.span and m.span.start <= position < m.span.end]
        mark = max(holding, key=lambda m: (m.span or (position, position))[0], default=None)
        self._set(focus=Focus(position.paragraph, mark.annotation.id if mark else ""))

    def go_to_annotation(self, identity: str) -> None:
        """Focus an annotation and bring it onto the page; `back` returns."""
        self._back.append(self._top)
        self.lead_to(identity)

    def lead_to(self, identity: str) -> None:
        """Focus an annotation and bring it onto the page."""
        mark = self.state.mark(identity)
        if mark is not None and mark.span is not None:
            focus = Focus(mark.span.start.paragraph, identity)
            self._set(focus=focus, jump=mark.span.start, jumps=self.state.jumps + 1)
        elif mark is not None:
            lost = Message("Its words aren't in this version of the article; the note is kept", Tone.HINT)
            self._set(focus=Focus(self.state.focus.paragraph, identity), message=lost)

    def go_to_clip(self, identity: str) -> None:
        """Bring the words of a clip onto the page."""
        clip = next((clip for clip in self.state.clips if clip.id == identity), None)
        found = self._view.place(clip) if clip else None
        if isinstance(found, Placed):
            self.go(Focus(found.span.start.paragraph), found.span.start)
        elif found is not None:
            self._say("Its words aren't in this version of the article; the clip is kept")

    def back(self) -> None:
        """Back to where the page was before the last jump."""
        if not self._back:
            self._say("Nowhere to go back to")
            return
        position = self._back.pop()
        self._set(focus=Focus(position.paragraph), jump=position, jumps=self.state.jumps + 1)

    def next_annotation(self, count: int) -> None:
        """To the annotation `count` ahead (behind, if negative)."""
        ahead = annotation_ahead(self.state, count)
        if ahead is None:
            mark, select = self.config.key("highlight"), self.config.key("select")
            none = f"No highlights yet: {mark} marks the focused paragraph, {select} starts selecting"
            self._say("No further highlight" if self.state.marks else none)
        else:
            self.go_to_annotation(ahead.annotation.id)

    def next_paragraph(self, count: int) -> None:
        """To the paragraph `count` ahead, over lines that aren't the article."""
        number = paragraph_ahead(self.state, count)
        if number is not None:
            self._set(focus=Focus(number), jump=Position(number, 0), jumps=self.state.jumps + 1)

    def next_heading(self, count: int) -> None:
        """To the heading `count` ahead."""
        number = step(self.state.headings, self.state.focus.paragraph, count)
        if number is None:
            self._say("No further heading" if self.state.headings else "This article has no headings")
        else:
            self.go(Focus(number))

    def go_to_paragraph(self, number: int) -> None:
        """To a paragraph by its 1-based number; beyond the end is the end."""
        last = len(self.state.version.paragraphs) - 1
        if last >= 0:
            self.go(Focus(min(max(number - 1, 0), last)))

    def go_to_number(self, number: int) -> None:
        """To a printed page; in a source without pages, to a paragraph."""
        paragraphs = self.state.version.paragraphs
        if not paragraphs or paragraphs[0].page is None:  # every paragraph of a source with pages stands on one
            self.go_to_paragraph(number)
            return
        pages = [(p.page, n) for n, p in enumerate(paragraphs) if p.page is not None]
        reached = [(page, n) for page, n in pages if page >= number and n not in self.state.furniture] or pages[-1:]
        page, paragraph = reached[0]
        self.go(Focus(paragraph))
        self._say(f"Page {page}" if page == number else f"There is no page {number}; this is page {page}")


def step(numbers: Sequence[int], current: int, count: int) -> int | None:
    """The number `count` places behind (or before, if negative) `current` in ascending numbers; the last there is.

    None where there is none in that direction.
    """
    if count > 0:
        ahead = [number for number in numbers if number > current]
        return ahead[min(count, len(ahead)) - 1] if ahead else None
    behind = [number for number in numbers if number < current]
    return behind[max(count, -len(behind))] if behind else None


def paragraph_ahead(state: DeskState, count: int) -> int | None:
    """The paragraph `count` ahead of the focus, furniture and empty ones passed over; None at the end."""
    direction = 1 if count > 0 else -1
    number, found = state.focus.paragraph, None
    for _ in range(abs(count)):
        number += direction
        while 0 <= number < len(state.version.texts) and not _readable(state, number):
            number += direction
        if not 0 <= number < len(state.version.texts):
            return found
        found = number
    return found


def _readable(state: DeskState, number: int) -> bool:
    return number not in state.furniture and bool(state.version.texts[number].strip())


def annotation_ahead(state: DeskState, count: int) -> Mark | None:
    """The mark `count` ahead of the focus in the order of the page, or the last there is; None at the end."""
    placed = [mark for mark in state.marks if mark.span is not None]
    if state.focused in placed:
        current = placed.index(state.focused) * 2
    else:
        here = Position(state.focus.paragraph, 0)
        current = sum(mark.span is not None and mark.span.start < here for mark in placed) * 2 - 1
    index = step(range(0, 2 * len(placed), 2), current, count)
    return None if index is None else placed[index // 2]
