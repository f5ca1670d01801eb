"""What became of a mark's words, in words: for the sidebar, and for whoever is asked about it."""

from annotations.alignment import changes
from annotations.anchoring import Orphan, Placed, State
from annotations.marks import quoted
from tuireader.desk.state import ClipNews, DeskState, Mark
from tuireader.times import day

_AROUND = 24
"""Characters kept on each side of what differs."""


def differing(old: str, new: str) -> tuple[str, str]:
    """Both texts from shortly before the first words that differ to shortly behind the last."""
    found = changes(old, new)
    if not found:
        return old, new
    first, last = found[0], found[-1]
    return _cut(old, first.old.start, last.old.stop), _cut(new, first.new.start, last.new.stop)


def _cut(text: str, start: int, end: int) -> str:
    start, end = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[start:].partition(" ")[2] if start and " " in text[start : start + _AROUND] else text[start:]
    start = len(text) - len(before)
    if end < len(text) and " " in text[end - _AROUND : end]:
        end = text.rindex(" ", end - _AROUND, end)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def old_and_new(state: DeskState, mark: Mark) -> tuple[str, str]:
    """The words as they were marked, and those that stand, or may stand, in the open version; each on one line."""
    old = " ".join(mark.annotation.exact.split("\n"))
    span = mark.place.guess if isinstance(mark.place, Orphan) else mark.place.span
    return old, " ".join(state.words(span).split("\n")) if span else ""


def is_changed(mark: Mark) -> bool:
    """Whether other words stand in the mark's place."""
    return isinstance(mark.place, Placed) and mark.place.state is State.CHANGED


def news(state: DeskState, mark: Mark) -> tuple[str, ...]:
    """What is to be told of a mark's place, a line each; nothing where its words stand as they were marked."""
    since = day(mark.annotation.anchors[0].version[:16])
    old, new = old_and_new(state, mark)
    if isinstance(mark.place, Orphan):
        if mark.is_kept:
            return ("kept as a note: these words aren't in this version",)
        perhaps = (f"perhaps: {quoted([new]).text}",) if new else ()
        return (f"not in this version; read {since}", *perhaps, f"{state.key('review')} settles it")
    match mark.place.state:
        case State.CHANGED:
            then, now = differing(old, new)
            return (f"- {then}", f"+ {now}", f"changed since {since}; {state.key('review')} settles it")
        case State.MOVED:
            return (f"moved since {since}",)
        case State.TYPOGRAPHY:
            return (f"the same words as on {since}, printed otherwise",)
    if old != new:
        return (f"+ {differing(old, new)[1]}", "other words, which you confirmed")
    return ()


def clip_said(state: DeskState, news: ClipNews) -> tuple[str, str]:
    """What is to be told of copied words that don't stand in the open version as they were copied, and what to do."""
    words = quoted([news.now]).text if news.now else ""
    gone = "gone" + (f"; perhaps now {words}" if words else "")
    said = f"changed on {news.since}: {gone if news.gone else words}"
    return said, "you have seen it" if news.seen else f"{state.key('review')} settles it"
