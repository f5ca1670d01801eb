"""A frame in fewer bytes, for slow lines: what it does to the screen is the same.

Textual writes each piece of a line with its whole style before and a reset behind. Here a style is only written where
it changes, and of it only what changes; a line feed right before the cursor is put somewhere else is left out. A
terminal that erases in the colour of the ground is told how many cells to erase, and gets no blanks.
"""

import re
from contextlib import suppress
from functools import cache, lru_cache

_TOKEN = re.compile(
    "\x1b\\[(?P<style>[0-9;]*)m|\n?(?P<move>\x1b\\[[0-9]+;[0-9]+H)|(?P<text>[^\x1b\n]+)|(?P<other>[\x1b\n])"
)
_STYLE = re.compile(
    "(?P<attributes>(?:[1-9];?)*?);?(?P<ink>38;2;[0-9]+;[0-9]+;[0-9]+)?;?(?P<ground>48;2;[0-9]+;[0-9]+;[0-9]+)?"
)
_LEAST_AT_END, _LEAST_WITHIN = 6, 11
"""From so many blanks on erasing takes fewer bytes: where the cursor goes elsewhere then, and where text follows."""


@cache
def erases_in_colour() -> bool:
    """Whether the terminal fills what it erases with the ground that is set (`bce` in terminfo)."""
    with suppress(ImportError):  # some builds of Python go without it
        import curses

        with suppress(curses.error):
            curses.setupterm()
            return curses.tigetflag("bce") > 0
    return False


def thrifty(frame: str, erases: bool = False) -> str:
    """The frame without what changes nothing; it begins and ends with no style set.

    `erases`: whether the terminal erases in the colour of the ground.
    """
    if "m" not in frame:
        return frame
    parts: list[str] = []
    active = wanted = ""
    blanks = 0  # not yet written, in the active style
    for found in _TOKEN.finditer(frame):
        kind = found.lastgroup
        if kind == "style":
            style = found["style"]
            wanted = "" if style in ("", "0") else f"{wanted};{style}" if wanted else style
        elif kind == "move":
            parts += (f"\x1b[{blanks}X" if blanks >= _LEAST_AT_END else " " * blanks), found["move"]
            blanks = 0
        else:
            text = found[0]
            if blanks:
                far = kind == "text" and blanks >= _LEAST_WITHIN
                parts.append(f"\x1b[{blanks}X\x1b[{blanks}C" if far else " " * blanks)
            if wanted != active:
                parts.append(_turn(active, wanted))
                active = wanted
            shown = text.rstrip(" ") if erases and _can_be_erased(active) else text
            blanks = len(text) - len(shown)
            parts.append(shown)
    parts.append(" " * blanks)
    if wanted != active:
        parts.append(_turn(active, wanted))
    return "".join(parts)


@lru_cache(1024)
def _can_be_erased(style: str) -> bool:
    """Whether erased cells look like blanks of a style: it has a ground, and nothing that blanks show beside it."""
    found = _STYLE.fullmatch(style)
    return bool(found and found["ground"] and not found["attributes"])


@lru_cache(1024)
def _turn(active: str, wanted: str) -> str:
    """What turns one style into another."""
    if not wanted or not active:
        return f"\x1b[{wanted or 0}m"
    before, after = _STYLE.fullmatch(active), _STYLE.fullmatch(wanted)
    if before and after and before["attributes"] == after["attributes"] and after["ink"] and after["ground"]:
        changed = [after[part] for part in ("ink", "ground") if before[part] != after[part]]
        return f"\x1b[{';'.join(changed)}m"
    return f"\x1b[0;{wanted}m"
