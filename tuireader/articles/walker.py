"""The blocks of an HTML tree in the order in which a browser shows them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.models import Kind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_NEVER_SHOWN = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "button", "select", "textarea",
    "input", "head", "title", "audio", "video", "canvas",
))  # fmt: skip
_KINDS = dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], Kind.HEADING) | {
    "blockquote": Kind.QUOTE,
    "li": Kind.LIST,
    "dt": Kind.LIST,
    "dd": Kind.LIST,
}
_BOLD = frozenset(["b", "strong"])
_ASIDES = frozenset(["figcaption", "caption"])
_CELLS = frozenset(["td", "th"])
_SPACE = re.compile("[ \t\r\n\f]+")
"""What a browser collapses; a no-break space is a character of the text."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page as a browser shows it: white space collapsed, no other character changed."""

    text: str
    kind: Kind
    caption: bool
    """It stands under a picture or a table."""
    cell: bool
    """It stands in a table and in nothing closer."""
    box: "HtmlElement"
    """The innermost block element around it."""
    lead: str = ""
    """The words in bold that it begins with."""


def walk(root: "HtmlElement") -> list[Block]:
    """The blocks below an element. Each block element begins a paragraph, and so does each `<br>`.

    The lines of a `<pre>` are read as plain text is. Scripts, form fields and what is hidden by an attribute or an
    inline style are left out.
    """
    walker = _Walker()
    walker.walk(root)
    return walker.blocks


class _Walker:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.lead: list[str] = []
        self.in_lead = True
        """Whether all that the paragraph holds so far is in bold."""
        self.bold = 0
        self.boxes: list[HtmlElement] = []

    def walk(self, element: "HtmlElement") -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER_SHOWN or is_hidden(element):
            return
        if tag == "br":
            self.flush()
            return
        is_block = tag in _BLOCKS or not self.boxes
        if is_block:
            self.flush()
            self.boxes.append(element)
        if tag == "pre":
            self.preformatted(element)
        elif tag in _BOLD:
            self.bold += 1
            self.flow(element, quoted=False)
            self.bold -= 1
        else:
            self.flow(element, tag == "q")
        if is_block:
            self.flush()
            self.boxes.pop()

    def flow(self, element: "HtmlElement", quoted: bool) -> None:
        if quoted:
            self.add("“")
        if element.text:
            self.add(element.text)
        for child in element:
            self.walk(child)
            if child.tail:
                self.add(child.tail)
        if quoted:
            self.add("”")

    def add(self, text: str) -> None:
        self.pieces.append(text)
        if self.in_lead:
            if self.bold:
                self.lead.append(text)
            elif not text.isspace():
                self.in_lead = False

    def preformatted(self, element: "HtmlElement") -> None:
        from tuireader.articles.plain import paragraphs

        for text in paragraphs(element.text_content()):
            self.pieces.append(text)
            self.flush()

    def flush(self) -> None:
        if not self.pieces:
            return
        text = "".join(self.pieces).strip()
        lead = _SPACE.sub(" ", "".join(self.lead).strip()) if self.lead else ""
        self.pieces.clear()
        self.lead.clear()
        self.in_lead = True
        if text:
            self.blocks.append(self.block(_SPACE.sub(" ", text), lead))

    def block(self, text: str, lead: str) -> Block:
        kind, caption, cell = Kind.TEXT, False, False
        for box in reversed(self.boxes):
            tag = box.tag
            if tag in _KINDS:
                kind = _KINDS[tag]
                break
            if tag in _ASIDES:
                caption = True
                break
            if tag in _CELLS:
                cell = True
                break
        return Block(text, kind, caption, cell, self.boxes[-1], lead)


def is_hidden(element: "HtmlElement") -> bool:
    """Whether an attribute or an inline style keeps an element from being shown."""
    if not element.attrib:
        return False
    if "hidden" in element.attrib:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
