"""The command line. A command imports what it needs when it runs, so that help and completion are instant."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tuireader import __version__
from tuireader.cli_library import backup, doctor, merge, search, sync, where
from tuireader.cli_notes import check, do, export, import_, refresh
from tuireader.cli_reading import READ, add, clips, list_, quotes, read, show
from tuireader.shell import cannot, finished

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_ABOUT = ("--help", "-h", "--version")


class _Commands(click.Group):
    """Commands, and sources: reading needs no name."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """What a shell offers for the first word: commands, what can be read, and the options of reading."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        reading = read.shell_complete(ctx, incomplete) if incomplete.startswith("-") else []
        offered = {item.value for item in found}
        # Bash drops what it was offered before a file.
        return [CompletionItem(incomplete, type="file"), *found, *(one for one in reading if one.value not in offered)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of some words; a shell that completes them gives a source no name of a command before it."""
        if ctx.resilient_parsing and args and args[0] not in self.commands:
            return READ, read, args
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=False,
    options_metavar="[SOURCE]",
    subcommand_metavar="| COMMAND …",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="tuireader")
def tuireader() -> None:
    """Read an article in the terminal, mark what matters, copy attributed quotes.

    \b
    tuireader article.txt        read it
    tuireader - < article.txt    read standard input
    tuireader                    show the library
    tuireader read --help        options of reading
    tuireader COMMAND --help     help with an example

    A file that is named like a command is ./list.
    """


_READING = (read, add, list_, show, quotes, clips)
_NOTES = (do, export, import_, refresh, check)
_LIBRARY = (search, where, merge, sync, backup, doctor)
for _command in (*_READING, *_NOTES, *_LIBRARY):
    tuireader.add_command(_command)


def arguments(given: Sequence[str]) -> list[str]:
    """The arguments with the command first: options may stand before it, and reading needs no name."""
    index = 0
    while index < len(given) and given[index].startswith("-") and given[index] not in ("-", "--"):
        index += 2 if given[index] in _valued() else 1
    if index < len(given) and given[index] in set(tuireader.commands) - {READ}:
        found = [given[index], *given[:index], *given[index + 1 :]]
        if given[index] != "check":
            return found
        from tuireader.checking_command import spread

        return spread(found)
    return list(given) if given and given[0] in _ABOUT else [READ, *given]


def _valued() -> set[str]:
    """The options that take a value, of all commands."""
    options = (option for command in tuireader.commands.values() for option in command.params)
    return {
        name for option in options if isinstance(option, click.Option) and not option.is_flag for name in option.opts
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 for yes or done, 1 for no, 2 where it couldn't be done."""
    asked = list(given if given is not None else sys.argv[1:])

    def run() -> int | None:
        asked[:] = arguments(asked)
        return _run(asked)

    return finished(run, lambda: _meant(asked))


def _run(asked: list[str]) -> int | None:
    try:
        result: int | None = tuireader.main(asked, "tuireader", standalone_mode=False)
    except click.exceptions.Abort:
        return 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "tuireader"
        return cannot(f"{error.format_message().rstrip('.')}; {_meant(asked) or f'{path} --help tells more'}")
    except click.ClickException as error:
        return cannot(error.format_message())
    return result


def _meant(asked: Sequence[str]) -> str:
    """What to say of a command that was mistyped, so that it was taken for a source; empty where none was."""
    word = asked[1] if len(asked) > 1 and asked[0] == READ else ""
    if not re.fullmatch("[a-z]{3,}", word) or Path(word).exists():
        return ""
    from difflib import get_close_matches

    names = [name for name, command in tuireader.commands.items() if not command.hidden]
    found = get_close_matches(word, names, n=1)
    return f"did you mean tuireader {found[0]}?" if found else ""
