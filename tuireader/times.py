"""Times as a person says them, in the time of this machine."""

from datetime import datetime

_MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def day(stamp: str) -> str:
    """The day of an ISO 8601 time: "3 May", with the year where it isn't this one; as it is if it is no time."""
    try:
        time = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return stamp
    year = "" if time.year == datetime.now(tz=time.tzinfo).year else f" {time.year}"
    return f"{time.day} {_MONTHS[time.month - 1]}{year}"


def moment(stamp: str) -> str:
    """The day and the minute: "3 May, 14:05"."""
    try:
        return f"{day(stamp)}, {datetime.fromisoformat(stamp).astimezone():%H:%M}"
    except ValueError:
        return stamp
