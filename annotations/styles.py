"""House styles: how a quotation is handed out with its source, as templates.

A template is a `string.Template` ($name or ${name}, $$ for a dollar sign) with groups in braces: a group vanishes when
a field in it is empty; {{ and }} stand for the braces themselves. The fields:

    quote    the words as printed, in marks       us, uk   set as American and British papers do before an attribution
    words    the words alone                      part     set for one's own sentence: no final period or comma
    speaker  who says it; empty for prose         who      who says it, or for prose who published it
    said     said; for prose reported             outlet   the agency, in the outlet
    title    in marks          author, date       locator  "p. 47", "00:12:33"
    url      the address                          link     to the very words, else the address
    cited    the title, leading there; else the address
    note     brackets and ellipses that are the source's
    flag     that these very characters aren't in the source
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Template
from types import MappingProxyType

from annotations.errors import UsageError
from annotations.setting import DOUBLE, SINGLE, Ending, House
from annotations.text import clean_line

HOUSES: Mapping[str, House] = MappingProxyType(
    {
        "quote": House(),
        "us": House(DOUBLE, SINGLE, Ending.COMMA_INSIDE),
        "uk": House(SINGLE, DOUBLE, Ending.COMMA),
        "part": House(DOUBLE, SINGLE, Ending.NONE),
    }
)
"""The fields that are the words, set in a house's way."""
FIELDS = (
    *HOUSES,
    *("words", "speaker", "who", "said", "outlet", "title", "author", "date", "locator", "url", "link", "cited"),
    *("note", "flag"),
)


class Form(StrEnum):
    """What the result is written in."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Style:
    """A named template. Raises UsageError where it can't be understood."""

    name: str
    template: str
    form: Form = Form.TEXT
    joint: str = "\n\n"
    """What stands between paragraphs; without a line end in it all of them are on one line."""

    def __post_init__(self) -> None:
        try:
            fields = {name for part in _parts(self.template) for name in _fields(part)}
        except ValueError as error:
            raise UsageError(f"The style {clean_line(self.name)} can't be understood: {error}.") from None
        for name in sorted(fields - set(FIELDS)):
            known = ", ".join(f"${field}" for field in FIELDS)
            raise UsageError(f"The style {clean_line(self.name)} has an unknown field ${name}; there are {known}.")
        if not fields & {*HOUSES, "words"}:
            raise UsageError(f"The style {clean_line(self.name)} leaves out the words themselves: $quote gives them.")

    @property
    def houses(self) -> tuple[str, ...]:
        """The ways of setting the words that the template asks for."""
        used = {name for part in _parts(self.template) for name in _fields(part)}
        return tuple(name for name in HOUSES if name in used)

    def fill(self, fields: Mapping[str, str]) -> str:
        """The template with its fields, in the form's own spelling already; groups with an empty one left out."""
        parts = [
            part
            for part in _parts(self.template)
            if not part.startswith("{") or part.startswith("{{") or all(fields[name] for name in _fields(part))
        ]
        return "".join(_template(part).substitute(fields) for part in parts)


_PART = re.compile(r"\{\{|\}\}|\{(?:\$\{\w*\}|\$\$|\{\{|\}\}|[^{}])*\}|(?:\$\{\w*\}|\$\$|[^{}])+")


def _parts(template: str) -> list[str]:
    """The groups of a template, braces included, and what stands between them. ValueError where braces don't match."""
    parts = _PART.findall(template)
    if "".join(parts) != template:
        raise ValueError("its braces { } don't match, or stand within each other; {{ and }} are the braces themselves")
    return parts


def _template(part: str) -> Template:
    grouped = part.startswith("{") and not part.startswith("{{")
    return Template((part[1:-1] if grouped else part).replace("{{", "{").replace("}}", "}"))


def _fields(part: str) -> list[str]:
    template = _template(part)
    if not template.is_valid():
        raise ValueError("a $ begins no name of a field; $$ is the dollar sign itself")
    return template.get_identifiers()


_CREDIT = "{$speaker, }$outlet{, $cited}{, $date}{, $locator}{, $note}{, $flag}"
_BUILT_IN = (
    Style("plain", "$quote — {$speaker, }$outlet{, $title}{, $date}{, $locator}{, $url}{, $flag}", joint=" "),
    Style("draft-us", "$us $who $said.{ $flag}"),
    Style("draft-uk", "$uk $who $said.{ $flag}"),
    Style("partial", "$part ($who){ $flag}"),
    Style("markdown", f"> $quote\n>\n> — {_CREDIT}", Form.MARKDOWN),
    Style(
        "html",
        f'<blockquote{{ cite="$link"}}><p>$quote</p><footer>— {_CREDIT}</footer></blockquote>',
        Form.HTML,
    ),
)
STYLES: Mapping[str, Style] = MappingProxyType({style.name: style for style in _BUILT_IN})
"""The styles that come with the program, by name."""


def styles_with(templates: Mapping[str, str]) -> dict[str, Style]:
    """The styles that come with the program, then a person's own. Raises UsageError where one can't be understood."""
    return {**STYLES, **{name: Style(name, template) for name, template in templates.items() if name not in STYLES}}


def find_style(name: str, templates: Mapping[str, str] | None = None) -> Style:
    """The style with a name. Raises UsageError where there is none, naming those that there are."""
    styles = styles_with(templates or {})
    if name not in styles:
        raise UsageError(f"There is no style “{clean_line(name)}”; choose one of: {', '.join(styles)}.")
    return styles[name]
