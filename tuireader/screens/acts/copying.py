"""The acts that hand words out, and those that say on what terms they may be."""

from collections.abc import Mapping
from typing import Any

from annotations.models import GuardKind
from annotations.text import Span
from tuireader.actions import Context
from tuireader.desk.guards import TIMES
from tuireader.keys import Command
from tuireader.screens.acts.deed import Deed, Reader
from tuireader.widgets.sidebar import Tab

_STYLE_KEYS = {"plain": "p", "draft-us": "u", "draft-uk": "b", "partial": "s", "markdown": "m", "html": "h"}
_STYLES = {
    "plain": "on one line, with its source",
    "draft-us": "“…,” X said.",
    "draft-uk": "‘…,’ X said.",
    "partial": "“…” (X), for a sentence of your own",
    "markdown": "a block quote with a link to the words",
    "html": "rich text with a link to the words",
}


def copy(screen: Reader, command: Command) -> None:
    """Copy the selection or the focus; in the list of clips, the clip again."""
    if screen.context is Context.SIDEBAR and screen.sidebar.tab is Tab.CLIPS:
        screen.desk.copy_again(screen.sidebar.entries.chosen)
        return
    _copy(screen, screen.pane.selection, bare=command.action == "copy_words")


def copy_as(screen: Reader, _: Command) -> None:
    """Choose a style, and copy in it."""
    from annotations.styles import styles_with
    from tuireader.screens.choosing import Choice, ChoosingScreen

    desk, span = screen.desk, screen.pane.selection
    if not desk.preview("plain", span):
        desk.tell("Nothing to copy here")
        return
    names = list(styles_with(desk.config.styles))
    own = [name for name in names if name not in _STYLES]
    keys = _STYLE_KEYS | {name: str(number) for number, name in enumerate(own[:9], 1)}
    choices = [Choice(keys.get(name, ""), name, _STYLES.get(name, "your own"), name) for name in names]

    def chosen(style: str | None) -> None:
        if style is not None:
            _copy(screen, span, style=style)
            screen.pane.leave()

    screen.app.push_screen(
        ChoosingScreen(
            "Copy as", choices, lambda name: desk.preview(name, span), chosen=names.index(desk.config.style)
        ),
        chosen,
    )


def _copy(screen: Reader, span: Span | None, **how: Any) -> None:
    """Copy; where a mark's words changed, ask which are meant, and where a guard is on them, whether at all."""
    if question := screen.desk.asks(span):
        screen.confirm(
            question, lambda: _if_free(screen, span, as_now=True, **how), lambda: _if_free(screen, span, **how)
        )
    else:
        _if_free(screen, span, **how)


def _if_free(screen: Reader, span: Span | None, **how: Any) -> None:
    held = screen.desk.held(span)
    if held is None:
        screen.desk.copy(span, **how)
    else:
        screen.confirm(
            f"These words are {held}. Copy all the same?", lambda: screen.desk.copy(span, guarded=True, **how)
        )


_TERMS = (
    ("o", "off the record", "not to be used", GuardKind.OFF_RECORD),
    ("b", "on background", "to be used, not under the speaker’s name", GuardKind.BACKGROUND),
    ("e", "under embargo", "not before a time, which is asked for", GuardKind.EMBARGO),
    ("l", "lifted", "free to use", GuardKind.LIFTED),
)
_WARNING = (
    "Copying and exporting guarded words ask first. A guard doesn’t reach what was copied before: clipboard managers,"
    " shared clipboards, backups and exports keep their copies."
)


def guard(screen: Reader, _: Command) -> None:
    """Say on what terms the selection or the focus, or the whole article, may be used."""
    from tuireader.screens.choosing import Choice, ChoosingScreen

    desk, span = screen.desk, screen.pane.selection
    choices = [Choice(key, name, about, (kind, False)) for key, name, about, kind in _TERMS]
    choices += [Choice(key.upper(), name, "the whole article", (kind, True)) for key, name, _, kind in _TERMS]
    whole = desk.guards.article

    def now(choice: tuple[GuardKind, bool]) -> str:
        held = whole if choice[1] else desk.held(span)
        return f"{'The whole article' if choice[1] else 'These words'} now: {held or 'free to use'}.\n\n{_WARNING}"

    def chosen(choice: tuple[GuardKind, bool] | None) -> None:
        if choice is None:
            return
        kind, article = choice
        screen.pane.leave()
        if kind is not GuardKind.EMBARGO:
            desk.guard(kind, span, whole=article)
            return
        screen.ask_line(
            f"until when? {TIMES.removeprefix('write it as ')}, or nothing:",
            lambda text: desk.guard(kind, span, whole=article, until=text),
        )

    screen.app.push_screen(
        ChoosingScreen("Guard", choices, now),
        chosen,
    )


DEEDS: Mapping[str, Deed] = {"copy": copy, "copy_words": copy, "copy_as": copy_as, "guard": guard}
"""By the act's name."""
