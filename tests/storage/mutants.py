"""Small faults put into storage, one at a time, to see whether a test notices.

Run as a program: `python -m tests.storage.mutants MODULE NUMBER PYTEST-ARGUMENTS…` runs the tests
with that mutant in place of the module.
"""

from __future__ import annotations

import ast
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, ModuleType

PACKAGE = Path(__file__).parents[2] / "ldn_desktop" / "storage"

_COMPARES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}


class Mutator(ast.NodeTransformer):
    """Changes the place with that number, and counts the places."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.places = 0
        self.told = ""

    def _here(self, node: ast.AST, what: str) -> bool:
        self.places += 1
        if self.places - 1 != self._number:
            return False
        self.told = f"line {getattr(node, 'lineno', 0)}: {what}"
        return True

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        swapped = _COMPARES[type(node.ops[0])]
        if self._here(node, f"{ast.unparse(node)} with {swapped.__name__}"):
            node.ops[0] = swapped()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, f"and/or swapped in {ast.unparse(node)}"):
            node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        swapped = _OPERATORS.get(type(node.op))
        if swapped and self._here(node, f"{ast.unparse(node)} with {swapped.__name__}"):
            node.op = swapped()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._here(node, f"no not in {ast.unparse(node)}"):
            return node.operand
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            if self._here(node, f"{node.value} turned round"):
                return ast.copy_location(ast.Constant(not node.value), node)
        elif isinstance(node.value, int) and self._here(node, f"{node.value} plus one"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        nothing = node.value is None or (
            isinstance(node.value, ast.Constant) and node.value.value is None
        )
        if not nothing and self._here(node, f"nothing returned for {ast.unparse(node)}"):
            node.value = ast.copy_location(ast.Constant(None), node)
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and self._here(node, f"without {ast.unparse(node)}"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, f"without {ast.unparse(node)[:60]}"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, f"without {ast.unparse(node)}"):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        # What is annotated is never run; what is decorated is, but not what it is decorated with.
        returns, node.returns = node.returns, None
        self.generic_visit(node)
        node.returns = returns
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node


def modules() -> list[Path]:
    """The modules of storage."""
    return sorted(path for path in PACKAGE.glob("*.py") if path.stem != "__init__")


def places(path: Path) -> list[str]:
    """Every mutant of the module at `path`, in words."""
    tree = ast.parse(path.read_text("utf-8"))
    counting = Mutator(-1)
    counting.visit(tree)
    return [mutant(path, number)[1] for number in range(counting.places)]


def mutant(path: Path, number: int) -> tuple[ast.Module, str]:
    """The module at `path` with one fault in it, and what the fault is."""
    mutator = Mutator(number)
    tree = mutator.visit(ast.parse(path.read_text("utf-8")))
    assert isinstance(tree, ast.Module)
    return ast.fix_missing_locations(tree), mutator.told


class _Loader(importlib.machinery.SourceFileLoader):
    number = -1

    def get_code(self, fullname: str) -> CodeType:
        path = Path(self.get_filename(fullname))
        return compile(mutant(path, self.number)[0], str(path), "exec")


class _Finder:
    """Puts the mutant in the place of its module."""

    def __init__(self, module: str, number: int) -> None:
        self._module, self._number = f"ldn_desktop.storage.{module}", number

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._module:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        assert spec
        assert spec.origin
        loader = _Loader(name, spec.origin)
        loader.number = self._number
        spec.loader = loader
        return spec


def all_mutants() -> Iterator[tuple[str, int, str]]:
    """(module, number, what) of every one."""
    for path in modules():
        for number, what in enumerate(places(path)):
            yield path.stem, number, what


def main(module: str, number: str, *arguments: str) -> int:
    """Run the tests with one mutant; 0 when none of them noticed."""
    import pytest

    sys.meta_path.insert(0, _Finder(module, int(number)))
    return int(pytest.main(list(arguments)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
