"""What makes the start quicker than ordinary code would. Nothing else in the program does.

Each gain was measured as `make bench` measures the start, by leaving that one out: the quickest
of 15 starts of each, in turn, where all of it together took 707 ms (and the bare window 452 ms).
"""

from __future__ import annotations

import builtins
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType

STUB_GENERATOR = "shibokensupport.signature.lib.pyi_generator"


@contextmanager
def without_stub_generator() -> Iterator[None]:
    """While PySide is imported: an empty module in place of the one that writes its type stubs.

    Gain: 12 ms of a start of 193, measured later, on a faster machine. PySide imports it at every
    start, and its regular expressions take that long to compile; a running program never calls it.
    No gain where PySide's scripts are not written out (docs/adr/0006).
    """
    finder = _EmptyModuleFinder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _EmptyModuleFinder:
    """Finds the stub generator, as a module with nothing in it; leaves all others to Python.

    Without the base classes in importlib.abc: importing them takes 9 of the 12 ms.
    """

    def find_spec(self, name: str, _path: object, _target: object = None) -> ModuleSpec | None:
        if name != STUB_GENERATOR:
            return None
        return ModuleSpec(name, self)  # type: ignore[arg-type]  # the stub asks for load_module()

    def create_module(self, _spec: ModuleSpec) -> None:
        """None: Python makes an ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def restore_plain_import() -> None:
    """Import as Python does, from now on.

    Gain: 80 ms, and 23 MB of source that would be kept in memory. PySide reads the source of every
    module imported after it, for a switch to another spelling of Qt's names (`from __feature__
    import …`) that nothing here uses.
    """
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """No garbage collection while everything is loaded and built.

    Gain: 28 ms. All that is made here stays until the end of the program; it is frozen, so that
    later collections do not go through it either.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def discard_polish_requests() -> None:
    """After `show()`: remove the PolishRequest that Qt posts to every child widget.

    Gain: 53 ms. `show()` has polished them all; QPushButton would forget its size hint once more,
    and the whole window be laid out a second time.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    polish = QEvent.Type.PolishRequest.value
    QCoreApplication.removePostedEvents(None, polish)  # type: ignore[arg-type]  # None: everyone's
