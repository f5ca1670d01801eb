"""A library shared through git: what is here is committed, what is there is merged by lines, the outcome is pushed.

Git never writes in the library: what changed there is laid out in a folder of its own and merged as any other library
is (see `annotations.merging`), so that no window loses a line that it writes meanwhile, and nothing conflicts.
"""

import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotations.errors import Busy, ReadOnly, UsageError
from annotations.files import writing
from annotations.library import Library
from annotations.locking import Lock
from annotations.merging import Merged, merge
from tuireader.git import Git, GitFailed

BRANCH = "main"
_REMOTE = "origin"
_THEIRS = f"refs/remotes/{_REMOTE}/{BRANCH}"
_ARTICLE = re.compile(
    r"articles/[0-9a-f]{2}/([0-9a-f]{16})/(article\.json|annotations\.jsonl|versions/.+|originals/.+)"
)
_ATTRIBUTES = b"* -text -ident -filter -working-tree-encoding\n*.jsonl merge=union\n"
"""For this clone: no setting of anybody's may change a byte."""
_LOCK = "tuireader.lock"
_TRIES = 5
"""How often a push may come too late because another machine was faster."""


@dataclass
class Synced:
    """What came of a sync."""

    remote: str = ""
    """Where it was pushed to; empty where there is none yet."""
    sent: int = 0
    """Files of articles that the other side didn't have so; those committed where there is no other side yet."""
    merged: Merged = field(default_factory=Merged)
    deleted: list[str] = field(default_factory=list)
    """Ids of articles that were deleted for good elsewhere, and not touched here since."""
    left_out: list[str] = field(default_factory=list)
    """Ids of guarded articles, none of whose changes were sent."""


