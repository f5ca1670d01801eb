"""Writing a text in the person's own editor."""

import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from annotations.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NotEdited:
    """The editor gave nothing back."""

    why: str
    """One sentence, with the way out."""


def edited(text: str, environ: Mapping[str, str]) -> str | NotEdited:
    """The text as $VISUAL or $EDITOR (else vi) leaves it; blocks until the editor ends."""
    command = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="tuireader-") as folder:
        path = Path(folder) / "note.md"
        path.write_text(text, encoding="utf-8")
        try:
            status = subprocess.run([*shlex.split(command), str(path)], check=False).returncode  # noqa: S603 - the person's own choice of editor
            written = path.read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):
            return NotEdited(f"The editor “{command}” didn't start; set $EDITOR to one that is installed")
    return written if status == 0 else NotEdited(f"The editor “{command}” failed; the note is as it was")
