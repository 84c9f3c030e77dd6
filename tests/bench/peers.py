"""The start beside that of gtimelog, a program of the same kind, where it is installed.

`apt install gtimelog` brings it; nothing is measured without it, Xvfb and xdotool.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ldn_desktop import settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating
from tests.bench.windows import missing_tools, on_screen, shown_ms
from tests.support.virtual_screen import virtual_screen

ROUNDS = 9
PEER = "gtimelog"


def measure() -> Iterator[Measured]:
    missing = missing_tools() + ([] if shutil.which(PEER) else [PEER])
    if missing:
        print(f"    needs {', '.join(missing)}")
        return
    with tempfile.TemporaryDirectory() as home, virtual_screen() as (display, _server):
        folder = Path(home) / "diary"
        new_diary(folder, demo_diary(date(2026, 1, 31)))
        settings.save(settings.Settings(welcomed=True), folder)
        environment = {**on_screen(display), "HOME": home, "XDG_DATA_HOME": home}
        ours = [sys.executable, "-m", "ldn_desktop", "--diary", str(folder)]
        floor, figure = alternating(
            lambda: shown_ms([PEER], environment, "gtimelog|Time Log"),
            lambda: shown_ms(ours, environment),
            rounds=ROUNDS,
            of=min,
        )
    yield Measured("start to a window on the screen, beside gtimelog", figure, floor, most=1.0)
