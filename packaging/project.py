"""What is published about the project, each fact from pyproject.toml or `__version__`."""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from freeze import ROOT, moment

PUBLISHER = "The LDN Desktop authors"
SUMMARY = "calm symptom diary for ME/CFS and low-dose naltrexone"
"""As Debian writes it: no article, no capital, no full stop."""


def version() -> str:
    """The program's version, `ldn_desktop.__version__`."""
    sys.path.insert(0, str(ROOT))
    from ldn_desktop import __version__

    return __version__


def facts() -> dict[str, Any]:
    """The table [project] of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def address(name: str) -> str:
    """An address of [project.urls], such as "Source"."""
    found: str = facts()["urls"][name]
    return found


def downloads() -> str:
    """Where the files of this version are published."""
    return f"{address('Source')}/releases/download/v{version()}"


def pictures() -> str:
    """Where the pictures of docs/ can be seen, as they were in this version."""
    owner_and_name = address("Source").removeprefix("https://github.com/")
    return f"https://raw.githubusercontent.com/{owner_and_name}/v{version()}/docs"


def day() -> str:
    """The date of the commit."""
    return datetime.fromtimestamp(moment(), UTC).date().isoformat()


def filled_in(path: Path, **more: str) -> str:
    """The text of a file with @VERSION@ and the like replaced; `more` by their names."""
    values = {
        "VERSION": version(),
        "DATE": day(),
        "HOMEPAGE": address("Homepage"),
        "ISSUES": address("Issues"),
        "SOURCE": address("Source"),
        "PICTURES": pictures(),
        "DOWNLOADS": downloads(),
        **more,
    }
    text = path.read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text
