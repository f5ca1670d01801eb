"""Markdown that is exported into a file of an earlier export, around what a person wrote there."""

from pathlib import Path

from annotations.errors import UsageError
from annotations.exporting.merging import Merged, merge
from annotations.importing.markdown import parse
from tuireader.files import write_file


def holds_export(path: Path, article: str) -> bool:
    """Whether a file is an earlier export of one article."""
    try:
        return parse(path.read_text(encoding="utf-8")).article == article
    except (OSError, UnicodeDecodeError):
        return False


def write_export(path: Path, text: str, *, overwrite: bool) -> None:
    """Write an export, into an earlier one where there is one; `overwrite` drops what stands in the file.

    Raises what `merged_into` and `write_file` raise.
    """
    if overwrite or not path.is_file():
        write_file(path, text, overwrite=overwrite)
    else:
        write_file(path, merged_into(path, text).text, overwrite=True)


def merged_into(path: Path, text: str) -> Merged:
    """A fresh export put into a file of an earlier one; what the person wrote stays.

    Raises UsageError where the file is something else, or has edits that the library doesn't know.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            merged = merge(file.read(), text)
    except (OSError, UnicodeDecodeError):
        merged = None
    if merged is None:
        raise UsageError(f"“{path}” exists; --force overwrites it")
    if merged.edited:
        notes = "a note was" if len(merged.edited) == 1 else f"{len(merged.edited)} notes were"
        raise UsageError(f"“{path}”: {notes} edited in it; tuireader import takes that in first, --force drops it")
    return merged
