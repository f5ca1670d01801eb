"""`tuireader sync`: the library shared through git, and what is said of it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from annotations.guarding import Guards
from annotations.joining import find_twins
from annotations.library import Library
from annotations.models import Guard
from annotations.text import clean_line
from tuireader.backing_up import backed_up
from tuireader.config import Config
from tuireader.git import Git
from tuireader.merging_command import said, tell_of, titles
from tuireader.printing import print_json, print_text, tell
from tuireader.syncing import Sync, Synced


def sync(folder: Path, backups: Path, remote: str, config: Config, *, guarded: bool, as_json: bool) -> int:
    """Sync with a remote, else with that of the last time; exit code 1 where something is left to look at."""
    library = Library(folder)
    tell([*library.notices, *config.problems])
    git = Git(library.root)
    git.author = (
        config.author or git.setting("user.name") or "tuireader",
        git.setting("user.email") or "tuireader@localhost",
    )
    held = [] if guarded else [article for article in library.articles() if is_guarded(library, article)]
    with backed_up(library, backups):
        synced = Sync(library, git, guarded=held, originals=config.originals).run(remote)
    if as_json:
        print_json(json.loads(json.dumps(asdict(synced))))
    else:
        print_text(_said(synced))
    tell_of(library, synced.merged, find_twins(library, synced.merged.seen) if synced.merged.seen else [])
    if synced.left_out:
        tell([f"not sent, because guarded: {titles(library, synced.left_out)}; --guarded sends them too"])
    return int(bool(synced.merged.conflicts or synced.merged.problems))


def is_guarded(library: Library, article: str) -> bool:
    """Whether an article, or some words of it, may not be handed out as they are."""
    return bool(Guards.of(library.store(article).all(Guard), library.source(article), datetime.now(UTC)))


def _said(synced: Synced) -> str:
    files = f"{synced.sent:,} file{'s' * (synced.sent != 1)}"
    if not synced.remote:
        return f"Committed {files}; tuireader sync REMOTE sends them to a host or a folder"
    gone = len(synced.deleted)
    deleted = f"; {gone} article{'s' * (gone != 1)} deleted as on the other side" if gone else ""
    return f"Synced with {clean_line(synced.remote)}: sent {files}; received {said(synced.merged)}{deleted}"
