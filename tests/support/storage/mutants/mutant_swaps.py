"""A mutant put into functions that exist already: far quicker than importing everything anew."""

from __future__ import annotations

import functools
import gc
import inspect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import CodeType, FunctionType

from tests.support.storage.mutants.code_mutants import Mutant, compiled

Place = tuple[str, str, int]
"""File, qualified name and first line of a function."""
Functions = Mapping[Place, Sequence[FunctionType]]


def functions() -> Functions:
    """Every function of this process, decorated ones too, by the place of its code."""
    found: dict[Place, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found[_place(one.__code__)].append(one)
    return found


def swap_in(mutant: Mutant, known: Functions) -> None:
    """Have the functions of this process do what `mutant` does; it has to be in a function."""
    pair = function_pair(mutant)
    assert pair
    was, becomes = pair
    for function in known[_place(was)]:
        function.__code__ = becomes


def function_pair(mutant: Mutant) -> tuple[CodeType, CodeType] | None:
    """The function that holds `mutant`, without and with it; None where an import has run it."""
    return _pair(_as_it_is(mutant.module), compiled(mutant.module, mutant.number))


@functools.cache
def _as_it_is(module: str) -> CodeType:
    return compiled(module)


def _pair(was: CodeType, becomes: CodeType) -> tuple[CodeType, CodeType] | None:
    if was.co_flags & inspect.CO_OPTIMIZED:
        same_around = was.co_freevars == becomes.co_freevars and not _defines(was)
        return (was, becomes) if same_around else None
    if (was.co_code, was.co_names) != (becomes.co_code, becomes.co_names):
        return None
    pairs = [
        (one, other)
        for one, other in zip(was.co_consts, becomes.co_consts, strict=True)
        if one != other or type(one) is not type(other)
    ]
    match pairs:
        case [(CodeType() as one, CodeType() as other)]:
            return _pair(one, other)
        case _:
            return None


def _defines(code: CodeType) -> bool:
    """Whether a function is made in it, which may have been made already."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType)]
    return any(not one.co_name.startswith("<") for one in inner)


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno
