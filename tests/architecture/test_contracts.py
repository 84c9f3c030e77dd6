"""The rules of who may import whom hold, and each of them would be noticed when broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# contract → the line that breaks it, by the module that would have to hold it
BREAKS = {
    "layers": ("i18n/translation.py", "import ldn_desktop.diary.model"),
    "diary": ("diary/model.py", "import ldn_desktop.diary.doses"),
    "ui": ("ui/guide/tab.py", "import ldn_desktop.ui.today.tab"),
    "qt": ("diary/model.py", "from PySide6.QtCore import QDate"),
    "tinydb": ("ui/session.py", "from tinydb import TinyDB"),
    "matplotlib": ("guide/__init__.py", "from matplotlib.figure import Figure"),
    "figures": ("ui/main_window.py", "import ldn_desktop.ui.figures.figure_view"),
    "plain": ("diary/recording.py", "import msgspec"),
    "offline": ("guide/__init__.py", "from urllib.request import urlopen"),
}


def contract_ids() -> set[str]:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["id"] for contract in rules["tool"]["importlinter"]["contracts"]}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its rules where they may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ldn_desktop", tmp_path / "ldn_desktop", ignore=ignored)
    return tmp_path


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    lint_imports = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
    ]
    return subprocess.run(
        [*lint_imports, "--no-cache", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_contract_is_kept(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


def test_every_contract_is_broken_once_here() -> None:
    assert set(BREAKS) == contract_ids()


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_noticed(contract: str, copy: Path) -> None:
    name, line = BREAKS[contract]
    module = copy / "ldn_desktop" / name
    module.write_text(f"{module.read_text('utf-8')}\n\n{line}\n", "utf-8")
    result = lint(copy, "--contract", contract)
    assert result.returncode == 1
    assert "1 broken" in result.stdout, result.stdout


def test_a_module_without_a_place_is_noticed(copy: Path) -> None:
    (copy / "ldn_desktop" / "misplaced.py").write_text('"""Nobody said where."""\n', "utf-8")
    result = lint(copy, "--contract", "layers")
    assert result.returncode == 1
    assert "misplaced" in result.stdout
