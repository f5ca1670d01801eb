"""Two articles that turned out to be one: opened here by its address, there as a file, they came by two ids."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from annotations import files
from annotations.identity import canonical, url_id
from annotations.library import Library
from annotations.lines import Line, decode
from annotations.models import Details
from annotations.versions import Header

_OWN = "article"
"""The table of what is said of the whole article: of each of the two its own."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two articles that are one."""

    kept: str
    """The id that stays."""
    other: str
    why: str
    """What they share: `address` or `text`."""


def find_twins(library: Library, among: Collection[str]) -> list[Twins]:
    """The pairs of which at least one is `among` these ids, by the latest versions' addresses and words."""
    seen: dict[tuple[str, str], str] = {}
    found: dict[str, Twins] = {}
    headers = [(article, header) for article in library.articles() if (header := library.header(article))]
    for article, header in sorted(headers, key=lambda one: _rank(*one)):
        for why, name in (("address", _address(header)), ("text", header.text)):
            kept = seen.setdefault((why, name), article) if name else article
            if kept != article and article not in found and {kept, article} & set(among):
                found[article] = Twins(kept, article, why)
    return [twins for twins in found.values() if not _is_removed(library, twins)]


def _rank(article: str, header: Header) -> tuple[bool, str, str]:
    """Which of two stays, on every machine the same: that whose id is of its address, then the older one."""
    return url_id(header.source.url) != article, header.id, article


def _address(header: Header) -> str:
    return canonical(header.source.url) or ""


def _is_removed(library: Library, twins: Twins) -> bool:
    details = [library.store(article).get(Details, _OWN) for article in (twins.kept, twins.other)]
    return any(one is not None and one.removed for one in details)


def join(library: Library, twins: Twins) -> None:
    """Give one of two articles all that the other has, and put that one into the trash.

    What is merged into the other later goes the same way, when `follow` is called.
    """
    own, other = library.store(twins.kept).get(Details, _OWN), library.store(twins.other)
    theirs = other.get(Details, _OWN) or Details(id=_OWN)
    copy_notes(library, twins.other, twins.kept)
    notes = "\n\n".join(dict.fromkeys(filter(None, (own.note if own else "", theirs.note))))
    tags = tuple(dict.fromkeys((*(own.tags if own else ()), *theirs.tags)))
    wanted = replace(own or Details(id=_OWN), note=notes, tags=tags)
    if wanted != (own or Details(id=_OWN)):
        library.store(twins.kept).put(wanted)
    other.put(replace(theirs, removed=True, joined=twins.kept))


def follow(library: Library, article: str) -> str:
    """Pass on what an article has to the one that it was joined to; returns that one's id, or an empty text."""
    kept = library.joined(article)
    if kept == article:
        return ""
    copy_notes(library, article, kept)
    return kept


def copy_notes(library: Library, source: str, target: str) -> None:
    """Copy versions, originals and the journal's lines, but for what is said of the whole article."""
    folder = library.folder(source)
    with library.filling(target) as into:
        for path in [path for name in ("originals", "versions") for path in sorted((folder / name).glob("[0-9]*"))]:
            copy = into / path.parent.name / path.name
            if not copy.exists():
                files.replace(copy, [path.read_bytes()])
    journal = folder / "annotations.jsonl"
    if journal.exists():
        kept = [raw for raw in journal.read_bytes().split(b"\n") if raw and not _is_of_article(raw)]
        library.store(target).take(b"\n".join(kept))


def _is_of_article(raw: bytes) -> bool:
    line = decode(raw)
    return isinstance(line, Line) and line.table == _OWN
