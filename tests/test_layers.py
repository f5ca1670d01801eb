"""The layers of the two packages: what may import what, read from the source, and what a headless module loads."""

import ast
import json
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# A name stands for the module, and for everything below it if it is a package; the longest name that fits counts.
LEVELS = {
    "annotations": 0,
    "annotations.dataclass": 0,
    "annotations.errors": 0,
    "annotations.patterns": 0,
    "annotations.text": 0,
    "annotations.models": 0,
    "annotations.anchoring": 1,
    "annotations.alignment": 1,
    "annotations.comparison": 1,
    "annotations.folding": 1,
    "annotations.notices": 1,
    "annotations.passages": 1,
    "annotations.regions": 1,
    "annotations.revision": 1,
    "annotations.sameness": 1,
    "annotations.stream": 1,
    "annotations.surroundings": 1,
    "annotations.quotations": 1,
    "annotations.furniture": 1,
    "annotations.embargo": 1,
    "annotations.guarding": 1,
    "annotations.links": 1,
    "annotations.marks": 1,
    "annotations.setting": 1,
    "annotations.styles": 1,
    "annotations.attribution": 1,
    "annotations.citation": 1,
    "annotations.checking": 1,
    "annotations.exporting": 1,
    "annotations.importing": 1,
    "annotations.library": 2,
    "annotations.libraryfolder": 2,
    "annotations.following": 2,
    "annotations.store": 2,
    "annotations.storage": 2,
    "annotations.records": 2,
    "annotations.index": 2,
    "annotations.identity": 1,
    "annotations.journal": 2,
    "annotations.lines": 2,
    "annotations.stamps": 1,
    "annotations.growth": 2,
    "annotations.locking": 2,
    "annotations.files": 2,
    "annotations.emptied": 2,
    "annotations.adoption": 2,
    "annotations.settling": 2,
    "annotations.holdings": 2,
    "annotations.joining": 2,
    "annotations.merging": 2,
    "annotations.archiving": 2,
    "annotations.versions": 2,
    "tuireader": 0,
    "tuireader.desk": 3,
    "tuireader.actions": 3,
    "tuireader.keys": 3,
    "tuireader.clipboard": 3,
    "tuireader.clipboard_tools": 3,
    "tuireader.config": 3,
    "tuireader.paths": 3,
    "tuireader.commands": 3,
    "tuireader.choice": 3,
    "tuireader.adding": 3,
    "tuireader.acting_command": 3,
    "tuireader.acts": 3,
    "tuireader.checking_command": 3,
    "tuireader.exporting_command": 3,
    "tuireader.importing_command": 3,
    "tuireader.import_edits": 3,
    "tuireader.import_marks": 3,
    "tuireader.import_summary": 3,
    "tuireader.reexporting": 3,
    "tuireader.manuscript": 3,
    "tuireader.markdown_lines": 3,
    "tuireader.browser": 3,
    "tuireader.indexing": 3,
    "tuireader.search_command": 3,
    "tuireader.where_command": 3,
    "tuireader.catalogue": 3,
    "tuireader.catalogue_state": 3,
    "tuireader.quoting": 3,
    "tuireader.printing": 3,
    "tuireader.refresh_command": 3,
    "tuireader.refreshing": 3,
    "tuireader.shell": 3,
    "tuireader.states": 3,
    "tuireader.times": 3,
    "tuireader.room": 3,
    "tuireader.proof": 3,
    "tuireader.entries": 3,
    "tuireader.rows": 3,
    "tuireader.files": 3,
    "tuireader.drafts": 3,
    "tuireader.external": 3,
    "tuireader.finder": 3,
    "tuireader.finding": 3,
    "tuireader.listing": 3,
    "tuireader.log": 3,
    "tuireader.memory": 3,
    "tuireader.wording": 3,
    "tuireader.thrift": 3,
    "tuireader.articles": 3,
    "tuireader.pane": 3,
    "tuireader.pane.widget": 4,
    "tuireader.pane.page": 4,
    "tuireader.pane.components": 4,
    "tuireader.pane.mapped": 4,
    "tuireader.pane.painter": 4,
    "tuireader.pane.changes": 4,
    "tuireader.pane.lines": 4,
    "tuireader.app": 4,
    "tuireader.providers": 4,
    "tuireader.terminal": 4,
    "tuireader.frames": 4,
    "tuireader.themes": 4,
    "tuireader.screens": 4,
    "tuireader.widgets": 4,
    "tuireader.reading": 5,
    "tuireader.merging_command": 3,
    "tuireader.doctor": 3,
    "tuireader.findings": 3,
    "annotations.evidence": 2,
    "annotations.pausing": 2,
    "tuireader.git": 3,
    "tuireader.syncing": 3,
    "tuireader.syncing_command": 3,
    "tuireader.backing_up": 3,
    "annotations.backup": 2,
    "tuireader.cli_library": 5,
    "tuireader.cli": 5,
    "tuireader.cli_notes": 5,
    "tuireader.cli_options": 5,
    "tuireader.cli_reading": 5,
    "tuireader.__main__": 5,
}
ROOTS = {"annotations", "tuireader"}
SCREEN_LEVEL = 4
ONLY_IN = {
    "textual": lambda module: level_of(module) >= SCREEN_LEVEL,
    "click": lambda module: module.startswith("tuireader."),
    "tinydb": lambda module: module in {"annotations.storage", "annotations.store"},
}
HEAVY = ("textual", "trafilatura", "lxml", "httpx", "pypdf", "mammoth", "feedparser", "rapidfuzz")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for package in sorted(ROOTS) for path in sorted((ROOT / package).rglob("*.py"))}


