"""System calls that fail, one at a time: which call, how, and whether from then on."""

from __future__ import annotations

import errno
import functools
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.systems import LOCK_CALL

ERRORS = ("EIO", "ENOSPC", "EROFS", "EACCES", "EINTR", "EMFILE")
SHORT = "short write"
KILL = "KILL"
FAULTS = (*ERRORS, SHORT)
"""KILL is for a process of its own."""

_BY_NAME = (
    *("open", "replace", "rename", "unlink", "mkdir", "chmod"),
    *("stat", "scandir", "listdir"),
)
_BY_HANDLE = ("write", "fsync", "ftruncate", "fstat", "close")


class Failing:
    """Calls below `root` of which number `number` fails, and all after it if `lasting`."""

    def __init__(self, root: Path, number: int, fault: str, *, lasting: bool) -> None:
        self._root, self._number, self._fault = str(root), number, fault
        self._lasting = lasting
        self._handles: set[int] = set()
        self.calls = 0
        self.fired = ""
        """The call that failed first; empty where none did."""

    @contextmanager
    def at_work(self) -> Iterator[None]:
        positions = [(os, name) for name in (*_BY_NAME, *_BY_HANDLE)]
        positions += [(io, "open"), LOCK_CALL]
        real = [(module, name, getattr(module, name)) for module, name in positions]
        try:
            for module, name, call in real:
                setattr(module, name, functools.partial(self._call, name, call))
            yield
        finally:
            for module, name, call in real:
                setattr(module, name, call)

    def _call(self, name: str, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if not self._concerns(given):
            return call(*given, **named)
        # Only a write can be short: the other calls are not counted then.
        if self._fault != SHORT or name == "write":
            self.calls += 1
            if self.calls == self._number or (self._lasting and 0 < self._number < self.calls):
                self.fired = self.fired or name
                given = self._fail(name, call, given)
        result = call(*given, **named)
        if name == "open" and isinstance(result, int):
            self._handles.add(result)
        if name == "close":
            self._handles.discard(given[0])
        return result

    def _concerns(self, given: tuple[Any, ...]) -> bool:
        if not given:
            return False
        if isinstance(given[0], int):
            return given[0] in self._handles
        return isinstance(given[0], str | os.PathLike) and str(given[0]).startswith(self._root)

    def _fail(self, name: str, call: Callable[..., Any], given: tuple[Any, ...]) -> tuple[Any, ...]:
        """What is left to do of the call: nothing, or a write of half of it."""
        if self._fault == SHORT:
            handle, content = given
            return handle, bytes(content)[: max(1, len(content) // 2)]
        if self._fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "close":
            # The handle is gone all the same.
            self._handles.discard(given[0])
            call(*given)
        number = getattr(errno, self._fault)
        raise OSError(number, os.strerror(number))


def failing(number: int, real: Callable[..., Any], concerns: Callable[[Any], bool]) -> Any:
    """`real`, which fails with `number` for the first arguments that it `concerns`."""

    def call(given: Any, *more: Any, **named: Any) -> Any:
        if concerns(given):
            raise OSError(number, os.strerror(number))
        return real(given, *more, **named)

    return call
