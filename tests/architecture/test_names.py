"""Names and imports: one thing per name, and no two modules that need one another."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for folder in ("ldn_desktop", "packaging", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "files" not in path.relative_to(ROOT).parts
)
MOST_IN_A_FOLDER = 16
NATURAL_STEMS = {
    "__init__": "a package",
    "__main__": "what `python -m` runs",
    "conftest": "pytest's own name",
    "compare": "the comparison in analysis, and the command of that name",
    "errors": "the errors of the program, and those of the storage",
    "model": "the data of the diary and of the guide, and the statistical model",
    "tab": "the tab in the folder of each tab",
}
"""The only names that several modules have, and what they mean in their folders."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_two_modules_have_one_stem() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        if path.stem.removeprefix("test_") not in NATURAL_STEMS:
            found[path.stem].append(str(path.relative_to(ROOT)))
    assert [positions for positions in found.values() if len(positions) > 1] == []


def test_no_two_classes_have_one_name() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: positions for name, positions in found.items() if len(positions) > 1} == {}


def test_a_folder_is_seen_at_a_glance() -> None:
    modules = Counter(path.parent for path in MODULES if path.stem != "__init__")
    crowded = {str(folder): n for folder, n in modules.items() if n > MOST_IN_A_FOLDER}
    assert crowded == {}


def imports_of(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports anywhere below `node` but those for the type checker alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from imports_of(child)


def test_no_modules_import_one_another_in_a_circle() -> None:
    """Neither at once nor inside functions: such modules can be understood only together."""
    modules = {name_of(path): path for path in MODULES}
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        needed = set()
        for node in imports_of(tree_of(path)):
            names = [alias.name for alias in node.names]
            if isinstance(node, ast.ImportFrom):
                names = [
                    full if (full := f"{node.module}.{alias}") in modules else str(node.module)
                    for alias in names
                ]
            needed |= {module for module in names if module in modules}
        # A package gathers its parts; that they import one another through it is caught below it.
        graph[name] = needed - {name}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(reversed(error.args[1]))) from None
