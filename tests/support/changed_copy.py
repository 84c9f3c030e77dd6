"""A copy of the package with something added, as a developer would add it; to be run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class ChangedCopy:
    """`changed` has the modules that were edited or added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.changed: set[str] = set()
        ignored = shutil.ignore_patterns("__pycache__")
        for part in ("ldn_desktop", "resources"):
            shutil.copytree(ROOT / part, folder / part, ignore=ignored)

    def add(self, module: str, text: str) -> None:
        """A new module, by its path below `ldn_desktop`."""
        path = self.folder / "ldn_desktop" / module
        assert not path.exists()
        path.write_text(text, "utf-8")
        self.changed.add(module)

    def insert(self, module: str, text: str, *, before: str) -> None:
        """Insert `text` before the one place where `before` stands in `module`."""
        path = self.folder / "ldn_desktop" / module
        source = path.read_text("utf-8")
        assert source.count(before) == 1, before
        path.write_text(source.replace(before, text + before), "utf-8")
        self.changed.add(module)

    def run(self, script: str, *args: object) -> dict[str, Any]:
        """What `script` prints as JSON on its last line, without a screen."""
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, args)],
            cwd=self.folder, capture_output=True, encoding="utf-8", check=False, timeout=240,
            env={**os.environ, "PYTHONPATH": str(self.folder), "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr or done.stdout
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found
