from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import Orphan, Placed, State, describe
from annotations.exporting import Item, Notebook
from annotations.guarding import ARTICLE, Guards, Held, divide
from annotations.models import Anchor, Annotation, Clip, Details, Guard, GuardKind, Paragraph, Source, Version
from annotations.store import Store
from annotations.text import Span, span_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXTS = (
    "“We are sorry about that… [But] will continue to defend out interests using every possible legal means,” he said.",
    "“No,” he said. Nobody knows what became of the second group of inspectors.",
    "“No,” he said. Nobody knows what became of the second group of inspectors.",
)
VERSION = Version("v1", "", "", "", tuple(map(Paragraph, TEXTS)))
EDITED = Version("v2", "", "", "", tuple(Paragraph(f"Update: {text}") for text in TEXTS))
NOWHERE = Source()


def anchor(span: Span, version: Version = VERSION) -> tuple[Anchor, ...]:
    return (Anchor(version.id, describe(version, span)),)


def mark(start: int, end: int, paragraph: int = 0, version: Version = VERSION) -> Annotation:
    return Annotation(id=f"m{paragraph}{start}", anchors=anchor(span_of(paragraph, start, end), version))


def guard(kind: GuardKind, start: int = 1, end: int = 50, paragraph: int = 0, until: str = "") -> Guard:
    return Guard(
        id=f"g{paragraph}{start}{kind}", anchors=anchor(span_of(paragraph, start, end)), kind=kind, until=until
    )


def holding(*records: Guard, source: Source = NOWHERE, now: datetime = NOW) -> Guards:
    return Guards.of(records, source, now)


def said(held: Held | None) -> str:
    return str(held) if held else ""


WHOLE = Guard(id=ARTICLE, kind=GuardKind.BACKGROUND)


def test_nothing_holds_where_nobody_said_so() -> None:
    guards = holding()
    assert not guards
    assert (guards.article, guards.on(mark(1, 5)), guards.on_span(span_of(0, 1, 5))) == (None, None, None)


def test_a_note_that_lost_its_place_isnt_freed_by_what_was_lifted_elsewhere() -> None:
    kept = mark(60, 80)
    kept = replace(kept, anchors=(*kept.anchors, Anchor("v2", ())))
    lifted = replace(guard(GuardKind.LIFTED, 10, 20, paragraph=1), until="")
    assert said(holding(WHOLE, lifted).on(kept)) == "on background"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (GuardKind.OFF_RECORD, "off the record"),
        (GuardKind.BACKGROUND, "on background"),
        (GuardKind.EMBARGO, "under embargo"),
    ],
)
def test_words_that_overlap_guarded_ones_are_guarded_and_their_neighbours_free(kind: GuardKind, words: str) -> None:
    guards = holding(guard(kind, 10, 20))
    assert guards
    assert [said(guards.on(mark(*at))) for at in [(19, 25), (1, 11), (12, 14), (1, 40)]] == [words] * 4
    assert [said(guards.on(mark(*at))) for at in [(1, 10), (20, 30)]] == ["", ""]


def test_the_guard_of_one_paragraph_isnt_on_its_twin_but_for_long_passages_that_are_its_copy() -> None:
    guards = holding(guard(GuardKind.OFF_RECORD, 1, 11, paragraph=1))
    assert said(guards.on(mark(3, 9, paragraph=1))) == "off the record"
    assert said(guards.on(mark(3, 9, paragraph=2))) == ""
    guards = holding(guard(GuardKind.OFF_RECORD, 15, 60, paragraph=1))
    assert said(guards.on(mark(15, 70, paragraph=2))) == "off the record"


def test_a_clip_of_another_version_with_guarded_words_is_guarded() -> None:
    guards = holding(guard(GuardKind.OFF_RECORD, 1, 40))
    clip = Clip(id="c", anchors=anchor(span_of(0, 9, 48), EDITED), text="“We are sorry…”")
    assert clip.anchors[0].selectors[0].key != guards.quotations[0].anchors[0].selectors[0].key
    assert said(guards.on(clip)) == "off the record"


def test_words_are_guarded_where_the_guard_was_found_in_the_version_that_is_read() -> None:
    one = guard(GuardKind.OFF_RECORD, 1, 40)
    guards = Guards.of([one], NOWHERE, NOW, {one.id: span_of(0, 9, 48)})
    assert said(guards.on_span(span_of(0, 45, 60))) == "off the record"
    assert said(guards.on_span(span_of(0, 48, 60))) == ""
    assert said(guards.on(mark(45, 60, version=EDITED), span_of(0, 45, 60))) == "off the record"


