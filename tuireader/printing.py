"""What commands print: answers on standard output, notices on standard error; nothing that acts on a terminal."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from annotations.text import clean

T = TypeVar("T")
_ACTING = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")
"""What acts on a terminal, or can't be written, and JSON lets stand."""


def print_text(text: str) -> None:
    """Print text that is clean already, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_json(value: Any) -> None:
    """Print a value as JSON that can be read by a person and acts on nothing."""
    print_text(_ACTING.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=1)))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def going_through(items: Sequence[T], label: str, name: Callable[[T], str] = str) -> Iterator[T]:
    """The items one by one; how far that is, and which is next, stands meanwhile on standard error, if a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from click import progressbar

    shown = progressbar(
        items, label=label, file=sys.stderr, item_show_func=lambda one: "" if one is None else name(one)
    )
    with shown as todo:
        yield from todo


def tell(notices: Iterable[str]) -> None:
    """Print sentences for a person on standard error."""
    for notice in notices:
        sys.stderr.write(f"tuireader: {clean(notice).text}\n")
