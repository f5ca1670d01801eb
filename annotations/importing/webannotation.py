"""Our own Web Annotations, read back into archives."""

import re
from collections.abc import Mapping
from typing import Any

from annotations.errors import Unreadable
from annotations.exporting.archive import Archive, Entry
from annotations.exporting.webannotation import SCHEMA, entry_of

_ARTICLE = re.compile("[0-9a-f]{16}")


def is_ours(data: object) -> bool:
    """Whether parsed JSON is a collection that this program wrote."""
    return (
        isinstance(data, dict) and data.get("type") == "AnnotationCollection" and isinstance(data.get("articles"), list)
    )


def parse(data: Mapping[str, Any]) -> list[Archive]:
    """The articles in a collection. Raises Unreadable where it is damaged or of a newer program."""
    try:
        items = [(item["id"].split(":")[2], entry_of(item)) for item in data["first"]["items"]]
        return [
            _archive(article, [entry for name, entry in items if name == article["article"]])
            for article in data["articles"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Unreadable(f"The annotations can't be understood ({error!r:.60}); export them again.") from error


def _archive(article: Mapping[str, Any], marks: list[Entry]) -> Archive:
    if article["schema"] > SCHEMA:
        raise Unreadable("The annotations are of a newer tuireader. Update tuireader to import them.")
    if not _ARTICLE.fullmatch(article["article"]):
        raise ValueError("article")
    others = [
        Entry(str(one["table"]), str(one["id"]), dict(one["document"]), tuple(map(str, one["past"])))
        for one in article["records"]
    ]
    return Archive(article["article"], tuple(map(dict, article["versions"])), (*others, *marks))
