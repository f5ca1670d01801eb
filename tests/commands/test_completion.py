"""The shells themselves complete commands, options and file names, set up by the README's line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).parent / "tuireader"
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BASH = """
{setup}
COMP_WORDS=({words}) COMP_CWORD={last}
_tuireader_completion tuireader "${{COMP_WORDS[COMP_CWORD]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
[ ${{#COMPREPLY[@]}} -gt 0 ] || compgen -f -- "${{COMP_WORDS[COMP_CWORD]}}"
"""
ZSH = """
zmodload zsh/zpty
zpty shell "TERM=dumb zsh -f -i"
zpty -w shell 'PS1=""; autoload -Uz compinit; compinit -u -D; {setup}; echo READ""Y'
zpty -r -m shell out '*READY*'
zpty -w -n shell $'{line}\\t'
zpty -w shell $'\\C-a: \\C-e; echo THE""END'
zpty -r -m shell out '*THEEND*'
print -r -- "$out"
"""
FISH = "{setup}; complete -C '{line}'"


def setup(shell: str) -> str:
    """The line of the README for a shell."""
    (line,) = [line for line in README.splitlines() if f"_TUIREADER_COMPLETE={shell}_source" in line]
    return line.partition("  #")[0].strip()


@pytest.fixture(params=["bash", "zsh", "fish"])
def completed(request, tmp_path):
    """What a shell makes of a line at whose end Tab is pressed."""
    shell = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "here" / "article.txt").write_text("The council voted.\n")
    environ = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}

    def complete(line: str) -> str:
        words = line.split(" ")
        script = {"bash": BASH, "zsh": ZSH, "fish": FISH}[shell]
        script = script.format(setup=setup(shell), line=line, words=line, last=len(words) - 1)
        bare = {"bash": "--norc", "zsh": "-f", "fish": "--no-config"}[shell]
        done = subprocess.run([shell, bare, "-c", script], env=environ, capture_output=True, text=True, timeout=60)
        return done.stdout

    return complete


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("tuireader expo", "export"),
        ("tuireader artic", "article.txt"),
        ("tuireader --no-k", "--no-keep"),
        ("tuireader article.txt --outl", "--outlet"),
        ("tuireader show artic", "article.txt"),
        ("tuireader quotes --by-s", "--by-speaker"),
        ("tuireader export --format mark", "markdown"),
    ],
)
def test_the_shell_completes(completed, line, offered):
    assert offered in completed(line)
