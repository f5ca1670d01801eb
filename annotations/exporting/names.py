"""Names for exported files that every system takes."""

import re

from annotations.text import clean_line

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³]) *(?=\.|$)", re.IGNORECASE)
"""Names of devices, which Windows takes for the device whatever follows the point."""
_FORBIDDEN = re.compile(r"""[/\\:*?"<>|\x00-\x1f\x7f]+""")
_LONGEST = 140
"""Bytes, the ending included: an encrypted home folder takes 143, other file systems 255."""


def file_name(title: str, suffix: str = ".md", mark: str = "") -> str:
    """A name that Linux, macOS and Windows take: the title, ` - ` and `mark` where there is one, and the ending."""
    name = " ".join(_FORBIDDEN.sub(" ", clean_line(title)).split())
    tail = f" - {mark}{suffix}" if mark else suffix
    name = name.encode(errors="ignore")[: _LONGEST - len(tail.encode())].decode(errors="ignore").strip(" .~-")
    if _RESERVED.match(name):
        name = f"_{name}"
    return f"{name or 'notes'}{tail}"
