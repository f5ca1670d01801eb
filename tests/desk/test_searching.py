"""Words are found as they are typed, from hit to hit, and the way back is kept."""

from annotations.text import Position


def test_a_search_goes_on_from_the_page_and_round_the_end(window):
    one = window()
    one.desk.seen(Position(7, 0), 7, 10)
    one.desk.find("peskov")
    hits = one.desk.state.hits
    assert len(hits) == 3
    assert one.said == "Hit 3 of 3"
    one.desk.next_hit(1)
    assert one.said == "Hit 1 of 3, from the top again"
    one.desk.next_hit(-1)
    assert one.said == "Hit 3 of 3, from the end again"
    assert one.desk.state.jump == hits[2].start
    one.desk.clear_find()
    assert not one.desk.state.hits
    one.desk.next_hit(1)
    assert one.said == "Nothing was searched for: / finds"


def test_words_that_are_not_there_are_said(window):
    one = window()
    one.desk.find("Zelenskyy")
    assert one.said == "Not in this article: “Zelenskyy”"
    assert one.desk.state.hit is None


def test_a_caret_begins_at_the_hit(window):
    one = window()
    one.desk.find("Kyiv")
    assert one.desk.state.caret_start == one.desk.state.hits[0].start


def test_words_are_found_as_they_are_typed_from_where_the_search_began(window):
    one = window()
    one.desk.seen(Position(2, 0), 2, 6)
    one.desk.begin_find()
    one.desk.find_as_typed("b")
    one.desk.find_as_typed("bucha")
    assert (one.said, one.desk.state.hit) == ("Hit 1 of 3", one.desk.state.hits[0])
    one.desk.seen(Position(14, 0), 14, 16)
    one.desk.find_as_typed("buch")
    assert one.said == "Hit 1 of 3"
    one.desk.find_as_typed("buchz")
    assert (one.said, one.desk.state.hit) == ("not in this article", None)
    one.desk.find("bucha")
    one.desk.back()
    assert one.desk.state.jump == Position(2, 0)


def test_a_search_that_is_left_changes_nothing(window):
    one = window()
    one.desk.find("Kyiv")
    before = one.desk.state
    one.desk.begin_find()
    one.desk.find_as_typed("bucha")
    assert one.desk.state.hits is not before.hits
    one.desk.leave_find()
    after = one.desk.state
    assert (after.hits, after.hit, after.focus, after.message.text) == (before.hits, before.hit, before.focus, "")


def test_hits_of_a_long_text_are_counted_while_other_things_are_done(window, article):
    one = window(
        article("\n\n".join(f"Paragraph {n} says a thing at length, and that ends with a stop." for n in range(9000)))
    )
    one.desk.find("says")
    assert one.said == "A hit; the others are being counted"
    assert one.desk.state.hit is not None
    one.desk.next_hit(2)
    place = one.desk.state.hit
    while one.desk.count_hits():
        pass
    assert one.said == "Hit 3 of 9,000"
    one.desk.next_hit(-3)
    assert one.said == "Hit 9,000 of 9,000, from the end again"
    one.desk.next_hit(3)
    assert one.desk.state.hit == place
