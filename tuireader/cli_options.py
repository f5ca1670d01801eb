"""Options that several commands have, and what is made of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from annotations.models import Source
from annotations.text import clean_line
from tuireader.paths import LIBRARY_VARIABLE, readable

F = TypeVar("F", bound=Callable[..., Any])
ANY_PATH = click.Path(readable=False)
FILE_PATH = click.Path(readable=False, path_type=Path)
"""A path for the shell to complete; whoever opens it says best what is wrong with it."""


def library_option(command: F) -> F:
    """`--library`, for any command."""
    return click.option(
        "--library", default="", metavar="FOLDER", help=f"The library to use; ${LIBRARY_VARIABLE} sets it for good."
    )(command)


def tag_option(command: F) -> F:
    """`--tag`, for commands about a story."""
    return click.option("--tag", default="", metavar="TAG", help="The story: articles that have this tag.")(command)


def as_it_is_option(command: F) -> F:
    """`--as-it-is`, for commands that read pages."""
    return click.option(
        "--as-it-is", is_flag=True, help="Take an error, consent or login page for what was asked for, too."
    )(command)


def source_options(command: F) -> F:
    """Where an article was published, for commands that read one."""
    for name, text in (
        ("url", "Where it was published."),
        ("date", "When it was published, as in 2022-04-07."),
        ("outlet", "Paper, site or broadcaster."),
        ("author", "Who wrote it."),
        ("title", "Its headline."),
    ):
        command = click.option(f"--{name}", default="", help=text)(command)
    return command


def fields_of(given: dict[str, str]) -> Source:
    """What was given by `source_options`."""
    names = {"published" if name == "date" else name: clean_line(readable(value)) for name, value in given.items()}
    return Source(**names)
