"""Source fields are read as documents write them, and never guessed."""

import pytest

from tuireader.articles.charset import decode
from tuireader.articles.sourcing import (
    as_author,
    as_date,
    clean_url,
    find_agency,
    find_embargo,
    find_kind,
    without_site,
)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-03-05", "2024-03-05"),
        ("2024-03-05T23:30:00-05:00", "2024-03-05"),
        ("2024-03", "2024-03"),
        ("20240305", "2024-03-05"),
        ("2024/3/5", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("5th of Mar. 2024", "2024-03-05"),
        ("March 5, 2024 at 10:00 pm", "2024-03-05"),
        ("Tue, 05 Mar 2024 23:30:00 -0500", "2024-03-05"),
        ("03/05/2024", "03/05/2024"),
        ("last spring", "last spring"),
        ("0001-01-01T00:00:00", ""),
        ("2024-13-45", ""),
        ("", ""),
    ],
)
def test_dates_become_iso_only_where_they_are_sure(written, date):
    assert as_date(written) == date


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://n.org/a?utm_source=x&id=3&fbclid=y#top", "https://n.org/a?id=3"),
        ("https://n.org/a?q=a%20b&utm_medium=x", "https://n.org/a?q=a+b"),
        ("https://n.org/a?q=a%20b", "https://n.org/a?q=a%20b"),
        ("https://n.org/#!/story/3", "https://n.org/#!/story/3"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[bad", ""),
        ("/relative", ""),
    ],
)
def test_addresses_lose_their_tracking_and_nothing_else(address, kept):
    assert clean_url(address) == kept


@pytest.mark.parametrize(
    ("title", "site", "kept"),
    [
        ("Vote falls - The Daily", "The Daily", "Vote falls"),
        ("Vote falls | News | The Daily", "Daily", "Vote falls | News"),
        ("The Daily: Vote falls", "The Daily", "The Daily: Vote falls"),
        ("The Daily | Vote falls", "The Daily", "Vote falls"),
        ("East - West", "The Daily", "East - West"),
        ("The Daily", "The Daily", "The Daily"),
    ],
)
def test_the_sites_name_is_taken_off_a_title(title, site, kept):
    assert without_site(title, site) == kept


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("by: Ann Lee and Bob Roy", "Ann Lee and Bob Roy"),
        ("Byron Ward", "Byron Ward"),
        ("https://facebook.com/ann", ""),
        ("admin", ""),
        ("Ann Lee 5 March 2024", ""),
        (None, ""),
    ],
)
def test_an_author_is_a_name(written, name):
    assert as_author(written) == name


@pytest.mark.parametrize(
    ("texts", "agency"),
    [
        (["KYIV, March 5 (Reuters) - Shells fell."], "Reuters"),
        (["Headline", "By Ann", "KYIV (AP) — Shells fell."], "AP"),
        (["Shells fell (a lot) – again."], ""),
        (["Shells fell.", "Reporting by Ann Lee; Editing by Bob Roy"], "Reuters"),
        (["The AP and Reuters reported it."], ""),
    ],
)
def test_an_agency_is_one_that_the_text_credits(texts, agency):
    assert find_agency(texts) == agency


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, 5 March 2024", "00:01 GMT, 5 March 2024"),
        ("Strictly embargoed until: Monday 9 am", "Monday 9 am"),
        ("EMBARGO: 5 March, 10:00 CET", "5 March, 10:00 CET"),
        ("Under embargo until 10:00 CET on Tuesday", "10:00 CET on Tuesday"),
        ("NOT FOR PUBLICATION BEFORE 6pm Tuesday", "6pm Tuesday"),
        ("Embargoed for release: 11 a.m. ET, 6 March", "11 a.m. ET, 6 March"),
        ("*** EMBARGOED FOR PUBLICATION UNTIL 16:00 LONDON TIME ***", "16:00 LONDON TIME"),
        ("News release – embargoed until 7 March", "7 March"),
        ("This study is under embargo until 7 March, 10:00 CET.", "7 March, 10:00 CET"),
        ("The oil embargo hurt everybody.", ""),
        ("The EU extended its arms embargo until March 2025, ministers said.", ""),
        ("Trade embargo to be lifted in 2025", ""),
    ],
)
def test_an_embargo_is_found_in_its_own_words(text, until):
    assert find_embargo(["PRESS RELEASE", text, "The council…"]) == until


@pytest.mark.parametrize(
    ("title", "texts", "kind"),
    [
        ("", ["FOR IMMEDIATE RELEASE", "Words."], "release"),
        ("Press release: a bridge", ["Press Release"], "release"),
        ("", ["Remarks by President Lee at the opening of the bridge", "Thank you."], "speech"),
        ("Interview with the mayor", ["Words."], "interview"),
        ("The mayor speaks", ["The press release said so.", "Words."], ""),
        ("", ["The EU extended its arms embargo until March 2025.", "Words."], ""),
    ],
)
def test_a_document_says_itself_what_kind_it_is(title, texts, kind):
    assert find_kind(title, texts, 0) == kind


def test_bytes_that_are_not_utf_8_stand_for_their_characters_in_windows_1252():
    assert decode("“é”".encode() + b" \x93x\x94", "utf-8") == ("“é” “x”", "cp1252")
    assert decode("日本".encode("shift_jis"), "Shift_JIS") == ("日本", "cp932")
    assert decode("Привет".encode("cp1251"), "windows-1251")[0] == "Привет"
    assert decode(b"a", "base64") == ("a", "utf-8")
    assert decode("“x”".encode("utf-16")) == ("“x”", "utf-16-le")
