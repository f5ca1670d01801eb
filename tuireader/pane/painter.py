"""How the page looks: from words, runs and gutter to one strip of the screen.

Colours come from the theme through the pane's component classes. Every pair of text and ground reaches a contrast of
4.5 : 1 (WCAG 2.1, 1.4.3), whatever lies one over the other, and a sign in the gutter 3 : 1 (1.4.11). Where a terminal
has no colours, or sixteen, layers are told apart by underline, bold and reverse.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from annotations.models import ROLES, Role
from tuireader.pane.graphemes import drawn, shortened
from tuireader.pane.kinds import PUT_TOGETHER
from tuireader.pane.spans import LineStyle
from tuireader.pane.wrapping import Wrapped

PREFIX = "article--"
_TINT = {"role": 0.22, "focused": 0.36, "sign": 0.0}
"""How much of a role's colour its ground takes."""
_READABLE: Final = 4.5
_VISIBLE: Final = 3.0
_SIGNS = frozenset(("sign", "focus", "found", "quotation"))
_HANGING = frozenset(("caret", "selection"))
_WITHOUT_COLOUR = {
    "title": Style(bold=True),
    "heading": Style(bold=True),
    "byline": Style(dim=True),
    "speaker": Style(bold=True),
    "aside": Style(dim=True),
    "furniture": Style(dim=True),
    "pending": Style(dim=True),
    "quotation": Style(dim=True),
    "underlined": Style(underline=True),
    "role": Style(underline=True),
    "focused": Style(underline=True, bold=True),
    "hit": Style(bold=True, underline=True),
    "current": Style(reverse=True, bold=True),
    "selection": Style(reverse=True),
    "thumb": Style(reverse=True),
    "found": Style(bold=True),
    "caret": Style(reverse=True, underline=True),
}


class Columns(NamedTuple):
    """The widths of a page's parts, in cells."""

    left: int
    """The empty margin."""
    gutter: int
    text: int
    width: int
    """All of the page, the empty cells right of the text too."""


class Painter:
    """Builds strips for one pane; `forget` after the theme changed."""

    def __init__(self, pane: Widget) -> None:
        self._pane = pane
        self._styles: dict[tuple[str, ...], Style] = {}
        self.roles: Sequence[Role] = ROLES
        """What marks refer to by index."""

    def forget(self) -> None:
        """Ask the theme again."""
        self._styles.clear()

    def blank(self, width: int) -> Strip:
        """An empty line."""
        return Strip([Segment(" " * width, self.style(()))], width)

    def cell(self, text: str, names: tuple[str, ...]) -> Strip:
        """One cell of the map."""
        return Strip([Segment(text, self.style(names))], 1)

    def label(self, look: LineStyle, columns: Columns) -> Strip:
        """The line above a turn; where the text's column is too narrow, the speaker's name is cut first."""
        segments = [Segment(" " * (columns.left + columns.gutter), self.style(()))]
        room = columns.text
        behind = sum(cell_len(drawn(words)) + 2 for words, _ in look.label[1:])
        for number, (words, names) in enumerate(look.label):
            part = shortened(drawn(words), room if number else max(room - behind, room // 2))
            segments += [Segment(part, self.style(names)), Segment("  ", self.style(()))]
            room = max(room - cell_len(part) - 2, 0)
        return Strip(_joined(segments)).adjust_cell_length(columns.width, self.style(()))

    def line(self, block: Wrapped, line: int, look: LineStyle, columns: Columns, inset: int) -> Strip:
        """A line of text, its words after `inset` cells of the text's column."""
        plain, width = self.style(()), columns.width
        segments = [Segment(" " * columns.left, plain), *self._gutter(look, columns.gutter)]
        segments.append(Segment(look.sign.ljust(inset)[:inset], self.style(("aside",))))
        cells = columns.left + columns.gutter + inset
        start, end = block.line_span(line)
        shown = start + len(block.text[start:end].rstrip(" "))
        for run in look.runs:
            over = not _HANGING.isdisjoint(run.styles)  # one space may hang over: for the caret, and what is selected
            if words := drawn(block.text[run.start : min(run.end, shown + over)]):
                segments.append(Segment(words, self.style(run.styles)))
                cells += cell_len(words)
        segments.append(Segment(" " * max(width - cells, 0), plain))
        strip = Strip(_joined(segments), max(width, cells))
        return strip if cells <= width else strip.crop(0, width)

    def _gutter(self, look: LineStyle, gutter: int) -> list[Segment]:
        signs = look.gutter[:gutter]
        segments = [Segment(sign, self.style(names)) for sign, names in signs]
        empty = gutter - len(signs)
        if look.put_together and empty > 1:
            segments += [Segment(" " * (empty - 2), self.style(())), Segment(PUT_TOGETHER, self.style(("aside",)))]
            empty = 1
        return [*segments, Segment(" " * empty, self.style(()))]

    def style(self, names: tuple[str, ...]) -> Style:
        """The look of text in some layers, from the lowest to the highest."""
        style = self._styles.get(names)
        if style is None:
            style = self._styles[names] = self._coloured(names) if self._has_colours() else self._colourless(names)
        return style

    def _has_colours(self) -> bool:
        app = self._pane.app
        few = app.no_color or app.console.color_system in (None, "standard")
        return not few and self._pane.background_colors[1].ansi is None

    def _coloured(self, names: tuple[str, ...]) -> Style:
        _, _, ground, ink = self._pane.colors
        ink = ground + ink
        attributes = Style(underline=True) if _overlap(names) else Style()
        for name in names:
            layer, _, role = name.partition("-")
            if role:
                colour = self._role_colour(int(role))
                ground, ink = (ground, colour) if layer == "sign" else (ground.blend(colour, _TINT[layer], 1.0), ink)
                continue
            styles = self._pane.get_component_styles(PREFIX + name)
            ground = ground + styles.background if styles.has_rule("background") else ground
            ink = ground + styles.color if styles.has_rule("color") else ink
            attributes += styles.text_style
        ratio = _READABLE if _SIGNS.isdisjoint(map(_layer, names)) else _VISIBLE
        return Style.from_color(readable(ink, ground, ratio).rich_color, ground.rich_color) + attributes

    def _role_colour(self, role: int) -> Color:
        variables = self._pane.app.theme_variables
        return Color.parse(variables.get(self.roles[role].colour, variables["primary"]))

    def _colourless(self, names: tuple[str, ...]) -> Style:
        style = self._pane.rich_style
        for name in names:
            added = _WITHOUT_COLOUR.get(_layer(name), Style())
            if name == "caret" and style.reverse:  # in a selection it is the one cell that isn't reversed
                added += Style(reverse=False)
            style += added
        return style + Style(italic=True) if _overlap(names) else style


def _overlap(names: Sequence[str]) -> bool:
    """Whether highlights lie over each other."""
    return sum(_layer(name) in ("role", "focused") for name in names) > 1


def _layer(name: str) -> str:
    return name.partition("-")[0]


def readable(ink: Color, ground: Color, ratio: float) -> Color:
    """The ink, as much darker or lighter as it takes to reach the ratio on this ground."""
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    end = max(black, white, key=lambda colour: contrast(colour, ground))
    tones = (ink.blend(end, step / 10, 1.0) for step in range(11))
    return next((tone for tone in tones if contrast(tone, ground) >= ratio), end)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """Neighbours of one style in one segment: each style costs some forty bytes of the line to the terminal."""
    joined: list[Segment] = []
    for segment in segments:
        if not segment.text:
            continue
        if joined and joined[-1].style == segment.style:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
        else:
            joined.append(segment)
    return joined
