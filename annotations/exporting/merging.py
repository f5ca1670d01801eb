"""A fresh export into a file that was exported before: our parts are written anew, all else is the person's and stays.

The front matter and the headings were ours once; from then on they are the person's too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.exporting.fences import Part, ledger, parts, sum_of, without_ledger, written
from annotations.importing.markdown import edit_of

_OF = re.compile(r'^  (?:article|story): ".*"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    text: str
    edited: Sequence[str]
    """Names of parts whose edits neither the fresh export nor the one before knows; they are lost in `text`."""
    kept_out: Sequence[str]
    """Names of parts that were taken out of the file and therefore aren't put in again."""


def merge(existing: str, fresh: str) -> Merged | None:
    """The file's new text; None where the file isn't an earlier export of the same article or story."""
    windows = "\r\n" in existing
    old, new = existing.replace("\r\n", "\n"), fresh
    about, wanted = _OF.search(old), _OF.search(new)
    if about is None or wanted is None or about[0] != wanted[0]:
        return None
    here, there = parts(without_ledger(old)), parts(without_ledger(new))
    news = {part.name: part for part in there if part.name}
    kept_out = [name for name in written(old) if name in news and name not in {part.name for part in here}]
    edited = [part.name for part in here if part.name and _is_edited(part, news.get(part.name))]
    result = [news.get(part.name, Part("", "")) if part.name else part for part in here]
    _insert(result, there, set(kept_out))
    text = "".join(part.text for part in result).rstrip("\n") + "\n\n" + ledger(news) + "\n"
    return Merged(text.replace("\n", "\r\n") if windows else text, edited, kept_out)


def _is_edited(part: Part, fresh: Part | None) -> bool:
    edit = edit_of(part)
    now = sum_of((edit.note, edit.role, edit.tags or ()))
    return bool(part.sum) and now not in (part.sum, fresh.sum if fresh else "")


def _insert(result: list[Part], fresh: Sequence[Part], kept_out: set[str]) -> None:
    """Put in what is new, each behind the part that it follows in the fresh export, with a heading that is new."""
    whole = "".join(part.text for part in result)
    last, heading = "", ""
    for part in fresh:
        if not part.name:
            heading = part.text.strip()
            continue
        if part.name in kept_out:
            continue
        if all(part.name != one.name for one in result):
            at = _behind(result, last)
            above = f"\n\n{heading}" if last and heading and heading not in whole else ""
            result[at:at] = [Part("", f"{above}\n\n"), part]
        last, heading = part.name, ""


def _behind(result: Sequence[Part], name: str) -> int:
    """Where a part stands that follows the one with this name; without one, behind what stands before all parts."""
    if name:
        return next(number for number, part in enumerate(result) if part.name == name) + 1
    return next((number for number, part in enumerate(result) if part.name), len(result))
