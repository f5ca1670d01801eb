"""What a newer text means for what was marked and copied of an older one."""

from annotations.anchoring import describe
from annotations.models import Anchor, Annotation, Clip, Paragraph, Version
from annotations.revision import Outcome, revise
from annotations.text import span_of

OLD = (
    "The council met on Tuesday to talk about the library of the town and its roof.",
    "“Prices rose by 3 per cent last year,” the minister said to the reporters who had come.",
    "The mayor, Ann Lee, said that she would not resign before the summer is over.",
    "A neighbour said that the roof had been leaking since the storm of 2019.",
    "The next meeting of the council is planned for the first week of October.",
)


def version(texts, number=1):
    return Version(f"2022050{number}T080000Z-0000000{number}", "", "", "", tuple(map(Paragraph, texts)))


def anchor(old, paragraph, words):
    start = old.texts[paragraph].index(words)
    return Anchor(old.id, describe(old, span_of(paragraph, start, start + len(words))))


def clip(old, paragraph, words):
    return Clip(id=f"c{paragraph}", anchors=(anchor(old, paragraph, words),), text=words)


def mark(old, paragraph, words):
    return Annotation(id=f"m{paragraph}", anchors=(anchor(old, paragraph, words),))


def outcomes(old, new, *records):
    clips = [record for record in records if isinstance(record, Clip)]
    marks = [record for record in records if isinstance(record, Annotation)]
    found = revise(new, old, marks, clips, {old.id: old, new.id: new}.get)
    return {fate.record.id: (fate.outcome, fate.now) for fate in (*found.marks, *found.clips)}


def test_other_words_at_the_place_of_a_copy_are_told_with_the_new_words():
    old = version(OLD)
    new = version([OLD[0], OLD[1].replace("3 per cent", "5 per cent"), *OLD[2:]], 2)
    found = outcomes(old, new, clip(old, 1, "Prices rose by 3 per cent last year"), mark(old, 2, "would not resign"))
    assert found == {
        "c1": (Outcome.REWORDED, "Prices rose by 5 per cent last year"),
        "m2": (Outcome.SAME, "would not resign"),
    }


def test_curly_quotes_made_straight_change_no_copy():
    old = version(OLD)
    new = version([text.replace("“", '"').replace("”", '"') for text in OLD], 2)
    assert outcomes(old, new, clip(old, 1, "“Prices rose by 3 per cent last year,”"))["c1"][0] is Outcome.SAME


def test_a_paragraph_among_others_has_moved_and_one_that_was_taken_out_is_gone():
    old = version(OLD)
    between = [f"Street number {n} of the town was closed, and nobody knew until when." for n in range(6)]
    new = version([OLD[0], OLD[2], OLD[4], *between, OLD[3]], 2)
    found = outcomes(old, new, clip(old, 3, OLD[3]), clip(old, 1, "Prices rose by 3 per cent last year"))
    assert found["c3"][0] is Outcome.MOVED
    assert found["c1"] == (Outcome.GONE, "")


def test_a_notice_that_an_earlier_text_lacked_is_told_with_what_was_copied_before_it():
    first, notice = version(OLD), "Correction: An earlier version of this article gave another figure."
    second = version([*OLD, notice], 2)
    early, late = clip(first, 1, "Prices rose"), clip(second, 2, "would not resign")
    found = revise(second, first, (), [early, late], {first.id: first, second.id: second}.get)
    assert [(one.paragraph, one.text, one.clips) for one in found.notices] == [(5, notice, (early,))]


def test_a_notice_stays_told_as_long_as_there_are_copies_from_before_it():
    first, second = version(OLD), version([*OLD, "Clarification: The roof is new."], 2)
    early = clip(first, 1, "Prices rose")
    versions = {first.id: first, second.id: second}.get
    assert [one.clips for one in revise(second, second, (), [early], versions).notices] == [(early,)]
    assert revise(second, second, (), [clip(second, 2, "would not resign")], versions).notices == ()


def test_a_notice_of_two_paragraphs_is_told_whole():
    first, second = version(OLD), version([*OLD, "Correction", "The figure is 5 per cent."], 2)
    found = revise(second, first, (), (), {first.id: first}.get)
    assert [one.text for one in found.notices] == ["Correction The figure is 5 per cent."]


def test_a_place_that_a_person_confirmed_counts_as_the_words_place():
    old = version(OLD)
    new = version([OLD[0], OLD[1].replace("3 per cent", "5 per cent"), *OLD[2:]], 2)
    marked = mark(old, 1, "Prices rose by 3 per cent last year")
    confirmed = Annotation(id="m1", anchors=(*marked.anchors, anchor(new, 1, "Prices rose by 5 per cent last year")))
    assert outcomes(old, new, marked)["m1"][0] is Outcome.REWORDED
    assert outcomes(old, new, confirmed)["m1"][0] is Outcome.SAME


def test_a_mark_that_is_kept_without_a_place_is_not_looked_for():
    old, new = version(OLD), version(OLD[:2], 2)
    marked = mark(old, 3, "leaking since the storm")
    kept = Annotation(id="m3", anchors=(*marked.anchors, Anchor(new.id, ())))
    assert outcomes(old, new, marked)["m3"][0] is Outcome.GONE
    assert outcomes(old, new, kept) == {}


def test_marks_and_copies_are_all_accounted_for():
    old, new = version(OLD), version(OLD[2:], 2)
    marks, clips = (
        [mark(old, n, text) for n, text in enumerate(OLD)],
        [clip(old, n, text) for n, text in enumerate(OLD)],
    )
    found = revise(new, old, marks, clips, {old.id: old}.get)
    assert [fate.record for fate in found.marks] == marks
    assert [fate.record for fate in found.clips] == clips
    assert [fate.record for fate in found.changed_clips] == clips[:2]
