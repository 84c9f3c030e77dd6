"""The path of a shipped file, in a source tree, a wheel and a frozen program alike."""

from __future__ import annotations

import sys
from pathlib import Path


def folder() -> Path:
    """The folder that holds everything shipped beside the code."""
    if getattr(sys, "frozen", False):
        return Path(getattr(sys, "_MEIPASS")) / "resources"  # noqa: B009  # set by PyInstaller alone
    package = Path(__file__).resolve().parent
    in_wheel = package / "_resources"
    return in_wheel if in_wheel.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """The shipped file or folder at `parts`.

    Raises FileNotFoundError when the installation lacks it.
    """
    found = folder().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"not shipped: {found}")
    return found
