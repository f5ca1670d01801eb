"""The acts of the screen by their names, on words that are given instead of pointed at: each says what came of it."""

from collections.abc import Callable, Mapping

from annotations.anchoring import Orphan
from annotations.dataclass import dataclass
from annotations.errors import UsageError
from annotations.models import ROLES, GuardKind
from annotations.text import Position, Span
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.revising import copies_to_review, place_for, to_review
from tuireader.desk.state import Mark
from tuireader.finding import Search

_LISTED = 5
"""Places at most that are told where words stand more than once."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a person asks for."""

    words: str = ""
    """Those of the article that the act is on; empty for the whole article."""
    text: str | None = None
    """What is to be written, or None where nothing was said of it."""


Act = Callable[[ReadingDesk, Told], None]


def _mark_at(desk: ReadingDesk, words: str) -> Mark | None:
    """The one mark with these words, as they were marked, else the one that has them among its words."""
    wanted = Search([mark.annotation.exact for mark in desk.state.marks], words, Position(0, 0))
    having = [(mark, wanted.on(number)) for number, mark in enumerate(desk.state.marks)]
    whole = [mark for mark, hits in having if hits and hits[0] == (0, len(mark.annotation.exact))]
    found = whole or [mark for mark, hits in having if hits]
    return found[0] if len(found) == 1 else None


def _marked(desk: ReadingDesk, told: Told) -> Mark:
    mark = _mark_at(desk, told.words)
    if mark is None:
        raise UsageError(f"No mark, or more than one, has the words “{told.words}”; give them as they were marked")
    desk.lead_to(mark.annotation.id)
    return mark


def _span(desk: ReadingDesk, words: str) -> Span:
    """Where words stand in the article. Raises UsageError where that is nowhere or in more than one place."""
    if not words.strip():
        raise UsageError("This act is on some words: give those of the article, in quotation marks of the shell")
    texts = desk.state.version.texts
    search = Search(texts, words, Position(0, 0))
    for _ in search.counting():
        pass
    if search.total == 1:
        return search[0]
    if not search.total:
        raise UsageError(f"The article doesn't have the words “{words}”; tuireader show prints it")
    places = ", ".join(f"¶ {search[number].start.paragraph + 1}" for number in range(min(search.total, _LISTED)))
    raise UsageError(f"“{words}” stands in {search.total} places ({places}); give more of the words around it")


def _point(desk: ReadingDesk, told: Told) -> Span | None:
    """Focus the mark with the words, or else give the words as a selection."""
    mark = _mark_at(desk, told.words) if told.words else None
    if mark is not None and mark.span is not None:
        desk.lead_to(mark.annotation.id)
        return None
    return _span(desk, told.words)


def _highlight(desk: ReadingDesk, told: Told) -> None:
    names = {desk.state.role_name(role.name): role.name for role in ROLES} | {role.name: role.name for role in ROLES}
    if told.text and told.text not in names:
        raise UsageError(f"There is no role “{told.text}”; they are {', '.join(names)}")
    desk.highlight(_point(desk, told), names[told.text] if told.text else "")


def _note(desk: ReadingDesk, told: Told) -> None:
    text, span = _said(told), _point(desk, told)
    desk.open_note(span)
    desk.settle()
    desk.save_note(text)


def _article_note(desk: ReadingDesk, told: Told) -> None:
    text = _said(told)
    desk.open_article_note()
    desk.settle()
    desk.save_note(text)


def _said(told: Told) -> str:
    if told.text is None:
        raise UsageError("Say with --text what is to be written; --text '' takes it away")
    return told.text


def _speaker(desk: ReadingDesk, told: Told) -> None:
    """Within a quotation it is that of all of it; without a name the one that was found is confirmed."""
    span = _span(desk, told.words)
    around = [one.span for one in desk.state.quotations if one.span.start <= span.start and span.end <= one.span.end]
    span = around[-1] if around else span
    name = told.text if told.text is not None else desk.state.speaker_of(span).removesuffix("?")
    if told.text is None and not name:
        raise UsageError("Nobody was found who says these words; say with --text who does")
    desk.set_speaker(name, span)


def _guard(desk: ReadingDesk, told: Told) -> None:
    kind, _, until = (told.text or "").partition(" ")
    kinds = {one.value: one for one in GuardKind}
    if kind not in kinds or (until and kinds[kind] is not GuardKind.EMBARGO):
        raise UsageError(f"Say with --text one of {', '.join(kinds)}; behind embargo may stand until when")
    span = _span(desk, told.words) if told.words else None
    desk.guard(kinds[kind], span, whole=span is None, until=until)


def _furniture(desk: ReadingDesk, told: Told) -> None:
    desk.focus_at(_span(desk, told.words).start)
    desk.toggle_furniture()


def _delete(desk: ReadingDesk, told: Told) -> None:
    _marked(desk, told)
    desk.delete()


def _copy(desk: ReadingDesk, told: Told) -> None:
    desk.copy(_point(desk, told), style=told.text or "")


def _attach(desk: ReadingDesk, told: Told) -> None:
    mark = _marked(desk, told)
    place = place_for(mark, _span(desk, told.text) if told.text else None)
    if place is None:
        raise UsageError("Nobody knows where these words are now; say with --text which words are meant")
    desk.attach(mark.annotation.id, place)


def _keep(desk: ReadingDesk, told: Told) -> None:
    mark = _marked(desk, told)
    if not isinstance(mark.place, Orphan):
        raise UsageError("These words stand in the article; only a lost mark is kept as a note")
    desk.keep_without_place(mark.annotation.id)


def _seen(desk: ReadingDesk, told: Told) -> None:
    """What became of all that changed, or of what has the words."""
    marks, clips = to_review(desk.state), copies_to_review(desk.state)
    found = [(one.annotation.id, one.annotation.exact) for one in marks] + [(one.id, one.words) for one in clips]
    for identity, exact in found:
        if not told.words or Search([exact], told.words, Position(0, 0)).on(0):
            desk.see(identity)


ACTS: Mapping[str, Act] = {
    "highlight": _highlight,
    "note": _note,
    "tags": lambda desk, told: desk.tag(_said(told), _point(desk, told)),
    "speaker": _speaker,
    "guard": _guard,
    "furniture": _furniture,
    "copy": _copy,
    "delete": _delete,
    "article_note": _article_note,
    "attach": _attach,
    "keep": _keep,
    "seen": _seen,
}
"""By the names that the table of keys has, on an article that is open."""
