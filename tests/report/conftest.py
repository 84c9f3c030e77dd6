"""The real tools that read a PDF, and a report to read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.diary.model import Diary

END = date(2026, 11, 22)


@pytest.fixture(scope="session")
def demo() -> Diary:
    return demo_diary(END)


@pytest.fixture(scope="session")
def tool() -> Callable[..., str]:
    """Runs one of the system's PDF tools; the test is left out where it is missing."""

    def run(name: str, *arguments: str | Path) -> str:
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"{name} is not installed here")
        done = subprocess.run(
            [found, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
        return done.stdout

    return run