class Sync:
    """One library's repository."""

    def __init__(self, library: Library, git: Git, *, guarded: Collection[str], originals: bool) -> None:
        """`guarded`: ids of the articles that stay here. `originals`: whether the original files are shared."""
        self._library, self._git, self._guarded, self._originals = library, git, set(guarded), originals
        self._folder = library.root / ".git"

    def run(self, remote: str) -> Synced:
        """Commit, fetch, merge and push. Raises GitFailed, UsageError or a StoreError; doing it again goes on."""
        if self._library.read_only:
            raise ReadOnly(f"Not synced: the library {self._library.root} is only read.")
        self._library.make()
        self._begin()
        with self._alone():
            synced = Synced(self._connect(remote), left_out=sorted(self._guarded))
            synced.sent = self._commit()
            for _ in range(_TRIES if synced.remote else 0):
                self._fetch()
                self._take(synced)
                synced.sent = self._ahead()
                if self._push():
                    return synced
        if synced.remote:
            raise GitFailed("Not synced: other machines were faster each time. What is noted here is safe; try again.")
        return synced

    # -- the repository

    def _begin(self) -> None:
        if not (self._folder / "HEAD").exists():
            self._git.run("init", "--quiet", "--template=")
            self._git.run("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
        (self._folder / "info").mkdir(exist_ok=True)
        (self._folder / "info" / "attributes").write_bytes(_ATTRIBUTES)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """A block in which no other sync runs; what one that was killed left behind is cleared away."""
        mark = self._folder / "tuireader-syncing"
        with ExitStack() as stack:
            try:
                stack.enter_context(Lock(self._folder / _LOCK).held(patience=0))
            except Busy:
                raise Busy(f"Not synced: {self._library.root} is being synced already.") from None
            if mark.exists():
                stale = [*self._folder.glob("*.lock"), *(self._folder / "refs").rglob("*.lock")]
                for path in stale:
                    if path.name != _LOCK:
                        path.unlink(missing_ok=True)
            mark.touch()
            yield
            mark.unlink(missing_ok=True)

    def _connect(self, remote: str) -> str:
        """Where to push to: what was given, which is remembered, else what was given before."""
        known = self._git.words("config", "--local", "--get", f"remote.{_REMOTE}.url")
        if not remote or remote == known:
            return known
        if remote.startswith("-"):
            raise UsageError(f"{remote} is no place to sync with.")
        if is_path(remote):
            remote = str(Path(remote).expanduser().absolute())
            self._make_place(Path(remote))
        self._git.run("config", "--local", f"remote.{_REMOTE}.url", remote)
        self._git.run("update-ref", "-d", _THEIRS)  # what the place before had
        return remote

    def _make_place(self, folder: Path) -> None:
        """A bare repository in a folder that is new or empty."""
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder, or an address as git has them.")
        if (folder / ".git").exists() or (folder / "library.json").exists():
            raise UsageError(f"{folder} is a library itself; tuireader merge takes its notes, or name an empty folder.")
        if not folder.exists() or not any(folder.iterdir()):
            with writing(folder.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._git.make_place(folder, BRANCH)

    # -- this side

    def _stays(self, path: str) -> bool:
        """Whether a file of the tree isn't ours to change: no library's, guarded, or an original that isn't shared."""
        if path in ("library.json", ".gitattributes", ".gitignore"):
            return False
        found = _ARTICLE.fullmatch(path)
        if found is None:
            return True
        return found[1] in self._guarded or (not self._originals and found[2].startswith("originals/"))

    def _commit(self, *parents: str) -> int:
        """Commit what is here as it is; returns how many files changed. `parents`: besides the last commit."""
        head = self._head()
        before = self._files(head) if head else {}
        if head:  # what a sync that was killed left in the index is none of this commit's
            self._git.run("read-tree", "-m", head)
        wanted = [path for path in self._on_disk() if not self._stays(path)]
        self._git.run(
            "update-index", "--add", "--remove", "-z", "--stdin", given=_listed({*wanted, *self._own(before)})
        )
        if parents:  # what isn't ours to change stays as the others have it
            kept = {path: entry for path, entry in self._files(parents[0]).items() if self._stays(path)}
            lines = [f"{mode} {name}\t{path}".encode() for path, (mode, name) in kept.items()]
            self._git.run("update-index", "-z", "--index-info", given=b"\0".join([*lines, b""]))
        tree = self._git.run("write-tree").decode().strip()
        if head and not parents and tree == self._git.words("rev-parse", f"{head}^{{tree}}"):
            return 0
        if parents and self._is_all_of(parents[0], head, tree):
            self._git.run("update-ref", f"refs/heads/{BRANCH}", parents[0])
            return 0
        options = [part for parent in filter(None, [head, *parents]) for part in ("-p", parent)]
        said = f"Notes of {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
        commit = self._git.run("commit-tree", tree, *options, "-m", said).decode().strip()
        self._git.run("update-ref", f"refs/heads/{BRANCH}", commit)
        after = self._files(commit)
        return sum(before.get(path) != entry for path, entry in after.items() if _ARTICLE.fullmatch(path))

    def _is_all_of(self, theirs: str, head: str, tree: str) -> bool:
        """Whether their commit has all of ours already: one more, and the machines answered each other for ever."""
        same = tree == self._git.words("rev-parse", f"{theirs}^{{tree}}")
        return same and self._git.answers("merge-base", "--is-ancestor", head, theirs)

    def _head(self) -> str:
        return self._git.words("rev-parse", "--verify", "--quiet", f"refs/heads/{BRANCH}")

    def _own(self, paths: Iterable[str]) -> list[str]:
        return [path for path in paths if not self._stays(path)]

    def _on_disk(self) -> Iterator[str]:
        yield from ("library.json", ".gitattributes", ".gitignore")
        for article in self._library.articles():
            folder = self._library.folder(article)
            for path in sorted([*folder.glob("*.json*"), *folder.glob("versions/*"), *folder.glob("originals/*")]):
                name = path.relative_to(self._library.root).as_posix()
                if path.is_file() and not path.is_symlink() and _ARTICLE.fullmatch(name) and path.suffix != ".tmp":
                    yield name

    def _files(self, commit: str) -> dict[str, tuple[str, str]]:
        """Of each file of a commit its mode and the name of its content."""
        found = {}
        for entry in self._git.run("ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
            head, _, path = entry.partition(b"\t")
            mode, _, name = head.decode().split(" ")
            found[path.decode(errors="surrogateescape")] = (mode, name)
        return found

    # -- the other side

    def _fetch(self) -> None:
        try:
            self._git.run("fetch", "--quiet", "--no-tags", _REMOTE, f"+refs/heads/{BRANCH}:{_THEIRS}")
        except GitFailed as error:
            if "couldn't find remote ref" not in str(error):  # a place where nothing is yet
                raise

    def _take(self, synced: Synced) -> None:
        """Merge what the other side has and this one hasn't, and commit that."""
        theirs = self._git.words("rev-parse", "--verify", "--quiet", _THEIRS)
        if not theirs or self._git.answers("merge-base", "--is-ancestor", theirs, "HEAD"):
            return
        head = self._head()
        base = self._git.words("merge-base", head, theirs)
        old = self._files(base) if base else {}
        ours, new = self._files(head), self._files(theirs)
        changed = _touched(old, new)
        deleted = _articles(old) - _articles(new) - _touched(old, ours)
        news = [path for path in new if new[path] != ours.get(path) and _articles([path]) & changed]
        self._bring(theirs, [*news, *(path for path in ("library.json",) if path in new)], synced.merged)
        for article in sorted(deleted & set(self._library.articles())):
            if self._delete(article, ours):
                synced.deleted.append(article)
        self._commit(theirs)

    def _bring(self, commit: str, paths: list[str], merged: Merged) -> None:
        """Lay files of a commit out and merge them."""
        if not paths:
            return
        place, index = self._folder / "tuireader-theirs", self._folder / "tuireader-index"
        shutil.rmtree(place, ignore_errors=True)
        try:
            self._git.run("read-tree", commit, index=index)
            self._git.run(
                "checkout-index", "-f", "-q", "-z", "--stdin", f"--prefix={place}/", given=_listed(paths), index=index
            )
            _add(merged, merge(self._library, place, guarded=True))
            for journal in place.glob("articles/*/*/annotations.jsonl"):
                self._library.store(journal.parent.name).conform(journal.read_bytes())
        finally:
            shutil.rmtree(place, ignore_errors=True)
            index.unlink(missing_ok=True)

    def _delete(self, article: str, ours: dict[str, tuple[str, str]]) -> bool:
        """Delete an article that was deleted elsewhere, unless something was noted here since the commit."""
        name = ours.get(f"articles/{article[:2]}/{article}/annotations.jsonl", ("", ""))[1]
        return self._library.discard(article, self._git.run("cat-file", "blob", name) if name else b"")

    def _ahead(self) -> int:
        """How many files of articles the other side doesn't have as they are here."""
        theirs = self._git.words("rev-parse", "--verify", "--quiet", _THEIRS)
        known = self._files(theirs) if theirs else {}
        ours = self._files(self._head())
        return sum(known.get(path) != entry for path, entry in ours.items() if _ARTICLE.fullmatch(path))

    def _push(self) -> bool:
        """Whether the other side has all now; False where another machine was faster."""
        try:
            self._git.run("push", "--quiet", "--no-verify", _REMOTE, f"refs/heads/{BRANCH}:refs/heads/{BRANCH}")
        except GitFailed:
            if self._is_behind():
                return False
            raise
        return True

    def _is_behind(self) -> bool:
        self._fetch()
        theirs = self._git.words("rev-parse", "--verify", "--quiet", _THEIRS)
        return bool(theirs) and not self._git.answers("merge-base", "--is-ancestor", theirs, "HEAD")


def is_path(remote: str) -> bool:
    """Whether a remote is a folder, as git tells it: no scheme, and no colon before the first slash."""
    return "://" not in remote and ":" not in remote.split("/")[0]


def _listed(paths: Iterable[str]) -> bytes:
    return b"".join(path.encode(errors="surrogateescape") + b"\0" for path in sorted(paths))


def _articles(files: Iterable[str]) -> set[str]:
    return {found[1] for path in files if (found := _ARTICLE.fullmatch(path))}


def _touched(old: dict[str, tuple[str, str]], new: dict[str, tuple[str, str]]) -> set[str]:
    return {found[1] for path in new if new[path] != old.get(path) and (found := _ARTICLE.fullmatch(path))}


def _add(total: Merged, more: Merged) -> None:
    total.lines += more.lines
    total.texts += more.texts
    for name in ("seen", "added", "changed", "conflicts", "deleted", "problems"):
        getattr(total, name).extend(getattr(more, name))
