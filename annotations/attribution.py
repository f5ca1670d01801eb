"""A quotation with its source, as it is handed out in a house's style: words, speaker, outlet, title, date, address.

The words are never altered but for what the style says it changes, and that is told. Who said them: within one
quotation, and in a turn of a transcript, the speaker; prose is the outlet's, or the agency's in the outlet. What mixes
prose and quotation names no speaker.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as escape_html

from annotations.marks import Quoted, as_turn, quoted
from annotations.models import Source
from annotations.setting import Setting, set_words
from annotations.styles import HOUSES, STYLES, Form, Style, find_style
from annotations.text import clean_line

__all__ = ["NOT_EXACT", "NO_SOURCE", "NO_SPEAKER", "Attributed", "Quoted", "as_turn", "attribute", "attributed"]
__all__ += ["credit", "own_signs", "quoted"]

NO_SPEAKER = "[speaker?]"
NO_SOURCE = "[source?]"
NOT_EXACT = "[put together: not these very characters in the source]"
PLAIN = STYLES["plain"]


@dataclass(frozen=True, slots=True)
class Attributed:
    """A quotation as it is handed out."""

    text: str
    form: Form
    changes: tuple[str, ...] = ()
    """What the style changed in the source's characters, in words."""
    notes: tuple[str, ...] = ()
    """What looks like the copier's doing and is the source's: "brackets and ellipsis are the source’s"."""


def attribute(
    words: Sequence[str],
    speaker: str,
    source: Source,
    style: str = "plain",
    *,
    locator: str = "",
    whole: bool = False,
    exact: bool = True,
) -> str:
    """The text of `attributed` in a style that comes with the program. Raises UsageError for one that there isn't."""
    return attributed(words, speaker, source, find_style(style), locator=locator, whole=whole, exact=exact).text


def attributed(
    words: Sequence[str],
    speaker: str,
    source: Source,
    style: Style = PLAIN,
    *,
    locator: str = "",
    link: str = "",
    whole: bool = False,
    inside: bool = False,
    prose: bool = False,
    exact: bool = True,
) -> Attributed:
    """The marked words (one string a paragraph) with who said them where.

    `locator` says where in the source: "p. 47", "00:12:33"; `link` leads to the very words. `whole`: the words are one
    speaker's from end to end, as in a turn of a transcript, and marks inside are his or hers. `inside`: they are within
    one quotation, without its marks. `prose`: they are the outlet's, nobody is quoted. Not `exact`: these very
    characters don't stand in the source, which is said. An unknown speaker is `[speaker?]`, an unknown outlet
    `[source?]`; another unknown field is left out.
    """
    inside = inside or (whole and quoted(words).mixed)
    settings = {
        name: set_words(words, house, inside=inside, joint=style.joint)
        for name, house in HOUSES.items()
        if name in (*style.houses, "quote")
    }
    named = "" if prose or settings["quote"].mixed else clean_line(speaker) or NO_SPEAKER
    signs = own_signs(words)
    spell = _SPELLINGS[style.form]
    fields = {name: spell(value) for name, value in _source_fields(source, named, locator, link).items()}
    fields |= {"note": spell(f"[{signs}]" if signs else ""), "flag": spell("" if exact else NOT_EXACT)}
    fields["cited"] = _cited(source, link, style.form)
    fields |= {name: _paragraphs(settings[name], style.form) if name in settings else "" for name in HOUSES}
    fields["words"] = "\n".join(spell(text.strip()) for text in words)
    if style.form is not Form.TEXT and not ADDRESS.fullmatch(link or source.url):
        fields["link"] = ""
    used = [change.what for name in style.houses for change in settings[name].changes if change.what]
    return Attributed(style.fill(fields), style.form, tuple(dict.fromkeys(used)), (signs,) if signs else ())


def credit(source: Source, locator: str = "") -> list[str]:
    """The source's fields in an attribution's order; agency copy is the agency's, in the outlet."""
    title = clean_line(source.title)
    fields = [_published_in(source) or NO_SOURCE, as_turn([title]).text if title else ""]
    fields += [clean_line(source.published), clean_line(locator), clean_line(source.url)]
    return [field for field in fields if field]


def own_signs(words: Sequence[str]) -> str:
    """What in the source's words looks like an editor's doing, in words; empty where nothing does."""
    text = "\n".join(words)
    brackets, ellipses = _BRACKETS.search(text), _ELLIPSES.findall(text)
    found = ["brackets"] if brackets else []
    found += ["ellipsis" if len(ellipses) == 1 else "ellipses"] if ellipses else []
    if not found:
        return ""
    return f"{' and '.join(found)} {'is' if found == ['ellipsis'] else 'are'} the source’s"


_BRACKETS = re.compile(r"\[[^\[\]]*\w[^\[\]]*\]")
_ELLIPSES = re.compile(r"…|\.(?:\s?\.){2,}")
ADDRESS = re.compile(r"""(?i:https?)://[^\s<>\\"`{}|^\[\]\x00-\x1f\x7f-\U0010ffff]+""")
"""An address that may stand in a link as it is."""


def _published_in(source: Source) -> str:
    outlet, agency = clean_line(source.outlet), _agency(source)
    return (f"{agency}, in {outlet}" if outlet else agency) if agency else outlet


def _agency(source: Source) -> str:
    """The agency, if the outlet isn't the agency itself."""
    agency = clean_line(source.agency)
    return "" if agency.casefold() in clean_line(source.outlet).casefold() else agency


def _source_fields(source: Source, speaker: str, locator: str, link: str) -> Mapping[str, str]:
    title, outlet, agency = clean_line(source.title), clean_line(source.outlet), _agency(source)
    doubtful = speaker.removesuffix("?") + " [?]" if speaker.endswith("?") else speaker
    return {
        "speaker": speaker,
        "who": doubtful or agency or outlet or NO_SOURCE,
        "said": "said" if speaker else f"reported in {outlet}" if agency and outlet else "reported",
        "outlet": _published_in(source) or NO_SOURCE,
        "title": as_turn([title]).text if title else "",
        "author": clean_line(source.author),
        "date": clean_line(source.published),
        "locator": clean_line(locator),
        "url": clean_line(source.url),
        "link": link or clean_line(source.url),
    }


def _cited(source: Source, link: str, form: Form) -> str:
    """The title as a link; the address where there is no title, the title where there is no address."""
    title, address = clean_line(source.title), link or clean_line(source.url)
    shown = as_turn([title]).text if title else address
    spelled = _SPELLINGS[form](shown)
    if form is Form.TEXT or not ADDRESS.fullmatch(address):
        return spelled if title or form is Form.TEXT else _SPELLINGS[form](address)
    if form is Form.MARKDOWN:
        return f"[{spelled}](<{address}>)" if title else f"<{address}>"
    return f'<a href="{escape_html(address)}">{f"<cite>{spelled}</cite>" if title else spelled}</a>'


def _paragraphs(setting: Setting, form: Form) -> str:
    """The set words as the form writes paragraphs."""
    spell, joint = _SPELLINGS[form], {Form.MARKDOWN: "\n>\n> ", Form.HTML: "</p><p>"}.get(form)
    return joint.join(map(spell, setting.text.split("\n\n"))) if joint else setting.text


def _in_markdown(text: str) -> str:
    from annotations.exporting.escaping import escape

    return escape(text)


_SPELLINGS: Mapping[Form, Callable[[str], str]] = {
    Form.TEXT: str,
    Form.MARKDOWN: _in_markdown,
    Form.HTML: escape_html,
}
