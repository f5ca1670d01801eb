"""Finding words in an article: in the text itself, never in screen lines."""

import re
from collections.abc import Sequence

from annotations.text import Span, span_of

_ALIKE = (
    "'\u2018\u2019\u201a\u201b\u2032",
    '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb',
    "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
)
"""Characters that a keyboard has one key for."""


def find(texts: Sequence[str], query: str) -> tuple[Span, ...]:
    """Where the query stands, in order.

    Smart case: capitals count only where the query has one. Curly and straight marks, and hyphens and dashes, are
    alike; a space in the query is any white space.
    """
    if not query.strip():
        return ()
    pattern = re.compile(_pattern(query.strip()), re.IGNORECASE if query == query.lower() else re.NOFLAG)
    return tuple(span_of(number, *hit.span()) for number, text in enumerate(texts) for hit in pattern.finditer(text))


def _pattern(query: str) -> str:
    return r"\s+".join("".join(map(_one, word)) for word in query.split())


def _one(character: str) -> str:
    alike = next((group for group in _ALIKE if character in group), None)
    return f"[{re.escape(alike)}]" if alike else re.escape(character)
