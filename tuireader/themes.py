"""The program's own two looks: ink on paper, and paper on ink; quiet grounds, one accent, five soft role colours."""

from textual.theme import Theme


def _quiet(*, lit: str, on_lit: str, dimly_lit: str, thumb: str, track: str) -> dict[str, str]:
    """Textual's variables for what is chosen in a list, in the one accent, and for scroll bars no louder than text."""
    return {
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
    variables=_quiet(lit="#9a3b1f", on_lit="#fbf9f4", dimly_lit="#ddc3b5", thumb="#cfc6b2", track="#f4f0e7"),
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
    variables=_quiet(lit="#e3a55a", on_lit="#15171a", dimly_lit="#574633", thumb="#3d444c", track="#1b1e22"),
)
THEMES = (PAPER, INK)
USUAL = INK.name
"""Where nothing was set."""
