"""The commands that read sources and print what is in them or in the library, declared for the command line."""

import gc
import sys

import click

from tuireader.cli_options import ANY_PATH, as_it_is_option, fields_of, library_option, source_options, tag_option
from tuireader.paths import CLIPBOARD, library_folder, state_folder

READ = "read"
"""The command that needs no name."""


@click.command(READ, hidden=True)
@click.argument("source", required=False, type=ANY_PATH)
@source_options
@library_option
@as_it_is_option
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
    fields = fields_of(given)
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


@click.command(short_help="Keep many sources for later.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=ANY_PATH)
@tag_option
@source_options
@as_it_is_option
@library_option
def add(sources: tuple[str, ...], tag: str, as_it_is: bool, library: str, **given: str) -> int:
    """Keep many sources for later; - reads their names from standard input, one a line.

    \b
    tuireader add saved/*.html --tag bucha
    tuireader add - < addresses.txt
    tuireader add article.txt --outlet "Sky News" --date 2022-04-07
    """
    from tuireader import commands

    return commands.add(library_folder(library), state_folder(), sources, tag, fields_of(given), as_it_is=as_it_is)


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@tag_option
@library_option
def list_(library: str, tag: str, as_json: bool) -> int:
    """List the articles of the library.

    \b
    tuireader list --tag bucha
    tuireader list --json | jq -r '.[].title'
    """
    from tuireader import commands

    return commands.list_articles(library_folder(library), as_json=as_json, tag=tag)


@click.command(short_help="Print the paragraphs of a source.")
@click.argument("source", type=ANY_PATH)
@source_options
@click.option("--json", "as_json", is_flag=True, help="As JSON: article, source, paragraphs.")
@as_it_is_option
@library_option
def show(source: str, as_json: bool, as_it_is: bool, library: str, **given: str) -> int:
    """Print SOURCE as plain paragraphs, as they would be read; nothing is kept.

    \b
    tuireader show article.txt --json | jq '.paragraphs[0].key'
    """
    from tuireader import commands

    return commands.show(source, fields_of(given), library_folder(library), as_json=as_json, as_it_is=as_it_is)


@click.command(short_help="Print quotations with who says them.")
@click.argument("source", type=ANY_PATH)
@click.option("--by-speaker", is_flag=True, help="Grouped by who says them.")
@click.option("--style", metavar="STYLE", help="As y copies them: plain, draft-us, …, or a style of your own.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with spans, cue, venue, sureness and rule.")
@library_option
def quotes(source: str, by_speaker: bool, style: str | None, as_json: bool, library: str) -> int:
    """Print the quotations of SOURCE with who says them; a ? says that nobody has confirmed it.

    \b
    tuireader quotes article.txt --by-speaker
    tuireader quotes article.txt --style plain
    """
    from tuireader import commands

    if style is not None:
        return commands.attributed_quotes(source, library_folder(library), style)
    return commands.quotes(source, by_speaker=by_speaker, as_json=as_json)


@click.command()
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
