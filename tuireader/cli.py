"""The command line. A command imports what it needs when it runs, so that help and completion are instant."""

import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotations.errors import TuireaderError
from annotations.models import Source
from annotations.text import clean, clean_line
from tuireader import __version__
from tuireader.cli_import import import_
from tuireader.cli_library import backup, doctor, library_option, merge, search, sync, where
from tuireader.paths import CLIPBOARD, library_folder, readable, state_folder

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])
_READ = "read"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
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
            return _READ, read, args
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, invoke_without_command=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tuireader")
def tuireader() -> None:
    """Read an article in the terminal, mark what matters, copy attributed quotes.

    \b
    tuireader article.txt        read it
    tuireader - < article.txt    read standard input
    tuireader                    list what was read
    tuireader read --help        options of reading
    tuireader COMMAND --help     help with an example

    A file that is named like a command is ./list.
    """


def _tag_option(command: F) -> F:
    return click.option("--tag", default="", metavar="TAG", help="The story: articles that have this tag.")(command)


def _as_it_is_option(command: F) -> F:
    return click.option(
        "--as-it-is", is_flag=True, help="Take an error, consent or login page for what was asked for, too."
    )(command)


def _source_options(command: F) -> F:
    for name, text in (
        ("url", "Where it was published."),
        ("date", "When it was published, as in 2022-04-07."),
        ("outlet", "Paper, site or broadcaster."),
        ("author", "Who wrote it."),
        ("title", "Its headline."),
    ):
        command = click.option(f"--{name}", default="", help=text)(command)
    return command


@tuireader.command(_READ, hidden=True)
@click.argument("source", required=False)
@_source_options
@library_option
@_as_it_is_option
@click.option("--paste", is_flag=True, help="Read what the clipboard holds.")
@click.option("--no-keep", is_flag=True, help="Only read: nothing is written, nothing can be marked.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
def read(
    source: str | None, library: str, as_it_is: bool, paste: bool, no_keep: bool, no_mouse: bool, **given: str
) -> int:
    """Read SOURCE, a file, an address, or - for standard input; without one, show the library.

    \b
    tuireader article.txt --outlet "Sky News" --date 2022-04-07
    tuireader https://example.org/article --no-keep
    """
    fields = _fields(given)
    if paste:
        source = CLIPBOARD
    if not sys.stdout.isatty():
        from tuireader import commands

        if source is None:
            return commands.list_articles(library_folder(library), as_json=False)
        return commands.show(source, fields, library_folder(library), as_json=False, as_it_is=as_it_is)
    # What is made on the way to the first page stays: to look through it for garbage took an eighth of the time.
    if source is not None:
        gc.disable()
    from tuireader.reading import read_on_screen

    return read_on_screen(
        source,
        fields,
        library_folder(library),
        state_folder(),
        keep=not no_keep,
        mouse=not no_mouse,
        as_it_is=as_it_is,
    )


def _fields(given: dict[str, str]) -> Source:
    names = {"published" if name == "date" else name: clean_line(readable(value)) for name, value in given.items()}
    return Source(**names)


@tuireader.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path())
@_tag_option
@_as_it_is_option
@library_option
def add(sources: tuple[str, ...], tag: str, as_it_is: bool, library: str) -> int:
    """Keep many sources for later; - reads their names from standard input, one a line.

    \b
    tuireader add saved/*.html --tag bucha
    tuireader add - < addresses.txt
    """
    from tuireader import commands

    return commands.add(library_folder(library), state_folder(), sources, tag, as_it_is=as_it_is)


@tuireader.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_tag_option
@library_option
def list_(library: str, tag: str, as_json: bool) -> int:
    """List the articles of the library.

    \b
    tuireader list --tag bucha
    tuireader list --json | jq -r '.[].title'
    """
    from tuireader import commands

    return commands.list_articles(library_folder(library), as_json=as_json, tag=tag)


@tuireader.command()
@click.argument("source", type=click.Path())
@_source_options
@click.option("--json", "as_json", is_flag=True, help="As JSON: article, source, paragraphs.")
@_as_it_is_option
@library_option
def show(source: str, as_json: bool, as_it_is: bool, library: str, **given: str) -> int:
    """Print SOURCE as plain paragraphs, as they would be read; nothing is kept.

    \b
    tuireader show article.txt --json | jq '.paragraphs[0].key'
    """
    from tuireader import commands

    return commands.show(source, _fields(given), library_folder(library), as_json=as_json, as_it_is=as_it_is)


@tuireader.command()
@click.argument("source", type=click.Path())
@click.option("--by-speaker", is_flag=True, help="Grouped by who says them.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with spans, cue, venue, sureness and rule.")
def quotes(source: str, by_speaker: bool, as_json: bool) -> int:
    """Print the quotations of SOURCE with who says them; a ? says that nobody has confirmed it.

    \b
    tuireader quotes article.txt --by-speaker
    """
    from tuireader import commands

    return commands.quotes(source, by_speaker=by_speaker, as_json=as_json)


@tuireader.command()
@click.option("--last", is_flag=True, help="Only the latest one.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with speaker, style, version, time and ways.")
@library_option
def clips(library: str, last: bool, as_json: bool) -> int:
    """Print what was copied, the latest last.

    \b
    In Vim, to put the last quote below the cursor:
    :r !tuireader clips --last
    """
    from tuireader import commands

    return commands.clips(library_folder(library), last=last, as_json=as_json)


