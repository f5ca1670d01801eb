"""Source fields as documents write them: dates, addresses, names, agencies, and what kind of document it is."""

import re
from collections.abc import Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from annotations.models import Article, Kind, Source
from annotations.patterns import later
from annotations.text import clean_line

GIVEN = "given"
"""Where a field was found that the person gave."""


class Fields:
    """The source fields of one document, each from the first place that offers it."""

    def __init__(self, given: Source) -> None:
        self._values = {field.name: getattr(given, field.name) for field in fields_of(Source)}
        self.found = {name: GIVEN for name, value in self._values.items() if value}

    def offer(self, name: str, value: str | None, where: str) -> None:
        """Take a value for a field that nothing better filled; `where` says in words where it stood."""
        cleaned = clean_line(value or "")
        if cleaned and not self._values[name]:
            self._values[name] = cleaned
            self.found[name] = where

    def __getitem__(self, name: str) -> str:
        value: str = self._values[name]
        return value

    @property
    def source(self) -> Source:
        """The fields as they stand."""
        return Source(**self._values)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO_DATE = later(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_COMPACT_DATE = later(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?$")
_SLASHED_DATE = later(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_MONTH = later(r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = later(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


_FIRST_YEAR = 1600
"""Before it there were no newspapers; sites write 0001-01-01 where they know no date."""


def as_date(text: str | None) -> str:
    """A date as documents write it, as ISO 8601 (YYYY-MM-DD, or YYYY-MM); what can't be told for sure as it stands.

    Day and month in figures only ("03/05/2024") mean different days in different countries and stay untouched. The
    day is the one at the place of publication: an offset isn't converted.
    """
    text = clean_line(text or "")
    for pattern in (_ISO_DATE, _COMPACT_DATE, _SLASHED_DATE):
        if found := pattern.match(text):
            year, month, day = (int(part) if part else 0 for part in found.groups())
            return _checked(year, month, day)
    if found := _DAY_MONTH.search(text):
        return _checked(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1])) or text
    if found := _MONTH_DAY.search(text):
        return _checked(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2])) or text
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, IndexError):
        return text


def _checked(year: int, month: int, day: int) -> str:
    if year < _FIRST_YEAR:
        return ""
    try:
        whole = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


_TRACKING = later(
    r"(?:utm_\w*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|ref_src|ref_url"
    r"|cmpid|ncid|smid|smtyp|wt_mc|wt\.mc_id|xtor|at_\w+|ns_\w+|__twitter_impression|s_cid|ocid|guccounter|guce_\w+"
    r"|oly_\w+|vero_\w+|trk|spm|share_?id|cid)",
    re.IGNORECASE,
)


def clean_url(url: str | None) -> str:
    """An http or https address without its tracking parameters and fragment; empty for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
    except ValueError:
        return ""
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    # A fragment that isn't a place on the page (#/route, #!page) is a part of the address.
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


_SUFFIX = later(r"\s+[|–—·•»-]\s+|\s*\|\s*|\s+::\s+")


def without_site(title: str, *sites: str) -> str:
    """A title without the name of its site before or behind it ("Vote falls - The Daily" gives "Vote falls")."""
    title = clean_line(title)
    names = {_letters(site) for site in sites if site} - {""}
    changed = True
    while changed:
        changed = False
        breaks = list(_SUFFIX.finditer(title))
        for cut in breaks[-1:]:
            if title[: cut.start()] and _letters(title[cut.end() :]) in names:
                title, changed = title[: cut.start()], True
        for cut in breaks[:1] if not changed else []:
            if title[cut.end() :] and _letters(title[: cut.start()]) in names:
                title, changed = title[cut.end() :], True
    return title


def _letters(text: str) -> str:
    letters = "".join(character for character in text.casefold() if character.isalnum())
    return letters.removeprefix("the").removeprefix("www")


_BYLINE = later(r"^(?:written\s+by|words\s+by|reported\s+by|by)\b[:\s]+", re.IGNORECASE)
_NO_AUTHOR = later(r"https?:|www\.|@\w+$|^\W*$|^(?:admin|administrator|editor|unknown|anonymous|staff)$", re.IGNORECASE)


def as_author(text: str | None) -> str:
    """A byline as names: "By Ann Lee" gives "Ann Lee"; empty for addresses and accounts that are nobody's name."""
    name = _BYLINE.sub("", clean_line(text or "")).strip(" ,|")
    return "" if _NO_AUTHOR.search(name) or any(character.isdigit() for character in name) else name


_AGENCIES = (
    "Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|dpa|DPA|EFE|ANSA|UPI|PA|PA Media|"
    "Press Association|Bloomberg|Xinhua|TASS|Interfax|Kyodo|Kyodo News|Yonhap|AAP|PTI|ANI|CP|The Canadian Press|"
    "Canadian Press|IANS|Anadolu|AA|NTB|TT|Ritzau|APA|KNA|epd|SDA|ATS|Belga|ANP|PAP|CTK|MTI|Ukrinform|Lusa"
)
_DATELINE = later(rf"^.{{0,80}}?\((?P<agency>{_AGENCIES})\)\s*(?:[-–—―]|--)")
_REUTERS_CREDIT = later(r"^\W*(?:Additional )?[Rr]eporting by .+[Ee]diting by ")
_CREDIT = later(
    rf"^\W*(?:with (?:files|reporting|material) from|source:|reporting by|by)\s+(?P<agency>{_AGENCIES})\W*$",
    re.IGNORECASE,
)
_AGENCY_NAME = later(rf"(?:{_AGENCIES})")
_DATELINE_WITHIN = 4
"""Paragraphs; a dateline opens the text, below a headline and a byline at most."""


