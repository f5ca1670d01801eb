"""The shell completes commands, options and file names, as it is set up in the README."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "tuireader"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def offered(shell: str, *words: str) -> str:
    told = {
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_TUIREADER_COMPLETE": f"{shell}_complete",
    }
    if shell == "fish":
        told["COMP_CWORD"] = words[-1]
    return subprocess.run([PROGRAM], env={**os.environ, **told}, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_command_is_completed_and_so_is_a_file_that_needs_no_command(shell):
    assert f"_TUIREADER_COMPLETE={shell}_source tuireader" in README
    found = offered(shell, "tuireader", "ex")
    assert "export" in found
    assert "file" in found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_an_option_and_a_source_are_completed(shell):
    assert "--by-speaker" in offered(shell, "tuireader", "quotes", "--by")
    assert "file" in offered(shell, "tuireader", "show", "art")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_line_of_the_readme_sets_bash_up():
    line = README.split("```sh\neval ")[1].split("#")[0].strip()
    script = f"eval {line} 2>/dev/null; complete -p tuireader"
    path = f"{PROGRAM.parent}:{os.environ['PATH']}"
    shown = subprocess.run(["bash", "-c", script], env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert "-F _tuireader_completion tuireader" in shown.stdout, shown.stderr
