"""The start beside that of gtimelog, a program of the same kind, where it is installed.

`apt install gtimelog` brings it; nothing is measured without it, Xvfb and xdotool.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ldn_desktop import settings
from ldn_desktop.diary.demo import demo_diary
from ldn_desktop.storage import new_diary
from tests.bench.measured import Measured, alternating
from tests.bench.start_up import AS_INSTALLED
from tests.bench.windows import missing_tools, on_screen, shown_ms
from tests.support.virtual_screen import virtual_screen

REPOSITORY = Path(__file__).resolve().parents[2]
ROUNDS = 21
PEER = "gtimelog"
# As its command starts it: what it needs lies behind Python's own modules.
OURS = f"""{AS_INSTALLED}
sys.path += [{str(REPOSITORY)!r}, {sysconfig.get_path("purelib")!r}]
from ldn_desktop.__main__ import main
sys.exit(main())
"""


def _python_of(command: str) -> str:
    """The Python that runs `command`, where ours is of that version: it is part of neither."""
    first = Path(str(shutil.which(command))).read_bytes().splitlines()[0]
    named = first.removeprefix(b"#!").decode().strip()
    asked = [named, "-c", "import sys; print(*sys.version_info[:2])"]
    ran = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    return named if ran.stdout.split() == [*map(str, sys.version_info[:2])] else sys.executable


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
        ours = [_python_of(PEER), "-c", OURS, "--diary", str(folder)]
        floor, figure = alternating(
            lambda: shown_ms([PEER], environment, "gtimelog|Time Log"),
            lambda: shown_ms(ours, environment),
            rounds=ROUNDS,
            of=min,
        )
    yield Measured("start to a window on the screen, beside gtimelog", figure, floor, most=1.0)
