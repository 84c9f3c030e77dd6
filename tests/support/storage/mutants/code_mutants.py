"""Small faults to put into storage, one at a time: which there are, and how each gets in."""

from __future__ import annotations

import ast
import importlib.machinery
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

PACKAGE = Path(__file__).parents[4] / "ldn_desktop" / "storage"

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


@dataclass(frozen=True)
class Mutant:
    """One fault: the place with that number in its module."""

    module: str
    number: int
    lines: range
    what: str

    def __str__(self) -> str:
        return f"{self.module}:{self.lines.start} {self.what}"


class Mutator(ast.NodeTransformer):
    """Changes the place with that number, and takes down all it came by.

    Left alone is what no test of behaviour could tell: annotations, text, seconds that stand
    as fractions, `slots=`, which saves memory, and `frozen=`, which stops only code that nobody
    wrote.
    """

    def __init__(self, module: str, number: int = -1) -> None:
        self._module, self._number = module, number
        self.found: list[Mutant] = []
        self._first = 0
        """Line on which the statement begins that stands alone and is looked at."""

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.stmt):
            self._first = 0 if hasattr(node, "body") else node.lineno
        return super().visit(node)

    def _here(self, node: ast.expr | ast.stmt, what: str) -> bool:
        # Of a statement over several lines only the first is said to have been run.
        first = min(node.lineno, self._first or node.lineno)
        lines = range(first, (node.end_lineno or node.lineno) + 1)
        self.found.append(Mutant(self._module, len(self.found), lines, what))
        return len(self.found) - 1 == self._number

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for position, operator in enumerate(node.ops):
            swapped = _COMPARES[type(operator)]
            if self._here(node, f"{ast.unparse(node)} with {swapped.__name__} at {position}"):
                node.ops[position] = swapped()
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
        # Nothing is as false as False, which is turned round by a mutant of its own.
        nothing = node.value is None or ast.unparse(node.value) in {"None", "False"}
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

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        return node if node.arg in {"slots", "frozen"} else self.generic_visit(node)


def names() -> list[str]:
    """The modules of storage, dotted below `ldn_desktop.storage`."""
    paths = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return sorted(".".join(path.parts) for path in paths if path.stem != "__init__")


def path_of(module: str) -> Path:
    return PACKAGE / f"{module.replace('.', '/')}.py"


def mutants(modules: Sequence[str]) -> Iterator[Mutant]:
    """Every mutant of `modules`."""
    for module in modules:
        mutator = Mutator(module)
        mutator.visit(ast.parse(path_of(module).read_text("utf-8")))
        yield from mutator.found


def compiled(module: str, number: int = -1) -> CodeType:
    """`module` with the mutant of that number in it, or as it is."""
    path = path_of(module)
    tree = Mutator(module, number).visit(ast.parse(path.read_text("utf-8")))
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


class _Loader(importlib.machinery.SourceFileLoader):
    number = -1

    def get_code(self, fullname: str) -> CodeType:
        return compiled(fullname.removeprefix("ldn_desktop.storage."), self.number)


class _Finder:
    def __init__(self, mutant: Mutant) -> None:
        self._name, self._number = f"ldn_desktop.storage.{mutant.module}", mutant.number

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        assert spec
        assert spec.origin
        loader = _Loader(name, spec.origin)
        loader.number = self._number
        spec.loader = loader
        return spec


def put_in(mutant: Mutant) -> None:
    """Have this process import `mutant` in the place of its module."""
    sys.meta_path.insert(0, _Finder(mutant))