@tuireader.command()
@click.argument("article", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "webannotation", "csv", "csl"]),
    default="markdown",
    help="markdown; html, a page to print or to send; webannotation, which loses nothing; csv, csl for other programs.",
)
@click.option("--flavor", type=click.Choice(["obsidian", "pandoc"]), help="Whose Markdown.")
@click.option("--template", type=_FILE, metavar="FILE", help="Fill FILE for each note: $words, $speaker, $note, …")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE|FOLDER", help="Write there, not to the screen."
)
@click.option("--force", is_flag=True, help="Overwrite FILE, with what you wrote in it.")
@click.option("--guarded", is_flag=True, help="Include what is off the record, under embargo or on background.")
@click.option("--all", "everything", is_flag=True, help="All articles of the library.")
@_tag_option
@library_option
def export(
    article: str | None,
    form: str,
    flavor: str | None,
    template: Path | None,
    output: Path | None,
    force: bool,
    guarded: bool,
    everything: bool,
    tag: str,
    library: str,
) -> int:
    """Export the notes of ARTICLE; without one, those of the article read last.

    ARTICLE is a path or address as it was opened, the beginning of an id, or words of a title. What you write around
    the notes in an exported Markdown file stays when it is exported again.

    \b
    tuireader export "Human Rights Council" -o notes.md
    tuireader export --tag bucha --format html -o story.html
    """
    from annotations.library import Library
    from tuireader.choice import chosen
    from tuireader.exporting_command import Request
    from tuireader.exporting_command import export as run
    from tuireader.memory import Memory

    opened = Library(library_folder(library))
    named = [article] if article is not None else []
    articles = sorted(chosen(opened, Memory(state_folder()), named, tag, everything=everything))
    return run(opened, Request(articles, tag, form, flavor or "", output, force, guarded, template))


@tuireader.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--all", "everything", is_flag=True, help="All articles of the library.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the words as they were and as they are.")
@_tag_option
@library_option
def refresh(articles: tuple[str, ...], everything: bool, tag: str, as_json: bool, library: str) -> int:
    """Read ARTICLE… again from where it came and say what became of what was marked and copied.

    A changed text is kept as a new version. Notices of the outlet ("Correction: …") come first. Without an ARTICLE it
    is the one read last. The exit code is 1 where a copied quote isn't in the newest text as it was copied, 2 where
    nothing could be read.

    \b
    tuireader refresh --tag bucha
    tuireader refresh --all || mail -s "A quote changed" me@example.org
    """
    from tuireader.refresh_command import refresh_articles

    return refresh_articles(
        library_folder(library), state_folder(), articles, tag, everything=everything, as_json=as_json
    )


@tuireader.command()
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…", type=click.Path())
@click.option("--against", multiple=True, metavar="FILE…", help="Check against these files, not the library.")
@click.option("--tag", default="", help="Check against the library's articles that have this tag.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "lines", "markdown", "html", "json"]),
    help="How to report; lines where standard output isn't a terminal.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON: --format json.")
@library_option
def check(
    drafts: tuple[str, ...], against: tuple[str, ...], tag: str, form: str | None, as_json: bool, library: str
) -> int:
    """Check each quotation in DRAFT… against its source: the library, or the files behind --against.

    The exit code is 0 where all match, 1 where somebody must look, 2 where it couldn't be done.

    \b
    tuireader check draft.md
    tuireader check draft.md --against sources/*.txt
    """
    from tuireader.checking_command import check_drafts

    on_terminal = sys.stdout.isatty()
    chosen = "json" if as_json else form or ("text" if on_terminal else "lines")
    colour = on_terminal and "NO_COLOR" not in os.environ
    return check_drafts(drafts, against, library_folder(library), tag, chosen, colour=colour)


for _command in (import_, merge, sync, backup, doctor, search, where):
    tuireader.add_command(_command)


def arguments(given: Sequence[str]) -> list[str]:
    """The arguments with the command first: options may stand before it, and reading needs no name."""
    index = 0
    while index < len(given) and given[index].startswith("-") and given[index] not in ("-", "--"):
        index += 2 if given[index] in _valued() else 1
    if index < len(given) and given[index] in set(tuireader.commands) - {_READ}:
        found = [given[index], *given[:index], *given[index + 1 :]]
        if given[index] != "check":
            return found
        from tuireader.checking_command import spread

        return spread(found)
    return list(given) if given and given[0] in _ABOUT else [_READ, *given]


def _valued() -> set[str]:
    """The options that take a value, of all commands."""
    options = (option for command in tuireader.commands.values() for option in command.params)
    return {
        name for option in options if isinstance(option, click.Option) and not option.is_flag for name in option.opts
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 for yes or done, 1 for no, 2 where it couldn't be done."""
    _write_utf8()
    try:
        asked = arguments(sys.argv[1:] if given is None else given)
        result = tuireader.main(asked, "tuireader", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return 2
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "tuireader"
        return _cannot(f"{error.format_message().rstrip('.')}; {path} --help tells more")
    except click.ClickException as error:
        return _cannot(error.format_message())
    except TuireaderError as error:
        return _cannot(str(error))
    except (BrokenPipeError, SystemExit):  # click makes a SystemExit of a reader that went away
        _leave_standard_output()
        return 0
    except OSError as error:
        _leave_standard_output()
        return _cannot(f"{error.filename or 'standard output'} can't be used ({error.strerror})")
    return int(result or 0)


def _write_utf8() -> None:
    """Whatever the locale: another encoding has no room for the words of an article, and stops at the first."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _cannot(why: str) -> int:
    click.echo(f"tuireader: {clean(readable(why)).text}", err=True)
    return 2


def _leave_standard_output() -> None:
    """Nothing can be written there any more: what is still held must not fail a second time when Python ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
