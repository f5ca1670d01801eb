"""The commands about notes, copies and drafts, declared for the command line."""

import os
import sys
from pathlib import Path

import click

from tuireader.cli_options import ANY_PATH, FILE_PATH, library_option, tag_option
from tuireader.paths import backup_folder, library_folder, state_folder

_ACTS = (
    *("highlight", "note", "article_note", "tags", "speaker", "guard", "furniture", "copy", "delete"),
    *("attach", "keep", "seen", "versions", "done", "remove", "restore"),
)


@click.command(short_help="Print or write notes, in many formats.")
@click.argument("article", required=False, type=ANY_PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "html", "webannotation", "csv", "csl"]),
    default="markdown",
    help="markdown; html, a page to print or to send; webannotation, which loses nothing; csv, csl for other programs.",
)
@click.option("--flavor", type=click.Choice(["obsidian", "pandoc"]), help="Whose Markdown.")
@click.option(
    "--template",
    type=FILE_PATH,
    metavar="FILE",
    help="Fill FILE for each note: $words, $speaker, $note, …",
)
@click.option(
    "-o",
    "--output",
    type=FILE_PATH,
    metavar="FILE|FOLDER",
    help="Write there, not to the screen.",
)
@click.option("--force", is_flag=True, help="Overwrite FILE, with what you wrote in it.")
@click.option("--guarded", is_flag=True, help="Include what is off the record, under embargo or on background.")
@click.option("--all", "everything", is_flag=True, help="All articles of the library.")
@tag_option
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
    articles = list(chosen(opened, Memory(state_folder()), named, tag, everything=everything))
    return run(opened, Request(articles, tag, form, flavor or "", output, force, guarded, template))


@click.command("import", short_help="Take in notes of files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=FILE_PATH)
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


@click.command(short_help="Read articles again; tell what changed.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]", type=ANY_PATH)
@click.option("--all", "everything", is_flag=True, help="All articles of the library.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the words as they were and as they are.")
@tag_option
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


@click.command(short_help="Check each quotation of a draft.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…", type=ANY_PATH)
@click.option("--against", multiple=True, metavar="FILE…", help="Check against these files, not the library.")
@click.option("--tag", default="", metavar="TAG", help="Check against the library's articles that have this tag.")
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


@click.command("do", short_help="One act of the screen, without the screen.")
@click.argument("act", metavar="ACT", type=click.Choice(_ACTS))
@click.argument("article", type=ANY_PATH)
@click.argument("words", default="")
@click.option(
    "--text", metavar="TEXT", help="What to write: a note, tags, a name, a role, terms; - for standard input."
)
@library_option
def do(act: str, article: str, words: str, text: str | None, library: str) -> int:
    """Do ACT on WORDS of ARTICLE, which stand in it once, or on the whole of it.

    \b
    highlight WORDS             in the role that --text names
    note WORDS, article_note    what --text says
    tags [WORDS]                of a mark, or of the article
    speaker WORDS               --text says who; without it: confirm
    guard [WORDS]               off-record, background, embargo [UNTIL], lifted
    furniture WORDS             their paragraph isn't the article, or is after all
    copy WORDS                  to the clipboard, in the style that --text names
    delete WORDS                the mark on them
    attach WORDS, keep WORDS    a mark whose words changed or were lost; --text: to these words
    seen [WORDS]                what became of marks and copies is known
    versions                    what changed between the last two
    done, remove, restore       the article: read, into the trash, out again

    The exit code is 1 where there was nothing to do.

    \b
    tuireader do speaker "Human Rights Council" "We are sorry" --text "Dmitry Peskov"
    tuireader do note "Human Rights Council" "defend out interests" --text sic
    tuireader do seen "Human Rights Council"
    """
    from tuireader.acting_command import act as run
    from tuireader.acting_command import write_text
    from tuireader.acts import Told

    told = Told(words, write_text(text))
    return run(act, article, told, library_folder(library), state_folder())
