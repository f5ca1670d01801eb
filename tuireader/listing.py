"""What the library screen lists: articles, and below them the passages that have what is looked for."""

from collections.abc import Sequence

from annotations.index.hits import Hit, HitKind
from tuireader.actions import Action, key_of
from tuireader.catalogue_state import CatalogueState, Listed, passage_id
from tuireader.entries import Entry, LaterEntries, Look, Part, hint
from tuireader.finder import MOST, MOST_SAID, Passage


def _welcome(actions: tuple[Action, ...]) -> tuple[Entry, ...]:
    open_, next_, mark, note, copy, help_, quit_ = (
        key_of(actions, act)
        for act in ("library.open_entry", "next_quotation", "highlight", "note", "copy", "library.help", "library.quit")
    )
    return hint(
        "Welcome. What you read is kept here, with all that you mark in it.",
        "",
        (open_, "opens a short text to try it on. Three keys to begin:"),
        (next_, "next quotation, and who speaks"),
        (mark, f"highlights; {note} writes a note"),
        (copy, "copies with speaker and source"),
        "",
        "tuireader FILE or https://…",
        "tuireader add FILE… for later",
        (help_, f"shows all keys, {quit_} quits"),
    )


def article_entries(state: CatalogueState, actions: tuple[Action, ...]) -> Sequence[Entry]:
    """The articles of the library, those in sight made when they are; then the passages that were found."""
    if not state.articles and state.loaded:
        trash = hint("The trash is empty.", "", (key_of(actions, "library.trash"), "goes back to the library"))
        return trash if state.trash else _welcome(actions)
    if not state.ids:
        return _nothing(state, actions)
    articles, passages = state.shown, state.passages
    if not passages:
        return LaterEntries(state.ids, lambda number: _article(articles[number]))
    head = Entry("", (Part(f"── {_counted(state)} in texts, notes and clips", Look.MUTED, lines=1, indent=0),))

    def made(number: int) -> Entry:
        if number == len(articles):
            return head
        return _article(articles[number]) if number < len(articles) else _passage(passages, number - len(articles) - 1)

    return LaterEntries((*state.ids[: len(articles)], "", *state.ids[len(articles) :]), made)


def _nothing(state: CatalogueState, actions: tuple[Action, ...]) -> tuple[Entry, ...]:
    if not state.loaded or (state.answered != state.query and not state.trash and state.searches):
        return ()
    return hint(f"No article has “{state.query}”.", "", (key_of(actions, "library.leave"), "shows all again"))


def _counted(state: CatalogueState) -> str:
    count = len(state.passages)
    if count in (MOST, MOST_SAID):
        return f"the first {count} passages"
    return f"{count} passage{'s' * (count != 1)}"


def _article(article: Listed) -> Entry:
    entry = article.entry
    notes = f"{entry.annotations} note{'s' * (entry.annotations != 1)}" if entry.annotations else ""
    facts = [entry.outlet, entry.published, notes, " ".join(f"#{tag}" for tag in entry.tags)]
    said = " · ".join(filter(None, facts)) or entry.address
    corner = "done" if entry.done else "unread" if article.unread else article.read[:10]
    sign = "•" if article.unread else " "
    return Entry(
        entry.id,
        (
            Part(f"{sign} {entry.title or entry.address}", Look.TITLE, lines=1, indent=0),
            Part(said, Look.MUTED, lines=1),
        ),
        corner,
    )


def _passage(passages: Sequence[Passage], number: int) -> Entry:
    """A passage with its place above it, and what it is before its words."""
    hit = passages[number].hit
    place = " · ".join(filter(None, [hit.outlet, hit.published or hit.day, hit.title or hit.address]))
    corner = f"¶ {hit.paragraph + 1}" if hit.paragraph is not None else "" if hit.current else "older"
    parts = (
        Part(place, Look.MUTED, lines=1, indent=0),
        Part(f"{_what(hit)}{hit.shown.text}", Look.NOTE if hit.kind is HitKind.NOTE else Look.WORDS, lines=3),
        *(
            Part(f"≠ {other.outlet or other.title}: “{other.text}”", Look.MUTED, lines=3)
            for other in passages[number].otherwise
        ),
    )
    return Entry(passage_id(number), parts, corner)


def _what(hit: Hit) -> str:
    if hit.kind is HitKind.NOTE:
        return f"{hit.role}: "
    if hit.kind in (HitKind.QUOTATION, HitKind.CLIP):
        return f"{'copied, ' if hit.kind is HitKind.CLIP else ''}{hit.spoken_by}: "
    return ""
