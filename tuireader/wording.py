"""What the screen says of the open article, in words."""

from pathlib import PurePath

from annotations.models import Source
from annotations.text import clean_line
from tuireader.desk.quotes import whence, who
from tuireader.desk.state import DeskState
from tuireader.paths import CLIPBOARD, readable
from tuireader.times import day

_READ_A_MINUTE = 1_300
"""Characters that a practised reader takes in a minute: some 230 English words."""
_TOGETHER = "\N{NO-BREAK SPACE}"
_NAMELESS = {"-": "standard input", CLIPBOARD: "from the clipboard"}


def title(source: Source, location: str) -> str:
    """The title, or the file's name where none is known."""
    return source.title or _NAMELESS.get(location) or clean_line(readable(PurePath(location).name or location))


def file_title(source: Source, location: str) -> str:
    """The title, or the file's name without its ending, for the name of a file that is made from the article."""
    return source.title or ("" if location in _NAMELESS else clean_line(readable(PurePath(location).stem)))


def byline(state: DeskState) -> str:
    """One line below the title: where it was published, or how to say so, and how long it is."""
    source = state.source
    known = [part for part in (source.outlet, source.agency, source.author, source.published) if part]
    if not known:
        known = [f"no source yet: {state.key('source')} fills it"]
    elif state.found:
        known.append(f"not confirmed: {state.key('source')}")
    if (held := state.guards.article) is not None:
        known.insert(0, f"EMBARGO: {held.words}" if held.words else str(held).upper())
    count = len(state.version.paragraphs)
    minutes = max(1, round(sum(map(len, state.version.texts)) / _READ_A_MINUTE))
    if len(state.versions) > 1 and state.version.id in state.versions:
        number, of = state.versions.index(state.version.id) + 1, len(state.versions)
        known.append(
            f"version {number} of {of}, read {day(state.version.accessed)}; {state.key('versions')} shows what changed"
        )
    size = f"{count:,} paragraph{'s' * (count != 1)}"
    return " · ".join([*known, *(part.replace(" ", _TOGETHER) for part in (size, f"{minutes:,} min"))])


def where(state: DeskState) -> str:
    """What is focused, for the status line, and on what terms its words may be used."""
    held = state.held_focus
    return f"{held} · {_focus(state)}" if held else _focus(state)


def _focus(state: DeskState) -> str:
    place = f"¶ {state.focus.paragraph + 1}"
    if state.version.paragraphs and (within := state.locator(state.paragraph_span(state.focus.paragraph))):
        place += f" · {within}"
    if state.focus.paragraph in state.elsewhere:
        place += f" · also in {state.elsewhere[state.focus.paragraph]}: {state.key('elsewhere')}"
    mark, quotation = state.focused, state.quotation
    if quotation is not None:
        return "  ".join(filter(None, [f"quotation {place} · {who(state, quotation)}", whence(state, quotation)]))
    if mark is None:
        kind = "not the article" if state.focus.paragraph in state.furniture else "paragraph"
        return f"{kind} {place}"
    parts = [f"{state.role_name(mark.annotation.role)} {place}", *([mark.speaker] if mark.speaker else [])]
    return " · ".join([*parts, *(["saving…"] if mark.pending else [])])
