"""The end of an embargo, read from the words that say it.

A release writes it as its house does: "00:01 GMT, Tuesday 5 March 2024", "March 5, 2024 at 9 a.m. ET". Where the
words leave room, the latest reading counts, and where they don't name one moment there is none: what is held too long
costs a question, what is let go too early costs a source.
"""

import re
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?(?:\s+(?P<year>\d{{4}}))?\b(?![:.]\d)",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}})\b(?![:.]\d))?",
    )
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})(?:[a-z]*day|[a-z]{{0,2}}\.?)?\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b"
    r"|(?<![\d:.+-])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?::\d{2})?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\d:.+-])(?P<hour24>\d{1,2})[:.h](?P<minute24>\d{2})(?::\d{2})?(?![\d:])"
    r"|(?<![\d:.+-])(?P<hour4>[01]\d|2[0-3])(?P<minute4>[0-5]\d)(?=\s*(?:hrs?|hours|[A-Z]{2,4})\b)",
    re.IGNORECASE,
)
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "ist": 1, "cest": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "jst": 9, "aest": 10, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5, "ct": -6,
    "mst": -7, "mdt": -6, "mt": -7, "pst": -8, "pdt": -7, "pt": -8,
}  # fmt: skip
"""Hours from UTC; of several zones with one name, and of summer and winter, the one that is later."""
_ZONE = re.compile(
    rf"(?<![A-Za-z])(?:(?:UTC|GMT)?\s?(?P<sign>[+−-])(?P<hours>\d{{1,2}})(?::?(?P<minutes>\d{{2}}))?"
    rf"|(?P<name>{'|'.join(sorted(_ZONES, key=len, reverse=True))}))(?![\w-])",
    re.IGNORECASE,
)
_LATEST_ZONE = timezone(timedelta(hours=-12))
"""Where a day ends last on earth."""


def end_of(words: str) -> datetime | None:
    """When the embargo that the words of a release tell is over everywhere, in UTC; None where they don't say it."""
    found = time_in(words)
    if found is None or found.year == MAXYEAR:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=_LATEST_ZONE)).astimezone(UTC)


def time_in(words: str, today: date | None = None) -> datetime | None:
    """The one time that the words name, in their zone if they name one; None where it is none or more than one.

    A day without a time lasts to its end. With `today`, what the words leave out is what comes next from there: a
    weekday, a date without its year, a time without its day.
    """
    text = re.sub(r"(?<=\d)T(?=\d)", " ", words)
    try:
        text, days = _days(text, today)
        text, hours = _hours(text)
        zones = {_zone(match) for match in _ZONE.finditer(text)}
        if max(len(days), len(hours), len(zones)) > 1 or not days:
            return None
        hour = hours.pop() if hours else timedelta(days=1)
        return datetime.combine(days.pop(), time(), zones.pop() if zones else None) + hour
    except (ValueError, OverflowError):
        return None


def _days(text: str, today: date | None) -> tuple[str, set[date]]:
    """The text without its days, and these. ValueError where there is no such day, or it has another weekday."""
    found = set()
    for pattern in _DATES:
        found |= {_date(match, today) for match in pattern.finditer(text)}
        text = pattern.sub(" ; ", text)
    weekdays = {_DAYS.index(match[1].lower()) for match in _WEEKDAY.finditer(text)}
    text = _WEEKDAY.sub(" ; ", text)
    if today is not None and not found:
        ahead = (weekdays.pop() - today.weekday()) % 7 if len(weekdays) == 1 else 0
        ahead += bool(re.search(r"\btomorrow\b", text, re.IGNORECASE))
        found = {today + timedelta(days=ahead)} if ahead or _TIME.search(text) else set()
    elif weekdays - {day.weekday() for day in found}:
        raise ValueError("another weekday")
    return text, found


def _date(match: re.Match[str], today: date | None) -> date:
    month, day = match["month"].lower(), int(match["day"])
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    if match["year"]:
        return date(int(match["year"]), number, day)
    if today is None:
        raise ValueError("no year")
    this = date(today.year, number, day)
    return this if this >= today else this.replace(year=today.year + 1)


def _hours(text: str) -> tuple[str, set[timedelta]]:
    """The text without its times of day, and these. ValueError where there is no such time."""
    return _TIME.sub(" ; ", text), {_hour(match) for match in _TIME.finditer(text)}


def _hour(match: re.Match[str]) -> timedelta:
    if match["noon"]:
        return timedelta(hours=12)
    if match["midnight"]:
        return timedelta(days=1)
    hour = int(match["hour"] or match["hour24"] or match["hour4"])
    minute = int(match["minute"] or match["minute24"] or match["minute4"] or 0)
    if match["half"]:
        if hour > 12:
            raise ValueError("no such hour")
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    if hour > 24 or minute > 59:
        raise ValueError("no such time")
    return timedelta(hours=hour, minutes=minute)


def _zone(match: re.Match[str]) -> timezone:
    if match["name"]:
        return timezone(timedelta(hours=_ZONES[match["name"].lower()]))
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(offset if match["sign"] == "+" else -offset)
