"""The program's own two looks: ink on paper, and paper on ink; quiet grounds, one accent, five soft role colours."""

from textual.theme import Theme

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
)
THEMES = (PAPER, INK)
USUAL = INK.name
"""Where nothing was set."""