def find_agency(texts: Sequence[str], author: str = "") -> str:
    """The agency that a dateline, a credit at the end or a byline names, in its own words; empty if none does."""
    for text in texts[:_DATELINE_WITHIN]:
        if found := _DATELINE.match(text):
            return found["agency"]
    for text in texts[-3:]:
        if _REUTERS_CREDIT.match(text):
            return "Reuters"  # its house style; the other agencies write no such line
        if found := _CREDIT.match(text):
            return found["agency"]
    return author if author and _AGENCY_NAME.fullmatch(author) else ""


_EMBARGO = later(
    r"(?:^|[–—|:(\[*-])\W*(?:(?:this|these|the|please|information|content)\b[^.]{0,60}?\s(?:is|are)\s+(?=embargoed|under))?"
    r"(?:(?:strictly\s+|under\s+)?(?:an?\s+)?embargo(?:ed)?\b[\s:]*(?:for\s+(?:release|publication|broadcast|use)\b[\s:]*)?"
    r"(?:until|till|to|for|:|(?<=[:\s])(?=\d))|not\s+for\s+(?:release|publication|broadcast|use)\b.{0,40}?\b(?:before|until)"
    r"|hold\s+(?:for\s+release\s+)?until)[\s:]*(?P<until>[^\n]*?(?:\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:midnight|noon|tomorrow)\b)[^\n]*)",
    re.IGNORECASE,
)
"""A line of its own that says until when; news of an arms embargo isn't one."""
_RELEASE = later(
    r"\bfor\s+immediate\s+release\b|^\W*(?:press|media|news)\s+release\b|^\W*(?:strictly\s+)?embargoed\b",
    re.IGNORECASE,
)
_SPEECH = later(
    r"^\W*(?:remarks\s+(?:by|of|as)|(?:speech|address|statement|keynote|lecture)\s+(?:by|of|to|at)\b|(?:full\s+)?text\s+of\s+.*\b(?:speech|address|remarks)\b"
    r"|.{0,60}\b(?:speech|address|remarks)\s+(?:by|to\s+the|at\s+the|as\s+prepared|as\s+delivered)\b|check\s+against\s+delivery\b)",
    re.IGNORECASE,
)
_INTERVIEW = later(
    r"\b(?:interview(?:s|ed)?\s*(?:with|:|$)|in\s+conversation\s+with|Q\s?&\s?A\b|Q\s+and\s+A\b)", re.IGNORECASE
)
_HEAD_WITHIN = 6
"""Paragraphs in which a release says what it is."""
_LINE_WORDS = 25
_TELLING = ("embargo", "hold", "not", "release")
"""One of them is in every line that says so; most articles have none there, and need no pattern."""


def _telling(texts: Sequence[str]) -> list[str]:
    """The lines in which a release may say what it is, and until when it is held."""
    lines = [text for text in texts[:_HEAD_WITHIN] if len(text.split()) <= _LINE_WORDS]
    return [line for line in lines if any(word in line.casefold() for word in _TELLING)]


def find_embargo(texts: Sequence[str]) -> str:
    """Until when a release asks not to be published, in its own words; empty if it doesn't ask."""
    for text in _telling(texts):
        if found := _EMBARGO.search(text):
            return found["until"].strip(" *_.—–-")
    return ""


def find_kind(title: str, texts: Sequence[str], turns: int) -> str:
    """Whether the words themselves say that this is a release, a speech or an interview; empty if they don't."""
    if any(_RELEASE.search(text) or _EMBARGO.search(text) for text in _telling(texts)):
        return "release"
    if turns > 1 or (title and _INTERVIEW.search(title)):
        return "interview"
    if _SPEECH.search(title) or any(_SPEECH.match(text) for text in texts[:3] if len(text.split()) <= _LINE_WORDS):
        return "speech"
    return ""


def enrich(article: Article, usual: str = "") -> Article:
    """The article with the agency, embargo and kind that its words tell; `usual` is the kind when they tell none."""
    texts = [paragraph.text for paragraph in article.paragraphs]
    turn = Kind.TURN  # an enum's own look-up takes long in a text of a million words
    turns = sum(paragraph.kind is turn for paragraph in article.paragraphs)
    fields = Fields(article.source)
    fields.found.update(article.found)
    fields.offer("agency", find_agency(texts, article.source.author), "text")
    fields.offer("embargo", find_embargo(texts), "text")
    fields.offer("kind", find_kind(article.source.title, texts, turns), "text")
    fields.offer("kind", usual, "format")
    return replace(article, source=fields.source, found=fields.found)
