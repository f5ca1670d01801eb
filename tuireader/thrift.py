"""A frame in fewer bytes, for slow lines: what it does to the screen is the same.

Textual writes each piece of a line with its whole style before and a reset behind. Here a style is only written where
it changes, and of it only what changes; a line feed right before the cursor is put somewhere else is left out.
"""

import re
from functools import lru_cache

_TOKEN = re.compile(
    "\x1b\\[(?P<style>[0-9;]*)m|\n?(?P<move>\x1b\\[[0-9]+;[0-9]+H)|(?P<text>[^\x1b\n]+)|(?P<other>[\x1b\n])"
)
_STYLE = re.compile(
    "(?P<attributes>(?:[1-9];?)*?);?(?P<ink>38;2;[0-9]+;[0-9]+;[0-9]+)?;?(?P<ground>48;2;[0-9]+;[0-9]+;[0-9]+)?"
)


def thrifty(frame: str) -> str:
    """The frame without what changes nothing; it begins and ends with no style set."""
    if "m" not in frame:
        return frame
    parts: list[str] = []
    active = wanted = ""
    for found in _TOKEN.finditer(frame):
        kind = found.lastgroup
        if kind == "style":
            style = found["style"]
            wanted = "" if style in ("", "0") else f"{wanted};{style}" if wanted else style
        elif kind == "move":
            parts.append(found["move"])
        else:
            if wanted != active:
                parts.append(_turn(active, wanted))
                active = wanted
            parts.append(found[0])
    if wanted != active:
        parts.append(_turn(active, wanted))
    return "".join(parts)


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
