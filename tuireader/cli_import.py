"""The command `import`, declared for the command line."""

from pathlib import Path

import click

from tuireader.cli_library import library_option
from tuireader.paths import backup_folder, library_folder


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--delete-removed", is_flag=True, help="Delete the notes that were taken out of an exported Markdown file."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@library_option
def import_(files: tuple[Path, ...], delete_removed: bool, as_json: bool, library: str) -> int:
    """Take in notes: exported Markdown that was edited, Web Annotations, Hypothesis's JSON, Readwise's CSV.

    A note that was changed here meanwhile is kept twice. What another program marked is attached only where its words
    stand beyond doubt, and kept as lost elsewhere.

    \b
    tuireader import notes.md
    tuireader import colleague.jsonld
    """
    from annotations.library import Library
    from tuireader.backing_up import backed_up
    from tuireader.importing_command import import_files

    into = Library(library_folder(library))
    with backed_up(into, backup_folder()):
        return import_files(into, files, delete_removed=delete_removed, as_json=as_json)
