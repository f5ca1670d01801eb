"""Whether a page that a site gave is the article, or stands in its way: an error, a consent, a paywall, a robot check.

Sites answer so with a status of success, too. Such a page is short, and most of it is stock phrases; an article about
error pages or paywalls is neither.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotations.errors import SourceError
from annotations.models import Article
from tuireader.articles.opening import name_of


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How short, and how full of stock phrases, a page must be to be one that stands in an article's way."""

    told: int
    """Characters outside of stock phrases at most."""
    share: float = 0.0
    """The least part of its characters that stands in stock phrases, where its title doesn't say what it is."""
    by_title: bool = True
    """Whether the title is enough; cookies and privacy are what articles are called too."""


_OBSTACLES = {
    "a check for robots": _Bounds(told=400, share=0.3),
    "an error page": _Bounds(told=500, share=0.5),
    "a consent page": _Bounds(told=1500, share=0.5, by_title=False),
    "a paywall": _Bounds(told=1500),
    "a login page": _Bounds(told=300, share=0.3),
}
_LONGEST = 12_000
"""Characters; the longest questions for consent have fewer."""
_STOCK_LENGTH = 600
"""Characters; a longer paragraph that holds a stock phrase tells more than it."""
_LAST = 6
"""Paragraphs at a page's end in which a paywall says that it is one."""
_PARTS = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*")
_DATA = Path(__file__).parent / "data" / "obstacles.txt"


def obstacle(titles: Iterable[str], texts: Sequence[str]) -> str:
    """What stands in the article's way, in a few words ("a paywall"); empty where the page may be the article.

    `titles` is what the page calls itself, `texts` its paragraphs. Told from the words alone, so that it holds for a
    saved page too. All limits are of characters, since not all scripts set spaces.
    """
    whole = sum(map(len, texts))
    if whole > _LONGEST:
        return ""
    parts = [part.strip() for title in titles for part in (title, *_PARTS.split(title)) if part.strip()]
    for name, bounds in _OBSTACLES.items():
        title, phrase = _patterns()[name, "title"], _patterns()[name, "phrase"]
        titled = any(map(title.fullmatch, parts))
        stock = [len(text) <= _STOCK_LENGTH and bool(phrase.search(text) or title.fullmatch(text)) for text in texts]
        held = sum(len(text) for text, is_stock in zip(texts, stock, strict=True) if is_stock)
        said = any(stock[-_LAST:]) and held >= bounds.share * whole
        if whole - held <= bounds.told and (said or (titled and (bounds.by_title or held > 0))):
            return name
    return ""


@cache
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    """For each obstacle its `title` and its `phrase`."""
    found = {}
    for section in _DATA.read_text(encoding="utf-8").split("\n[")[1:]:
        head, _, lines = section.partition("]\n")
        name, _, what = head.partition(": ")
        found[name, what] = re.compile("|".join(lines.split("\n\n")[0].strip().splitlines()), re.IGNORECASE)
    return found


def said_of_obstacle(article: Article) -> str:
    """What an article that isn't one looks like, as the beginning of a sentence that goes on with the way out."""
    return f"{name_of(article.location)}: this looks like {article.blocked}, not like the article"


def refuse_obstacle(article: Article, way_out: str) -> None:
    """Raise SourceError if the article is a page that stands in its way; `way_out` is the command that takes it."""
    if article.blocked:
        raise SourceError(
            f"{said_of_obstacle(article)}; save the page in your browser and open the file ({way_out} takes it anyway)."
        )
