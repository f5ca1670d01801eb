"""The README tells the truth: its keys are those of the table, its commands those of the program."""

import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.text import paragraph_key, span_of
from annotations.versions import new_version
from tuireader.articles import load
from tuireader.cli import tuireader
from tuireader.clipboard import Copied
from tuireader.desk.desk import ReadingDesk
from tuireader.desk.opened import Opened
from tuireader.memory import Memory

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEED = ROOT / "seeds" / "000_62dfbb86b6db87cd.txt"


def test_the_keys_of_the_readme_are_those_of_the_program():
    spec = util.spec_from_file_location("keys_of_readme", ROOT / "docs" / "keys.py")
    keys = util.module_from_spec(spec)
    spec.loader.exec_module(keys)
    assert keys.written(README) == README, "run python docs/keys.py"


@pytest.mark.parametrize("name", sorted(name for name, command in tuireader.commands.items() if not command.hidden))
def test_every_command_stands_in_the_readme_and_its_help_has_an_example(name):
    assert f"`tuireader {name}" in README
    assert f"tuireader {name}" in tuireader.commands[name].help


@pytest.mark.parametrize("name", sorted(name for name, command in tuireader.commands.items() if not command.hidden))
def test_every_option_stands_in_the_readme(name):
    options = {option for parameter in tuireader.commands[name].params for option in parameter.opts}
    assert [
        option for option in options if option.startswith("--") and option not in README and option != "--output"
    ] == []


def test_the_three_lines_on_the_journal_list_what_is_on_a_paragraph(tmp_path):
    article = load(str(SEED))
    library = Library(tmp_path / "library")
    opened = Opened(new_version(article), str(SEED), article.source, article=article)
    desk = ReadingDesk(opened, library, Memory(None), lambda _: Copied(()))
    list(desk.prepare())
    desk.settle()
    desk.highlight(span_of(1, 0, 12))
    desk.close()
    journal = next(tmp_path.rglob("annotations.jsonl"))
    text = article.paragraphs[1].text
    lines = README.split("```python\n")[1].split("```")[0]
    lines = lines.replace(
        "The paragraph’s text, with or without curly quotes", text.replace("“", r"\"").replace("”", r"\"")
    )
    shown = subprocess.run(
        [sys.executable, "-c", lines], cwd=journal.parent, capture_output=True, text=True, check=True
    )
    assert "“We are sorr" in shown.stdout
    assert paragraph_key(text) in journal.read_text()
