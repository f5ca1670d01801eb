"""The acts that lead out of the page: other screens, files, the browser, the shell."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from annotations.models import Source
from tuireader.actions import Context
from tuireader.browser import open_in_browser
from tuireader.keys import Command
from tuireader.screens import leaving
from tuireader.screens.acts.deed import Deed, Reader
from tuireader.wording import file_title


def source(screen: Reader, _: Command) -> None:
    """Show and edit the source fields."""
    from tuireader.screens.source import SourceScreen

    def set_source(fields: Source | None) -> None:
        if fields is not None:
            screen.desk.set_source(fields)

    state = screen.desk.state
    screen.app.push_screen(
        SourceScreen(state.source, state.found, state.source_rivals, undo=state.key("undo")), set_source
    )


def versions(screen: Reader, _: Command) -> None:
    """Show what changed between the versions of the article."""
    if len(screen.desk.state.versions) < 2:
        screen.desk.tell("There is only one version of this text; tuireader refresh reads it again")
        return
    from tuireader.screens.versions import VersionsScreen

    screen.app.push_screen(VersionsScreen(screen.desk), _go_to(screen))


def review(screen: Reader, _: Command) -> None:
    """Show the marks that a newer text changed or lost."""
    selection = screen.pane.selection
    if screen.desk.refuse_to_review():
        return
    from tuireader.screens.review import ReviewScreen

    screen.pane.leave()
    screen.app.push_screen(ReviewScreen(screen.desk, selection), _go_to(screen))


def elsewhere(screen: Reader, _: Command) -> None:
    """Show where the focused paragraph stands in other articles of the library."""
    from tuireader.screens.elsewhere import ElsewhereScreen

    if not screen.desk.state.version.paragraphs:
        return

    def read(article: str | None) -> None:
        if article is not None:
            screen.post_message(leaving.Chosen(article))

    screen.app.push_screen(ElsewhereScreen(screen.desk), read)


def by_speaker(screen: Reader, _: Command) -> None:
    """Show all that the speaker of the focused words is quoted with."""
    state = screen.desk.state
    target = state.target()
    name = state.speaker_of(target).removesuffix("?") if target else ""
    if name:
        screen.post_message(leaving.Library(query='speaker:"{}"'.format(name.replace('"', " "))))
    else:
        screen.desk.tell(f"Nobody is known to say this: {state.key('speaker')} sets who does")


def _go_to(screen: Reader) -> Callable[[int | None], None]:
    """Go to the paragraph that another screen hands back."""

    def go(number: int | None) -> None:
        if number is not None:
            screen.desk.go_to_paragraph(number + 1)

    return go


def library(screen: Reader, _: Command) -> None:
    """Show the library."""
    screen.post_message(leaving.Library())


def done(screen: Reader, _: Command) -> None:
    """Done with this article; the next unread one follows when that is saved."""
    screen.desk.set_done(lambda article: screen.post_message(leaving.Done(article)))


def check_draft(screen: Reader, _: Command) -> None:
    """Check the quotations of a draft against the library."""

    def check(path: str) -> None:
        if path:
            screen.post_message(leaving.Checking(path))

    screen.ask_line("check the draft in the file", check, getattr(screen.app, "draft", ""))


def follow(screen: Reader, _: Command) -> None:
    """Read the focused entry of a feed."""
    state = screen.desk.state
    link = state.version.paragraphs[state.focus.paragraph].link if state.version.paragraphs else ""
    if link:
        screen.post_message(leaving.Followed(link))
    else:
        screen.desk.tell(f"{state.key('follow')} reads an entry of a feed; here there is nothing to follow")


def export(screen: Reader, _: Command) -> None:
    """Write the notes as Markdown into the current folder."""
    from annotations.exporting.names import file_name
    from tuireader.reexporting import holds_export

    state = screen.desk.state
    path = Path.cwd() / file_name(file_title(state.source, state.location))
    if path.exists() and not holds_export(path, state.article):
        screen.confirm(f"Overwrite {path.name}?", lambda: screen.desk.export(path, overwrite=True))
    else:
        screen.desk.export(path, overwrite=False)


def open_original(screen: Reader, _: Command) -> None:
    """Open the article's address in the browser, at the words that are focused or selected."""
    from annotations.links import link_to

    state = screen.desk.state
    target = state.target(screen.pane.selection)
    url = link_to(state.source.url, state.version, target) if target else state.source.url
    if not url:
        screen.desk.tell(f"No address is known: {state.key('source')} fills in the URL")
        return
    screen.desk.tell(open_in_browser(url, os.environ) or f"Opened in the browser: {url}")


def show_help(screen: Reader, _: Command) -> None:
    """All keys."""
    from tuireader.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen(screen.desk.config.actions, screen.context or Context.READING))


def palette(screen: Reader, _: Command) -> None:
    """All acts by name."""
    from tuireader.providers import Palette

    screen.app.push_screen(Palette(screen.sought, partial(setattr, screen, "sought")))


def interrupt(screen: Reader, _: Command) -> None:
    """Say how to quit."""
    screen.desk.tell(f"{screen.desk.config.key('quit')} quits; nothing is lost")


DEEDS: Mapping[str, Deed] = {
    "source": source,
    "versions": versions,
    "review": review,
    "elsewhere": elsewhere,
    "by_speaker": by_speaker,
    "library": library,
    "done": done,
    "follow": follow,
    "check_draft": check_draft,
    "export": export,
    "open_original": open_original,
    "help": show_help,
    "palette": palette,
    "interrupt": interrupt,
    "external_editor": lambda screen, _: screen.write_elsewhere(),
    "save_note": lambda screen, _: screen.save_note(),
    "quit": lambda screen, _: screen.quit(),
}
"""By the act's name."""
