"""The program's own two looks: ink on paper, and paper on ink; quiet grounds, one accent, five soft role colours."""

from collections.abc import Mapping

from textual.color import Color
from textual.theme import Theme


def _quiet(*, muted: str, lit: str, on_lit: str, dimly_lit: str, thumb: str, track: str) -> dict[str, str]:
    """Textual's variables for hints, for what is chosen in a list, and for scroll bars no louder than text."""
    return {
        "foreground-muted": muted,
        "block-cursor-background": lit,
        "block-cursor-foreground": on_lit,
        "block-cursor-blurred-background": dimly_lit,
        **dict.fromkeys(("scrollbar", "scrollbar-hover", "scrollbar-active"), thumb),
        **dict.fromkeys(
            (f"scrollbar-{part}" for part in ("background", "background-hover", "background-active", "corner-color")),
            track,
        ),
    }


PAPER = Theme(
    name="paper",
    dark=False,
    background="#fbf9f4",
    surface="#f4f0e7",
    panel="#eae4d6",
    foreground="#24211c",
    accent="#9a3b1f",
    primary="#2c5a86",
    success="#476a1e",
    warning="#855800",
    error="#9e2a33",
    secondary="#6a4688",
    variables=_quiet(
        muted="#24211cb2", lit="#9a3b1f", on_lit="#fbf9f4", dimly_lit="#ddc3b5", thumb="#cfc6b2", track="#f4f0e7"
    ),
)
INK = Theme(
    name="ink",
    dark=True,
    background="#15171a",
    surface="#1b1e22",
    panel="#24282d",
    foreground="#dcd8cf",
    accent="#e3a55a",
    primary="#86b4da",
    success="#a3c27a",
    warning="#dcbc6c",
    error="#e48f8f",
    secondary="#c0a5dc",
    variables=_quiet(
        muted="#dcd8cfb2", lit="#e3a55a", on_lit="#15171a", dimly_lit="#574633", thumb="#3d444c", track="#1b1e22"
    ),
)
THEMES = (PAPER, INK)
USUAL = INK.name
"""Where nothing was set."""

_READABLE = 4.5
"""The contrast of text with its ground, at least (WCAG 2.1)."""
_GROUNDS = ("background", "surface", "panel")
_INKS = ("foreground", *(f"text-{name}" for name in ("accent", "error", "warning", "success", "primary", "secondary")))


def legible(variables: Mapping[str, str]) -> dict[str, str]:
    """The colours of a theme of others, with the inks as much darker or lighter as it takes to read them everywhere.

    Hints are 70 % of the ink, or more. The colours of a terminal's own theme are the terminal's, and stay.
    """
    from tuireader.pane.painter import contrast, readable

    grounds = [Color.parse(variables[name]) for name in _GROUNDS]
    if any(ground.ansi is not None for ground in grounds):
        return dict(variables)

    def read(ink: Color, grounds: list[Color]) -> str:
        for ground in sorted(grounds, key=lambda one: contrast(ink, one), reverse=True):
            ink = readable(ink, ground, _READABLE)
        return ink.hex

    found = {name: read(Color.parse(variables[name]), grounds) for name in _INKS if _is_fixed(variables[name])}
    page, ink = grounds[0], Color.parse(found["foreground"])
    found["foreground-muted"] = read(page.blend(ink, 0.7), grounds)
    found["text-error"] = read(
        Color.parse(variables["text-error"]), [*grounds, page + Color.parse(variables["error-muted"])]
    )
    if _is_fixed(on_lit := variables["block-cursor-foreground"]):
        lit = Color.parse(variables["block-cursor-background"])
        found["block-cursor-foreground"] = read(lit + Color.parse(on_lit), [lit])
    return {**variables, **found}


def _is_fixed(colour: str) -> bool:
    """Whether it isn't black or white by the ground, which is always legible."""
    return not colour.startswith("auto")
