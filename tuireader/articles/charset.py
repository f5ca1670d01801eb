"""Which characters the bytes of a page, a mail or a subtitle file are, by the rules that browsers keep.

The WHATWG Encoding Standard gives `iso-8859-1`, `latin1` and `ascii` the meaning of windows-1252, and so on for a few
other labels; documents that declare UTF-8 and hold bytes of windows-1252 are read byte by byte.
"""

import codecs
import re

_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    # A declaration that could be read can't have been in UTF-16: the standard takes UTF-8.
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml[^>]{0,100}?encoding=["']([\w:.-]+)""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
"""Bytes; browsers look at 1024, but saved pages carry banners before their head."""


def _byte_of_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    bad = error.object[error.start : error.start + 1]
    return bad.decode("cp1252", "ignore") or bad.decode("latin-1"), error.start + 1


codecs.register_error("tuireader.windows-1252", _byte_of_windows)


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page's `meta` element or XML declaration names, as written; None where none does."""
    found = _DECLARED.search(raw, 0, _DECLARED_WITHIN)
    return (found[1] or found[2]).decode("ascii") if found else None


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of some bytes and the encoding that it was read in.

    A byte order mark goes before everything; bytes that are whole UTF-8 with characters beyond ASCII are UTF-8
    whatever they declare (no other text looks so by chance); then comes what is `declared`, else UTF-8, in which
    each byte that isn't valid stands for its character in windows-1252.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace"), encoding
    encoding = _codec(declared)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if encoding == "utf-8" or (not text.isascii() and not encoding.startswith("iso2022")):
            return text, "utf-8"
    text = raw.decode(encoding, "tuireader.windows-1252")
    return text, "cp1252" if encoding == "utf-8" else encoding


def _codec(label: str | None) -> str:
    name = (label or "utf-8").strip().lower()
    try:
        found = codecs.lookup(_MEANT.get(name, name)).name
    except LookupError:
        return "utf-8"
    # Codecs that don't make text (base64, rot13) or that Python alone knows are no encoding of a document.
    return (
        found
        if found not in {"idna", "punycode", "unicode_escape", "raw_unicode_escape"} and _is_text(found)
        else "utf-8"
    )


def _is_text(name: str) -> bool:
    try:
        b"a".decode(name)
    except (LookupError, UnicodeError):
        return False
    return True
