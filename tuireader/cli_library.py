"""The commands that care for the library as a whole, declared for the command line."""

from pathlib import Path

import click

from tuireader.cli_options import ANY_PATH, FILE_PATH, library_option
from tuireader.paths import backup_folder, cache_folder, config_file, library_folder, state_folder


@click.command(short_help="Find words and speakers in the library.")
@click.argument("query", nargs=-1, required=True, metavar="QUERY")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the snippet and the places of the hits in it.")
@library_option
def search(query: tuple[str, ...], as_json: bool, library: str) -> int:
    """Find words, "phrases" and speakers in all articles, quotations, notes and clips of the library.

    \b
    speaker:NAME  outlet:NAME  role:ROLE  tag:TAG  has:note
    before:DATE  after:DATE    as in 2024, 2024-03 or 2024-03-05
    word*                      all words that begin so

    With speaker: alone it is all that a person is quoted with, by date, the versions of the same words together. The
    exit code is 1 where nothing fits.

    \b
    tuireader search ceasefire '"human corridor"' after:2022-03
    tuireader search speaker:"Dmitry Peskov"
    """
    from tuireader.search_command import search_library

    ways = dict.fromkeys((" ".join(map(_as_written, query)), " ".join(query)))
    return search_library(library_folder(library), list(ways), as_json=as_json)


def _as_written(argument: str) -> str:
    """An argument of which the shell may have taken the quotation marks, with them: `speaker:"Dmitry Peskov"`."""
    field, _, value = argument.partition(":")
    one_field = field in ("speaker", "outlet", "tag", "role") and " " in value and not set('":') & set(value)
    return f'{field}:"{value}"' if one_field else argument


@click.command(short_help="Tell where a quote comes from.")
@click.argument("words")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with paragraph, speaker and copies.")
@library_option
def where(words: str, as_json: bool, library: str) -> int:
    """Tell where a quote comes from: outlet, date, address, paragraph, speaker, when it was copied.

    WORDS is the quote, or - for standard input. What was copied comes first, then the rest of the library. The exit
    code is 1 where no text has the words, even if one nearly has them.

    \b
    tuireader where 'using every possible legal means'
    xclip -o | tuireader where -
    """
    from tuireader.where_command import where_from

    return where_from(library_folder(library), words, as_json=as_json)


@click.command(short_help="Bring in another library, or a backup.")
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="LIBRARY|BACKUP.zip|FILE…",
    type=FILE_PATH,
)
@click.option("--join", is_flag=True, help="Make one of two articles that turned out to be one.")
@click.option("--guarded", is_flag=True, help="Take guarded articles too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@library_option
def merge(sources: tuple[Path, ...], join: bool, guarded: bool, as_json: bool, library: str) -> int:
    """Bring other libraries, backups and sync tools' conflict copies into this library.

    Nothing is lost and nothing that was deleted comes back; what was changed on both sides is kept twice, for you to
    settle in the reader. Merging again changes nothing. The exit code is 1 where something is left to look at.

    \b
    tuireader merge /media/laptop/library
    tuireader merge backup.zip --library restored
    tuireader merge "annotations (conflicted copy).jsonl"
    """
    from tuireader.merging_command import merge_all

    return merge_all(library_folder(library), backup_folder(), sources, guarded=guarded, joining=join, as_json=as_json)


@click.command(short_help="Write a backup of the library.")
@click.argument("file", required=False, type=FILE_PATH)
@click.option("--full", is_flag=True, help="With the originals, the bytes as they came.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@library_option
def backup(file: Path | None, full: bool, force: bool, library: str) -> int:
    """Write a backup of the library to FILE; without one, make that of today anew.

    A backup of the day is made by itself, and kept for 7 days, and of 4 weeks before. tuireader merge brings a backup
    back, into an empty place or into what there is. It has guarded articles too, so keep it where they may be.

    \b
    tuireader backup --full /media/stick/library.zip
    tuireader merge /media/stick/library.zip --library restored
    """
    from tuireader.backing_up import back_up

    return back_up(library_folder(library), backup_folder(), file, full=full, force=force)


@click.command(short_help="Share the library through git.")
@click.argument("remote", required=False, default="")
@click.option("--guarded", is_flag=True, help="Send guarded articles too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@library_option
def sync(remote: str, guarded: bool, as_json: bool, library: str) -> int:
    """Share the library through git: commit what is here, merge what is there, push the outcome.

    REMOTE is a folder, which may be new, or any address that git takes; it is remembered. Nothing conflicts: notes that
    were changed on both sides are kept twice, for you to settle in the reader. Guarded articles aren't sent.

    \b
    tuireader sync git@example.org:desk/library.git
    tuireader sync /media/stick/library.git
    tuireader sync
    """
    from tuireader import syncing_command
    from tuireader.config import read_config

    config = read_config(config_file())
    return syncing_command.sync(
        library_folder(library), backup_folder(), remote, config, guarded=guarded, as_json=as_json
    )


@click.command(short_help="Tell what is wrong, and what to do.")
@click.argument("article", required=False, type=ANY_PATH)
@click.option("--evidence", is_flag=True, help="Check stored copies and marked words, of ARTICLE or of all.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@library_option
def doctor(article: str | None, evidence: bool, as_json: bool, library: str) -> int:
    """Look for what is wrong with the library, the index, backups, clipboard and terminal, and say what to do.

    With --evidence: whether each stored copy is still what was read, by its sha256, and each note's and clip's words
    stand in the version in which they were marked. The exit code is 1 where something needs you.

    \b
    tuireader doctor
    tuireader doctor --evidence "Human Rights Council"
    """
    from tuireader.doctor import check_evidence, diagnose

    if evidence:
        return check_evidence(library_folder(library), state_folder(), article, as_json=as_json)
    if article:
        raise click.UsageError("ARTICLE goes with --evidence")
    return diagnose(library_folder(library), backup_folder(), cache_folder(), config_file(), as_json=as_json)
