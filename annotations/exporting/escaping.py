"""Text as Markdown that shows exactly its characters, and back.

Held against markdown-it-py (CommonMark and GitHub's) and pandoc (gfm, commonmark_x and its own Markdown, with smart
punctuation and without).
"""

import html
import re
import unicodedata

_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>&~|$^@#{"']"""  # emphasis, code, links, HTML, entities, tables, mathematics, quotes that curl
    r"|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\."  # dashes and ellipses
    r"|=(?==)|(?<==)=|%(?=%)|(?<=%)%"  # Obsidian's highlights and comments
    r"|(?<=\S)\.(?=[^\W\d_])|(?<=(?i:www))\.|:(?=[^\s\d])|(?<=\D):(?=\d)|(?<=/)/"  # addresses, emoji names
    r"|^[-+:](?=\s|$)|^[=%]"  # lists, definitions, underlined headings, pandoc's titles
)
_NUMBERED = re.compile(r"(?i:\d+|[^\W\d_]|[ivxlcdm]+)(?=[.)](\s|$))")
_ROUND = re.compile(r"\((?i:\d+|[^\W\d_]|[ivxlcdm]+)\)(\s|$)")
_ABBREVIATED = re.compile(
    r"(?<![^\W_])(?:aet|aetat|al|Apr|Aug|bk|Bros|c|Capt|cf|ch|chap|chs|Co|col|Corp|cp|d|Dec|Dr|ed|eds|esp|f|fasc|Feb|ff"
    r"|fig|fl|fol|fols|Fr|Gen|Gov|Hon|ill|Inc|incl|Jan|Jr|Jul|Jun|Ltd|Mar|Mr|Mrs|Ms|n|nn|No|Nov|Oct|p|pp|Pres|Prof|pt"
    r"|Rep|Rev|saec|sec|Sen|Sep|Sept|Sgt|Sr|St|univ|viz|vol|vs)(?=\.\s)"
)
"""What pandoc's smart punctuation joins to the next word by a no-break space."""
_SPACE = re.compile(r"^\s+|\s+$|(?<= ) +| (?=[’”])")
"""White space that renderers trim or fold."""
_PAIR = re.compile(r"(?<!\w)‘(?=\w)[^‘’“”]*(?:\w’\w[^‘’“”]*)*(?<=[^\s‘’“”])’(?!\w)|‘")
"""Single quotation marks around words; else a mark that smart punctuation turns round."""


def escape(text: str) -> str:
    """One line of text as Markdown that shows exactly its characters, wherever a line of text may stand."""
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    number = _NUMBERED.match(text)
    if number:
        escaped = f"{number[0]}\\{escaped[number.end() :].removeprefix(chr(92))}"
    elif _ROUND.match(text):
        escaped = "\\" + escaped
    escaped = _ABBREVIATED.sub(r"\g<0>\\", escaped)
    escaped = _SPACE.sub(lambda found: _entities(found[0]), escaped)
    escaped = _PAIR.sub(lambda found: _entities(found[0]) if len(found[0]) == 1 else found[0], escaped)
    return escaped if unicodedata.is_normalized("NFC", escaped) else "".join(map(_kept, escaped))


def escape_lines(text: str) -> str:
    """A text of several lines with each line end kept, as a hard break or as the end of a paragraph."""
    blocks = re.split(r"(?<=[^\n])\n\n", text.rstrip("\n"))
    return "\n\n".join("\\\n".join(map(escape, block.split("\n"))) for block in blocks)


def _entities(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def _kept(character: str) -> str:
    """The character so that pandoc's CommonMark readers, which compose what they read (NFC), leave it alone."""
    alone = unicodedata.is_normalized("NFC", character) and not _composes(character)
    return character if alone else _entities(character)


def _composes(character: str) -> bool:
    """Whether the character may become one with what stands before it."""
    return bool(unicodedata.combining(character)) or character in _VOWELS or "\u1161" <= character <= "\u11c2"


_VOWELS = (
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
    "\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
"""Signs of Indian scripts that compose although they aren't marks to be reordered."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def unescape(text: str) -> str:
    """What Markdown's escapes and entities in a line of text stand for; all else is itself."""
    return _ESCAPED.sub(lambda found: found[1] or html.unescape(found[0]), text)
