"""Our own Markdown, read back: what each part says now, whatever its flavour. What stands between parts isn't read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.exporting.escaping import unescape
from annotations.exporting.fences import ARTICLE, Part, parts, without_ledger, written
from annotations.importing import Edit
from annotations.text import clean

_SET = (("> [!", "^"), ("> ", "— "), (">", "— "), ("::: {#", "[^"))
"""How the blocks begin that an export set before a note, a flavour each: the quotation, and what goes with it."""
_ABOUT = re.compile(r"(Role|Tags|Not found): (.*?)\\?$")
_ARTICLE = re.compile(r'^  article: "([0-9a-f]+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """What one of our Markdown documents says."""

    article: str
    """The id of its article, as its front matter has it; empty for a story."""
    edits: Sequence[Edit]
    removed: Sequence[str]
    """The names of parts that were written into it and aren't there any more."""


def parse(text: str) -> Document:
    """The document's parts. A text that isn't ours has none."""
    text = text.replace("\r\n", "\n")
    found = [part for part in parts(without_ledger(text)) if part.name]
    names = {part.name for part in found}
    article = _ARTICLE.search(text)
    missing = [name for name in written(text) if name not in names]
    return Document(article[1] if article else "", [edit_of(part) for part in found], missing)


def edit_of(part: Part) -> Edit:
    """What a part says: its note is all that the export didn't set itself, wherever in the part it stands."""
    blocks = re.split(r"\n[ \t]*\n", part.body) if part.body else []
    if part.name.startswith(ARTICLE):
        return Edit(part.name, _note(blocks), "", (), part.state, part.sum)
    at = max((number for number, block in enumerate(blocks) if block.startswith("Role: ")), default=len(blocks))
    about, beside = _about("".join(blocks[at : at + 1]))
    note = _note([*_without_quotation(blocks[:at]), *beside, *blocks[at + 1 :]])
    role, tags = unescape(about.get("Role", "")), list(map(unescape, filter(None, about.get("Tags", "").split(", "))))
    return Edit(part.name, note, role, tags if about else None, part.state, part.sum)


def _about(block: str) -> tuple[dict[str, str], list[str]]:
    """The fields below a quotation, and what a person wrote among them."""
    lines = [(line, _ABOUT.match(line)) for line in block.split("\n")]
    return {found[1]: found[2] for _, found in lines if found}, [line for line, found in lines if line and not found]


def _without_quotation(blocks: Sequence[str]) -> list[str]:
    """The blocks behind the quotation and what goes with it, without the bounds of a div around the note."""
    rest = list(blocks)
    quotation, beside = next((one for one in _SET if rest and rest[0].startswith(one[0])), ("", ""))
    if quotation:
        rest = rest[2 if rest[1:] and rest[1].startswith(beside) else 1 :]
    if rest and rest[0].startswith("::: {.note}\n"):
        rest[0] = rest[0].removeprefix("::: {.note}\n")
        end = max((number for number, block in enumerate(rest) if block.endswith("\n:::")), default=0)
        rest[end] = rest[end].removesuffix("\n:::")
    return rest


def _note(blocks: Sequence[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    return clean("\n".join(unescape(_HARD.sub(r"\1", line)) for line in lines)).text.strip("\n")


_HARD = re.compile(r"(?<!\\)((?:\\\\)*)\\$")
"""A hard break: a backslash at the line's end that isn't escaped itself."""
