"""The installed git, run so that nobody's settings, hooks or surroundings change what it does to a library.

Settings that lead to a host (credentials, proxies, `insteadOf`, keys for SSH) count; those that could change bytes,
run programs, ask questions or sign don't.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import which

from annotations.errors import StoreError
from annotations.text import clean_line

_FIXED = {
    "core.autocrlf": "false",
    "core.safecrlf": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.fileMode": "false",
    "core.symlinks": "false",
    "core.quotePath": "false",
    "core.editor": "true",
    "core.pager": "cat",
    "commit.gpgSign": "false",
    "push.gpgSign": "false",
    "push.followTags": "false",
    "push.recurseSubmodules": "no",
    "fetch.recurseSubmodules": "no",
    "gc.autoDetach": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "30",
    "safe.directory": "*",
    "protocol.ext.allow": "never",
}
_KEPT = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSL_", "GIT_PROXY_", "GIT_HTTP_", "GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL")
"""How the variables of git begin that lead to a host; all others would lead to another repository or another author."""


class GitFailed(StoreError):
    """Git said no; the sentence ends with its own last line."""


class Git:
    """One repository: `folder` is the work tree, and `.git` in it the rest."""

    def __init__(self, folder: Path, environ: Mapping[str, str] = os.environ) -> None:
        program = which("git", path=environ.get("PATH"))
        if program is None:
            raise StoreError("git isn't installed, and sync works through it; install it, as with: apt install git")
        self.folder, self._program = folder, program
        self._environ = {name: value for name, value in environ.items() if _may_stay(name)}
        self._environ |= {
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_MERGE_AUTOEDIT": "no",
            "GIT_SSH_COMMAND": self._ssh(),
        }
        self.author = ("", "")
        """Name and address for commits."""

    def _ssh(self) -> str:
        given = self._environ.get("GIT_SSH_COMMAND") or self.setting("core.sshCommand")
        plain = f'"{self._environ["GIT_SSH"]}"' if "GIT_SSH" in self._environ else "ssh"
        return f"{given or plain} -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15"

    def setting(self, name: str) -> str:
        """A setting of the person's own git; empty where there is none."""
        found = self._start(["config", "--get", name], at="/")
        return found.stdout.decode(errors="replace").strip() if found.returncode == 0 else ""

    def run(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
        """What git prints. Raises GitFailed."""
        return _output(arguments[0], self._try(arguments, given, index))

    def make_place(self, folder: Path, branch: str) -> None:
        """Make a bare repository in an empty folder. Raises GitFailed."""
        _output("init", self._start(["init", "--quiet", "--bare", "--template=", "."], at=str(folder)))
        for rest in (
            ["symbolic-ref", "HEAD", f"refs/heads/{branch}"],
            ["config", "core.hooksPath", os.devnull],  # a person's hooks would count for what arrives there too
        ):
            _output("init", self._start(["--git-dir=.", *rest], at=str(folder)))

    def answers(self, *arguments: str) -> bool:
        """Whether git ends well."""
        return self._try(arguments, b"", None).returncode == 0

    def words(self, *arguments: str) -> str:
        """What git prints, as one text; empty where it fails."""
        done = self._try(arguments, b"", None)
        return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""

    def _try(self, arguments: Sequence[str], given: bytes, index: Path | None) -> "subprocess.CompletedProcess[bytes]":
        name, address = self.author
        settings = _FIXED | ({"user.name": name, "user.email": address} if name else {})
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        places = [f"--git-dir={self.folder / '.git'}", f"--work-tree={self.folder}"]
        return self._start([*options, *places, *arguments], given, index=index)

    def _start(
        self, arguments: Sequence[str], given: bytes = b"", *, index: Path | None = None, at: str = ""
    ) -> "subprocess.CompletedProcess[bytes]":
        environ = {**self._environ, "GIT_INDEX_FILE": str(index)} if index else self._environ
        try:
            return subprocess.run(  # noqa: S603 - git with arguments of ours; a remote stands behind `--`
                [self._program, *arguments],
                input=given,
                capture_output=True,
                cwd=at or self.folder,
                env=environ,
                check=False,
            )
        except OSError as error:
            raise GitFailed(f"Not synced: git can't be started ({error.strerror}).") from error


def _output(command: str, done: "subprocess.CompletedProcess[bytes]") -> bytes:
    if done.returncode:
        said = [line for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
        why = clean_line(said[-1]) if said else f"it ended with {done.returncode}"
        raise GitFailed(f"Not synced: git {command} failed ({why}). What is noted here is safe; try again.")
    return done.stdout


def _may_stay(name: str) -> bool:
    return not name.startswith("GIT_") or name.startswith(_KEPT)
