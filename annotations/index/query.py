"""What a person looks for in the library: words, "phrases", and fields as in `speaker:Peskov before:2023`.

Words stand in any order, in any form of marks and accents; all of them must be there. A word that ends in `*` is the
beginning of one. `after:` takes the day that it names with it, `before:` leaves it out; a year or a month is its
first day. `tag:` is a tag of the article or of the highlight.
"""

import re
from dataclasses import dataclass
from datetime import date

from annotations.errors import UsageError
from annotations.index.tokens import words_of
from annotations.text import fold

FIELDS = ("speaker", "outlet", "role", "tag", "before", "after", "has")
_TERM = re.compile(r'(?P<empty>[A-Za-z]+):(?=\s|$)|(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_GROWING = re.compile(r"[^\W_]{2,}$")
"""A word being typed stands for all words that begin so; one letter would be half the library."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand in a row."""

    words: tuple[str, ...]
    """As `words_of` has them."""
    beginning: bool = False
    """Whether the last one is the beginning of a word."""

    @property
    def match(self) -> str:
        """The term for FTS5."""
        return f'"{" ".join(self.words)}"' + "*" * self.beginning


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; a field that doesn't matter is empty."""

    terms: tuple[Term, ...] = ()
    speaker: str = ""
    outlet: str = ""
    role: str = ""
    tag: str = ""
    before: str = ""
    """ISO 8601, itself left out."""
    after: str = ""
    """ISO 8601, itself taken in."""
    noted: bool = False
    """Whether only highlights with a note are looked for."""

    @property
    def match(self) -> str:
        """The words for FTS5; empty where there are none."""
        return " ".join(term.match for term in self.terms)


def parse(text: str) -> Query:
    """A query as it is written. Raises UsageError, with the way out, for what can't be meant."""
    folded = fold(text)
    if folded.count('"') % 2:
        raise UsageError("A phrase of the search isn't closed: put a quotation mark before and behind it")
    query = _parsed(folded)
    if query == Query():
        fields = ", ".join(f"{field}:" for field in FIELDS)
        raise UsageError(f"The search names no word; give words, “phrases”, or one of {fields}")
    return query


def typed(text: str) -> Query:
    """A query while it is typed: the last word may still grow, an open phrase may still be closed.

    Raises UsageError for what can't be meant.
    """
    folded = fold(text)
    if folded.count('"') % 2:
        folded += '"'
    elif _GROWING.search(folded) and not re.search(r"(?:^|\s)[A-Za-z]+:\S*$", folded):
        folded += "*"
    folded = re.sub(r"(?:^|\s)[A-Za-z]+:(?:[\d-]*)?$", "", folded)  # a field whose words are still to come
    return _parsed(folded)


def _parsed(text: str) -> Query:
    terms: list[Term] = []
    fields: dict[str, str] = {}
    for found in _TERM.finditer(text):
        field, value = (found["field"] or found["empty"] or "").lower(), found["phrase"] or found["word"] or ""
        if field and not value.startswith("//"):
            if field not in FIELDS:
                known = ", ".join(f"{name}:" for name in FIELDS)
                raise UsageError(f"“{field}:” is no field of a search; put it in quotation marks, or use {known}")
            if not value.strip():
                raise UsageError(f"“{field}:” names nothing; write it as in {_EXAMPLES[field]}")
            fields[field] = value.strip()
            continue
        whole = f"{field}:{value}" if field else value
        words = tuple(words_of(whole))
        if words:
            terms.append(Term(words, beginning=whole.endswith("*") and not found["phrase"]))
    return Query(
        tuple(terms),
        speaker=fields.get("speaker", ""),
        outlet=fields.get("outlet", ""),
        role=fields.get("role", ""),
        tag=fields.get("tag", "").lstrip("#"),
        before=_day(fields.get("before", ""), "before"),
        after=_day(fields.get("after", ""), "after"),
        noted=_noted(fields.get("has", "")),
    )


_EXAMPLES = {
    "speaker": 'speaker:"Dmitry Peskov"',
    "outlet": "outlet:Reuters",
    "role": "role:fact",
    "tag": "tag:bucha",
    "before": "before:2024-03-05",
    "after": "after:2024",
    "has": "has:note",
}


def _day(text: str, field: str) -> str:
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        raise UsageError(f"“{text}” is no date; write it as in {_EXAMPLES[field]}") from None


def _noted(text: str) -> bool:
    if text and text.lower() not in ("note", "notes"):
        raise UsageError(f"“has:{text}” can't be asked; has:note finds the highlights with a note")
    return bool(text)