def level_of(module: str) -> int | None:
    """The level of a module of ours; None if the table above doesn't know it."""
    if module in LEVELS:
        return LEVELS[module]
    parent = module.rpartition(".")[0]
    return None if parent in ROOTS or not parent else level_of(parent)


def imports_of(module: str, *, whole: bool = True) -> set[str]:
    """The modules that a module imports, in the full; with `whole` also those that it imports only when it runs."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree) if whole else at_import(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = {f"{base}.{alias.name}" for alias in node.names}
            submodules = names & MODULES.keys()
            found |= submodules if len(submodules) == len(names) else submodules | {base}
    return found


def at_import(node: ast.AST):
    """The nodes that run when the module is imported: no function bodies, nothing that only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for branch in child.orelse:
                yield branch
                yield from at_import(branch)
            continue
        yield child
        yield from at_import(child)


def test_every_module_has_a_level():
    assert [module for module in MODULES if level_of(module) is None] == []


def test_every_folder_is_a_package_and_so_reaches_the_wheel():
    assert [str(path) for path in MODULES.values() if not (path.parent / "__init__.py").exists()] == []


def test_nothing_imports_what_stands_above_it():
    upwards = [
        f"{module} imports {target}"
        for module in MODULES
        for target in imports_of(module)
        if target.partition(".")[0] in ROOTS and (level_of(target) or 0) > (level_of(module) or 0)
    ]
    assert upwards == []


def test_annotations_knows_nothing_of_the_program():
    strangers = [
        f"{module} imports {target}"
        for module in MODULES
        if module.partition(".")[0] == "annotations"
        for target in imports_of(module)
        if target.partition(".")[0] in {"tuireader", "textual", "click"}
    ]
    assert strangers == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_modules(library):
    astray = [
        module
        for module in MODULES
        if library in {target.partition(".")[0] for target in imports_of(module)} and not ONLY_IN[library](module)
    ]
    assert astray == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: imports_of(module, whole=False) & MODULES.keys() - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    """For every module without a screen: which heavy libraries a fresh interpreter has after importing it.

    The interpreter forks for each module, so each starts with nothing of ours, and Python starts only once.
    """
    script = """
import importlib, json, os, sys
modules, heavy = json.loads(sys.argv[1])
for module in modules:
    if not os.fork():
        importlib.import_module(module)
        print(json.dumps([module, [name for name in heavy if name in sys.modules]]), flush=True)
        os._exit(0)
    if os.wait()[1]:
        sys.exit(f"{module} can't be imported")
"""
    headless = [module for module in MODULES if level_of(module) != SCREEN_LEVEL]
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps([headless, HEAVY])], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        pytest.fail(done.stderr)
    return dict(json.loads(line) for line in done.stdout.splitlines())


def test_nothing_without_a_screen_loads_textual(loaded):
    assert [module for module, heavy in loaded.items() if "textual" in heavy] == []


def test_nothing_heavy_is_loaded_before_it_is_used(loaded):
    assert {module: heavy for module, heavy in loaded.items() if heavy and heavy != ["textual"]} == {}
