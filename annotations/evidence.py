"""Whether what is stored still is what was read, by our own record, made then; no outside clock saw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from annotations.errors import Unreadable
from annotations.library import Library
from annotations.models import Anchor, Anchored, Annotation, Clip, Guard, Speaker, Version
from annotations.surroundings import where
from annotations.versions import Header, read_header, text_hash

_NAMES: tuple[tuple[type[Anchored], str], ...] = (
    (Annotation, "note"),
    (Clip, "clip"),
    (Speaker, "speaker"),
    (Guard, "guard"),
)
_SHOWN = 40
"""Characters of a passage that a finding quotes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was looked at in one article, and what doesn't hold."""

    article: str
    versions: int
    since: str
    """When the first version was read, ISO 8601 in UTC; empty if there is none."""
    passages: int
    """Anchored words of notes, clips, speakers and guards."""
    problems: tuple[str, ...]
    """What doesn't hold, one sentence each."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was stored."""
        return not self.problems


def examine(library: Library, article: str) -> Evidence:
    """Check each stored copy of an article against its record, and each marked passage against its version."""
    known: dict[str, Version | None] = {}
    problems: list[str] = []
    headers = []
    for version_id in library.versions(article):
        known[version_id] = None
        try:
            version = library.read_version(article, version_id)
            header = read_header(library.folder(article) / "versions" / f"{version_id}.json")
        except Unreadable as error:
            problems.append(str(error))
            continue
        if version is not None and header is not None:
            known[version_id] = version
            headers.append(header)
            problems += _copies(library, article, version, header)
    passages = 0
    for kind, name in _NAMES:
        for record in library.store(article).all(kind):
            for anchor in record.anchors:
                passages += 1
                problems += _stands(anchor, known, f"{name} {record.id[:11]} of {record.created[:10]}")
    problems += library.store(article).notices
    since = headers[0].accessed if headers else ""
    return Evidence(article, len(known), since, passages, tuple(problems))


def _copies(library: Library, article: str, version: Version, header: Header) -> Iterator[str]:
    """What doesn't hold of a version and its original."""
    if text_hash(version) != header.text or not version.id.endswith(header.text[:8]):
        yield f"version {version.id}: its text isn't the one that was stored; restore it from a backup"
    originals = list(library.folder(article).glob(f"originals/{version.id}.*"))
    if not originals:
        yield f"version {version.id}: its original isn't here; merge a full backup, or the library that read it"
    for path in originals:
        try:
            found = sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            yield f"{path} can't be read ({error.strerror})"
            continue
        if found != header.sha256:
            yield f"{path} isn't what was read on {header.accessed[:10]}: its sha256 differs; restore it from a backup"


def _stands(anchor: Anchor, known: dict[str, Version | None], name: str) -> Iterator[str]:
    """Whether the words of an anchor stand where they were marked."""
    if anchor.version not in known:
        yield f"{name}: its version {anchor.version} isn't here"
        return
    version = known[anchor.version]
    if version is None:  # told already
        return
    for selector in anchor.selectors:
        if where(selector, version) is None:
            words = selector.exact if len(selector.exact) <= _SHOWN else selector.exact[: _SHOWN - 1] + "…"
            yield f"{name}: “{words}” doesn't stand in version {version.id} where it was marked"
