from datetime import date

import pytest

from annotations.embargo import end_of, time_in

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("00:01 GMT, Tuesday 5 March 2024", "2024-03-05 00:01"),
        ("0001 hrs GMT on Tuesday 5th March 2024", "2024-03-05 00:01"),
        ("Thursday, March 7, 2024, 00:01 a.m. GMT", "2024-03-07 00:01"),
        ("March 5, 2024 at 9 a.m. ET", "2024-03-05 14:00"),
        ("Wed. 6 Mar. 2024 6.30pm CET", "2024-03-06 17:30"),
        ("5 March 2024 at 10:00 (UTC+2)", "2024-03-05 08:00"),
        ("2024-03-05T00:01+01:00", "2024-03-04 23:01"),
        ("2024-03-05T00:01Z", "2024-03-05 00:01"),
        ("noon EST, March 5 2024", "2024-03-05 17:00"),
        ("9:00 JST, 5 March 2024", "2024-03-05 00:00"),
        ("9:00 AEST, 5 July 2024", "2024-07-04 23:00"),
        ("9:00 MSK, 5 March 2024", "2024-03-05 06:00"),
        ("9:00 EEST, 5 July 2024", "2024-07-05 06:00"),
        ("9:00 SAST, 5 March 2024", "2024-03-05 07:00"),
        ("9:00 CEST, 5 July 2024", "2024-07-05 07:00"),
        ("9 a.m. EDT, July 5, 2024", "2024-07-05 13:00"),
        ("9 a.m. CDT, July 5, 2024", "2024-07-05 14:00"),
        ("9 a.m. PT, March 5, 2024", "2024-03-05 17:00"),
    ],
)
def test_the_end_of_an_embargo_is_read_from_its_words(words, end):
    assert f"{end_of(words):%Y-%m-%d %H:%M %Z}" == f"{end} UTC"


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("5 March 2024, 12.01am", "2024-03-05 12:01"),  # somewhere on earth it is half a day later
        ("5 March 2024", "2024-03-06 12:00"),
        ("midnight, 5 March 2024, GMT", "2024-03-06 00:00"),
        ("9 a.m. BST, 5 July 2024", "2024-07-05 08:00"),  # in London, not in Dhaka
        ("9 a.m. IST, 5 July 2024", "2024-07-05 08:00"),  # in Dublin, not in Delhi
        ("9 a.m. ET, July 5, 2024", "2024-07-05 14:00"),  # as if it were winter
    ],
)
def test_where_words_leave_room_the_latest_reading_counts(words, end):
    assert f"{end_of(words):%Y-%m-%d %H:%M %Z}" == f"{end} UTC"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "further notice",
        "Monday 9 am",
        "10:00 CET on Tuesday",
        "00:01 on 8 April",
        "00:01 GMT, Monday 5 March 2024",  # it was a Tuesday
        "00:01 GMT 5 March 2024 / 19:01 ET 4 March 2024",
        "31 February 2024, 9:00",
        "5 March 2024, 25:00",
        "05/03/2024 9:00",
        "5 March 2024, 13 a.m.",
        "31 December 9999, midnight UTC-12",
        "30 December 9999, 23:00 UTC-12",
    ],
)
def test_words_that_name_no_one_moment_name_none(words):
    assert end_of(words) is None


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("18:00", "2026-11-24 18:00"),
        ("6 pm tomorrow", "2026-11-25 18:00"),
        ("friday 9:00", "2026-11-27 09:00"),
        ("1 december 9:00", "2026-12-01 09:00"),
        ("8 April", "2027-04-09 00:00"),
        ("2026-12-01 09:30", "2026-12-01 09:30"),
        ("tomorrow", "2026-11-26 00:00"),
    ],
)
def test_what_a_person_leaves_out_comes_next(words, time):
    assert f"{time_in(words, TODAY):%Y-%m-%d %H:%M}" == time


@pytest.mark.parametrize("words", ["", "soon", "99:00", "29 February"])
def test_what_a_person_cant_mean_is_no_time(words):
    assert time_in(words, TODAY) is None


def test_a_named_zone_is_kept():
    assert str(time_in("1 December 9:00 CET", TODAY)) == "2026-12-01 09:00:00+01:00"