def test_a_guard_that_has_no_place_still_guards_its_words() -> None:
    guards = holding(guard(GuardKind.OFF_RECORD, 1, 40))
    assert said(guards.on_span(span_of(5, 0, 60), f"“{TEXTS[0][1:40]}”")) == "off the record"
    assert said(guards.on_span(span_of(5, 0, 60), "“No,”")) == ""


def test_the_strictest_of_several_holds() -> None:
    guards = holding(WHOLE, guard(GuardKind.EMBARGO, 1, 20), guard(GuardKind.OFF_RECORD, 10, 30))
    assert [said(guards.on(mark(*at))) for at in [(1, 5), (12, 15), (40, 45)]] == [
        "under embargo",
        "off the record",
        "on background",
    ]


def test_a_quotation_set_free_is_free_of_the_articles_guard_and_of_no_other() -> None:
    lifted = guard(GuardKind.LIFTED, 1, 30)
    guards = holding(WHOLE, lifted)
    assert guards.on(mark(5, 30)) is None
    assert guards.on(mark(1, 30)) is None
    assert said(guards.on(mark(5, 31))) == "on background"
    assert said(holding(WHOLE, lifted, guard(GuardKind.OFF_RECORD, 5, 9)).on(mark(1, 20))) == "off the record"
    placed = Guards.of([WHOLE, lifted], NOWHERE, NOW, {lifted.id: span_of(0, 9, 38)})
    assert placed.on_span(span_of(0, 9, 38)) is None
    assert said(placed.on_span(span_of(0, 9, 39))) == "on background"


def test_an_embargo_is_over_at_its_very_time_in_any_time_zone() -> None:
    one = guard(GuardKind.EMBARGO, until="2026-11-24T13:00+01:00")
    assert said(holding(one, now=NOW - timedelta(seconds=1)).on(mark(1, 9))) == (
        "under embargo until 2026-11-24 13:00 UTC+01:00"
    )
    assert not holding(one)
    assert said(holding(replace(one, until="some day")).on(mark(1, 9))) == "under embargo"
    assert said(holding(replace(one, kind=GuardKind.OFF_RECORD)).on(mark(1, 9))) == "off the record"


def test_an_embargo_that_the_article_tells_counts_until_it_is_over_or_lifted() -> None:
    source = Source(embargo="00:01 GMT, Wednesday 25 November 2026")
    assert said(holding(source=source).on(mark(1, 9))) == "under embargo until 2026-11-25 00:01 UTC"
    assert not holding(source=source, now=datetime(2026, 11, 25, 0, 1, tzinfo=UTC))
    assert not holding(replace(WHOLE, kind=GuardKind.LIFTED), source=source)
    assert said(holding(WHOLE, source=source).article) == "on background"


def test_an_embargo_that_names_no_moment_counts_until_it_is_lifted() -> None:
    source = Source(embargo="Monday 9 am")
    assert said(holding(source=source).article) == "under embargo until Monday 9 am"


def test_a_notebook_is_divided_into_what_is_free_and_a_number() -> None:
    place = Placed(span_of(0, 1, 20), State.SAME, "v1")
    items = (Item(mark(1, 20), place), Item(mark(60, 70), place), Item(mark(1, 40, version=EDITED), Orphan("gone")))
    notebook = Notebook("a", NOWHERE, Details(note="Call them"), "", items)
    assert divide(notebook, holding()) == (notebook, 0)
    free, left_out = divide(notebook, holding(guard(GuardKind.OFF_RECORD, 1, 20)))
    assert (free.items, free.details.note, left_out) == (items[1:2], "Call them", 2)
    free, left_out = divide(notebook, holding(WHOLE))
    assert (free.items, free.details.note, left_out) == ((), "", 4)


@given(st.integers(0, 60), st.integers(1, 40), st.integers(0, 60), st.integers(1, 40))
def test_no_guarded_character_is_ever_free(at: int, length: int, start: int, size: int) -> None:
    guards = holding(guard(GuardKind.OFF_RECORD, at, at + length), guard(GuardKind.LIFTED, 0, 110))
    shared = max(at, start) < min(at + length, start + size)
    assert guards.on(mark(start, start + size)) is not None or not shared


def test_guards_come_back_from_the_journal(tmp_path: Path) -> None:
    one, whole = guard(GuardKind.EMBARGO, until="2026-12-01T09:00+01:00"), replace(WHOLE)
    store = Store(tmp_path / "annotations.jsonl")
    saved = [store.add(one), store.put(whole)]
    assert Store(tmp_path / "annotations.jsonl").all(Guard) == saved
    store.put(replace(saved[1], kind=GuardKind.LIFTED))
    assert [one.kind for one in Store(tmp_path / "annotations.jsonl").all(Guard)] == ["embargo", "lifted"]
