"""How a quotation with its note stands in Markdown: plainly, as Obsidian's callout, or in pandoc's divs and footnotes.

All parts are escaped already. What `importing.markdown` takes for the note is what these don't set themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Quote(NamedTuple):
    """The parts of an annotation, in Markdown."""

    id: str
    role: str
    words: Sequence[str]
    """A paragraph each."""
    attribution: str
    note: str
    """Empty where there is none."""


def _plain(quote: Quote) -> list[str]:
    return [_block_quote(quote.words), f"— {quote.attribution}", *_note(quote)]


_CALLOUTS = {"quote": "quote", "fact": "info", "question": "question", "follow-up": "todo", "context": "abstract"}
"""Obsidian's own types of callouts for the roles; another role is a quote."""


def _obsidian(quote: Quote) -> list[str]:
    """A callout, and a block identifier for links (`[[notes#^id]]`), which has letters, digits and dashes alone."""
    callout = f"> [!{_CALLOUTS.get(quote.role, 'quote')}] {quote.attribution}\n{_block_quote(quote.words)}"
    return [callout, f"^{quote.id.replace('_', '-')}", *_note(quote)]


def _pandoc(quote: Quote) -> list[str]:
    """A div with the id and the role as its class, the attribution in a footnote, the note in a div of its own."""
    *words, last = quote.words or [""]
    lines = _block_quote([*words, f"{last}[^{quote.id}]"])
    role = "".join(letter if letter.isalnum() else "-" for letter in quote.role)
    blocks = [f"::: {{#n{quote.id} .tuireader-{role}}}\n{lines}\n:::", f"[^{quote.id}]: {quote.attribution}"]
    return [*blocks, *([f"::: {{.note}}\n{quote.note}\n:::"] if quote.note else [])]


def _note(quote: Quote) -> list[str]:
    return [quote.note] if quote.note else []


def _block_quote(words: Sequence[str]) -> str:
    return "\n>\n".join(f"> {text}" for text in words or [""])


FLAVOURS: Mapping[str, Callable[[Quote], list[str]]] = {"": _plain, "obsidian": _obsidian, "pandoc": _pandoc}
