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
    names = {part.name for part in here}
    kept_out = [name for name in written(old) if name in news and name not in names]
    edited = [part.name for part in here if part.name and _is_edited(part, news.get(part.name))]
    kept = [news.get(part.name, Part("", "")) if part.name else part for part in here]
    text = (
        "".join(part.text for part in _with_new(kept, there, set(kept_out))).rstrip("\n") + "\n\n" + ledger(news) + "\n"
    )
    return Merged(text.replace("\n", "\r\n") if windows else text, edited, kept_out)


def _is_edited(part: Part, fresh: Part | None) -> bool:
    edit = edit_of(part)
    now = sum_of((edit.note, edit.role, edit.tags or ()))
    return bool(part.sum) and now not in (part.sum, fresh.sum if fresh else "")


def _with_new(kept: Sequence[Part], fresh: Sequence[Part], kept_out: set[str]) -> list[Part]:
    """The parts with what is new, each behind the one that it follows in the fresh export, with a heading that is new.

    What follows none stands before the first part, or at the end where there is none.
    """
    here, whole = {part.name for part in kept}, "".join(part.text for part in kept)
    behind: dict[str, list[Part]] = {}
    last, heading, known = "", "", ""
    for part in fresh:
        if not part.name:
            heading = part.text.strip()
            continue
        if part.name in kept_out:
            continue
        if part.name in here:
            known = part.name
        else:
            above = f"{heading}\n\n" if last and heading and heading not in whole else ""
            behind.setdefault(known, []).append(part._replace(text=above + part.text))
        last, heading = part.name, ""
    first = next((number for number, part in enumerate(kept) if part.name), len(kept))
    found = [*kept[:first], *(one for part in behind.pop("", ()) for one in (part, _GAP))]
    for part in kept[first:]:
        found.append(part)
        found += (one for new in behind.get(part.name, ()) for one in (_GAP, new))
    return found


_GAP = Part("", "\n\n")
