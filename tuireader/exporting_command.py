"""What `tuireader export` does: gathers notebooks, holds back what is guarded, renders, and prints or writes."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from annotations.archiving import archive_of
from annotations.errors import UsageError
from annotations.exporting import Notebook
from annotations.exporting.formats import FORMATS, Format, markdown
from annotations.exporting.names import file_name
from annotations.guarding import Guards, divide
from annotations.library import Library
from annotations.models import Guard, Kind, Paragraph
from annotations.text import span_of
from tuireader.desk.desk import ReadingDesk
from tuireader.files import write_file
from tuireader.printing import tell
from tuireader.reexporting import merged_into

_HELD_BACK = "[held back]"
"""What stands for a paragraph with words that may not be handed out."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be exported, and how."""

    articles: Sequence[str]
    """Ids."""
    story: str = ""
    format: str = "markdown"
    flavour: str = ""
    output: Path | None = None
    """A file, or a folder for a file an article; None for standard output."""
    force: bool = False
    guarded: bool = False
    template: Path | None = None


def export(library: Library, request: Request) -> int:
    """Print or write the notes of some articles. Raises UsageError where there are none."""
    if not request.articles:
        raise UsageError("The library is empty, so there is nothing to export; tuireader add article.txt keeps one")
    form = _format(request)
    gathered = [_gathered(library, article, request, form) for article in sorted(request.articles)]
    if not form.complete:  # whose texts are to be compared
        gathered.sort(key=lambda one: _in_time(one[0]))
    notebooks = [notebook for notebook, _ in gathered]
    tell(library.notices)
    _tell_withheld(sum(count for _, count in gathered))
    if request.output is not None and request.output.is_dir():
        for notebook, name in zip(notebooks, _names(notebooks, form.suffix), strict=True):
            _write(request.output / name, form.render([notebook], ""), request)
        return 0
    text = form.render(notebooks, request.story)
    if request.output is None:
        sys.stdout.write(text)
    else:
        _write(request.output, text, request)
    return 0


def _in_time(notebook: Notebook) -> tuple[str, str]:
    """Articles stand as they were published, or were read where that isn't known."""
    return notebook.source.published or notebook.accessed, notebook.title.casefold()


def _format(request: Request) -> Format:
    if request.flavour and request.format != "markdown":
        raise UsageError(f"--flavor is for Markdown; --format {request.format} has none")
    if request.template is not None:
        from annotations.exporting.template import render

        try:
            text = request.template.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it isn't UTF-8"
            raise UsageError(f"The template “{request.template}” can't be read ({why}); choose another") from error
        return Format(request.template.suffix or ".txt", partial(render, text, request.template.suffix))
    if request.flavour:
        return replace(FORMATS["markdown"], render=partial(markdown, flavour=request.flavour))
    return FORMATS[request.format]


def _gathered(library: Library, article: str, request: Request, form: Format) -> tuple[Notebook, int]:
    desk = ReadingDesk.of_library(library, article)
    notebook, state = desk.notebook(), desk.state
    desk.close()
    tell(state.notices)
    kinds = (Kind.FURNITURE if number in state.furniture else None for number in range(len(state.version.paragraphs)))
    paragraphs = tuple(
        replace(one, kind=kind) if kind else one for one, kind in zip(state.version.paragraphs, kinds, strict=True)
    )
    notebook = replace(notebook, paragraphs=paragraphs)
    if form.complete:
        if _guards(library, notebook):
            tell(["What is guarded travels along, with its guards; send this file to nobody who may not read it"])
        return replace(notebook, archive=archive_of(library, article)), 0
    if request.guarded:
        return notebook, 0
    guards = _guards(library, notebook)
    return divide(replace(notebook, paragraphs=_free(paragraphs, guards)), guards)


def _free(paragraphs: Sequence[Paragraph], guards: Guards) -> tuple[Paragraph, ...]:
    """The article's text for formats that show it: none of a guarded article, no paragraph with guarded words."""
    if guards.article is not None:
        return ()
    return tuple(
        replace(one, text=_HELD_BACK) if guards.on_span(span_of(number, 0, len(one.text)), one.text) else one
        for number, one in enumerate(paragraphs)
    )


def _guards(library: Library, notebook: Notebook) -> Guards:
    return Guards.of(library.store(notebook.article).all(Guard), notebook.source, datetime.now(UTC))


def _tell_withheld(count: int) -> None:
    if count:
        notes = "1 note is" if count == 1 else f"{count} notes are"
        tell([f"{notes} off the record, under embargo or on background, and left out; --guarded includes them"])


def _names(notebooks: Iterable[Notebook], suffix: str) -> list[str]:
    """A name an article; where two have the same title, the beginning of the id tells them apart."""
    known = [(file_name(notebook.title, suffix), notebook) for notebook in notebooks]
    plain = [name.casefold() for name, _ in known]
    return [
        name if plain.count(name.casefold()) == 1 else file_name(notebook.title, suffix, notebook.article[:8])
        for name, notebook in known
    ]


def _write(path: Path, text: str, request: Request) -> None:
    if request.force or request.format != "markdown" or request.template is not None or not path.is_file():
        write_file(path, text, overwrite=request.force)
        return
    merged = merged_into(path, text)
    if merged.kept_out:
        tell([f"{len(merged.kept_out)} notes that were taken out of “{path}” stay out; --force writes all anew"])
    write_file(path, merged.text, overwrite=True)
