"""Which articles were deleted for good, and what was known of them then, so that a merge doesn't bring them back.

`deleted.jsonl` in the library has one JSON object a line: the article's id, the time, and names of all that was in it,
hashed, so that no word of what was deleted stays. It is of this machine alone: neither synced nor backed up.
"""

import json
import os
from collections.abc import Collection, Iterable
from hashlib import blake2b
from pathlib import Path

from annotations.files import FILE_MODE, append
from annotations.journal import Journal
from annotations.stamps import now

NAME = "deleted.jsonl"


def remember(root: Path, article: str, journal: Journal, texts: Iterable[str]) -> None:
    """Note, durably, that an article with this journal and these texts is about to be deleted. Raises StoreError."""
    seen = sorted({*map(_hash, texts), *(_hash(*name) for name in journal.names())})
    line = {"article": article, "deleted": now(), "seen": seen}
    descriptor = os.open(root / NAME, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        append(descriptor, b"\n" + json.dumps(line).encode() + b"\n")  # a torn line before it ends there
    finally:
        os.close(descriptor)


def is_deleted(root: Path, article: str, journal: Journal, texts: Collection[str]) -> bool:
    """Whether an article was deleted for good with all of this known; a doubt means no, since then nothing is lost."""
    if journal.damaged or journal.newer:
        return False
    try:
        lines = (root / NAME).read_bytes().split(b"\n")
    except OSError:
        return False
    seen = {name for line in lines if article.encode() in line for name in _seen(line, article)}
    leaves = (_hash(leaf.table, leaf.id, leaf.updated) for leaf in journal.all_leaves())
    return bool(seen) and seen.issuperset(map(_hash, texts)) and seen.issuperset(leaves)


def _seen(line: bytes, article: str) -> list[str]:
    try:
        fields = json.loads(line)
        return list(map(str, fields["seen"])) if fields["article"] == article else []
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _hash(*names: str) -> str:
    return blake2b("\n".join(names).encode(errors="surrogatepass"), digest_size=8).hexdigest()
