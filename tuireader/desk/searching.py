"""Searching the open article: as it is typed, from hit to hit, counted while nothing else is to be done."""

from collections.abc import Iterator
from typing import Any

from annotations.text import Position, Span
from tuireader.desk.moves import Moves
from tuireader.desk.state import DeskState, Focus, Message
from tuireader.finding import NO_SEARCH, Search

_FROM_TOP, _FROM_END = ", from the top again", ", from the end again"


class Searching(Moves):
    """What finds words and goes to them."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._before: DeskState | None = None
        self._origin = Position(0, 0)
        self._counting: Iterator[None] = iter(())
        self._turned = ""

    def begin_find(self) -> None:
        """Words are about to be typed: what is found of them is looked for from the page as it is now."""
        self._before, self._origin = self.state, self._top

    def find_as_typed(self, query: str) -> None:
        """Go to the first place of what was typed so far, from where the search began."""
        if self._before is None:
            self.begin_find()
        if query == self.state.hits.query and self.state.hits.first is not None:
            return
        search = Search(self.state.version.texts, query, self._origin)
        self._counting = search.counting()
        self._set(hits=search, hit=None, message=Message())
        self.count_hits()

    def find(self, query: str) -> None:
        """Find words, and go to the first place from the top of the page on; `back` returns."""
        if not query.strip():
            self.leave_find()
            self.clear_find()
            return
        self.find_as_typed(query)
        if self.state.hits.counted and self.state.hit is None:
            self._say(f"Not in this article: “{query}”")
        else:
            self._back.append(self._origin)
        self._before = None

    def leave_find(self) -> None:
        """Nothing was to be found after all: back to how it was before the first letter."""
        before, self._before = self._before, None
        if before is not None:
            jumps = self.state.jumps + (self.state.jumps != before.jumps)
            self._set(
                hits=before.hits, hit=before.hit, focus=before.focus, message=Message(), jump=self._origin, jumps=jumps
            )

    def count_hits(self) -> bool:
        """Search a slice more of the text; False once all of it was searched."""
        unfinished = next(self._counting, self) is not self
        hits = self.state.hits
        if self.state.hit is None and hits.first is not None:
            self._show(hits.first, _FROM_TOP if hits.first.start < self._origin else "")
        elif hits.counted and self.state.message.text in ("", _counting(self._turned)):
            self._tell_hit()
        return unfinished

    def next_hit(self, count: int) -> None:
        """To the hit `count` ahead, round the end."""
        hits, hit = self.state.hits, self.state.hit
        if hit is None:
            self._say("Nothing was searched for: / finds")
            return
        self._back.append(self._top)
        found = hits.step(hit, count)
        turned = found <= hit if count > 0 else found >= hit
        self._show(found, "" if not turned else _FROM_TOP if count > 0 else _FROM_END)

    def clear_find(self) -> None:
        """Forget the search."""
        self._counting = iter(())
        self._set(hits=NO_SEARCH, hit=None)

    def _show(self, hit: Span, turned: str) -> None:
        place, self._turned = hit.start, turned
        self._set(hit=hit, focus=Focus(place.paragraph), jump=place, jumps=self.state.jumps + 1)
        self._tell_hit()

    def _tell_hit(self) -> None:
        hits, hit, turned = self.state.hits, self.state.hit, self._turned
        if hits is NO_SEARCH:
            return
        if hit is None:
            self._say("not in this article")
        elif not hits.counted:
            self._say(_counting(turned))
        else:
            self._say(f"Hit {hits.number(hit):,} of {hits.total:,}{turned}")


def _counting(turned: str) -> str:
    return f"A hit{turned}; the others are being counted"
