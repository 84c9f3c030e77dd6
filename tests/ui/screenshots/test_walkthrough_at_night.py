"""The tour works at any hour: the small hours belong to the day before."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no zone from TZ")
def test_the_tour_finds_an_empty_day_at_two_in_the_morning(tmp_path: Path) -> None:
    ahead = (2 - datetime.now(UTC).hour + 11) % 24 - 11
    done = subprocess.run(
        [sys.executable, "-m", "ldn_desktop", "tour", "--out", str(tmp_path / "out")],
        # POSIX counts zones westwards.
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": f"NIGHT{-ahead:+d}"},
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("today.png", "one-question.png", "charts.png", "guide.png", "report.pdf"):
        assert (tmp_path / "out" / name).stat().st_size > 1000
