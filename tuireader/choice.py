"""Which articles a command is about, by what was typed: paths, addresses, ids, words of a title, a story, all."""

import os
from collections.abc import Sequence

from annotations.errors import UsageError
from annotations.index import lookups
from annotations.library import Entry, Library
from tuireader.indexing import indexed
from tuireader.memory import Memory


def chosen(library: Library, memory: Memory, wanted: Sequence[str], tag: str, *, everything: bool) -> dict[str, str]:
    """The ids of the articles that are meant, each with its title, else its address.

    They are those named, those of a story, or all; without any of these the one read last.

    Raises UsageError where a name or the tag fits none, a name fits several, or more than one way was taken.
    """
    if sum(map(bool, (wanted, tag, everything))) > 1:
        raise UsageError("Name articles, or a story with --tag, or everything with --all: only one of these")
    with indexed(library.root) as index:
        entries = lookups.entries(index)
    titles = {entry.id: entry.title or entry.address for entry in entries if tag in ("", *entry.tags)}
    if everything:
        return titles
    if tag:
        if not titles:
            raise UsageError(
                f"No article has the tag “{tag}”; the library screen gives it one, and tuireader add --tag"
            )
        return titles
    named = [_named(library, memory, one, entries) for one in wanted] or [_read_last(library, memory)]
    return {article: titles.get(article) or article for article in named}


def _read_last(library: Library, memory: Memory) -> str:
    if not memory.last or memory.last not in library.articles():
        raise UsageError("No article was read here yet; name one by its path, its address or words of its title")
    return memory.last


def _named(library: Library, memory: Memory, wanted: str, entries: Sequence[Entry]) -> str:
    opened = memory.article_at(os.path.abspath(wanted)) or memory.article_at(wanted)  # noqa: PTH100 - a link keeps its name
    if opened and opened in library.articles():
        return opened
    found = library.resolve(wanted, entries)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise UsageError(f"No article is called “{wanted}”; tuireader list shows all of them")
    names = "\n".join(f"  {entry.id[:8]}  {entry.title or entry.address}" for entry in found)
    raise UsageError(f"“{wanted}” fits several articles; name one by its id:\n{names}")
