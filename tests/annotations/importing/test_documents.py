"""Edited Markdown comes back; what a person wrote around it stays; other programs' marks go to the right words."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exporting.escaping import escape_lines
from annotations.exporting.fences import fenced, ledger, parts, sum_of
from annotations.exporting.flavours import FLAVOURS, Quote
from annotations.exporting.merging import merge
from annotations.importing import Foreign
from annotations.importing.hypothesis import parse as parse_hypothesis
from annotations.importing.markdown import edit_of, parse
from annotations.importing.placing import anchor_of
from annotations.importing.readwise import is_table
from annotations.importing.readwise import parse as parse_table
from annotations.models import Paragraph, Version
from annotations.text import clean

NOTES = st.lists(
    st.sampled_from(["a", "\n", "\\", "— x", "> q", "Role: y", "::: {.note}", "^id", " ", "*b*"]) | st.text(max_size=3)
)


def document(*bodies: str, article: str = "3fa9") -> str:
    found = [
        fenced(name, "s", (body, "quote", ()), ["> words", body, "Role: quote"]) for name, body in enumerate(bodies)
    ]
    ledger = f'[tuireader]: # "written here: {" ".join(map(str, range(len(bodies))))}"\n'
    return f'---\ntuireader:\n  article: "{article}"\n---\n\n# Title\n\n' + "\n\n".join([*found, ledger])


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("words", [["words"], ["> a", "b"], []], ids=["a paragraph", "two", "none"])
@given(raw=NOTES.map("".join))
def test_a_note_is_read_as_it_was_written(flavour, words, raw):
    note = clean(raw).text
    blocks = FLAVOURS[flavour](Quote("a1", "quote", words, "who", escape_lines(note) if note.strip() else ""))
    text = fenced("a1", "s", (note, "quote", ("t, u",)), [*blocks, "Role: quote\\\nTags: t&#44; u"])
    (part,) = parts(text)
    edit = edit_of(part)
    assert edit.note.strip() == note.strip()
    assert (edit.role, edit.tags, edit.state) == ("quote", ["t, u"], "s")
    assert edit.sum == sum_of((edit.note, edit.role, ("t, u",)))


@given(st.text(alphabet="ab \n<!-/>tuireader:0#", max_size=60))
def test_a_document_is_its_parts(text):
    assert "".join(part.text for part in parts(text)) == text


def test_what_a_person_wrote_around_the_notes_stays_and_new_notes_come_in_between():
    first = document("one", "two")
    mine = first.replace("# Title", "# My title\n\nMy lead.").replace(
        "<!-- /tuireader:0 -->", "<!-- /tuireader:0 -->\n\nMine."
    )
    merged = merge(mine, document("one", "changed", "three"))
    assert "# My title\n\nMy lead.\n\n" in merged.text
    assert "<!-- /tuireader:0 -->\n\nMine.\n\n<!-- tuireader:1 -->" in merged.text
    assert "\nchanged\n" in merged.text
    assert "\nthree\n" in merged.text
    assert (merged.edited, merged.kept_out) == ([], [])
    assert merge(merged.text, document("one", "changed", "three")).text == merged.text


def test_new_notes_stand_in_the_order_of_the_article_before_between_and_behind_those_that_are_there():
    names = ["a", "b", "c", "d", "e", "f"]

    def of(*chosen: str) -> str:
        found = [fenced(name, "s", (name, "quote", ()), ["> words", name, "Role: quote"]) for name in chosen]
        return "\n\n".join(['---\ntuireader:\n  article: "3fa9"\n---\n\n# Title', *found, ledger(chosen)]) + "\n"

    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            merged = merge(of(*chosen), of(*names))
            assert [part.name for part in parts(merged.text) if part.name] == names
            assert merged.text.startswith("---\ntuireader:")


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("note", ["", "Ask Sky.\n\nTwice."])
@pytest.mark.parametrize("about", ["Role: fact", "Role: fact\\\nTags: un, to check"])
def test_what_a_person_writes_below_a_note_is_of_the_note_wherever_it_stands(flavour, note, about):
    blocks = FLAVOURS[flavour](Quote("a1", "fact", ["words"], "who", escape_lines(note) if note else ""))
    text = fenced("a1", "s", (note, "fact", ()), [*blocks, about])
    closing = "<!-- /tuireader:a1 -->"
    for mine in (
        text.replace(closing, f"My words.\n\n{closing}"),
        text.replace(f"\n\n{closing}", f"\nMy words.\n\n{closing}"),
        text.replace("Role: fact", "My words.\n\nRole: fact"),
    ):
        (part,) = parts(mine)
        edit = edit_of(part)
        assert edit.note == "\n\n".join(filter(None, [note, "My words."]))
        assert (edit.role, edit.tags) == ("fact", ["un", "to check"] if "Tags" in about else [])


def test_a_part_that_was_taken_out_stays_out_and_is_known_as_taken_out():
    first = document("one", "two")
    cut = first.replace(next(part.text for part in parts(first) if part.name == "1"), "")
    merged = merge(cut, document("one", "two"))
    assert merged.kept_out == ["1"]
    assert "\ntwo\n" not in merged.text
    assert parse(merged.text).removed == ["1"]


def test_an_edit_that_the_library_does_not_know_is_told():
    edited = document("one").replace("\none\n", "\nmine\n")
    assert merge(edited, document("one")).edited == ["0"]
    assert merge(edited, document("mine")).edited == []


def test_the_file_of_another_article_is_not_written_into():
    assert merge(document("one"), document("one", article="ffff")) is None
    assert merge("mine", document("one")) is None


def test_line_ends_of_windows_stay():
    assert merge(document("one").replace("\n", "\r\n"), document("two")).text.count("\r\n") > 10


VERSION = Version(
    "v1",
    "",
    "",
    "",
    tuple(map(Paragraph, ["He left. She said no to it.", "“No,” she said.", "He left. They were concatenated."])),
)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "place"),
    [
        ("She said no to it.", "", "", (0, 9)),
        ("She  said\nno to it.", "", "", (0, 9)),
        ("it. “No,” she", "said no to ", " said.", (0, 24)),
        ("He left.", "", "", None),
        ("He left.", "she said. ", " They were", (2, 0)),
        ("cat", "", "", None),
        ("cat", "They were con", "enated.", (2, 22)),
        ("cat", "They were con", "", None),
        ("con", "They were ", "", None),
        ("con", "They were ", "catenated.", (2, 19)),
        ("He left.", "", " She", (0, 0)),
        ("He left.", "", " Sh", None),
        ("said", "other", "words", None),
        ("She said yes to it.", "He left. ", "", None),
        ("no", "quite another ", " text", None),
        ("no", "She said ", " to it", (0, 18)),
    ],
)
def test_words_are_attached_only_where_they_stand_beyond_doubt(exact, prefix, suffix, place):
    anchor = anchor_of(Foreign("x", "", "", exact, prefix, suffix), VERSION)
    if place is None:
        assert anchor.version == ""
        assert anchor.exact.split() == exact.split()
    else:
        first = anchor.selectors[0]
        assert (VERSION.places[first.key][first.ordinal], first.start) == place


def test_hypothesis_rows_are_read_with_their_answers():
    row = {
        "id": "Ab_1-x",
        "uri": "https://example.org/a",
        "user": "acct:ann@hypothes.is",
        "text": "Really?",
        "tags": ["un"],
        "created": "2026-11-24T09:00:00.5+01:00",
        "target": [
            {"selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": "sorry", "prefix": "are "}]}
        ],
        "document": {"title": ["Title"]},
    }
    answer = {"id": "z", "uri": "https://example.org/a", "user": "acct:bob@h", "text": "Yes", "references": ["Ab_1-x"]}
    odd = {"uri": "https://example.org/b", "target": "?", "tags": None, "text": 7, "user_info": []}
    for data in ({"rows": [row, answer, odd]}, {"annotations": [row, answer, odd]}, [row, answer, odd]):
        one, other = parse_hypothesis(data)
        assert one.note == "Really?\n\nbob: Yes"
        assert (one.id, one.exact, one.prefix, one.author) == ("hyp-Ab_1-x", "sorry", "are ", "ann")
        assert one.created == "2026-11-24T08:00:00.500000Z"
        assert (other.exact, other.note) == ("", "")


@pytest.mark.parametrize("text", ["x" * 200_000, '"' * 200_001, "a\0b\nHighlight", '"abc\nd', ""])
def test_a_text_that_is_no_table_is_known_as_none(text):
    assert not is_table(text)


def test_a_highlight_of_any_length_comes_back_from_a_table():
    words = "Some words, “and” more. " * 20_000
    (one,) = parse_table(f'Highlight,Title\r\n"{words}",A\r\n')
    assert one.exact == words


def test_no_row_is_dropped_that_has_no_id_or_answers_nothing():
    rows = [{"uri": "https://e.org", "text": text} for text in ("One", "Two")]
    rows.append({"uri": "https://e.org", "id": "a", "text": "Three", "references": [5, ""]})
    found = parse_hypothesis(rows)
    assert [one.note for one in found] == ["One", "Two", "Three"]
    assert len({one.id for one in found}) == 3
    assert parse_hypothesis(rows) == found


def test_the_same_words_marked_twice_are_two_notes():
    once = "Highlight,URL,Note\r\nNo.,https://e.org,One\r\n"
    found = parse_table(f"{once}No.,https://e.org,Two\r\nNo.,https://e.org,Three\r\n")
    assert [one.note for one in found] == ["One", "Two", "Three"]
    assert len({one.id for one in found}) == 3
    assert found[0] == parse_table(once)[0]


def test_the_tags_at_the_end_of_a_note_come_in_their_order():
    (one,) = parse_table('Highlight,Note\r\nNo.,"Ask.\n.not a tag\nTwice\n.un\n.to-check\n.late"\r\n')
    assert (one.note, one.tags) == ("Ask.\n.not a tag\nTwice", ("un", "to-check", "late"))


def test_readwises_own_columns_are_read():
    text = 'Highlight,Book Title,Book Author,Note,Highlighted at\r\n\'=1,A,B,"x\n.un",2026-11-24 08:00:00\r\n,A,B,,\r\n'
    (one,) = parse_table(text)
    assert (one.exact, one.title, one.note, one.tags) == ("=1", "A", "x", ("un",))
    assert one.created == "2026-11-24T08:00:00.000000Z"
